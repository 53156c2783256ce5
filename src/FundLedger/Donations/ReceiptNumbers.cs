using FundLedger.Ledger;

namespace FundLedger.Donations;

/// <summary>Gives receipts their numbers: without gaps for each entity and year, whatever is refused or undone between.</summary>
/// <remarks>The counters of a batch are kept here and written once at its end; an operation undone gives its numbers back.</remarks>
internal sealed class ReceiptNumbers : BatchState
{
    private static readonly SqlFile LoadCounter = new("donations/load_receipt_counter");
    private static readonly SqlFile SaveCounter = new("donations/save_receipt_counter");
    private static readonly SqlFile Insert = new("donations/insert_receipt");

    private readonly Dictionary<(long Entity, int Year), long> last = [];
    private readonly List<(long Entity, int Year)> sinceMark = [];
    private readonly HashSet<(long Entity, int Year)> unsaved = [];

    /// <summary>Issues a receipt of a gift that has none that stands: just recorded in the same transaction, or held.</summary>
    internal static async Task<ReceiptNumber> IssueAsync(LedgerTransaction tx, Entity entity, EntryId gift)
    {
        var receipt = await tx.State<ReceiptNumbers>().NextAsync(tx, entity.Id, tx.Today.Year);
        await tx.Prepared(Insert).ExecuteAsync(entity.Id, (long)receipt.Year, receipt.Number, gift.Value, tx.Operation.Actor, tx.RecordedAt);
        return receipt;
    }

    private async Task<ReceiptNumber> NextAsync(LedgerTransaction tx, long entity, int year)
    {
        if (!last.TryGetValue((entity, year), out var number)) number = await tx.Prepared(LoadCounter).ScalarAsync(entity, (long)year) ?? 0;
        last[(entity, year)] = ++number;
        sinceMark.Add((entity, year));
        unsaved.Add((entity, year));
        return new ReceiptNumber(year, number);
    }

    internal override void Mark() => sinceMark.Clear();

    internal override void UndoToMark()
    {
        foreach (var taken in sinceMark) last[taken]--;
        sinceMark.Clear();
    }

    internal override async Task FlushAsync(LedgerTransaction tx)
    {
        foreach (var (entity, year) in unsaved.Order()) await tx.Prepared(SaveCounter).ExecuteAsync(last[(entity, year)], entity, (long)year);
        unsaved.Clear();
        last.Clear(); // the next batch asks the database again
    }
}
