using FundLedger.Values;
using SkiaSharp;

namespace FundLedger.Reports.Pdf;

/// <summary>Draws pages of a PDF. Each finished page leaves for the output, so memory does not grow with the pages.</summary>
internal sealed class PdfPen : IPen, IDisposable
{
    private readonly PdfOutput output;
    private readonly SKDocument document;
    private readonly TextShaper shaper;
    private readonly SKPaint ink = new() { IsAntialias = true, Style = SKPaintStyle.Fill };
    private readonly SKPaint stroke = new() { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeJoin = SKStrokeJoin.Miter };
    private SKCanvas? canvas;
    private bool closed;

    /// <param name="fontFile">A font with every character that will be drawn.</param>
    public PdfPen(Stream output, Language language, byte[] fontFile, SKDocumentPdfMetadata metadata)
    {
        this.output = new PdfOutput(output, language);
        shaper = new TextShaper(fontFile);
        document = SKDocument.CreatePdf(this.output, metadata);
    }

    private SKCanvas Canvas => canvas ?? throw new InvalidOperationException("A page must be begun before it is drawn on.");

    public void BeginPage(Paper paper) => canvas = document.BeginPage(paper.Width, paper.Height);

    /// <exception cref="IOException">The output could not be written.</exception>
    public void EndPage()
    {
        canvas = null;
        document.EndPage();
        output.ThrowIfFailed();
    }

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

    /// <summary>Completes the file.</summary>
    /// <param name="bookmarks">Titles and the named places they lead to, for the reader's outline; none for a short document.</param>
    /// <exception cref="IOException">The output could not be written.</exception>
    public void Close(params IReadOnlyList<(string Title, string Destination)> bookmarks)
    {
        document.Close();
        closed = true;
        if (bookmarks.Count > 0) output.Append(PdfOutline.Of(output.Catalog, output.Tail, output.Position, bookmarks));
        output.ThrowIfFailed();
    }

    public void Dispose()
    {
        if (!closed) document.Abort();
        document.Dispose();
        shaper.Dispose();
        ink.Dispose();
        stroke.Dispose();
        output.Dispose();
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
