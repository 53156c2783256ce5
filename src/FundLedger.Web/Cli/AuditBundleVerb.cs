using System.CommandLine;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Documents;

namespace FundLedger.Web.Cli;

/// <summary><c>report audit-bundle</c>: the pack, its parts, vouchers, proofs and documents of a fund and a year in one ZIP.</summary>
internal static class AuditBundleVerb
{
    internal static Command In(Shell shell)
    {
        var (fund, year, output) = (Options.Fund(shell), StatutoryVerbs.Year(shell, isRequired: true), Output.Option(shell));
        return ReadVerb.Make(shell, AuditBundle.Code, new("审计资料全套：一个基金一年的报表、凭证、证明和凭据，装在一个压缩包里，附清单和校验值", "Everything for the auditor: reports, vouchers, proofs and documents of a fund and a year in one ZIP with a manifest and hashes"), [fund, year, output], async run =>
        {
            if (run.Value(output) is not { } path) return Refusal.Of("out-missing", "out", "请用 --out 指定 ZIP 文件；--out - 为标准输出。", "Name the ZIP file with --out; --out - is standard output.");
            if (!ReportDrawn.Sites(shell).IsDone(out var sites, out var refusal)) return refusal;
            await ReportDrawn.BeginAsync(run);
            IReadOnlyList<NewIssuedFile> issued = [];
            var written = await run.Database.ReadAsync(reader => Watching.RunAsync(shell, new("编制审计资料", "Drawing the bundle"), 100, progress => Output.WriteAsync<int>(shell, path, async file =>
            {
                var drawn = await AuditBundle.WriteAsync(
                    reader, run.Required(fund), run.Required(year), shell.Language, content => content with { Site = sites.FirstOrDefault() }, file, new Percent(progress, run.Stop));
                if (!drawn.IsDone(out var pdfs, out var refused)) return refused;
                issued = pdfs;
                return ExitCode.Done;
            })), run.Stop);
            await ReportDrawn.KeepAsync(run, issued);
            return written;
        });
    }

    /// <summary>How many files there will be is known only once the books are read.</summary>
    private sealed class Percent(IProgress<long> progress, CancellationToken stop) : IProgress<DocumentJobs.DocumentProgress>
    {
        public void Report(DocumentJobs.DocumentProgress value)
        {
            stop.ThrowIfCancellationRequested();
            if (value.Total > 0) progress.Report(value.Done * 100 / value.Total);
        }
    }
}
