using FundLedger.Values;

namespace FundLedger.Reports.Xlsx;

/// <summary>How a cell of the workbook looks; its number is its place among the styles of the file.</summary>
internal enum XlsxStyle
{
    Text,

    /// <summary>A text that would be a formula if somebody typed it: it stays a text even when the cell is edited.</summary>
    TextAsTyped,
    Date,
    Integer,
    Amount,
    AmountOrBlank,

    /// <summary>A number of more digits than a spreadsheet keeps, as text.</summary>
    LongNumber,
    TotalText,
    TotalDate,
    TotalInteger,
    TotalAmount,
    TotalLongNumber,
    Header,
    HeaderToRight,
    Title,
    Heading,
    Quiet,
}

/// <summary>Writes the styles part: every style of <see cref="XlsxStyle"/> in its place.</summary>
internal static class XlsxStyles
{
    private const int DateFormat = 164;
    private const int AmountFormat = 165;
    private const int AmountOrBlankFormat = 166;
    private const int IntegerFormat = 1;

    public static string Part(Currency currency)
    {
        var amount = currency.Decimals == 0 ? "#,##0" : "#,##0." + new string('0', currency.Decimals);
        var forms = string.Concat(Enum.GetValues<XlsxStyle>().Select(FormOf));
        return $"""
            <styleSheet xmlns="{XlsxPackage.Main}">
            <numFmts count="3"><numFmt numFmtId="{DateFormat}" formatCode="yyyy\-mm\-dd"/>
            <numFmt numFmtId="{AmountFormat}" formatCode="{amount};[Red]\-{amount}"/>
            <numFmt numFmtId="{AmountOrBlankFormat}" formatCode="{amount};[Red]\-{amount};"/></numFmts>
            <fonts count="5">{Font(11, "FF1B2630")}{Font(11, "FF1B2630", isBold: true)}{Font(16, "FF1B2630", isBold: true)}{Font(12, "FF1F5C66", isBold: true)}{Font(11, "FF66707A")}</fonts>
            <fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>{Fill("FFDDEBEC")}{Fill("FFF2F5F6")}</fills>
            <borders count="3">{Border("")}{Border("<bottom style=\"thin\"/>")}{Border("<top style=\"thin\"/>")}</borders>
            <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
            <cellXfs count="{Enum.GetValues<XlsxStyle>().Length}">{forms}</cellXfs>
            <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
            """;
    }

    private static string FormOf(XlsxStyle style) => style switch
    {
        XlsxStyle.Text => Form(),
        XlsxStyle.TextAsTyped => Form(extra: " quotePrefix=\"1\""),
        XlsxStyle.Date => Form(DateFormat, alignment: "horizontal=\"left\""),
        XlsxStyle.Integer => Form(IntegerFormat),
        XlsxStyle.Amount => Form(AmountFormat),
        XlsxStyle.AmountOrBlank => Form(AmountOrBlankFormat),
        XlsxStyle.LongNumber => Form(alignment: "horizontal=\"right\""),
        XlsxStyle.TotalText => Form(font: 1, fill: 3, border: 2),
        XlsxStyle.TotalDate => Form(DateFormat, font: 1, fill: 3, border: 2, alignment: "horizontal=\"left\""),
        XlsxStyle.TotalInteger => Form(IntegerFormat, font: 1, fill: 3, border: 2),
        XlsxStyle.TotalAmount => Form(AmountFormat, font: 1, fill: 3, border: 2),
        XlsxStyle.TotalLongNumber => Form(font: 1, fill: 3, border: 2, alignment: "horizontal=\"right\""),
        XlsxStyle.Header => Form(font: 1, fill: 2, border: 1, alignment: "vertical=\"bottom\" wrapText=\"1\""),
        XlsxStyle.HeaderToRight => Form(font: 1, fill: 2, border: 1, alignment: "horizontal=\"right\" vertical=\"bottom\" wrapText=\"1\""),
        XlsxStyle.Title => Form(font: 2),
        XlsxStyle.Heading => Form(font: 3),
        XlsxStyle.Quiet => Form(font: 4),
        _ => throw new ArgumentOutOfRangeException(nameof(style), style, "This style has no form."),
    };

    private static string Form(int format = 0, int font = 0, int fill = 0, int border = 0, string alignment = "", string extra = "")
    {
        var start = $"<xf numFmtId=\"{format}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\"{extra}";
        return alignment.Length == 0 ? start + "/>" : $"{start} applyAlignment=\"1\"><alignment {alignment}/></xf>";
    }

    private static string Font(int size, string colour, bool isBold = false) =>
        $"<font>{(isBold ? "<b/>" : "")}<sz val=\"{size}\"/><color rgb=\"{colour}\"/><name val=\"Calibri\"/></font>";

    private static string Fill(string colour) => $"<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{colour}\"/></patternFill></fill>";

    private static string Border(string side)
    {
        var (top, bottom) = (side.StartsWith("<top", StringComparison.Ordinal) ? side : "<top/>", side.StartsWith("<bottom", StringComparison.Ordinal) ? side : "<bottom/>");
        return $"<border><left/><right/>{top}{bottom}<diagonal/></border>";
    }
}
