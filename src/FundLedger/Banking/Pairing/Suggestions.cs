using FundLedger.Banking.Accounts;
using FundLedger.Banking.Statements;
using FundLedger.Ledger;

namespace FundLedger.Banking.Pairing;

/// <summary>Entries that may be a line's money, and why.</summary>
/// <param name="Entries">One, or several that add up to it.</param>
/// <param name="Score">From 0 to 120; more is likelier.</param>
/// <param name="Difference">The line less the entries; zero when they can be matched as they are.</param>
public sealed record Suggestion(IReadOnlyList<BookItem> Entries, int Score, IReadOnlyList<Bilingual> Reasons, Money Difference);

/// <summary>Scores what may belong to a line, in the order of likelihood, each with its reasons: pure, but for reading the candidates.</summary>
public static class Suggestions
{
    private const int DaysAround = 30;
    private const int MostCandidates = 3_000;
    private const int Sure = 70;

    /// <summary>The likeliest first, at most so many.</summary>
    public static async Task<IReadOnlyList<Suggestion>> OfAsync(LedgerReader reader, BankLine line, int most = 10)
    {
        if (line.Open.IsZero) return [];
        var items = await BookItems.OpenAsync(reader, line.Account, line.Day.AddDays(-DaysAround), line.Day.AddDays(DaysAround), MostCandidates);
        return Of(line, items, most);
    }

    /// <summary>For each open line the one entry that is likely to be its money, where no other line has as good a claim to it.</summary>
    public static async Task<IReadOnlyList<(BankLine Line, Suggestion Suggestion)>> OfOpenAsync(LedgerReader reader, BankAccount account, int most = 200)
    {
        var lines = await BankLines.OpenAsync(reader, account, (BankBook.Beginning, 0), DateOnly.MaxValue, most);
        if (lines.Count == 0) return [];
        var items = await BookItems.OpenAsync(reader, account, lines[0].Day.AddDays(-DaysAround), lines[^1].Day.AddDays(DaysAround), MostCandidates);
        var best = lines.Select(line => (Line: line, Suggestion: Of(line, items, 1).FirstOrDefault()))
            .Where(one => one.Suggestion is { Score: >= Sure, Difference.IsZero: true })
            .OrderByDescending(one => one.Suggestion!.Score);
        var taken = new HashSet<EntryId>();
        return [.. best.Where(one => one.Suggestion!.Entries.All(item => taken.Add(item.Entry))).Select(one => (one.Line, one.Suggestion!)).OrderBy(one => one.Line.Day).ThenBy(one => one.Line.Id)];
    }

    internal static IReadOnlyList<Suggestion> Of(BankLine line, IReadOnlyList<BookItem> items, int most)
    {
        var sameWay = items.Where(item => item.Open.IsNegative == line.Open.IsNegative && Pairs.Distance(item.Day, line.Day) <= DaysAround).ToList();
        var found = sameWay.Select(item => OfOne(line, item)).OfType<Suggestion>().Concat(Sums(line, sameWay));
        return [.. found.OrderByDescending(suggestion => suggestion.Score).ThenBy(suggestion => Pairs.Distance(suggestion.Entries[0].Day, line.Day)).ThenBy(suggestion => suggestion.Entries[0].Entry.Value).Take(most)];
    }

    private static Suggestion? OfOne(BankLine line, BookItem item)
    {
        var reasons = new List<Bilingual>();
        var (score, difference) = (0, line.Open - item.Open);
        void Because(int points, string zh, string en)
        {
            score += points;
            reasons.Add(new(zh, en));
        }

        if (difference.IsZero) Because(50, "金额相同", "same amount");
        if (item.Reference.Length > 3 && (item.Reference == line.Reference || line.Text.Contains(item.Reference, StringComparison.OrdinalIgnoreCase))) Because(30, $"流水号 {item.Reference} 相同", $"reference {item.Reference}");
        else if (line.Reference.Length > 3 && item.Text.Contains(line.Reference, StringComparison.OrdinalIgnoreCase)) Because(30, $"附言含流水号 {line.Reference}", $"its text holds reference {line.Reference}");
        if (item.Donor.Length > 0 && Pairs.Folded(item.Donor) == Pairs.Folded(line.Counterparty)) Because(25, "付款人相同", "same payer");
        else if (item.Donor.Length > 1 && Pairs.Folded(line.Text).Contains(Pairs.Folded(item.Donor), StringComparison.Ordinal)) Because(15, "附言提到付款人", "the text names the payer");
        if (score == 0) return null;
        switch (Pairs.Distance(line.Day, item.Day))
        {
            case 0:
                Because(20, "同一天", "same day");
                break;
            case var days and <= 7:
                Because(days <= 3 ? 12 : 6, $"相差 {days} 天", $"{days} day(s) apart");
                break;
        }

        if (!difference.IsZero)
        {
            if (score < 40) return null;
            reasons.Add(new($"金额相差 {difference.ToGroupedText()}", $"amount differs by {difference.ToGroupedText()}"));
            score -= 20;
        }

        return new Suggestion([item], score, reasons, difference);
    }

    /// <summary>All open entries of a day that add up to the line, or two of near days: a settlement of several gifts, or a payment of several claims.</summary>
    private static IEnumerable<Suggestion> Sums(BankLine line, IReadOnlyList<BookItem> items)
    {
        foreach (var day in items.GroupBy(item => item.Day).Where(day => day.Count() > 1))
        {
            var sum = day.Aggregate(Money.Zero(line.Open.Currency), (so, item) => so + item.Open);
            if (sum == line.Open)
                yield return new Suggestion([.. day], 60 - Math.Min(Pairs.Distance(day.Key, line.Day), 20), [new($"{day.Key.ToIso()} 的 {day.Count()} 笔分录合计相同", $"{day.Count()} entries of {day.Key.ToIso()} add up to it")], Money.Zero(line.Open.Currency));
        }

        var near = items.Where(item => Pairs.Distance(item.Day, line.Day) <= 3).Take(400).ToList();
        var byAmount = near.ToLookup(item => item.Open);
        foreach (var item in near)
        {
            var other = byAmount[line.Open - item.Open].FirstOrDefault(candidate => candidate.Entry.Value > item.Entry.Value);
            if (other is null || items.Count(same => same.Day == item.Day) == 2 && item.Day == other.Day) continue;
            yield return new Suggestion([item, other], 40 - Math.Max(Pairs.Distance(item.Day, line.Day), Pairs.Distance(other.Day, line.Day)), [new("两笔分录合计相同", "two entries add up to it")], Money.Zero(line.Open.Currency));
            yield break;
        }
    }
}
