using FundLedger.Matching;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Matching;

/// <summary>Asks for another version of a programme's rule.</summary>
[Needs(Permission.Propose)]
public sealed class RuleModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private Dictionary<string, string> values = [];

    public override Part Where => Part.Matching;
    public override Bilingual Title => new("修改配比规则", "Change a matching rule");

    public ProgrammeDetail Detail { get; private set; } = null!;
    public string From { get; private set; } = "";
    public string Key { get; private set; } = "";
    public long? Replaces { get; private set; }
    public Refusal? Refusal { get; private set; }
    internal SimulatedShown? Simulated { get; private set; }
    internal TermsForm Terms => new(values, Language, Refusal);

    public async Task<IActionResult> OnGetAsync(string code, long? replaces)
    {
        if (!await LoadAsync(code, replaces)) return NotFound();
        Key = FormKey.New();
        if (Replaces is null) (values, From) = (TermsForm.ValuesOf(Detail.Rules[^1].Terms), Today.ToIso());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string code, [FromForm] string? from, [FromForm] string? step, [FromForm] long? replaces, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        if (!await LoadAsync(code, null)) return NotFound();
        (Key, From, Replaces) = (key, from ?? "", replaces);
        values = TermsForm.Fields.Select(field => (field, Value: $"{Request.Form[field]}".Trim())).Where(pair => pair.Value.Length > 0).ToDictionary(pair => pair.field, pair => pair.Value);
        if (!IsoDates.TryParse(From, out var day)) return Refused(Refusal.Of("date-unreadable", "from", $"“{From}”不是日期。请写如 2026-01-31。", $"'{From}' is not a date. Write it like 2026-01-31."));
        if (!Terms.Read(Detail.Summary.Pot.Currency).IsDone(out var terms, out var refusal)) return Refused(refusal);
        if (step == "simulate")
        {
            var tried = await Database.ReadAsync(reader => Simulation.RunAsync(reader, Detail.Definition with { Terms = terms }), HttpContext.RequestAborted);
            if (!tried.IsDone(out var result, out refusal)) return Refused(refusal);
            Simulated = new SimulatedShown(result, Language);
            return Page();
        }

        var outcome = await new ProposeAct(Noting).RunAsync(AskedAs(key), ChangeRule.Kind, new RuleChange(Detail.Summary.Code, terms, day), replaces, stop: HttpContext.RequestAborted);
        if (!outcome.IsDone(out var done, out refusal)) return Refused(refusal);
        new Notice(ProposalWords.Said(done), ((Outcome<ActProposed>.Done)outcome).WasDoneBefore).PutInto(TempData);
        return LocalRedirect(done.Status == ProposalStatus.Open ? $"/approvals/{done.Proposal}" : $"/matching/{Uri.EscapeDataString(code)}");
    }

    private async Task<bool> LoadAsync(string code, long? replaces)
    {
        await ReadAsync(async (reader, books) =>
        {
            if (!(await MatchingReading.FindAsync(reader, code, Today)).IsDone(out var found, out _) || !May(Permission.Propose, books.TargetOf(found.Summary.PotFund)) || found.Summary.Status != ProgrammeStatus.Open) return;
            Detail = found;
            if (replaces is not { } number || await Proposals.FindAsync(reader, number) is not { Payload: { } payload } mine || mine.Kind != ChangeRule.Kind.Code || mine.TargetId != code || mine.Maker != Who.Person.Id || !mine.IsOpenAt(Now)) return;
            var asked = ChangeRule.Kind.Read(payload);
            (values, From, Replaces) = (TermsForm.ValuesOf(asked.Terms), (asked.From ?? Today).ToIso(), number);
        });
        return Detail is not null;
    }

    private PageResult Refused(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
