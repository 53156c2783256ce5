using System.Security.Cryptography;

namespace FundLedger.Ledger;

/// <summary>A source document's file.</summary>
/// <param name="FileName">As people know it; kept beside the reference, never hashed.</param>
/// <param name="Content">At most 10 MB.</param>
public sealed record Attachment(string FileName, byte[] Content)
{
    public const int MostBytes = 10 * 1024 * 1024;

    internal byte[] Sha256 { get; } = SHA256.HashData(Content);

    internal Refusal? Refusal => Content.Length is > 0 and <= MostBytes ? KeptText.FileName.RefusalFor(FileName, "document")
        : Values.Refusal.Of("attachment-size", "document", $"文件“{FileName}”为空或超过 10 MB。", $"The file '{FileName}' is empty or larger than 10 MB.");
}

/// <summary>Files kept in the ledger by the hash of their content, once, however many entries refer to them.</summary>
public static class Attachments
{
    private static readonly SqlFile Insert = new("attachments/insert_attachment");
    private static readonly SqlFile InsertReference = new("attachments/insert_reference");
    private static readonly SqlFile DeleteReference = new("attachments/delete_reference");
    private static readonly SqlFile DeleteUnreferenced = new("attachments/delete_unreferenced");
    private static readonly SqlFile ListReferences = new("attachments/list_references");
    private static readonly SqlFile Find = new("attachments/find_attachment");

    /// <summary>What refers to an entry's files.</summary>
    public static string ReferrerOf(EntryId entry) => $"entry/{entry}";

    /// <summary>The files of a referrer, by name.</summary>
    public static Task<IReadOnlyList<AttachmentReference>> ListAsync(LedgerReader reader, string referrer) =>
        reader.QueryAsync<AttachmentReference>(ListReferences, new { referrer });

    /// <summary>The content, or null when it was never kept or is erased.</summary>
    public static Task<byte[]?> FindAsync(LedgerReader reader, byte[] sha256) => reader.FindAsync<byte[]>(Find, new { sha256 });

    internal static async Task KeepAsync(LedgerTransaction tx, Attachment file, string referrer)
    {
        await tx.ExecuteAsync(Insert, new { sha256 = file.Sha256, content = file.Content });
        await ReferAsync(tx, file.Sha256, referrer, file.FileName);
    }

    /// <summary>One more that refers to a file which is kept already.</summary>
    internal static Task ReferAsync(LedgerTransaction tx, byte[] sha256, string referrer, string fileName) =>
        tx.ExecuteAsync(InsertReference, new { sha256, referrer, file_name = fileName });

    /// <summary>Lets one referrer's file go; the content goes with the last one.</summary>
    internal static async Task<bool> LetGoAsync(LedgerTransaction tx, byte[] sha256, string referrer)
    {
        if (await tx.ExecuteAsync(DeleteReference, new { sha256, referrer }) == 0) return false;
        await tx.ExecuteAsync(DeleteUnreferenced, new { sha256 });
        return true;
    }
}

public sealed record AttachmentReference
{
    public byte[] Sha256 { get; init; } = [];
    public string FileName { get; init; } = "";
    public long SizeBytes { get; init; }
}
