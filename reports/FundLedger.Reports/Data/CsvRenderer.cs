using System.Buffers;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using FundLedger.Reports.Content;
using FundLedger.Values;

namespace FundLedger.Reports.Data;

/// <summary>The lines of the main table for a spreadsheet: one header row, then data only, so that sums and filters are right.</summary>
internal static class CsvRenderer
{
    private const char Escape = '\'';

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    // The line end of RFC 4180 on every system, so that the bytes are the same.
    private static readonly CsvConfiguration Form = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        ShouldQuote = cell => cell.Field.AsSpan().ContainsAny(Quoted),
    };

    public static void Write(ReportContent content, Language language, Stream output)
    {
        var table = content.MainTable;

        // The mark tells Excel in China that the file is UTF-8.
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 16 * 1024, leaveOpen: true);
        using var csv = new CsvWriter(text, Form, leaveOpen: true);
        foreach (var column in table.Columns) csv.WriteField(column.HeadingWith(content.Head.Currency).In(language));
        csv.NextRecord();

        foreach (var row in table.Rows)
        {
            if (row.Kind != RowKind.Line) continue;
            foreach (var cell in row.Cells) csv.WriteField(TextOf(cell, language));
            csv.NextRecord();
        }
    }

    private static string TextOf(Cell cell, Language language) => cell.Kind switch
    {
        CellKind.Text => WithoutFormula(PlainText.Fit(cell.TextIn(language))),
        CellKind.Date => cell.Date.ToIso(),
        CellKind.Amount => cell.Amount.ToAmountText(),
        CellKind.Integer => cell.Integer.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

    private static string WithoutFormula(string text) => FormulaText.IsTakenForFormula(text) ? Escape + text : text;
}
