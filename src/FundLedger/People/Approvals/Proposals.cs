using System.Globalization;
using System.Text.Json;
using FundLedger.Ledger;
using FundLedger.Outbox;
using FundLedger.People.Roles;

namespace FundLedger.People.Approvals;

/// <summary>Reads proposals, and keeps them inside the operations of this room.</summary>
public static class Proposals
{
    private static readonly SqlFile Find = new("people/find_proposal");
    private static readonly SqlFile List = new("people/list_proposals");
    private static readonly SqlFile ListDecisions = new("people/list_decisions");
    private static readonly SqlFile ListOpenDecisions = new("people/list_open_decisions");
    private static readonly SqlFile FindAnswer = new("storage/find_operation");
    private static readonly SqlFile Insert = new("people/insert_proposal");
    private static readonly SqlFile Touch = new("people/touch_proposal");
    private static readonly SqlFile Close = new("people/close_proposal");
    private static readonly SqlFile InsertDecision = new("people/insert_decision");

    public static async Task<Proposal?> FindAsync(LedgerReader reader, long id) => (await reader.FindAsync<ProposalRow>(Find, new { proposal_id = id }))?.ToProposal();

    /// <summary>Who decided on it, in the order they did.</summary>
    public static async Task<IReadOnlyList<ProposalDecision>> DecisionsAsync(LedgerReader reader, long id) =>
        [.. (await reader.QueryAsync<DecisionRow>(ListDecisions, new { proposal_id = id })).Select(row => row.ToDecision())];

    /// <summary>What was done when the last one agreed, as JSON; null where nothing was.</summary>
    public static async Task<string?> AnswerAsync(LedgerReader reader, Proposal proposal)
    {
        if (proposal.Status != ProposalStatus.Executed) return null;
        return JsonSerializer.Deserialize<string>((await reader.SingleAsync<AnswerRow>(FindAnswer, new { operation_key = proposal.OperationKey })).Outcome);
    }

    /// <summary>The proposal that an operation carried out; null for any other operation.</summary>
    /// <param name="operationKey">As an entry names it.</param>
    public static async Task<Proposal?> BehindAsync(LedgerReader reader, string operationKey) =>
        operationKey.Split('/') is ["proposal", var number, _] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && await FindAsync(reader, id) is { } proposal && proposal.OperationKey == operationKey ? proposal : null;

    /// <summary>A page of them, newest first.</summary>
    /// <param name="status">Null for all.</param>
    /// <param name="before">Only lower numbers; null for the newest.</param>
    /// <param name="maker">Only this person's; empty for everybody's.</param>
    public static async Task<IReadOnlyList<Proposal>> PageAsync(LedgerReader reader, ProposalStatus? status, int most, long? before = null, string maker = "") =>
        [.. (await reader.QueryAsync<ProposalRow>(List, new { before = before ?? long.MaxValue, status = status is { } one ? StoredWords.Word(one) : "", maker, row_count = most }))
            .Select(row => row.ToProposal())];

    /// <summary>Who decided on what is open.</summary>
    internal static async Task<ILookup<long, ProposalDecision>> OpenDecisionsAsync(LedgerReader reader) =>
        (await reader.QueryAsync<DecisionRow>(ListOpenDecisions)).ToLookup(row => row.ProposalId, row => row.ToDecision());

    /// <summary>Reads it so that nobody else decides on it until this transaction ends: the row is changed first.</summary>
    internal static async Task<Proposal?> LockAsync(LedgerTransaction tx, long id) => await tx.ExecuteAsync(Touch, new { proposal_id = id }) == 0 ? null : await FindAsync(tx, id);

    /// <summary>Has checkers, or the maker, hear of a proposal.</summary>
    /// <param name="outcome">What became of it; null while it waits.</param>
    internal static Task TellAsync(LedgerTransaction tx, EventKind what, long proposal, string kind, Target where, string maker = "", ProposalStatus? outcome = null) => Events.AddAsync(tx, new Happening(what, proposal.ToString(CultureInfo.InvariantCulture))
    {
        Entity = where.Entity ?? "", Fund = where.Fund ?? "", Person = maker,
        Detail = outcome is { } status ? new Dictionary<string, string> { ["kind"] = kind, ["outcome"] = StoredWords.Word(status) } : new Dictionary<string, string> { ["kind"] = kind },
    });

