using System.IO.Compression;

namespace FundLedger.Donors.Pinyin;

/// <summary>How characters are read aloud, without tones: every reading of each, ü written v.</summary>
internal static class Readings
{
    private static readonly Lazy<Dictionary<int, string[]>> Table = new(Read);

    /// <summary>The readings of a character; none of one that has none.</summary>
    /// <param name="character">A Unicode code point.</param>
    internal static ReadOnlySpan<string> Of(int character) => Table.Value.TryGetValue(character, out var readings) ? readings : [];

    private static Dictionary<int, string[]> Read()
    {
        using var packed = typeof(Readings).Assembly.GetManifestResourceStream("pinyin.txt.br");
        Invariant.Holds(packed is not null, "the readings travel inside the program");
        using var text = new StreamReader(new BrotliStream(packed, CompressionMode.Decompress));
        var table = new Dictionary<int, string[]>(27_100);
        while (text.ReadLine() is { } line)
        {
            var blank = line.IndexOf(' ');
            var syllable = line[..blank];
            foreach (var rune in line.AsSpan(blank + 1).EnumerateRunes())
                table[rune.Value] = table.TryGetValue(rune.Value, out var known) ? [.. known, syllable] : [syllable];
        }

        return table;
    }
}
