using FundLedger.Banking.Accounts;
using FundLedger.Banking.Statements;
using FundLedger.Ledger;

namespace FundLedger.Banking.Reconciling;

/// <summary>Which of the four kinds an item in transit is.</summary>
public enum TransitKind
{
    /// <summary>企业已收银行未收.</summary>
    BookReceived,

    /// <summary>企业已付银行未付.</summary>
    BookPaid,

    /// <summary>银行已收企业未收.</summary>
    BankReceived,

    /// <summary>银行已付企业未付.</summary>
    BankPaid,
}

public static class TransitKinds
{
    public static Bilingual Name(this TransitKind kind) => kind switch
    {
        TransitKind.BookReceived => new("企业已收、银行未收", "In the books as received, not at the bank"),
        TransitKind.BookPaid => new("企业已付、银行未付", "In the books as paid, not at the bank"),
        TransitKind.BankReceived => new("银行已收、企业未收", "Received by the bank, not in the books"),
        _ => new("银行已付、企业未付", "Paid by the bank, not in the books"),
    };
}

/// <summary>Money that one side has by the day and the other has not.</summary>
/// <param name="Amount">What of it is in transit: money in is positive.</param>
/// <param name="Line">Of the bank's side; null on the books'.</param>
/// <param name="Entry">Of the books' side; null on the bank's.</param>
/// <param name="Who">Payer, payee or donor, in clear; may be empty.</param>
/// <param name="Row">Of the file, for a line; 0 for an entry.</param>
/// <param name="What">The entry's kind, or the line's text.</param>
public sealed record TransitItem(TransitKind Kind, DateOnly Day, Money Amount, long? Line, EntryId? Entry, string Reference, string Who, Bilingual What, long Row = 0, long Statement = 0);

