using FundLedger.Ledger;
using FundLedger.Outbox;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.People.Approvals;

/// <summary>A checker's word on a proposal.</summary>
/// <param name="ContentHash">Of the content the checker had before them.</param>
/// <param name="InSteadOf">Who delegated the right to decide; null when it is the checker's own.</param>
public sealed record Decision(long Proposal, bool IsApproval, byte[] ContentHash, string? InSteadOf = null);

/// <param name="Status">Executed when this was the last approval needed; void when what it was about had changed, and nothing was done then.</param>
/// <param name="Missing">How many more must agree.</param>
/// <param name="Answer">What was done, as JSON; null when nothing was yet.</param>
public sealed record ProposalDecided(long Proposal, ProposalStatus Status, int Missing, string? Answer);

/// <summary>Agrees to a proposal or rejects it. The last approval needed runs it, in the same transaction.</summary>
/// <remarks>
/// Nobody decides on their own proposal, nor twice, nor for another who did, nor through another: all who appear on a proposal, as themselves or by
/// delegation, are different people.
/// </remarks>
public sealed class DecideProposal(Database database, ProposalKinds kinds)
{
    /// <param name="asked">Its actor is the checker.</param>
    public Task<Outcome<ProposalDecided>> RunAsync(Asked asked, Decision decision, CancellationToken stop = default) => database.WriteAsync<ProposalDecided>(
        asked.For("decide-proposal", OperationField.Of("proposal", decision.Proposal), OperationField.Of("approval", decision.IsApproval.ToString()),
            OperationField.Of("content", decision.ContentHash), OperationField.Of("in-stead-of", decision.InSteadOf)) with { ReadsTotals = true },
        async tx =>
        {
            if (await Proposals.LockAsync(tx, decision.Proposal) is not { } proposal) return Authority.NotThere;
            var word = new ProposalDecision(asked.Actor, decision.InSteadOf ?? asked.Actor, decision.IsApproval, decision.ContentHash, tx.RecordedAt);
            if (await RefusalForCheckerAsync(tx, proposal, word) is { } notAllowed) return notAllowed;
            var earlier = await Proposals.DecisionsAsync(tx, proposal.Id);
            if (RefusalFor(proposal, earlier, word) is { } refusal) return refusal;
            return word.IsApproval ? await ApproveAsync(tx, proposal, earlier, word) : await RejectAsync(tx, proposal, word);
        }, stop);

    /// <summary>Whether this may be said now: the rules that need no other row.</summary>
    internal static Refusal? RefusalFor(Proposal proposal, IReadOnlyList<ProposalDecision> earlier, ProposalDecision word)
    {
        if (proposal.Maker == word.Checker || proposal.Maker == word.InSteadOf)
            return Refusal.Of("maker-may-not-check", "", "不能复核本人提出的事项，也不能由他人代本人复核。", "Nobody checks what they proposed themselves, nor lets another do it for them.");
        string[] named = [word.Checker, word.InSteadOf];
        if (earlier.Any(decision => named.Contains(decision.Checker) || named.Contains(decision.InSteadOf)))
            return Refusal.Of("decided-already", "", "本人或委托人已对此事项作过决定。每人只能决定一次。", "You, or the one in whose stead you decide, have decided on this already. Everybody does so once.");
        if (proposal.Status != ProposalStatus.Open) return Closed(proposal);
        if (!proposal.IsOpenAt(word.DecidedAt))
            return Refusal.Of("proposal-expired", "", "此事项已过期。请提出人重新提出。", "The time for this is over. Let it be proposed again.");
        return word.ContentHash.AsSpan().SequenceEqual(proposal.ContentHash) ? null
            : Refusal.Of("proposal-differs", "", "您看到的内容与此事项不符。请重新打开后再决定。", "What you saw is not what this proposal holds. Open it again, then decide.");
    }

    internal static Refusal Closed(Proposal proposal) => proposal.Status switch
    {
        ProposalStatus.Executed => Refusal.Of("proposal-closed", "", "此事项已复核通过并执行。", "This has been agreed to and done already."),
        ProposalStatus.Rejected => Refusal.Of("proposal-closed", "", "此事项已被否决。", "This has been rejected."),
        ProposalStatus.Withdrawn => Refusal.Of("proposal-closed", "", "此事项已被提出人撤回或替换。", "Its maker has withdrawn or replaced this."),
        _ => Refusal.Of("proposal-closed", "", "此事项所涉内容已变化，已作废。请重新提出。", "What this was about has changed, so it is void. Let it be proposed again."),
    };

