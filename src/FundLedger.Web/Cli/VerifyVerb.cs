using System.CommandLine;
using FundLedger.Exchange;
using FundLedger.Ledger;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;

namespace FundLedger.Web.Cli;

/// <summary><c>verify</c>, of the ledger or of a proof file.</summary>
internal static class VerifyVerb
{
    internal static Command In(Shell shell)
    {
        var (format, json) = (Options.TextOrJson(shell), Options.Json(shell));
        var checkpoint = Options.Text(shell, "--checkpoint", new("文件", "FILE"), new("与保存在账本之外的检查点比对", "compare with a checkpoint kept away from the books"));
        var proof = Options.Text(shell, "--proof", new("文件", "FILE"), new("只核对一个证明文件，不打开账本", "check a proof file instead, without any books"));
        var verb = new Command("verify", shell.In("从头核验账本：重算每笔分录的校验值和每项余额；有问题时退出码为 1", "Derive every hash and balance again and compare; exit code 1 when something is wrong"));
        verb.Take(checkpoint, proof, format, json);
        verb.SetAction(async (parsed, stop) =>
        {
            var asJson = parsed.GetValue(json) || parsed.GetValue(format) == ResultForm.Json;
            if (!ReadCheckpoint(parsed.GetValue(checkpoint)).IsDone(out var outside, out var refusal)) return shell.TellRefusal(refusal, verb);
            if (parsed.GetValue(proof) is { } file) return TellProof(shell, CheckProof.Run(File.ReadLines(file), outside.Note), asJson);
            if (!ReadFolder(shell).IsDone(out var filed, out refusal)) return shell.TellRefusal(refusal, verb);
            await using var database = Databases.OpenToRead(shell.StorageOf(parsed));
            if (await database.ReadAsync(UnfinishedImport.FindAsync, stop) is { } unfinished) shell.Tell(unfinished.Text);
            var found = await database.ReadAsync(
                async reader => await Watching.RunAsync(shell, new("核验", "Verifying"), await JournalReading.LastAsync(reader), progress => Verify.RunAsync(reader, progress, stop, outside.Note is { } note ? [note, .. filed] : filed)), stop);
            if (asJson) shell.Around.Out.WriteLine(Json.Text(Shape(shell, found)));
            else Print(shell, found);
            return found.IsSound ? ExitCode.Done : ExitCode.Found;
        });
        return verb;
    }

    private static Outcome<IReadOnlyList<SignedNote>> ReadFolder(Shell shell)
    {
        var folder = SealPlaces.FolderOf(shell.Around.Environment);
        try
        {
            return new Outcome<IReadOnlyList<SignedNote>>.Done(CheckpointFolder.Read(folder));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of("checkpoint-folder", SealPlaces.FolderVariable, $"无法读取存放检查点的目录 {folder}：{failure.Message}", $"The folder of checkpoints, {folder}, cannot be read: {failure.Message}");
        }
    }

    private sealed record Outside(SignedNote? Note);

    private static Outcome<Outside> ReadCheckpoint(string? file)
    {
        if (file is null) return new Outside(null);
        return SignedNote.Read(File.ReadAllText(file)) is { } note && Checkpoint.Read(note.Text) is not null ? new Outside(note)
            : Refusal.Of("checkpoint-form", "checkpoint", $"{file} 不是检查点文件（应由 export checkpoint 导出）。", $"{file} is no checkpoint, as 'export checkpoint' writes it.");
    }

    private static int TellProof(Shell shell, ProofVerdict verdict, bool asJson)
    {
        var to = shell.Around.Out;
        if (asJson)
            to.WriteLine(Json.Text(new
            {
                verdict.IsTrue, verdict.Fund, verdict.Entries, Ledger = verdict.Checkpoint?.Origin, verdict.Checkpoint?.Size, Totals = verdict.Totals?.Totals, verdict.ChangesWithoutWord, verdict.FindingCount,
                Findings = verdict.Findings.Select(finding => new { finding.Code, finding.Entry, Message = shell.In(finding.Message) }),
            }));
        else
        {
            foreach (var finding in verdict.Findings) to.WriteLine(shell.In(finding.Message));
            foreach (var reason in verdict.ChangesWithoutWord) to.WriteLine(shell.In($"注意：签署密钥曾在没有原密钥背书的情况下更换，理由：{reason}", $"Note: the signing key was once changed without the word of the one before; the reason given: {reason}"));
            to.WriteLine(verdict.IsTrue
                ? shell.In($"证明成立：基金 {verdict.Fund}，{verdict.Entries:N0} 笔分录，都在 {verdict.Checkpoint!.Size:N0} 笔的检查点之内（{Moments.DayInShanghai(verdict.Checkpoint.SignedAt).ToIso()} 签署）。",
                    $"The proof holds: fund {verdict.Fund}, {verdict.Entries:N0} entries, all in the checkpoint of {verdict.Checkpoint.Size:N0} signed on {Moments.DayInShanghai(verdict.Checkpoint.SignedAt).ToIso()}.")
                : shell.In($"证明不成立：发现 {verdict.FindingCount:N0} 处问题。", $"The proof is false: {verdict.FindingCount:N0} finding(s)."));
            foreach (var total in verdict.Totals?.Totals ?? [])
                to.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{total.Account,-10} {total.Source,-24} {total.Currency} {Minor(total.DebitMinor, total.Currency),18} {Minor(total.CreditMinor, total.Currency),18}"));
        }

        return verdict.IsTrue ? ExitCode.Done : ExitCode.Found;
    }

    private static string Minor(long minor, string currency) => Currency.TryFind(currency, out var known) ? new Money(minor, known).ToGroupedText() : $"{minor}";

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
