using FundLedger.Blueprints;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.SeedMoney;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using FundLedger.Voice;

namespace FundLedger.Web.Demo;

/// <summary>What became of three public spaces and their plans, counted in the books.</summary>
/// <param name="PeriodsPaid">Paid in full.</param>
/// <param name="Held">Periods that are due and wait.</param>
/// <param name="Amended">Plans with more than one version.</param>
/// <param name="Paid">To the operators.</param>
/// <param name="Returned">Promised and not used: it lapsed period by period, or went back at the end.</param>
internal sealed record TaperTold(int Spaces, int PeriodsPaid, int Held, int Amended, Money Paid, Money Returned);

/// <summary>Three public spaces over three years of falling support: one ahead of its plan, one behind and held, one whose plan is amended at a yearly review. All of it made up.</summary>
/// <param name="first">The day on which their fund is opened.</param>
internal sealed class DemoTaper(Database database, DemoPlan plan, DateOnly first)
{
    internal const string Fund = "KJ";

    /// <summary>Code of the organisation that is entered first.</summary>
    internal const string FirstOperator = "LG";

    /// <summary>From the first day until nothing more happens, at most.</summary>
    internal const int Days = 1_175;

    private const int Quarters = 12, DueDays = 15;
    private const string Schedule = "schedule", Host = "demo-operator";

    private static readonly DemoSpace[] Spaces =
    [
        new("KJ-1", "梧桐里社区客厅", null, "梧桐街道青年路 18 号", 42_000, ["议事", "助餐", "阅读"], OperationModel.PartyLed, FirstOperator, "邻光社区营造社", "苏禾", 240_000,
            TaperCurve.Linear(new(9_000), new(1_000)), TaperBasis.Actual, [new(2_500), new(5_000), new(8_000)],
            quarter => (57_000 + 700 * (quarter * 7 % 5), 9_000 + 3_900 * quarter)),
        new("KJ-2", "柳岸邻里中心", null, "柳岸街道滨河东路 6 号", 65_000, ["托育", "健身", "市集"], OperationModel.PubliclyBuilt, "HT", "和庭公共空间运营中心", "贺平", 180_000,
            new TaperCurve(TaperCurveKind.Stepped, [BasisPoints.Whole, new(6_000), new(3_000)]), TaperBasis.Actual, [new(3_000), new(5_000), new(7_000)],
            quarter => (44_000 + 400 * (quarter * 3 % 5), quarter == Dip ? 14_000 : 5_000 + 1_250 * quarter)),
        new("KJ-3", "春晖公园驿站", "KJ-1", "春晖公园南门", 9_500, ["自习", "志愿服务"], OperationModel.Enabled, "CX", "春序青年社团", null, 90_000,
            TaperCurve.FrontLoaded(new(8_000), new(1_000)), TaperBasis.Plan, [new(2_000), new(4_000), new(6_000)],
            quarter => (21_500 + 300 * (quarter * 2 % 5), 3_000 + 1_100 * quarter)),
    ];

    /// <summary>The quarter in which the second space earns too little to be paid.</summary>
    private const int Dip = 10;

    /// <summary>The year from which support is given: the first of a month, some days after the fund is opened.</summary>
    private readonly DateOnly start = new DateOnly(first.AddDays(43).Year, first.AddDays(43).Month, 1);

    /// <param name="Yearly">The agreed operating budget, in yuan.</param>
    /// <param name="Result">Cost and revenue of a quarter, in yuan.</param>
    private sealed record DemoSpace(
        string Code, string Name, string? Centre, string Place, long SquareDecimetres, string[] Functions, OperationModel Model, string Operator, string OperatorName, string? Host, long Yearly, TaperCurve Curve, TaperBasis Basis,
        BasisPoints[] Targets, Func<int, (long Cost, long Revenue)> Result)
    {
        internal string Plan => $"JT-{Code[^1]}";
    }

    private string Seed => $"青民发〔{first.Year}〕9号";

    /// <param name="entity">Opened with the fund, where it is not there yet.</param>
    internal void Tell(NewEntity entity)
    {
        OpenBooks(entity);
        foreach (var space in Spaces) Open(space);
        foreach (var space in Spaces) Agree(space);
        for (var quarter = 1; quarter <= Quarters; quarter++)
        {
            foreach (var space in Spaces) Report(space, quarter);
            RunWhatIsDue(quarter);
            if (quarter % 4 == 0 && quarter < Quarters)
                foreach (var space in Spaces) Approve(space, quarter / 4 + 1);
        }

        foreach (var space in Spaces) PlanAhead(space);

        Ask(Spaces[0], 3, 14, 16);
        Ask(Spaces[1], 2, 10, 16);
        plan.Add(Quarter(5).AddDays(30), "taper/review", asked => new CloseTaperReview(database).RunAsync(
            asked, new TaperReviewClosing(Spaces[1].Plan, TaperReviewDecision.Keep, Quarter(5).AddDays(30), "市集停业两个月所致，第三年维持原计划，按季跟踪 The market was closed for two months; year three stays as planned and is watched by quarter")));
    }

