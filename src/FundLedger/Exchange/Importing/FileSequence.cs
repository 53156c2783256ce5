using FundLedger.Ledger;

namespace FundLedger.Exchange.Importing;

/// <summary>What entries owe to those before them: ascending numbers and moments, references that were there, balances that never turn round.</summary>
/// <remarks>Memory grows with reversals, gaps in the numbers and subjects, not with entries.</remarks>
internal sealed class FileSequence
{
    private const int MostInOneOperation = 1_000;

    private readonly EntryNumbers known = new();
    private readonly HashSet<EntryId> reversed = [];
    private readonly OperationBalances balances = new();
    private FileEntry? last;
    private int inOperation;

    /// <param name="isLast">Nothing follows it.</param>
    internal Refusal? RefusalFor(FileEntry read, bool isLast)
    {
        var (entry, row) = (read.Entry, read.Rows[0]);
        CheckOrder(entry, row);
        CheckReferences(entry, row);
        if (row.Refusal is not null) return row.Refusal;

        var isNewOperation = last is null || last.Entry.OperationKey != entry.OperationKey;
        if (isNewOperation && balances.Settle() is { } turned) return turned;
        inOperation = isNewOperation ? 1 : inOperation + 1;
        if (inOperation > MostInOneOperation)
            row.Refuse(JournalColumn.OperationKey, $"一次操作最多 {MostInOneOperation} 笔分录。", $"one operation has at most {MostInOneOperation} entries.");

        known.Add(entry.Id);
        balances.Add(read);
        last = read;
        return row.Refusal ?? (isLast ? balances.Settle() : null);
    }

    private void CheckOrder(PostedEntry entry, FileRow row)
    {
        if (last is null) return;
        if (entry.Id.CompareTo(last.Entry.Id) <= 0)
            row.Refuse(JournalColumn.EntryId, $"分录 {entry.Id} 排在 {last.Entry.Id} 之后；分录号须递增。", $"entry {entry.Id} stands after {last.Entry.Id}; numbers ascend.");
        if (entry.RecordedAt < last.Entry.RecordedAt)
            row.Refuse(JournalColumn.RecordedAt, $"早于前一分录的 {Moments.ToIso(last.Entry.RecordedAt)}；记录时间不会倒退。", $"earlier than {Moments.ToIso(last.Entry.RecordedAt)} of the entry before; moments never go back.");
    }

    private void CheckReferences(PostedEntry entry, FileRow row)
    {
        if (entry.Reverses is { } undone)
        {
            if (!known.Contains(undone)) RefuseUnknown(row, JournalColumn.Reverses, undone);
            else if (!reversed.Add(undone)) row.Refuse(JournalColumn.Reverses, $"分录 {undone} 已被冲销过。", $"entry {undone} was reversed before.");
        }

        if (entry.RelatesTo is { } related && !known.Contains(related)) RefuseUnknown(row, JournalColumn.RelatesTo, related);
    }

    private static void RefuseUnknown(FileRow row, JournalColumn column, EntryId missing) =>
        row.Refuse(column, $"前面没有分录 {missing}。", $"there is no entry {missing} before it.");
}

/// <summary>Numbers seen so far, ascending, kept as runs without gaps.</summary>
internal sealed class EntryNumbers
{
    private readonly List<(long First, long Last)> runs = [];

    internal void Add(EntryId id)
    {
        if (runs.Count > 0 && runs[^1].Last + 1 == id.Value) runs[^1] = runs[^1] with { Last = id.Value };
        else runs.Add((id.Value, id.Value));
    }

    internal bool Contains(EntryId id)
    {
        var (low, high) = (0, runs.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (id.Value < runs[middle].First) high = middle - 1;
            else if (id.Value > runs[middle].Last) low = middle + 1;
            else return true;
        }

        return false;
    }
}
