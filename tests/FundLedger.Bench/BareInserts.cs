using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FundLedger.Bench;

/// <summary>The yardstick: rows that are already known, put into a file of the same schema and settings by prepared statements on SQLite's own interface, and nothing else.</summary>
internal sealed class BareInserts(string directory) : IDisposable
{
    internal const string Position = """
        INSERT INTO positions (fund_id, source_id, currency, available_minor, committed_minor, shortfall_minor) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
        available_minor = available_minor + excluded.available_minor
        """;

    internal const string DailyTotal = """
        INSERT INTO daily_totals (fund_id, account_id, source_id, currency, occurred_on, debit_minor, credit_minor, line_count) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
        debit_minor = debit_minor + excluded.debit_minor, credit_minor = credit_minor + excluded.credit_minor, line_count = line_count + excluded.line_count
        """;

    internal const string Balance = """
        INSERT INTO account_balances (fund_id, account_id, source_id, currency, debit_minor, credit_minor) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
        debit_minor = debit_minor + excluded.debit_minor, credit_minor = credit_minor + excluded.credit_minor
        """;

    private readonly SqliteConnection connection = SqliteConnections.OpenWriter(Path.Combine(directory, "fundledger.db"));
    private readonly Dictionary<string, sqlite3_stmt> statements = [];

    /// <summary>A statement for whole rows of a table, which may have more columns than it had.</summary>
    /// <param name="rows">Some of them; none is needed where there are none.</param>
    /// <param name="otherwise">What becomes of a row that is there already.</param>
    internal static string Into(string table, IEnumerable<object?[]> rows, string otherwise = "") => $"INSERT {otherwise}INTO {table} VALUES ({string.Join(", ", Enumerable.Repeat('?', rows.FirstOrDefault()?.Length ?? 1))})";

    internal void Run(IReadOnlyList<IReadOnlyList<Write>> batches)
    {
        foreach (var batch in batches)
        {
            raw.sqlite3_exec(connection.Handle, "BEGIN IMMEDIATE");
            foreach (var write in batch) Run(write);
            if (raw.sqlite3_exec(connection.Handle, "COMMIT") != raw.SQLITE_OK) throw Failure();
        }
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values) statement.Dispose();
        connection.Dispose();
    }

    private void Run(Write write)
    {
        if (!statements.TryGetValue(write.Statement, out var statement))
        {
            if (raw.sqlite3_prepare_v3(connection.Handle, write.Statement, raw.SQLITE_PREPARE_PERSISTENT, out statement) != raw.SQLITE_OK) throw Failure();
            statements.Add(write.Statement, statement);
        }

        for (var i = 0; i < write.Values.Length; i++) Bind(statement, i + 1, write.Values[i]);
        if (raw.sqlite3_step(statement) != raw.SQLITE_DONE) throw Failure();
        raw.sqlite3_reset(statement);
    }

    private static void Bind(sqlite3_stmt statement, int index, object? value)
    {
        switch (value)
        {
            case null: raw.sqlite3_bind_null(statement, index); break;
            case long number: raw.sqlite3_bind_int64(statement, index, number); break;
            case string text: raw.sqlite3_bind_text(statement, index, text); break;
            default: raw.sqlite3_bind_blob(statement, index, (byte[])value); break;
        }
    }

    private InvalidOperationException Failure() => new(raw.sqlite3_errmsg(connection.Handle).utf8_to_string());
}
