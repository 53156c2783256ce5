using System.Data.Common;
using Dapper;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace FundLedger.Storage;

/// <summary>One consistent view of the ledger: every read through it sees the same moment.</summary>
public class LedgerReader
{
    private readonly Dictionary<SqlFile, PreparedStatement> prepared = new(ReferenceEqualityComparer.Instance);
    private readonly List<CommandStatement> walks = [];

    internal LedgerReader(DbConnection connection, Dialect dialect, LedgerIdentity ledger) =>
        (Connection, Dialect, Ledger) = (connection, dialect, ledger);

    /// <summary>Which ledger this is, with the secret that keys made from content are HMACs under.</summary>
    public LedgerIdentity Ledger { get; }

    internal Dialect Dialect { get; }
    internal DbConnection Connection { get; }

    /// <summary>Called before each statement, so that tests can break it.</summary>
    internal Action<string>? Faults { get; init; }

    /// <summary>See <see cref="TableCommand.MustDoubleQuotes"/>.</summary>
    internal bool DoublesQuotes { get; init; }

    /// <summary>No write that is still under way can be recorded before what is seen here.</summary>
    internal bool IsSettled { get; init; } = true;

    /// <summary>Called before anything is told of a moment: the answer for that moment must stay the answer.</summary>
    /// <exception cref="NotSettledException">Writes recorded before it may be under way; the database then waits for them and starts the reads again.</exception>
    internal void MustBeSettled()
    {
        if (!IsSettled) throw new NotSettledException();
    }

    /// <summary>The transaction in which commands run; null where the connection itself holds it (SQLite).</summary>
    internal virtual DbTransaction? Transaction => null;

    internal async Task<IReadOnlyList<T>> QueryAsync<T>(SqlFile file, object? parameters = null)
    {
        await SendAsync();
        return (await Connection.QueryAsync<T>(TextOf(file), parameters, Transaction)).AsList();
    }

    /// <summary>All rows of four statements without parameters: a server is asked once.</summary>
    internal async Task<(IReadOnlyList<T1>, IReadOnlyList<T2>, IReadOnlyList<T3>, IReadOnlyList<T4>)> QueryAsync<T1, T2, T3, T4>(SqlFile first, SqlFile second, SqlFile third, SqlFile fourth)
    {
        if (Dialect == Dialect.Sqlite) return (await QueryAsync<T1>(first), await QueryAsync<T2>(second), await QueryAsync<T3>(third), await QueryAsync<T4>(fourth));
        await SendAsync();
        await using var all = await Connection.QueryMultipleAsync(string.Join('\n', TextOf(first), TextOf(second), TextOf(third), TextOf(fourth)), transaction: Transaction);
        return ((await all.ReadAsync<T1>()).AsList(), (await all.ReadAsync<T2>()).AsList(), (await all.ReadAsync<T3>()).AsList(), (await all.ReadAsync<T4>()).AsList());
    }

    internal async Task<T?> FindAsync<T>(SqlFile file, object? parameters = null)
    {
        await SendAsync();
        return await Connection.QuerySingleOrDefaultAsync<T>(TextOf(file), parameters, Transaction);
    }

    internal async Task<T> SingleAsync<T>(SqlFile file, object? parameters = null)
    {
        await SendAsync();
        return await Connection.QuerySingleAsync<T>(TextOf(file), parameters, Transaction);
    }

    /// <summary>Rows one by one as they are read; the reader is held until the walk ends.</summary>
    internal IEnumerable<T> Stream<T>(SqlFile file, object? parameters = null)
    {
        SendAsync().GetAwaiter().GetResult();
        return Connection.Query<T>(TextOf(file), parameters, Transaction, buffered: false);
    }

    /// <summary>Sends what waits, so that the next statement sees it; nothing waits but in a transaction on a server.</summary>
    internal virtual Task SendAsync() => Task.CompletedTask;

