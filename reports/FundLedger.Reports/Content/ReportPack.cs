using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>Several reports as one document: a cover, the contents, and each part in turn.</summary>
/// <param name="Key">Stable English name for programs, camelCase.</param>
/// <param name="Head">Of the whole; every part was drawn from the same books as known at the same moment.</param>
/// <param name="Facts">Single values for the cover, in reading order.</param>
/// <param name="Notes">Sentences for the cover: what the pack is, and how to check it.</param>
public sealed record ReportPack(string Key, Bilingual Title, ReportHead Head, IReadOnlyList<Fact> Facts, IReadOnlyList<Bilingual> Notes, IReadOnlyList<PackPart> Parts)
{
    /// <summary>The cover as a report without sections: what renderers name the document by.</summary>
    internal ReportContent Cover => new(Key, Title, Head, Facts, []);
}

/// <param name="Key">Its own in the pack, camelCase.</param>
/// <param name="Title">As the contents have it.</param>
public sealed record PackPart(string Key, Bilingual Title, ReportContent Content);

/// <summary>Words of every pack.</summary>
internal static class PackWords
{
    public static readonly Bilingual Contents = new("目录", "Contents");
    public static readonly Bilingual Part = new("部分", "Part");
    public static readonly Bilingual About = new("说明", "About");
}
