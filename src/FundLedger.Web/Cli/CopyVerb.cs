using System.CommandLine;
using FundLedger.Copying;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>copy</c>.</summary>
internal static class CopyVerb
{
    internal static Command In(Shell shell)
    {
        var from = Options.Text(shell, "--from", new("账本", "BOOKS"), new(
            "要复制的账本：目录、sqlite:目录，或 sqlserver:（连接字符串取自 FUNDLEDGER_Storage__ConnectionString）",
            "the books to copy: a folder, sqlite:FOLDER, or sqlserver: (its connection string in FUNDLEDGER_Storage__ConnectionString)"), isRequired: true);
        var to = Options.Text(shell, "--to", new("新位置", "PLACE"), new(
            "空的目录或数据库；sqlserver: 的连接字符串取自 FUNDLEDGER_Copy__ConnectionString（未设时同上）",
            "an empty folder or database; sqlserver: takes its connection string from FUNDLEDGER_Copy__ConnectionString (else as above)"), isRequired: true);
        var (format, json) = (Options.TextOrJson(shell), Options.Json(shell));
        var verb = new Command("copy", shell.In(
            "把整个账本复制到空的目录或数据库，逐行比对并核验两边；登录会话不复制，复制后各人重新登录",
            "Copy whole books to an empty folder or database, compare every row and verify both; sign-in sessions stay behind, so everybody signs in anew"));
        verb.Take(from, to, format, json);
        verb.SetAction(async (parsed, stop) =>
        {
            var source = BooksPlace.Read(parsed.GetRequiredValue(from), shell.Around.Environment);
            var target = BooksPlace.ReadTarget(parsed.GetRequiredValue(to), shell.Around.Environment);
            var outcome = await Watching.RunAsync(shell, new("复制", "Copying"), CopyProgress.Total, progress => new CopyBooks(shell.Clock).RunAsync(source, target, new Steps(progress), stop));
            if (!outcome.IsDone(out var attestation, out var refusal))
            {
                shell.TellRefusal(refusal, verb);
                return ExitCode.Found;
            }

            if (parsed.GetValue(json) || parsed.GetValue(format) == ResultForm.Json) shell.Around.Out.WriteLine(Json.Text(Shape(attestation)));
            else Print(shell, attestation);
            shell.Tell(new(
                $"此刻以后记入 {attestation.From} 的内容不在副本中。改用副本后，请不要再写入原账本。",
                $"What is recorded in {attestation.From} from now on is not in the copy. Once you use the copy, write no more to the books it was made from."));
            return ExitCode.Done;
        });
        return verb;
    }

    private static object Shape(CopyAttestation copy) => new
    {
        copy.Ledger, copy.From, copy.To, CopiedAt = Moments.ToIso(copy.CopiedAt), copy.Entries, copy.Lines, copy.Events, LastHash = Convert.ToHexStringLower(copy.LastHash),
        copy.UnusedNumbers, Digest = Convert.ToHexStringLower(copy.Digest),
        Tables = copy.Tables.Select(table => new { table.Name, table.Rows, Digest = Convert.ToHexStringLower(table.Digest) }),
    };

    private static void Print(Shell shell, CopyAttestation copy)
    {
        var to = shell.Around.Out;
        to.WriteLine(shell.In($"账本 {copy.Ledger} 已由 {copy.From} 复制到 {copy.To}（{Moments.ToIso(copy.CopiedAt)}）。", $"The ledger {copy.Ledger} was copied from {copy.From} to {copy.To} ({Moments.ToIso(copy.CopiedAt)})."));
        foreach (var table in copy.Tables.Where(table => table.Rows > 0)) to.WriteLine($"{Convert.ToHexStringLower(table.Digest)}  {table.Name} {table.Rows}");
        to.WriteLine(shell.In(
            $"逐行比对一致；两边核验通过：分录 {copy.Entries:N0} 笔、{copy.Lines:N0} 行，审计事件 {copy.Events:N0} 条。",
            $"Every row is the same; both verify: {copy.Entries:N0} entries, {copy.Lines:N0} lines, {copy.Events:N0} events of the trail."));
        if (copy.UnusedNumbers > 0)
            to.WriteLine(shell.In($"服务器留下的空号 {copy.UnusedNumbers:N0} 处，已在副本中登记。", $"{copy.UnusedNumbers:N0} gap(s) that the server left between numbers are listed in the copy."));
        if (copy.LastHash.Length > 0) to.WriteLine(shell.In("最后一笔的校验值：", "Hash of the last entry: ") + Convert.ToHexStringLower(copy.LastHash));
        to.WriteLine(shell.In("整份副本的摘要：", "Digest of the whole copy: ") + Convert.ToHexStringLower(copy.Digest));
    }

    private sealed class Steps(IProgress<long> progress) : IProgress<CopyProgress>
    {
        public void Report(CopyProgress value) => progress.Report(value.Done);
    }
}