    /// <summary>The statement compiled once for this connection and kept: for the paths where Dapper's cost shows.</summary>
    internal PreparedStatement Prepared(SqlFile file)
    {
        Faults?.Invoke("statement");
        if (!prepared.TryGetValue(file, out var statement))
        {
            var text = file.TextFor(Dialect);
            prepared.Add(file, statement = Connection is SqliteConnection sqlite ? new SqliteStatement(sqlite.Handle!, text) : new CommandStatement(Connection, text, SendAsync));
        }

        statement.Join(Transaction);
        return statement;
    }

    /// <summary>Rows for walks that read each column by its type.</summary>
    internal Task<DbDataReader> RowsAsync(SqlFile file, params ReadOnlySpan<SqlValue> values) => RowsAsync(TextOf(file), values);

    /// <param name="text">A statement of a file, or one that a statement of a file made.</param>
    internal Task<DbDataReader> RowsAsync(string text, params ReadOnlySpan<SqlValue> values)
    {
        var command = new CommandStatement(Connection, text, SendAsync);
        walks.Add(command);
        command.Join(Transaction);
        return command.ReadAsync(values);
    }

    /// <summary>One number for each of many rows, or null: a server is asked once for all of them.</summary>
    /// <param name="file">On a server its rows are the number and then the values it is for, under the names of the SQLite twin's parameters: all of them, or those by which the rows differ.</param>
    /// <param name="rows">No two alike, each with the values in the order of the SQLite twin's parameters.</param>
    internal async Task<long?[]> LookUpAsync(SqlFile file, IReadOnlyList<SqlValue[]> rows)
    {
        var numbers = new long?[rows.Count];
        if (Dialect == Dialect.Sqlite)
        {
            for (var i = 0; i < numbers.Length; i++) numbers[i] = await Prepared(file).ScalarAsync(rows[i]);
            return numbers;
        }

        if (rows.Count == 0) return numbers;
        await SendAsync();
        await using var command = CommandFor(file, rows);
        await using var found = await command.ExecuteReaderAsync();
        var order = SqlFile.ParametersOf(file.TextFor(Dialect.Sqlite)).ToList();
        var keys = Enumerable.Range(1, found.FieldCount - 1).Select(column => order.IndexOf("@" + found.GetName(column))).ToArray();
        var places = new Dictionary<string, int>(rows.Count, StringComparer.Ordinal);
        for (var i = 0; i < numbers.Length; i++) places.Add(KeyOf(keys.Select(at => rows[i][at])), i);
        while (await found.ReadAsync()) numbers[places[KeyOf(Enumerable.Range(1, keys.Length).Select(column => SqlValue.Of(found.GetValue(column))))]] = found.GetInt64(0);
        return numbers;
    }

    private static string KeyOf(IEnumerable<SqlValue> values) => string.Join('\n', values.Select(value => value.ToObject() is byte[] bytes ? Convert.ToHexString(bytes) : value.ToObject()));

    private SqlCommand CommandFor(SqlFile file, IReadOnlyList<SqlValue[]> rows)
    {
        var few = new StatementBatch();
        return TableCommand.TryAdd(few, file, rows) ? few.Take((SqlConnection)Connection, (SqlTransaction?)Transaction) : TableCommand.Of(this, file, rows);
    }

    internal string TextOf(SqlFile file)
    {
        Faults?.Invoke("statement");
        return file.TextFor(Dialect);
    }

    internal void DisposePrepared()
    {
        foreach (var statement in prepared.Values.Concat(walks)) statement.Dispose();
        prepared.Clear();
        walks.Clear();
    }
}

/// <summary>What makes this ledger itself and no copy of another.</summary>
/// <param name="IsDemo">Made for showing, settled at creation.</param>
public sealed record LedgerIdentity(Guid Id, bool IsDemo, byte[] Secret);

/// <summary>Steers the reading database and never leaves it.</summary>
internal sealed class NotSettledException : Exception;
