namespace FundLedger.Storage.Copies;

/// <summary>An empty place that a ledger is being copied to. Until it is published there is no ledger there, whatever broke.</summary>
internal abstract class CopyTarget : IAsyncDisposable
{
    /// <exception cref="CannotOpenException">Something is there already, or it cannot be reached or written.</exception>
    internal static CopyTarget Open(StorageOptions options, LedgerIdentity ledger, TimeProvider clock) =>
        options.Dialect == Dialect.Sqlite ? SqliteCopyTarget.OpenFile(options, ledger, clock) : SqlServerCopyTarget.OpenDatabase(options, ledger, clock);

    /// <summary>Sees what was written so far, and writes what is to be said of the copy itself.</summary>
    internal abstract LedgerTransaction Transaction { get; }

    /// <summary>Refuses a place where a table holds rows.</summary>
    /// <exception cref="CannotOpenException">A table holds rows.</exception>
    internal async Task MustBeEmptyAsync(StorageOptions options)
    {
        foreach (var table in await StoredTable.AllAsync(Transaction))
        {
            await using var rows = await table.ReadAsync(Transaction);
            if (rows.TryRead([]))
                throw new CannotOpenException(new($"{options.Place} 中已有账本，复制不会覆盖它。请指定一个空的目录或数据库。", $"There are books in {options.Place} already; a copy never overwrites. Name an empty folder or database."));
        }
    }

    /// <summary>Writes all rows of one table.</summary>
    /// <param name="rows">Of the same table in another database; its columns are matched by name.</param>
    /// <param name="seen">Called with each row's values, in the order of <paramref name="rows"/>.</param>
    internal async Task WriteAsync(StoredTable table, StoredRows rows, Action<object[]> seen, CancellationToken stop)
    {
        await BeginTableAsync(table, rows.Columns);
        var values = new object[rows.Columns.Length];
        while (rows.TryRead(values))
        {
            stop.ThrowIfCancellationRequested();
            seen(values);
            await AddAsync(values);
        }

        await EndTableAsync();
    }

    /// <summary>Makes it a ledger: the last step, after everything was compared and verified.</summary>
    internal abstract Task PublishAsync();

    public abstract ValueTask DisposeAsync();

    protected abstract Task BeginTableAsync(StoredTable table, string[] columns);

    protected abstract Task AddAsync(object[] values);

    protected abstract Task EndTableAsync();
}
