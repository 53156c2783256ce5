using System.CommandLine;
using FundLedger.Storage;
using FundLedger.Web.Jobs;

namespace FundLedger.Web.Cli;

/// <summary><c>migrate</c>.</summary>
internal static class MigrateVerb
{
    internal static Command In(Shell shell)
    {
        var verb = new Command("migrate", shell.In(
            "建立或升级账本的数据库架构；用有权改架构的登录名运行，之后 serve 可用权限较小的登录名", "Make or upgrade the schema of the books; run it with the login that may, so that serve can do with a lesser one"));
        verb.SetAction(async (parsed, _) =>
        {
            var options = shell.StorageOf(parsed);
            await using var database = Databases.Open(options, shell.Clock);
            shell.Tell(new($"{options.Place} 的架构已是本程序的版本。", $"The schema of {options.Place} is that of this program."));
            if (database is not SqlServerDatabase server) return ExitCode.Done;
            if (!JobsStore.TryPrepare(server, out var broke))
                shell.Tell(new(
                    $"定时任务的表没有建成，各节点会把任务放在内存中：{broke!.Message}", $"The tables for jobs were not made, so each node will keep its jobs in memory: {broke.Message}"));
            if (server.GrantToApp()) shell.Tell(new("fundledger_app 已有运行所需的权限。", "fundledger_app has the rights that it needs to run the program."));
            return ExitCode.Done;
        });
        return verb;
    }
}
