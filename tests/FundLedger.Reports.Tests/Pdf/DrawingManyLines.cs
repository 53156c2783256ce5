using System.Globalization;
using System.Text.RegularExpressions;
using FundLedger.Reporting;
using FundLedger.Reports.Content;
using FundLedger.Reports.Tests.Samples;
using FundLedger.Values;

namespace FundLedger.Reports.Tests.Pdf;

public sealed class DrawingManyLines
{
    private const int Few = 4_000;
    private const int Many = 40_000;

    [Test]
    public void Four_thousand_lines_are_all_there()
    {
        var text = PdfReading.TextOf(PdfReading.Draw(FundStatementReport.Of(LongStatement.Of(Few, Currency.Cny))));
        var found = Regex.Matches(text, @"JZ-2025-(\d{5}) 王\*").Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.That(found, Is.EqualTo(Enumerable.Range(1, Few)));
    }

    [Test]
    public void Memory_in_use_does_not_grow_with_the_lines([Values] ReportFormat format)
    {
        DrawMeasured(Few, format);
        var (few, many) = (DrawMeasured(Few, format).MostLiveBytes, DrawMeasured(Many, format).MostLiveBytes);
        Assert.That(many, Is.LessThan(few + 512 * 1024), "ten times the lines, the same memory");
    }

    [Test]
    public void Pages_leave_for_the_output_while_later_lines_are_still_read()
    {
        var seen = DrawMeasured(Many, ReportFormat.Pdf);
        Assert.That(seen.BytesAtHalf, Is.GreaterThan(seen.BytesAtEnd / 3));
        Assert.That(seen.Walks, Is.EqualTo(2), "one walk to count pages and characters, one to draw");
    }

    [Test]
    public void Lines_that_change_between_the_walks_are_noticed()
    {
        var walks = 0;
        var statement = LongStatement.Of(200, Currency.Cny);
        IEnumerable<StatementLine> Changing() => walks++ == 0 ? statement.Lines : statement.Lines.Take(150);
        var content = FundStatementReport.Of(statement with { Lines = new Rereading(Changing) });
        Assert.That(() => PdfReading.Draw(content), Throws.TypeOf<InvariantBrokenException>());
    }

    private static Seen DrawMeasured(int count, ReportFormat format)
    {
        var seen = new Seen();
        var statement = LongStatement.Of(count, Currency.Cny);
        IEnumerable<StatementLine> Watched()
        {
            seen.Walks++;
            var read = 0;
            foreach (var line in statement.Lines)
            {
                if (++read % 2_000 == 0) seen.MostLiveBytes = Math.Max(seen.MostLiveBytes, GC.GetTotalMemory(forceFullCollection: true) - seen.LiveBefore);
                if (read == count / 2) seen.BytesAtHalf = seen.BytesAtEnd;
                yield return line;
            }
        }

        var content = FundStatementReport.Of(statement with { Lines = new Rereading(Watched) });
        seen.LiveBefore = GC.GetTotalMemory(forceFullCollection: true);
        PdfReading.WriteBySkia(content, format, Language.Zh, new CountingStream(written => seen.BytesAtEnd += written));
        return seen;
    }

    private sealed class Seen
    {
        public long LiveBefore { get; set; }
        public long MostLiveBytes { get; set; }
        public long BytesAtHalf { get; set; }
        public long BytesAtEnd { get; set; }
        public int Walks { get; set; }
    }

    private sealed class Rereading(Func<IEnumerable<StatementLine>> read) : IEnumerable<StatementLine>
    {
        public IEnumerator<StatementLine> GetEnumerator() => read().GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
