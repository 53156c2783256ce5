using System.Text.Json;
using FundLedger.Banking.Accounts;
using FundLedger.Ledger;

namespace FundLedger.Banking.Statements;

/// <summary>A statement that was imported, or begun to be.</summary>
/// <param name="Lines">That it brought.</param>
/// <param name="Known">Rows that earlier statements had.</param>
/// <param name="Opening">Before its first line; null where the file states no balance.</param>
/// <param name="Faults">The first rows at which its running balance breaks.</param>
/// <param name="StartedAt">Microseconds since 1970-01-01 UTC.</param>
public sealed record BankStatement(
    long Id, BankAccount Account, string FileName, byte[] Sha256, bool IsDone, long Lines, long Known, DateOnly FirstDay, DateOnly LastDay, Money? Opening, Money? Closing, bool RunsBackwards,
    long FaultCount, IReadOnlyList<BalanceFault> Faults, long StartedAt);

/// <summary>The stored state of statements.</summary>
public static class StatementStore
{
    private static readonly SqlFile Find = new("banking/find_statement");
    private static readonly SqlFile Insert = new("banking/insert_statement");
    private static readonly SqlFile Advance = new("banking/advance_statement");
    private static readonly SqlFile Finish = new("banking/finish_statement");
    private static readonly SqlFile List = new("banking/list_statements");
    private static readonly SqlFile InsertLine = new("banking/insert_line");
    private static readonly SqlFile InsertText = new("banking/insert_line_text");
    private static readonly SqlFile TakeNumbers = new("banking/take_numbers");

    /// <summary>In the order of their days; of every account when none is named.</summary>
    public static async Task<IReadOnlyList<BankStatement>> ListAsync(LedgerReader reader, BankBook bank, BankAccount? account = null) =>
        [.. (await reader.QueryAsync<ListedRow>(List, new { bank_account_id = account?.Id ?? 0 })).Select(row => row.ToStatement(bank))];

    internal static Task<StatementRow?> FindAsync(LedgerReader reader, BankAccount account, byte[] sha256) =>
        reader.FindAsync<StatementRow>(Find, new { bank_account_id = account.Id, file_sha256 = sha256 });

    internal static Task<long> InsertAsync(LedgerTransaction tx, BankAccount account, StatementFile file, StatementCheck check) => tx.SingleAsync<long>(Insert, new
    {
        bank_account_id = account.Id, file_sha256 = Convert.FromHexString(file.Sha256), file_name = file.Name, profile = file.HowRead, first_day = check.FirstDay.ToIso(), last_day = check.LastDay.ToIso(),
        opening_minor = check.OpeningMinor, closing_minor = check.ClosingMinor, runs_backwards = check.RunsBackwards ? 1L : 0L, fault_count = check.FaultCount, faults = JsonSerializer.Serialize(check.Faults),
        actor = tx.Operation.Actor, started_at = tx.RecordedAt,
    });

    /// <returns>False when it is not where the caller thinks it is: another process went on with it.</returns>
    internal static async Task<bool> AdvanceAsync(LedgerTransaction tx, long statement, long before, long rows, long lines, long known) =>
        await tx.ExecuteAsync(Advance, new { statement_id = statement, rows_before = before, row_count = rows, line_count = lines, known_count = known }) > 0;

    internal static Task FinishAsync(LedgerTransaction tx, long statement) => tx.ExecuteAsync(Finish, new { statement_id = statement });

    internal static async Task AddLinesAsync(LedgerTransaction tx, BankAccount account, long statement, IReadOnlyList<(StatementLine Line, byte[] Key)> lines)
    {
        var (rows, texts) = (new RowWriter(tx, InsertLine), new RowWriter(tx, InsertText));
        var number = await TakeNumbersAsync(tx, "line", lines.Count);
        foreach (var (line, key) in lines)
        {
            await rows.AddAsync(number, statement, account.Id, line.Row, line.Day.ToIso(), line.Amount.MinorUnits, line.Balance?.MinorUnits, line.Reference.ToNfc(), key);
            if (line.Counterparty.Length + line.Text.Length > 0) await texts.AddAsync(number, line.Counterparty.ToNfc(), line.Text.ToNfc());
            number++;
        }

        await rows.FlushAsync();
        await texts.FlushAsync();
    }

    /// <returns>The first of so many numbers.</returns>
    internal static async Task<long> TakeNumbersAsync(LedgerTransaction tx, string kind, long count) => (await tx.Prepared(TakeNumbers).ScalarAsync(kind, count))!.Value;

    internal sealed record StatementRow
    {
        public long StatementId { get; init; }
        public string Status { get; init; } = "";
        public long RowsDone { get; init; }
        public long LineCount { get; init; }
        public long KnownCount { get; init; }
    }

    private sealed record ListedRow
    {
        public long StatementId { get; init; }
        public long BankAccountId { get; init; }
        public byte[] FileSha256 { get; init; } = [];
        public string FileName { get; init; } = "";
        public string Status { get; init; } = "";
        public long RowsDone { get; init; }
        public long LineCount { get; init; }
        public long KnownCount { get; init; }
        public string FirstDay { get; init; } = "";
        public string LastDay { get; init; } = "";
        public long? OpeningMinor { get; init; }
        public long? ClosingMinor { get; init; }
        public long RunsBackwards { get; init; }
        public long FaultCount { get; init; }
        public string Faults { get; init; } = "";
        public long StartedAt { get; init; }

        internal BankStatement ToStatement(BankBook bank)
        {
            var account = bank.Account(BankAccountId);
            return new(
                StatementId, account, FileName, FileSha256, Status == "done", LineCount, KnownCount, IsoDates.Read(FirstDay), IsoDates.Read(LastDay),
                OpeningMinor is { } opening ? new Money(opening, account.Currency) : null, ClosingMinor is { } closing ? new Money(closing, account.Currency) : null, RunsBackwards == 1,
                FaultCount, JsonSerializer.Deserialize<List<BalanceFault>>(Faults)!, StartedAt);
        }
    }
}

/// <summary>Between two statements of an account: days, or money, that no file tells of.</summary>
/// <param name="Missing">What the lines between would add up to; null where a file states no balance.</param>
public sealed record StatementGap(BankStatement Before, BankStatement After, Money? Missing)
{
    /// <summary>Gaps between statements whose balances do not follow on, or, where they state none, whose days do not. Statements that overlap follow on.</summary>
    public static IReadOnlyList<StatementGap> In(IReadOnlyList<BankStatement> statements)
    {
        var gaps = new List<StatementGap>();
        BankStatement? last = null;
        foreach (var next in statements.Where(statement => statement.IsDone && statement.Lines + statement.Known > 0))
        {
            if (last is not null && next.FirstDay > last.LastDay)
            {
                Money? missing = last.Closing is { } closing && next.Opening is { } opening ? opening - closing : null;
                if (missing is { IsZero: false } || (missing is null && next.FirstDay.DayNumber > last.LastDay.DayNumber + 1)) gaps.Add(new StatementGap(last, next, missing));
            }

            if (last is null || next.LastDay >= last.LastDay) last = next;
        }

        return gaps;
    }
}
