using System.Security.Cryptography;
using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.People.Approvals;
using FundLedger.Seals;
using FundLedger.SeedMoney;

namespace FundLedger.Reporting.Registers;

/// <summary>Entries of some kinds, each once.</summary>
public sealed record EventRegister(ReportHead Head, IReadOnlyList<ListedEvent> Events);

/// <summary>What became of the months of the books.</summary>
public sealed record PeriodRegister(ReportHead Head, IReadOnlyList<PeriodEvent> Events);

/// <param name="ClosingNo">Which closing of the month it belongs to.</param>
/// <param name="By">Id of who did it.</param>
/// <param name="CheckedBy">Id of who agreed; null where nobody had to.</param>
public sealed record PeriodEvent(PeriodMonth Month, long ClosingNo, Bilingual From, Bilingual To, string By, string? CheckedBy, string Reason, DateTimeOffset RecordedAt);

/// <summary>What took more than one person: asked, agreed or refused.</summary>
/// <param name="Proposals">Asked in the days of the report, in the order they were asked.</param>
public sealed record ApprovalRegister(ReportHead Head, IReadOnlyList<ListedProposal> Proposals);

/// <summary>What became of a proposal.</summary>
public enum ProposalEnd
{
    Open,
    Agreed,
    Refused,
    Withdrawn,

    /// <summary>Its time ran out, or what it was about had changed.</summary>
    Lapsed,
}

/// <param name="Kind">Stable code of what was asked.</param>
/// <param name="Subject">Code or number of what it is about.</param>
/// <param name="Amount">Null when none is at stake.</param>
/// <param name="Maker">Id of who asked.</param>
/// <param name="Checkers">How many had to agree.</param>
/// <param name="Decisions">Ids of who decided, and whether they agreed, in the order they did.</param>
public sealed record ListedProposal(
    long Number, string Kind, DateOnly AskedOn, string Subject, Money? Amount, string Maker, int Checkers, ProposalEnd End, DateOnly? EndedOn, IReadOnlyList<(string Checker, bool IsApproval)> Decisions);

/// <summary>Donors who stand close to the entity, and what was agreed with organisations that they or their people stand in.</summary>
public sealed record RelatedPartyRegister(ReportHead Head, IReadOnlyList<ListedParty> Parties, IReadOnlyList<RelatedDealing> Dealings);

/// <summary>An award to an organisation, or support of a space that it runs, while an insider of the fund stood in it.</summary>
/// <param name="Party">Number of the related party, as the register lists it.</param>
/// <param name="Person">Masked.</param>
/// <param name="As">What the person is there; of the organisation itself where it is the related party.</param>
/// <param name="Number">Of the award or plan.</param>
/// <param name="Amount">Awarded, or planned as support.</param>
/// <param name="Paid">So far.</param>
public sealed record RelatedDealing(long Party, string Organisation, string OrganisationName, string Person, Bilingual As, Bilingual What, string Number, string Fund, DateOnly On, Money Amount, Money Paid);

/// <param name="Donor">Masked.</param>
/// <param name="Last">The last day of the relation; null while it lasts.</param>
public sealed record ListedParty(long Number, string Donor, string Relation, DateOnly First, DateOnly? Last);

/// <summary>What became of public money by the document it came under.</summary>
public sealed record SeedUseReport(ReportHead Head, IReadOnlyList<SeedUse> Uses);

/// <param name="Document">Its number; empty for public money without one.</param>
/// <param name="SpendBy">The day it is to be spent by; null where there is none.</param>
public sealed record SeedUse(TreeSource Source, string Document, string GivenBy, DateOnly? SpendBy);

/// <summary>What gifts earned of matching programmes, fund by fund.</summary>
public sealed record MatchingSummary(ReportHead Head, IReadOnlyList<MatchStatement> Funds);

/// <summary>How far the books are sealed and signed for, and by which keys.</summary>
/// <param name="Sealed">How many entries are in the tree.</param>
/// <param name="Last">The last signed checkpoint; null where none was signed.</param>
public sealed record ProofPage(ReportHead Head, long Sealed, ProofCheckpoint? Last, IReadOnlyList<ProofKey> Keys);

/// <param name="Root">Of the tree over that many entries, 32 bytes.</param>
/// <param name="Note">As published, with its signature: a C2SP signed note.</param>
public sealed record ProofCheckpoint(long Size, ReadOnlyMemory<byte> Root, DateTimeOffset SignedAt, int Key, string Note);

