using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>A fund and all below it over some days, as one body of money: what moved between them is taken out of the total, and shown.</summary>
/// <param name="Funds">The fund itself first, then those below it in reporting order, each with its depth.</param>
/// <param name="Sources">By source, over all of these funds; in the order of codes.</param>
/// <param name="Total">Over everything; its <see cref="TreeFigures.Inside"/> is nothing.</param>
public sealed record FundTreeReport(ReportHead Head, IReadOnlyList<TreeFund> Funds, IReadOnlyList<TreeSource> Sources, TreeFigures Total)
{
    /// <summary>The same by fund and source, in the order of the funds, then of the codes of sources; those without any figure are left out.</summary>
    public IReadOnlyList<TreePart> Parts { get; init; } = [];

    /// <summary>Sum of what crossed from one of these funds to another.</summary>
    public Money Eliminated => Funds.Select(fund => fund.Figures.Inside).Where(inside => inside.IsPositive).Aggregate(Money.Zero(Head.Currency), (sum, inside) => sum + inside);
}

/// <param name="Depth">0 for the fund the report is of.</param>
public sealed record TreeFund(string Code, string Name, int Depth, TreeFigures Figures);

/// <param name="Kind">Of the source, in both languages.</param>
public sealed record TreeSource(string Code, Bilingual Kind, string Name, bool IsPublic, TreeFigures Figures);

/// <summary>One source's money in one fund.</summary>
public sealed record TreePart(TreeFund Fund, TreeSource Source);

/// <summary>What net assets were, came to and are. Opening + Income − Spending + Outside + Inside + Other = Closing.</summary>
/// <param name="Income">Less what was given back of it.</param>
/// <param name="Outside">What came from funds outside the tree, less what went there.</param>
/// <param name="Inside">What came from other funds of the tree, less what went there: nothing in the total.</param>
/// <param name="Other">Opening balances and corrections of earlier years.</param>
/// <param name="Cash">At the end of the last day.</param>
/// <param name="Owed">At the end of the last day.</param>
/// <param name="Committed">At the end of the last day.</param>
/// <param name="Available">Cash − Owed − Committed.</param>
public sealed record TreeFigures(Money Opening, Money Income, Money Spending, Money Outside, Money Inside, Money Other, Money Closing, Money Cash, Money Owed, Money Committed, Money Available);

/// <summary>Adds a tree of funds up.</summary>
public static class FundTreeFigures
{
    /// <param name="fundCode">The fund on top; funds below it in other currencies are left out.</param>
    public static async Task<Outcome<FundTreeReport>> OfAsync(LedgerReader reader, string fundCode, DateSpan span, long? knownAt = null)
    {
        if (FundReports.RefusalFor(span) is { } badSpan) return badSpan;
        var books = await Books.LoadAsync(reader);
        if (!books.Fund(fundCode).IsDone(out var top, out var refusal)) return refusal;
        var known = await KnownMoment.OfAsync(reader, knownAt);
        var placed = FundTree.From(top, books.Funds.Where(fund => fund.Currency == top.Currency)).ToList();
        var inside = await FigureParts.MovesInsideAsync(reader, placed.Select(place => place.Fund), span, known.LastEntry);

        var totals = new LedgerTotals(reader, books, known) { LeavesYearEndOutFrom = DateOnly.MinValue };
        var rows = new List<(Fund Fund, Source Source, TreeFigures Figures)>();
        foreach (var (fund, _) in placed)
        {
            var opening = await totals.AsOfAsync(fund, span.First.AddDays(-1));
            var closing = await totals.AsOfAsync(fund, span.Last);
            rows.AddRange(closing.GroupBy(pair => pair.Key.Source).Select(source => (fund, source.Key, Of(
                source.Select(pair => (pair.Key.Account, Before: opening.GetValueOrDefault(pair.Key), After: pair.Value)), source.Key, inside.GetValueOrDefault((fund.Id, source.Key.Id)), top.Currency))));
        }

        var none = Sum([], top.Currency);
        List<TreeFund> funds = [.. placed.Select(place => new TreeFund(place.Fund.Code, place.Fund.Name, place.Depth, Sum(rows.Where(row => row.Fund == place.Fund).Select(row => row.Figures), top.Currency)))];
        return new FundTreeReport(
            FundReports.HeadOf(books, top, span, known),
            funds,
            [.. rows.GroupBy(row => row.Source).OrderBy(group => group.Key.Code, StringComparer.Ordinal)
                .Select(group => new TreeSource(group.Key.Code, group.Key.Kind.Name(), group.Key.Name, group.Key.IsPublic, Sum(group.Select(row => row.Figures), top.Currency)))],
            Sum(rows.Select(row => row.Figures), top.Currency))
        {
            Parts = [.. funds.SelectMany(fund => rows.Where(row => row.Fund.Code == fund.Code && row.Figures != none).OrderBy(row => row.Source.Code, StringComparer.Ordinal)
                .Select(row => new TreePart(fund, new TreeSource(row.Source.Code, row.Source.Kind.Name(), row.Source.Name, row.Source.IsPublic, row.Figures))))],
        };
    }

    private static TreeFigures Of(IEnumerable<(Account Account, Totals Before, Totals After)> rows, Source source, long inside, Currency currency)
    {
        long opening = 0, income = 0, spending = 0, crossed = 0, other = 0, closing = 0, cash = 0, owed = 0, committed = 0, available = 0;
        foreach (var (account, before, after) in rows)
            checked
            {
                var moved = -(after - before).Net; // a credit brings
                opening += Measure.NetAssets.Of(account, source, before);
                closing += Measure.NetAssets.Of(account, source, after);
                if (account.Type == AccountType.Income) income += moved;
                if (account.Type == AccountType.Cost) spending -= moved;
                if (account.Type == AccountType.Transfer) crossed += moved;
                if (account.Type == AccountType.NetAssets) other += moved;
                cash += Measure.Cash.Of(account, source, after);
                owed += Measure.Owed.Of(account, source, after);
                committed += Measure.Committed.Of(account, source, after);
                available += Measure.Available.Of(account, source, after);
            }

        Money M(long minor) => new(minor, currency);
        return new TreeFigures(M(opening), M(income), M(spending), M(checked(crossed - inside)), M(inside), M(other), M(closing), M(cash), M(owed), M(committed), M(available));
    }

    private static TreeFigures Sum(IEnumerable<TreeFigures> rows, Currency currency)
    {
        var zero = Money.Zero(currency);
        return rows.Aggregate(new TreeFigures(zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero), (sum, row) => new TreeFigures(
            sum.Opening + row.Opening, sum.Income + row.Income, sum.Spending + row.Spending, sum.Outside + row.Outside, sum.Inside + row.Inside, sum.Other + row.Other, sum.Closing + row.Closing,
            sum.Cash + row.Cash, sum.Owed + row.Owed, sum.Committed + row.Committed, sum.Available + row.Available));
    }
}
