using System.Text;
using FundLedger.Reports.Fonts;
using FundLedger.Reports.Pdf;
using QuestPDF.Drawing;
using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using SkiaSharp;
using Look = FundLedger.Reports.Pdf.TextStyle;
using QuestStyle = QuestPDF.Infrastructure.TextStyle;

namespace FundLedger.Reports.QuestPdf;

/// <summary>Text as the Skia renderer has it: the same font, sizes and line ends, so that both make the same lines.</summary>
internal static class QuestText
{
    // What QuestPDF measures may differ from what was measured here by less than this; a line that was made to fit is not broken again.
    public const float Slack = 2;

    private const int Gb2312 = 20936; // the code page

    // QuestPDF 2023.12 puts the whole of a font into each document and never lets go of one, so no document gets a cut of its own.
    private static readonly (string Family, HashSet<int> Characters) Common, Whole;

    // Up to 2023.12 a line's height was a multiple of what the font says (ascent and descent are 1.448 of its size), since 2024.3 of its size.
    private static readonly float HeightOfOne = typeof(Document).Assembly.GetName().Version!.Major < 2024 ? 1.448f : 1;

    /// <summary>Gives QuestPDF the characters that <see cref="ReportFont.Fit"/> leaves, one for each glyph, so that no Chinese character is read back as a radical.</summary>
    static QuestText()
    {
        var gb2312 = CodePagesEncodingProvider.Instance.GetEncoding(Gb2312)!;
        var shown = Enumerable.Range(0x20, 0x30000 - 0x20).Where(Rune.IsValid).Select(character => new Rune(character).ToString()).Where(text => ReportFont.Shared.Fit(text) == text).ToList();
        Common = Registered("FundLedger common", shown.Where(text => text[0] < '\u2e80' || gb2312.GetString(gb2312.GetBytes(text)) == text));
        Whole = Registered("FundLedger whole", shown);
    }

    /// <summary>The smaller of the two fonts that has these characters.</summary>
    public static string FamilyFor(IEnumerable<int> characters) => Common.Characters.IsSupersetOf(characters) ? Common.Family : Whole.Family;

    private static (string Family, HashSet<int> Characters) Registered(string family, IEnumerable<string> texts)
    {
        var characters = texts.Select(text => Rune.GetRuneAt(text, 0).Value).Append(ReportFont.Replacement).ToHashSet();
        FontManager.RegisterFontWithCustomName(family, new MemoryStream(ReportFont.Shared.Cut(characters)));
        return (family, characters);
    }

    public static string In(this SKColor colour) => $"#{colour.Red:X2}{colour.Green:X2}{colour.Blue:X2}";

    /// <summary>All of the style but the font, which is the page's.</summary>
    public static QuestStyle Of(Look style) =>
        QuestStyle.Default.FontSize(style.Size).FontColor(style.Colour.In()).LineHeight(style.Leading / (style.Size * HeightOfOne));

    /// <summary>As many lines as it takes.</summary>
    /// <param name="room">The width that lines are made for; the container is wider by <see cref="Slack"/> where it can be.</param>
    public static void Paragraph(this IContainer container, string text, float room, Look style, bool toRight = false)
    {
        var (fitted, ends) = (ReportFont.Shared.Fit(text), new List<Range>());
        LineBreaker.Break(fitted, style.Size, room, ends);
        container.Words(string.Join('\n', ends.Select(end => fitted[end])), style, toRight);
    }

    /// <summary>One line, made smaller if it is wider than its room, so that a figure is never cut off.</summary>
    public static void Line(this IContainer container, string text, float room, Look style, bool toRight = false)
    {
        var fitted = ReportFont.Shared.Fit(text);
        var (width, fits) = (ReportFont.Shared.WidthOf(fitted, style.Size), room - Slack);
        container.Words(fitted, width > fits ? style with { Size = style.Size * fits / width } : style, toRight);
    }

    private static void Words(this IContainer container, string fitted, Look style, bool toRight) => container.Text(text =>
    {
        if (toRight) text.AlignRight();
        text.Span(fitted).Style(Of(style));
    });
}
