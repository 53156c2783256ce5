using FundLedger.Donations.Lists;
using FundLedger.Ledger;

namespace FundLedger.Donations.Importing;

/// <summary>What importing a list would do, before any of it is done.</summary>
/// <param name="Earlier">What this very file brought into the fund already; null when nothing.</param>
/// <param name="New">Rows that no earlier file is known to have.</param>
/// <param name="Alike">Rows that equal rows of an earlier file: whether they are the same gifts, only a person can tell.</param>
/// <param name="Known">Rows that an earlier file has for sure, by the bank's number or balance.</param>
/// <param name="FailedRows">Rows that cannot be posted, unreadable or refused by the ledger.</param>
/// <param name="FirstFailures">The first hundred of them.</param>
/// <param name="NotGifts">Rows understood as no gift, by kind.</param>
public sealed record ImportTrial(
    ListedImport? Earlier, RowsAndSum New, RowsAndSum Alike, RowsAndSum Known, long FailedRows, IReadOnlyList<ListRow.Failed> FirstFailures, IReadOnlyDictionary<NotAGiftKind, long> NotGifts)
{
    private const int FailuresShown = 100;

    /// <summary>What would be posted, given what equal rows are.</summary>
    public RowsAndSum ToPost(OverlapChoice? overlap) => overlap == OverlapChoice.Same ? New : New + Alike;

    /// <param name="today">The last day that gifts may count for.</param>
    public static Task<Outcome<ImportTrial>> RunAsync(Database database, ListFile file, ListScan scan, string fundCode, DateOnly today, CancellationToken stop = default) =>
        database.ReadAsync<Outcome<ImportTrial>>(async reader =>
        {
            var books = await Books.LoadAsync(reader);
            if (!books.Fund(fundCode).IsDone(out var fund, out var refusal)) return refusal;
            var import = await ImportStore.FindAsync(reader, fund.Id, Convert.FromHexString(file.Sha256));
            var earlier = import is null ? null : await ImportHistory.FindAsync(reader, books, import.ImportId);
            var postable = await PostableRows.OfAsync(reader, books, books.Entity(fund.EntityId), today);
            var walk = new Walk(reader, fund, postable, scan.Mapping, import);
            foreach (var some in scan.Rows().Chunk(KnownRows.AtOnce))
            {
                stop.ThrowIfCancellationRequested();
                await walk.AddAsync(some);
            }

            return walk.Trial(earlier, scan);
        }, stop);

    private sealed class Walk(LedgerReader reader, Fund fund, PostableRows postable, ColumnMapping mapping, ImportRow? import)
    {
        private readonly KnownRows known = new(reader, fund.Id, import?.ImportId ?? long.MaxValue);
        private readonly Dictionary<NotAGiftKind, long> notGifts = [];
        private readonly List<ListRow.Failed> failures = [];
        private RowsAndSum fresh = RowsAndSum.None(fund.Currency);
        private RowsAndSum alike = RowsAndSum.None(fund.Currency);
        private RowsAndSum sure = RowsAndSum.None(fund.Currency);
        private bool? anyKnown;
        private long seen;
        private long failed;

        internal async Task AddAsync(IReadOnlyList<ListRow> rows)
        {
            var keys = new Queue<RowKey>();
            if (rows.Any(row => row is ListRow.Gift) && (anyKnown ??= await known.AnyAsync()))
            {
                keys = new(rows.OfType<ListRow.Gift>().Select(gift => RowKey.Of(gift, reader.Ledger.Secret)));
                await known.LookUpAsync([.. keys]);
            }

            foreach (var row in rows) Add(row, keys);
        }

        private void Add(ListRow row, Queue<RowKey> keys)
        {
            switch (row)
            {
                case ListRow.NotAGift other:
                    notGifts[other.Kind] = notGifts.GetValueOrDefault(other.Kind) + 1;
                    break;
                case ListRow.Failed unreadable:
                    Add(unreadable);
                    break;
                case ListRow.Gift gift:
                    Add(gift, keys.TryDequeue(out var key) ? key : null);
                    break;
            }
        }

        internal ImportTrial Trial(ListedImport? earlier, ListScan scan)
        {
            Invariant.Holds(failed >= scan.FailedRows);
            return new(earlier, fresh, alike, sure, failed, failures, notGifts);
        }

        /// <param name="key">Null where no earlier file can have the row.</param>
        private void Add(ListRow.Gift gift, RowKey? key)
        {
            var isKnown = key is { } asked && known.Take(asked);
            if (++seen <= (import?.RowsDone ?? 0)) return;
            if (postable.FailureOf(gift, mapping) is { } refused) Add(refused);
            else if (!isKnown) fresh = fresh.With(gift.Amount);
            else if (key!.Value.IsSure) sure = sure.With(gift.Amount);
            else alike = alike.With(gift.Amount);
        }

        private void Add(ListRow.Failed row)
        {
            if (++failed <= FailuresShown) failures.Add(row);
        }
    }
}

/// <summary>How many rows, and what they add up to.</summary>
public readonly record struct RowsAndSum(long Rows, Money Sum)
{
    public static RowsAndSum operator +(RowsAndSum left, RowsAndSum right) => new(left.Rows + right.Rows, left.Sum + right.Sum);

    internal static RowsAndSum None(Currency currency) => new(0, Money.Zero(currency));

    internal RowsAndSum With(Money amount) => new(Rows + 1, Sum + amount);
}
