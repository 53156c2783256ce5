using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content.Registers;

/// <summary>What registers have in common: the days, how many lines, one table, and how the figures are meant.</summary>
internal static class Register
{
    public static readonly Bilingual Fund = new("基金", "Fund");
    public static readonly Bilingual Entry = new("分录号", "Entry");
    public static readonly Bilingual Kind = new("事项", "Kind");
    public static readonly Bilingual Description = new("摘要", "Description");
    public static readonly Bilingual Amount = new("金额", "Amount");

    // Asia/Shanghai has kept this offset since 1991.
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    public static Fact[] Days(ReportHead head, long? lines = null) =>
    [
        new("from", Words.From, Cell.Of(head.Span.First), FactPlace.Title),
        new("to", Words.To, Cell.Of(head.Span.Last), FactPlace.Title),
        .. lines is { } count ? new[] { new Fact("lineCount", new("行数", "Lines"), Cell.Of(count), FactPlace.Title) } : [],
    ];

    public static NoteSection Notes(params IReadOnlyList<Bilingual> notes) => new("notes", Words.Notes, [.. notes, Words.SameBytes]);

    /// <summary>Of a register that is kept beside the entries: what it says is what it says now.</summary>
    public static NoteSection NotesOfNow(params IReadOnlyList<Bilingual> notes) => new(
        "notes", Words.Notes, [.. notes, new("本表按出表时的登记编成，登记以后变动的，再出时内容随之变动。", "This is the register as it stands when it is drawn; where it has changed since, so has what is drawn again.")]);

    /// <summary>The day of a moment in Shanghai.</summary>
    public static Cell Day(DateTimeOffset moment) => Cell.Of(DateOnly.FromDateTime(moment.ToOffset(Shanghai).DateTime));

    public static Money Sum<T>(ReportHead head, IEnumerable<T> rows, Func<T, Money> of) => rows.Aggregate(Money.Zero(head.Currency), (sum, row) => sum + of(row));

    /// <summary>Lines and then their sum, which is known before; the walk proves that the lines come to it.</summary>
    public static IEnumerable<Row> Adding<T>(IEnumerable<T> lines, Func<T, Row> row, IReadOnlyList<(Func<T, Money> Of, Money Total)> sums, long count, Func<Row> total) => new Walked<T>(lines, row, sums, count, total);

    private sealed class Walked<T>(IEnumerable<T> lines, Func<T, Row> row, IReadOnlyList<(Func<T, Money> Of, Money Total)> sums, long count, Func<Row> total) : IEnumerable<Row>
    {
        public IEnumerator<Row> GetEnumerator()
        {
            var (soFar, seen) = (sums.Select(sum => Money.Zero(sum.Total.Currency)).ToArray(), 0L);
            foreach (var line in lines)
            {
                yield return row(line);
                for (var i = 0; i < soFar.Length; i++) soFar[i] += sums[i].Of(line);
                seen++;
            }

            Invariant.Holds(seen == count);
            Invariant.Holds(soFar.SequenceEqual(sums.Select(sum => sum.Total)), "the lines add up to the totals");
            if (seen > 0) yield return total();
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
