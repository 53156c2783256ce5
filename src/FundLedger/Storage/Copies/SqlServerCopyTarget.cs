using System.Data;
using System.Globalization;
using Dapper;
using Microsoft.Data.SqlClient;

namespace FundLedger.Storage.Copies;

/// <summary>A database on a server, written in one transaction: it is rolled back, also by the server itself, unless the copy is whole.</summary>
/// <remarks>The lock that migrations take is held all the while, so no other program makes a ledger there meanwhile.</remarks>
internal sealed class SqlServerCopyTarget : CopyTarget
{
    private const int RowsAtOnce = 10_000;
    private const int BytesAtOnce = 16 * 1024 * 1024;
    private const SqlBulkCopyOptions Options = SqlBulkCopyOptions.KeepIdentity | SqlBulkCopyOptions.KeepNulls | SqlBulkCopyOptions.CheckConstraints | SqlBulkCopyOptions.TableLock;

    private static readonly SqlFile RestartSequences = new("server/restart_sequences");

    private readonly StorageOptions options;
    private readonly SqlConnection connection;
    private readonly SqlTransaction transaction;
    private DataTable batch = new();
    private SqlBulkCopy? bulk;
    private bool[] isDay = [];
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
        var days = table.DayColumns.Split(',');
        isDay = Array.ConvertAll(columns, column => days.Contains(column));
        batch = new DataTable { Locale = CultureInfo.InvariantCulture };
        bulk = new SqlBulkCopy(connection, Options, transaction) { DestinationTableName = table.TableName, BulkCopyTimeout = 0 };
        foreach (var column in columns)
        {
            batch.Columns.Add(column, typeof(object));
            bulk.ColumnMappings.Add(column, column);
        }

        return Task.CompletedTask;
    }

    protected override async Task AddAsync(object[] values)
    {
        var row = batch.NewRow();
        for (var i = 0; i < values.Length; i++)
        {
            row[i] = isDay[i] && values[i] is string day ? DateTime.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : values[i];
            bytes += values[i] switch { byte[] content => content.Length, string text => 2 * text.Length, _ => sizeof(long) };
        }

        batch.Rows.Add(row);
        if (batch.Rows.Count >= RowsAtOnce || bytes >= BytesAtOnce) await SendAsync();
    }

    protected override async Task EndTableAsync()
    {
        if (batch.Rows.Count > 0) await SendAsync();
        ((IDisposable)bulk!).Dispose();
        batch.Dispose();
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
        (bulk as IDisposable)?.Dispose();
        batch.Dispose();
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task SendAsync()
    {
        try
        {
            await bulk!.WriteToServerAsync(batch);
        }
        catch (Exception unfit) when (unfit is InvalidOperationException or SqlException)
        {
            throw new CannotOpenException(new(
                $"{options.Place} 收不下表 {bulk!.DestinationTableName} 的某些行：{unfit.Message} 没有复制任何内容。", $"{options.Place} does not take some rows of the table {bulk!.DestinationTableName}: {unfit.Message} Nothing was copied."), unfit);
        }

        batch.Clear();
        bytes = 0;
    }
}
