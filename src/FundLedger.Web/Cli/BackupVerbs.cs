using System.CommandLine;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>backup</c>.</summary>
internal static class BackupVerbs
{
    internal static Command Backup(Shell shell)
    {
        var file = Options.File(shell, new("备份文件，须尚不存在", "file to write; it must not exist yet"));
        return ReadVerb.Make(shell, "backup", new("备份账本；账本可同时使用", "Write a consistent copy of the books, in use or not"), [file], run =>
        {
            SqliteBackup.Write(new StorageOptions { Directory = shell.FolderOf(run.Parsed) }, run.Required(file));
            shell.Tell(new($"已备份到 {run.Required(file)}。", $"The books are copied to {run.Required(file)}."));
            return Task.FromResult<Storage.Outcome<int>>(ExitCode.Done);
        });
    }
}