/// <param name="Fingerprint">SHA-256 over the public key as SubjectPublicKeyInfo in DER.</param>
/// <param name="IsEndorsed">The key before it signed for it.</param>
public sealed record ProofKey(int No, ReadOnlyMemory<byte> Fingerprint, DateTimeOffset AddedAt, bool IsEndorsed, string? Reason);

/// <summary>Registers that an auditor asks for. Reads only.</summary>
public static class EventRegisters
{
    private const int ProposalsAtOnce = 200;
    private static readonly SqlFile ListPeriodEvents = new("reporting/list_period_events");

    /// <summary>Entries that took others back.</summary>
    public static Task<Outcome<EventRegister>> ReversalsAsync(LedgerReader reader, string fundCode, DateSpan span, long? knownAt = null) => EventsAsync(reader, fundCode, span, knownAt, EntryKind.Reversal);

    /// <summary>Gifts in kind, and their use.</summary>
    public static Task<Outcome<EventRegister>> InKindAsync(LedgerReader reader, string fundCode, DateSpan span, long? knownAt = null) =>
        EventsAsync(reader, fundCode, span, knownAt, EntryKind.InKindGift, EntryKind.InKindUsed);

    /// <summary>Months of the entity that lie in the span, closed and opened again.</summary>
    public static async Task<Outcome<PeriodRegister>> PeriodsAsync(LedgerReader reader, string fundCode, DateSpan span, long? knownAt = null)
    {
        if (!(await RegisterScope.OfAsync(reader, fundCode, span, knownAt)).IsDone(out var scope, out var refusal)) return refusal;
        var rows = await reader.QueryAsync<PeriodRow>(ListPeriodEvents, new { entity_id = scope.Entity.Id, first_period = PeriodMonth.Of(span.First).Number, last_period = PeriodMonth.Of(span.Last).Number });
        return new PeriodRegister(scope.Head, [.. rows.Where(row => row.RecordedAt <= (knownAt ?? long.MaxValue)).Select(row => new PeriodEvent(
            new PeriodMonth((int)row.Period), row.ClosingNo, StoredWords.Read<PeriodStatus>(row.FromStatus).Name(), StoredWords.Read<PeriodStatus>(row.ToStatus).Name(), row.Actor, row.CheckedBy, row.Reason, Moments.FromMicroseconds(row.RecordedAt)))]);
    }

    /// <summary>Of these funds, and of the entity as a whole.</summary>
    public static async Task<Outcome<ApprovalRegister>> ApprovalsAsync(LedgerReader reader, string fundCode, DateSpan span, long? knownAt = null)
    {
        if (!(await RegisterScope.OfAsync(reader, fundCode, span, knownAt)).IsDone(out var scope, out var refusal)) return refusal;
        var funds = scope.Funds.Select(fund => fund.Code).ToHashSet(StringComparer.Ordinal);
        var (found, isOver) = (new List<ListedProposal>(), false);
        for (long? before = null; !isOver;)
        {
            var page = await Proposals.PageAsync(reader, null, ProposalsAtOnce, before);
            foreach (var proposal in page)
            {
                var day = Moments.DayInShanghai(proposal.ProposedAt);
                var isHere = proposal.Where.Fund is { Length: > 0 } fund ? funds.Contains(fund) : proposal.Where.Entity is null or "" || proposal.Where.Entity == scope.Entity.Code;
                if (span.Contains(day) && isHere && proposal.ProposedAt <= (knownAt ?? long.MaxValue)) found.Add(Listed(proposal, await Proposals.DecisionsAsync(reader, proposal.Id)));
            }

            isOver = page.Count < ProposalsAtOnce || Moments.DayInShanghai(page[^1].ProposedAt) < span.First;
            before = page.LastOrDefault()?.Id;
        }

        found.Reverse();
        return new ApprovalRegister(scope.Head, found);
    }

    /// <summary>Those of the entity whose relation lasted on a day of the span.</summary>
    public static async Task<Outcome<RelatedPartyRegister>> RelatedPartiesAsync(LedgerReader reader, string fundCode, DateSpan span, long? knownAt = null)
    {
        if (!(await RegisterScope.OfAsync(reader, fundCode, span, knownAt)).IsDone(out var scope, out var refusal)) return refusal;
        return new RelatedPartyRegister(scope.Head, [.. (await MatchingReading.RelatedPartiesAsync(reader)).Where(party => party.Entity == scope.Entity.Code && party.From <= span.Last && !(party.To < span.First))
            .Select(party => new ListedParty(party.Relation, party.Donor, party.Text, party.From, party.To))], await RelatedDealings.OfAsync(scope));
    }

