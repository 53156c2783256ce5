using System.Text;
using FundLedger.Applications;
using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.Programmes;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;

namespace FundLedger.Web.Tests;

/// <summary>Programmes, rounds and applications that tests of the site begin with, made without people.</summary>
internal static class GrantSite
{
    internal static readonly GrantTerms Terms = GrantTemplate.Venture(Currency.Cny) with { ReviewsEach = 1 };

    /// <summary>A moment of 2026 in Shanghai.</summary>
    internal static long At(int month, int day, int hour) => Moments.ToMicroseconds(new DateTimeOffset(2026, month, day, hour, 0, 0, TimeSpan.FromHours(8)));

    /// <summary>A programme of this code on a fund, its round <c>CODE-1</c> from 1 April on, to 30 April unless said otherwise, and an application begun by an organisation ORG, which is entered once.</summary>
    internal static async Task MakeAsync(Database database, string code, string fund, byte[] file, long? closesAt = null)
    {
        Asked Ask(string what) => new($"{what}/{code}", "test");
        await ProgrammeAsync(database, code, fund);
        (await new OpenGrantRound(database).RunAsync(Ask("round"), new NewGrantRound(code, $"{code}-1", new("第一批", "First round"), At(4, 1, 9), closesAt ?? At(4, 30, 17), new Money(500_000_00, Currency.Cny)))).Expect();
        var number = (await new StartApplication(database).RunAsync(Ask("start"), $"{code}-1", "ORG")).Expect().Number;
        (await new AttachToApplication(database).RunAsync(Ask("attach"), number, "plan", new Attachment("plan.txt", file))).Expect();
    }

    /// <summary>A programme of this code on a fund, and the organisation ORG, which is entered once.</summary>
    internal static async Task ProgrammeAsync(Database database, string code, string fund, GrantTerms? terms = null)
    {
        (await new CreateGrantProgramme(database).RunAsync(new Asked($"grant/{code}", "test"), new NewGrantProgramme(code, fund, GrantProgrammeKind.Venture, new("公益创投", "Venture"), terms ?? Terms))).Expect();
        if (await database.ReadAsync(reader => FundLedger.Organisations.Directory.FindAsync(reader, "ORG")) is null)
            (await new RegisterOrganisation(database).RunAsync(new Asked($"organisation/{code}", "test"), new OrganisationProfile("ORG", "邻里服务中心", OrganisationKind.Community))).Expect();
    }

    /// <summary>An award <c>CODE-A</c> of 40 yuan under a programme of this code to ORG, which is qualified from then on; under another programme, or to another organisation, where one is named.</summary>
    internal static async Task AwardAsync(Database database, string code, DateOnly today, string? programme = null, string organisation = "ORG")
    {
        Asked Ask(string what) => new($"{what}/{code}", "test");
        foreach (var kind in new[] { QualificationKind.Filing, QualificationKind.YearlyCheck })
        {
            var id = (await new AddQualification(database).RunAsync(Ask($"qualify-{kind}"), new NewQualification(organisation, kind, $"{kind}", today.AddDays(-30), today.AddDays(300), new Attachment("scan.pdf", Encoding.UTF8.GetBytes($"%PDF-1.4 {kind} {code}"))))).Expect().Qualification;
            (await new CheckQualification(database).RunAsync(Ask($"check-{kind}"), id, isVerified: true)).Expect();
        }

        (await new DecideAward(database).RunAsync(Ask("award"), new NewAward($"{code}-A", programme ?? code, null, organisation, null, "邻里厨房", new Money(4_000, Currency.Cny), today, today, today.AddDays(300), "评审第一"))).Expect();
    }

    /// <summary>A space <c>S-NUMBER</c> on a fund, run by ORG, which is qualified; and its plan: two years of quarters from the next month on, 40 yuan a year, of which the fund's gifts bear all and then half; or three years.</summary>
    internal static async Task TaperAsync(Database database, string number, string fund, DateOnly today, int years = 2)
    {
        Asked Ask(string what) => new($"{what}/{number}", "test");
        Money Cny(long yuan) => new(yuan * 100, Currency.Cny);
        (await new RegisterSpace(database).RunAsync(Ask("space"), new SpaceWanted($"S-{number}", fund, $"会客厅{number}", OpenedOn: today.AddDays(-20)))).Expect();
        (await new AppointOperator(database).RunAsync(Ask("operator"), new NewOperator($"S-{number}", "ORG", today.AddDays(-20)))).Expect();
        var terms = new TaperTerms(new DateOnly(today.Year, today.Month, 1).AddMonths(1), TaperStep.Quarter, 4 * years, [.. Enumerable.Repeat(Cny(40), years)], new TaperCurve(TaperCurveKind.Stepped, [new(10_000), .. Enumerable.Repeat(new BasisPoints(5_000), years - 1)]));
        (await new AgreeTaperPlan(database).RunAsync(Ask("taper"), new NewTaperPlan(number, $"S-{number}", today, "三年内自立", new TaperPlanTerms(
            $"会客厅{number}三年计划", terms, [new("donation", Cny(40 + 20 * (years - 1)))], TaperBasis.Actual, [new(TaperConditionKind.Report)], [new(2_000), .. Enumerable.Repeat(new BasisPoints(5_000), years - 1)])))).Expect();
    }

    /// <summary>Two years of a plan approved, and so many quarters reported in which the space earned nothing: a review waits after it.</summary>
    internal static async Task BehindAsync(Database database, string number, int quarters)
    {
        Asked Ask(string what, string actor = "test") => new($"{what}/{number}", actor);
        var plan = await database.ReadAsync(async reader => (await TaperReading.FindAsync(reader, await Books.LoadAsync(reader), number))!);
        foreach (var year in new[] { 1, 2 })
            (await new ApproveTaperYear(database).RunAsync(Ask($"year-{year}"), new TaperYearApproval(number, 1, year, plan.AgreedOn, "按计划", year == 1 ? null : new TaperEvaluation("尚可")))).Expect();
        foreach (var period in plan.Schedule.Periods.Take(quarters))
        {
            var content = new ResultContent([new("staff", "人员", new Money(1_000, Currency.Cny))], [], 10, 10, 1, 1, "");
            (await new ReportResult(database).RunAsync(Ask($"result-{period.No}"), new NewResult(plan.Space, period.First, period.Last, content))).Expect();
            (await new DecideResult(database).RunAsync(Ask($"accepted-{period.No}", "another"), new ResultDeciding(plan.Space, period.First, period.Last, 1, ResultDecision.Accepted))).Expect();
        }

        await new ReleaseDuePeriods(database).RunAsync("schedule", plan.Schedule.Periods[quarters].First.AddDays(1));
    }

    /// <summary>Answers and a budget that leave nothing missing.</summary>
    internal static ApplicationEdit Complete(string number)
    {
        Money Cny(long yuan) => new(yuan * 100, Currency.Cny);
        return new(number, new ApplicationBasics("邻里厨房", "start-up", new DateOnly(2026, 6, 1), new DateOnly(2027, 5, 31)), new Dictionary<string, string> { ["registered"] = "yes", ["barred"] = "no" },
            new Dictionary<string, string> { ["summary"] = "老人一起做饭。", ["people"] = "120", ["starts"] = "2026-06-01", ["space"] = "no" },
            new ApplicationBudget(Cny(10_000), Cny(10_000), [new("1", "食材", CostLineKind.Activity, Cny(10_000), Cny(10_000))]));
    }

    internal static byte[] Plan => Encoding.UTF8.GetBytes("%PDF-1.7 计划书");
}
