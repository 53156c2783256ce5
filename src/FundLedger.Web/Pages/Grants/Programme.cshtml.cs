using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Grants;

/// <summary>One grant programme: its terms in words, their versions, its rounds, and opening another.</summary>
[Needs(Permission.ReadLedger)]
public sealed class ProgrammeModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    public override Part Where => Part.Grants;
    public override Bilingual Title => Programme.Name;

    public GrantProgramme Programme { get; private set; } = null!;
    public IReadOnlyList<GrantTermsVersion> Versions { get; private set; } = [];
    public IReadOnlyList<GrantRound> Rounds { get; private set; } = [];
    public bool MayOpen => May(Permission.RecordMoney, Programme.Target);

    public async Task<IActionResult> OnGetAsync([FromRoute] string code) => await LoadAsync(code) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromRoute] string code, [FromForm] string? key)
    {
        if (!Takes("open", key)) return BadRequest();
        if (!await LoadAsync(code) || !MayOpen) return NotFound();
        if (!TypedMoment.Minute(Posted("opens"), "opensAt").IsDone(out var opens, out var refusal) || !TypedMoment.Minute(Posted("closes"), "closesAt").IsDone(out var closes, out refusal)) return Refused(refusal);
        if (!TypedAmount.Read(Posted("budget"), Programme.Currency, "budget").IsDone(out var budget, out refusal)) return Refused(refusal);
        var outcome = await new OpenGrantRound(Noting).RunAsync(AskedAs(key!), new NewGrantRound(Programme.Code, Posted("code"), new Bilingual(Posted("nameZh"), Posted("nameEn")), opens, closes, budget), HttpContext.RequestAborted);
        return Answer(outcome, done => new($"批次 {done.Round} 已开启，{GrantNames.InShanghai(done.ClosesAt)} 截止。", $"Round {done.Round} is open until {GrantNames.InShanghai(done.ClosesAt)}."), done => $"/grants/rounds/{Uri.EscapeDataString(done.Round)}");
    }

    private async Task<bool> LoadAsync(string code)
    {
        await ReadAsync(async (reader, books) =>
        {
            if ((await GrantReading.ProgrammesAsync(reader, books)).FirstOrDefault(known => known.Code == code) is not { } found || !May(Permission.ReadLedger, found.Target)) return;
            (Programme, Versions) = (found, await GrantReading.VersionsAsync(reader, found));
            Rounds = [.. (await GrantReading.RoundsAsync(reader, books)).Where(round => round.Programme.Id == found.Id)];
        });
        return Programme is not null;
    }
}
