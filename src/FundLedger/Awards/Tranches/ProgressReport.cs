using System.Text.Json.Serialization;
using FundLedger.Programmes;

namespace FundLedger.Awards;

/// <summary>What an organisation reports of a stretch of its project.</summary>
/// <param name="First">The first day it tells of.</param>
/// <param name="Last">The last, included.</param>
/// <param name="Spent">By line of the agreed budget.</param>
/// <param name="Evidence">SHA-256 of each file, in lower-case hexadecimal.</param>
public sealed record ReportContent(
    DateOnly First, DateOnly Last, string Done, int Beneficiaries, IReadOnlyList<ReportedCost> Spent, IReadOnlyList<Indicator> Indicators, IReadOnlyList<string> Evidence);

/// <param name="Line">Code of the budget's line.</param>
/// <param name="Amount">Of the award's money, since the last report.</param>
/// <param name="Kind">What it was spent on; null for the kind of the line.</param>
public sealed record ReportedCost(string Line, Money Amount, string For, CostLineKind? Kind = null);

/// <param name="Goal">As agreed.</param>
/// <param name="Reached">As of the last day of the report.</param>
public sealed record Indicator(string Name, string Goal, string Reached);

[JsonConverter(typeof(JsonStringEnumConverter<ReportDecision>))]
public enum ReportDecision
{
    Accepted,
    Returned,
}

/// <summary>One version of a report.</summary>
/// <param name="Tranche">Number of the tranche that waits for it; null where none does.</param>
/// <param name="Refused">What of its spending was not accepted.</param>
public sealed record ProgressReport(
    int Number, int Version, int? Tranche, ReportContent Content, DateOnly SubmittedOn, string SubmittedBy, ReportDecision? Decision, DateOnly? DecidedOn, string? Note, IReadOnlyList<RefusedCost> Refused)
{
    /// <summary>What was reported as spent, less what was refused.</summary>
    public Money Eligible(Currency currency) =>
        Content.Spent.Aggregate(Money.Zero(currency), (sum, one) => sum + one.Amount) - Refused.Aggregate(Money.Zero(currency), (sum, one) => sum + one.Amount);
}

/// <summary>A cost that the award does not bear, and the rule that says so.</summary>
/// <param name="Place">Of the spending in the report, from 1; 0 where it is of them together.</param>
public sealed record RefusedCost(int Place, string Line, Money Amount, string Rule, Bilingual Why);

/// <summary>Which reported costs an award bears: pure rules, each with its name.</summary>
internal static class EligibleCosts
{
    /// <summary>What is refused of a report, line by line, after what earlier accepted reports already spent of each line.</summary>
    internal static IReadOnlyList<RefusedCost> RefusedOf(AwardTerms terms, ReportContent report, IReadOnlyList<ProgressReport> accepted)
    {
        var currency = terms.Amount.Currency;
        var left = terms.Budget.ToDictionary(line => line.Code, line => line.Amount.MinorUnits - accepted.Sum(earlier => EligibleOn(earlier, line.Code)));
        var refused = new List<RefusedCost>();
        for (var i = 0; i < report.Spent.Count; i++)
        {
            var cost = report.Spent[i];
            if (RefusalOf(terms, report, cost, i + 1) is { } whole)
            {
                refused.Add(whole);
                continue;
            }

            var over = cost.Amount.MinorUnits - left[cost.Line];
            left[cost.Line] = Math.Max(0, -over);
            if (over <= 0) continue;
            refused.Add(new RefusedCost(i + 1, cost.Line, new Money(over, currency), "over-budget-line",
                new($"第 {i + 1} 笔超出预算项 {cost.Line} 的余额 {new Money(over, currency).ToGroupedText()}。需要调整请先申请变更。", $"Cost {i + 1} is {new Money(over, currency)} more than budget line {cost.Line} has left. To move money between lines, ask for an amendment first.")));
        }

        if (StaffOver(terms, report, accepted, refused) is { } staff) refused.Add(staff);
        return refused;
    }

    private static RefusedCost? RefusalOf(AwardTerms terms, ReportContent report, ReportedCost cost, int place)
    {
        var line = terms.Budget.FirstOrDefault(line => line.Code == cost.Line);
        if (line is null)
            return new(place, cost.Line, cost.Amount, "no-such-line", new($"第 {place} 笔所列预算项“{cost.Line}”不在协议预算中。", $"Cost {place} names budget line '{cost.Line}', which the agreement does not have."));
        if (terms.Rules.ForbiddenKinds?.Contains(cost.Kind ?? line.Kind) == true)
            return new(place, cost.Line, cost.Amount, "forbidden-kind", new($"第 {place} 笔属于计划规定不予列支的费用种类。", $"Cost {place} is of a kind that the programme does not bear."));
        if (report.Last < terms.Starts || report.First > terms.Ends)
            return new(place, cost.Line, cost.Amount, "outside-project", new($"第 {place} 笔不在项目期（{terms.Starts.ToIso()} 至 {terms.Ends.ToIso()}）内。", $"Cost {place} is outside the project ({terms.Starts.ToIso()} to {terms.Ends.ToIso()})."));
        return null;
    }

    /// <summary>Staff may be a share of the award's budget; what is more, over all reports, is not borne.</summary>
    private static RefusedCost? StaffOver(AwardTerms terms, ReportContent report, IReadOnlyList<ProgressReport> accepted, List<RefusedCost> refused)
    {
        if (terms.Rules.StaffAtMost is not { } most) return null;
        var lines = terms.Budget.ToDictionary(line => line.Code);
        bool IsStaff(ReportedCost cost) => lines.TryGetValue(cost.Line, out var line) && (cost.Kind ?? line.Kind) == CostLineKind.Staff;
        var before = accepted.Sum(earlier => earlier.Content.Spent.Select((cost, i) => (cost, i)).Where(one => IsStaff(one.cost))
            .Sum(one => one.cost.Amount.MinorUnits - earlier.Refused.Where(no => no.Place == one.i + 1).Sum(no => no.Amount.MinorUnits)) - earlier.Refused.Where(no => no is { Place: 0, Rule: "staff-share" }).Sum(no => no.Amount.MinorUnits));
        var now = report.Spent.Select((cost, i) => (cost, i)).Where(one => IsStaff(one.cost)).Sum(one => one.cost.Amount.MinorUnits - refused.Where(no => no.Place == one.i + 1).Sum(no => no.Amount.MinorUnits));
        var over = Math.Min(now, before + now - most.OfRoundedDown(terms.Amount).MinorUnits);
        if (over <= 0) return null;
        var amount = new Money(over, terms.Amount.Currency);
        return new RefusedCost(0, "", amount, "staff-share", new($"人员费用超过资助额的 {most}，超出 {amount.ToGroupedText()} 不予列支。", $"Staff costs are more than {most} of the award; {amount} of them are not borne."));
    }

    private static long EligibleOn(ProgressReport report, string line) =>
        report.Content.Spent.Where(cost => cost.Line == line).Sum(cost => cost.Amount.MinorUnits) - report.Refused.Where(no => no.Place > 0 && no.Line == line).Sum(no => no.Amount.MinorUnits);
}
