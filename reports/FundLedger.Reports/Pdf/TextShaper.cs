using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using HarfBuzzSharp;
using SkiaSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace FundLedger.Reports.Pdf;

/// <summary>Turns text into placed glyphs that remember which characters they stand for, so that text can be taken out of the PDF again.</summary>
internal sealed class TextShaper : IDisposable
{
    private readonly SKData fontData;
    private readonly SKTypeface typeface;
    private readonly SKFont skiaFont;
    private readonly GCHandle pinnedFile;
    private readonly Blob blob;
    private readonly Face face;
    private readonly Font font;
    private readonly Buffer buffer = new();
    private readonly SKTextBlobBuilder builder = new();
    private byte[] utf8 = new byte[1024];

    public TextShaper(byte[] fontFile)
    {
        fontData = SKData.CreateCopy(fontFile);
        typeface = SKTypeface.FromData(fontData) ?? throw new InvalidOperationException("The cut font cannot be read.");
        skiaFont = new SKFont(typeface) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };
        pinnedFile = GCHandle.Alloc(fontFile, GCHandleType.Pinned);
        blob = new Blob(pinnedFile.AddrOfPinnedObject(), fontFile.Length, MemoryMode.ReadOnly);
        face = new Face(blob, 0);
        font = new Font(face);
        font.SetFunctionsOpenType();
        font.SetScale(face.UnitsPerEm, face.UnitsPerEm);
    }

    public SKTextBlob Shape(ReadOnlySpan<char> text, float size)
    {
        var bytes = Encode(text);
        buffer.ClearContents();
        buffer.AddUtf8(bytes);
        buffer.GuessSegmentProperties();
        buffer.Direction = Direction.LeftToRight;
        font.Shape(buffer);

        var glyphs = buffer.GetGlyphInfoSpan();
        var places = buffer.GetGlyphPositionSpan();
        skiaFont.Size = size;
        var scale = size / face.UnitsPerEm;
        var run = builder.AllocateRawPositionedTextRun(skiaFont, glyphs.Length, bytes.Length);
        bytes.CopyTo(run.Text);
        var x = 0f;
        for (var i = 0; i < glyphs.Length; i++)
        {
            run.Glyphs[i] = checked((ushort)glyphs[i].Codepoint);
            run.Clusters[i] = glyphs[i].Cluster;
            run.Positions[i] = new SKPoint(x + places[i].XOffset * scale, -places[i].YOffset * scale);
            x += places[i].XAdvance * scale;
        }

        return builder.Build() ?? throw new InvalidOperationException("Text without a glyph cannot be drawn.");
    }

    public void Dispose()
    {
        builder.Dispose();
        buffer.Dispose();
        font.Dispose();
        face.Dispose();
        blob.Dispose();
        pinnedFile.Free();
        skiaFont.Dispose();
        typeface.Dispose();
        fontData.Dispose();
    }

    private ReadOnlySpan<byte> Encode(ReadOnlySpan<char> text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (utf8.Length < most) utf8 = new byte[most];
        return utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8));
    }
}