    private static async Task<Refusal?> RefusalForCheckerAsync(LedgerTransaction tx, Proposal proposal, ProposalDecision word)
    {
        // The maker, who knows that it exists, is told why; everybody else without the right learns nothing.
        if (word.Checker == proposal.Maker) return null;
        if (await Grants.RefusalForAsync(tx, word.InSteadOf, Permission.Approve, proposal.Where) is { } notAllowed) return notAllowed;
        if (word.InSteadOf == word.Checker) return null;
        return await Persons.FindAsync(tx, word.Checker) is { IsActive: true } && await Delegations.HoldsAsync(tx, word.InSteadOf, word.Checker) ? null : Authority.NotThere;
    }

    private async Task<Outcome<ProposalDecided>> ApproveAsync(LedgerTransaction tx, Proposal proposal, IReadOnlyList<ProposalDecision> earlier, ProposalDecision word)
    {
        if (kinds.Find(proposal.Kind) is not { } kind || proposal.Payload is null)
            return Refusal.Of("kind-unknown", "", $"本程序不能执行“{proposal.Kind}”。", $"This program cannot do '{proposal.Kind}'.");
        if (!await StillStandsAsync(tx, kind, proposal))
        {
            await Proposals.CloseAsync(tx, proposal.Id, ProposalStatus.Void);
            await AuditTrail.AddAsync(tx, AuditNote.Done("void-proposal", "proposal", proposal.Id, kind.Code));
            await TellMakerAsync(tx, proposal, ProposalStatus.Void);
            return new ProposalDecided(proposal.Id, ProposalStatus.Void, 0, null);
        }

        await Proposals.AddDecisionAsync(tx, proposal.Id, word);
        await AuditTrail.AddAsync(tx, AuditNote.Done("approve-proposal", "proposal", proposal.Id, word.InSteadOf == word.Checker ? "" : $"in-stead-of {word.InSteadOf}"));
        var checkers = earlier.Append(word).Where(decision => decision.IsApproval).Select(decision => decision.Checker).ToList();
        if (proposal.Checkers - checkers.Count is > 0 and var missing) return new ProposalDecided(proposal.Id, ProposalStatus.Open, missing, null);
        await TellMakerAsync(tx, proposal, ProposalStatus.Executed); // nobody hears of it when it cannot be done
        return await ProposeAct.ExecuteAsync(tx, kind, proposal, checkers).Then(answer => new ProposalDecided(proposal.Id, ProposalStatus.Executed, 0, answer));
    }

    /// <summary>The thing is as it was, and its maker may still ask for it.</summary>
    private static async Task<bool> StillStandsAsync(LedgerTransaction tx, ProposalKind kind, Proposal proposal) =>
        (await kind.SubjectAsync(tx, proposal.Payload!)).IsDone(out var now, out _)
        && now.Version.AsSpan().SequenceEqual(proposal.TargetVersion) && now.Where == proposal.Where && now.Amount == proposal.Amount
        && await kind.RefusalForMakerAsync(tx, proposal.Maker, now) is null;

    private static async Task<Outcome<ProposalDecided>> RejectAsync(LedgerTransaction tx, Proposal proposal, ProposalDecision word)
    {
        await Proposals.AddDecisionAsync(tx, proposal.Id, word);
        await Proposals.CloseAsync(tx, proposal.Id, ProposalStatus.Rejected);
        await AuditTrail.AddAsync(tx, AuditNote.Done("reject-proposal", "proposal", proposal.Id));
        await TellMakerAsync(tx, proposal, ProposalStatus.Rejected);
        return new ProposalDecided(proposal.Id, ProposalStatus.Rejected, 0, null);
    }

    private static Task TellMakerAsync(LedgerTransaction tx, Proposal proposal, ProposalStatus outcome) =>
        Proposals.TellAsync(tx, EventKind.ApprovalDecided, proposal.Id, proposal.Kind, proposal.Where, proposal.Maker, outcome);
}
