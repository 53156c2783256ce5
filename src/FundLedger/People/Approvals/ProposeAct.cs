using FundLedger.Ledger;
using FundLedger.Outbox;
using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.People.Approvals;

/// <param name="Status">Open while checkers are awaited; executed at once where none is asked for.</param>
/// <param name="Answer">What was done, as JSON; null while it waits.</param>
public sealed record ActProposed(long Proposal, ProposalStatus Status, int Checkers, string? Answer);

/// <summary>Asks for an act that takes more than one person. The maker must be a person with a right to ask.</summary>
public sealed class ProposeAct(Database database)
{
    /// <summary>How long checkers have, unless the maker says otherwise.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <param name="asked">Its actor is the maker.</param>
    /// <param name="replaces">An open proposal of the same maker to withdraw for this one; null for none.</param>
    public Task<Outcome<ActProposed>> RunAsync<TPayload, TAnswer>(
        Asked asked, ProposalKind<TPayload, TAnswer> kind, TPayload payload, long? replaces = null, TimeSpan? lifetime = null, CancellationToken stop = default)
    {
        var json = kind.PayloadOf(payload);
        return database.WriteAsync<ActProposed>(
            asked.For("propose", OperationField.Of("kind", kind.Code), OperationField.Personal("payload", json), OperationField.Of("replaces", replaces?.ToString(System.Globalization.CultureInfo.InvariantCulture)))
                with { ReadsTotals = true },
            tx => ProposeAsync(tx, kind, json, replaces, lifetime ?? Lifetime), stop);
    }

    /// <summary>What would be posted if all agreed now; nothing is kept.</summary>
    public Task<Outcome<IReadOnlyList<PostedEntry>>> TryOutAsync<TPayload, TAnswer>(Asked asked, ProposalKind<TPayload, TAnswer> kind, TPayload payload, CancellationToken stop = default) =>
        TryOutAsync(asked, kind, kind.PayloadOf(payload), stop);

    /// <summary>What would be posted if all agreed now to what stands in a proposal; nothing is kept.</summary>
    /// <param name="asked">Its actor is the maker, as it will be then.</param>
    /// <param name="payload">As it is kept.</param>
    public async Task<Outcome<IReadOnlyList<PostedEntry>>> TryOutAsync(Asked asked, ProposalKind kind, string payload, CancellationToken stop = default)
    {
        var preview = new Preview(database);
        var outcome = await preview.WriteAsync<string>(
            asked.For("try-out", OperationField.Of("kind", kind.Code)) with { ReadsTotals = true },
            async tx => (await kind.SubjectAsync(tx, payload)).IsDone(out _, out var refusal) ? await kind.RunAsync(tx, payload, new Agreed(0, asked.Actor, ["somebody"])) : refusal, stop);
        return outcome.IsDone(out _, out var notNow) ? new Outcome<IReadOnlyList<PostedEntry>>.Done(preview.Entries) : notNow;
    }

    private static async Task<Outcome<ActProposed>> ProposeAsync(LedgerTransaction tx, ProposalKind kind, string payload, long? replaces, TimeSpan lifetime)
    {
        if (!(await kind.SubjectAsync(tx, payload)).IsDone(out var subject, out var refusal)) return refusal;
        if (await kind.RefusalForMakerAsync(tx, tx.Operation.Actor, subject) is { } notAllowed) return notAllowed;
        if (replaces is { } earlier && await WithdrawProposal.WithdrawAsync(tx, earlier) is { } notReplaced) return notReplaced;

        var tiers = await ApprovalTiers.OnAsync(tx, kind.Code, tx.Today);
        var set = tiers.Count == 0 && kind.AloneByDefault ? 0 : ApprovalTiers.CheckersFor(tiers, subject.Amount);
        var checkers = Math.Max(set, await kind.LeastCheckersAsync(tx));
        var id = await Proposals.AddAsync(tx, kind.Code, payload, subject, checkers, Accounts.Lifetimes.EndOf(tx.RecordedAt, lifetime), replaces);
        await AuditTrail.AddAsync(tx, AuditNote.Done("propose", "proposal", id, kind.Code));
        if (checkers > 0)
        {
            await Proposals.TellAsync(tx, EventKind.ApprovalAsked, id, kind.Code, subject.Where);
            return new ActProposed(id, ProposalStatus.Open, checkers, null);
        }

        var proposal = (await Proposals.FindAsync(tx, id))!;
        return await ExecuteAsync(tx, kind, proposal, []).Then(answer => new ActProposed(id, ProposalStatus.Executed, 0, answer));
    }

    /// <summary>Runs what was agreed to, under its own key and by its maker, inside the operation of whoever agreed last.</summary>
    internal static async Task<Outcome<string>> ExecuteAsync(LedgerTransaction tx, ProposalKind kind, Proposal proposal, IReadOnlyList<string> checkers)
    {
        var inner = new Operation(proposal.OperationKey, kind.Code, proposal.Maker, [OperationField.Of("content", proposal.ContentHash)]) { ReadsTotals = true };
        var outcome = await tx.RunInsideAsync<string>(inner, inside => kind.RunAsync(inside, proposal.Payload!, new Agreed(proposal.Id, proposal.Maker, checkers)));
        if (!outcome.IsDone(out var answer, out var refusal)) return refusal;
        Invariant.Holds(outcome is Outcome<string>.Done { WasDoneBefore: false });
        await Proposals.CloseAsync(tx, proposal.Id, ProposalStatus.Executed);
        await AuditTrail.AddAsync(tx, AuditNote.Done("execute-proposal", "proposal", proposal.Id, kind.Code));
        return answer;
    }
}
