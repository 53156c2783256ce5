using System.Data;
using System.Globalization;
using Dapper;
using Microsoft.Data.SqlClient;

namespace FundLedger.Storage.Copies;

/// <summary>A database on a server, written in one transaction: it is rolled back, also by the server itself, unless the copy is whole.</summary>
/// <remarks>
/// The lock that migrations take is held all the while, so no other program makes a ledger there meanwhile. Rows go as parameters of INSERT statements, many to
/// one: SqlBulkCopy asks the server for the columns by a statement that Babelfish answers wrongly.
/// </remarks>
internal sealed class SqlServerCopyTarget : CopyTarget
{
    private const int ParametersAtOnce = 2_000; // a statement takes 2,100
    private const int RowsAtOnce = 1_000; // and VALUES this many
    private const int BytesAtOnce = 16 * 1024 * 1024;
    private const string Rows = "@rows"; // where the statement says so, they are put in

    private static readonly SqlFile RestartSequences = new("server/restart_sequences");

    private readonly StorageOptions options;
    private readonly SqlConnection connection;
    private readonly SqlTransaction transaction;
    private readonly List<object[]> rows = [];
    private StoredTable table = new();
    private SqlDbType[] types = []; // in the order of the statement's columns
    private int[] sources = []; // where among a row's values each of them stands
    private int rowsAtOnce;
    private SqlCommand? insert; // of as many rows as go at once
    private long bytes;

    private SqlServerCopyTarget(StorageOptions options, LedgerIdentity ledger, SqlConnection connection)
    {
        (this.options, this.connection, transaction) = (options, connection, connection.BeginTransaction(IsolationLevel.ReadCommitted));
        Transaction = new LedgerTransaction(connection, transaction, Dialect.SqlServer, ledger);
    }

    internal override LedgerTransaction Transaction { get; }

    internal static SqlServerCopyTarget OpenDatabase(StorageOptions options, LedgerIdentity ledger, TimeProvider clock) =>
        new(options, ledger, SqlServerSchema.OpenForCopy(SqlServerConnections.Checked(options), options, clock));

    protected override Task BeginTableAsync(StoredTable table, string[] columns)
    {
        this.table = table;
        var listed = table.ColumnTypes.Split(", ").Select(column => column.Split(' ')).ToList();
        types = [.. listed.Select(column => TypeOf(column[1]))];
        sources = [.. listed.Select(column => Array.IndexOf(columns, column[0]))];
        Invariant.Holds(sources.Length == columns.Length && sources.All(source => source >= 0), $"{table.TableName} has the same columns in both databases");
        rowsAtOnce = Math.Min(RowsAtOnce, ParametersAtOnce / types.Length);
        insert = InsertOf(rowsAtOnce);
        return Task.CompletedTask;
    }

    protected override Task AddAsync(object[] values)
    {
        rows.Add([.. sources.Select(source => values[source])]);
        bytes += values.Sum(value => value switch { byte[] content => content.Length, string text => 2 * text.Length, _ => sizeof(long) });
        return rows.Count == rowsAtOnce || bytes >= BytesAtOnce ? SendAsync() : Task.CompletedTask;
    }

    protected override async Task EndTableAsync()
    {
        if (rows.Count > 0) await SendAsync();
        insert!.Dispose();
    }

    internal override async Task PublishAsync()
    {
        await connection.ExecuteAsync(RestartSequences.TextFor(Dialect.SqlServer), transaction: transaction);
        Transaction.DisposePrepared();
        await transaction.CommitAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        Transaction.DisposePrepared();
        insert?.Dispose();
        await transaction.DisposeAsync();
        SqlServerSchema.EndCopy(connection);
    }

    private async Task SendAsync()
    {
        var isFull = rows.Count == rowsAtOnce;
        var command = isFull ? insert! : InsertOf(rows.Count);
        try
        {
            var parameter = 0;
            foreach (var value in rows.SelectMany(row => row)) command.Parameters[parameter++].Value = value;
            await command.ExecuteNonQueryAsync();
        }
        catch (SqlException unfit)
        {
            throw new CannotOpenException(new(
                $"{options.Place} 收不下表 {table.TableName} 的某些行：{unfit.Message} 没有复制任何内容。", $"{options.Place} does not take some rows of the table {table.TableName}: {unfit.Message} Nothing was copied."), unfit);
        }
        finally
        {
            if (!isFull) await command.DisposeAsync();
        }

        rows.Clear();
        bytes = 0;
    }

    private SqlCommand InsertOf(int rowCount)
    {
        var command = new SqlCommand { Connection = connection, Transaction = transaction, CommandTimeout = 0 };
        for (var i = 0; i < rowCount * types.Length; i++) command.Parameters.Add(new SqlParameter(NameOf(i), types[i % types.Length], types[i % types.Length] == SqlDbType.BigInt ? 0 : -1));
        var placed = Enumerable.Range(0, rowCount).Select(row => $"({string.Join(", ", Enumerable.Range(row * types.Length, types.Length).Select(NameOf))})");
        command.CommandText = table.WriteStatement.Replace(Rows, string.Join(", ", placed), StringComparison.Ordinal);
        return command;
    }

    private static string NameOf(int parameter) => string.Create(CultureInfo.InvariantCulture, $"@p{parameter}");

    /// <summary>Days go as texts, as they are read.</summary>
    internal static SqlDbType TypeOf(string column) => column switch
    {
        "bigint" => SqlDbType.BigInt,
        "nvarchar" or "date" => SqlDbType.NVarChar,
        "varbinary" or "binary" => SqlDbType.VarBinary,
        _ => throw new InvariantBrokenException($"{column} is a type of column that is copied"),
    };
}
