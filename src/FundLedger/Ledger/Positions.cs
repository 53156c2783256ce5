namespace FundLedger.Ledger;

/// <summary>What each fund may still promise or pay, by source: one row each, changed with the entries that move it.</summary>
/// <remarks>Available = spendable cash − flagged liabilities − committed. A decision is refused below zero; a fact raises the shortfall and opens a case.</remarks>
public static class Positions
{
    private static readonly SqlFile Update = new("ledger/update_position");
    private static readonly SqlFile UpdateMany = new("ledger/update_positions");
    private static readonly SqlFile LookUp = new("ledger/look_up_positions");
    private static readonly SqlFile FindAvailable = new("ledger/find_available");
    private static readonly SqlFile Find = new("ledger/find_position");
    private static readonly SqlFile List = new("ledger/list_positions");
    private static readonly SqlFile Insert = new("ledger/insert_position");
    private static readonly SqlFile OpenCase = new("ledger/open_overdrawn_case");
    private static readonly SqlFile CloseCase = new("ledger/close_overdrawn_case");
    private static readonly SqlFile ChangeCover = new("ledger/change_cover");

    /// <summary>Every position of a fund, in source order.</summary>
    public static async Task<IReadOnlyList<Position>> ListAsync(LedgerReader reader, Fund fund) =>
        [.. (await reader.QueryAsync<PositionRow>(List, new { fund_id = fund.Id })).Select(row => row.ToPosition())];

    /// <summary>What is available of one source now.</summary>
    public static async Task<Money> AvailableAsync(LedgerReader reader, Fund fund, Source source, Currency currency)
    {
        var row = await reader.FindAsync<PositionRow>(Find, new { fund_id = fund.Id, source_id = source.Id, currency = currency.Code });
        return row?.ToPosition().Available ?? new Money(0, currency);
    }

    /// <summary>Raises or lowers what a confirmed appropriation covers of the commitments to come.</summary>
    /// <param name="isFact">It happens whatever it leaves, since money comes or goes with it; otherwise it is refused where it would leave less than nothing.</param>
    /// <returns>False when it was refused; nothing is changed then.</returns>
    internal static async Task<bool> ChangeCoverAsync(LedgerTransaction tx, Fund fund, Source source, Currency currency, long coverMinor, bool isFact)
    {
        if (coverMinor == 0) return true;
        if (await tx.FindAsync<PositionRow>(Find, new { fund_id = fund.Id, source_id = source.Id, currency = currency.Code }) is null)
            await tx.Prepared(Insert).ExecuteAsync(fund.Id, source.Id, currency.Code);
        return await tx.ExecuteAsync(ChangeCover, new { cover = coverMinor, fund_id = fund.Id, source_id = source.Id, currency = currency.Code, is_fact = isFact ? 1L : 0L }) > 0;
    }

    /// <summary>What is available of one source, held so until the transaction ends: the row is changed first, by nothing.</summary>
    internal static async Task<Money> HoldAvailableAsync(LedgerTransaction tx, Fund fund, Source source)
    {
        var held = await UpdateAsync(tx, new Key(fund.Id, source.Id, fund.Currency.Code), new Change());
        return new Money(held ?? 0, fund.Currency);
    }

    /// <summary>Applies the entries' net changes, each row once, in key order so that two writers never wait for each other in a circle.</summary>
    /// <param name="asFacts">The entries have happened, whatever their kind: none is refused for want of money.</param>
    internal static async Task<Refusal?> ApplyAsync(LedgerTransaction tx, ResolvedEntry[] entries, EntryId[] ids, Books books, bool asFacts = false)
    {
        var changes = new SortedDictionary<Key, Change>();
        for (var i = 0; i < entries.Length; i++) Gather(changes, entries[i], ids[i], asFacts);

        (Key Key, Change Change)[] moved = [.. changes.Where(pair => pair.Value is not { Available: 0, Committed: 0 }).Select(pair => (pair.Key, pair.Value))];
        if (tx.Defers && moved.Length > 1 && Array.TrueForAll(moved, row => row.Change is { IsFact: true, Committed: >= 0 })) moved = await ApplyFactsAsync(tx, moved);
        foreach (var (key, change) in moved)
            if (await ApplyAsync(tx, key, change) is { } standing) return RefusalFor(standing, books.Fund(key.Fund), books.Source(key.Source), change);
        return null;
    }

