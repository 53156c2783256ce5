using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>Taper plans: what was agreed beside what came of it, and every amount with the entry that moved it.</summary>
public static class TaperReportContent
{
    private static readonly Bilingual Plan = new("计划", "Plan");
    private static readonly Bilingual Period = new("期", "Period");
    private static readonly Bilingual Year = new("年度", "Year");
    private static readonly Bilingual Planned = new("计划支持", "Planned");
    private static readonly Bilingual Promised = new("已承诺", "Promised");
    private static readonly Bilingual Supported = new("已转应付", "Made payable");
    private static readonly Bilingual Paid = new("已支付", "Paid");
    private static readonly Bilingual Lapsed = new("已失效", "Lapsed");
    private static readonly Bilingual Returned = new("期满退回", "Returned at the end");
    private static readonly Bilingual Entry = new("分录", "Entry");
    private static readonly Bilingual Reason = new("理由", "Reason");

    public static ReportContent Of(TaperReport report) => new(
        "taper", new("渐进撤出报告", "Taper-out report"), report.Head, Facts(report),
        [Plans(report), .. report.Plans.Select(Shares), Periods(report), Moves(report), Sources(report), Years(report), Reviews(report), Versions(report), Blueprints(report), Notes]);

    private static IReadOnlyList<Fact> Facts(TaperReport report)
    {
        Money Sum(Func<TaperPlanFigures, Money> of) => report.Plans.Aggregate(Money.Zero(report.Head.Currency), (sum, plan) => sum + of(plan));
        return
        [
            new("from", Words.From, Cell.Of(report.Head.Span.First), FactPlace.Title),
            new("to", Words.To, Cell.Of(report.Head.Span.Last), FactPlace.Title),
            new("planCount", new("计划数", "Plans"), Cell.Of(report.Plans.Count), FactPlace.Title),
            new("planned", Planned, Cell.Of(Sum(plan => plan.Planned)), FactPlace.Headline),
            new("supported", Supported, Cell.Of(Sum(plan => plan.Supported)), FactPlace.Headline),
            new("paid", Paid, Cell.Of(Sum(plan => plan.Paid)), FactPlace.Headline),
            new("lapsed", Lapsed, Cell.Of(Sum(plan => plan.Lapsed)), FactPlace.Headline),
            new("returned", Returned, Cell.Of(Sum(plan => plan.Returned)), FactPlace.Headline),
            new("promised", Promised, Cell.Of(Sum(plan => plan.Promised)), FactPlace.InTable),
        ];
    }

    private static TableSection Plans(TaperReport report) => new(
        "plans", new("各计划", "Plans"),
        [
            new("plan", Plan, CellKind.Text, ColumnWidth.Narrow), new("title", new("名称", "Title"), CellKind.Text), new("space", new("空间", "Space"), CellKind.Text), new("operator", new("运营方", "Operator"), CellKind.Text),
            new("first", Words.From, CellKind.Date), new("last", Words.To, CellKind.Date), new("basis", new("支持基数", "Share of"), CellKind.Text), new("status", new("状态", "State"), CellKind.Text, ColumnWidth.Narrow),
            new("agreedOn", new("签订", "Agreed on"), CellKind.Date), new("endedOn", new("结束", "Ended on"), CellKind.Date),
        ],
        [.. report.Plans.Select(plan => Line(Cell.Of(plan.Number), Cell.Of(plan.Title), Cell.Of(plan.SpaceName), Cell.Of(plan.Organisation), Cell.Of(plan.Span.First), Cell.Of(plan.Span.Last), Cell.Of(plan.Basis), Cell.Of(plan.Status), Cell.Of(plan.AgreedOn), Day(plan.EndedOn)))],
        NoPlan);

    /// <summary>The curve that counts, those it replaced, what was paid, and what the space earned.</summary>
    private static SharesSection Shares(TaperPlanFigures plan, int at) => new(
        $"shares{at + 1}", new($"{plan.Number} {plan.SpaceName}：公共份额，计划与实际", $"{plan.Number} {plan.SpaceName}: public share, planned and actual"), [.. plan.Periods.Select(period => period.First)], plan.Span.Last,
        [
            new("planned", new("计划份额", "Share planned"), ShareLineKind.Agreed, [.. plan.Periods.Select(period => (BasisPoints?)period.Share)]),
            .. plan.Curves.SkipLast(1).Select(version => new ShareLine($"version{version.Version}", new($"第 {version.Version} 版份额", $"Share in version {version.Version}"), ShareLineKind.Former, version.Shares)),
            new("actual", new("实际份额", "Share paid"), ShareLineKind.Actual, [.. plan.Periods.Select(period => period.Actual)]),
            new("selfSufficiency", new("自我造血率", "Self-sufficiency"), ShareLineKind.Beside, [.. plan.Periods.Select(period => period.SelfSufficiency)]),
        ]);

