using FundLedger.Values;
using SkiaSharp;

namespace FundLedger.Reports.Pdf;

/// <summary>Draws pages of a PDF. Each finished page leaves for the output, so memory does not grow with the pages.</summary>
internal sealed class PdfPen : CanvasPen
{
    private readonly PdfOutput output;
    private readonly SKDocument document;
    private SKCanvas? canvas;
    private bool closed;

    /// <param name="fontFile">A font with every character that will be drawn.</param>
    public PdfPen(Stream output, Language language, byte[] fontFile, SKDocumentPdfMetadata metadata) : base(fontFile)
    {
        this.output = new PdfOutput(output, language);
        document = SKDocument.CreatePdf(this.output, metadata);
    }

    protected override SKCanvas Canvas => canvas ?? throw new InvalidOperationException("A page must be begun before it is drawn on.");

    public override void BeginPage(Paper paper) => canvas = document.BeginPage(paper.Width, paper.Height);

    /// <exception cref="IOException">The output could not be written.</exception>
    public override void EndPage()
    {
        canvas = null;
        document.EndPage();
        output.ThrowIfFailed();
    }

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

    public override void Dispose()
    {
        if (!closed) document.Abort();
        document.Dispose();
        base.Dispose();
        output.Dispose();
    }
}
