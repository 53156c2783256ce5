using System.Globalization;
using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>What the head of a report says to people: whose books, known when, up to which entry.</summary>
public static class HeadTexts
{
    // Asia/Shanghai has kept this offset since 1991, so no time zone data is asked of the machine.
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    private static readonly Bilingual WholeEntity = new("全部基金", "All funds");

    /// <summary>Name and code of the fund, or that all funds of the entity are meant.</summary>
    public static Bilingual FundText(this ReportHead head) => head.Fund is { } fund ? Bilingual.Same($"{fund.Name} ({fund.Code})") : WholeEntity;

    /// <summary><c>2026-07-01 09:30:00.000000 +08:00</c>: to the microsecond, so that the report can be drawn again.</summary>
    public static string KnownAtText(this ReportHead head) =>
        head.KnownAt.ToOffset(Shanghai).ToString("yyyy-MM-dd HH:mm:ss.ffffff zzz", CultureInfo.InvariantCulture);

    /// <summary>The same moment to the second, for people at a glance.</summary>
    public static Bilingual KnownAtShortText(this ReportHead head)
    {
        var known = head.KnownAt.ToOffset(Shanghai).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return new($"{known}（上海时间）", $"{known} (Asia/Shanghai)");
    }

    /// <summary>One line for the foot of every page.</summary>
    public static Bilingual FootText(this ReportHead head)
    {
        var known = head.KnownAtShortText();
        if (head.LastEntry == 0) return new($"账簿尚无分录    数据截至 {known.Zh}", $"No entries in the books yet    Known at {known.En}");
        var hash = Convert.ToHexStringLower(head.LastEntryHash.Span)[..Math.Min(16, head.LastEntryHash.Length * 2)];
        return new(
            $"分录截至 {head.LastEntry} 号    末笔哈希 {hash}    数据截至 {known.Zh}",
            $"Entries up to no. {head.LastEntry}    Last entry hash {hash}    Known at {known.En}");
    }

    /// <summary>What a stranger needs to draw the report again and to check its last entry.</summary>
    public static IReadOnlyList<(Bilingual Label, Bilingual Value)> Provenance(this ReportHead head) =>
    [
        (Words.KnownAt, new($"{head.KnownAtText()}（上海时间）", $"{head.KnownAtText()} (Asia/Shanghai)")),
        (new("末笔分录号", "Last entry"), Bilingual.Same(head.LastEntry.ToString(CultureInfo.InvariantCulture))),
        (new("末笔分录哈希 (SHA-256)", "Hash of the last entry (SHA-256)"), head.LastEntryHash.IsEmpty
            ? new("无", "none")
            : Bilingual.Same(Convert.ToHexStringLower(head.LastEntryHash.Span))),
    ];
}
