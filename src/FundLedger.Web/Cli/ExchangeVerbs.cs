using System.CommandLine;
using FundLedger.Exchange;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>export journal</c>.</summary>
internal static class ExchangeVerbs
{
    private static readonly (string Word, JournalFormat Format)[] Formats = [("csv", JournalFormat.Csv), ("hledger", JournalFormat.Hledger), ("beancount", JournalFormat.Beancount)];

    internal static Command Export(Shell shell)
    {
        var format = Choices.Option(shell, "--format", new(
            "格式（默认：按输出文件名 .csv、.journal、.beancount）；csv 可再导入", "format (default: by the name of the file, .csv, .journal, .beancount); csv can be imported again"), Formats);
        var fund = Options.Text(shell, "--fund", new("代码", "CODE"), new("只导出这个基金", "only this fund"));
        var from = Options.Date(shell, "--from", new("起始日", "first day"));
        var to = Options.Date(shell, "--to", new("截止日，含当天", "last day, included"));
        var file = Output.Option(shell);
        return ReadVerb.Make(shell, "journal", new("导出日记账；不含姓名和备注", "Export the journal, without names and free text"), [format, file, fund, from, to], async run =>
        {
            var path = run.Value(file) ?? "-";
            var chosen = run.Has(format) ? run.Value(format) : FormatOf(path);
            var filter = new JournalFilter(run.Value(fund), run.Has(from) ? run.Value(from) : null, run.Has(to) ? run.Value(to) : null);
            var exported = await run.Database.ReadAsync(reader => Output.WriteAsync(shell, path, output => JournalExport.WriteAsync(reader, chosen, output, filter, run.Stop)), run.Stop);
            if (!exported.IsDone(out var done, out var refusal)) return refusal;
            shell.Tell(new($"导出分录 {done.EntryCount:N0} 笔、{done.LineCount:N0} 行。", $"{done.EntryCount:N0} entries, {done.LineCount:N0} lines are exported."));
            return ExitCode.Done;
        });
    }

    private static JournalFormat FormatOf(string path) => Path.GetExtension(path) switch
    {
        ".journal" or ".hledger" => JournalFormat.Hledger,
        ".beancount" => JournalFormat.Beancount,
        _ => JournalFormat.Csv,
    };
}
