using System.Text;
using FundLedger.Applications;
using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.Programmes;
using FundLedger.Values;

namespace FundLedger.Web.Demo;

/// <summary>What social organisations of the demo are known by, hand in and report.</summary>
internal static class DemoProjects
{
    private static readonly BasisPoints StaffShare = new(3_000), EvaluationShare = new(1_500);

    /// <summary>Terms whose dates are close together, so that a round is over within a year.</summary>
    internal static GrantTerms Terms => GrantTemplate.Venture(Currency.Cny) with
    {
        Tranches =
        [
            new(new BasisPoints(4_000), null, TrancheDay.Signing, 15, InWorkingDays: true, [], new("首期", "First")),
            new(new BasisPoints(3_000), null, TrancheDay.ProjectStart, 60, InWorkingDays: false, [new(TrancheRequirementKind.ReportAccepted), new(TrancheRequirementKind.CofundingProved)], new("二期", "Second")),
            new(new BasisPoints(2_000), null, TrancheDay.ProjectStart, 120, InWorkingDays: false, [new(TrancheRequirementKind.MidTermPassed)], new("三期", "Third")),
            new(null, null, TrancheDay.ProjectEnd, 20, InWorkingDays: false, [new(TrancheRequirementKind.FinalPassed), new(TrancheRequirementKind.Satisfaction, 8_000)], new("尾款", "Last")),
        ],
    };

    /// <summary>A sound code of an organisation that does not exist: registered with civil affairs as a service organisation.</summary>
    internal static string CreditCodeOf(int number)
    {
        var first = $"52310199MJ0{number:D6}";
        return "0123456789ABCDEFGHJKLMNPQRTUWXY".Select(last => first + last).First(code => CreditCode.RefusalFor(code) is null);
    }

    internal static Attachment Paper(string name, string text) => new(name + ".pdf", Encoding.UTF8.GetBytes($"%PDF-1.4 {text}"));

    /// <summary>What the organisation brings, so that public money is at most 60% of the whole.</summary>
    internal static Money OwnOf(Money requested) => requested with { MinorUnits = (requested.MinorUnits * 2 + 2) / 3 };

    internal static IReadOnlyList<BudgetLine> Budget(Money requested)
    {
        var (staff, evaluation, none) = (StaffShare.OfRoundedDown(requested), EvaluationShare.OfRoundedDown(requested), Money.Zero(requested.Currency));
        return
        [
            new("1", "社工与志愿者补贴", CostLineKind.Staff, staff, none), new("2", "活动与材料", CostLineKind.Activity, requested - staff - evaluation, OwnOf(requested)),
            new("3", "成效评估", CostLineKind.Evaluation, evaluation, none),
        ];
    }

    internal static IReadOnlyList<AwardLine> AwardBudget(Money requested) => [.. Budget(requested).Select(line => new AwardLine(line.Code, line.Name, line.Kind, line.Requested, line.Own))];

    /// <summary>Answers and a budget that leave nothing missing but the plan.</summary>
    internal static ApplicationEdit Whole(string number, ApplicationBasics basics, Money requested, int people) => new(
        number, basics, new Dictionary<string, string> { ["registered"] = "yes", ["barred"] = "no" },
        new Dictionary<string, string>
        {
            ["summary"] = $"{basics.Title}：每周开展两次，由居民骨干带头，社工陪伴。", ["people"] = $"{people}", ["starts"] = basics.Starts!.Value.ToIso(), ["space"] = "yes", ["space-name"] = "党群服务中心一楼", ["groups"] = "elders,children",
        },
        new ApplicationBudget(requested, OwnOf(requested), Budget(requested)));

    /// <summary>A report on the first half of a project.</summary>
    /// <param name="more">Spent beside what was agreed.</param>
    internal static ReportContent Report(Money amount, DateOnly first, DateOnly last, int people, string evidence, params ReportedCost[] more)
    {
        var half = new BasisPoints(5_000);
        return new ReportContent(first, last, $"开展活动二十四场，服务居民 {people} 人次，建立楼组志愿队三支。", people,
            [.. Budget(amount).Where(line => line.Code != "3").Select(line => new ReportedCost(line.Code, half.OfRoundedDown(line.Requested), line.Name)), .. more],
            [new Indicator("活动场次", "48", "24"), new Indicator("居民骨干", "12", "7")], [evidence]);
    }
}
