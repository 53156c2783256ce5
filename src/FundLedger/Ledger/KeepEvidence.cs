namespace FundLedger.Ledger;

/// <param name="Sha256">Of the file, in lower-case hexadecimal: how a proposal names it.</param>
public sealed record EvidenceKept(string Sha256);

/// <summary>Keeps the file that is to prove something, before it is proposed: those who check must be able to read it.</summary>
public sealed class KeepEvidence(Database database)
{
    public Task<Outcome<EvidenceKept>> RunAsync(Asked asked, Attachment file, CancellationToken stop = default) => database.WriteAsync<EvidenceKept>(
        asked.For("keep-evidence", OperationField.Of("sha256", file.Sha256)),
        async tx => await Evidence.KeepAsync(tx, file) is { } refusal ? refusal : new EvidenceKept(Evidence.Name(file)), stop);
}

/// <summary>Files that prove something, by the SHA-256 of their content.</summary>
public static class Evidence
{
    private const int Sha256InHex = 64;

    /// <summary>What refers to evidence that is kept and not yet part of an entry.</summary>
    public static string ReferrerOf(string sha256) => $"evidence/{sha256}";

    public static string Name(Attachment file) => Convert.ToHexStringLower(file.Sha256);

    /// <summary>The file's name, or null where no such file is kept.</summary>
    public static async Task<string?> FileNameAsync(LedgerReader reader, string sha256) =>
        (await Attachments.ListAsync(reader, ReferrerOf(sha256))).Select(file => file.FileName).FirstOrDefault();

    internal static async Task<Refusal?> KeepAsync(LedgerTransaction tx, Attachment file)
    {
        if (file.Refusal is { } refusal) return refusal;
        if (await FileNameAsync(tx, Name(file)) is null) await Attachments.KeepAsync(tx, file, ReferrerOf(Name(file)));
        return null;
    }

    /// <summary>The refusal where evidence is named that is not kept. A trial keeps nothing, the file neither: there it only has to be named.</summary>
    internal static async Task<Refusal?> RefusalForAsync(LedgerTransaction tx, string sha256)
    {
        var isNamed = sha256.Length == Sha256InHex && sha256.All(char.IsAsciiHexDigitLower);
        if (isNamed && (tx.Operation.Name == "try-out" || await FileNameAsync(tx, sha256) is not null)) return null;
        return Refusal.Of("evidence-missing", "document", "请附上证明文件。没有证明文件不能办理。", "Give the file that proves it: without evidence this is not done.");
    }

    /// <summary>Lets an entry refer to it as well.</summary>
    internal static async Task AttachAsync(LedgerTransaction tx, string sha256, EntryId entry)
    {
        if (await FileNameAsync(tx, sha256) is { } name) await Attachments.ReferAsync(tx, Convert.FromHexString(sha256), Attachments.ReferrerOf(entry), name);
    }
}
