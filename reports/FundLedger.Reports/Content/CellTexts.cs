using System.Globalization;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>How a cell reads to people, on paper and on screen.</summary>
internal static class CellTexts
{
    public static string Of(Cell cell, Language language) => cell.Kind switch
    {
        CellKind.Text => cell.TextIn(language),
        CellKind.Date => cell.Date.ToIso(),
        CellKind.Amount => cell.Amount.ToGroupedText(),
        CellKind.Integer => cell.Integer.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };
}
