using FundLedger.Reports.Content;
using FundLedger.Values;

namespace FundLedger.Reports.Xlsx;

/// <summary>The first sheet: what the report is, its figures, how they are meant, and what they were drawn from.</summary>
internal static class OverviewSheet
{
    private static readonly Bilingual Name = new("概要", "Overview");

    private static readonly Bilingual LongNumbers = new(
        "超过 15 位数字的数值以文本列示，因为电子表格会将其舍入；含有此类数值的合计不用公式。",
        "Numbers of more than 15 digits stand as text, because a spreadsheet would round them; totals over such numbers are no formulas.");

    /// <summary>The first sheet of a pack.</summary>
    public static void WriteContents(XlsxPackage package, ReportPack pack, Language language)
    {
        using var sheet = package.BeginSheet(PackWords.Contents.In(language), [8, 60], hasHeader: false, isFirst: true);
        Line(sheet, pack.Title.In(language), XlsxStyle.Title);
        Line(sheet, pack.Head.Entity, XlsxStyle.Quiet);
        Line(sheet, pack.Head.FundText().In(language), XlsxStyle.Heading);
        var pen = new CellPen(pack.Head.Currency, language);
        foreach (var (label, value) in pack.Cover.TitleFacts) Fact(sheet, label.In(language), value, pen);
        Line(sheet, "");
        Line(sheet, PackWords.Contents.In(language), XlsxStyle.Heading);
        for (var i = 0; i < pack.Parts.Count; i++) Fact(sheet, (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), Cell.Of(pack.Parts[i].Title), pen);
        Line(sheet, "");
        foreach (var note in pack.Notes) Line(sheet, note.In(language));
    }

    /// <param name="prefix">The number of the part of a pack, before the name of its sheet; empty for a report by itself.</param>
    public static void Write(XlsxPackage package, ReportContent content, Language language, CellPen pen, string prefix = "")
    {
        using var sheet = package.BeginSheet(prefix.Length == 0 ? Name.In(language) : XlsxPackage.SheetName(prefix + Name.In(language)), [26, 26], hasHeader: false, isFirst: prefix.Length == 0);
        Line(sheet, content.Title.In(language), XlsxStyle.Title);
        Line(sheet, content.Head.Entity, XlsxStyle.Quiet);
        Line(sheet, content.Head.FundText().In(language), XlsxStyle.Heading);
        Line(sheet, "");
        foreach (var (label, value) in content.TitleFacts) Fact(sheet, label.In(language), value, pen);
        foreach (var figure in content.Headlines) Fact(sheet, figure.Label.In(language), figure.Value, pen);
        if (content.Checks.Any())
        {
            Line(sheet, "");
            Line(sheet, Words.Checks.In(language), XlsxStyle.Heading);
            foreach (var check in content.Checks) Line(sheet, check.Said(language));
        }

        foreach (var notes in content.Sections.OfType<NoteSection>())
        {
            Line(sheet, "");
            Line(sheet, notes.Heading.In(language), XlsxStyle.Heading);
            foreach (var note in notes.Notes) Line(sheet, note.In(language));
        }

        foreach (var signatures in content.Sections.OfType<SignatureSection>())
        {
            Line(sheet, "");
            Line(sheet, signatures.Heading.In(language), XlsxStyle.Heading);
            Line(sheet, signatures.State.In(language));
            foreach (var one in signatures.Signatories) Fact(sheet, one.As.In(language), Cell.Of(one.Name), pen);
        }

        if (pen.WroteLongNumber) Line(sheet, LongNumbers.In(language));
        Line(sheet, "");
        Line(sheet, Words.Basis.In(language), XlsxStyle.Heading);
        foreach (var (label, value) in content.Provenance()) Fact(sheet, label.In(language), Cell.Of(value), pen);
    }

    private static void Line(SheetWriter sheet, string text, XlsxStyle style = XlsxStyle.Text)
    {
        sheet.BeginRow();
        if (text.Length > 0) sheet.Text(0, text, style);
        sheet.EndRow();
    }

    private static void Fact(SheetWriter sheet, string label, Cell value, CellPen pen)
    {
        sheet.BeginRow();
        sheet.Text(0, label, XlsxStyle.Quiet);
        pen.Write(sheet, 1, value);
        sheet.EndRow();
    }
}
