using System.Text.Json.Serialization;
using FundLedger.Applications;
using FundLedger.Programmes;

namespace FundLedger.Reviews;

/// <summary>What became of the residents' vote on an application.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VoteResult>))]
public enum VoteResult
{
    NotAsked,
    Missing,

    /// <summary>Too few took part: it does not count.</summary>
    NoQuorum,
    Passed,
    Failed,
}

/// <summary>Counts of a residents' vote.</summary>
/// <param name="EvidenceSha256">Of the minutes, in lower-case hexadecimal.</param>
public sealed record ResidentVote(long Application, int Number, DateOnly HeldOn, long Entitled, long For, long Against, long Abstained, string EvidenceSha256, string Actor, long RecordedAt)
{
    /// <summary>Compared exactly: no share is rounded.</summary>
    public VoteResult ResultUnder(ResidentVoteTerms terms)
    {
        if ((Int128)(For + Against + Abstained) * 10_000 < (Int128)Entitled * terms.Quorum.Value) return VoteResult.NoQuorum;
        return For + Against > 0 && (Int128)For * 10_000 >= (Int128)(For + Against) * terms.Least.Value ? VoteResult.Passed : VoteResult.Failed;
    }
}

/// <summary>The names of results in both languages.</summary>
public static class VoteNames
{
    public static Bilingual Name(this VoteResult result) => result switch
    {
        VoteResult.NotAsked => new("不需要", "Not asked for"),
        VoteResult.Missing => new("未表决", "Not held yet"),
        VoteResult.NoQuorum => new("人数不足", "No quorum"),
        VoteResult.Passed => new("通过", "Passed"),
        _ => new("未通过", "Not passed"),
    };
}

/// <summary>An application with the reviews that count.</summary>
/// <param name="Sum">Of the weighted scores, in hundredths of a point.</param>
/// <param name="Count">How many reviews count.</param>
public sealed record ScoredApplication(GrantApplication Application, long Sum, int Count, ResidentVote? Vote = null);

/// <summary>An application in its place.</summary>
/// <param name="Rank">1 for the best; equal averages share a rank, and the next one counts on. Null without a review.</param>
/// <param name="Tied">Others have exactly the same average.</param>
/// <param name="AverageHundredths">To be shown: hundredths of a point, rounded down; ranks and the pass mark go by the exact average.</param>
/// <param name="Passes">The exact average reaches the pass mark, and residents, where asked, agreed.</param>
public sealed record RankedApplication(ScoredApplication Scored, int? Rank, bool Tied, int? AverageHundredths, bool ReachesMark, VoteResult Vote, bool Passes)
{
    /// <summary><c>76.33</c></summary>
    public string AverageText => AverageHundredths is { } average ? ReviewPoints.Text(average) : "";
}

/// <summary>Ranks applications by the average of their reviews, in whole numbers throughout.</summary>
public static class Ranking
{
    public static IReadOnlyList<RankedApplication> Of(IEnumerable<ScoredApplication> applications)
    {
        var all = applications.OrderBy(scored => scored.Application.Number, StringComparer.Ordinal).ToList();
        return
        [
            .. all.Select(scored => Placed(scored, all))
                .OrderBy(ranked => ranked.Rank ?? int.MaxValue).ThenBy(ranked => ranked.Scored.Application.Number, StringComparer.Ordinal),
        ];
    }

    private static RankedApplication Placed(ScoredApplication scored, IReadOnlyList<ScoredApplication> all)
    {
        var terms = scored.Application.Terms;
        var vote = terms.ResidentVote is not { } asked ? VoteResult.NotAsked : scored.Vote?.ResultUnder(asked) ?? VoteResult.Missing;
        if (scored.Count == 0) return new RankedApplication(scored, null, false, null, false, vote, false);
        var others = all.Where(other => other.Count > 0 && other != scored).ToList();
        var reaches = scored.Sum >= 100L * terms.PassMark * scored.Count;
        return new RankedApplication(
            scored, 1 + others.Count(other => Compare(other, scored) > 0), others.Any(other => Compare(other, scored) == 0), (int)(scored.Sum / scored.Count),
            reaches, vote, reaches && vote is (VoteResult.NotAsked or VoteResult.Passed));
    }

    /// <summary>Two averages without dividing: sum over count on either side, multiplied out.</summary>
    internal static int Compare(ScoredApplication left, ScoredApplication right) => ((Int128)left.Sum * right.Count).CompareTo((Int128)right.Sum * left.Count);
}
