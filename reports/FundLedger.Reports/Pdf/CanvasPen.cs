using SkiaSharp;

namespace FundLedger.Reports.Pdf;

/// <summary>Draws on a canvas of Skia's, be it a page or a picture.</summary>
/// <param name="fontFile">A font with every character that will be drawn.</param>
internal abstract class CanvasPen(byte[] fontFile) : IPen, IDisposable
{
    private readonly TextShaper shaper = new(fontFile);
    private readonly SKPaint ink = new() { IsAntialias = true, Style = SKPaintStyle.Fill };
    private readonly SKPaint stroke = new() { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeJoin = SKStrokeJoin.Miter };

    protected abstract SKCanvas Canvas { get; }

    public abstract void BeginPage(Paper paper);

    public abstract void EndPage();

    public void Text(ReadOnlySpan<char> fitted, float x, float baseline, TextStyle style)
    {
        if (fitted.IsWhiteSpace()) return;
        using var blob = shaper.Shape(fitted, style.Size);
        ink.Color = style.Colour;
        Canvas.DrawText(blob, x, baseline, ink);
    }

    public void Rule(float fromX, float toX, float y, float weight, SKColor colour) =>
        Fill(new SKRect(fromX, y - weight / 2, toX, y + weight / 2), colour);

    public void Fill(SKRect area, SKColor colour)
    {
        ink.Color = colour;
        Canvas.DrawRect(area, ink);
    }

    public void Polygon(ReadOnlySpan<SKPoint> corners, SKColor colour)
    {
        ink.Color = colour;
        using var path = PathOf(corners, close: true);
        Canvas.DrawPath(path, ink);
    }

    public void Polyline(ReadOnlySpan<SKPoint> points, float weight, SKColor colour)
    {
        (stroke.Color, stroke.StrokeWidth) = (colour, weight);
        using var path = PathOf(points, close: false);
        Canvas.DrawPath(path, stroke);
    }

    public void Destination(string name, float y) => Canvas.DrawNamedDestinationAnnotation(new SKPoint(0, y), name);

    public void Link(SKRect area, string name) => Canvas.DrawLinkDestinationAnnotation(area, name);

    public virtual void Dispose()
    {
        shaper.Dispose();
        ink.Dispose();
        stroke.Dispose();
    }

    private static SKPath PathOf(ReadOnlySpan<SKPoint> points, bool close)
    {
        using var builder = new SKPathBuilder();
        builder.MoveTo(points[0]);
        foreach (var point in points[1..]) builder.LineTo(point);
        if (close) builder.Close();
        return builder.Detach();
    }
}