    internal static async Task<long> AddAsync(LedgerTransaction tx, string kind, string payload, ProposalSubject subject, int checkers, long expiresAt, long? replaces)
    {
        var salt = tx.NewSalt();
        var commitment = EntryHash.Commitment(salt, payload);
        var (entity, fund) = (subject.Where.Entity ?? "", subject.Where.Fund ?? "");
        var (currency, amount) = (subject.Amount?.Currency.Code ?? "", subject.Amount?.MinorUnits ?? 0);
        return await tx.SingleAsync<long>(Insert, new
        {
            kind,
            maker = tx.Operation.Actor,
            proposed_at = tx.RecordedAt,
            expires_at = expiresAt,
            target_type = subject.Type,
            target_id = subject.Id,
            target_version = subject.Version,
            entity,
            fund,
            currency,
            amount_minor = amount,
            checkers = (long)checkers,
            replaces,
            commitment,
            content_hash = ProposalHash.Of(
                kind, tx.Operation.Actor, tx.RecordedAt, expiresAt, subject.Type, subject.Id, subject.Version, entity, fund, currency, amount, checkers, replaces ?? 0, commitment),
            salt,
            payload = payload.ToNfc(),
        });
    }

    internal static async Task CloseAsync(LedgerTransaction tx, long id, ProposalStatus status)
    {
        var closed = await tx.ExecuteAsync(Close, new { status = StoredWords.Word(status), closed_at = tx.RecordedAt, proposal_id = id });
        Invariant.Holds(closed == 1);
    }

    internal static Task AddDecisionAsync(LedgerTransaction tx, long id, ProposalDecision decision) => tx.ExecuteAsync(InsertDecision, new
    {
        proposal_id = id,
        checker = decision.Checker,
        in_stead_of = decision.InSteadOf,
        is_approval = decision.IsApproval ? 1 : 0,
        content_hash = decision.ContentHash,
        decided_at = decision.DecidedAt,
    });

    private sealed record AnswerRow
    {
        public string Operation { get; init; } = "";
        public string Content { get; init; } = "";
        public string Outcome { get; init; } = "";
    }

    private sealed record DecisionRow
    {
        public long ProposalId { get; init; }
        public string Checker { get; init; } = "";
        public string InSteadOf { get; init; } = "";
        public long IsApproval { get; init; }
        public byte[] ContentHash { get; init; } = [];
        public long DecidedAt { get; init; }

        internal ProposalDecision ToDecision() => new(Checker, InSteadOf, IsApproval == 1, ContentHash, DecidedAt);
    }
}

internal sealed record ProposalRow
{
    public long ProposalId { get; init; }
    public string Kind { get; init; } = "";
    public string Maker { get; init; } = "";
    public long ProposedAt { get; init; }
    public long ExpiresAt { get; init; }
    public string TargetType { get; init; } = "";
    public string TargetId { get; init; } = "";
    public byte[] TargetVersion { get; init; } = [];
    public string Entity { get; init; } = "";
    public string Fund { get; init; } = "";
    public string Currency { get; init; } = "";
    public long AmountMinor { get; init; }
    public long Checkers { get; init; }
    public long? Replaces { get; init; }
    public byte[] Commitment { get; init; } = [];
    public byte[] ContentHash { get; init; } = [];
    public string? Payload { get; init; }
    public string Status { get; init; } = "";
    public long? ClosedAt { get; init; }

    internal Proposal ToProposal() => new(ProposalId, Kind, Maker, ProposedAt, ExpiresAt, TargetType, TargetId, TargetVersion,
        new Target(Entity.Length > 0 ? Entity : null, Fund.Length > 0 ? Fund : null), Currency.Length > 0 ? new Money(AmountMinor, Values.Currency.Of(Currency)) : null, (int)Checkers,
        Replaces, Commitment, ContentHash, Payload, StoredWords.Read<ProposalStatus>(Status), ClosedAt);
}
