using System.Text.Json.Serialization;
using FundLedger.Ledger;
using FundLedger.Spaces;

namespace FundLedger.Blueprints;

/// <summary>One year of a blueprint: what is aimed at, and the money for it as one budget of three parts.</summary>
/// <param name="Year">Of the calendar.</param>
/// <param name="Aim">In a few sentences, without names of people.</param>
/// <param name="Hardware">硬件: building, fitting out, equipment.</param>
/// <param name="Governance">软治理: people, training, activities, rules.</param>
/// <param name="Operation">运营成效: support of what it costs to run, and of finding out how well it works.</param>
/// <param name="SelfSufficiency">To be reached by the end of the year; null where none is set.</param>
public sealed record BlueprintYear(int Year, string Aim, Money Hardware, Money Governance, Money Operation, BasisPoints? SelfSufficiency = null)
{
    [JsonIgnore]
    public Money Total => Hardware + Governance + Operation;
}

/// <summary>A space's next five years, as they were planned once.</summary>
/// <param name="No">From 1.</param>
/// <param name="Years">Five that follow each other.</param>
/// <param name="Reason">Why they were planned so, or planned again; no names of people.</param>
/// <param name="PlannedOn">The day it was agreed to.</param>
/// <param name="Maker">Who asked for it.</param>
/// <param name="Proposal">That others agreed to; null where nobody had to.</param>
public sealed record BlueprintVersion(int No, IReadOnlyList<BlueprintYear> Years, string Reason, DateOnly PlannedOn, string Maker, long? Proposal)
{
    public int From => Years[0].Year;
}

/// <summary>What was planned of a part of a year's budget, and what came of it.</summary>
public sealed record BlueprintSum(Money Planned, Money Actual)
{
    public Money Left => Planned - Actual;
}

/// <summary>A year beside what came of it.</summary>
/// <param name="Version">The last that spoke for the year: once a later one begins after it, it stays as it was.</param>
/// <param name="Reached">Self-sufficiency over the results accepted of the year; null while none is.</param>
public sealed record BlueprintProgress(int Version, BlueprintYear Planned, BlueprintSum Hardware, BlueprintSum Governance, BlueprintSum Operation, BasisPoints? Reached)
{
    public BlueprintSum Total => new(Hardware.Planned + Governance.Planned + Operation.Planned, Hardware.Actual + Governance.Actual + Operation.Actual);
}

/// <summary>The five-year blueprint (五年蓝图) of a space, re-planned every year.</summary>
/// <param name="Versions">The first first; empty while nothing was planned.</param>
/// <param name="Years">Every year that any of them spoke for, in order.</param>
public sealed record Blueprint(Space Space, IReadOnlyList<BlueprintVersion> Versions, IReadOnlyList<BlueprintProgress> Years)
{
    public BlueprintVersion? Newest => Versions.Count == 0 ? null : Versions[^1];
}

/// <summary>What a blueprint must be: pure rules.</summary>
public static class BlueprintRules
{
    /// <summary>How many years one looks ahead.</summary>
    public const int Length = 5;

    /// <summary>Whether a space's blueprint should be planned again: the newest begins before this year.</summary>
    public static bool IsDue(BlueprintVersion newest, DateOnly today) => newest.From < today.Year;

    /// <summary>The version that speaks for each year: the last that begins no later than it, of those that reach so far.</summary>
    public static IReadOnlyList<(int Version, BlueprintYear Year)> Standing(IReadOnlyList<BlueprintVersion> versions) =>
        [.. versions.SelectMany(version => version.Years.Select(year => (version.No, Year: year))).GroupBy(one => one.Year.Year).OrderBy(year => year.Key).Select(year => year.MaxBy(one => one.No))];

    /// <summary>What would be planned from a year on where nothing is changed: what the newest says of those years, then its last year again.</summary>
    /// <returns>Empty money and aims where nothing was planned yet.</returns>
    public static IReadOnlyList<BlueprintYear> Continued(BlueprintVersion? newest, int from, Currency currency)
    {
        var nothing = Money.Zero(currency);
        return [.. Enumerable.Range(from, Length).Select(year => newest is null ? new BlueprintYear(year, "", nothing, nothing, nothing)
            : (newest.Years.FirstOrDefault(known => known.Year == year) ?? newest.Years[^1]) with { Year = year })];
    }

    /// <param name="newest">Null for the first.</param>
    internal static Refusal? RefusalFor(Space space, BlueprintVersion? newest, NewBlueprint wanted, DateOnly today)
    {
        var (years, first) = (wanted.Years, wanted.Years.Count == 0 ? 0 : wanted.Years[0].Year);
        if (years.Count != Length || years.Where((year, at) => year.Year != first + at).Any())
            return Refusal.Of("blueprint-years", "years", $"五年蓝图由相连的 {Length} 年组成。", $"A blueprint is of {Length} years that follow each other.");
        var earliest = newest is null ? Math.Min(space.OpenedOn.Year, today.Year) : Math.Max(newest.From, today.Year);
        if (first < earliest || first > today.Year + 1)
            return Refusal.Of("blueprint-from", "from", $"首年应在 {earliest} 至 {today.Year + 1} 之间：已经过去的年份不再改写。", $"It begins with a year from {earliest} to {today.Year + 1}: years that are over stay as they were planned.");
        foreach (var year in years)
        {
            if (RefusalFor(year, space.Fund.Currency) is { } wrong) return wrong;
        }

        return string.IsNullOrWhiteSpace(wanted.Reason) ? Refusal.Of("reason-missing", "reason", newest is null ? "请写明蓝图的依据。" : "请写明重排的理由。", newest is null ? "Say what the blueprint rests on." : "Say why it is planned again.")
            : KeptText.Reason.RefusalFor(wanted.Reason.Trim(), "reason");
    }

    private static Refusal? RefusalFor(BlueprintYear year, Currency currency)
    {
        if (string.IsNullOrWhiteSpace(year.Aim)) return Refusal.Of("blueprint-aim", $"aim[{year.Year}]", $"请写明 {year.Year} 年的目标。", $"Say what is aimed at in {year.Year}.");
        if (KeptText.Reason.RefusalFor(year.Aim.Trim(), $"aim[{year.Year}]") is { } tooLong) return tooLong;
        foreach (var (field, amount) in new[] { ("hardware", year.Hardware), ("governance", year.Governance), ("operation", year.Operation) })
        {
            if (amount.Currency != currency || amount.IsNegative)
                return Refusal.Of("blueprint-money", $"{field}[{year.Year}]", $"{year.Year} 年的金额为 {currency}，不能小于零。", $"Money of {year.Year} is in {currency}, and not less than nothing.");
        }

        return year.SelfSufficiency is { Value: < 0 } ? Refusal.Of("blueprint-target", $"target[{year.Year}]", "自我造血率目标不能小于零。", "A target of self-sufficiency is not less than nothing.") : null;
    }
}

/// <summary>The names of the parts of a year's budget, in both languages.</summary>
public static class BlueprintNames
{
    public static readonly Bilingual Hardware = new("硬件", "Hardware");
    public static readonly Bilingual Governance = new("软治理", "Soft governance");
    public static readonly Bilingual Operation = new("运营成效", "Operation and its results");
}
