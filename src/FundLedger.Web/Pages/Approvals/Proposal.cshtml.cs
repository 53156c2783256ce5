using FundLedger.Banking.Reconciling;
using FundLedger.Matching;
using FundLedger.Budgets;
using FundLedger.Corrections;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Payments;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Approvals;

/// <summary>One proposal: what would be posted, who asked and who agreed; decided, changed and taken back here.</summary>
[Needs]
public sealed class ProposalModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Approvals;
    public override Bilingual Title => new($"第 {Proposal.Id} 号事项", $"Proposal {Proposal.Id}");

    internal override IReadOnlyList<Permission> ActsAskedFor => [Permission.Approve];

    public Proposal Proposal { get; private set; } = null!;
    public IReadOnlyList<ProposalDecision> Decisions { get; private set; } = [];
    internal PeopleNames Names { get; private set; } = null!;
    internal IReadOnlyList<ProposalFact> Facts { get; private set; } = [];

    /// <summary>What it would post if it were agreed to now.</summary>
    public IReadOnlyList<PostedEntry> Planned { get; private set; } = [];

    /// <summary>Why it could not be done now.</summary>
    public Refusal? NotNow { get; private set; }

    /// <summary>What it posted.</summary>
    public EntryId? Posted { get; private set; }

    /// <summary>In whose stead the one who looks may decide.</summary>
    public IReadOnlyList<string> As { get; private set; } = [];

    /// <summary>As whom they chose to.</summary>
    public string Chosen { get; private set; } = "";

    public string Key { get; private set; } = "";
    public Refusal? Refusal { get; private set; }

    public string ContentHash => Convert.ToHexStringLower(Proposal.ContentHash);
    public int Missing => Proposal.Checkers - Decisions.Count(decision => decision.IsApproval);
    public bool IsMineAndOpen => Proposal.Maker == Who.Person.Id && Proposal.IsOpenAt(Now);

    /// <summary>The form it came from, filled in; null where it has none.</summary>
    public string? EditPath => Proposal.Kind switch
    {
        var code when code == TransferBetweenFunds.Kind.Code => $"/record/transfer?replaces={Proposal.Id}",
        var code when code == ReverseEntry.Kind.Code => $"/record/reversal?replaces={Proposal.Id}",
        var code when code == CloseFund.Kind.Code => $"/funds/{Uri.EscapeDataString(Proposal.TargetId)}/close?replaces={Proposal.Id}",
        var code when code == SetBudget.Kind.Code => $"/budgets/set?replaces={Proposal.Id}",
        var code when code == OpenProgramme.Kind.Code => $"/matching/open?replaces={Proposal.Id}",
        var code when code == ChangeRule.Kind.Code => $"/matching/{Uri.EscapeDataString(Proposal.TargetId)}/rule?replaces={Proposal.Id}",
        var code when code == CloseProgramme.Kind.Code => $"/matching/{Uri.EscapeDataString(Proposal.TargetId)}/close?replaces={Proposal.Id}",
        var code when code == OrderPayments.Kind.Code => $"/payments?replaces={Proposal.Id}",
        var code when code == SetPayee.Kind.Code => $"/record/payee?replaces={Proposal.Id}",
        var code when code == SetPaymentRules.Kind.Code => $"/record/payment-rules?replaces={Proposal.Id}",
        var code when code == UnlockReconciliation.Kind.Code && Proposal.Payload is { } payload => $"/bank/{Uri.EscapeDataString(UnlockReconciliation.Kind.Read(payload).Account)}/reconcile?replaces={Proposal.Id}",
        var code when code == ReopeningPeriods.Kind.Code => $"/periods/reopen?replaces={Proposal.Id}",
        var code when code == ApprovalSettings.Kind.Code => $"/approvals/settings/{Proposal.TargetId}?replaces={Proposal.Id}",
        _ => null,
    };

    public async Task<IActionResult> OnGetAsync(long number)
    {
        if (!await LoadAsync(number)) return NotFound();
        Key = FormKey.New();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long number, [FromForm] string? step, [FromForm(Name = "as")] string? decideAs, [FromForm] string? content, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key) || step is not ("approve" or "reject" or "withdraw")) return BadRequest();
        if (!await LoadAsync(number)) return NotFound();
        (Key, Chosen) = (key, decideAs ?? "");
        return step == "withdraw"
            ? Answer(await new WithdrawProposal(Noting).RunAsync(AskedAs(key), number, HttpContext.RequestAborted)
                .Then(done => new Bilingual($"第 {done.Proposal} 号事项已撤回。", $"Number {done.Proposal} is withdrawn.")))
            : Answer(await DecideAsync(new Decision(number, step == "approve", HashOf(content), decideAs is null || decideAs == Who.Person.Id ? null : decideAs), key));
    }

    private Task<Outcome<Bilingual>> DecideAsync(Decision decision, string key) =>
        new DecideProposal(Noting, KnownKinds.All).RunAsync(AskedAs(key), decision, HttpContext.RequestAborted).Then(ProposalWords.Said);

    private IActionResult Answer(Outcome<Bilingual> outcome)
    {
        if (outcome.IsDone(out var says, out var refusal))
        {
            new Notice(says, ((Outcome<Bilingual>.Done)outcome).WasDoneBefore).PutInto(TempData);
            return LocalRedirect($"/approvals/{Proposal.Id}");
        }

        (Refusal, Key) = (refusal, FormKey.New());
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>Reads it for somebody who may see it.</summary>
    private async Task<bool> LoadAsync(long number)
    {
        await ReadAsync(async (reader, books) =>
        {
            if (await Proposals.FindAsync(reader, number) is not { } found) return;
            As = await ApprovalQueue.MayDecideAsAsync(reader, found, Who.Person.Id, Now);
            Decisions = await Proposals.DecisionsAsync(reader, number);
            if (!Who.MaySee(found, Today) && As.Count == 0 && Decisions.All(decision => decision.Checker != Who.Person.Id)) return;
            Proposal = found;
            Names = await PeopleNames.LoadAsync(reader);
            Facts = ProposalFacts.Of(found, books);
            Posted = KnownKinds.EntryOf(await Proposals.AnswerAsync(reader, found));
        });
        if (Proposal is null) return false;
        await TryOutAsync();
        return true;
    }

    /// <summary>As its maker will be: every rule is asked. Only who writes the books can.</summary>
    private async Task TryOutAsync()
    {
        if (!Proposal.IsOpenAt(Now) || Proposal.Payload is not { } payload || KnownKinds.All.Find(Proposal.Kind) is not { } kind || !Database.IsWriting) return;
        var outcome = await new ProposeAct(Database).TryOutAsync(new Asked("try-out", Proposal.Maker), kind, payload, HttpContext.RequestAborted);
        if (outcome.IsDone(out var entries, out var refusal)) Planned = entries;
        else NotNow = refusal;
    }

    private static byte[] HashOf(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : [];
}
