using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.Reporting;
using FundLedger.Reporting.Registers;

namespace FundLedger.Auditing;

/// <summary>What an auditor looks at first, in the days of a year and some funds.</summary>
/// <param name="Entries">Entries of kinds that are exceptions, the newest of each.</param>
/// <param name="NegativeDays">Days that ended with a source's cash below zero, as backdated entries can make past days.</param>
/// <param name="Overdrawn">Open shortfalls, of whatever day.</param>
/// <param name="Reopened">Months that were opened again.</param>
/// <param name="JustUnder">Proposals whose amount stays a little below one from which on more people must agree.</param>
/// <param name="ByDeputies">Proposals that somebody decided in another's stead.</param>
public sealed record AuditExceptions(
    IReadOnlyList<(EntryKind Kind, IReadOnlyList<ListedEntry> Newest, bool HasMore)> Entries, IReadOnlyList<(Fund Fund, Source Source, NegativeDay Day)> NegativeDays, IReadOnlyList<OverdrawnCase> Overdrawn,
    IReadOnlyList<(Entity Entity, PeriodEvent Event)> Reopened, IReadOnlyList<(Proposal Proposal, Money Limit)> JustUnder, IReadOnlyList<(Proposal Proposal, ProposalDecision Decision)> ByDeputies)
{
    /// <summary>Below a limit by no more than this many hundredths of it is just under.</summary>
    public const int NearPercent = 10;

    /// <summary>How many of each are shown; the lists themselves lead on.</summary>
    public const int Shown = 10;

    private const int ProposalsAtOnce = 200;

    public static readonly IReadOnlyList<EntryKind> Kinds = [EntryKind.Reversal, EntryKind.PriorYearAdjusted, EntryKind.YearReopened, EntryKind.ChartConverted];

    /// <param name="funds">Those that the auditor reads.</param>
    /// <param name="isWhole">They are all funds of the ledger.</param>
    public static async Task<AuditExceptions> OfAsync(LedgerReader reader, Books books, IReadOnlyList<Fund> funds, bool isWhole, DateSpan span)
    {
        var negative = new List<(Fund, Source, NegativeDay)>();
        foreach (var fund in funds) negative.AddRange((await FundReports.StatementAsync(reader, fund.Code, span)).Expect().NegativeDays.Select(day => (fund, books.FindSource(books.Entity(fund.EntityId), day.Source)!, day)));
        var (justUnder, byDeputies) = await ProposalsAsync(reader, books, funds, isWhole, span);
        return new AuditExceptions(
            await EntriesAsync(reader, books, funds, isWhole, span), negative, [.. (await Attention.OverdrawnAsync(reader, books)).Where(item => funds.Contains(item.Fund))],
            await ReopenedAsync(reader, books, funds, span), justUnder, byDeputies);
    }

    /// <summary>The lowest limit that an amount stays just under; null where it stays under none, or well under.</summary>
    /// <param name="tiers">In force for the kind, lowest first.</param>
    public static Money? LimitJustOver(IReadOnlyList<ApprovalTier> tiers, Money amount)
    {
        var size = Int128.Abs(amount.MinorUnits);
        var before = ApprovalTiers.CheckersFor(tiers, amount);
        return tiers.Where(tier => tier.From.Currency == amount.Currency && tier.Checkers > before && tier.From.MinorUnits > size && size * 100 >= (Int128)tier.From.MinorUnits * (100 - NearPercent))
            .Select(tier => (Money?)tier.From).FirstOrDefault();
    }

    private static async Task<IReadOnlyList<(EntryKind, IReadOnlyList<ListedEntry>, bool)>> EntriesAsync(LedgerReader reader, Books books, IReadOnlyList<Fund> funds, bool isWhole, DateSpan span)
    {
        var found = new List<(EntryKind, IReadOnlyList<ListedEntry>, bool)>();
        foreach (var kind in Kinds)
        {
            var newest = await EntryList.PageAsync(reader, books, new EntryFilter(null, kind, span.First, span.Last, Among: isWhole ? null : funds), Shown);
            if (newest.Entries.Count > 0) found.Add((kind, newest.Entries, newest.Next is not null));
        }

        return found;
    }

    private static async Task<IReadOnlyList<(Entity, PeriodEvent)>> ReopenedAsync(LedgerReader reader, Books books, IReadOnlyList<Fund> funds, DateSpan span)
    {
        var reopened = new List<(Entity, PeriodEvent)>();
        foreach (var fund in funds.DistinctBy(fund => fund.EntityId))
            reopened.AddRange((await EventRegisters.PeriodsAsync(reader, fund.Code, span)).Expect().Events.Where(one => one.To == PeriodStatus.Open.Name()).Select(one => (books.Entity(fund.EntityId), one)));
        return reopened;
    }

    private static async Task<(IReadOnlyList<(Proposal, Money)>, IReadOnlyList<(Proposal, ProposalDecision)>)> ProposalsAsync(LedgerReader reader, Books books, IReadOnlyList<Fund> funds, bool isWhole, DateSpan span)
    {
        var (justUnder, byDeputies, isOver) = (new List<(Proposal, Money)>(), new List<(Proposal, ProposalDecision)>(), false);
        var codes = funds.Select(fund => fund.Code).ToHashSet(StringComparer.Ordinal);
        for (long? before = null; !isOver;)
        {
            var page = await Proposals.PageAsync(reader, null, ProposalsAtOnce, before);
            foreach (var proposal in page.Where(one => span.Contains(Moments.DayInShanghai(one.ProposedAt)) && (isWhole || codes.Contains(one.Where.Fund ?? ""))))
            {
                if (proposal.Amount is { } amount && LimitJustOver(await ApprovalTiers.OnAsync(reader, proposal.Kind, Moments.DayInShanghai(proposal.ProposedAt)), amount) is { } limit) justUnder.Add((proposal, limit));
                byDeputies.AddRange((await Proposals.DecisionsAsync(reader, proposal.Id)).Where(decision => decision.InSteadOf != decision.Checker).Select(decision => (proposal, decision)));
            }

            isOver = page.Count < ProposalsAtOnce || Moments.DayInShanghai(page[^1].ProposedAt) < span.First;
            before = page.LastOrDefault()?.Id;
        }

        return (justUnder, byDeputies);
    }
}
