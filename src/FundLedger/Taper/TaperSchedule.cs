using System.Text.Json.Serialization;

namespace FundLedger.Taper;

public enum TaperStep
{
    Month = 1,
    Quarter = 3,
}

/// <summary>What a source gives at most over the whole plan; sources pay in the order in which they are named.</summary>
/// <param name="Source">Its code.</param>
public sealed record TaperPart(string Source, Money Amount);

/// <summary>Support for the operation of a public space, withdrawn period by period.</summary>
/// <param name="Start">The first day of a month; a plan of quarters begins with any month.</param>
/// <param name="Periods">1 to 120.</param>
/// <param name="YearlyBudgets">The agreed operating budget of each year of the plan, in one currency.</param>
public sealed record TaperTerms(DateOnly Start, TaperStep Step, int Periods, IReadOnlyList<Money> YearlyBudgets, TaperCurve Curve)
{
    public const int MostPeriods = 120;

    [JsonIgnore]
    public int PeriodsAYear => 12 / (int)Step;

    [JsonIgnore]
    public int Years => (Periods + PeriodsAYear - 1) / PeriodsAYear;

    /// <summary>Why there can be no plan of these terms, or null.</summary>
    public Refusal? RefusalForTerms()
    {
        if (Periods is < 1 or > MostPeriods) return Refusal.Of("taper-periods", "periods", $"期数应在 1 至 {MostPeriods} 之间。", $"A plan has 1 to {MostPeriods} periods.");
        if (Start.Day != 1) return Refusal.Of("taper-start", "start", $"起始日 {Start.ToIso()} 不是某月的第一天。", $"{Start.ToIso()} is not the first day of a month.");
        if (YearlyBudgets.Count != Years)
            return Refusal.Of("taper-budgets", "budget", $"计划跨 {Years} 个年度，需要 {Years} 个年度预算；给出了 {YearlyBudgets.Count} 个。", $"The plan runs over {Years} year(s) and takes as many yearly budgets; {YearlyBudgets.Count} are given.");
        if (YearlyBudgets.Any(budget => budget.Currency != YearlyBudgets[0].Currency)) return Refusal.Of("taper-currencies", "budget", "年度预算须为同一币种。", "The yearly budgets are in one currency.");
        return YearlyBudgets.Any(budget => !budget.IsPositive) ? Refusal.Of("taper-budget-zero", "budget", "年度预算须大于零。", "A yearly budget is more than nothing.") : Curve.RefusalFor(Periods, PeriodsAYear);
    }
}

/// <summary>One period of a plan.</summary>
/// <param name="No">From 1.</param>
/// <param name="Year">Of the plan, from 1.</param>
/// <param name="Budget">The agreed operating cost of the period.</param>
/// <param name="Share">The public share of it.</param>
/// <param name="Support">What the fund pays for it at most.</param>
/// <param name="BySource">The same by source, in paying order; empty where no sources were named.</param>
public sealed record TaperPeriod(int No, int Year, DateOnly First, DateOnly Last, Money Budget, BasisPoints Share, Money Support, IReadOnlyList<TaperPart> BySource)
{
    /// <summary>What the operator must earn for the period to come out even.</summary>
    public Money ToEarn => Budget - Support;
}

/// <summary>A plan worked out: every period with its money, exact to the minor unit over the whole.</summary>
/// <remarks>
/// Budgets of a year are split evenly over its periods and supports are shares of them, both by cumulative rounding: what a period gets is what is due up to
/// its end less what was due before, so rounding never drifts and the last takes the rest. Halves go up: to the even unit a period could get more than its budget.
/// </remarks>
public sealed record TaperSchedule(TaperTerms Terms, IReadOnlyList<TaperPeriod> Periods)
{
    public Money Support => Periods.Aggregate(Money.Zero(Terms.YearlyBudgets[0].Currency), (sum, period) => sum + period.Support);

    public Money SupportOf(int year) => Periods.Where(period => period.Year == year).Aggregate(Money.Zero(Terms.YearlyBudgets[0].Currency), (sum, period) => sum + period.Support);

