using System.Runtime.InteropServices;

namespace FundLedger.Reports.Fonts;

/// <summary>The part of HarfBuzz that its .NET binding leaves out: listing a font's characters and cutting a font down to some of them.</summary>
internal static unsafe partial class HarfBuzzSubset
{
    private const string Library = "libHarfBuzzSharp";
    private const int LayoutFeatures = 6;
    private const uint NoHinting = 1;
    private const uint EndOfSet = uint.MaxValue;

    // Kerning only: ligatures and alternates would part the glyphs from the characters they stand for.
    private const uint Kerning = ((uint)'k' << 24) | ((uint)'e' << 16) | ((uint)'r' << 8) | 'n';

    /// <summary>Every character the font maps to a glyph, in ascending order.</summary>
    public static List<int> CharactersOf(nint face)
    {
        var set = hb_set_create();
        try
        {
            hb_face_collect_unicodes(face, set);
            var characters = new List<int>();
            for (var character = EndOfSet; hb_set_next(set, ref character) != 0;) characters.Add((int)character);
            return characters;
        }
        finally
        {
            hb_set_destroy(set);
        }
    }

    /// <summary>A font file with the glyphs of <paramref name="characters"/> only.</summary>
    /// <exception cref="InvalidOperationException">HarfBuzz could not cut the font.</exception>
    public static byte[] Cut(nint face, IEnumerable<int> characters)
    {
        var input = hb_subset_input_create_or_fail();
        if (input == 0) throw new InvalidOperationException("HarfBuzz could not prepare the font subset: out of memory.");
        nint subset = 0;
        try
        {
            var wanted = hb_subset_input_unicode_set(input);
            foreach (var character in characters) hb_set_add(wanted, (uint)character);
            var features = hb_subset_input_set(input, LayoutFeatures);
            hb_set_clear(features);
            hb_set_add(features, Kerning);
            hb_subset_input_set_flags(input, NoHinting);
            subset = hb_subset_or_fail(face, input);
            if (subset == 0) throw new InvalidOperationException("HarfBuzz could not cut the font to the characters used.");
            return FileOf(subset);
        }
        finally
        {
            if (subset != 0) hb_face_destroy(subset);
            hb_subset_input_destroy(input);
        }
    }

    private static byte[] FileOf(nint face)
    {
        var blob = hb_face_reference_blob(face);
        try
        {
            var data = hb_blob_get_data(blob, out var length);
            return new ReadOnlySpan<byte>((void*)data, checked((int)length)).ToArray();
        }
        finally
        {
            hb_blob_destroy(blob);
        }
    }

#pragma warning disable IDE1006 // The names are HarfBuzz's own.
    [LibraryImport(Library)] private static partial nint hb_set_create();
    [LibraryImport(Library)] private static partial void hb_set_destroy(nint set);
    [LibraryImport(Library)] private static partial void hb_set_add(nint set, uint value);
    [LibraryImport(Library)] private static partial void hb_set_clear(nint set);
    [LibraryImport(Library)] private static partial int hb_set_next(nint set, ref uint value);
    [LibraryImport(Library)] private static partial void hb_face_collect_unicodes(nint face, nint set);
    [LibraryImport(Library)] private static partial nint hb_face_reference_blob(nint face);
    [LibraryImport(Library)] private static partial void hb_face_destroy(nint face);
    [LibraryImport(Library)] private static partial nint hb_blob_get_data(nint blob, out uint length);
    [LibraryImport(Library)] private static partial void hb_blob_destroy(nint blob);
    [LibraryImport(Library)] private static partial nint hb_subset_input_create_or_fail();
    [LibraryImport(Library)] private static partial void hb_subset_input_destroy(nint input);
    [LibraryImport(Library)] private static partial nint hb_subset_input_unicode_set(nint input);
    [LibraryImport(Library)] private static partial nint hb_subset_input_set(nint input, int kind);
    [LibraryImport(Library)] private static partial void hb_subset_input_set_flags(nint input, uint flags);
    [LibraryImport(Library)] private static partial nint hb_subset_or_fail(nint face, nint input);
#pragma warning restore IDE1006
}
