using FundLedger.Reports.Content;
using FundLedger.Reports.Xlsx;
using FundLedger.Vouchers;

namespace FundLedger.Web.Hosting;

/// <summary>An export of vouchers as the file it is asked for.</summary>
internal static class VoucherSheets
{
    internal const string Csv = "csv";
    internal const string Xlsx = "xlsx";

    internal static bool IsForm(string form) => form is Csv or Xlsx;

    /// <param name="form"><see cref="Csv"/> or <see cref="Xlsx"/>.</param>
    internal static void Write(VoucherExport export, string form, Stream output)
    {
        if (form == Xlsx) CellSheet.Write("凭证", export.Headers, export.Rows.Select(row => (IReadOnlyList<Cell>)[.. row.Cells.Select(CellOf)]), export.Book.Head.Currency, output);
        else export.WriteCsv(output);
    }

    private static Cell CellOf(VoucherCell cell) => cell.Amount is { } amount ? Cell.Of(amount) : cell.Integer is { } integer ? Cell.Of(integer) : Cell.Of(cell.Text);
}
