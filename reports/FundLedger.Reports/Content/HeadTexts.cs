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
        if (head.Checkpoint is { HoldsLastEntry: true } signed)
            return new(
                $"分录截至 {head.LastEntry} 号    检查点 {signed.Size} 笔 {Short(signed.Root)}    数据截至 {known.Zh}",
                $"Entries up to no. {head.LastEntry}    Checkpoint of {signed.Size} {Short(signed.Root)}    Known at {known.En}");
        var hash = Short(head.LastEntryHash);
        return new(
            $"分录截至 {head.LastEntry} 号    末笔哈希 {hash}    数据截至 {known.Zh}",
            $"Entries up to no. {head.LastEntry}    Last entry hash {hash}    Known at {known.En}");
    }

    /// <summary>What a stranger needs to draw the report again and to check it.</summary>
    public static IReadOnlyList<(Bilingual Label, Bilingual Value)> Provenance(this ReportContent content) =>
    [
        .. Provenance(content.Head),
        .. content.CheckAddress is { } address ? [(CheckHere, Bilingual.Same(address))] : Array.Empty<(Bilingual, Bilingual)>(),
    ];

    /// <summary>Leads to the page that answers for the report.</summary>
    public static Bilingual CheckHere { get; } = new("核对网址", "Check it at");

    private static IReadOnlyList<(Bilingual Label, Bilingual Value)> Provenance(ReportHead head) =>
    [
        (Words.KnownAt, new($"{head.KnownAtText()}（上海时间）", $"{head.KnownAtText()} (Asia/Shanghai)")),
        (new("末笔分录号", "Last entry"), Bilingual.Same(head.LastEntry.ToString(CultureInfo.InvariantCulture))),
        (new("末笔分录哈希 (SHA-256)", "Hash of the last entry (SHA-256)"), head.LastEntryHash.IsEmpty
            ? new("无", "none")
            : Bilingual.Same(Convert.ToHexStringLower(head.LastEntryHash.Span))),
        .. head.Checkpoint is { } signed
            ?
            [
                (signed.HoldsLastEntry ? new Bilingual("检查点", "Checkpoint") : new("最近的检查点（末笔尚未封存）", "Last checkpoint (last entry not in it)"), SizeAndTime(signed)),
                (new("检查点的根 (SHA-256)", "Root of the checkpoint (SHA-256)"), Bilingual.Same(Convert.ToHexStringLower(signed.Root.Span))),
            ]
            : new (Bilingual, Bilingual)[] { (new("检查点", "Checkpoint"), new("尚未签署", "none signed yet")) },
    ];

    private static Bilingual SizeAndTime(ReportCheckpoint signed)
    {
        var at = signed.SignedAt.ToOffset(Shanghai).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return new($"{signed.Size} 笔分录，{at} 签署（上海时间）", $"{signed.Size} entries, signed {at} (Asia/Shanghai)");
    }

    private static string Short(ReadOnlyMemory<byte> hash) => Convert.ToHexStringLower(hash.Span)[..Math.Min(16, hash.Length * 2)];
}