    /// <param name="parts">In paying order, none twice; they come to the plan's support exactly. Empty when sources are not yet chosen.</param>
    public static Outcome<TaperSchedule> Of(TaperTerms terms, IReadOnlyList<TaperPart> parts)
    {
        if (terms.RefusalForTerms() is { } badTerms) return badTerms;
        var currency = terms.YearlyBudgets[0].Currency;
        var shares = terms.Curve.Over(terms.Periods, terms.PeriodsAYear);
        var periods = new List<TaperPeriod>(terms.Periods);
        var (weighed, supported) = (Int128.Zero, 0L); // ten-thousandths of a minor unit so far, and what was given of them
        for (var at = 0; at < terms.Periods; at++)
        {
            var first = terms.Start.AddMonths(at * (int)terms.Step);
            var budget = BudgetOf(terms, at);
            weighed += (Int128)budget.MinorUnits * shares[at].Value;
            var support = checked((long)((weighed + 5_000) / 10_000) - supported);
            supported += support;
            periods.Add(new TaperPeriod(at + 1, at / terms.PeriodsAYear + 1, first, first.AddMonths((int)terms.Step).AddDays(-1), budget, shares[at], new Money(support, currency), []));
        }

        var schedule = new TaperSchedule(terms, periods);
        if (parts.Count == 0) return schedule;
        return RefusalFor(parts, schedule.Support) is { } badParts ? badParts : schedule with { Periods = Paid(periods, parts) };
    }

    /// <summary>The same plan under other terms from one period on: every period before stays exactly as it was.</summary>
    /// <param name="terms">Of the whole plan: the same start, step and currency; the number of periods may be another.</param>
    /// <param name="from">The first period they speak for; one after the last where the plan only becomes longer.</param>
    /// <param name="parts">In paying order, none twice; they come exactly to the support of the periods from there on.</param>
    public Outcome<TaperSchedule> Amended(TaperTerms terms, int from, IReadOnlyList<TaperPart> parts)
    {
        if (terms.Start != Terms.Start || terms.Step != Terms.Step)
            return Refusal.Of("taper-start", "start", $"变更后的计划仍从 {Terms.Start.ToIso()} 起，每期长短不变。", $"An amended plan still starts on {Terms.Start.ToIso()}, with periods of the same length.");
        if (!Of(terms, []).IsDone(out var whole, out var refusal)) return refusal;
        if (whole.Support.Currency != Support.Currency) return Refusal.Of("taper-currencies", "budget", $"变更后的预算仍为 {Support.Currency}。", $"The budgets of an amended plan are in {Support.Currency} still.");
        var most = Math.Min(Periods.Count + 1, terms.Periods);
        if (from < 1 || from > most) return Refusal.Of("taper-from", "fromPeriod", $"变更的首期应在 1 至 {most} 之间。", $"The first period that changes is 1 to {most}.");
        var later = whole.Periods.Skip(from - 1).ToList();
        var support = later.Aggregate(Money.Zero(Support.Currency), (sum, period) => sum + period.Support);
        return RefusalFor(parts, support) is { } badParts ? badParts : new TaperSchedule(terms, [.. Periods.Take(from - 1), .. Paid(later, parts)]);
    }

    private static Money BudgetOf(TaperTerms terms, int at)
    {
        var year = at / terms.PeriodsAYear;
        var inYear = Math.Min(terms.PeriodsAYear, terms.Periods - year * terms.PeriodsAYear); // a plan may end within a year
        var (budget, no) = (terms.YearlyBudgets[year], at % terms.PeriodsAYear);
        return budget with { MinorUnits = (long)((Int128)budget.MinorUnits * (no + 1) / inYear - (Int128)budget.MinorUnits * no / inYear) };
    }

    private static Refusal? RefusalFor(IReadOnlyList<TaperPart> parts, Money support)
    {
        if (parts.Any(part => part.Amount.Currency != support.Currency || part.Amount.IsNegative)) return Refusal.Of("taper-part", "sources", "来源金额须为同一币种且不为负。", "What a source gives is in the plan's currency and not negative.");
        if (parts.DistinctBy(part => part.Source).Count() != parts.Count) return Refusal.Of("taper-part-twice", "sources", "同一来源只能列一次。", "A source is named once.");
        var given = parts.Aggregate(Money.Zero(support.Currency), (sum, part) => sum + part.Amount);
        return given == support ? null
            : Refusal.Of("taper-parts-differ", "sources", $"各来源合计 {given.ToGroupedText()}，应支持 {support.ToGroupedText()}，相差 {(given - support).ToGroupedText()}。", $"The sources give {given}, and the plan takes {support}: they differ by {given - support}.");
    }

    /// <summary>Each period from the first source that has anything left.</summary>
    private static IReadOnlyList<TaperPeriod> Paid(IReadOnlyList<TaperPeriod> periods, IReadOnlyList<TaperPart> parts)
    {
        var left = parts.Select(part => part.Amount.MinorUnits).ToArray();
        return [.. periods.Select(period =>
        {
            var (open, paid) = (period.Support.MinorUnits, new List<TaperPart>());
            for (var i = 0; i < left.Length && open > 0; i++)
            {
                var taken = Math.Min(open, left[i]);
                if (taken == 0) continue;
                paid.Add(new TaperPart(parts[i].Source, period.Support with { MinorUnits = taken }));
                (open, left[i]) = (open - taken, left[i] - taken);
            }

            return period with { BySource = paid };
        })];
    }
}
