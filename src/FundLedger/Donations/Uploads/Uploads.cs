using FundLedger.Donations.Lists;

namespace FundLedger.Donations.Uploads;

/// <summary>Looking at uploaded lists.</summary>
public static class Uploads
{
    /// <returns>Null when it was never there or is gone.</returns>
    public static Task<ListUpload?> FindAsync(LedgerReader reader, long id) => UploadStore.FindAsync(reader, id);

    /// <summary>Work on a bank account; null where there is none of that number.</summary>
    public static async Task<ListUpload?> OfAccountAsync(LedgerReader reader, string account, long id) =>
        await FindAsync(reader, id) is { State: not UploadState.Receiving } upload && upload.Settings.Account?.Code == account ? upload : null;

    /// <summary>Last uploaded first.</summary>
    public static Task<IReadOnlyList<ListUpload>> ListAsync(LedgerReader reader) => UploadStore.ListAsync(reader);

    /// <summary>The file, opened to be read; a refusal when it is no list, or gone.</summary>
    public static async Task<ListOpening> OpenAsync(Database database, ListUpload upload, CancellationToken stop = default)
    {
        var parts = await database.ReadAsync(reader => UploadStore.PartsAsync(reader, upload.Id), stop);
        return parts.Count == 0 && upload.SizeBytes > 0 ? new ListOpening.Refused(Gone) : ListFile.Open(new UploadContent(parts), upload.FileName);
    }

    /// <summary>Its content as it came; null when it is gone.</summary>
    public static async Task<Stream?> ContentAsync(Database database, ListUpload upload, CancellationToken stop = default)
    {
        var parts = await database.ReadAsync(reader => UploadStore.PartsAsync(reader, upload.Id), stop);
        return parts.Count == 0 ? null : new UploadContent(parts);
    }

    public static Refusal Gone => Refusal.Of(
        "upload-gone", "file", "上传的文件已不在账本里。请再次上传同一文件：已入账的不会重复，没有入账的会接着导入。",
        "The uploaded file is no longer in the books. Upload the same file again: what is posted is not posted twice, and the rest goes on.");
}
