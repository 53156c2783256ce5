using System.Globalization;
using FundLedger.Reports.Content;
using FundLedger.Values;

namespace FundLedger.Reports.Xlsx;

/// <summary>Writes cells as what they are: days and numbers a spreadsheet can compute with, and texts that stay texts.</summary>
internal sealed class CellPen(Currency currency, Language language)
{
    /// <summary>Some number had more digits than a spreadsheet keeps and stands as text.</summary>
    public bool WroteLongNumber { get; private set; }

    public void Write(SheetWriter to, int column, Cell cell, bool isSum = false, bool zeroIsBlank = false, string? formula = null)
    {
        switch (cell.Kind)
        {
            case CellKind.Text when cell.TextIn(language) is { Length: > 0 } text:
                to.Text(column, text, isSum ? XlsxStyle.TotalText : XlsxStyle.Text);
                break;
            case CellKind.Date:
                WriteDay(to, column, cell.Date, isSum ? XlsxStyle.TotalDate : XlsxStyle.Date);
                break;
            case CellKind.Amount:
                Invariant.Holds(cell.Amount.Currency == currency);
                var style = zeroIsBlank ? XlsxStyle.AmountOrBlank : XlsxStyle.Amount;
                if (CellForm.IsExact(cell.Amount.MinorUnits)) to.Number(column, cell.Amount.ToAmountText(), isSum ? XlsxStyle.TotalAmount : style, formula);
                else WriteLong(to, column, cell.Amount.ToGroupedText(), isSum);
                break;
            case CellKind.Integer:
                var digits = cell.Integer.ToString(CultureInfo.InvariantCulture);
                if (CellForm.IsExact(cell.Integer)) to.Number(column, digits, isSum ? XlsxStyle.TotalInteger : XlsxStyle.Integer);
                else WriteLong(to, column, digits, isSum);
                break;
            default:
                if (isSum) to.Empty(column, XlsxStyle.TotalText);
                break;
        }
    }

    private void WriteLong(SheetWriter to, int column, string digits, bool isSum)
    {
        WroteLongNumber = true;
        to.Text(column, digits, isSum ? XlsxStyle.TotalLongNumber : XlsxStyle.LongNumber);
    }

    private static void WriteDay(SheetWriter to, int column, DateOnly day, XlsxStyle style)
    {
        if (CellForm.SerialOf(day) is { } serial) to.Number(column, serial, style);
        else to.Text(column, day.ToIso(), style);
    }
}
