using System.Collections;
using SkiaSharp;

namespace FundLedger.Reports.Pdf;

/// <summary>Draws nothing: it notes which characters a document needs, so that the font is cut before the first page is drawn.</summary>
internal sealed class CountingPen : IPen
{
    private readonly BitArray seen = new(0x110000);

    /// <summary>In ascending order, and always with the digits, since the number of pages is not known yet.</summary>
    public IEnumerable<int> Characters => Enumerable.Range(0, seen.Length).Where(character => seen[character] || character is >= '0' and <= '9');

    public void Text(ReadOnlySpan<char> fitted, float x, float baseline, TextStyle style)
    {
        foreach (var rune in fitted.EnumerateRunes()) seen[rune.Value] = true;
    }

    public void BeginPage(Paper paper)
    {
    }

    public void EndPage()
    {
    }

    public void Rule(float fromX, float toX, float y, float weight, SKColor colour)
    {
    }

    public void Fill(SKRect area, SKColor colour)
    {
    }

    public void Polygon(ReadOnlySpan<SKPoint> corners, SKColor colour)
    {
    }

    public void Destination(string name, float y)
    {
    }

    public void Link(SKRect area, string name)
    {
    }

    public void Polyline(ReadOnlySpan<SKPoint> points, float weight, SKColor colour)
    {
    }
}