    /// <summary>Changes all at once that a server has a row for; none of them can be refused.</summary>
    /// <returns>Those it has no row for yet.</returns>
    private static async Task<(Key Key, Change Change)[]> ApplyFactsAsync(LedgerTransaction tx, (Key Key, Change Change)[] moved)
    {
        var rows = new RowWriter(tx, UpdateMany);
        foreach (var (key, change) in moved) await rows.AddAsync(change.Available, change.Committed, key.Fund, key.Source, key.Currency);
        await rows.FlushAsync();
        var standing = await tx.LookUpAsync(LookUp, Array.ConvertAll(moved, row => new SqlValue[] { row.Key.Fund, row.Key.Source, row.Key.Currency }));
        for (var i = 0; i < moved.Length; i++)
            if (standing[i] is { } available) await KeepCaseAsync(tx, moved[i].Key, moved[i].Change, available);
        return [.. moved.Where((_, i) => standing[i] is null)];
    }

    private static void Gather(SortedDictionary<Key, Change> changes, ResolvedEntry entry, EntryId id, bool asFact)
    {
        foreach (var line in entry.Lines)
        {
            if (line.Account.CountsAs == CountsAs.Nothing) continue;
            var key = new Key(line.Fund.Id, line.Source.Id, line.Amount.Currency.Code);
            var change = changes.TryGetValue(key, out var known) ? known : changes[key] = new Change();
            change.Available = checked(change.Available + line.AvailableMinor);
            change.Committed = checked(change.Committed + line.CommittedMinor);
            change.IsFact &= asFact || entry.Draft.Kind.IsFact;
            change.LastEntry = id;
        }
    }

    /// <returns>The position as it stands when the change is refused; null when it was applied.</returns>
    private static async Task<Position?> ApplyAsync(LedgerTransaction tx, Key key, Change change)
    {
        var available = await UpdateAsync(tx, key, change);
        if (available is null)
        {
            var row = await tx.FindAsync<PositionRow>(Find, new { fund_id = key.Fund, source_id = key.Source, currency = key.Currency });
            if (row is not null) return row.ToPosition();
            await tx.Prepared(Insert).ExecuteAsync(key.Fund, key.Source, key.Currency);
            available = await UpdateAsync(tx, key, change);
            if (available is null) return new PositionRow { SourceId = key.Source, Currency = key.Currency }.ToPosition();
        }

        await KeepCaseAsync(tx, key, change, available.Value);
        return null;
    }

    /// <summary>Opens a case where a fact overdrew, and closes it when the money is there again.</summary>
    private static async Task KeepCaseAsync(LedgerTransaction tx, Key key, Change change, long available)
    {
        var before = available - change.Available;
        if (available < 0 && change.Available < 0) await tx.Prepared(OpenCase).ExecuteAsync(key.Fund, key.Source, key.Currency, change.LastEntry.Value);
        if (before < 0 && available >= 0) await tx.Prepared(CloseCase).ExecuteAsync(change.LastEntry.Value, key.Fund, key.Source, key.Currency);
    }

    /// <returns>What is available then; null when there is no such row, or the change was refused.</returns>
    private static async Task<long?> UpdateAsync(LedgerTransaction tx, Key key, Change change)
    {
        SqlValue[] values = [change.Available, change.Committed, key.Fund, key.Source, key.Currency, change.IsFact ? 1 : 0];
        if (!tx.Defers) return await tx.Prepared(Update).ExecuteAsync(values) == 0 ? null : await tx.Prepared(FindAvailable).ScalarAsync(key.Fund, key.Source, key.Currency);
        await tx.LaterAsync(Update, values);
        return await tx.ScalarWithAllAsync(FindAvailable, key.Fund, key.Source, key.Currency);
    }

