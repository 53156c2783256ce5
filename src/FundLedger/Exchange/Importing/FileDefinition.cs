namespace FundLedger.Exchange.Importing;

/// <summary>What a file says of an entity, account, fund or source, where it said so first.</summary>
/// <param name="cells">Those of its columns; every later row must say the same.</param>
internal sealed class FileDefinition<T>(T value, int row, string[] cells)
{
    /// <summary>With the numbers of the file; with those of the ledger once it was made there.</summary>
    internal T Value { get; set; } = value;

    internal int Row => row;
    internal string[] Cells => cells;
}

/// <summary>Definitions of one kind, in the order in which the file names them.</summary>
internal sealed class FileDefinitionSet<TKey, T>(JournalColumn key, JournalColumn[] columns) where TKey : notnull
{
    private readonly Dictionary<TKey, FileDefinition<T>> byKey = [];
    private readonly List<FileDefinition<T>> inOrder = [];

    internal IReadOnlyList<FileDefinition<T>> InOrder => inOrder;

    /// <summary>The definition of this key; made when the file names it for the first time.</summary>
    /// <param name="make">Takes the number that the next one gets.</param>
    internal T Of(TKey id, FileRow row, Func<FileRow, long, T> make)
    {
        if (byKey.TryGetValue(id, out var known))
        {
            RefuseOther(known, row);
            return known.Value;
        }

        return Add(id, make(row, inOrder.Count + 1), row.Number, Array.ConvertAll(columns, column => row[column])).Value;
    }

    internal bool TryFind(TKey id, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out FileDefinition<T> known) => byKey.TryGetValue(id, out known);

    internal FileDefinition<T> Add(TKey id, T value, int row, string[] cells)
    {
        var made = new FileDefinition<T>(value, row, cells);
        byKey.Add(id, made);
        inOrder.Add(made);
        return made;
    }

    private void RefuseOther(FileDefinition<T> known, FileRow row)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (known.Cells[i] == row[columns[i]]) continue;
            row.Refuse(columns[i],
                $"{key.Name()}“{row[key]}”在本行为“{row[columns[i]]}”，在第 {known.Row} 行为“{known.Cells[i]}”，两者应相同。",
                $"of {key.Name()} '{row[key]}' this row says '{row[columns[i]]}', row {known.Row} says '{known.Cells[i]}'; they should be the same.");
            return;
        }
    }
}
