using System.Security.Cryptography;
using System.Text;
using FundLedger.Programmes;

namespace FundLedger.Reviews;

/// <summary>Points for one criterion, with the reason.</summary>
/// <param name="Points">0 to 100; null in a draft that has none yet.</param>
public sealed record ReviewScore(string Criterion, int? Points, string Reason);

public static class ReviewPoints
{
    /// <summary>Hundredths as people read them: <c>76.33</c>.</summary>
    public static string Text(int hundredths) => $"{hundredths / 100}.{hundredths % 100:00}";
}

/// <summary>What an expert writes: a score for each criterion, and a word on the whole.</summary>
public sealed record ReviewContent(IReadOnlyList<ReviewScore> Scores, string Comment = "")
{
    public const int LongestReason = 2_000;

    public static readonly ReviewContent Empty = new([]);

    /// <summary>Byte for byte what is kept and hashed.</summary>
    public string ToJson() => GrantJson.Write(this);

    internal byte[] Sha256() => SHA256.HashData(Encoding.UTF8.GetBytes(ToJson()));

    /// <summary>Points times weights, in hundredths of a point: 0 to 10,000. Exact, since weights make 100.</summary>
    public int Weighted(GrantTerms terms) => terms.Criteria.Sum(criterion => criterion.Weight * Scores.First(score => score.Criterion == criterion.Code).Points!.Value);

    /// <summary>What cannot be written, even in a draft.</summary>
    internal Refusal? RefusalForDraft(GrantTerms terms)
    {
        foreach (var score in Scores)
        {
            if (terms.Criteria.All(criterion => criterion.Code != score.Criterion))
                return Refusal.Of("criterion-unknown", score.Criterion, $"没有评审标准“{score.Criterion}”。", $"There is no criterion '{score.Criterion}'.");
            if (score.Points is < 0 or > 100)
                return Refusal.Of("points", score.Criterion, $"分数须为 0 至 100 的整数，这里是 {score.Points}。", $"Points are whole, 0 to 100; they are {score.Points}.");
            if (score.Reason.Length > LongestReason) return TooLong(score.Criterion + "-reason");
        }

        if (Comment.Length > LongestReason) return TooLong("comment");
        return Scores.Select(score => score.Criterion).Distinct().Count() == Scores.Count ? null : Refusal.Of("criterion-twice", "scores", "同一标准打了两次分。", "A criterion is scored twice.");
    }

    /// <summary>Why it cannot be handed in: every criterion has points, and every score its reason.</summary>
    internal Refusal? RefusalForWhole(GrantTerms terms)
    {
        foreach (var criterion in terms.Criteria)
        {
            var score = Scores.FirstOrDefault(known => known.Criterion == criterion.Code);
            if (score?.Points is null)
                return Refusal.Of("points-missing", criterion.Code, $"请为“{criterion.Name.Zh}”打分。", $"Give points for '{criterion.Name.En}'.");
            if (string.IsNullOrWhiteSpace(score.Reason))
                return Refusal.Of("reason-missing", criterion.Code + "-reason", $"请写明“{criterion.Name.Zh}”打分的理由。", $"Say why, for '{criterion.Name.En}'.");
        }

        return RefusalForDraft(terms);
    }

    private static Refusal TooLong(string field) => Refusal.Of("text-too-long", field, $"最多 {LongestReason} 个字符。", $"At most {LongestReason} characters.");
}
