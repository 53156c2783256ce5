using System.Text.Json.Serialization;
using FundLedger.Ledger;

namespace FundLedger.Taper;

/// <summary>What a period's support is a share of.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TaperBasis>))]
public enum TaperBasis
{
    /// <summary>The agreed budget, whatever was spent.</summary>
    Plan,

    /// <summary>Actual eligible cost, never more than planned.</summary>
    Actual,
}

[JsonConverter(typeof(JsonStringEnumConverter<TaperConditionKind>))]
public enum TaperConditionKind
{
    /// <summary>The operating result of the period is accepted.</summary>
    Report,

    /// <summary>So many of those asked are content, in a published survey with its quorum.</summary>
    Satisfaction,

    /// <summary>The space earned so much of its cost in the period.</summary>
    SelfSufficiency,
}

/// <summary>What must be so before a period is paid.</summary>
/// <param name="Target">At least so much; null for a report.</param>
/// <param name="From">The first period that asks for it.</param>
/// <param name="To">The last; null for to the end.</param>
public sealed record TaperCondition(TaperConditionKind Kind, BasisPoints? Target = null, int From = 1, int? To = null)
{
    public bool Asks(int period) => From <= period && (To is null || period <= To);
}

/// <summary>What is agreed about a space's support, as one version of the plan says it.</summary>
/// <param name="Parts">What each source gives at most, in paying order; they come to the support of the periods this version speaks for.</param>
/// <param name="Targets">The self-sufficiency aimed at by the end of each year, one for each; empty for none. Two periods behind in a row open a review.</param>
/// <param name="DueDays">A period falls due so many days after its last day.</param>
/// <param name="Band">How far a yearly review may move next year's support up or down without another approval of the whole plan; null for not at all.</param>
public sealed record TaperPlanTerms(
    string Title, TaperTerms Terms, IReadOnlyList<TaperPart> Parts, TaperBasis Basis, IReadOnlyList<TaperCondition> Conditions, IReadOnlyList<BasisPoints> Targets, int DueDays = 0, BasisPoints? Band = null);

[JsonConverter(typeof(JsonStringEnumConverter<TaperPlanStatus>))]
public enum TaperPlanStatus
{
    Agreed,

    /// <summary>Ran to its last period; what was left went back.</summary>
    Completed,

    /// <summary>Ended early.</summary>
    Stopped,
}

/// <summary>What was agreed from a period on; never changed afterwards.</summary>
/// <param name="FromPeriod">The first it speaks for.</param>
/// <param name="Schedule">Every period as it counted then.</param>
/// <param name="Entry">That changed what is committed; null where no money moved.</param>
public sealed record TaperVersion(int Number, int FromPeriod, TaperPlanTerms Terms, TaperSchedule Schedule, string Reason, EntryId? Entry, string Maker, long? Proposal, long RecordedAt);

/// <summary>A plan as it stands.</summary>
/// <param name="Number">Such as <c>taper-2026-1</c>; it is known by it.</param>
/// <param name="Space">Code of the space.</param>
/// <param name="Organisation">Code of the operator, who is paid.</param>
/// <param name="Version">The last.</param>
/// <param name="Schedule">Every period as it counts now: those before an amendment as they were, those after as it says.</param>
/// <param name="ReviewOpenedOn">A review waits since then, and no later year is approved before it is closed; null when none does.</param>
public sealed record TaperPlan(
    long Id, string Number, long SpaceId, string Space, string SpaceName, Fund Fund, long OrganisationId, string Organisation, string OrganisationName, TaperPlanStatus Status, DateOnly AgreedOn, DateOnly? EndedOn,
    int Version, TaperPlanTerms Terms, TaperSchedule Schedule, IReadOnlyList<int> ApprovedYears, DateOnly? ReviewOpenedOn)
{
    /// <summary>All there were, the first first.</summary>
    public IReadOnlyList<TaperVersion> Versions { get; init; } = [];

    /// <summary>What holds for a period: an amendment speaks for the periods from its first one on.</summary>
    public TaperPlanTerms TermsOf(int no) => Versions.Last(version => version.FromPeriod <= no).Terms;

    public DateOnly LastDay => Schedule.Periods[^1].Last;

    /// <summary>What its commitment is kept under.</summary>
    public string Subject => $"taper/{Number}";

    /// <summary>What the payable of a period is kept under.</summary>
    internal string PeriodSubject(int no) => $"taper/{Number}/{no}";
}

/// <summary>Where a period of a plan stands on a day.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TaperPeriodState>))]
public enum TaperPeriodState
{
    /// <summary>Its year is not approved: a plan, no promise.</summary>
    Planned,

    /// <summary>Promised; its day has not come.</summary>
    Committed,

    /// <summary>Its day has come and nothing stands against it.</summary>
    Due,
    Held,
    Payable,
    Paid,

    /// <summary>The bank did not pay it, or brought it back: still owed.</summary>
    Failed,

    /// <summary>Nothing was to be paid: no support, or all of it lapsed.</summary>
    Lapsed,

    /// <summary>The plan ended before it.</summary>
    Cancelled,
}

/// <summary>A period of a plan with what became of it.</summary>
/// <param name="DueOn">The day from which it may be paid.</param>
/// <param name="Why">What stands against it: stable code and sentence.</param>
/// <param name="ActualCost">Eligible, as accepted; null while nothing is.</param>
/// <param name="Support">What was made payable; null before it was.</param>
/// <param name="Lapsed">What of the planned support went back in the same entry; null before.</param>
/// <param name="Entry">That made it payable.</param>
/// <param name="Satisfaction">Of the survey that counts for it; null where none does.</param>
public sealed record TaperPeriodAtWork(
    TaperPlan Plan, TaperPeriod Period, DateOnly DueOn, TaperPeriodState State, IReadOnlyList<(string Code, Bilingual Why)> Why, Money? ActualCost, Money? Revenue, BasisPoints? Satisfaction,
    Money? Support, Money? Lapsed, EntryId? Entry, DateOnly? ReleasedOn, Money Owed, Money Paid);
