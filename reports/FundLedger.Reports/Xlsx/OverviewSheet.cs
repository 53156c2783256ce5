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

    public static void Write(XlsxPackage package, ReportContent content, Language language, CellPen pen)
    {
        using var sheet = package.BeginSheet(Name.In(language), [26, 26], hasHeader: false, isFirst: true);
        Line(sheet, content.Title.In(language), XlsxStyle.Title);
        Line(sheet, content.Head.Entity, XlsxStyle.Quiet);
        Line(sheet, content.Head.FundText().In(language), XlsxStyle.Heading);
        Line(sheet, "");
        foreach (var (label, value) in content.TitleFacts) Fact(sheet, label.In(language), value, pen);
        foreach (var figure in content.Headlines) Fact(sheet, figure.Label.In(language), figure.Value, pen);
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