    private static Refusal RefusalFor(Position position, Fund fund, Source source, Change change)
    {
        if (position.Committed.MinorUnits + change.Committed < 0)
            return Refusal.Of("not-committed", "amount",
                $"基金 {fund.Code} 的来源 {source.Code} 只有 {position.Committed.ToGroupedText()} {position.Committed.Currency} 已立项未拨付，不能再释放。",
                $"Fund {fund.Code}, source {source.Code} has {position.Committed} committed; no more than that can be released.");
        if (position.Covered.IsPositive && position.Promisable.MinorUnits + change.Available >= 0)
            return Refusal.Of("not-arrived", "amount",
                $"基金 {fund.Code} 的来源 {source.Code} 已到账可支付 {position.Payable.ToGroupedText()} {position.Available.Currency}；已核定未到账的拨款只能用于立项，不能支付。请等拨款到账，或减少金额。",
                $"Fund {fund.Code}, source {source.Code} has {position.Payable} that has arrived and can be paid; an appropriation that is confirmed and has not arrived covers commitments only. Wait for the money, or lower the amount.");
        return Refusal.Of("not-enough", "amount",
            $"基金 {fund.Code} 的来源 {source.Code} 可用余额为 {position.Promisable.ToGroupedText()} {position.Available.Currency}，不足以支付或承诺 {new Money(-change.Available, position.Available.Currency).ToGroupedText()}。请减少金额、换来源，或先补足资金。",
            $"Fund {fund.Code}, source {source.Code} has {position.Promisable} available, less than the {new Money(-change.Available, position.Available.Currency)} asked. Lower the amount, choose another source, or bring money in first.");
    }

    private readonly record struct Key(long Fund, long Source, string Currency) : IComparable<Key>
    {
        public int CompareTo(Key other)
        {
            var order = Fund.CompareTo(other.Fund);
            if (order == 0) order = Source.CompareTo(other.Source);
            return order == 0 ? string.CompareOrdinal(Currency, other.Currency) : order;
        }
    }

    private sealed class Change
    {
        internal long Available;
        internal long Committed;
        internal bool IsFact = true;
        internal EntryId LastEntry;
    }

    private sealed record PositionRow
    {
        public long SourceId { get; init; }
        public string Currency { get; init; } = "";
        public long AvailableMinor { get; init; }
        public long CommittedMinor { get; init; }
        public long ShortfallMinor { get; init; }
        public long CoveredMinor { get; init; }

        internal Position ToPosition()
        {
            var currency = Values.Currency.Of(Currency);
            return new Position(
                SourceId, new Money(checked(AvailableMinor - CoveredMinor), currency), new Money(CommittedMinor, currency), new Money(ShortfallMinor, currency), new Money(CoveredMinor, currency));
        }
    }
}

/// <summary>One source's money in a fund, now.</summary>
/// <param name="Available">Negative only by what facts overdrew, and by what commitments draw on the cover.</param>
/// <param name="Shortfall">What facts overdrew; zero when nothing is missing.</param>
/// <param name="Covered">Confirmed by an appropriation that has not arrived: commitments may use it, payments may not.</param>
public sealed record Position(long SourceId, Money Available, Money Committed, Money Shortfall, Money Covered)
{
    /// <summary>What may still be promised.</summary>
    public Money Promisable => Available + Covered;

    /// <summary>What may still be paid: of the money that is there, what no promise holds that nothing covers.</summary>
    public Money Payable => Covered.IsZero ? Available : new Money(Math.Min(Promisable.MinorUnits, (Available + Committed).MinorUnits), Available.Currency);
}
