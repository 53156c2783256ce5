using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Periods;

/// <summary>Asks for a closed month to be opened again: somebody else decides.</summary>
[Needs(Permission.Propose)]
public sealed class ReopenModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Periods;
    public override Bilingual Title => new($"反结账 {Month}", $"Reopen {Month}");

    public PeriodMonth Month { get; private set; }
    public string Entity { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public string Key { get; private set; } = "";

    /// <summary>An open proposal of their own that this one takes the place of.</summary>
    public long? Replaces { get; private set; }

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? entity, string? month, long? replaces)
    {
        Key = FormKey.New();
        if (replaces is { } number) await ReadAsync(async (reader, _) =>
        {
            if (await Proposals.FindAsync(reader, number) is not { Payload: { } payload } proposal || proposal.Kind != ReopeningPeriods.Kind.Code || proposal.Maker != Who.Person.Id || !proposal.IsOpenAt(Now)) return;
            (entity, month, Reason) = ReopeningPeriods.Kind.Read(payload);
            Replaces = number;
        });
        return IsRead(entity, month) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string? entity, string? month, string? reason, long? replaces, string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        if (!IsRead(entity, month)) return NotFound();
        (Key, Reason, Replaces) = (key, reason ?? "", replaces);
        var outcome = await new ProposeAct(Noting).RunAsync(AskedAs(key), ReopeningPeriods.Kind, new Reopening(Entity, $"{Month}", Reason), replaces, stop: HttpContext.RequestAborted);
        if (outcome.IsDone(out var done, out var refusal))
        {
            new Notice(ProposalWords.Said(done), ((Outcome<ActProposed>.Done)outcome).WasDoneBefore).PutInto(TempData);
            return LocalRedirect($"/approvals/{done.Proposal}");
        }

        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private bool IsRead(string? entity, string? month)
    {
        if (entity is null || !PeriodMonth.TryParse(month, out var asked) || !May(Permission.Propose, new Target(entity))) return false;
        (Entity, Month) = (entity, asked);
        return true;
    }
}
