using FundLedger.Reporting;
using FundLedger.Reports;
using FundLedger.Reports.Content;
using FundLedger.Reports.Pdf;

namespace FundLedger.Bench;

/// <summary>A fund statement from the ledger to a PDF: its time when warm, and what it keeps in memory when it has ten times the lines.</summary>
internal static class WritingAStatement
{
    private const int Rounds = 5;
    private const int Longer = 10;
    private static readonly DateSpan Year2024 = new(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31));
    private const long MemoryGrowthLimitBytes = 1_000_000;

    internal static async Task RunAsync(BenchFolder folder, BenchOptions options, ResultTable results, CancellationToken stop)
    {
        await using var database = await folder.OpenWithFundAsync("statement", DonationLists.Currency);
        var (few, many) = await FillAsync(folder, database, options.Lines, options.Lines * Longer);
        var (fewLines, manyLines) = ($"{options.Lines:N0} lines", $"{options.Lines * Longer:N0} lines");
        results.Note("a statement's ledger is made");

        await WriteAsync(database, few, Stream.Null);
        stop.ThrowIfCancellationRequested();
        var times = new List<TimeSpan>();
        for (var round = 0; round < Rounds; round++) times.Add(await Timing.OfAsync(() => WriteAsync(database, few, Stream.Null)));
        var median = Timing.Median(times);
        results.Add(new Result($"statement of {fewLines} to PDF, warm", Timing.Shown(median), "1 s", median.TotalSeconds, "< 1", median.TotalSeconds < 1));

        stop.ThrowIfCancellationRequested();
        await BesideBareSkiaAsync(database, few, results);
        await WriteAsync(database, few, new MemoryProbe());
        var (ofFew, ofMany) = (new MemoryProbe(), new MemoryProbe());
        await WriteAsync(database, few, ofFew);
        await WriteAsync(database, many, ofMany);
        var growth = ofMany.PeakBytes - ofFew.PeakBytes;
        results.Add(new Result($"statement of {manyLines}, managed memory in use at most", $"{ofMany.PeakBytes / 1e6:0.0} MB", $"{fewLines} {ofFew.PeakBytes / 1e6:0.0} MB",
            (double)ofMany.PeakBytes / ofFew.PeakBytes, "≤ 1 MB more", growth <= MemoryGrowthLimitBytes));
        results.Add(new Result($"statement of {manyLines}, whole process at most", $"{ofMany.PeakProcessBytes / 1e6:0} MB", $"{fewLines} {ofFew.PeakProcessBytes / 1e6:0} MB",
            (double)ofMany.PeakProcessBytes / ofFew.PeakProcessBytes));
        results.Add(new Result($"statement of {manyLines} to PDF", Timing.Shown(await Timing.OfAsync(() => WriteAsync(database, many, Stream.Null)))));
    }

    /// <summary>The same texts, rules and fields at the same places, without any layout: what Skia itself takes for these pages. The chart at their head is left out of both.</summary>
    private static async Task BesideBareSkiaAsync(Database database, string fund, ResultTable results)
    {
        var content = FundStatementReport.Of(await database.ReadAsync(async reader =>
        {
            var statement = (await FundReports.StatementAsync(reader, fund, Year2024)).Expect();
            return statement with { Lines = [.. statement.Lines] };
        }));
        content = content with { Sections = [.. content.Sections.Where(section => section is not ChartSection)] };
        var drawn = new DrawnPages();
        var pages = PdfRenderer.Draw(content, Language.Zh, drawn, totalPages: 100);
        drawn.Replay(Stream.Null);
        List<TimeSpan> ours = [], bare = [];
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(Timing.Of(() => ReportWriter.Write(content, ReportFormat.Pdf, Language.Zh, Stream.Null)));
            bare.Add(Timing.Of(() => drawn.Replay(Stream.Null)));
        }

        results.Add(new Result($"draw its {pages:N0} pages", Timing.Shown(Timing.Median(ours)), $"the same with bare Skia {Timing.Shown(Timing.Median(bare))}", Timing.Median(ours.Zip(bare, (one, other) => one / other))));
    }

    private static async Task<(string Few, string Many)> FillAsync(BenchFolder folder, Database database, int few, int many)
    {
        foreach (var rows in new[] { few, many })
        {
            await BenchFolder.CreateFundAsync(database, $"of-{rows}", DonationLists.Currency);
            DonationLists.Write(folder.PathOf($"{rows}.csv"), rows);
            await ImportingAList.ImportAsync(database, $"of-{rows}", folder.PathOf($"{rows}.csv"), rows);
        }

        return ($"of-{few}", $"of-{many}");
    }

    private static Task WriteAsync(Database database, string fund, Stream output) => database.ReadAsync(async reader =>
    {
        var statement = (await FundReports.StatementAsync(reader, fund, Year2024)).Expect();
        ReportWriter.Write(FundStatementReport.Of(statement), ReportFormat.Pdf, Language.Zh, output);
        return true;
    });

    /// <summary>Takes what is written, and asks from time to time how much memory is in use by something, garbage left out.</summary>
    private sealed class MemoryProbe : Stream
    {
        private const long Every = 128 * 1024;

        private long written;
        private long next;

        internal long PeakBytes { get; private set; }
        internal long PeakProcessBytes { get; private set; }

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => written;
        public override long Position { get => written; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            written += buffer.Length;
            if (written < next) return;
            next = written + Every;
            PeakBytes = Math.Max(PeakBytes, GC.GetTotalMemory(forceFullCollection: true));
            PeakProcessBytes = Math.Max(PeakProcessBytes, Environment.WorkingSet);
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
