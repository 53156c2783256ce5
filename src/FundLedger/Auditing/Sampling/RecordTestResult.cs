using System.Globalization;
using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Auditing.Sampling;

/// <summary>What an item is found to be.</summary>
/// <param name="Audited">What it should be; null unless it is misstated.</param>
public sealed record TestFound(TestResult Result, Money? Audited = null, string Note = "");

public sealed record TestRecorded(long Sample, int Item, int Version);

/// <summary>Records what an auditor found of an item; another look is another version.</summary>
public sealed class RecordTestResult(Database database)
{
    public Task<Outcome<TestRecorded>> RunAsync(Asked asked, long sample, int item, TestFound found, CancellationToken stop = default) => database.WriteAsync<TestRecorded>(
        asked.For("record-test-result", OperationField.Of("sample", sample), OperationField.Of("item", item), OperationField.Of("result", StoredWords.Word(found.Result)),
            OperationField.Of("audited", found.Audited?.ToString()), OperationField.Personal("note", found.Note)),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (await Samples.FindAsync(tx, books, sample) is not { } known || (await Samples.ItemsAsync(tx, books, known)).FirstOrDefault(one => one.No == item) is not { } drawn)
                return Refusal.Of("item-unknown", "item", $"第 {sample} 号样本没有第 {item} 项。", $"Sample {sample} has no item {item}.");
            if (RefusalFor(found, drawn) is { } refusal) return refusal;
            var version = (drawn.Result?.Version ?? 0) + 1;
            var note = found.Note.Trim().ToNfc();
            await SampleStore.InsertResultAsync(tx, sample, item, new ItemResult(version, found.Result, found.Audited, note.Length > 0 ? note : null, tx.Operation.Actor, tx.RecordedAt));
            await AuditTrail.AddAsync(tx, AuditNote.Done("record-test-result", "sample", sample, string.Create(CultureInfo.InvariantCulture, $"item {item} {StoredWords.Word(found.Result)} version {version}")));
            return new TestRecorded(sample, item, version);
        }, stop);

    /// <summary>Removes a note, for the sake of somebody in it; the result stands.</summary>
    public Task<Outcome<TestRecorded>> EraseNoteAsync(Asked asked, long sample, int item, int version, CancellationToken stop = default) => database.WriteAsync<TestRecorded>(
        asked.For("erase-test-note", OperationField.Of("sample", sample), OperationField.Of("item", item), OperationField.Of("version", version)) with { Erases = true },
        async tx =>
        {
            if (!await SampleStore.EraseNoteAsync(tx, sample, item, version)) return Refusal.Of("note-unknown", "version", "这一版没有说明，或已擦除。", "That version has no note, or it is erased.");
            await AuditTrail.AddAsync(tx, AuditNote.Done("erase-test-note", "sample", sample, string.Create(CultureInfo.InvariantCulture, $"item {item} version {version}")));
            return new TestRecorded(sample, item, version);
        }, stop);

    private static Refusal? RefusalFor(TestFound found, SampleItem drawn)
    {
        if (found.Result == TestResult.Misstated != found.Audited is not null)
            return Refusal.Of("audited", "audited", "有错报时填写审定金额；相符或无凭据时不填。", "Give the audited amount where the item is misstated, and only there.");
        if (found.Audited is { } audited && audited.Currency != drawn.Amount.Currency) return Refusal.Of("currency", "audited", $"金额的币种应为 {drawn.Amount.Currency}。", $"The amount is in {drawn.Amount.Currency}.");
        if (found.Audited == drawn.Amount) return Refusal.Of("audited-same", "audited", "审定金额与账面相同，就是相符。", "The audited amount is the one in the books: then it agrees.");
        return KeptText.Reason.RefusalFor(found.Note.Trim(), "note");
    }
}
