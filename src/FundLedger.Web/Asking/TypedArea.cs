using System.Globalization;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Asking;

/// <summary>Areas as people type them: square metres such as <c>250.5</c>.</summary>
internal static class TypedArea
{
    private const decimal Most = 1_000_000;

    /// <returns>In square decimetres: 100 make a square metre.</returns>
    internal static Outcome<long> Read(string text, string field) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var metres) && metres <= Most && decimal.IsInteger(metres * 100) ? (long)(metres * 100)
            : Refusal.Of("area-unreadable", field, $"“{text}”不是面积。请写平方米数，如 250.5，最多两位小数。", $"'{text}' is no area. Write square metres such as 250.5, with at most two decimals.");

    internal static string Write(long squareDecimetres) => (squareDecimetres / 100m).ToString("0.##", CultureInfo.InvariantCulture);
}