    private static TableSection Periods(TaperReport report) => new(
        "periods", new("各期：计划与实际", "Periods: planned and actual"),
        [
            new("plan", Plan, CellKind.Text, IsGroup: true), new("period", Period, CellKind.Integer), new("from", Words.From, CellKind.Date), new("budget", new("预算", "Budget"), CellKind.Amount),
            new("share", new("计划份额", "Share planned"), CellKind.Text, ColumnWidth.Narrow), new("planned", Planned, CellKind.Amount), new("cost", new("合格成本", "Eligible cost"), CellKind.Amount), new("revenue", new("收入", "Revenue"), CellKind.Amount),
            new("actual", new("实际份额", "Share paid"), CellKind.Text, ColumnWidth.Narrow), new("selfSufficiency", new("自我造血率", "Self-sufficiency"), CellKind.Text, ColumnWidth.Narrow), new("target", new("目标", "Target"), CellKind.Text, ColumnWidth.Narrow),
            new("supported", Supported, CellKind.Amount, ZeroIsBlank: true), new("lapsed", Lapsed, CellKind.Amount, ZeroIsBlank: true), new("paid", Paid, CellKind.Amount, ZeroIsBlank: true), new("state", new("状态", "State"), CellKind.Text, ColumnWidth.Narrow),
            new("why", new("原因", "Why"), CellKind.Text, ColumnWidth.Narrow), new("entry", Entry, CellKind.Integer, IsEntry: true),
        ],
        [.. report.Plans.SelectMany(plan => plan.Periods.Select(period => OfPeriod(plan, period)).Append(new Row(RowKind.Subtotal,
        [
            Cell.Of(plan.Number), Cell.Empty, Cell.Of(Words.Total), Sum(plan, period => period.Budget), Cell.Empty, Sum(plan, period => period.Support), Cell.Empty, Cell.Empty,
            Cell.Empty, Cell.Empty, Cell.Empty, Sum(plan, period => period.Supported), Sum(plan, period => period.Lapsed), Sum(plan, period => period.Paid), Cell.Empty, Cell.Empty, Cell.Empty,
        ])))],
        NoPlan, IsMain: true)
    {
        Checks = report.Plans.Count == 0 ? [] :
        [
            Comes(report, "periodsAreSupported", new("各期已转应付之和 = 各计划分录的发生额", "made payable by period = what the plans' entries moved"), period => period.Supported, plan => plan.Supported),
            Comes(report, "periodsArePaid", new("各期已支付之和 = 各计划分录的发生额", "paid by period = what the plans' entries moved"), period => period.Paid, plan => plan.Paid),
        ],
    };

    private static Check Comes(TaperReport report, string key, Bilingual what, Func<TaperPeriodFigures, Money?> ofPeriod, Func<TaperPlanFigures, Money> ofPlan)
    {
        var zero = Money.Zero(report.Head.Currency);
        return Check.Of(key, what, report.Plans.SelectMany(plan => plan.Periods).Aggregate(zero, (sum, period) => sum + (ofPeriod(period) ?? zero)), report.Plans.Aggregate(zero, (sum, plan) => sum + ofPlan(plan)));
    }

    private static Row OfPeriod(TaperPlanFigures plan, TaperPeriodFigures period) => Line(
        Cell.Of(plan.Number), Cell.Of(period.No), Cell.Of(period.First), Cell.Of(period.Budget), Share(period.Share), Cell.Of(period.Support), Amount(period.Cost), Amount(period.Revenue), Share(period.Actual),
        period is { IsBehind: true, SelfSufficiency: { } low } ? Cell.Of(new Bilingual($"{low} 落后", $"{low} behind")) : Share(period.SelfSufficiency), Share(period.Target), Cell.Of(period.Supported ?? Money.Zero(plan.Planned.Currency)), Cell.Of(period.Lapsed ?? Money.Zero(plan.Planned.Currency)), Cell.Of(period.Paid), Cell.Of(period.State), Cell.Of(period.Why), Number(period.Entry));

