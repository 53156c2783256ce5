namespace FundLedger.Reports.Data;

/// <summary>Texts that a spreadsheet would compute.</summary>
internal static class FormulaText
{
    // The wide forms count in Chinese and Japanese editions.
    private const string Starts = "=+-@\t\r\n＝＋－＠";

    /// <summary>Typed or read from a CSV file, the text would become a formula.</summary>
    public static bool IsTakenForFormula(string text) => text.Length > 0 && Starts.Contains(text[0], StringComparison.Ordinal);
}
