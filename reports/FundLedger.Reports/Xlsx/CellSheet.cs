using FundLedger.Reports.Content;
using FundLedger.Values;

namespace FundLedger.Reports.Xlsx;

/// <summary>Cells on one sheet below a header, for a program that reads it: nothing before, between or after them.</summary>
public static class CellSheet
{
    /// <param name="rows">May be long: walked once, and not kept. Each has as many cells as there are headers.</param>
    public static void Write(string name, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<Cell>> rows, Currency currency, Stream output)
    {
        var forward = new ForwardOnlyStream(output);
        using var package = new XlsxPackage(forward, currency);
        try
        {
            using (var sheet = package.BeginSheet(XlsxPackage.SheetName(name), [.. headers.Select(_ => 16d)], hasHeader: true))
            {
                sheet.BeginRow();
                for (var i = 0; i < headers.Count; i++) sheet.Text(i, headers[i], XlsxStyle.Header);
                sheet.EndRow();
                var pen = new CellPen(currency, Language.Zh);
                foreach (var row in rows)
                {
                    sheet.BeginRow();
                    for (var i = 0; i < row.Count; i++) pen.Write(sheet, i, row[i]);
                    sheet.EndRow();
                }
            }

            package.Finish();
        }
        catch
        {
            forward.Shut();
            throw;
        }
    }
}
