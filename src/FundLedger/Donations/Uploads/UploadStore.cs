using System.Text.Json;
using FundLedger.Ledger;

namespace FundLedger.Donations.Uploads;

/// <summary>Uploaded lists as they are stored.</summary>
internal static class UploadStore
{
    private static readonly SqlFile Insert = new("uploads/insert_upload");
    private static readonly SqlFile Find = new("uploads/find_upload");
    private static readonly SqlFile List = new("uploads/list_uploads");
    private static readonly SqlFile Update = new("uploads/update_upload");
    private static readonly SqlFile Delete = new("uploads/delete_upload");
    private static readonly SqlFile InsertPart = new("uploads/insert_part");
    private static readonly SqlFile ListParts = new("uploads/list_parts");
    private static readonly SqlFile DeleteParts = new("uploads/delete_parts");

    internal static Task<long> InsertAsync(LedgerTransaction tx, string fileName, UploadSettings settings) =>
        tx.SingleAsync<long>(Insert, new { file_name = fileName, settings = JsonSerializer.Serialize(settings), actor = tx.Operation.Actor, uploaded_at = tx.RecordedAt });

    internal static async Task<ListUpload?> FindAsync(LedgerReader reader, long id) => (await reader.FindAsync<UploadRow>(Find, new { upload_id = id }))?.ToUpload();

    internal static async Task<IReadOnlyList<ListUpload>> ListAsync(LedgerReader reader) => [.. (await reader.QueryAsync<UploadRow>(List)).Select(row => row.ToUpload())];

    /// <returns>False when somebody else changed it since it was read.</returns>
    internal static async Task<bool> UpdateAsync(LedgerTransaction tx, ListUpload upload) => await tx.ExecuteAsync(Update, new
    {
        upload_id = upload.Id,
        version = upload.Version,
        state = StoredWords.Word(upload.State),
        file_sha256 = upload.Sha256,
        size_bytes = upload.SizeBytes,
        settings = JsonSerializer.Serialize(upload.Settings),
        entity_id = upload.EntityId,
        rows_total = upload.RowsTotal,
        result = upload.Result is { } result ? JsonSerializer.Serialize(result) : null,
        holder = upload.Run?.Holder ?? "",
        lease_until = upload.Run?.LeaseUntil ?? 0,
        attempts = upload.Attempts,
        changed_at = upload.ChangedAt,
    }) > 0;

    internal static async Task DeleteAsync(LedgerTransaction tx, long id)
    {
        await DeletePartsAsync(tx, id);
        await tx.ExecuteAsync(Delete, new { upload_id = id });
    }

    internal static Task InsertPartAsync(LedgerTransaction tx, long id, long part, byte[] content) =>
        tx.ExecuteAsync(InsertPart, new { upload_id = id, part_no = part, content });

    internal static Task<IReadOnlyList<byte[]>> PartsAsync(LedgerReader reader, long id) => reader.QueryAsync<byte[]>(ListParts, new { upload_id = id });

    internal static Task DeletePartsAsync(LedgerTransaction tx, long id) => tx.ExecuteAsync(DeleteParts, new { upload_id = id });

    private sealed record UploadRow
    {
        public long UploadId { get; init; }
        public long Version { get; init; }
        public string State { get; init; } = "";
        public string FileName { get; init; } = "";
        public byte[]? FileSha256 { get; init; }
        public long SizeBytes { get; init; }
        public string Settings { get; init; } = "";
        public string Actor { get; init; } = "";
        public long? EntityId { get; init; }
        public long RowsTotal { get; init; }
        public string? Result { get; init; }
        public string Holder { get; init; } = "";
        public long LeaseUntil { get; init; }
        public long Attempts { get; init; }
        public long UploadedAt { get; init; }
        public long ChangedAt { get; init; }

        internal ListUpload ToUpload() => new(
            UploadId, Version, StoredWords.Read<UploadState>(State), FileName, FileSha256, SizeBytes, JsonSerializer.Deserialize<UploadSettings>(Settings)!, Actor, EntityId,
            RowsTotal, Result is null ? null : JsonSerializer.Deserialize<UploadResult>(Result), Holder.Length == 0 ? null : new UploadRun(Holder, LeaseUntil), Attempts, UploadedAt, ChangedAt);
    }
}
