using System.CommandLine;
using FundLedger.DocumentJobs;
using FundLedger.Ledger;
using FundLedger.Reports;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Documents;

namespace FundLedger.Web.Cli;

/// <summary><c>report all-statements</c>: the statement of every fund over some days, in one ZIP.</summary>
internal static class AllStatementsVerb
{
    internal static Command In(Shell shell)
    {
        var (from, to, year) = (Options.Date(shell, "--from", new("起始日", "first day")), Options.Date(shell, "--to", new("截止日，含当天", "last day, included")), StatutoryVerbs.Year(shell, isRequired: false));
        var format = Choices.Option(shell, "--format", new("每份报表的格式（默认 pdf）", "format of each statement (default: pdf)"), Enum.GetValues<ReportFormat>().Select(known => (known.ExtensionOf(), known)).ToArray());
        var output = Output.Option(shell);
        return ReadVerb.Make(shell, AllStatements.Code, new("所有基金（含已终止的）的收支表，装在一个压缩包里，附清单和校验值", "Statements of all funds, closed ones as well, in one ZIP with a manifest and hashes"), [from, to, year, format, output], async run =>
        {
            if (run.Value(output) is not { } path) return Refusal.Of("out-missing", "out", "请用 --out 指定 ZIP 文件；--out - 为标准输出。", "Name the ZIP file with --out; --out - is standard output.");
            if (!DaysOf(run, from, to, year).IsDone(out var span, out var refusal) || !ReportDrawn.Sites(shell).IsDone(out var sites, out refusal)) return refusal;
            await ReportDrawn.BeginAsync(run);
            IReadOnlyList<NewIssuedFile> issued = [];
            var written = await run.Database.ReadAsync(async reader =>
            {
                var funds = AllStatements.FundsOf(await Books.LoadAsync(reader)).ToList();
                return await Watching.RunAsync(shell, new("编制收支表", "Drawing the statements"), funds.Count, progress => Output.WriteAsync<int>(shell, path, async file =>
                {
                    var drawn = await AllStatements.WriteAsync(
                        reader, funds, span, run.Has(format) ? run.Value(format) : ReportFormat.Pdf, shell.Language, content => content with { Site = sites.FirstOrDefault() }, file, new Counted(progress, run.Stop));
                    if (!drawn.IsDone(out var pdfs, out var refused)) return refused;
                    issued = pdfs;
                    return ExitCode.Done;
                }));
            }, run.Stop);
            await ReportDrawn.KeepAsync(run, issued);
            return written;
        });
    }

    private static Outcome<DateSpan> DaysOf(ReadRun run, Option<DateOnly> from, Option<DateOnly> to, Option<int> year)
    {
        if (run.Has(year) == (run.Has(from) || run.Has(to)) || run.Has(from) != run.Has(to))
            return Refusal.Of("days-missing", "year", "请用 --year 指定年度，或用 --from 和 --to 指定起止日。", "Name the year with --year, or the days with --from and --to.");
        if (run.Has(year)) return AuditPack.LastDayOf(run.Value(year)).IsDone(out var last, out var refusal) ? new DateSpan(new DateOnly(run.Value(year), 1, 1), last) : refusal;
        return run.Value(from) <= run.Value(to) ? new DateSpan(run.Value(from), run.Value(to)) : Refusal.Of("dates-crossed", "to", "截止日早于起始日。", "The last day is before the first.");
    }

    /// <summary>Tells how many are done; stops where that was asked.</summary>
    internal sealed class Counted(IProgress<long> progress, CancellationToken stop) : IProgress<DocumentProgress>
    {
        public void Report(DocumentProgress value)
        {
            stop.ThrowIfCancellationRequested();
            progress.Report(value.Done);
        }
    }
}