    private static TableSection Moves(TaperReport report) => new(
        "money", new("每一笔钱", "Every amount"),
        [
            new("plan", Plan, CellKind.Text, IsGroup: true), new("on", Words.Date, CellKind.Date), new("period", Period, CellKind.Integer), new("what", new("事项", "What"), CellKind.Text), new("source", Words.Source, CellKind.Text),
            new("amount", new("金额", "Amount"), CellKind.Amount), new("entry", Entry, CellKind.Integer, IsEntry: true),
        ],
        [.. report.Plans.SelectMany(plan => plan.Moves.Select(move => Line(
            Cell.Of(plan.Number), Cell.Of(move.On), move.Period is { } no ? Cell.Of(no) : Cell.Empty, Cell.Of(move.Kind.Name()), Cell.Of(NameOf(plan, move.Source)), Cell.Of(move.Amount), Cell.Of(move.Entry))))],
        new("还没有任何分录。", "There is no entry yet."));

    private static TableSection Sources(TaperReport report) => new(
        "sources", new("各来源", "By source"),
        [
            new("plan", Plan, CellKind.Text, IsGroup: true), new("code", Words.SourceCode, CellKind.Text, ColumnWidth.Narrow), new("source", Words.Source, CellKind.Text), new("planned", Planned, CellKind.Amount), new("promised", Promised, CellKind.Amount),
            new("supported", Supported, CellKind.Amount), new("paid", Paid, CellKind.Amount), new("lapsed", Lapsed, CellKind.Amount), new("returned", Returned, CellKind.Amount),
        ],
        [.. report.Plans.SelectMany(plan => plan.Sources.Select(one => Line(
                Cell.Of(plan.Number), Cell.Of(one.Source), Cell.Of(one.Name), Cell.Of(one.Planned), Cell.Of(one.Promised), Cell.Of(one.Supported), Cell.Of(one.Paid), Cell.Of(one.Lapsed), Cell.Of(one.Returned)))
            .Append(new Row(RowKind.Subtotal, [Cell.Of(plan.Number), Cell.Empty, Cell.Of(Words.Total), Cell.Of(plan.Planned), Cell.Of(plan.Promised), Cell.Of(plan.Supported), Cell.Of(plan.Paid), Cell.Of(plan.Lapsed), Cell.Of(plan.Returned)])))],
        NoPlan)
    {
        Checks = report.Plans.Count == 0 ? [] :
        [
            OfSources(report, "sourcesArePlanned", new("各来源计划之和 = 各计划的计划支持", "planned by source = planned by the plans"), source => source.Planned, plan => plan.Planned),
            OfSources(report, "sourcesAreSupported", new("各来源已转应付之和 = 各计划已转应付", "made payable by source = made payable by the plans"), source => source.Supported, plan => plan.Supported),
            OfSources(report, "sourcesArePaid", new("各来源已支付之和 = 各计划已支付", "paid by source = paid by the plans"), source => source.Paid, plan => plan.Paid),
        ],
    };

    private static Check OfSources(TaperReport report, string key, Bilingual what, Func<TaperSourceFigures, Money> ofSource, Func<TaperPlanFigures, Money> ofPlan)
    {
        var zero = Money.Zero(report.Head.Currency);
        return Check.Of(key, what, report.Plans.SelectMany(plan => plan.Sources).Aggregate(zero, (sum, source) => sum + ofSource(source)), report.Plans.Aggregate(zero, (sum, plan) => sum + ofPlan(plan)));
    }

    private static TableSection Years(TaperReport report) => new(
        "years", new("各年与年度评议", "Years and their reviews"),
        [
            new("plan", Plan, CellKind.Text, IsGroup: true), new("year", Year, CellKind.Integer), new("planned", Planned, CellKind.Amount), new("approvedOn", new("批准", "Approved on"), CellKind.Date), new("promised", Promised, CellKind.Amount),
            new("supported", Supported, CellKind.Amount), new("decision", new("续", "Continued"), CellKind.Text, ColumnWidth.Narrow), new("evaluation", new("评", "Evaluation"), CellKind.Text, ColumnWidth.Wide),
            new("satisfaction", new("满意度", "Satisfaction"), CellKind.Text, ColumnWidth.Narrow), new("thirdParty", new("第三方", "Third party"), CellKind.Text), new("added", new("增", "Added"), CellKind.Text), new("entry", Entry, CellKind.Integer, IsEntry: true),
        ],
        [.. report.Plans.SelectMany(plan => plan.Years.Select(year => Line(
            Cell.Of(plan.Number), Cell.Of(year.Year), Cell.Of(year.Planned), Day(year.ApprovedOn), Amount(year.Promised), Cell.Of(year.Supported), Cell.Of(year.Decision), Cell.Of(year.Evaluation), Share(year.Satisfaction), Cell.Of(year.ThirdParty), Cell.Of(year.Added), Number(year.Entry))))],
        NoPlan);

