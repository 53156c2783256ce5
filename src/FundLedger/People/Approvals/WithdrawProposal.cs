using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.People.Approvals;

public sealed record ProposalWithdrawn(long Proposal);

/// <summary>Takes back what one has proposed oneself, while it is open.</summary>
public sealed class WithdrawProposal(Database database)
{
    public Task<Outcome<ProposalWithdrawn>> RunAsync(Asked asked, long proposal, CancellationToken stop = default) => database.WriteAsync<ProposalWithdrawn>(
        asked.For("withdraw-proposal", OperationField.Of("proposal", proposal)),
        async tx => await WithdrawAsync(tx, proposal) is { } refusal ? refusal : new ProposalWithdrawn(proposal), stop);

    internal static async Task<Refusal?> WithdrawAsync(LedgerTransaction tx, long id)
    {
        if (await Proposals.LockAsync(tx, id) is not { } proposal || proposal.Maker != tx.Operation.Actor) return Authority.NotThere;
        if (proposal.Status != ProposalStatus.Open) return DecideProposal.Closed(proposal);
        await Proposals.CloseAsync(tx, id, ProposalStatus.Withdrawn);
        await AuditTrail.AddAsync(tx, AuditNote.Done("withdraw-proposal", "proposal", id));
        return null;
    }
}
