using FundLedger.Banking.Accounts;

namespace FundLedger.Banking.Statements;

/// <summary>A staged line of a statement.</summary>
/// <param name="Amount">Money in is positive.</param>
/// <param name="Open">What of it no match has taken.</param>
/// <param name="IsLeftOut">It counts for nothing: the bank never had it.</param>
/// <param name="Counterparty">In clear; empty where the bank does not say, or it was erased.</param>
public sealed record BankLine(
    long Id, long StatementId, BankAccount Account, long Row, DateOnly Day, Money Amount, Money? Balance, string Reference, Money Open, bool IsLeftOut, string Counterparty, string Text);

public enum LineState
{
    All,
    Open,
    Matched,
    LeftOut,
}

/// <summary>Which lines are asked for.</summary>
/// <param name="IsIn">Money in only, out only, or null for both.</param>
/// <param name="Before">The last line of the page before: lines go on below it; null from the newest.</param>
public sealed record LineQuery(LineState State = LineState.All, bool? IsIn = null, DateOnly? From = null, DateOnly? To = null, (DateOnly Day, long Line)? Before = null, int Most = 100);

/// <summary>Reads staged lines.</summary>
public static class BankLines
{
    private static readonly SqlFile List = new("banking/list_lines");
    private static readonly SqlFile ListOpen = new("banking/list_open_lines");
    private static readonly SqlFile Find = new("banking/find_line");

    /// <summary>Newest first.</summary>
    public static async Task<IReadOnlyList<BankLine>> ListAsync(LedgerReader reader, BankAccount account, LineQuery query)
    {
        var before = query.Before ?? (DateOnly.MaxValue, long.MaxValue);
        return [.. (await reader.QueryAsync<Row>(List, new
        {
            bank_account_id = account.Id, first_day = (query.From ?? BankBook.Beginning).ToIso(), last_day = (query.To ?? DateOnly.MaxValue).ToIso(), before_day = before.Item1.ToIso(), before_line = before.Item2,
            state = Ledger.StoredWords.Word(query.State), direction = query.IsIn switch { true => "in", false => "out", null => "any" }, row_count = query.Most,
        })).Select(row => row.ToLine(account))];
    }

    /// <summary>Lines with something open, oldest first, after a line of a day.</summary>
    internal static async Task<IReadOnlyList<BankLine>> OpenAsync(LedgerReader reader, BankAccount account, (DateOnly Day, long Line) after, DateOnly last, int most) =>
        [.. (await reader.QueryAsync<Row>(ListOpen, new { bank_account_id = account.Id, after_day = after.Day.ToIso(), after_line = after.Line, last_day = last.ToIso(), row_count = most })).Select(row => row.ToLine(account))];

    /// <summary>The same, all of them, one at a time: to be walked while the reader is open.</summary>
    internal static IEnumerable<BankLine> Open(LedgerReader reader, BankAccount account, (DateOnly Day, long Line) after, DateOnly last) =>
        reader.Stream<Row>(ListOpen, new { bank_account_id = account.Id, after_day = after.Day.ToIso(), after_line = after.Line, last_day = last.ToIso(), row_count = int.MaxValue }).Select(row => row.ToLine(account));

    public static async Task<BankLine?> FindAsync(LedgerReader reader, BankBook bank, long line) =>
        await reader.FindAsync<Row>(Find, new { line_id = line }) is { } row ? row.ToLine(bank.Account(row.BankAccountId)) : null;

    /// <summary>The line of this number, or the refusal that says there is none.</summary>
    internal static async Task<Outcome<BankLine>> NamedAsync(LedgerReader reader, BankBook bank, long line, string field = "line") =>
        await FindAsync(reader, bank, line) is { } found ? found : Refusal.Of("bank-line-unknown", field, $"没有第 {line} 号银行明细。", $"There is no bank line {line}.");

    private sealed record Row
    {
        public long LineId { get; init; }
        public long StatementId { get; init; }
        public long BankAccountId { get; init; }
        public long RowNo { get; init; }
        public string BankDay { get; init; } = "";
        public long AmountMinor { get; init; }
        public long? BalanceMinor { get; init; }
        public string Reference { get; init; } = "";
        public long OpenMinor { get; init; }
        public long IsLeftOut { get; init; }
        public string? Counterparty { get; init; }
        public string? Text { get; init; }

        internal BankLine ToLine(BankAccount account) => new(
            LineId, StatementId, account, RowNo, IsoDates.Read(BankDay), new(AmountMinor, account.Currency), BalanceMinor is { } balance ? new(balance, account.Currency) : null, Reference,
            new(OpenMinor, account.Currency), IsLeftOut == 1, Counterparty ?? "", Text ?? "");
    }
}
