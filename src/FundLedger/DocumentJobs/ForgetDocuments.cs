namespace FundLedger.DocumentJobs;

/// <summary>Forgets files some days after they were drawn, and later that they were asked for. Each is an operation of its own; run it as often as you like.</summary>
public sealed class ForgetDocuments(Database database)
{
    /// <param name="actor">Who has it done: the schedule, or a person.</param>
    /// <param name="now">In microseconds since 1970-01-01 UTC.</param>
    /// <returns>How many files and rows went.</returns>
    public async Task<int> RunAsync(string actor, long now, CancellationToken stop = default)
    {
        var over = await database.ReadAsync(reader => DocumentJobStore.OverAsync(reader, now - DocumentLimits.FilesKeptMicroseconds, now - DocumentLimits.RowsKeptMicroseconds), stop);
        foreach (var job in over)
        {
            var operation = new Asked($"document-job/{job.Id}/forget/{job.Version}", actor).For("forget-document", OperationField.Of("job", job.Id)) with { Erases = true };
            await database.WriteAsync<DocumentStep>(operation, async tx =>
            {
                if (await DocumentJobStore.FindAsync(tx, job.Id) is not { } current || current.Version != job.Version) return new DocumentStep(job.Id);
                if (current.State != DocumentJobState.Done)
                {
                    await DocumentJobStore.DeleteAsync(tx, job.Id);
                    return new DocumentStep(job.Id);
                }

                await DocumentJobStore.DeletePartsAsync(tx, job.Id);
                Invariant.Holds(await DocumentJobStore.UpdateAsync(tx, current with { State = DocumentJobState.Expired }));
                return new DocumentStep(job.Id);
            }, stop);
        }

        return over.Count;
    }
}
