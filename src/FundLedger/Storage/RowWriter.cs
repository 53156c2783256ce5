namespace FundLedger.Storage;

/// <summary>Many rows for one statement: the embedded database runs it for each as it comes, a server takes them all in one round trip when they are flushed.</summary>
internal sealed class RowWriter(LedgerTransaction tx, SqlFile file)
{
    private readonly List<SqlValue[]> rows = [];

    /// <param name="values">One per parameter, in the order of the SQLite file.</param>
    internal Task AddAsync(params ReadOnlySpan<SqlValue> values)
    {
        if (tx.Dialect == Dialect.Sqlite) return tx.Prepared(file).ExecuteAsync(values);
        rows.Add(values.ToArray());
        return Task.CompletedTask;
    }

    /// <summary>From here on the rows are there, for all that is read in this transaction: a few may still wait to go with the next statement.</summary>
    internal async Task FlushAsync()
    {
        if (rows.Count == 0) return;
        if (!tx.TryLater(file, rows))
        {
            await tx.SendAsync();
            await using var command = TableCommand.Of(tx, file, rows);
            await command.ExecuteNonQueryAsync();
        }

        rows.Clear();
    }
}
