using System.CommandLine;
using FundLedger.DocumentJobs;
using FundLedger.Ledger;
using FundLedger.Reports;
using FundLedger.Reports.Content;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Documents;

namespace FundLedger.Web.Cli;

/// <summary><c>report all-statements</c> and <c>report audit-bundle</c>: many files in one ZIP.</summary>
internal static class WholeSetVerbs
{
    /// <summary>Writes the ZIP from one view of the books, and says which PDFs are in it.</summary>
    private delegate Task<Outcome<IReadOnlyList<NewIssuedFile>>> WriteSet(LedgerReader reader, Func<ReportContent, ReportContent> led, Stream output, IProgress<DocumentProgress> progress);

    internal static IEnumerable<Command> In(Shell shell) => [AllStatementsVerb(shell), AuditBundleVerb(shell)];

    private static Command AllStatementsVerb(Shell shell)
    {
        var (from, to, year) = (Options.Date(shell, "--from", new("起始日", "first day")), Options.Date(shell, "--to", new("截止日，含当天", "last day, included")), StatutoryVerbs.Year(shell, isRequired: false));
        var format = Choices.Option(shell, "--format", new("每份报表的格式（默认 pdf）", "format of each statement (default: pdf)"), Enum.GetValues<ReportFormat>().Select(known => (known.ExtensionOf(), known)).ToArray());
        return Make(
            shell, AllStatements.Code, new("所有基金（含已终止的）的收支表，装在一个压缩包里，附清单和校验值", "Statements of all funds, closed ones as well, in one ZIP with a manifest and hashes"), new("编制收支表", "Drawing the statements"), [from, to, year, format],
            run => DaysOf(run, from, to, year).IsDone(out var span, out var refusal)
                ? new Outcome<WriteSet>.Done(async (reader, led, output, progress) => await AllStatements.WriteAsync(
                    reader, [.. AllStatements.FundsOf(await Books.LoadAsync(reader))], span, run.Has(format) ? run.Value(format) : ReportFormat.Pdf, shell.Language, led, output, progress))
                : refusal);
    }

    private static Command AuditBundleVerb(Shell shell)
    {
        var (fund, year) = (Options.Fund(shell), StatutoryVerbs.Year(shell, isRequired: true));
        return Make(
            shell, AuditBundle.Code, new("审计资料全套：一个基金一年的报表、凭证、证明和凭据，装在一个压缩包里，附清单和校验值", "Everything for the auditor: reports, vouchers, proofs and documents of a fund and a year in one ZIP with a manifest and hashes"),
            new("编制审计资料", "Drawing the bundle"), [fund, year],
            run => new Outcome<WriteSet>.Done((reader, led, output, progress) => AuditBundle.WriteAsync(reader, run.Required(fund), run.Required(year), shell.Language, led, output, progress)));
    }

    private static Command Make(Shell shell, string name, Bilingual description, Bilingual doing, IReadOnlyList<Symbol> inputs, Func<ReadRun, Outcome<WriteSet>> read)
    {
        var output = Output.Option(shell);
        return ReadVerb.Make(shell, name, description, [.. inputs, output], async run =>
        {
            if (run.Value(output) is not { } path) return Refusal.Of("out-missing", "out", "请用 --out 指定 ZIP 文件；--out - 为标准输出。", "Name the ZIP file with --out; --out - is standard output.");
            if (!read(run).IsDone(out var write, out var refusal) || !ReportDrawn.Sites(shell).IsDone(out var sites, out refusal)) return refusal;
            await ReportDrawn.BeginAsync(run);
            IReadOnlyList<NewIssuedFile> issued = [];
            var written = await run.Database.ReadAsync(reader => Watching.RunAsync(shell, doing, 100, percent => Output.WriteAsync<int>(shell, path, async file =>
            {
                if (!(await write(reader, content => content with { Site = sites.FirstOrDefault() }, file, new Percent(percent, run.Stop))).IsDone(out var pdfs, out var refused)) return refused;
                issued = pdfs;
                return ExitCode.Done;
            })), run.Stop);
            if (written.IsDone(out _, out _)) await ReportDrawn.KeepAsync(run, issued);
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

    /// <summary>How much there is to do is known only once the books are read, so it is told in hundredths; stops where that was asked.</summary>
    private sealed class Percent(IProgress<long> progress, CancellationToken stop) : IProgress<DocumentProgress>
    {
        public void Report(DocumentProgress value)
        {
            stop.ThrowIfCancellationRequested();
            if (value.Total > 0) progress.Report(value.Done * 100 / value.Total);
        }
    }
}