    /// <summary>Counts what became of it, from the books alone.</summary>
    internal static Task<TaperTold> ToldAsync(Database database, DateOnly today, CancellationToken stop) => database.ReadAsync(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        var plans = await TaperReading.ListAsync(reader, books);
        var (zero, periods) = (Money.Zero(Currency.Cny), new List<TaperPeriodAtWork>());
        foreach (var one in plans) periods.AddRange(await TaperReading.PeriodsAsync(reader, books, one, today));
        Money Sum(Func<TaperPeriodAtWork, Money?> of) => periods.Aggregate(zero, (sum, period) => sum + (of(period) ?? zero));
        return new TaperTold(
            (await SpaceReading.ListAsync(reader, books)).Count, periods.Count(period => period.State == TaperPeriodState.Paid), periods.Count(period => period.State == TaperPeriodState.Held),
            plans.Count(one => one.Version > 1), Sum(period => period.Paid), Sum(period => period.Lapsed));
    }, stop);

    private static Money Yuan(long yuan) => DemoYear.Yuan(yuan);

    /// <summary>The last day of a quarter.</summary>
    private DateOnly Quarter(int no) => start.AddMonths(3 * no).AddDays(-1);

    private void OpenBooks(NewEntity entity)
    {
        plan.Add(first, "entity", asked => new CreateEntity(database).RunAsync(asked, entity));
        foreach (var (space, i) in Spaces.Select((space, i) => (space, i)))
        {
            plan.Add(first, $"organisation/{space.Operator}", asked => new RegisterOrganisation(database).RunAsync(
                asked, new OrganisationProfile(space.Operator, space.OperatorName, OrganisationKind.SocialService, DemoProjects.CreditCodeOf(70 + i), ["社区营造"], "青川区", first.AddYears(-3).AddDays(41 * i))));
            DemoAwards.Qualify(database, plan, space.Operator, QualificationKind.Registration, $"青民社K{i + 1:D3}", first, null);
            DemoAwards.Qualify(database, plan, space.Operator, QualificationKind.YearlyCheck, $"年检{first.Year}-K{i + 1}", first, first.AddDays(Days + 240));
        }

        plan.Add(first, $"fund/{Fund}", asked => new CreateFund(database).RunAsync(asked, new NewFund(Fund, "社区公共空间扶持基金 Public Spaces", FundKind.ProgrammeFund, Currency.Cny)));
        plan.Add(first, "taper/seed", asked => new ReceiveSeedMoney(database).RunAsync(asked, new SeedMoneyReceipt(Fund, Yuan(620_000), first, "青川区民政局", Seed, first.AddYears(5))));
        foreach (var (company, i) in DemoPeople.Companies.Take(4).Select((company, i) => (company, i)))
            plan.Add(first.AddDays(1 + i), $"taper/gift/{i}", asked => new RecordDonation(database).RunAsync(asked, new Gift(Fund, Yuan(80_000), first.AddDays(1 + i), DonorName.Of(company, false))));
    }

    private void Open(DemoSpace space)
    {
        var day = first.AddDays(2);
        plan.Add(day, $"space/{space.Code}", asked => new RegisterSpace(database).RunAsync(
            asked, new SpaceWanted(space.Code, Fund, space.Name, space.Centre, space.Place, space.SquareDecimetres, space.Functions, SpaceOwnership.Public, space.Model, first)));
        plan.Add(day, $"space/{space.Code}/operator", asked => new AppointOperator(database).RunAsync(
            asked, new NewOperator(space.Code, space.Operator, first, start.AddYears(5).AddDays(-1), "五年，每年评估；场地免租 Five years, evaluated each year; no rent", space.Host)));
        foreach (var (kind, share, what) in new[]
        {
            (InvestmentKind.Hardware, 60, "装修与设备 Fitting out and equipment"), (InvestmentKind.Governance, 15, "议事规则与志愿者培训 Council rules and volunteers' training"), (InvestmentKind.Evaluation, 5, "基线调查 Baseline survey"),
        })
            plan.Add(day.AddDays(1), $"space/{space.Code}/{kind}", asked => new InvestInSpace(database).RunAsync(asked, new NewInvestment(space.Code, kind, Yuan(space.Yearly * share / 100), day.AddDays(1), what)));
    }

    private TaperTerms Terms(DemoSpace space) => new(start, TaperStep.Quarter, Quarters, [Yuan(space.Yearly), Yuan(space.Yearly), Yuan(space.Yearly)], space.Curve);

    /// <summary>The district's money pays two thirds and goes first.</summary>
    private IReadOnlyList<TaperPart> Parts(Money support)
    {
        var seed = support with { MinorUnits = support.MinorUnits * 2 / 3 };
        return [new TaperPart($"seed-{Seed}", seed), new TaperPart("donation", support - seed)];
    }

    private void Agree(DemoSpace space)
    {
        var (day, terms) = (first.AddDays(10), Terms(space));
        List<TaperCondition> conditions = [new(TaperConditionKind.Report)];
        if (space == Spaces[0]) conditions.Add(new(TaperConditionKind.Satisfaction, new(7_000), From: Quarters));
        if (space == Spaces[1]) conditions.Add(new(TaperConditionKind.SelfSufficiency, new(3_500), From: 9));
        var agreed = new TaperPlanTerms(
            $"{space.Name}三年运营扶持", terms, Parts(TaperSchedule.Of(terms, []).Expect().Support), space.Basis, conditions, space.Targets, DueDays, Band: new(500));
        plan.Add(day, $"{space.Plan}/agreed", asked => new AgreeTaperPlan(database).RunAsync(asked, new NewTaperPlan(space.Plan, space.Code, day, "扶上马、送一程：三年逐步退出 Helped into the saddle and part of the way: withdrawn over three years", agreed)));
        plan.Add(day.AddDays(2), $"{space.Plan}/1", asked => new ApproveTaperYear(database).RunAsync(asked, new TaperYearApproval(space.Plan, 1, 1, day.AddDays(2), "首年按计划 The first year as planned")));
    }

    /// <summary>Who runs it reports, and another accepts.</summary>
    private void Report(DemoSpace space, int quarter)
    {
        var (from, to) = (start.AddMonths(3 * quarter - 3), Quarter(quarter));
        var (cost, revenue) = space.Result(quarter);
        var content = new ResultContent(
            [new("staff", "人员 Staff", Yuan(cost * 55 / 100)), new("energy", "水电气 Energy and water", Yuan(cost * 15 / 100)), new("activities", "活动 Activities", Yuan(cost * 25 / 100)), new("hospitality", "接待 Hospitality", Yuan(cost - cost * 55 / 100 - cost * 15 / 100 - cost * 25 / 100), IsEligible: false)],
            [new("service", "服务收费 Service fees", Yuan(revenue * 70 / 100)), new("rental", "场地出租 Room hire", Yuan(revenue - revenue * 70 / 100))],
            Users: 2_400 + 150 * quarter, HoursOpen: 780 + 4 * quarter, Volunteers: 18 + quarter, VolunteerHours: 240 + 16 * quarter, Text: "");
        plan.Do(to.AddDays(8), async () => (await new ReportResult(database).RunAsync(new Asked(DemoPlan.Asked($"{space.Code}/{quarter}/reported").Key, Host), new NewResult(space.Code, from, to, content, By: space.Operator))).Expect());
        plan.Add(to.AddDays(10), $"{space.Code}/{quarter}/accepted", asked => new DecideResult(database).RunAsync(asked, new ResultDeciding(space.Code, from, to, 1, ResultDecision.Accepted)));
    }

    /// <summary>What is due is released, and paid some days later; afterwards what ran to its end is completed.</summary>
    private void RunWhatIsDue(int quarter)
    {
        var (due, paid) = (Quarter(quarter).AddDays(DueDays + 1), Quarter(quarter).AddDays(DueDays + 5));
        plan.Do(due, () => new ReleaseDuePeriods(database).RunAsync(Schedule, due));
        plan.Do(paid, async () =>
        {
            foreach (var space in Spaces) await PayAsync(space, paid);
        });
        plan.Do(paid.AddDays(1), () => new ReleaseDuePeriods(database).RunAsync(Schedule, paid.AddDays(1)));
    }

    private async Task PayAsync(DemoSpace space, DateOnly day)
    {
        var owed = await database.ReadAsync(async reader =>
        {
            var books = await Books.LoadAsync(reader);
            return (await TaperReading.PeriodsAsync(reader, books, (await TaperReading.FindAsync(reader, books, space.Plan))!, day)).Where(period => period.Owed.IsPositive).ToList();
        });
        foreach (var period in owed)
            (await new PayTaperPeriod(database).RunAsync(DemoPlan.Asked($"{space.Plan}/{period.Period.No}/paid"), new TaperPayment(space.Plan, period.Period.No, period.Owed, day, $"{space.Plan}-{period.Period.No:00}"))).Expect();
    }

    /// <summary>Before a year begins, the one that ends is evaluated and the next confirmed; the third space's second year is changed and something new is added to it.</summary>
    private void Approve(DemoSpace space, int year)
    {
        var day = start.AddYears(year - 1).AddDays(-3);
        var (cost, revenue) = space.Result(4 * (year - 1) - 1);
        var evaluation = new TaperEvaluation($"上一季收入 {revenue:N0} 元，成本 {cost:N0} 元 Last quarter it earned {revenue:N0} and cost {cost:N0} yuan", ThirdParty: year == 3 ? "第三方评估：良好 Third party: good" : null);
        var isChanged = space == Spaces[2] && year == 2;
        var version = space == Spaces[2] && year == 3 ? 2 : 1;
        plan.Add(day, $"{space.Plan}/{year}", asked => new ApproveTaperYear(database).RunAsync(asked, new TaperYearApproval(
            space.Plan, version, year, day, isChanged ? "延长夜间开放，增加自习室 Longer evenings and a study room" : "评估通过，按计划续年 The evaluation passed; the next year as planned", evaluation, isChanged ? Changed(space) : null)));
    }

    /// <summary>Five years ahead, first when it is agreed and again at each yearly review: what is operated with public money falls, what is learnt comes in.</summary>
    private void PlanAhead(DemoSpace space)
    {
        for (var version = 0; version < 3; version++)
        {
            var (no, day) = (version, version == 0 ? first.AddDays(9) : start.AddYears(version).AddDays(-2));
            var from = day.AddDays(20).Year;
            plan.Add(day, $"space/{space.Code}/blueprint/{no + 1}", asked => new PlanBlueprint(database).RunAsync(
                asked, new NewBlueprint(space.Code, no, [.. Enumerable.Range(0, BlueprintRules.Length).Select(at => Year(space, from + at))], no == 0 ? "与居民议事会共同排定 Planned with the residents' council" : $"第 {no} 年评估之后重排 Planned again after the evaluation of year {no}")));
        }
    }

    private BlueprintYear Year(DemoSpace space, int year)
    {
        var at = Math.Max(0, year - start.Year);
        var share = at < 5 ? new[] { 85, 60, 35, 15, 5 }[at] : 5;
        return new BlueprintYear(
            year, at switch { 0 => "开门迎客，建立议事规则 Open the doors and set up the council", 1 => "三项收费服务站稳 Three paid services stand on their feet", 2 => "公共份额降到三分之一以下 The public share falls below a third", 3 => "自负盈亏，志愿者自管 It carries itself; volunteers run it", _ => "反哺社区基金 It gives back to the fund" },
            Yuan(at == 0 ? space.Yearly * 60 / 100 : space.Yearly * 5 / 100), Yuan(space.Yearly * 15 / 100), Yuan(space.Yearly * share / 100), new BasisPoints(at < 5 ? new[] { 2_000, 3_500, 6_000, 8_500, 10_000 }[at] : 10_000));
    }

    private TaperYearDecision Changed(DemoSpace space)
    {
        var terms = Terms(space) with { YearlyBudgets = [Yuan(90_000), Yuan(100_000), Yuan(90_000)] };
        var left = TaperSchedule.Of(terms, []).Expect().Periods.Where(period => period.Year > 1).Aggregate(Money.Zero(Currency.Cny), (sum, period) => sum + period.Support);
        return new TaperYearDecision(terms, Parts(left), [new TaperAddition("夜间自习室 Evening study room", Yuan(3_000))]);
    }

    /// <summary>Residents are asked how content they are; each by telephone, of which only a keyed hash is kept until it is over.</summary>
    private void Ask(DemoSpace space, int year, int content, int asked)
    {
        var (from, to) = (start.AddYears(year - 1), start.AddYears(year).AddDays(-1));
        var (code, opens) = ($"MYD-{space.Code}-{year}", to.AddDays(-12));
        var terms = new SurveyTerms([new("总体满意吗？", "How content are you overall?"), new("开放时间合适吗？", "Do the hours suit you?")], Overall: 1, ContentFrom: 4, AsksText: false, [], 0);
        plan.Add(opens, $"survey/{code}", doing => new OpenSurvey(database).RunAsync(
            doing, new SurveyWanted(code, SurveyKind.Satisfaction, VoiceSubject.Space, space.Code, $"{space.Name}居民满意度 {to.Year}", from, to, opens, to.AddDays(5), [VoiceWay.Phone], 10, terms)));
        for (var i = 0; i < asked; i++)
        {
            var (no, mark) = (i, i < content ? 4 + i % 2 : 2 + i % 2);
            plan.Do(opens.AddDays(1 + i % 10), async () => (await new AnswerSurvey(database).RunAsync(
                DemoPlan.Asked($"survey/{code}/{no}").Key, new VoiceGiven(code, [mark, 3 + no % 3], Phone: $"1380000{1_000 + no}"))).Expect());
        }

        plan.Add(to.AddDays(6), $"survey/{code}/closed", doing => new CloseSurvey(database).RunAsync(doing, code));
        plan.Add(to.AddDays(7), $"survey/{code}/published", doing => new CloseSurvey(database).PublishAsync(doing, code));
    }
}
