namespace FundLedger.Reporting;

/// <summary>Support that is withdrawn step by step, plan by plan: what was agreed, what came of it, and every amount with the entry that moved it.</summary>
/// <param name="Head">Its span runs from the first plan's first day to the day looked at.</param>
/// <param name="Plans">In order of their numbers.</param>
/// <param name="Blueprints">Of the spaces of those plans that have one, by code.</param>
public sealed record TaperReport(ReportHead Head, IReadOnlyList<TaperPlanFigures> Plans, IReadOnlyList<BlueprintFigures> Blueprints);

/// <summary>Five-year blueprint of a space beside what came of it.</summary>
/// <param name="Years">Every year that any version spoke for.</param>
public sealed record BlueprintFigures(string Space, string SpaceName, IReadOnlyList<BlueprintYearFigures> Years);

/// <param name="Version">That speaks for the year.</param>
/// <param name="Hardware">Planned, as the two after it.</param>
/// <param name="Actual">Invested and made payable in the year.</param>
/// <param name="Target">Self-sufficiency aimed at; null where none is.</param>
/// <param name="Reached">Null while no result of the year is accepted.</param>
public sealed record BlueprintYearFigures(int Year, int Version, string Aim, Money Hardware, Money Governance, Money Operation, Money Actual, BasisPoints? Target, BasisPoints? Reached)
{
    public Money Planned => Hardware + Governance + Operation;
}

/// <summary>One plan.</summary>
/// <param name="Basis">What support is a share of.</param>
/// <param name="Planned">Support over the whole plan as it stands.</param>
/// <param name="Promised">Of approved years, less what was taken off again.</param>
/// <param name="Supported">Made payable, less what was cancelled.</param>
/// <param name="Paid">Less what came back.</param>
/// <param name="Lapsed">Went back when a period was settled.</param>
/// <param name="Returned">Went back when the plan was over.</param>
/// <param name="Curves">The public share of each period, as each version had it; the last as it stands.</param>
public sealed record TaperPlanFigures(
    string Number, string Title, string Space, string SpaceName, string Organisation, Bilingual Status, DateOnly AgreedOn, DateOnly? EndedOn, DateSpan Span, Bilingual Basis,
    Money Planned, Money Promised, Money Supported, Money Paid, Money Lapsed, Money Returned, IReadOnlyList<TaperPeriodFigures> Periods, IReadOnlyList<TaperCurveFigures> Curves,
    IReadOnlyList<TaperMove> Moves, IReadOnlyList<TaperSourceFigures> Sources, IReadOnlyList<TaperYearFigures> Years, IReadOnlyList<TaperReviewFigures> Reviews)
{
    /// <summary>Made payable and not paid.</summary>
    public Money Owed => Supported - Paid;
}

/// <param name="Support">Planned.</param>
/// <param name="Cost">Eligible, as accepted; null while nothing is.</param>
/// <param name="Actual">Made payable as a share of it; null before it was.</param>
/// <param name="Supported">Null before it was made payable.</param>
/// <param name="Why">What stands against it; empty where nothing does.</param>
/// <param name="Entry">That settled it; null before.</param>
public sealed record TaperPeriodFigures(
    int No, int Year, DateOnly First, DateOnly Last, Money Budget, BasisPoints Share, Money Support, Money? Cost, Money? Revenue, BasisPoints? Actual, BasisPoints? SelfSufficiency, BasisPoints? Target, bool IsBehind,
    Money? Supported, Money? Lapsed, Money Paid, Bilingual State, Bilingual Why, long? Entry);

/// <param name="FromPeriod">The first it speaks for.</param>
/// <param name="Reason">Empty for the first version.</param>
/// <param name="Support">Over the whole plan, as this version had it.</param>
/// <param name="Shares">One for each period of the plan as it stands; null where this version had none.</param>
public sealed record TaperCurveFigures(int Version, int FromPeriod, DateOnly On, string Reason, Money Support, IReadOnlyList<BasisPoints?> Shares);

/// <summary>What an entry moved under a plan.</summary>
public enum TaperMoveKind
{
    Promised,

    /// <summary>An amendment promises less.</summary>
    Unpromised,
    Payable,
    Lapsed,

    /// <summary>What was payable is not to be paid.</summary>
    Cancelled,
    Paid,

    /// <summary>The bank brought it back, or a payment was reversed: it is owed again.</summary>
    CameBack,

    /// <summary>Released when the plan was over.</summary>
    Returned,
}

/// <param name="Period">Null where it is of a whole year or plan.</param>
/// <param name="Amount">More than zero.</param>
public sealed record TaperMove(DateOnly On, int? Period, TaperMoveKind Kind, string Source, Money Amount, long Entry);

/// <param name="Source">Code.</param>
/// <param name="Name">Its own, or its kind.</param>
public sealed record TaperSourceFigures(string Source, Bilingual Name, Money Planned, Money Promised, Money Supported, Money Paid, Money Lapsed, Money Returned);

/// <param name="ApprovedOn">Null while it is not approved.</param>
/// <param name="Promised">Committed when it was approved; null before.</param>
/// <param name="Evaluation">What was reached; empty without one.</param>
/// <param name="Decision">Confirmed, or changed.</param>
/// <param name="Added">New ideas with their money; empty for none.</param>
public sealed record TaperYearFigures(int Year, Money Planned, DateOnly? ApprovedOn, Money? Promised, string Evaluation, BasisPoints? Satisfaction, string ThirdParty, Bilingual Decision, string Added, Money Supported, long? Entry);

/// <param name="Decision">Empty while it is open.</param>
public sealed record TaperReviewFigures(int Period, DateOnly OpenedOn, int Year, Money Planned, Money Proposed, DateOnly? ClosedOn, Bilingual Decision, Money? Cap, string Reason);

/// <summary>The names of what moves, in both languages.</summary>
public static class TaperMoveNames
{
    public static Bilingual Name(this TaperMoveKind kind) => kind switch
    {
        TaperMoveKind.Promised => new("承诺", "Promised"),
        TaperMoveKind.Unpromised => new("减少承诺", "Promised less"),
        TaperMoveKind.Payable => new("转为应付", "Made payable"),
        TaperMoveKind.Lapsed => new("未用失效", "Lapsed"),
        TaperMoveKind.Cancelled => new("取消应付", "Not to be paid"),
        TaperMoveKind.Paid => new("支付", "Paid"),
        TaperMoveKind.CameBack => new("退回待付", "Came back"),
        _ => new("期满退回", "Returned at the end"),
    };
}
