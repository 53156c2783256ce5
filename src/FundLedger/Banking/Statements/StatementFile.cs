using System.Text.Json;
using FundLedger.Donations.Lists;

namespace FundLedger.Banking.Statements;

/// <summary>One line of a bank's statement as its file says it.</summary>
/// <param name="Row">Where it stands in the file, from 1; no two lines have the same.</param>
/// <param name="Amount">Money in is positive; never zero.</param>
/// <param name="Balance">After this line; null where the file does not say.</param>
/// <param name="Counterparty">Who paid or was paid; may be empty.</param>
/// <param name="Reference">The bank's number; may be empty, and is not unique.</param>
public sealed record StatementLine(long Row, DateOnly Day, Money Amount, Money? Balance, string Counterparty, string Text, string Reference);

/// <summary>A statement, whatever its format: who reads another format makes one of these.</summary>
/// <param name="Sha256">Of the file's content, in lower-case hexadecimal.</param>
/// <param name="HowRead">JSON, kept with the statement.</param>
/// <param name="Lines">Each call is a new walk from the beginning, the same lines each time.</param>
/// <param name="Failed">Rows that cannot be read; the first of them.</param>
/// <param name="FailedCount">How many those are in all.</param>
public sealed record StatementFile(
    string Name, string Sha256, Currency Currency, string HowRead, Func<IEnumerable<StatementLine>> Lines, IReadOnlyList<ListRow.Failed> Failed, long FailedCount)
{
    /// <summary>A CSV or XLSX file that was scanned as a statement.</summary>
    /// <param name="scan">Of <paramref name="file"/>, with <see cref="ListSettings.IsStatement"/>.</param>
    public static StatementFile Of(ListFile file, ListScan scan) => new(
        file.Name, file.Sha256, scan.Sum.Currency, JsonSerializer.Serialize(scan.Profile),
        () => scan.Rows().OfType<ListRow.Movement>().Select(row => new StatementLine(row.Row, row.Date, row.Amount, row.Balance, row.Counterparty, row.Text, row.Reference)),
        scan.FirstFailures, scan.FailedRows);
}
