using System.Collections.Frozen;
using System.Text.Json.Serialization;

namespace FundLedger.Reviews;

/// <summary>Where one expert's review of one application stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReviewStatus>))]
public enum ReviewStatus
{
    /// <summary>Given; the expert has not said yet whether there is a conflict, and sees only what that takes.</summary>
    Assigned,

    /// <summary>The expert declared that there is none, and may read and score.</summary>
    Cleared,
    Submitted,

    /// <summary>The file stays shut for good.</summary>
    Conflicted,
    TakenBack,
}

/// <summary>Which status of a review may follow which: the one table.</summary>
public static class ReviewFlow
{
    private static readonly FrozenDictionary<ReviewStatus, ReviewStatus[]> Table = new Dictionary<ReviewStatus, ReviewStatus[]>
    {
        [ReviewStatus.Assigned] = [ReviewStatus.Cleared, ReviewStatus.Conflicted, ReviewStatus.TakenBack],
        [ReviewStatus.Cleared] = [ReviewStatus.Submitted, ReviewStatus.Conflicted, ReviewStatus.TakenBack],
        [ReviewStatus.Submitted] = [ReviewStatus.Cleared, ReviewStatus.Conflicted],  // opened again with a reason; or a conflict came to light, and it counts no more
        [ReviewStatus.Conflicted] = [],
        [ReviewStatus.TakenBack] = [ReviewStatus.Assigned, ReviewStatus.Conflicted],
    }.ToFrozenDictionary();

    public static IReadOnlyList<ReviewStatus> After(ReviewStatus status) => Table[status];

    public static bool Allows(ReviewStatus from, ReviewStatus to) => Table[from].Contains(to);

    /// <summary>It lies with the expert.</summary>
    public static bool IsWaiting(this ReviewStatus status) => status is ReviewStatus.Assigned or ReviewStatus.Cleared;

    public static Bilingual Name(this ReviewStatus status) => status switch
    {
        ReviewStatus.Assigned => new("待申明", "To be declared"),
        ReviewStatus.Cleared => new("评审中", "Being reviewed"),
        ReviewStatus.Submitted => new("已提交", "Submitted"),
        ReviewStatus.Conflicted => new("回避", "Conflict of interest"),
        _ => new("已收回", "Taken back"),
    };
}
