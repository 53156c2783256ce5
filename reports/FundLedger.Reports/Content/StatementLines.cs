using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>A part of a long statement.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Size">Lines on a page.</param>
public readonly record struct LinePage(int Number, int Size)
{
    /// <summary>How many pages a statement of so many lines has; one when it has none.</summary>
    public static int CountOf(long lines, int size) => (int)Math.Max(1, (lines + size - 1) / size);
}

/// <summary>The rows of a statement's lines, from the opening or what is brought forward to the total or what is carried forward.</summary>
internal static class StatementLines
{
    private static readonly Bilingual OpeningBalance = new("期初余额", "Opening balance");
    private static readonly Bilingual BroughtForward = new("承前页", "Brought forward");
    private static readonly Bilingual CarriedForward = new("过次页", "Carried forward");

    // The totals printed are the stored ones; the walk proves that the printed lines add up to them.
    public static IEnumerable<Row> Of(FundStatement statement)
    {
        yield return First(statement);
        var soFar = SoFar.At(statement);
        foreach (var line in statement.Lines)
        {
            yield return Line(line);
            soFar = soFar.After(line);
        }

        yield return Last(statement, soFar);
    }

    /// <summary>One page of the same; sums brought and carried forward are those of all lines before, as in a bound book.</summary>
    public static IEnumerable<Row> Of(FundStatement statement, LinePage page)
    {
        var (first, end) = ((page.Number - 1L) * page.Size, (long)page.Number * page.Size);
        var soFar = SoFar.At(statement);
        if (first == 0) yield return First(statement);
        foreach (var line in statement.Lines)
        {
            if (soFar.Count == end)
            {
                yield return Sums(RowKind.Subtotal, soFar, CarriedForward);
                yield break;
            }

            if (soFar.Count == first && first > 0) yield return Sums(RowKind.BroughtForward, soFar, BroughtForward);
            if (soFar.Count >= first) yield return Line(line);
            soFar = soFar.After(line);
        }

        yield return Last(statement, soFar);
    }

    private static Row First(FundStatement statement) => Row(
        RowKind.BroughtForward, statement.Head.Span.First, OpeningBalance, Cell.Empty, Cell.Empty, Cell.Of(statement.Opening, new Bases(statement.Head).Before(Measure.Cash)));

    private static Row Line(StatementLine line) => new(RowKind.Line,
    [
        Cell.Of(line.OccurredOn), Cell.Of(line.Entry), Cell.Of(line.Kind), Cell.Of(line.Description), Cell.Of(line.Source), Cell.Of(line.Against),
        Cell.Of(line.In), Cell.Of(line.Out), Cell.Of(line.Balance),
    ]);

    private static Row Last(FundStatement statement, SoFar all)
    {
        Invariant.Holds(all.Count == statement.LineCount && all.In == statement.In && all.Out == statement.Out);
        Invariant.Holds(all.Balance == statement.Closing);
        var bases = new Bases(statement.Head);
        return Row(
            RowKind.Total, statement.Head.Span.Last, Words.Total, Cell.Of(all.In, bases.During(Measure.CashIn)), Cell.Of(all.Out, bases.During(Measure.CashOut)),
            Cell.Of(statement.Closing, bases.After(Measure.Cash)));
    }

    private static Row Sums(RowKind kind, SoFar soFar, Bilingual label) => Row(kind, soFar.Day, label, Cell.Of(soFar.In), Cell.Of(soFar.Out), Cell.Of(soFar.Balance));

    private static Row Row(RowKind kind, DateOnly day, Bilingual label, Cell cameIn, Cell wentOut, Cell balance) =>
        new(kind, [Cell.Of(day), Cell.Empty, Cell.Empty, Cell.Of(label), Cell.Empty, Cell.Empty, cameIn, wentOut, balance]);

    private readonly record struct SoFar(long Count, DateOnly Day, Money In, Money Out, Money Balance)
    {
        public static SoFar At(FundStatement statement)
        {
            var zero = Money.Zero(statement.Head.Currency);
            return new(0, statement.Head.Span.First, zero, zero, statement.Opening);
        }

        public SoFar After(StatementLine line) => new(Count + 1, line.OccurredOn, In + line.In, Out + line.Out, Balance + line.In - line.Out);
    }
}
