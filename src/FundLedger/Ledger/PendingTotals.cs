using System.Runtime.InteropServices;

namespace FundLedger.Ledger;

/// <summary>Balances and daily totals of the entries in this batch, written once at its end: many entries on one day and account cost one row.</summary>
internal sealed class PendingTotals : BatchState
{
    private static readonly SqlFile UpsertBalance = new("ledger/upsert_balance");
    private static readonly SqlFile UpsertDailyTotal = new("ledger/upsert_daily_total");

    private readonly List<(Key Key, long AmountMinor, bool IsNoActivity)> lines = [];
    private int mark;

    internal void Add(ResolvedEntry[] entries)
    {
        foreach (var entry in entries)
        {
            var day = entry.Draft.OccurredOn;
            foreach (var line in entry.Lines) lines.Add((new Key(line.Fund.Id, line.Account.Id, line.Source.Id, line.Amount.Currency.Code, day), line.Amount.MinorUnits, entry.Draft.Kind.IsNoActivity));
        }
    }

    /// <summary>Of one fund: what happened that the totals in the database do not hold yet; without what ends a year.</summary>
    internal IEnumerable<(long Account, long Source, DateOnly Day, long AmountMinor)> Of(Fund fund) =>
        lines.Where(line => line.Key.Fund == fund.Id && !line.IsNoActivity).Select(line => (line.Key.Account, line.Key.Source, line.Key.Day, line.AmountMinor));

    internal override void Mark() => mark = lines.Count;

    internal override void UndoToMark() => lines.RemoveRange(mark, lines.Count - mark);

    internal override async Task FlushAsync(LedgerTransaction tx)
    {
        if (lines.Count == 0) return;
        var daily = new Dictionary<Key, Total>();
        var balances = new Dictionary<Key, Total>();
        foreach (var (key, amount, _) in lines)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(daily, key, out _).Add(amount);
            CollectionsMarshal.GetValueRefOrAddDefault(balances, key with { Day = default }, out _).Add(amount);
        }

        var (dailyRows, balanceRows) = (new RowWriter(tx, UpsertDailyTotal), new RowWriter(tx, UpsertBalance));
        foreach (var (key, total) in daily.OrderBy(pair => pair.Key))
            await dailyRows.AddAsync(key.Fund, key.Account, key.Source, key.Currency, key.Day.ToIso(), total.Debit, total.Credit, (long)total.Lines);
        await dailyRows.FlushAsync();
        foreach (var (key, total) in balances.OrderBy(pair => pair.Key))
            await balanceRows.AddAsync(key.Fund, key.Account, key.Source, key.Currency, total.Debit, total.Credit);
        await balanceRows.FlushAsync();
        lines.Clear();
        mark = 0;
    }

    private readonly record struct Key(long Fund, long Account, long Source, string Currency, DateOnly Day) : IComparable<Key>
    {
        public int CompareTo(Key other)
        {
            var order = Fund.CompareTo(other.Fund);
            if (order == 0) order = Account.CompareTo(other.Account);
            if (order == 0) order = Source.CompareTo(other.Source);
            if (order == 0) order = string.CompareOrdinal(Currency, other.Currency);
            return order == 0 ? Day.CompareTo(other.Day) : order;
        }
    }

    private struct Total
    {
        internal long Debit;
        internal long Credit;
        internal int Lines;

        internal void Add(long amount)
        {
            if (amount > 0) Debit = checked(Debit + amount);
            else Credit = checked(Credit - amount);
            Lines++;
        }
    }
}
