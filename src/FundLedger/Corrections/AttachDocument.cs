using FundLedger.Ledger;

namespace FundLedger.Corrections;

/// <param name="Sha256">Of the file, in lower-case hexadecimal.</param>
public sealed record DocumentAttached(EntryId Entry, string Sha256);

/// <summary>Adds a file to an entry that is posted already. What was attached when it was posted is hashed with it; what comes later is not.</summary>
public sealed class AttachDocument(Database database)
{
    public Task<Outcome<DocumentAttached>> RunAsync(Asked asked, EntryId entry, Attachment file, CancellationToken stop = default) => database.WriteAsync<DocumentAttached>(
        asked.For("attach-document", OperationField.Of("entry", entry.Value), OperationField.Of("sha256", Convert.ToHexStringLower(file.Sha256))),
        async tx =>
        {
            if (file.Refusal is { } refusal) return refusal;
            if (await JournalReading.FindAsync(tx, entry, await Books.OfAsync(tx)) is null)
                return Refusal.Of("entry-unknown", "entry", $"没有分录 {entry}。", $"There is no entry {entry}.");
            await Attachments.KeepAsync(tx, file, Attachments.ReferrerOf(entry));
            return new DocumentAttached(entry, Convert.ToHexStringLower(file.Sha256));
        }, stop);
}

public sealed record DocumentErased(EntryId Entry);

/// <summary>Removes a file from an entry, for the sake of the people in it. Other entries keep theirs; the entry's hash still verifies.</summary>
public sealed class EraseDocument(Database database)
{
    /// <param name="sha256">Of the file, in hexadecimal.</param>
    public Task<Outcome<DocumentErased>> RunAsync(Asked asked, EntryId entry, string sha256, CancellationToken stop = default) => database.WriteAsync<DocumentErased>(
        asked.For("erase-document", OperationField.Of("entry", entry.Value), OperationField.Of("sha256", sha256)),
        async tx => sha256.Length == 64 && sha256.All(char.IsAsciiHexDigit) && await Attachments.LetGoAsync(tx, Convert.FromHexString(sha256), Attachments.ReferrerOf(entry))
            ? new DocumentErased(entry)
            : Refusal.Of("attachment-unknown", "sha256", $"分录 {entry} 没有这个附件。", $"Entry {entry} has no such file."), stop);
}
