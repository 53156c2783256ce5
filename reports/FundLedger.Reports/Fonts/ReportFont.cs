using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using HarfBuzzSharp;

namespace FundLedger.Reports.Fonts;

/// <summary>Noto Sans SC Regular: what fits it, how wide text is, and a cut of it for one document. Safe to use from several threads.</summary>
internal sealed class ReportFont
{
    /// <summary>Stands where a character was that the font cannot show.</summary>
    public const char Replacement = '□';

    private const ushort NotShown = ushort.MaxValue;

    private static readonly Lazy<ReportFont> Instance = new(() => new ReportFont());

    private readonly Face face;
    private readonly float unitsPerEm;
    private readonly ushort[] advances; // by character; NotShown when the font lacks it or shows it by the glyph of another one
    private readonly Dictionary<int, int> sameGlyph = []; // 金 as a radical (U+2FA6) is drawn by the glyph of 金: the text says the latter

    private ReportFont()
    {
        face = new Face(Load(), 0);
        face.MakeImmutable();
        unitsPerEm = face.UnitsPerEm;
        var characters = HarfBuzzSubset.CharactersOf(face.Handle);
        advances = new ushort[characters[^1] + 1];
        Array.Fill(advances, NotShown);
        Measure(characters);
    }

    public static ReportFont Shared => Instance.Value;

    /// <summary>Width in the unit of <paramref name="size"/>. The text must have gone through <see cref="Fit"/>.</summary>
    public float WidthOf(ReadOnlySpan<char> fitted, float size)
    {
        var units = 0;
        foreach (var rune in fitted.EnumerateRunes()) units += advances[rune.Value];
        return units * size / unitsPerEm;
    }

    public float WidthOf(Rune fitted, float size) => advances[fitted.Value] * size / unitsPerEm;

    /// <summary>The same text in characters this font shows, one way to write each.</summary>
    /// <remarks>Line ends become spaces, marks that show nothing go, what the font lacks becomes □.</remarks>
    public string Fit(string text)
    {
        foreach (var unit in text)
        {
            if (unit >= advances.Length || advances[unit] == NotShown || IsAccentApart(unit)) return Mend(text);
        }

        return text;
    }

    /// <summary>A font file with only these characters.</summary>
    public byte[] Cut(IEnumerable<int> characters) => HarfBuzzSubset.Cut(face.Handle, characters);

    private string Mend(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) whole.Append(IsNoCharacter(rune) ? "\ufffd" : rune.ToString()); // as lone surrogates do: now it can be normalised
        var mended = new StringBuilder(whole.Length);
        foreach (var rune in whole.ToString().Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Shows(rune.Value)) mended.Append(rune.ToString());
            else if (sameGlyph.TryGetValue(rune.Value, out var other)) mended.Append(char.ConvertFromUtf32(other));
            else if (rune.Value is '\t' or '\n' or '\r' || Rune.IsWhiteSpace(rune)) mended.Append(' ');
            else if (!IsInvisible(rune)) mended.Append(Replacement);
        }

        return mended.ToString();
    }

    // U+FFFE and U+FFFF, in each plane, are no characters, and a text that holds one cannot be normalised.
    private static bool IsNoCharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE;

    private static bool IsAccentApart(char unit) => unit is >= '\u0300' and <= '\u036f';

    private bool Shows(int character) => character < advances.Length && advances[character] != NotShown;

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format || rune.Value is >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF;

    private void Measure(List<int> characters)
    {
        using var font = new Font(face);
        font.SetFunctionsOpenType();
        font.SetScale(face.UnitsPerEm, face.UnitsPerEm);
        var byGlyph = new Dictionary<uint, int>(characters.Count);
        foreach (var character in characters.OrderBy(Rank).ThenBy(character => character))
        {
            if (IsInvisible(new Rune(character)) || Rune.IsControl(new Rune(character)) || !font.TryGetNominalGlyph(character, out var glyph)) continue;
            if (byGlyph.TryAdd(glyph, character)) advances[character] = checked((ushort)font.GetHorizontalGlyphAdvance(glyph));
            else sameGlyph.Add(character, byGlyph[glyph]);
        }
    }

    // Of characters that share a glyph the plainest stands for all, so that text taken out of a document can be searched.
    private static int Rank(int character) => character switch
    {
        < 0x80 or 0x2013 => 0,
        >= 0x4E00 and <= 0x9FFF => 1,
        (>= 0x3000 and <= 0x303F) or (>= 0xFF00 and <= 0xFFEF) => 2,
        >= 0x3400 and <= 0x4DBF => 3,
        _ => 4,
    };

    private static Blob Load()
    {
        using var packed = typeof(ReportFont).Assembly.GetManifestResourceStream("NotoSansSC-Regular.ttf.br")
            ?? throw new InvalidOperationException("The font of the reports is missing from this build.");
        using var unpacked = new MemoryStream(11 * 1024 * 1024);
        using (var brotli = new BrotliStream(packed, CompressionMode.Decompress)) brotli.CopyTo(unpacked);

        // Held for as long as the program runs, outside the garbage collector's heap.
        var length = checked((int)unpacked.Length);
        var data = Marshal.AllocHGlobal(length);
        Marshal.Copy(unpacked.GetBuffer(), 0, data, length);
        return new Blob(data, length, MemoryMode.ReadOnly, () => Marshal.FreeHGlobal(data));
    }
}
