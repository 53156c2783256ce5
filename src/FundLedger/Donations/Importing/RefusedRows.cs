using FundLedger.Donations.Lists;
using FundLedger.Ledger;

namespace FundLedger.Donations.Importing;

/// <summary>The rows of a list that are not in the books because they cannot be, each with its reason; found again in the file whenever they are asked for.</summary>
public sealed class RefusedRows
{
    private readonly ListScan scan;
    private readonly PostableRows postable;
    private readonly HashSet<long> posted;

    private RefusedRows(ListScan scan, PostableRows postable, HashSet<long> posted) => (this.scan, this.postable, this.posted) = (scan, postable, posted);

    /// <param name="fundCode">Where the list went, or is to go.</param>
    /// <param name="day">The day it was imported: a date after it was refused then.</param>
    public static Task<Outcome<RefusedRows>> OfAsync(Database database, ListFile file, ListScan scan, string fundCode, DateOnly day, CancellationToken stop = default) =>
        database.ReadAsync<Outcome<RefusedRows>>(async reader =>
        {
            var books = await Books.LoadAsync(reader);
            if (!books.Fund(fundCode).IsDone(out var fund, out var refusal)) return refusal;
            var import = await ImportStore.FindAsync(reader, fund.Id, Convert.FromHexString(file.Sha256));
            return new RefusedRows(
                scan, await PostableRows.OfAsync(reader, books, books.Entity(fund.EntityId), day), import is null ? [] : await ImportHistory.PostedRowsAsync(reader, import.ImportId));
        }, stop);

    /// <summary>A walk from the beginning of the file.</summary>
    public IEnumerable<ListRow.Failed> Walk() => WalkCells().Select(row => row.Row);

    /// <summary>The same, with the cells as they stand in the file, until the walk goes on.</summary>
    internal IEnumerable<(ListRow.Failed Row, ListRows Cells)> WalkCells()
    {
        foreach (var (row, cells) in scan.RowsWithCells())
        {
            if (row is ListRow.Failed unreadable) yield return (unreadable, cells);
            else if (row is ListRow.Gift gift && !posted.Contains(gift.Row) && postable.FailureOf(gift, scan.Mapping) is { } refused) yield return (refused, cells);
        }
    }

    internal ListScan Scan => scan;
}
