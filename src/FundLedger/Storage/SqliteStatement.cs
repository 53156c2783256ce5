using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FundLedger.Storage;

/// <summary>A statement on SQLite's own interface, which the driver's commands cost several times as much as.</summary>
internal sealed class SqliteStatement : PreparedStatement
{
    private const int LongestTextOnStack = 512;

    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private readonly SqlValue[] bound; // SQLite keeps what was bound: what is the same again need not cross over

    internal SqliteStatement(sqlite3 database, string text)
    {
        this.database = database;
        raw.sqlite3_prepare_v3(database, text, raw.SQLITE_PREPARE_PERSISTENT, out statement, out var rest).ThrowOnError(database);
        Invariant.Holds(string.IsNullOrWhiteSpace(rest), "a file holds one statement");
        bound = new SqlValue[raw.sqlite3_bind_parameter_count(statement)];
    }

    internal override Task<int> ExecuteAsync(params ReadOnlySpan<SqlValue> values)
    {
        Run(values);
        return Task.FromResult(raw.sqlite3_changes(database));
    }

    internal override Task<long?> ScalarAsync(params ReadOnlySpan<SqlValue> values) => Task.FromResult(Run(values));

    /// <returns>The number in the first column of the first row, if there is one.</returns>
    internal long? Run(params ReadOnlySpan<SqlValue> values)
    {
        Bind(values);
        try
        {
            long? first = null;
            var result = raw.sqlite3_step(statement);
            if (result == raw.SQLITE_ROW && raw.sqlite3_column_type(statement, 0) == raw.SQLITE_INTEGER) first = raw.sqlite3_column_int64(statement, 0);
            while (result == raw.SQLITE_ROW) result = raw.sqlite3_step(statement);
            if (result != raw.SQLITE_DONE) result.ThrowOnError(database);
            return first;
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    public override void Dispose() => statement.Dispose();

    private void Bind(ReadOnlySpan<SqlValue> values)
    {
        Invariant.Holds(values.Length == bound.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (bound[i].IsSame(values[i])) continue;
            bound[i] = default; // NULL, should the binding fail
            Bind(i + 1, values[i]).ThrowOnError(database);
            bound[i] = values[i];
        }
    }

    private int Bind(int index, SqlValue value)
    {
        if (value.TryNumber(out var number)) return raw.sqlite3_bind_int64(statement, index, number);
        return value.ToObject() switch
        {
            null => raw.sqlite3_bind_null(statement, index),
            string text => BindText(index, text),
            var bytes => raw.sqlite3_bind_blob(statement, index, (byte[])bytes),
        };
    }

    private int BindText(int index, string text)
    {
        if (text.Length is 0 or > LongestTextOnStack / 3) return raw.sqlite3_bind_text(statement, index, text);
        Span<byte> utf8 = stackalloc byte[LongestTextOnStack];
        return raw.sqlite3_bind_text(statement, index, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }
}

internal static class SqliteResults
{
    private const int PrimaryCode = 0xff;

    /// <exception cref="SqliteException">The result is not OK; says what the connection says of it.</exception>
    internal static void ThrowOnError(this int result, sqlite3 database)
    {
        if (result == raw.SQLITE_OK) return;
        var code = result & PrimaryCode;
        throw new SqliteException($"SQLite Error {code}: '{raw.sqlite3_errmsg(database).utf8_to_string()}'.", code, raw.sqlite3_extended_errcode(database));
    }
}
