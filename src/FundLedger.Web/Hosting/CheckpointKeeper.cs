using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Hosting;

/// <summary>Seals what is new, signs for it with the key where it lies, and files the checkpoint outside. Run it as often and on as many nodes as you like: each size is signed for once.</summary>
internal sealed partial class CheckpointKeeper(Database database, TimeProvider clock, SealPlaces places, ILogger<CheckpointKeeper> log)
{
    private const int FiledAtOnce = 1_000;

    /// <summary>Why the last entries are not signed for; null where they are.</summary>
    internal Refusal? WhyNotSigned { get; private set; }

    /// <summary>Why the last checkpoints are not in the folder outside; null where they are, or none is named.</summary>
    internal Bilingual? WhyNotFiled { get; private set; }

    /// <param name="actor">Who has it done: the schedule, or a person.</param>
    /// <param name="transactionsAtMost">Of sealing, where somebody waits for it.</param>
    internal async Task RunAsync(string actor, int transactionsAtMost = int.MaxValue, CancellationToken stop = default)
    {
        if (!database.IsWriting) return;
        await new SealEntries(database).RunAsync(actor, transactionsAtMost: transactionsAtMost, stop: stop);
        var (size, signed, hasKey) = await database.ReadAsync(async reader =>
            (await SealReading.SizeAsync(reader), (await SealReading.CheckpointsAsync(reader, 1)).FirstOrDefault()?.Size ?? 0, (await SealReading.KeysAsync(reader)).Count > 0), stop);
        if (size != signed) TellSigning(await SignAsync(actor, hasKey, stop));
        if (places.Folder is { } folder) TellFiling(await FileAsync(folder, stop));
    }

    /// <summary>Before a report is drawn, so that it bears a checkpoint with all that it counts. The report is drawn whatever comes of it.</summary>
    internal async Task BeforeReportAsync(string actor, CancellationToken stop)
    {
        try
        {
            await RunAsync(actor, transactionsAtMost: 1, stop);
        }
        catch (StorageException failure)
        {
            NotNow(log, failure);
        }
    }

    /// <summary>Keeps the hash of a file that was handed out.</summary>
    internal async Task IssuedAsync(NewIssuedFile file)
    {
        if (!database.IsWriting) return;
        try
        {
            await new RecordIssuedFile(database).RunAsync(VerificationRuns.Schedule, file);
        }
        catch (StorageException failure)
        {
            NotKept(log, failure);
        }
    }

    private async Task<Refusal?> SignAsync(string actor, bool hasKey, CancellationToken stop)
    {
        if (!places.Key.IsDone(out var path, out var refusal) || !SealKeyFile.Open(path, mayMake: !hasKey, places.KeyPassword).IsDone(out var key, out refusal)) return refusal;
        using (key) return (await new SignCheckpoint(database, clock, key).RunAsync(actor, stop)).IsDone(out _, out refusal) ? null : refusal;
    }

    /// <summary>Whole files only, and none twice: what somebody put in the place of one is left for <c>verify</c> to find.</summary>
    private async Task<Bilingual?> FileAsync(string folder, CancellationToken stop)
    {
        try
        {
            foreach (var checkpoint in await database.ReadAsync(reader => SealReading.CheckpointsAsync(reader, FiledAtOnce), stop))
            {
                var file = CheckpointFolder.FileOf(folder, checkpoint.Size);
                if (File.Exists(file)) break; // so are those before it
                await CheckpointFolder.WriteAsync(file, checkpoint, stop);
            }

            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new($"检查点未能存入 {folder}：{failure.Message}", $"Checkpoints cannot be filed in {folder}: {failure.Message}");
        }
    }

    /// <summary>The log hears of each reason once, not every minute.</summary>
    private void TellSigning(Refusal? refusal)
    {
        if (refusal is not null && refusal.Code != WhyNotSigned?.Code) NotSigned(log, refusal.Message.En);
        WhyNotSigned = refusal;
    }

    private void TellFiling(Bilingual? why)
    {
        if (why is { } said && said != WhyNotFiled) NotFiled(log, said.En);
        WhyNotFiled = why;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Entries are sealed and not signed for: {Why}")]
    private static partial void NotSigned(ILogger log, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Why}")]
    private static partial void NotFiled(ILogger log, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The hash of a report that was handed out could not be kept")]
    private static partial void NotKept(ILogger log, Exception cause);

    [LoggerMessage(Level = LogLevel.Information, Message = "A report was drawn without sealing the last entries first")]
    private static partial void NotNow(ILogger log, Exception cause);
}
