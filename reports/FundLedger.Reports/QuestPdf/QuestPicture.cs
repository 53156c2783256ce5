using FundLedger.Reports.Content;
using FundLedger.Reports.Fonts;
using FundLedger.Reports.Pdf;
using FundLedger.Values;
using SkiaSharp;

namespace FundLedger.Reports.QuestPdf;

/// <summary>Drawings of the Skia renderer as pictures, since QuestPDF 2023.12 takes no SVG and 2026.7 no canvas.</summary>
internal static class QuestPicture
{
    private const float DotsPerPoint = 4;
    private const int DotsPerModule = 8;
    private const float TallPage = 2_000;
    private const float Headroom = 4; // half of the label beside the top of a plot

    /// <param name="draw">Draws from the left edge and the top of the page downwards.</param>
    /// <returns>A PNG as wide as the paper has room, and its height in points.</returns>
    public static (byte[] Png, float Height) Of(Action<PageFlow> draw, Paper paper, ReportContent content, Language language)
    {
        var page = new Paper(paper.Width, TallPage);
        PageFlow FlowFor(IPen pen) => new(pen, page, content, language, totalPages: 0) { Y = page.Top };

        var counting = new CountingPen();
        var measured = FlowFor(counting);
        draw(measured);
        var height = measured.Y - page.Top + Headroom;
        using var pen = new PicturePen(new SKRect(page.Left, page.Top - Headroom, page.Right, measured.Y), ReportFont.Shared.Cut(counting.Characters));
        draw(FlowFor(pen));
        return (pen.Png(), height);
    }

    /// <summary>A QR code, each module in whole dots, so that no seam shows between them.</summary>
    public static byte[] OfQr(string address)
    {
        var code = QrModules.Of(address);
        using var picture = new SKBitmap(code.Side * DotsPerModule, code.Side * DotsPerModule);
        using var canvas = new SKCanvas(picture);
        using var black = new SKPaint { Color = SKColors.Black };
        canvas.Clear(SKColors.Transparent);
        foreach (var (x, y, length) in code.Runs) canvas.DrawRect(SKRect.Create(x * DotsPerModule, y * DotsPerModule, length * DotsPerModule, DotsPerModule), black);
        using var png = picture.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }

    private sealed class PicturePen : CanvasPen
    {
        private readonly SKBitmap picture;
        private readonly SKCanvas canvas;

        public PicturePen(SKRect area, byte[] fontFile) : base(fontFile)
        {
            picture = new SKBitmap((int)MathF.Ceiling(area.Width * DotsPerPoint), (int)MathF.Ceiling(area.Height * DotsPerPoint));
            canvas = new SKCanvas(picture);
            canvas.Clear(SKColors.Transparent);
            canvas.Scale(DotsPerPoint);
            canvas.Translate(-area.Left, -area.Top);
        }

        protected override SKCanvas Canvas => canvas;

        public byte[] Png()
        {
            canvas.Flush();
            using var png = picture.Encode(SKEncodedImageFormat.Png, quality: 100);
            return png.ToArray();
        }

        public override void BeginPage(Paper paper) => throw new InvalidOperationException("A picture has no pages: what is drawn fits it.");

        public override void EndPage() => throw new InvalidOperationException("A picture has no pages: what is drawn fits it.");

        public override void Dispose()
        {
            canvas.Dispose();
            picture.Dispose();
            base.Dispose();
        }
    }
}
