using FundLedger.Matching;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Matching;

/// <summary>Asks for a programme to be closed.</summary>
[Needs(Permission.Propose)]
public sealed class CloseModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Matching;
    public override Bilingual Title => new("结束配比计划", "Close a matching programme");

    public ProgrammeSummary Summary { get; private set; } = null!;
    public string On { get; private set; } = "";
    public string Key { get; private set; } = "";
    public long? Replaces { get; private set; }
    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, long? replaces)
    {
        if (!await LoadAsync(code)) return NotFound();
        (Key, On, Replaces) = (FormKey.New(), Today.ToIso(), replaces);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string code, [FromForm] string? on, [FromForm] long? replaces, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        if (!await LoadAsync(code)) return NotFound();
        (Key, On, Replaces) = (key, on ?? "", replaces);
        if (!IsoDates.TryParse(On, out var day)) return Refused(Refusal.Of("date-unreadable", "on", $"“{On}”不是日期。请写如 2026-01-31。", $"'{On}' is not a date. Write it like 2026-01-31."));
        var outcome = await new ProposeAct(Noting).RunAsync(AskedAs(key), CloseProgramme.Kind, new ProgrammeEnd(Summary.Code, day), replaces, stop: HttpContext.RequestAborted);
        if (!outcome.IsDone(out var done, out var refusal)) return Refused(refusal);
        new Notice(ProposalWords.Said(done), ((Outcome<ActProposed>.Done)outcome).WasDoneBefore).PutInto(TempData);
        return LocalRedirect(done.Status == ProposalStatus.Open ? $"/approvals/{done.Proposal}" : $"/matching/{Uri.EscapeDataString(code)}");
    }

    private async Task<bool> LoadAsync(string code)
    {
        await ReadAsync(async (reader, books) =>
        {
            if ((await MatchingReading.FindAsync(reader, code, Today)).IsDone(out var found, out _) && May(Permission.Propose, books.TargetOf(found.Summary.PotFund)) && found.Summary.Status == ProgrammeStatus.Open) Summary = found.Summary;
        });
        return Summary is not null;
    }

    private IActionResult Refused(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