/// <summary>银行存款余额调节表: an account's balance by the books and by the bank, with what lies between them.</summary>
/// <param name="BankSays">Where the bank's balance comes from.</param>
/// <param name="Items">The first of them, by day.</param>
/// <param name="ItemCount">How many there are in all.</param>
/// <param name="FirstDay">Of the account's lines; what is older belongs to the opening.</param>
/// <param name="Locked">The locked reconciliation of this very day, where it stands.</param>
public sealed record Reconciliation(
    BankAccount Account, DateOnly ToDay, DateOnly FirstDay, BankSays BankSays, ReconciledSums Sums, IReadOnlyList<TransitItem> Items, IReadOnlyDictionary<TransitKind, long> Counts, long ItemCount, LockedReconciliation? Locked)
{
    private const int ItemsShown = 5_000;

    private static readonly SqlFile FindFirstDay = new("banking/find_first_day");
    private static readonly SqlFile FindOpening = new("banking/find_opening");
    private static readonly SqlFile SumBetween = new("banking/sum_lines_between");
    private static readonly SqlFile FindStated = new("banking/find_stated_balance");
    private static readonly SqlFile SumAfter = new("banking/sum_lines_after");
    private static readonly SqlFile SumBooks = new("banking/sum_books");
    private static readonly SqlFile SumOpening = new("banking/sum_opening");
    private static readonly SqlFile ListLineItems = new("banking/list_line_items");
    private static readonly SqlFile ListEntryItems = new("banking/list_entry_items");

    /// <summary>Both sides are equal once what is in transit is counted.</summary>
    public bool Ties => Sums.Difference == 0;

    public Money Money(long minor) => new(minor, Account.Currency);

    /// <summary>Reads it.</summary>
    /// <param name="told">The bank's balance read off a paper; null for what the statements say.</param>
    /// <param name="knownAt">As was known at a moment, in microseconds; null for now.</param>
    /// <returns>The refusal where no line reaches that far back.</returns>
    public static async Task<Outcome<Reconciliation>> ReadAsync(LedgerReader reader, BankAccount account, DateOnly to, Money? told = null, long? knownAt = null)
    {
        if (await reader.SingleAsync<string?>(FindFirstDay, new { bank_account_id = account.Id }) is not { } first || IsoDates.Read(first) > to)
            return Refusal.Of("no-statement", "to",
                $"账户 {account.Code} 在 {to.ToIso()} 之前没有银行明细。请先导入对账单。", $"Account {account.Code} has no lines up to {to.ToIso()}. Import its statement first.");
        if (told is { } paper && paper.Currency != account.Currency)
            return Refusal.Of("currency", "bankBalance", $"账户以 {account.Currency} 计。", $"The account is in {account.Currency}.");
        var (firstDay, known) = (IsoDates.Read(first), knownAt ?? long.MaxValue);
        var opening = account.Opening?.MinorUnits ?? await reader.FindAsync<long?>(FindOpening, new { bank_account_id = account.Id });
        var counted = (opening ?? 0) + await BetweenAsync(reader, account, BankBook.Beginning, to);
        var (bank, says) = told is { } balance ? (balance.MinorUnits, BankSays.Told) : await StatedAsync(reader, account, to) is { } stated ? (stated, BankSays.Statement) : (counted, BankSays.Counted);

        var asked = new { bank_account_id = account.Id, to_day = to.ToIso(), known_at = known };
        var book = await reader.SingleAsync<long>(SumBooks, asked);
        var old = await reader.SingleAsync<long>(SumOpening, new { bank_account_id = account.Id, to_day = to.ToIso(), known_at = known, first_day = first });
        var items = new Collected(account);
        foreach (var row in reader.Stream<LineRow>(ListLineItems, asked)) items.Add(row.ToItem(account));
        foreach (var row in reader.Stream<EntryRow>(ListEntryItems, new { bank_account_id = account.Id, to_day = to.ToIso(), known_at = known, first_day = first })) items.Add(row.ToItem(account));
        var sums = new ReconciledSums(book, bank, (opening ?? 0) - old, items.SumOf(TransitKind.BookReceived), items.SumOf(TransitKind.BookPaid), items.SumOf(TransitKind.BankReceived), items.SumOf(TransitKind.BankPaid));
        // What the lines add up to always ties with the books: what is left is between the lines and the balance that the bank says.
        Invariant.Holds(sums.Difference == bank - counted);
        var locked = knownAt is null ? (await Reconciliations.ListAsync(reader, account)).FirstOrDefault(held => held.ToDay == to && held.UnlockedAt is null) : null;
        return new Reconciliation(account, to, firstDay, says, sums, [.. items.Kept.OrderBy(item => item.Day).ThenBy(item => item.Line ?? long.MaxValue).ThenBy(item => item.Entry?.Value)], items.Counts, items.Count, locked);
    }

    /// <summary>What the bank says an account holds on a day: the statement's balance, or its lines added up where none is stated.</summary>
    public static async Task<Money> BankBalanceAsync(LedgerReader reader, BankAccount account, DateOnly to) => new(
        await StatedAsync(reader, account, to) ?? (account.Opening?.MinorUnits ?? await reader.FindAsync<long?>(FindOpening, new { bank_account_id = account.Id }) ?? 0) + await BetweenAsync(reader, account, BankBook.Beginning, to), account.Currency);

    private static async Task<long> BetweenAsync(LedgerReader reader, BankAccount account, DateOnly from, DateOnly to) =>
        await reader.SingleAsync<long?>(SumBetween, new { bank_account_id = account.Id, first_day = from.ToIso(), last_day = to.ToIso() }) ?? 0;

    /// <summary>The last balance that a statement says, with the lines after it.</summary>
    private static async Task<long?> StatedAsync(LedgerReader reader, BankAccount account, DateOnly to)
    {
        if (await reader.FindAsync<StatedRow>(FindStated, new { bank_account_id = account.Id, to_day = to.ToIso() }) is not { } row) return null;
        return row.BalanceMinor + await reader.SingleAsync<long>(SumAfter, new
        {
            bank_account_id = account.Id, to_day = to.ToIso(), bank_day = row.BankDay, statement_id = row.StatementId, row_no = row.RowNo, runs_backwards = row.RunsBackwards,
        });
    }

    /// <summary>The items of one account, counted all and kept some.</summary>
    private sealed class Collected(BankAccount account)
    {
        private readonly Dictionary<TransitKind, long> sums = [];

        internal List<TransitItem> Kept { get; } = [];
        internal Dictionary<TransitKind, long> Counts { get; } = [];
        internal long Count { get; private set; }

        internal long SumOf(TransitKind kind) => sums.GetValueOrDefault(kind);

        internal void Add(TransitItem item)
        {
            Invariant.Holds(item.Amount.Currency == account.Currency);
            Count++;
            Counts[item.Kind] = Counts.GetValueOrDefault(item.Kind) + 1;
            sums[item.Kind] = checked(SumOf(item.Kind) + item.Amount.MinorUnits);
            if (Counts[item.Kind] <= ItemsShown) Kept.Add(item);
        }
    }

    private sealed record StatedRow
    {
        public long LineId { get; init; }
        public long StatementId { get; init; }
        public long RowNo { get; init; }
        public string BankDay { get; init; } = "";
        public long BalanceMinor { get; init; }
        public long RunsBackwards { get; init; }
    }

    private sealed record LineRow
    {
        public long LineId { get; init; }
        public long StatementId { get; init; }
        public long RowNo { get; init; }
        public string BankDay { get; init; } = "";
        public long AmountMinor { get; init; }
        public long ItemMinor { get; init; }
        public string Reference { get; init; } = "";
        public byte[] RowKey { get; init; } = [];
        public string? Counterparty { get; init; }
        public string? Text { get; init; }

        internal TransitItem ToItem(BankAccount account) => new(
            ItemMinor > 0 ? TransitKind.BankReceived : TransitKind.BankPaid, IsoDates.Read(BankDay), new(ItemMinor, account.Currency), LineId, null, Reference, Counterparty ?? "", Bilingual.Same(Text ?? ""), RowNo, StatementId);
    }

    private sealed record EntryRow
    {
        public long EntryId { get; init; }
        public string OccurredOn { get; init; } = "";
        public long AmountMinor { get; init; }
        public long ItemMinor { get; init; }
        public string Kind { get; init; } = "";
        public string? Reference { get; init; }
        public string? DonorName { get; init; }
        public string? DonorKind { get; init; }

        internal TransitItem ToItem(BankAccount account) => new(
            ItemMinor > 0 ? TransitKind.BookReceived : TransitKind.BookPaid, IsoDates.Read(OccurredOn), new(ItemMinor, account.Currency), null, new EntryId(EntryId), Reference ?? "", DonorName ?? "", EntryKind.Of(Kind).Name);
    }
}
