using System.Text.Json.Serialization;
using FundLedger.Ledger;

namespace FundLedger.Taper;

/// <summary>一评: how the year that ends was, before the next is approved.</summary>
/// <param name="Results">What was reached, in words; no person's name.</param>
/// <param name="Satisfaction">As a survey found; null where none was held.</param>
/// <param name="ThirdParty">What a third party found; null where none was asked.</param>
public sealed record TaperEvaluation(string Results, BasisPoints? Satisfaction = null, string? ThirdParty = null);

/// <summary>三增: a new idea with new money, beyond what the band lets next year's support rise.</summary>
public sealed record TaperAddition(string What, Money Amount);

/// <summary>二续: next year as planned, or as the review changes it.</summary>
/// <param name="Terms">Null where it is confirmed as planned.</param>
/// <param name="Parts">What each source gives to the year and those after it; null with the terms.</param>
/// <param name="Added">Null or empty for nothing.</param>
public sealed record TaperYearDecision(TaperTerms? Terms = null, IReadOnlyList<TaperPart>? Parts = null, IReadOnlyList<TaperAddition>? Added = null)
{
    public static readonly TaperYearDecision Confirmed = new();

    [JsonIgnore]
    public bool IsConfirmed => Terms is null;

    /// <summary>A year changed from what is planned: its shares become those of a table, so that no other year moves.</summary>
    /// <param name="budget">Of the year; null as planned.</param>
    /// <param name="shares">One, or one for each period of the year; null as planned.</param>
    public static Outcome<TaperYearDecision> Changing(TaperPlan plan, int year, Money? budget, IReadOnlyList<BasisPoints>? shares, IReadOnlyList<TaperPart> parts, IReadOnlyList<TaperAddition>? added)
    {
        var (terms, ofYear) = (plan.Schedule.Terms, plan.Schedule.Periods.Where(period => period.Year == year).ToList());
        if (ofYear.Count == 0) return Refusal.Of("taper-year", "year", "没有这一年。", "There is no such year.");
        if (shares is not null && shares.Count != 1 && shares.Count != ofYear.Count) return Refusal.Of("taper-shares", "shares", $"请填一个比例，或每期一个，共 {ofYear.Count} 个。", $"Give one share, or one for each period: {ofYear.Count}.");
        var (budgets, all) = (terms.YearlyBudgets.ToList(), plan.Schedule.Periods.Select(period => period.Share).ToList());
        if (budget is { } other) budgets[year - 1] = other;
        for (var at = 0; shares is not null && at < ofYear.Count; at++) all[ofYear[at].No - 1] = shares[shares.Count == 1 ? 0 : at];
        return new TaperYearDecision(terms with { YearlyBudgets = budgets, Curve = new TaperCurve(TaperCurveKind.Table, all) }, parts, added);
    }
}

/// <summary>A year of a plan that was approved, and so is promised.</summary>
/// <param name="Amount">Committed then; an amendment changes what of it is not released.</param>
/// <param name="Entry">Null where nothing was to be committed.</param>
/// <param name="Evaluation">Null of the first year, before which there was nothing to evaluate.</param>
public sealed record TaperYear(int Year, Money Amount, EntryId? Entry, TaperEvaluation? Evaluation, TaperYearDecision Decision, DateOnly ApprovedOn, string Reason, string Maker, long? Proposal);

[JsonConverter(typeof(JsonStringEnumConverter<TaperReviewDecision>))]
public enum TaperReviewDecision
{
    /// <summary>Next year stays as planned.</summary>
    Keep,

    /// <summary>Next year's support is at most so much.</summary>
    Cap,
}

/// <summary>A review that was opened when a space was behind its target two periods running.</summary>
/// <param name="Period">The second of the two.</param>
/// <param name="Year">The next to be approved.</param>
/// <param name="Planned">Its support as planned when it was opened.</param>
/// <param name="Proposed">The cap that is proposed: as much less as the space was behind.</param>
/// <param name="Cap">Decided; null where it was kept, and before.</param>
public sealed record TaperReview(int Period, DateOnly OpenedOn, int Year, Money Planned, Money Proposed, DateOnly? ClosedOn, TaperReviewDecision? Decision, Money? Cap, string? Reason);

/// <summary>What a plan came to when it was over.</summary>
/// <param name="Promised">Of the approved years, as amended.</param>
/// <param name="Supported">Made payable.</param>
/// <param name="Lapsed">Went back period by period.</param>
/// <param name="Returned">Went back at the end, by source.</param>
public sealed record TaperClosing(Money Promised, Money Supported, Money Lapsed, IReadOnlyList<TaperPart> Returned);
