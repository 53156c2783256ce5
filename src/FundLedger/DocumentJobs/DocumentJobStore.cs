using System.Text.Json;
using FundLedger.Ledger;

namespace FundLedger.DocumentJobs;

/// <summary>Jobs and the parts of their files, as stored.</summary>
internal static class DocumentJobStore
{
    private static readonly SqlFile Insert = new("document_jobs/insert_job");
    private static readonly SqlFile FindOne = new("document_jobs/find_job");
    private static readonly SqlFile ListOfAccount = new("document_jobs/list_of_account");
    private static readonly SqlFile ListOpen = new("document_jobs/list_open");
    private static readonly SqlFile ListOver = new("document_jobs/list_over");
    private static readonly SqlFile Update = new("document_jobs/update_job");
    private static readonly SqlFile Delete = new("document_jobs/delete_job");
    private static readonly SqlFile InsertPart = new("document_jobs/insert_part");
    private static readonly SqlFile FindPart = new("document_jobs/find_part");
    private static readonly SqlFile DeleteParts = new("document_jobs/delete_parts");

    internal static Task<long> InsertAsync(LedgerTransaction tx, NewDocumentJob asked) => tx.SingleAsync<long>(Insert, new
    {
        kind = asked.Kind,
        parameters = asked.Parameters,
        language = asked.Language.TagOf(),
        account = tx.Operation.Actor,
        asked_at = tx.RecordedAt,
    });

    internal static async Task<DocumentJob?> FindAsync(LedgerReader reader, long id) => (await reader.FindAsync<Row>(FindOne, new { job_id = id }))?.ToJob();

    internal static async Task<IReadOnlyList<DocumentJob>> OfAccountAsync(LedgerReader reader, string account) => [.. (await reader.QueryAsync<Row>(ListOfAccount, new { account })).Select(row => row.ToJob())];

    internal static async Task<IReadOnlyList<DocumentJob>> OpenAsync(LedgerReader reader) => [.. (await reader.QueryAsync<Row>(ListOpen)).Select(row => row.ToJob())];

    internal static async Task<IReadOnlyList<DocumentJob>> OverAsync(LedgerReader reader, long filesBefore, long rowsBefore) =>
        [.. (await reader.QueryAsync<Row>(ListOver, new { files_before = filesBefore, rows_before = rowsBefore })).Select(row => row.ToJob())];

    /// <returns>False when somebody else changed it since it was read.</returns>
    internal static async Task<bool> UpdateAsync(LedgerTransaction tx, DocumentJob job) => await tx.ExecuteAsync(Update, new
    {
        state = StoredWords.Word(job.State),
        done = job.Progress.Done,
        total = job.Progress.Total,
        failure = job.Failure is { } failure ? JsonSerializer.Serialize(failure) : null,
        file_name = job.File?.Name,
        media_type = job.File?.MediaType,
        file_sha256 = job.File?.Sha256,
        size_bytes = job.File?.SizeBytes ?? 0,
        holder = job.Run?.Holder ?? "",
        lease_until = job.Run?.LeaseUntil ?? 0,
        attempts = job.Attempts,
        changed_at = tx.RecordedAt,
        job_id = job.Id,
        version = job.Version,
    }) > 0;

    internal static async Task DeleteAsync(LedgerTransaction tx, long id)
    {
        await DeletePartsAsync(tx, id);
        await tx.ExecuteAsync(Delete, new { job_id = id });
    }

    /// <returns>False when another attempt holds the job by now.</returns>
    internal static async Task<bool> InsertPartAsync(LedgerTransaction tx, long id, long attempt, long part, byte[] content) =>
        await tx.ExecuteAsync(InsertPart, new { part_no = part, content, job_id = id, attempts = attempt }) > 0;

    internal static Task<byte[]?> PartAsync(LedgerReader reader, long id, long part) => reader.FindAsync<byte[]>(FindPart, new { job_id = id, part_no = part });

    internal static Task DeletePartsAsync(LedgerTransaction tx, long id) => tx.ExecuteAsync(DeleteParts, new { job_id = id });

    private sealed record Row
    {
        public long JobId { get; init; }
        public long Version { get; init; }
        public string State { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Parameters { get; init; } = "";
        public string Language { get; init; } = "";
        public string Account { get; init; } = "";
        public long Done { get; init; }
        public long Total { get; init; }
        public string? Failure { get; init; }
        public string? FileName { get; init; }
        public string? MediaType { get; init; }
        public byte[]? FileSha256 { get; init; }
        public long SizeBytes { get; init; }
        public string Holder { get; init; } = "";
        public long LeaseUntil { get; init; }
        public long Attempts { get; init; }
        public long AskedAt { get; init; }
        public long ChangedAt { get; init; }

        internal DocumentJob ToJob()
        {
            Languages.TryParse(Language, out var language);
            return new DocumentJob(
                JobId, Version, StoredWords.Read<DocumentJobState>(State), new NewDocumentJob(Kind, Parameters, language), Account, new DocumentProgress(Done, Total),
                Failure is null ? null : JsonSerializer.Deserialize<Refusal>(Failure), FileName is null ? null : new DocumentFile(FileName, MediaType!, SizeBytes, FileSha256!),
                Holder.Length == 0 ? null : new DocumentRun(Holder, LeaseUntil), Attempts, AskedAt, ChangedAt);
        }
    }
}
