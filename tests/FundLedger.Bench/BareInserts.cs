using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FundLedger.Bench;

/// <summary>The yardstick: rows that are already known, put into a file of the same schema and settings by prepared statements on SQLite's own interface, and nothing else.</summary>
internal sealed class BareInserts(string directory) : IDisposable
{
    internal const string Operation = "INSERT INTO operations VALUES (?, ?, ?, ?, ?, ?)";
    internal const string Entry = "INSERT INTO journal_entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    internal const string Line = "INSERT INTO journal_lines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    internal const string Text = "INSERT INTO entry_texts VALUES (?, ?, ?)";
    internal const string Donor = "INSERT INTO donors VALUES (?, ?, ?, ?, ?)";
    internal const string Donation = "INSERT INTO donations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    internal const string Source = "INSERT OR IGNORE INTO sources VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    internal const string Position = "INSERT INTO positions VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET available_minor = available_minor + excluded.available_minor";

    internal const string DailyTotal = """
        INSERT INTO daily_totals VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
        debit_minor = debit_minor + excluded.debit_minor, credit_minor = credit_minor + excluded.credit_minor, line_count = line_count + excluded.line_count
        """;

    internal const string Balance = """
        INSERT INTO account_balances VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
        debit_minor = debit_minor + excluded.debit_minor, credit_minor = credit_minor + excluded.credit_minor
        """;

    private readonly SqliteConnection connection = SqliteConnections.OpenWriter(Path.Combine(directory, "fundledger.db"));
    private readonly Dictionary<string, sqlite3_stmt> statements = [];

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
