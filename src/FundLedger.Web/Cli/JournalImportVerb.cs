using System.CommandLine;
using FundLedger.Exchange;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>import journal</c>.</summary>
internal static class JournalImportVerb
{
    private const long Whole = 1_000_000;

    internal static Command In(Shell shell)
    {
        var file = Options.File(shell, new("export journal --format csv 写出的文件", "a file that 'export journal --format csv' wrote"));
        var charts = Options.Text(shell, "--chart", new("文件", "FILE"), new("会计主体自有的科目表（CSV）；可写多次", "chart of an entity's own (CSV); may stand several times"));
        charts.Arity = ArgumentArity.OneOrMore;
        charts.AllowMultipleArgumentsPerToken = false;
        var (format, json) = (Options.TextOrJson(shell), Options.Json(shell));
        var verb = new Command("journal", shell.In("把导出的日记账（CSV）恢复到空账本，校验值相同；中断后再运行会接着导入", "Bring an exported journal (CSV) back into an empty ledger, with equal hashes; interrupted, it goes on where it stopped"));
        verb.Take(file, charts, shell.TokenFile, format, json);
        verb.SetAction(async (parsed, stop) =>
        {
            var path = parsed.GetRequiredValue(file);
            if (!File.Exists(path)) return shell.TellRefusal(Refusal.Of("file-missing", "", $"没有文件 {path}。", $"There is no file {path}."), verb);
            if (!ChartsOf(parsed.GetResult(charts)?.Tokens.Select(token => token.Value) ?? []).IsDone(out var own, out var refusal)) return shell.TellRefusal(refusal, verb);
            await using var content = File.OpenRead(path);
            await using var database = Databases.Open(shell.StorageOf(parsed), shell.Clock);
            var admitted = await WriteVerb.AdmitAsync(shell, parsed, verb, Need.OverAll(Permission.RecordMoney), database, shell.Around.NewKey(), stop);
            if (!admitted.IsDone(out var run, out refusal)) return shell.TellRefusal(refusal, verb);
            var outcome = await Watching.RunAsync(shell, new("导入", "Importing"), Whole, progress => new ImportJournal(database, own).RunAsync(
                run.Who.Actor, content, new Shares(progress), stop));
            if (!outcome.IsDone(out var done, out refusal)) return shell.TellRefusal(refusal, verb);
            Print(shell, done, parsed.GetValue(json) || parsed.GetValue(format) == ResultForm.Json);
            return ExitCode.Done;
        });
        return verb;
    }

    private static Outcome<IReadOnlyList<Chart>> ChartsOf(IEnumerable<string> paths)
    {
        var charts = new List<Chart>();
        foreach (var path in paths)
        {
            if (!ChartFile.Read(path).IsDone(out var chart, out var refusal)) return refusal;
            charts.Add(chart);
        }

        return charts;
    }

    private static void Print(Shell shell, JournalImported done, bool asJson)
    {
        foreach (var sentence in done.NotRestored) shell.Tell(sentence);
        if (asJson)
        {
            shell.Around.Out.WriteLine(Json.Text(new
            {
                Entries = done.EntryCount, Lines = done.LineCount, done.LastEntry, done.LastHash, done.FileSha256, DoneBefore = done.WasThereBefore, Resumed = done.WasResumed,
            }));
            return;
        }

        shell.Around.Out.WriteLine(done.WasThereBefore
            ? shell.In($"这个文件以前已导入，没有再次记账：分录 {done.EntryCount:N0} 笔。", $"This file was imported before; nothing was added: {done.EntryCount:N0} entries.")
            : shell.In($"已导入分录 {done.EntryCount:N0} 笔、{done.LineCount:N0} 行。", $"{done.EntryCount:N0} entries, {done.LineCount:N0} lines are imported."));
        shell.Around.Out.WriteLine(shell.In("最后一笔的校验值：", "Hash of the last entry: ") + done.LastHash);
    }

    /// <summary>The file is walked twice: checked, then posted.</summary>
    private sealed class Shares(IProgress<long> progress) : IProgress<JournalImportProgress>
    {
        public void Report(JournalImportProgress value) => progress.Report((long)(Whole * (value.IsPosting ? .5 + value.Share / 2 : value.Share / 2)));
    }
}
