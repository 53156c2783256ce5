using System.CommandLine;
using FundLedger.Ledger;
using FundLedger.Seals;
using FundLedger.Storage;

namespace FundLedger.Web.Cli;

/// <summary><c>verify</c>.</summary>
internal static class VerifyVerb
{
    internal static Command In(Shell shell)
    {
        var (format, json) = (Options.TextOrJson(shell), Options.Json(shell));
        return ReadVerb.Make(
            shell, "verify", new("从头核验账本：重算每笔分录的校验值和每项余额；有问题时退出码为 1", "Derive every hash and balance again and compare; exit code 1 when something is wrong"),
            [format, json], async run =>
            {
                var found = await run.Database.ReadAsync(
                    async reader => await Watching.RunAsync(shell, new("核验", "Verifying"), await JournalReading.LastAsync(reader), progress => Verify.RunAsync(reader, progress, run.Stop)), run.Stop);
                if (run.Value(json) || run.Value(format) == ResultForm.Json) shell.Around.Out.WriteLine(Json.Text(Shape(shell, found)));
                else Print(shell, found);
                return new Outcome<int>.Done(found.IsSound ? ExitCode.Done : ExitCode.Found);
            });
    }

    private static object Shape(Shell shell, Verification found) => new
    {
        found.IsSound, Entries = found.EntryCount, Lines = found.LineCount, LastHash = Convert.ToHexStringLower(found.LastHash.Span), found.ErasedTexts, found.FindingCount,
        Findings = found.Findings.Select(finding => new { finding.Code, finding.Entry, Message = shell.In(finding.Message) }),
    };

    private static void Print(Shell shell, Verification found)
    {
        var to = shell.Around.Out;
        foreach (var finding in found.Findings) to.WriteLine(shell.In(finding.Message));
        if (found.FindingCount > found.Findings.Count)
            to.WriteLine(shell.In($"……共 {found.FindingCount:N0} 处。", $"… {found.FindingCount:N0} findings in all."));
        to.WriteLine(found.IsSound
            ? shell.In($"核验通过：分录 {found.EntryCount:N0} 笔、{found.LineCount:N0} 行。", $"Verified: {found.EntryCount:N0} entries, {found.LineCount:N0} lines; everything agrees.")
            : shell.In($"核验未通过：发现 {found.FindingCount:N0} 处问题。", $"Not verified: {found.FindingCount:N0} finding(s)."));
        if (found.LastHash.Length > 0) to.WriteLine(shell.In("最后一笔的校验值：", "Hash of the last entry: ") + Convert.ToHexStringLower(found.LastHash.Span));
    }
}
