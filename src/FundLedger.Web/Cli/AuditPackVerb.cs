using System.CommandLine;
using FundLedger.Reports;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary><c>report audit-pack</c>: all that an auditor asks of a fund and a year, as one document.</summary>
internal static class AuditPackVerb
{
    internal static Command In(Shell shell)
    {
        var (fund, year, knownAt) = (Options.Fund(shell), StatutoryVerbs.Year(shell, isRequired: true), Options.KnownAt(shell));
        var format = Choices.Option(
            shell, "--format", new("格式（默认：按输出文件名，否则 pdf；csv 只有一张表，请单独出各部分）", "format (default: by the name of the file, else pdf; csv is one table only: ask for the parts by themselves)"),
            ReportPackWriter.Formats.Select(known => (known.ExtensionOf(), known)).ToArray());
        var to = Output.Option(shell);
        return ReadVerb.Make(shell, "audit-pack", new("审计资料：一个基金一年的全部报表和登记簿，合成一份", "Audit pack: all reports and registers of a fund and a year, as one document"), [fund, year, knownAt, format, to], async run =>
        {
            await ReportDrawn.BeginAsync(run);
            return await run.Database.ReadAsync<Outcome<int>>(async reader =>
            {
                var path = run.Value(to);
                if (path is null) return Refusal.Of("out-missing", "out", "请用 --out 指定文件；--out - 为标准输出。", "Name the file with --out; --out - is standard output.");
                var named = Path.GetExtension(path).TrimStart('.');
                var chosen = run.Has(format) ? run.Value(format) : ReportFormats.TryParse(named, out var byName) ? byName : ReportFormat.Pdf;
                if (!ReportPackWriter.Formats.Contains(chosen))
                    return Refusal.Of("format-not-offered", "format", "审计资料有许多张表，不能写成 CSV。请用 pdf、xlsx、html 或 json，或单独出各部分。", "An audit pack has many tables and cannot be written as CSV. Use pdf, xlsx, html or json, or ask for its parts by themselves.");
                if (!(await AuditPack.OfAsync(reader, run.Required(fund), run.Required(year), run.Has(knownAt) ? run.Value(knownAt) : null)).IsDone(out var drawn, out var refusal) || !ReportDrawn.Led(shell, drawn).IsDone(out var pack, out refusal)) return refusal;
                var rows = AuditPack.RowsOf(pack) * (chosen == ReportFormat.Pdf ? 2 : 1);
                return await Watching.RunAsync(shell, new("编成审计资料", "Writing the audit pack"), rows, progress => Output.WriteAsync<int>(shell, path, async output =>
                {
                    await ReportDrawn.WriteAsync(run, AuditPack.Watched(pack, progress), chosen, output);
                    return ExitCode.Done;
                }));
            }, run.Stop);
        });
    }
}
