using System.CommandLine;
using FundLedger.Exchange;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Upkeep;
using FundLedger.Values;
using FundLedger.Web.Hosting;

namespace FundLedger.Web.Cli;

/// <summary><c>drill</c>: is the last backup one?</summary>
internal static class DrillVerb
{
    internal static Command In(Shell shell)
    {
        var file = new Argument<string?>("FILE") { Description = shell.In("备份文件（默认：备份目录里最近的一份）", "the backup (default: the latest in the folder of backups)"), HelpName = shell.In("文件", "FILE"), Arity = ArgumentArity.ZeroOrOne };
        var folder = Options.Text(shell, "--backups", new("目录", "DIR"), new($"备份目录（默认：环境变量 {Settings.BackupFolder.Name}）", $"folder of backups (default: the environment variable {Settings.BackupFolder.Name})"));
        var scratch = Options.Text(shell, "--scratch", new("目录", "DIR"), new("在其中恢复，随后删除（默认：系统的临时目录）", "where to restore to, removed afterwards (default: the system's folder for that)"));
        var (format, json) = (Options.TextOrJson(shell), Options.Json(shell));
        var verb = new Command("drill", shell.In("恢复演练：把最近的备份恢复到别处，核验，与备份的说明比对，记下结果；有问题时退出码为 1", "Try a restore: the latest backup is restored elsewhere, verified and compared with what it says; the result is kept; exit code 1 when something is wrong"));
        verb.Take(file, folder, scratch, format, json);
        verb.SetAction(async (parsed, stop) =>
        {
            var backups = parsed.GetValue(folder) ?? Settings.BackupFolder.Of(shell.Around.Environment);
            if (!Find(parsed.GetValue(file), backups).IsDone(out var backup, out var refusal)) return shell.TellRefusal(refusal, verb);
            var outcome = await Watching.RunAsync(shell, new("恢复演练", "Restore drill"), (await TotalOfAsync(backup, stop)) ?? 1, progress => RestoreDrill.RunAsync(
                backup, parsed.GetValue(scratch) ?? Path.GetTempPath(), shell.Clock, CheckpointFolder.Read(SealPlaces.FolderOf(shell.Around.Environment)), progress, stop));
            if (!outcome.IsDone(out var result, out refusal)) return shell.TellRefusal(refusal, verb);
            if (Path.GetDirectoryName(Path.GetFullPath(backup.File)) is { } beside) RestoreDrill.Keep(beside, result);
            if (parsed.GetValue(json) || parsed.GetValue(format) == ResultForm.Json) shell.Around.Out.WriteLine(Json.Text(Shape(shell, result)));
            else Print(shell, result);
            return result.IsSound ? ExitCode.Done : ExitCode.Found;
        });
        return verb;
    }

    private static Outcome<KeptBackup> Find(string? file, string? folder)
    {
        if (file is not null)
            return File.Exists(file) ? new KeptBackup(Path.GetFullPath(file), Moments.ToMicroseconds(new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero)), new FileInfo(file).Length)
                : Refusal.Of("backup-missing", "FILE", $"没有文件 {file}。", $"There is no file {file}.");
        if (folder is null)
            return Refusal.Of("backup-folder", "backups", $"请指明备份文件，或用 --backups 或环境变量 {Settings.BackupFolder.Name} 指明备份目录。", $"Name a backup, or the folder of backups with --backups or the environment variable {Settings.BackupFolder.Name}.");
        return Backups.In(folder).FirstOrDefault() is { } last ? last
            : Refusal.Of("backup-missing", "backups", $"目录 {folder} 里没有备份。serve 每天备份一次；也可现在用 backup 写一份。", $"There is no backup in {folder}. 'serve' makes one a day; 'backup' writes one now.");
    }

    /// <summary>How far there is to go, where the backup says it.</summary>
    private static async Task<long?> TotalOfAsync(KeptBackup backup, CancellationToken stop) => await BackupStatement.EntriesOfAsync(backup.File, stop);

    private static void Print(Shell shell, DrillResult result)
    {
        var to = shell.Around.Out;
        foreach (var finding in result.Findings) to.WriteLine(shell.In(finding));
        var when = $"{Moments.FromMicroseconds(result.MadeAt).ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd HH:mm:ss}";
        to.WriteLine(result.IsSound
            ? shell.In($"演练通过：{result.File}（{when} 的备份）恢复出 {result.Entries:N0} 笔分录，核验无误，用时 {result.Seconds:N1} 秒。", $"The drill went well: {result.File} (of {when} Beijing time) gave {result.Entries:N0} entries, everything agrees; it took {result.Seconds:N1} s.")
            : shell.In($"演练发现 {result.Findings.Count} 处问题：{result.File}（{when} 的备份）不可依赖。请保留它，另做一份备份并再演练。", $"The drill found {result.Findings.Count} thing(s) wrong: {result.File} (of {when} Beijing time) is not to be relied on. Keep it, make another backup and drill again."));
        if (!result.IsCompared) to.WriteLine(shell.In("备份旁没有说明，合计无从比对。", "No statement lies beside the backup, so its totals were compared with nothing."));
    }

    private static object Shape(Shell shell, DrillResult result) => new
    {
        result.IsSound, result.File, MadeAt = Moments.ToIso(result.MadeAt), At = Moments.ToIso(result.At), result.Entries, result.Seconds, result.IsCompared, Findings = result.Findings.Select(finding => shell.In(finding)),
    };
}
