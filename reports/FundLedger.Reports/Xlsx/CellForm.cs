using System.Globalization;
using System.Text.RegularExpressions;
using FundLedger.Reports.Data;
using FundLedger.Values;

namespace FundLedger.Reports.Xlsx;

/// <summary>What of a text, a day or a number a spreadsheet's cell can hold exactly.</summary>
internal static partial class CellForm
{
    private const int LongestText = 32_767;
    private const long BeyondFifteenDigits = 1_000_000_000_000_000;

    // Spreadsheets count days from here; before March 1900 they count one that never was.
    private static readonly int DayZero = new DateOnly(1899, 12, 30).DayNumber;
    private static readonly DateOnly FirstSureDay = new(1900, 3, 1);

    /// <summary>False when a spreadsheet would round it.</summary>
    public static bool IsExact(long number) => number is > -BeyondFifteenDigits and < BeyondFifteenDigits;

    /// <summary>The day as spreadsheets count it, or null when they disagree about it.</summary>
    public static string? SerialOf(DateOnly day) => day < FirstSureDay ? null : (day.DayNumber - DayZero).ToString(CultureInfo.InvariantCulture);

    /// <summary>The text as the file must say it to be read back as itself; one too long for a cell ends in an ellipsis.</summary>
    public static string TextOf(string text)
    {
        var fit = PlainText.Fit(text).ReplaceLineEndings("\n");
        if (fit.Length > LongestText)
        {
            var end = LongestText - 1;
            fit = fit[..(char.IsHighSurrogate(fit[end - 1]) ? end - 1 : end)] + "…";
        }

        return Escape().Replace(fit, "_x005F_");
    }

    // _x0041_ in a file is read as the letter A.
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex Escape();
}
