using System.Globalization;
using FundLedger.Exchange;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Tests.Exchange;

/// <summary>Rows of a CSV journal whose hashes and check digits are made anew, as one would who wants a false journal to pass.</summary>
internal static class ResealedRows
{
    internal static void Reseal(List<string[]> rows)
    {
        foreach (var entry in rows.Skip(1).GroupBy(row => Of(row, JournalColumn.EntryId)).Select(group => group.ToList())) Seal(entry);
    }

    internal static string Of(string[] row, JournalColumn column) => column.IsText() ? FormulaSafe.Unescaped(row[(int)column]) : row[(int)column];

    private static void Seal(List<string[]> rows)
    {
        var lineHashes = new byte[rows.Count * EntryHash.Length];
        for (var i = 0; i < rows.Count; i++)
        {
            var hash = lineHashes.AsSpan(i * EntryHash.Length, EntryHash.Length);
            EntryHash.OfLine(LineOf(rows[i]), hash);
            rows[i][(int)JournalColumn.LineHash] = Convert.ToHexStringLower(hash);
        }

        var entryHash = new byte[EntryHash.Length];
        EntryHash.OfEntry(EntryOf(rows[0]), lineHashes, entryHash);
        foreach (var row in rows)
        {
            row[(int)JournalColumn.Hash] = Convert.ToHexStringLower(entryHash);
            string[] cells = [.. Enum.GetValues<JournalColumn>().Select(column => Of(row, column))];
            row[(int)JournalColumn.RowCheck] = new RowCheck().Of(cells.AsSpan(0, (int)JournalColumn.RowCheck));
        }
    }

    private static HashedLine LineOf(string[] row)
    {
        Money.TryParse(Of(row, JournalColumn.Amount), Currency.Of(Of(row, JournalColumn.Currency)), out var amount);
        return new HashedLine(int.Parse(Of(row, JournalColumn.LineNo), CultureInfo.InvariantCulture), Of(row, JournalColumn.AccountCode), StoredWords.Read<Layer>(Of(row, JournalColumn.Layer)),
            Of(row, JournalColumn.Fund), Of(row, JournalColumn.Source), Of(row, JournalColumn.Subject), amount.Currency.Code, amount.MinorUnits);
    }

    private static HashedEntry EntryOf(string[] row)
    {
        Moments.TryParse(Of(row, JournalColumn.RecordedAt), out var recordedAt);
        return new HashedEntry(Number(row, JournalColumn.EntryId), Of(row, JournalColumn.Entity), Of(row, JournalColumn.Kind),
            int.Parse(Of(row, JournalColumn.OccurredOn).Replace("-", ""), CultureInfo.InvariantCulture), recordedAt,
            Of(row, JournalColumn.DocumentType), Of(row, JournalColumn.DocumentId), Bytes(row, JournalColumn.DocumentSha256), Of(row, JournalColumn.Actor), Of(row, JournalColumn.OperationKey),
            Number(row, JournalColumn.Reverses), Number(row, JournalColumn.RelatesTo), Bytes(row, JournalColumn.TextCommitment));
    }

    private static long Number(string[] row, JournalColumn column) => Of(row, column).Length == 0 ? 0 : long.Parse(Of(row, column), CultureInfo.InvariantCulture);

    private static byte[]? Bytes(string[] row, JournalColumn column) => Of(row, column).Length == 0 ? null : Convert.FromHexString(Of(row, column));
}