    private static TableSection Reviews(TaperReport report) => new(
        "reviews", new("落后两期后的复议", "Reviews after two periods behind"),
        [
            new("plan", Plan, CellKind.Text, IsGroup: true), new("period", Period, CellKind.Integer), new("openedOn", new("开启", "Opened on"), CellKind.Date), new("year", Year, CellKind.Integer), new("planned", Planned, CellKind.Amount),
            new("proposed", new("建议上限", "Cap proposed"), CellKind.Amount), new("closedOn", new("结束", "Closed on"), CellKind.Date), new("decision", new("决定", "Decision"), CellKind.Text), new("cap", new("上限", "Cap"), CellKind.Amount), new("reason", Reason, CellKind.Text, ColumnWidth.Wide),
        ],
        [.. report.Plans.SelectMany(plan => plan.Reviews.Select(review => Line(
            Cell.Of(plan.Number), Cell.Of(review.Period), Cell.Of(review.OpenedOn), Cell.Of(review.Year), Cell.Of(review.Planned), Cell.Of(review.Proposed), Day(review.ClosedOn), Cell.Of(review.Decision), Amount(review.Cap), Cell.Of(review.Reason))))],
        new("没有连续两期落后。", "None was behind two periods running."));

    private static TableSection Versions(TaperReport report) => new(
        "versions", new("各版计划", "Versions"),
        [
            new("plan", Plan, CellKind.Text, IsGroup: true), new("version", new("版次", "Version"), CellKind.Integer), new("on", Words.Date, CellKind.Date), new("fromPeriod", new("自第几期", "From period"), CellKind.Integer), new("support", Planned, CellKind.Amount),
            new("shares", new("各期份额", "Shares"), CellKind.Text, ColumnWidth.Wide), new("reason", Reason, CellKind.Text, ColumnWidth.Wide),
        ],
        [.. report.Plans.SelectMany(plan => plan.Curves.Select(version => Line(
            Cell.Of(plan.Number), Cell.Of(version.Version), Cell.Of(version.On), Cell.Of(version.FromPeriod), Cell.Of(version.Support), Cell.Of(Runs(version.Shares)), Cell.Of(version.Reason))))],
        NoPlan);

    private static TableSection Blueprints(TaperReport report) => new(
        "blueprints", new("五年蓝图：计划与实际", "Five-year blueprints: planned and actual"),
        [
            new("space", new("空间", "Space"), CellKind.Text, IsGroup: true), new("year", Year, CellKind.Integer), new("version", new("版次", "Version"), CellKind.Integer), new("aim", new("目标", "Aim"), CellKind.Text, ColumnWidth.Wide),
            new("hardware", new("硬件", "Hardware"), CellKind.Amount), new("governance", new("软治理", "Soft governance"), CellKind.Amount), new("operation", new("运营成效", "Operation"), CellKind.Amount),
            new("planned", new("计划合计", "Planned"), CellKind.Amount), new("actual", new("实际", "Actual"), CellKind.Amount), new("target", new("造血率目标", "Target"), CellKind.Text, ColumnWidth.Narrow), new("reached", new("自我造血率", "Self-sufficiency"), CellKind.Text, ColumnWidth.Narrow),
        ],
        [.. report.Blueprints.SelectMany(one => one.Years.Select(year => Line(
            Cell.Of($"{one.Space} {one.SpaceName}"), Cell.Of(year.Year), Cell.Of(year.Version), Cell.Of(year.Aim), Cell.Of(year.Hardware), Cell.Of(year.Governance), Cell.Of(year.Operation), Cell.Of(year.Planned), Cell.Of(year.Actual), Share(year.Target), Share(year.Reached)))
            .Append(new Row(RowKind.Subtotal,
            [
                Cell.Of($"{one.Space} {one.SpaceName}"), Cell.Empty, Cell.Empty, Cell.Of(Words.Total), Total(one, year => year.Hardware), Total(one, year => year.Governance), Total(one, year => year.Operation), Total(one, year => year.Planned), Total(one, year => year.Actual), Cell.Empty, Cell.Empty,
            ])))],
        new("这些空间还没有五年蓝图。", "These spaces have no blueprint yet."))
    {
        Checks = report.Blueprints.Count == 0 ? [] : [Check.Of("partsArePlanned", new("硬件 + 软治理 + 运营成效 = 计划合计", "hardware + soft governance + operation = planned"), Years(report, year => year.Hardware + year.Governance + year.Operation), Years(report, year => year.Planned))],
    };

