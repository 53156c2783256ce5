using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.Payments;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Tests.Organisations;
using FundLedger.Values;
using FundLedger.Voice;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Taper;

/// <summary>Plans that scenarios begin with: fund LAKE with 1,000 of seed money and 1,000 of gifts, its space HU, run by HUA, which stays qualified.</summary>
internal static class TaperScenes
{
    internal static readonly DateOnly Start = new(2026, 4, 1);

    /// <summary>Two years of quarters: 400 a year, of which the fund bears all and then half; the first 300 of seed money.</summary>
    internal static TaperPlanTerms Terms(
        TaperBasis basis = TaperBasis.Actual, TaperCondition[]? conditions = null, BasisPoints[]? targets = null, int dueDays = 0, BasisPoints? band = null, TaperTerms? terms = null, TaperPart[]? parts = null) =>
        new("湖畔会客厅", terms ?? Curve(100, 50), parts ?? [Part("seed", 300), Part("donation", 300)], basis, conditions ?? [], targets ?? [], dueDays, band);

    /// <summary>Quarters with 400 a year, one share for each year.</summary>
    internal static TaperTerms Curve(params int[] percents) =>
        new(Start, TaperStep.Quarter, percents.Length * 4, [.. percents.Select(_ => Cny(400))], new TaperCurve(TaperCurveKind.Stepped, [.. percents.Select(percent => new BasisPoints(percent * 100))]));

    internal static TaperPart Part(string source, decimal yuan) => new(source, Cny(yuan));

    internal static BasisPoints Percent(int percent) => new(percent * 100);

    internal static async Task LakeAsync(this TestLedger ledger)
    {
        await ledger.FundAsync("LAKE");
        await ledger.SeedAsync("LAKE", 1_000, on: March(2));
        await ledger.DonateAsync("LAKE", 1_000, March(3));
        await ledger.QualifyAsync("HUA", new DateOnly(2026, 12, 31));
        await ledger.DocumentAsync("HUA", QualificationKind.YearlyCheck, new DateOnly(2027, 1, 1), new DateOnly(2031, 12, 31));
        await ledger.SpaceAsync("HU", "HUA");
    }

    internal static async Task SpaceAsync(this TestLedger ledger, string code, string organisation)
    {
        (await new RegisterSpace(ledger.Database).RunAsync(ledger.Ask(), new SpaceWanted(code, "LAKE", "湖畔会客厅", OpenedOn: March(1)))).Expect();
        (await new AppointOperator(ledger.Database).RunAsync(ledger.Ask(), new NewOperator(code, organisation, March(1)))).Expect();
    }

    internal static async Task<TaperPlanTerms> WithSeedAsync(this TestLedger ledger, TaperPlanTerms terms)
    {
        var seed = await ledger.ScalarAsync<string>("SELECT code FROM sources WHERE kind = 'SeedMoney'");
        return terms with { Parts = [.. terms.Parts.Select(part => part.Source == "seed" ? part with { Source = seed } : part)] };
    }

    internal static async Task<Outcome<TaperPlanAgreed>> AgreeAsync(this TestLedger ledger, TaperPlanTerms? terms = null, string number = "T-1", string space = "HU") =>
        await new AgreeTaperPlan(ledger.Database).RunAsync(ledger.Ask(), new NewTaperPlan(number, space, ledger.Now(), "三年内自立", await ledger.WithSeedAsync(terms ?? Terms())));

    internal static async Task<Outcome<TaperYearApproved>> ApproveAsync(this TestLedger ledger, int year = 1, TaperYearDecision? decision = null, string number = "T-1") =>
        await new ApproveTaperYear(ledger.Database).RunAsync(ledger.Ask(), new TaperYearApproval(number, (await ledger.PlanAsync(number))?.Version ?? 1, year, ledger.Now(), "按计划", year == 1 ? null : new TaperEvaluation("达到约定"), decision));

    internal static async Task<Outcome<TaperPlanAmended>> AmendAsync(this TestLedger ledger, int from, TaperPlanTerms terms, string number = "T-1") =>
        await new AmendTaperPlan(ledger.Database).RunAsync(ledger.Ask(), new TaperAmendment(number, (await ledger.PlanAsync(number))!.Version, from, await ledger.WithSeedAsync(terms), "变更", ledger.Now()));

    internal static Task<Outcome<TaperPlanEnded>> EndAsync(this TestLedger ledger, string number = "T-1") => new EndTaperPlan(ledger.Database).RunAsync(ledger.Ask(), new TaperEnding(number, ledger.Now(), "终止"));

    /// <summary>Agreed, and its first year approved.</summary>
    internal static async Task StartedAsync(this TestLedger ledger, TaperPlanTerms? terms = null, string number = "T-1", string space = "HU")
    {
        (await ledger.AgreeAsync(terms, number, space)).Expect();
        (await ledger.ApproveAsync(number: number)).Expect();
    }

    internal static Task<TaperPlan?> PlanAsync(this TestLedger ledger, string number = "T-1") => ledger.Database.ReadAsync(async reader => await TaperReading.FindAsync(reader, await Books.LoadAsync(reader), number));

