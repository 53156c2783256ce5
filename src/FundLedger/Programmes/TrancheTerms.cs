using System.Text.Json.Serialization;

namespace FundLedger.Programmes;

/// <summary>The day that the days of a tranche are counted from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrancheDay>))]
public enum TrancheDay
{
    Signing,
    ProjectStart,
    ProjectEnd,

    /// <summary>The day the agreement names for it.</summary>
    Milestone,
}

/// <summary>What must be there before a tranche is paid.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrancheRequirementKind>))]
public enum TrancheRequirementKind
{
    ReportAccepted,
    CofundingProved,
    MidTermPassed,
    FinalPassed,
    ThirdPartyPassed,
    Satisfaction,
    Documents,
}

/// <param name="Least">Of satisfaction: the least share of satisfied residents in hundredths of a percent, 1 to 10,000; null for every other kind.</param>
public sealed record TrancheRequirement(TrancheRequirementKind Kind, int? Least = null);

/// <summary>One tranche of the template that awards get their schedule from: a share or an amount, a day, and what must be there first.</summary>
/// <param name="Share">Of the award; null where <paramref name="Amount"/> is named, and for the last, which takes the rest.</param>
/// <param name="Amount">A fixed amount; null where a share is named.</param>
/// <param name="Days">After the day counted from; negative for days before it, which only calendar days may be.</param>
/// <param name="InWorkingDays">Days of work instead of days of the calendar.</param>
public sealed record TrancheTerms(
    BasisPoints? Share, Money? Amount, TrancheDay Counts, int Days, bool InWorkingDays, IReadOnlyList<TrancheRequirement> Requirements, Bilingual Name)
{
    private const int MostDays = 3_660;

    /// <summary>Why these tranches cannot be a template; null when they can.</summary>
    internal static Refusal? RefusalFor(IReadOnlyList<TrancheTerms> tranches)
    {
        if (tranches.Count is 0 or > GrantTerms.MostTranches)
            return Refusal.Of("terms-tranches", "tranches", $"拨付批次须为 1 至 {GrantTerms.MostTranches} 批，这里是 {tranches.Count} 批。", $"There are 1 to {GrantTerms.MostTranches} tranches; there would be {tranches.Count}.");
        for (var i = 0; i < tranches.Count; i++)
            if (tranches[i].RefusalFor($"tranches[{i}]", i + 1, isLast: i == tranches.Count - 1) is { } wrong) return wrong;
        return RefusalForWhole(tranches);
    }

    private Refusal? RefusalFor(string field, int number, bool isLast)
    {
        if (TermsText.RefusalForName(Name, $"{field}.name") is { } badName) return badName;
        if (Share is not null && Amount is not null)
            return Refusal.Of("terms-tranches", $"{field}.share", $"第 {number} 批只能写比例或金额之一。", $"Tranche {number} names a share or an amount, not both.");
        if (Share is null && Amount is null && !isLast)
            return Refusal.Of("terms-tranches", $"{field}.share", $"第 {number} 批请写比例或金额；只有最后一批可以都不写（取余额）。", $"Give tranche {number} a share or an amount; only the last may have neither, and takes the rest.");
        if (Share is { Value: < 1 or > 10_000 })
            return Refusal.Of("terms-tranches", $"{field}.share", $"第 {number} 批的比例须大于 0 且不超过 100%，这里是 {Share}。", $"The share of tranche {number} is more than 0 and at most 100%; it is {Share}.");
        if (Amount is { IsPositive: false })
            return Refusal.Of("terms-tranches", $"{field}.amount", $"第 {number} 批的金额须大于零。", $"The amount of tranche {number} must be more than zero.");
        if (Math.Abs(Days) > MostDays || (InWorkingDays && Days < 0))
            return Refusal.Of("terms-tranches", $"{field}.days", $"第 {number} 批的天数须在 {MostDays} 天以内；按工作日计时不能为负。", $"The days of tranche {number} are at most {MostDays}, and not negative where they are working days.");
        for (var i = 0; i < Requirements.Count; i++)
            if (RefusalFor(Requirements[i], $"{field}.requirements[{i}]", number) is { } wrong) return wrong;
        return Requirements.Select(requirement => requirement.Kind).Distinct().Count() == Requirements.Count ? null
            : Refusal.Of("terms-requirements", $"{field}.requirements", $"第 {number} 批有重复的拨付条件。", $"Tranche {number} names a requirement twice.");
    }

    private static Refusal? RefusalFor(TrancheRequirement requirement, string field, int number)
    {
        var isSatisfaction = requirement.Kind == TrancheRequirementKind.Satisfaction;
        if (isSatisfaction && requirement.Least is not (>= 1 and <= 10_000))
            return Refusal.Of("terms-requirements", $"{field}.least", $"第 {number} 批的居民满意度须写明最低值，1 至 10,000（万分之几）。", $"Say how much satisfaction tranche {number} takes at least: 1 to 10,000 hundredths of a percent.");
        return !isSatisfaction && requirement.Least is not null
            ? Refusal.Of("terms-requirements", $"{field}.least", $"第 {number} 批：只有居民满意度有最低值。", $"Tranche {number}: only satisfaction has a least value.") : null;
    }

    private static Refusal? RefusalForWhole(IReadOnlyList<TrancheTerms> tranches)
    {
        var shares = tranches.Sum(tranche => (long)(tranche.Share?.Value ?? 0));
        var takesRest = tranches[^1] is { Share: null, Amount: null };
        if (takesRest && shares >= 10_000)
            return Refusal.Of("terms-tranches", "tranches", "各批比例合计已达 100%，最后一批没有余额可取。", "The shares make the whole already; nothing is left for the last tranche.");
        if (!takesRest && tranches.Any(tranche => tranche.Amount is not null))
            return Refusal.Of("terms-tranches", "tranches", "有固定金额时，最后一批请不写比例和金额，由它取余额。", "Where an amount is fixed, the last tranche names neither share nor amount: it takes the rest.");
        return takesRest || shares == 10_000 ? null
            : Refusal.Of("terms-tranches", "tranches", $"各批比例合计须为 100%，这里是 {new BasisPoints((int)Math.Min(shares, int.MaxValue))}。", $"The shares of all tranches make 100%; here they make {new BasisPoints((int)Math.Min(shares, int.MaxValue))}.");
    }
}