    /// <summary>Sources of seed money that had any figure in these funds.</summary>
    public static async Task<Outcome<SeedUseReport>> SeedUseAsync(LedgerReader reader, string fundCode, DateSpan span, long? knownAt = null)
    {
        if (!(await FundTreeFigures.OfAsync(reader, fundCode, span, knownAt)).IsDone(out var tree, out var refusal)) return refusal;
        var books = await Books.LoadAsync(reader);
        var entity = books.FindFund(fundCode)!.EntityId;
        var documents = (await Appropriations.ListAsync(reader, books)).Where(known => known.Source.EntityId == entity).ToDictionary(known => known.Source.Code, StringComparer.Ordinal);
        var seeds = books.Sources.Where(source => source.EntityId == entity && source.Kind == SourceKind.SeedMoney).Select(source => source.Code).ToHashSet(StringComparer.Ordinal);
        return new SeedUseReport(tree.Head, [.. tree.Sources.Where(source => seeds.Contains(source.Code)).Select(source => (Source: source, Of: documents.GetValueOrDefault(source.Code)))
            .Select(use => new SeedUse(use.Source, use.Of?.Number ?? "", use.Of?.GivenBy ?? "", use.Of?.SpendBy))]);
    }

    /// <summary>Funds whose gifts no programme answered are left out.</summary>
    public static async Task<Outcome<MatchingSummary>> MatchingAsync(LedgerReader reader, string fundCode, DateSpan span, long? knownAt = null)
    {
        if (!(await RegisterScope.OfAsync(reader, fundCode, span, knownAt)).IsDone(out var scope, out var refusal)) return refusal;
        var statements = new List<MatchStatement>();
        foreach (var fund in scope.Funds) statements.Add((await MatchStatements.OfAsync(reader, fund.Code, span, knownAt)).Expect());
        return new MatchingSummary(scope.Head, [.. statements.Where(statement => statement.LineCount > 0)]);
    }

    public static async Task<Outcome<ProofPage>> ProofAsync(LedgerReader reader, string fundCode, DateSpan span, long? knownAt = null)
    {
        if (!(await RegisterScope.OfAsync(reader, fundCode, span, knownAt)).IsDone(out var scope, out var refusal)) return refusal;
        var last = (await SealReading.CheckpointsAsync(reader, 1)).FirstOrDefault();
        return new ProofPage(
            scope.Head, await SealReading.SizeAsync(reader), last is null ? null : new ProofCheckpoint(last.Size, last.Root, Moments.FromMicroseconds(last.SignedAt), last.Key, last.Note),
            [.. (await SealReading.KeysAsync(reader)).Select(key => new ProofKey(key.No, SHA256.HashData(key.PublicKey), Moments.FromMicroseconds(key.AddedAt), key.Endorsement is not null, key.Reason))]);
    }

    private static ListedProposal Listed(Proposal of, IReadOnlyList<ProposalDecision> decisions) => new(
        of.Id, of.Kind, Moments.DayInShanghai(of.ProposedAt), of.TargetId, of.Amount, of.Maker, of.Checkers, of.Status switch
        {
            ProposalStatus.Open => ProposalEnd.Open,
            ProposalStatus.Executed => ProposalEnd.Agreed,
            ProposalStatus.Rejected => ProposalEnd.Refused,
            ProposalStatus.Withdrawn => ProposalEnd.Withdrawn,
            _ => ProposalEnd.Lapsed,
        },
        of.ClosedAt is { } closed ? Moments.DayInShanghai(closed) : null, [.. decisions.Select(decision => (decision.Checker, decision.IsApproval))]);

    private static async Task<Outcome<EventRegister>> EventsAsync(LedgerReader reader, string fundCode, DateSpan span, long? knownAt, params IEnumerable<EntryKind> kinds) =>
        (await RegisterScope.OfAsync(reader, fundCode, span, knownAt)).IsDone(out var scope, out var refusal) ? new EventRegister(scope.Head, scope.Events(kinds)) : refusal;

    private sealed record PeriodRow
    {
        public long Period { get; init; }
        public long ClosingNo { get; init; }
        public string FromStatus { get; init; } = "";
        public string ToStatus { get; init; } = "";
        public string Actor { get; init; } = "";
        public string? CheckedBy { get; init; }
        public string Reason { get; init; } = "";
        public long RecordedAt { get; init; }
    }
}
