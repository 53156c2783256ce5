using SkiaSharp;

namespace FundLedger.Reports.Pdf;

/// <summary>What the layout draws with. It runs once with a pen that only takes notes, and once with the one that draws.</summary>
internal interface IPen
{
    void BeginPage(Paper paper);

    void EndPage();

    /// <param name="fitted">Text that went through the font's Fit.</param>
    void Text(ReadOnlySpan<char> fitted, float x, float baseline, TextStyle style);

    void Rule(float fromX, float toX, float y, float weight, SKColor colour);

    void Fill(SKRect area, SKColor colour);

    void Polygon(ReadOnlySpan<SKPoint> corners, SKColor colour);

    /// <summary>Names a place on the page, for links and bookmarks.</summary>
    void Destination(string name, float y);

    /// <summary>An area that leads to a named place.</summary>
    void Link(SKRect area, string name);

    void Polyline(ReadOnlySpan<SKPoint> points, float weight, SKColor colour);
}
