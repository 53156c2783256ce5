using System.CommandLine;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary>The file that proves what a verb asks for. Where it is to be proposed it is kept first, for those who check.</summary>
internal static class EvidenceFile
{
    internal static Option<string> Option(Shell shell) =>
        Options.Text(shell, "--document", new("文件", "FILE"), new("证明文件，存入账本（不超过 10 MB）", "the file that proves it, kept in the ledger (at most 10 MB)"), isRequired: true);

    internal static async Task<Outcome<Attachment>> ReadAsync(WriteRun run, Option<string> option)
    {
        if (!(await run.DocumentAsync(run.Required(option), option.Name[2..])).IsDone(out var file, out var refusal)) return refusal;
        if (run.Who.Person is null || run.IsDryRun) return file;
        var kept = await new KeepEvidence(run.Database).RunAsync(run.Asked with { Key = run.Asked.Key + "/evidence" }, file, run.Stop);
        return kept.IsDone(out _, out refusal) ? file : refusal;
    }
}
