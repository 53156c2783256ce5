using System.Text;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Grants;

/// <summary>Proposes a grant programme, or new terms of one: as JSON, beginning with a sample or with the terms there are.</summary>
[Needs(Permission.Propose)]
public sealed class NewModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    public const int LongestTerms = 200_000;

    public override Part Where => Part.Grants;
    public override Bilingual Title => Programme is { } programme ? new($"修改 {programme.Code} 的条款", $"Amend the terms of {programme.Code}") : new("设立资助计划", "Make a grant programme");

    /// <summary>Null when one is to be made.</summary>
    public GrantProgramme? Programme { get; private set; }

    public IReadOnlyList<(string Value, string Name)> Funds { get; private set; } = [];
    public IReadOnlyList<(string Value, string Name)> Kinds => [.. Enum.GetValues<GrantProgrammeKind>().Select(kind => (kind.ToString(), In(kind.Name())))];
    public string Terms { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync([FromRoute] string? code) => await LoadAsync(code) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromRoute] string? code, [FromForm] string? key)
    {
        if (!Takes("propose", key)) return BadRequest();
        if (!await LoadAsync(code)) return NotFound();
        if (!GrantJson.Read<GrantTerms>(Encoding.UTF8.GetBytes(Posted("terms"))).IsDone(out var terms, out var refusal)) return Refused(refusal with { Field = "terms" });
        var act = new ProposeAct(Noting);
        var outcome = Programme is { } programme
            ? await act.RunAsync(AskedAs(key!), AmendGrantTerms.Kind, new GrantTermsChange(programme.Code, terms, Posted("reason")), stop: HttpContext.RequestAborted)
            : await act.RunAsync(AskedAs(key!), CreateGrantProgramme.Kind, new NewGrantProgramme(
                Posted("code"), Posted("fund"), Enum.TryParse<GrantProgrammeKind>(Posted("kind"), out var kind) ? kind : default, new Bilingual(Posted("nameZh"), Posted("nameEn")), terms), stop: HttpContext.RequestAborted);
        return Answer(outcome, ProposalWords.Said, done => $"/approvals/{done.Proposal}");
    }

    /// <summary>What is wrong with the terms, wherever in them.</summary>
    public string? WrongTerms => Refusal is { } refusal && refusal.Field is not ("code" or "fund" or "name" or "reason" or "") ? $"{In(refusal.Message)} ({refusal.Field})" : null;

    private async Task<bool> LoadAsync(string? code)
    {
        var isThere = true;
        await ReadAsync(async (reader, books) =>
        {
            Funds = [.. Who.FundsWithin(Permission.Propose, books, Today).Select(fund => (fund.Code, $"{fund.Code} {fund.Name}"))];
            if (code is not null)
            {
                Programme = (await GrantReading.ProgrammesAsync(reader, books)).FirstOrDefault(known => known.Code == code && May(Permission.Propose, known.Target));
                isThere = Programme is not null;
            }

            Terms = GrantJson.WriteIndented(Programme?.Terms ?? GrantTemplate.Venture(books.Funds.FirstOrDefault()?.Currency ?? Currency.Cny));
        });
        return isThere;
    }
}