    internal static async Task<IReadOnlyList<TaperPeriodAtWork>> PeriodsAsync(this TestLedger ledger, string number = "T-1") => await ledger.Database.ReadAsync(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        return await TaperReading.PeriodsAsync(reader, books, (await TaperReading.FindAsync(reader, books, number))!, ledger.Now());
    });

    internal static async Task<TaperPeriodState> StateAsync(this TestLedger ledger, int no, string number = "T-1") => (await ledger.PeriodsAsync(number))[no - 1].State;

    internal static async Task<string[]> WhyAsync(this TestLedger ledger, int no, string number = "T-1") => [.. (await ledger.PeriodsAsync(number))[no - 1].Why.Select(why => why.Code)];

    internal static Task<TaperDueRun> RunDueAsync(this TestLedger ledger, DateOnly? day = null) => new ReleaseDuePeriods(ledger.Database).RunAsync("schedule", day ?? ledger.Now());

    internal static Task<Outcome<TaperPeriodPaid>> PayAsync(this TestLedger ledger, int period, decimal yuan, string number = "T-1") =>
        new PayTaperPeriod(ledger.Database).RunAsync(ledger.Ask(), new TaperPayment(number, period, Cny(yuan), ledger.Now()));

    /// <summary>Hands in what a quarter of the plan cost and earned, and has it accepted.</summary>
    internal static Task ReportAsync(this TestLedger ledger, int quarter, decimal cost, decimal revenue = 0, string space = "HU") =>
        ledger.ReportAsync(Start.AddMonths(quarter * 3 - 3), Start.AddMonths(quarter * 3).AddDays(-1), cost, revenue, space);

    internal static async Task ReportAsync(this TestLedger ledger, DateOnly first, DateOnly last, decimal cost, decimal revenue = 0, string space = "HU")
    {
        var content = new ResultContent(cost == 0 ? [] : [new("1", "人员", Cny(cost))], revenue == 0 ? [] : [new("1", "场地", Cny(revenue))], 100, 90, 3, 12, "正常开放");
        var known = await ledger.Database.ReadAsync(async reader => { var books = await Books.LoadAsync(reader); return (await OperatingResults.OfAsync(reader, books, (await SpaceReading.FindAsync(reader, books, space))!)).Count(one => one.Figures.First == first); });
        var reported = (await new ReportResult(ledger.Database).RunAsync(ledger.Ask(), new NewResult(space, first, last, content, known == 0 ? null : "更正"))).Expect();
        (await new DecideResult(ledger.Database).RunAsync(ledger.Ask() with { Actor = "manager" }, new ResultDeciding(space, first, last, reported.Version, ResultDecision.Accepted))).Expect();
    }

    /// <summary>A published survey about the space that speaks for a quarter.</summary>
    internal static async Task SurveyAsync(this TestLedger ledger, string code, int quarter, int quorum, params int[] marks)
    {
        var (first, now) = (Start.AddMonths(quarter * 3 - 3), ledger.Now());
        (await new OpenSurvey(ledger.Database).RunAsync(ledger.Ask(), new SurveyWanted(
            code, SurveyKind.Satisfaction, VoiceSubject.Space, "HU", "满意吗", first, first.AddMonths(3).AddDays(-1), now, now, [VoiceWay.Link], quorum, SurveyTerms.Asking([new("满意吗？", "Content?")], asksText: false)))).Expect();
        var tokens = VoiceToken.Many(marks.Length);
        (await new HandOutLinks(ledger.Database).RunAsync(ledger.Ask(), code, tokens)).Expect();
        for (var i = 0; i < marks.Length; i++) (await new AnswerSurvey(ledger.Database).RunAsync(ledger.Ask().Key, new VoiceGiven(code, [marks[i]], Token: tokens[i].Text))).Expect();
        ledger.Clock.Advance(TimeSpan.FromDays(1));
        (await new CloseSurvey(ledger.Database).RunAsync(ledger.Ask(), code)).Expect();
        (await new CloseSurvey(ledger.Database).PublishAsync(ledger.Ask(), code)).Expect();
    }

    /// <summary>The first day after a quarter of the plan.</summary>
    internal static void GoPast(this TestLedger ledger, int quarter) => ledger.Clock.SetUtcNow(new DateTimeOffset(Start.AddMonths(quarter * 3), new TimeOnly(9, 0), TimeSpan.FromHours(8)));

    internal static DateOnly Now(this TestLedger ledger) => Moments.DayInShanghai(Moments.ToMicroseconds(ledger.Clock.GetUtcNow()));

    /// <summary>(cash, owed, committed, available) of the fund today.</summary>
    internal static Task<(decimal Cash, decimal Owed, decimal Committed, decimal Available)> MoneyAsync(this TestLedger ledger) => ledger.FiguresAsync("LAKE", ledger.Now());

    internal static async Task PayeeAsync(this TestLedger ledger)
    {
        (await new SetPayee(ledger.Database).RunAsync(ledger.Ask(), new NewPayee(null, "HUA", PayeeKind.Organisation, "湖畔服务中心", "", "中国银行青川支行", "6217 0000-1234 5678", null))).Expect();
        ledger.Clock.Advance(TimeSpan.FromDays(5));
    }
}
