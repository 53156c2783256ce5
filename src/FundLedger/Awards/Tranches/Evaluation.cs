using System.Text.Json.Serialization;
using FundLedger.Programmes;

namespace FundLedger.Awards;

[JsonConverter(typeof(JsonStringEnumConverter<EvaluationKind>))]
public enum EvaluationKind
{
    MidTerm,
    Final,
    ThirdParty,
}

[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    Pass,

    /// <summary>Passed once the conditions are met.</summary>
    Conditional,
    Fail,
}

/// <summary>The last of each kind counts.</summary>
/// <param name="Score">0 to 100; null where none was given.</param>
/// <param name="Evaluator">The body that held it; no person's name.</param>
public sealed record Evaluation(int Number, EvaluationKind Kind, DateOnly HeldOn, Verdict Verdict, int? Score, string Conditions, DateOnly? ConditionsMetOn, string Evaluator, string? Evidence)
{
    public bool IsPassed => Verdict == Verdict.Pass || (Verdict == Verdict.Conditional && ConditionsMetOn is not null);
}

[JsonConverter(typeof(JsonStringEnumConverter<ProofKind>))]
public enum ProofKind
{
    Cofunding,
    Satisfaction,
    Documents,

    /// <summary>Takes an earlier one back.</summary>
    Void,
}

/// <summary>Something shown by a file: social money that came, how content people are, documents handed in.</summary>
/// <param name="Share">Of those asked who are content.</param>
/// <param name="Voids">Number of the proof that no longer counts.</param>
public sealed record Proof(int Number, ProofKind Kind, int? Tranche, Money? Amount, BasisPoints? Share, int? Respondents, int? Voids, string What, DateOnly On, string Evidence);

public static class EvaluationNames
{
    /// <summary>The proofs that its tranches wait for, which its organisation hands in.</summary>
    public static IReadOnlyList<ProofKind> ProofsAskedFor(this Award award)
    {
        var needs = award.Terms.Tranches.SelectMany(tranche => tranche.Needs).Select(need => need.Kind).ToHashSet();
        return
        [
            .. needs.Contains(TrancheRequirementKind.CofundingProved) ? [ProofKind.Cofunding] : Array.Empty<ProofKind>(),
            .. needs.Contains(TrancheRequirementKind.Documents) ? [ProofKind.Documents] : Array.Empty<ProofKind>(),
            .. needs.Contains(TrancheRequirementKind.Satisfaction) ? [ProofKind.Satisfaction] : Array.Empty<ProofKind>(),
        ];
    }

    public static Bilingual Name(this EvaluationKind kind) => kind switch
    {
        EvaluationKind.MidTerm => new("中期评估", "Mid-term evaluation"),
        EvaluationKind.Final => new("末期评估", "Final evaluation"),
        _ => new("第三方评估", "Third-party evaluation"),
    };

    public static Bilingual Name(this Verdict verdict) => verdict switch
    {
        Verdict.Pass => new("通过", "Pass"),
        Verdict.Conditional => new("有条件通过", "Conditional"),
        _ => new("不通过", "Fail"),
    };

    public static Bilingual Name(this ProofKind kind) => kind switch
    {
        ProofKind.Cofunding => new("社会资金到位", "Social money"),
        ProofKind.Satisfaction => new("居民满意度", "Satisfaction"),
        ProofKind.Documents => new("材料", "Documents"),
        _ => new("作废", "Void"),
    };
}
