using FundLedger.Reports.Fonts;
using FundLedger.Reports.Pdf;
using SkiaSharp;

namespace FundLedger.Bench;

/// <summary>Keeps what a layout drew, and draws it again with nothing but Skia: no layout, no shaping, no streaming of rows.</summary>
internal sealed class DrawnPages : IPen
{
    private readonly CountingPen counting = new();
    private readonly List<Paper> papers = [];
    private readonly List<List<Mark>> pages = [];
    private byte[]? font;

    public void BeginPage(Paper paper)
    {
        papers.Add(paper);
        pages.Add([]);
    }

    public void EndPage()
    {
    }

    public void Text(ReadOnlySpan<char> fitted, float x, float baseline, TextStyle style)
    {
        if (fitted.IsWhiteSpace()) return;
        counting.Text(fitted, x, baseline, style);
        pages[^1].Add(new Mark(fitted.ToString(), new SKRect(x, baseline, x, baseline), style.Size, style.Colour));
    }

    public void Rule(float fromX, float toX, float y, float weight, SKColor colour) => Fill(new SKRect(fromX, y - weight / 2, toX, y + weight / 2), colour);

    public void Fill(SKRect area, SKColor colour) => pages[^1].Add(new Mark(null, area, 0, colour));

    public void Polygon(ReadOnlySpan<SKPoint> corners, SKColor colour) => throw new NotSupportedException("charts are not kept");

    public void Polyline(ReadOnlySpan<SKPoint> points, float weight, SKColor colour) => throw new NotSupportedException("charts are not kept");

    public void Destination(string name, float y)
    {
    }

    public void Link(SKRect area, string name)
    {
    }

    internal void Replay(Stream output)
    {
        font ??= ReportFont.Shared.Cut(counting.Characters); // made once: it is not Skia's
        using var data = SKData.CreateCopy(font);
        using var typeface = SKTypeface.FromData(data);
        using var letters = new SKFont(typeface) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };
        using var ink = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Fill };
        using var document = SKDocument.CreatePdf(output, SKDocumentPdfMetadata.Default);
        for (var page = 0; page < pages.Count; page++)
        {
            var canvas = document.BeginPage(papers[page].Width, papers[page].Height);
            foreach (var mark in pages[page])
            {
                ink.Color = mark.Colour;
                letters.Size = mark.Size;
                if (mark.Text is null) canvas.DrawRect(mark.Area, ink);
                else canvas.DrawText(mark.Text, mark.Area.Left, mark.Area.Top, SKTextAlign.Left, letters, ink);
            }

            document.EndPage();
        }

        document.Close();
    }

    private sealed record Mark(string? Text, SKRect Area, float Size, SKColor Colour);
}
