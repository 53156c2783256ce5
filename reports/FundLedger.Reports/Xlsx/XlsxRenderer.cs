using FundLedger.Reports.Content;
using FundLedger.Values;

namespace FundLedger.Reports.Xlsx;

/// <summary>Writes a report as a workbook to compute with: an overview, then a sheet for each table and one for the points of each chart.</summary>
internal static class XlsxRenderer
{
    public static void Write(ReportContent content, Language language, Stream output, int mostRows = TableSheets.MostRows)
    {
        var forward = new ForwardOnlyStream(output);
        using var package = new XlsxPackage(forward, content.Head.Currency);
        try
        {
            var pen = new CellPen(content.Head.Currency, language);
            foreach (var section in content.Sections.OfType<TableSection>().Concat(ChartTables(content)))
                new TableSheets(package, section, content.Head.Currency, language, pen, mostRows).Write();
            OverviewSheet.Write(package, content, language, pen); // last, when it is known whether a number had to become a text
            package.Finish();
        }
        catch
        {
            forward.Shut();
            throw;
        }
    }

    /// <summary>A pack: the contents, then for each part its tables and a sheet on it, the number of the part before their names.</summary>
    public static void Write(ReportPack pack, Language language, Stream output)
    {
        var forward = new ForwardOnlyStream(output);
        using var package = new XlsxPackage(forward, pack.Head.Currency);
        try
        {
            for (var i = 0; i < pack.Parts.Count; i++)
            {
                var (content, prefix, pen) = (pack.Parts[i].Content, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1} "), new CellPen(pack.Head.Currency, language));
                foreach (var section in content.Sections.OfType<TableSection>().Concat(ChartTables(content)))
                    new TableSheets(package, section, pack.Head.Currency, language, pen, prefix: prefix).Write();
                OverviewSheet.Write(package, content, language, pen, prefix);
            }

            OverviewSheet.WriteContents(package, pack, language);
            package.Finish();
        }
        catch
        {
            forward.Shut();
            throw;
        }
    }

    private static IEnumerable<TableSection> ChartTables(ReportContent content)
    {
        foreach (var section in content.Sections)
        {
            if (section is ChartSection chart) yield return chart.AsTable();
            else if (section is SharesSection shares) yield return shares.AsTable();
            else if (section is not (TableSection or NoteSection or SignatureSection)) throw new NotSupportedException($"XLSX has no form for a section of the kind {section.GetType().Name}.");
        }
    }
}