    private static Money Years(TaperReport report, Func<BlueprintYearFigures, Money> of) => report.Blueprints.SelectMany(one => one.Years).Aggregate(Money.Zero(report.Head.Currency), (sum, year) => sum + of(year));

    private static Cell Total(BlueprintFigures of, Func<BlueprintYearFigures, Money> amount) => Cell.Of(of.Years.Select(amount).Aggregate((sum, one) => sum + one));

    private static NoteSection Notes => new("notes", Words.Notes,
    [
        new("承诺只及于已批准的年度；以后各年是计划。每期到期、条件具备时转为应付，未用部分在同一分录中失效，退回各来源。", "Only approved years are promised; later ones are planned. A period is made payable when it is due and its conditions are met; what of it is not used lapses in the same entry and goes back to its sources."),
        new("实际份额 = 已转应付 ÷ 合格成本；自我造血率 = 收入 ÷ 全部成本，以已通过的运营结果为准，向下取到万分之一。", "Share paid = made payable ÷ eligible cost. Self-sufficiency = revenue ÷ all cost. Both are of accepted operating results, rounded down to a hundredth of a percent."),
        new("“每一笔钱”逐笔列出动用的分录，按来源；合计与各期、各来源、各年一致。变更只及于以后各期，已付的不改。", "Every amount stands with its entry, source by source, and they add up to what is said by period, source and year. Amendments speak for periods to come: nothing paid is changed."),
        new("五年蓝图每年重排，已过去的年份不改；实际 = 当年的空间投入 + 当年开始的各期已转应付。蓝图不承诺资金。", "Blueprints are planned again each year, and years that are over stay. Actual = what was invested in the year, and made payable for periods that began in it. A blueprint commits no money."),
    ]);

    private static readonly Bilingual NoPlan = new("这个基金没有渐进撤出计划。", "The fund has no taper plan.");

    private static Bilingual NameOf(TaperPlanFigures plan, string source) => plan.Sources.First(one => one.Source == source).Name;

    /// <summary>Equal shares in a row are said once: <c>1–4: 100%; 5–8: 60%</c>.</summary>
    private static string Runs(IReadOnlyList<BasisPoints?> shares)
    {
        var runs = new List<(int From, int To, BasisPoints? Share)>();
        for (var at = 0; at < shares.Count; at++)
            if (runs.Count > 0 && runs[^1].Share == shares[at]) runs[^1] = runs[^1] with { To = at + 1 };
            else runs.Add((at + 1, at + 1, shares[at]));
        return string.Join("; ", runs.Where(run => run.Share is not null).Select(run => run.From == run.To ? $"{run.From}: {run.Share}" : $"{run.From}–{run.To}: {run.Share}"));
    }

    private static Row Line(params Cell[] cells) => new(RowKind.Line, cells);

    private static Cell Sum(TaperPlanFigures plan, Func<TaperPeriodFigures, Money?> of) =>
        Cell.Of(plan.Periods.Aggregate(Money.Zero(plan.Planned.Currency), (sum, period) => sum + (of(period) ?? Money.Zero(plan.Planned.Currency))));

    private static Cell Amount(Money? amount) => amount is { } known ? Cell.Of(known) : Cell.Empty;

    private static Cell Day(DateOnly? day) => day is { } known ? Cell.Of(known) : Cell.Empty;

    private static Cell Share(BasisPoints? share) => share is { } known ? Cell.Of(known.ToString()) : Cell.Empty;

    private static Cell Number(long? number) => number is { } known ? Cell.Of(known) : Cell.Empty;
}
