using Microsoft.Data.Sqlite;

namespace FundLedger.Bench;

/// <summary>One row as a prepared statement takes it.</summary>
internal readonly record struct Write(string Statement, object?[] Values);

/// <summary>Reads back the rows that recorded donations left behind, so that they can be inserted again elsewhere.</summary>
internal sealed class WrittenRows(string directory) : IDisposable
{
    private readonly SqliteConnection connection = SqliteConnections.OpenReader(Path.Combine(directory, "fundledger.db"));

    private long lastMoment;
    private long lastEntry;
    private long lastDonor;

    public void Dispose() => connection.Dispose();

    /// <summary>What was written since the last call, as batches to commit: each operation's rows in the order it wrote them, then the batch's sums.</summary>
    internal IReadOnlyList<IReadOnlyList<Write>> ReadNew(int batchLength)
    {
        var operations = Rows("SELECT * FROM operations WHERE operation = 'donation' AND recorded_at > @after ORDER BY recorded_at", lastMoment);
        var entries = Rows("SELECT * FROM journal_entries WHERE entry_id > @after", lastEntry).ToDictionary(row => (string)row[9]!);
        var lines = Rows("SELECT * FROM journal_lines WHERE entry_id > @after ORDER BY entry_id, line_no", lastEntry).ToLookup(row => (long)row[0]!);
        var texts = Rows("SELECT * FROM entry_texts WHERE entry_id > @after", lastEntry).ToDictionary(row => (long)row[0]!);
        var gifts = Rows("SELECT * FROM donations WHERE entry_id > @after", lastEntry).ToDictionary(row => (long)row[0]!);
        var donors = Rows("SELECT * FROM donors WHERE donor_id > @after", lastDonor).ToDictionary(row => (long)row[0]!);

        var (intoOperations, intoEntries, intoLines) = (BareInserts.Into("operations", operations), BareInserts.Into("journal_entries", entries.Values), BareInserts.Into("journal_lines", lines.SelectMany(rows => rows)));
        var (intoTexts, intoDonors, intoGifts) = (BareInserts.Into("entry_texts", texts.Values), BareInserts.Into("donors", donors.Values), BareInserts.Into("donations", gifts.Values));

        // The first gift makes its source row.
        var sources = Rows("SELECT * FROM sources");
        List<IReadOnlyList<Write>> batches = [[.. sources.Select(row => new Write(BareInserts.Into("sources", sources, "OR IGNORE "), row))]];
        foreach (var part in operations.Chunk(batchLength))
        {
            var batch = new List<Write>();
            foreach (var operation in part)
            {
                var entry = entries[(string)operation[0]!];
                var id = (long)entry[0]!;
                batch.Add(new Write(intoEntries, entry));
                batch.AddRange(lines[id].Select(line => new Write(intoLines, line)));
                if (texts.TryGetValue(id, out var text)) batch.Add(new Write(intoTexts, text));
                batch.AddRange(lines[id].Where(line => (long)line[8]! > 0).Take(1).Select(line => new Write(BareInserts.Position, [line[4], line[5], line[7], line[8], 0L, 0L])));
                if (donors.Remove((long)gifts[id][1]!, out var donor)) batch.Add(new Write(intoDonors, donor));
                batch.Add(new Write(intoGifts, gifts[id]));
                batch.Add(new Write(intoOperations, operation));
            }

            AddSums(batch, [.. batch.Where(write => write.Statement == intoLines).Select(write => write.Values)]);
            batches.Add(batch);
        }

        (lastMoment, lastEntry) = ((long)operations[^1][5]!, entries.Values.Max(row => (long)row[0]!));
        lastDonor = Rows("SELECT MAX(donor_id) FROM donors")[0][0] as long? ?? 0;
        return batches;
    }

    private static void AddSums(List<Write> batch, List<object?[]> lines)
    {
        foreach (var day in lines.GroupBy(line => (line[4], line[3], line[5], line[7], line[2])))
            batch.Add(new Write(BareInserts.DailyTotal, [day.Key.Item1, day.Key.Item2, day.Key.Item3, day.Key.Item4, day.Key.Item5, Debit(day), Credit(day), (long)day.Count()]));
        foreach (var sum in lines.GroupBy(line => (line[4], line[3], line[5], line[7])))
            batch.Add(new Write(BareInserts.Balance, [sum.Key.Item1, sum.Key.Item2, sum.Key.Item3, sum.Key.Item4, Debit(sum), Credit(sum)]));
    }

    private static long Debit(IEnumerable<object?[]> lines) => lines.Sum(line => Math.Max(0, (long)line[8]!));
    private static long Credit(IEnumerable<object?[]> lines) => lines.Sum(line => Math.Max(0, -(long)line[8]!));

    private List<object?[]> Rows(string sql, long after = 0)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (sql.Contains("@after", StringComparison.Ordinal)) command.Parameters.AddWithValue("@after", after);
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++) row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            rows.Add(row);
        }

        return rows;
    }
}
