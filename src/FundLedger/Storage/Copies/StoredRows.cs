using System.Data.Common;

namespace FundLedger.Storage.Copies;

/// <summary>The rows of a table, one after another, each column one value: a server sends long texts apart from the others of their column.</summary>
internal sealed class StoredRows : IAsyncDisposable
{
    private const string Long = " long";

    private readonly DbDataReader rows;
    private readonly object[] read;
    private readonly int[] longOnes; // for each column where its long texts stand, or -1

    internal StoredRows(DbDataReader rows)
    {
        this.rows = rows;
        read = new object[rows.FieldCount];
        var names = Enumerable.Range(0, rows.FieldCount).Select(rows.GetName).ToList();
        Columns = [.. names.Where(name => !name.EndsWith(Long, StringComparison.Ordinal))];
        longOnes = Array.ConvertAll(Columns, column => names.IndexOf(column + Long));
    }

    internal string[] Columns { get; }

    /// <param name="values">Filled, one for each of the columns; false when there is no further row.</param>
    internal bool TryRead(object[] values)
    {
        if (!rows.Read()) return false;
        rows.GetValues(read);
        for (var i = 0; i < values.Length; i++) values[i] = read[i] is DBNull && longOnes[i] >= 0 ? read[longOnes[i]] : read[i];
        return true;
    }

    public ValueTask DisposeAsync() => rows.DisposeAsync();
}
