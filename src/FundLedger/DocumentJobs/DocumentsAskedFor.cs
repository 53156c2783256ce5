namespace FundLedger.DocumentJobs;

/// <summary>Looking at jobs and at what they drew. Whether somebody may see one is for the caller to ask.</summary>
public static class DocumentsAskedFor
{
    public static Task<DocumentJob?> FindAsync(LedgerReader reader, long id) => DocumentJobStore.FindAsync(reader, id);

    /// <summary>Last asked first.</summary>
    public static Task<IReadOnlyList<DocumentJob>> OfAccountAsync(LedgerReader reader, string account) => DocumentJobStore.OfAccountAsync(reader, account);

    /// <summary>Of everybody, oldest first: those that wait, and those that are drawn.</summary>
    public static Task<IReadOnlyList<DocumentJob>> OpenAsync(LedgerReader reader) => DocumentJobStore.OpenAsync(reader);

    /// <summary>Writes the file part by part, with one of them in memory and no read open while the receiver takes it.</summary>
    /// <exception cref="InvariantBrokenException">It was forgotten meanwhile: what was written is no whole file.</exception>
    public static async Task WriteAsync(Database database, DocumentJob job, Stream output, CancellationToken stop = default)
    {
        long written = 0;
        for (var part = 0; written < job.File!.SizeBytes; part++)
        {
            var number = part;
            var content = await database.ReadAsync(reader => DocumentJobStore.PartAsync(reader, job.Id, number), stop);
            Invariant.Holds(content is not null, "a finished file has all its parts until it is forgotten");
            await output.WriteAsync(content, stop);
            written += content.Length;
        }
    }

    internal static readonly Refusal NotThere = Refusal.Of("document-job-unknown", "", "没有这个文件任务，或它不是您的。", "There is no such job, or it is not yours.");
}
