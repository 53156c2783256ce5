using FundLedger.Ledger;

namespace FundLedger.Exchange.Importing;

/// <summary>An entry of a CSV journal: its rows read and compared.</summary>
/// <param name="Rows">One a line, in the order of the file.</param>
internal sealed record FileEntry(PostedEntry Entry, IReadOnlyList<FileRow> Rows)
{
    private const int MostRows = 1_000;

    /// <summary>Reads the rows of one entry.</summary>
    /// <returns>The first thing wrong with them, by row and column.</returns>
    internal static Outcome<FileEntry> Read(IReadOnlyList<FileRow> rows, FileDefinitions definitions)
    {
        if (WhatDiffers(rows) is { } different) return different;
        var header = HeaderOf(rows[0], definitions);
        if (rows[0].Refusal is { } badHeader) return badHeader;

        var lines = new List<PostedLine>(rows.Count);
        foreach (var row in rows)
        {
            lines.Add(LineOf(row, definitions, lines.Count + 1));
            if (row.Refusal is { } badLine) return badLine;
        }

        return new FileEntry(header with { Lines = lines }, rows);
    }

    internal static bool IsTooLong(int rowCount) => rowCount > MostRows;

    private static Refusal? WhatDiffers(IReadOnlyList<FileRow> rows)
    {
        for (var i = 1; i < rows.Count; i++)
        {
            foreach (var column in JournalColumns.OfEntry)
            {
                if (rows[i][column] == rows[0][column]) continue;
                rows[i].Refuse(column,
                    $"本行为“{rows[i][column]}”，同一分录的第 {rows[0].Number} 行为“{rows[0][column]}”，两者应相同。",
                    $"this row says '{rows[i][column]}', row {rows[0].Number} of the same entry says '{rows[0][column]}'; they should be the same.");
                return rows[i].Refusal;
            }
        }

        return null;
    }

    private static PostedEntry HeaderOf(FileRow row, FileDefinitions definitions) => new(
        new EntryId(row.Whole(JournalColumn.EntryId)), definitions.Entity(row), EntryKind.Of(row.Text(JournalColumn.Kind, KeptText.EntryKind)), row.Day(JournalColumn.OccurredOn),
        row.Moment(JournalColumn.RecordedAt), new SourceDocument(row.OptionalText(JournalColumn.DocumentType, KeptText.DocumentType), row.OptionalText(JournalColumn.DocumentId, KeptText.DocumentId), row.OptionalHash(JournalColumn.DocumentSha256)),
        row.Text(JournalColumn.Actor, KeptText.Actor), row.Text(JournalColumn.OperationKey, KeptText.OperationKey), row.Reference(JournalColumn.Reverses), row.Reference(JournalColumn.RelatesTo),
        row.OptionalHash(JournalColumn.TextCommitment), row.Hash(JournalColumn.Hash), []);

    private static PostedLine LineOf(FileRow row, FileDefinitions definitions, int expected)
    {
        if (row.Whole(JournalColumn.LineNo) != expected)
            row.Refuse(JournalColumn.LineNo, $"“{row[JournalColumn.LineNo]}”应为 {expected}：有行缺失、重复或换了次序。", $"'{row[JournalColumn.LineNo]}' should be {expected}: a row is missing, doubled or out of order.");
        var entity = definitions.Entity(row);
        var account = definitions.Account(row, entity);
        var fund = definitions.Fund(row, entity);
        var amount = row.Amount(JournalColumn.Amount, row.Currency(JournalColumn.Currency));
        return new PostedLine(expected, account, fund, definitions.Source(row, entity), row.OptionalText(JournalColumn.Subject, KeptText.Subject), amount);
    }
}
