using FundLedger.Reports.Content;
using FundLedger.Values;

namespace FundLedger.Reports.Xlsx;

/// <summary>One table as a workbook to fill in, and how to fill it in on a sheet behind it.</summary>
public static class TableWorkbook
{
    public static void Write(TableSection table, NoteSection notes, Currency currency, Language language, Stream output)
    {
        var forward = new ForwardOnlyStream(output);
        using var package = new XlsxPackage(forward, currency);
        try
        {
            new TableSheets(package, table, currency, language, new CellPen(currency, language)).Write();
            using (var sheet = package.BeginSheet(XlsxPackage.SheetName(notes.Heading.In(language)), [110], hasHeader: false))
                foreach (var note in notes.Notes)
                {
                    sheet.BeginRow();
                    sheet.Text(0, note.In(language), XlsxStyle.Text);
                    sheet.EndRow();
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
