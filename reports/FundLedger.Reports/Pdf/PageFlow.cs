using FundLedger.Reports.Content;
using FundLedger.Reports.Fonts;
using FundLedger.Values;

namespace FundLedger.Reports.Pdf;

/// <summary>Pages filled from top to bottom, each with its running head and foot.</summary>
/// <param name="pagesBefore">Pages of the document before the first of these.</param>
internal sealed class PageFlow(IPen pen, Paper paper, ReportContent content, Language language, int totalPages, int pagesBefore = 0)
{
    private readonly List<Range> lines = [];

    public IPen Pen => pen;
    public Paper Paper => paper;
    public Language Language => language;

    /// <summary>How many pages were begun.</summary>
    public int Pages { get; private set; }

    /// <summary>Where the next thing may be drawn.</summary>
    public float Y { get; set; }

    public bool Fits(float height) => Y + height <= paper.Bottom;

    public void BeginPage()
    {
        if (Pages > 0) pen.EndPage();
        pen.BeginPage(paper);
        Pages++;
        Y = paper.Top;
        DrawFoot();
        if (Pages > 1) DrawRunningHead();
    }

    /// <summary>Begins a page unless this much fits on the present one.</summary>
    public void Need(float height)
    {
        if (!Fits(height)) BeginPage();
    }

    public void End() => pen.EndPage();

    /// <summary>One line, made smaller if it is wider than its room, so that a figure is never cut off.</summary>
    public void Line(string text, float x, float baseline, TextStyle style, float room) => DrawLine(text, x, baseline, style, room, toRight: false);

    /// <inheritdoc cref="Line"/>
    public void LineToRight(string text, float right, float baseline, TextStyle style, float room) =>
        DrawLine(text, right, baseline, style, room, toRight: true);

    /// <summary>As many lines as it takes, from <see cref="Y"/> downwards, over pages if need be.</summary>
    public void Paragraph(string text, float x, float room, TextStyle style)
    {
        var fitted = ReportFont.Shared.Fit(text);
        LineBreaker.Break(fitted, style.Size, room, lines);
        foreach (var line in lines)
        {
            Need(style.Leading);
            pen.Text(fitted.AsSpan(line), x, BaselineIn(Y, style), style);
            Y += style.Leading;
        }
    }

    /// <summary>The height a paragraph will take.</summary>
    public float HeightOf(string text, float room, TextStyle style)
    {
        LineBreaker.Break(ReportFont.Shared.Fit(text), style.Size, room, lines);
        return lines.Count * style.Leading;
    }

    /// <summary>The baseline of a line whose box starts at <paramref name="top"/>.</summary>
    public static float BaselineIn(float top, TextStyle style) => top + style.Leading / 2 + style.Size * 0.37f;

    private void DrawLine(string text, float x, float baseline, TextStyle style, float room, bool toRight)
    {
        var fitted = ReportFont.Shared.Fit(text);
        var width = ReportFont.Shared.WidthOf(fitted, style.Size);
        var drawn = width > room ? style with { Size = style.Size * room / width } : style;
        pen.Text(fitted, toRight ? x - Math.Min(width, room) : x, baseline, drawn);
    }

    private void DrawRunningHead()
    {
        var baseline = paper.Top - 20;
        Line($"{content.Title.In(language)}    {content.Head.FundText().In(language)}", paper.Left, baseline, Style.Running, paper.Room * 0.7f);
        LineToRight(content.Days, paper.Right, baseline, Style.Running, paper.Room * 0.28f);
        pen.Rule(paper.Left, paper.Right, baseline + 6, Style.HairlineWeight, Style.Hairline);
    }

    private void DrawFoot()
    {
        var baseline = paper.Bottom + 22;
        var number = new Bilingual($"第 {pagesBefore + Pages} 页，共 {totalPages} 页", $"Page {pagesBefore + Pages} of {totalPages}").In(language);
        pen.Rule(paper.Left, paper.Right, baseline - 11, Style.HairlineWeight, Style.Hairline);
        Line(content.Head.FootText().In(language), paper.Left, baseline, Style.Running, paper.Room * 0.82f);
        LineToRight(number, paper.Right, baseline, Style.Running, paper.Room * 0.16f);
    }
}
