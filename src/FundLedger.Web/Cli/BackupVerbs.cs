using System.CommandLine;
using FundLedger.Storage;
using FundLedger.Upkeep;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>backup</c>, <c>restore</c>.</summary>
internal static class BackupVerbs
{
    internal static Command Backup(Shell shell)
    {
        var file = Options.File(shell, new("备份文件，须尚不存在", "file to write; it must not exist yet"));
        return Make(shell, "backup", new("备份账本；账本可同时使用", "Write a consistent copy of the books, in use or not"), file, async (options, path) =>
        {
            await Backups.WriteAsync(options, path, Moments.ToMicroseconds(shell.Clock.GetUtcNow()));
            return new($"已备份到 {path}，说明在 {BackupStatement.FileOf(path)}。", $"The books are copied to {path}; what they hold stands in {BackupStatement.FileOf(path)}.");
        });
    }

    internal static Command Restore(Shell shell)
    {
        var file = Options.File(shell, new("备份文件", "the backup"));
        return Make(shell, "restore", new("在 --data 指定的空目录中由备份恢复账本", "Make books in the empty folder --data from a backup"), file, (options, path) =>
        {
            var last = SqliteBackup.Restore(options, path, shell.Clock);
            return Task.FromResult(new Bilingual($"已恢复到 {options.Directory}，最后一笔分录为 {last}。", $"The books are restored in {options.Directory}; their last entry is {last}."));
        });
    }

    private static Command Make(Shell shell, string name, Bilingual description, Argument<string> file, Func<StorageOptions, string, Task<Bilingual>> run)
    {
        var verb = new Command(name, shell.In(description));
        verb.Take(file);
        verb.SetAction(async (parsed, _) =>
        {
            var options = shell.StorageOf(parsed);
            if (options.Dialect == Dialect.SqlServer)
                return shell.TellError(new Bilingual(
                    "SQL Server 上的账本请用服务器自己的备份与恢复。", "Books on SQL Server are backed up and restored with the server's own means."), ExitCode.BadInput);
            shell.Tell(await run(options, parsed.GetRequiredValue(file)));
            return ExitCode.Done;
        });
        return verb;
    }
}
