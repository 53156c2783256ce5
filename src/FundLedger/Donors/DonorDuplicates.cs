using System.Text;
using FundLedger.Donors.Pinyin;

namespace FundLedger.Donors;

/// <summary>Why donors may be the same.</summary>
public enum DuplicateReason
{
    /// <summary>The names differ in blanks, width, case or marks alone.</summary>
    WrittenAlike,

    /// <summary>The names are read alike.</summary>
    SoundAlike,
}

/// <summary>The reasons in both languages.</summary>
public static class DuplicateReasons
{
    public static Bilingual Name(this DuplicateReason reason) => reason switch
    {
        DuplicateReason.WrittenAlike => new("写法只差空格、全半角、大小写或标点", "Differ in blanks, width, case or marks alone"),
        _ => new("读音相同", "Read alike"),
    };
}

/// <param name="Name">Masked.</param>
public sealed record PossibleDonor(long Id, DonorKind Kind, string Name);

/// <summary>Donors that may be one; people decide.</summary>
public sealed record PossibleDuplicate(DuplicateReason Reason, IReadOnlyList<PossibleDonor> Donors);

/// <summary>Looks for donors that were entered twice. Nothing is stored of it; anonymous donors are not compared.</summary>
public static class DonorDuplicates
{
    private static readonly SqlFile ListNames = new("donors/list_names");

    /// <param name="most">Groups at most; those that are written alike come first.</param>
    public static async Task<IReadOnlyList<PossibleDuplicate>> FindAsync(LedgerReader reader, int most)
    {
        var names = (await reader.QueryAsync<Row>(ListNames)).Select(row => (Donor: row.ToDonor(), row.Name, Plain: Plain(row.Name))).ToList();
        var written = names.GroupBy(name => name.Plain).Where(group => group.Key.Length > 0 && group.Count() > 1).ToList();
        var alike = written.SelectMany(group => group).Select(name => name.Donor.Id).ToHashSet();
        var read = names.Where(name => !alike.Contains(name.Donor.Id)).Select(name => (name.Donor, Sound: Sound(name.Plain))).Where(name => name.Sound.Length > 0)
            .GroupBy(name => name.Sound).Where(group => group.Count() > 1);
        return
        [
            .. written.Select(group => new PossibleDuplicate(DuplicateReason.WrittenAlike, [.. group.Select(name => name.Donor)]))
                .Concat(read.Select(group => new PossibleDuplicate(DuplicateReason.SoundAlike, [.. group.Select(name => name.Donor)]))).Take(most),
        ];
    }

    /// <summary>Letters and digits alone, of half width and small.</summary>
    internal static string Plain(string name) => string.Concat(name.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>The first reading of each character; empty for a name of one character, or with one that has no reading, which say too little.</summary>
    internal static string Sound(string plain)
    {
        var sound = new StringBuilder();
        var count = 0;
        foreach (var rune in plain.EnumerateRunes())
        {
            var readings = Readings.Of(rune.Value);
            if (readings.IsEmpty) return "";
            sound.Append(readings[0]).Append(' ');
            count++;
        }

        return count > 1 ? sound.ToString() : "";
    }

    private sealed record Row
    {
        public long DonorId { get; init; }
        public string Kind { get; init; } = "";
        public string Name { get; init; } = "";

        internal PossibleDonor ToDonor()
        {
            var kind = Kind == "organisation" ? DonorKind.Organisation : DonorKind.Person;
            return new PossibleDonor(DonorId, kind, Masking.Masked(Name, kind));
        }
    }
}
