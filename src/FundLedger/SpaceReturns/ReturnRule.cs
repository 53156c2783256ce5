using System.Text.Json;
using System.Text.Json.Serialization;
using FundLedger.Spaces;

namespace FundLedger.SpaceReturns;

/// <summary>Over how long revenue is added up.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReturnBasis>))]
public enum ReturnBasis
{
    Quarter,
    Year,
}

/// <summary>One tier of a rule, like a tax bracket: its share is taken of what lies above its floor and below the next one's.</summary>
/// <param name="Above">The revenue from which on it counts, in minor units of the space's currency.</param>
public sealed record ReturnTier(long Above, BasisPoints Share);

/// <summary>What a space gives back of what it earns (收益反哺), in a version.</summary>
/// <param name="From">The first day of the first period it counts for.</param>
/// <param name="Tiers">By their floors; the first floor is the threshold. Empty: nothing is given back.</param>
/// <param name="DueDays">From the day it is charged to the day it is due.</param>
public sealed record ReturnRule(int Version, DateOnly From, ReturnBasis Basis, IReadOnlyList<ReturnTier> Tiers, int DueDays, string Reason)
{
    public const int MostTiers = 10;

    /// <summary>What each tier gives of a revenue. Together they are the exact sum, rounded down once: no tier loses a fen of its own.</summary>
    public static IReadOnlyList<Money> PartsOf(IReadOnlyList<ReturnTier> tiers, Money revenue)
    {
        var parts = new Money[tiers.Count];
        var (exact, given) = ((Int128)0, 0L);
        for (var i = 0; i < tiers.Count; i++)
        {
            var upTo = i + 1 < tiers.Count ? Math.Min(revenue.MinorUnits, tiers[i + 1].Above) : revenue.MinorUnits;
            exact += (Int128)Math.Max(0, upTo - tiers[i].Above) * tiers[i].Share.Value;
            var whole = checked((long)(exact / BasisPoints.Whole.Value));
            parts[i] = new Money(whole - given, revenue.Currency);
            given = whole;
        }

        return parts;
    }

    /// <summary>What is to be given back of a revenue.</summary>
    public Money Of(Money revenue) => PartsOf(Tiers, revenue).Aggregate(Money.Zero(revenue.Currency), (sum, part) => sum + part);

    internal string TiersJson => JsonSerializer.Serialize(Tiers.Select(tier => new long[] { tier.Above, tier.Share.Value }));

    internal static IReadOnlyList<ReturnTier> ReadTiers(string json) => [.. JsonSerializer.Deserialize<long[][]>(json)!.Select(pair => new ReturnTier(pair[0], new BasisPoints((int)pair[1])))];
}

/// <summary>A quarter or a year of a space.</summary>
public sealed record ReturnPeriod(DateOnly First, DateOnly Last)
{
    /// <summary>Such as <c>2026Q1</c> or <c>2026</c>.</summary>
    public string Name => First.AddMonths(3) > Last ? $"{First.Year:D4}Q{(First.Month + 2) / 3}" : $"{First.Year:D4}";

    internal static ReturnPeriod From(DateOnly first, ReturnBasis basis) => new(first, first.AddMonths(basis == ReturnBasis.Year ? 12 : 3).AddDays(-1));

    internal static bool IsStart(DateOnly day, ReturnBasis basis) => day.Day == 1 && (basis == ReturnBasis.Year ? day.Month == 1 : day.Month % 3 == 1);

    /// <summary>The periods that ended before a day, each with the rule that counts for it.</summary>
    /// <param name="rules">By their versions, which is by their days too.</param>
    internal static IEnumerable<(ReturnPeriod Period, ReturnRule Rule)> EndedBefore(IReadOnlyList<ReturnRule> rules, DateOnly day)
    {
        if (rules.Count == 0) yield break;
        for (var first = rules[0].From; ;)
        {
            var rule = rules.Last(one => one.From <= first);
            var period = From(first, rule.Basis);
            if (period.Last >= day) yield break;
            yield return (period, rule);
            first = period.Last.AddDays(1);
        }
    }

    /// <summary>What a space earned in it; null while a month in which it was open has no accepted result.</summary>
    /// <param name="accepted">The newest accepted results of the space.</param>
    internal Money? RevenueOf(Space space, IEnumerable<ResultFigures> accepted)
    {
        var within = accepted.Where(result => result.First >= First && result.Last <= Last).ToList();
        var (opened, closed) = (MonthOf(space.OpenedOn), space.ClosedOn is { } last ? MonthOf(last) : DateOnly.MaxValue);
        for (var month = First; month <= Last; month = month.AddMonths(1))
            if (month >= opened && month <= closed && !within.Any(result => result.First <= month && month <= result.Last)) return null;
        return within.Aggregate(Money.Zero(space.Fund.Currency), (sum, result) => sum + result.Revenue);
    }

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);
}

/// <summary>One entry in what a period owes.</summary>
/// <param name="Total">Due for the period by then.</param>
/// <param name="Change">What this one adds or takes away.</param>
/// <param name="Entry">Null when nothing was to be posted.</param>
public sealed record ReturnCharge(int No, int RuleVersion, Money Revenue, Money Total, Money Change, DateOnly ChargedOn, DateOnly DueOn, EntryId? Entry);

/// <summary>What a space owes of a period.</summary>
/// <param name="Charges">At least one, in order.</param>
/// <param name="Open">What has neither come nor been written off.</param>
public sealed record RevenueReturn(Space Space, ReturnPeriod Period, IReadOnlyList<ReturnCharge> Charges, Money Open)
{
    public Money Revenue => Charges[^1].Revenue;

    /// <summary>By the results as they stand.</summary>
    public Money Due => Charges[^1].Total;

    /// <summary>What was posted in all.</summary>
    public Money Charged => Charges.Aggregate(Money.Zero(Due.Currency), (sum, charge) => sum + charge.Change);

    /// <summary>What came or was written off.</summary>
    public Money Settled => Charged - Open;

    /// <summary>What came before a correction took it away again: nothing is posted of it until somebody gives it back or sets it off.</summary>
    public Money TooMuch => Charged - Due;

    /// <summary>Of the first part of it.</summary>
    public DateOnly DueOn => Charges.FirstOrDefault(charge => charge.Change.IsPositive)?.DueOn ?? Charges[0].DueOn;

    /// <summary>What should have come before a day and has not; what comes settles the earliest.</summary>
    public Money OverdueOn(DateOnly day)
    {
        var notYet = Charges.Where(charge => charge.Change.IsPositive && charge.DueOn >= day).Aggregate(Money.Zero(Open.Currency), (sum, charge) => sum + charge.Change);
        return Open.MinorUnits > notYet.MinorUnits ? Open - notYet : Money.Zero(Open.Currency);
    }

    /// <summary>How many days the earliest part is overdue; 0 when none is.</summary>
    public int OverdueDaysOn(DateOnly day) => OverdueOn(day).IsPositive ? day.DayNumber - DueOn.DayNumber : 0;

    /// <summary>What the entries are about.</summary>
    public string Subject => SubjectOf(Space.Code, Period);

    internal static string SubjectOf(string space, ReturnPeriod period) => $"space-return/{space}/{period.Name}";
}
