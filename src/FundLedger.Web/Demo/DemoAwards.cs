using FundLedger.Applications;
using FundLedger.Awards;
using FundLedger.Calendar;
using FundLedger.Ledger;
using FundLedger.Needs;
using FundLedger.Organisations;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Demo;

/// <summary>Grants in the demo's year: a directory, needs and offers, support awards at every stage, a round that is handed in and one that takes applications. Told before the ledger has people; what takes experts is <see cref="DemoReviews"/>.</summary>
internal sealed class DemoAwards(Database database, DemoPlan plan)
{
    /// <summary>Code of the organisation that was entered first, before there was a fund.</summary>
    internal const string First = "HK";

    internal const string Round = "CT-1";

    private const string Support = "FC", Venture = "CT", NextRound = "CT-2", Schedule = "schedule";

    private static readonly (string Code, string Name, OrganisationKind Kind, string Field)[] Organisations =
    [
        (First, "花开社会工作服务中心", OrganisationKind.SocialService, "养老"), ("XY", "向阳社区服务社", OrganisationKind.SocialService, "儿童"), ("NX", "暖巷志愿者协会", OrganisationKind.SocialGroup, "助老"),
        ("LY", "绿野环境发展中心", OrganisationKind.SocialService, "环境"), ("SG", "拾光社区营造中心", OrganisationKind.SocialService, "社区营造"), ("TX", "同心邻里互助社", OrganisationKind.Community, "邻里"),
    ];

    private DateOnly Today => plan.Year.Last;

    internal void Tell()
    {
        EnterTheDirectory();
        Keep();
        LookForNeeds();
        MakeProgrammes();
        Complete();
        Stop();
        Hold();
        WaitForAReport();
        WaitForASignature();
        Object();
        HandIn();
        BeginTheNext();
    }

    private static Money Yuan(long yuan) => DemoYear.Yuan(yuan);

    private void EnterTheDirectory()
    {
        var first = plan.Year.First;
        foreach (var (one, i) in Organisations.Select((one, i) => (one, i)))
        {
            var profile = new OrganisationProfile(one.Code, one.Name, one.Kind, one.Kind == OrganisationKind.Community ? null : DemoProjects.CreditCodeOf(i + 1), [one.Field], "青川区", first.AddYears(-5).AddDays(37 * i));
            plan.Add(first, $"organisation/{one.Code}", asked => new RegisterOrganisation(database).RunAsync(asked, profile));
        }
    }

    /// <summary>One has lapsed, one must renew soon, one handed in something that nobody has looked at, one is barred.</summary>
    private void Keep()
    {
        var papers = plan.Year.First.AddDays(2);
        foreach (var (one, i) in Organisations.Select((one, i) => (one, i)))
        {
            Qualify(one.Code, one.Kind == OrganisationKind.Community ? QualificationKind.Filing : QualificationKind.Registration, $"青民社{i + 1:D4}", papers, null);
            var ends = one.Code switch { "LY" => Today.AddDays(-40), "NX" => Today.AddDays(30), _ => Today.AddDays(240) };
            Qualify(one.Code, QualificationKind.YearlyCheck, $"年检{plan.Year.First.Year}-{i + 1:D3}", papers, ends);
            plan.Add(papers, $"organisation/{one.Code}/head", asked => new AddOrganisationPerson(database).RunAsync(
                asked, new NewOrganisationPerson(one.Code, PersonRelation.LegalRepresentative, HeadOf(i), $"1390000{i + 11:D4}", Since: papers.AddYears(-2))));
        }

        plan.Add(Today.AddDays(-3), "organisation/NX/renewal", asked => new AddQualification(database).RunAsync(asked, new NewQualification(
            "NX", QualificationKind.YearlyCheck, "年检续", Today.AddDays(-3), Today.AddDays(390), DemoProjects.Paper("年检结论", "NX renewal"))));
        plan.Add(Today.AddDays(-50), "organisation/SG/bar", asked => new BarOrganisation(database).RunAsync(asked, new NewBar("SG", Today.AddDays(-50), Today.AddYears(1), "上一年度项目评估不通过")));
        plan.Add(papers, "organisation/XY/related", asked => new RelateOrganisation(database).RunAsync(asked, new NewRelation("XY", OrganisationRelation.SameControl, "向阳教育咨询有限公司", null, papers.AddYears(-3))));
        plan.Do(Today.AddDays(-1), async () => await new KeepDirectory(database).RunAsync(Schedule, Today.AddDays(-1)));
        var holiday = new DateOnly(Today.Year + 1, 1, 1);
        plan.Add(Today.AddDays(-20), "calendar", asked => new SetCalendarDays(database).RunAsync(asked, [new(holiday, DayKind.Holiday, "元旦", "国务院办公厅通知（演示）")]));
    }

    private static string HeadOf(int i) => new[] { "高玉兰", "徐海燕", "罗春生", "郭立新", "孙桂芳", "吴小雨" }[i];

    private void Qualify(string organisation, QualificationKind kind, string number, DateOnly from, DateOnly? to) => Qualify(database, plan, organisation, kind, number, from, to);

    /// <summary>A document is handed in and found to be right.</summary>
    internal static void Qualify(Database database, DemoPlan plan, string organisation, QualificationKind kind, string number, DateOnly from, DateOnly? to)
    {
        var key = $"organisation/{organisation}/{kind}";
        var added = plan.Add(from, key, asked => new AddQualification(database).RunAsync(asked, new NewQualification(organisation, kind, number, from.AddDays(-30), to, DemoProjects.Paper(number, key))));
        plan.Add(from, $"{key}/checked", asked => new CheckQualification(database).RunAsync(asked, added.Value.Qualification, isVerified: true));
    }

    /// <summary>One is met and closed, one is being met, one still looks for somebody.</summary>
    private void LookForNeeds()
    {
        var (early, late) = (plan.Year.First.AddDays(8), Today.AddDays(-60));
        plan.Add(early, "need/1", asked => new PostNeed(database).RunAsync(asked, new NeedWanted("XQ-1", DemoYear.Wutong, "高龄老人助餐", "楼组统计有二十三位老人吃饭不便。", "养老", "梧桐街道三居", Today.AddDays(-90), Yuan(12_000), NeedSteps.All)));
        plan.Add(early, "need/2", asked => new PostNeed(database).RunAsync(asked, new NeedWanted("XQ-2", DemoYear.Liuan, "放学后看护", "双职工家庭多，四点以后没有人接。", "儿童", "柳岸街道一居", Today.AddDays(90), Yuan(15_000), [NeedStep.Propose, NeedStep.Deliberate, NeedStep.Decide])));
        plan.Add(late, "need/3", asked => new PostNeed(database).RunAsync(asked, new NeedWanted("XQ-3", DemoYear.Anping, "楼道微花园", "居民愿意认养，缺少技术指导。", "环境", "安平街道五居", null, Yuan(8_000), [NeedStep.Propose, NeedStep.Deliberate])));
        plan.Add(early.AddDays(3), "offer/1", asked => new MakeOffer(database).RunAsync(asked, new OfferWanted("FW-1", First, "银龄助餐", "送餐到楼组，志愿者轮值。", "养老", "青川区", Yuan(12_000))));
        plan.Add(early.AddDays(3), "offer/2", asked => new MakeOffer(database).RunAsync(asked, new OfferWanted("FW-2", "XY", "四点半课堂", "社工与大学生看护。", "儿童", "青川区", Yuan(15_000))));
        plan.Add(late.AddDays(3), "offer/3", asked => new MakeOffer(database).RunAsync(asked, new OfferWanted("FW-3", "NX", "为老理发", "每月一次上门。", "助老", "青川区")));

        foreach (var (step, i) in NeedSteps.All.Select((step, i) => (step, i))) Step("XQ-1", step, early.AddDays(i < 3 ? 5 + 5 * i : 150 + 40 * (i - 3)), 31);
        foreach (var (step, i) in NeedSteps.All.Take(3).Select((step, i) => (step, i))) Step("XQ-2", step, early.AddDays(6 + 6 * i), 44);
        Step("XQ-3", NeedStep.Propose, late.AddDays(7), 18);
        Match(1, early.AddDays(20), (MatchState.Agreed, 4), (MatchState.UnderWay, 8), (MatchState.Done, 180));
        Match(2, early.AddDays(24), (MatchState.Agreed, 5), (MatchState.UnderWay, 9));
        plan.Add(early.AddDays(210), "need/1/closed", asked => new PostNeed(database).CloseAsync(asked, "XQ-1", early.AddDays(210), "服务已转为常态，居民评议满意"));
    }

    private void Step(string need, NeedStep step, DateOnly on, int present) => plan.Add(on, $"need/{need}/{step}", asked => new RecordStep(database).RunAsync(asked, new StepWanted(
        need, step, on, "居民代表逐户了解情况，议事会记录在案。", present, step == NeedStep.Decide ? present - 4 : 0, step == NeedStep.Decide ? 3 : 0, step == NeedStep.Decide ? 1 : 0, [DemoProjects.Paper("会议记录", $"{need} {step}")])));

    private void Match(int number, DateOnly on, params (MatchState State, int After)[] moves)
    {
        var match = plan.Add(on, $"match/{number}", asked => new MatchNeed(database).RunAsync(asked, new MatchWanted($"XQ-{number}", $"FW-{number}", ContractKind.Grant, on, Yuan(12_000), "街道社区办牵线")));
        foreach (var (state, after) in moves)
            plan.Add(on.AddDays(after), $"match/{number}/{state}", asked => new FollowMatch(database).RunAsync(asked, match.Value.Match, state, on.AddDays(after), "双方确认"));
    }

    private void MakeProgrammes()
    {
        var day = plan.Year.First.AddDays(12);
        plan.Add(day, "grant/support", asked => new CreateGrantProgramme(database).RunAsync(
            asked, new NewGrantProgramme(Support, DemoYear.District, GrantProgrammeKind.Support, new("社会组织扶持", "Support for organisations"), DemoProjects.Terms)));
        plan.Add(day, "grant/venture", asked => new CreateGrantProgramme(database).RunAsync(
            asked, new NewGrantProgramme(Venture, DemoYear.District, GrantProgrammeKind.Venture, new("公益创投", "Venture philanthropy"), DemoProjects.Terms with { ReviewsEach = 2 })));
    }

    /// <summary>Decided, published, signed.</summary>
    /// <param name="starts">The project's first day.</param>
    /// <param name="days">How long it runs.</param>
    private void Award(int number, string organisation, string title, long yuan, DateOnly decided, DateOnly? signed, DateOnly starts, int days)
    {
        var award = new NewAward(NumberOf(number), Support, null, organisation, null, title, Yuan(yuan), decided, starts, starts.AddDays(days), "符合扶持条件，评估意见一致", DemoProjects.OwnOf(Yuan(yuan)), Budget: DemoProjects.AwardBudget(Yuan(yuan)));
        plan.Add(decided, $"award/{number}", asked => new DecideAward(database).RunAsync(asked, award));
        if (signed is { } on) plan.Do(on, () => SignAsync(number, on));
    }

    private static string NumberOf(int number) => $"FC-{number:D3}";

    private async Task SignAsync(int number, DateOnly on)
    {
        var award = await database.ReadAsync(async reader => (await AwardReading.FindAsync(reader, await Books.LoadAsync(reader), NumberOf(number)))!);
        if (award.SignedVersion > 0) return;  // signed before; people may have amended it since
        (await new SignAgreement(database).RunAsync(DemoPlan.Asked($"award/{number}/signed"), new Signing(award.Number, Agreement.TextSha256Of(award), on))).Expect();
    }

    /// <summary>As the schedule does on that day, and paid three days later.</summary>
    private void Release(int award, int tranche, long yuan, DateOnly on)
    {
        plan.Do(on, async () => (await new ReleaseTranche(database).RunAsync(Schedule, NumberOf(award), tranche, on)).Expect());
        plan.Add(on.AddDays(3), $"award/{award}/paid/{tranche}", asked => new PayTranche(database).RunAsync(asked, new TranchePayment(NumberOf(award), tranche, Yuan(yuan), on.AddDays(3), $"YH{award}{tranche}")));
    }

    private void Report(int award, long yuan, DateOnly starts, DateOnly on, bool isAccepted)
    {
        var file = plan.Add(on, $"award/{award}/report/file", asked => new KeepEvidence(database).RunAsync(asked, DemoProjects.Paper("活动照片和票据", $"{award}")));
        plan.Add(on, $"award/{award}/report", asked => new ReportProgress(database).RunAsync(asked, new NewProgressReport(NumberOf(award), null, 2, DemoProjects.Report(Yuan(yuan), starts, on.AddDays(-1), 640, file.Value.Sha256))));
        if (isAccepted)
            plan.Add(on.AddDays(4), $"award/{award}/report/decided", _ => new DecideReport(database).RunAsync(new Asked(DemoPlan.Asked($"award/{award}/report/decided").Key, "demo-manager"), new ReportDeciding(NumberOf(award), 1, 1, ReportDecision.Accepted)));
    }

    private void Prove(int award, ProofKind kind, DateOnly on, Money? amount = null, BasisPoints? share = null)
    {
        var file = plan.Add(on, $"award/{award}/{kind}/file", asked => new KeepEvidence(database).RunAsync(asked, DemoProjects.Paper("证明", $"{award} {kind}")));
        plan.Add(on, $"award/{award}/{kind}", asked => new ProveForAward(database).RunAsync(asked, new NewProof(
            NumberOf(award), kind, kind == ProofKind.Cofunding ? "企业配套到账" : "居民满意度问卷", on, file.Value.Sha256, Amount: amount, Share: share, Respondents: share is null ? null : 52)));
    }

    private void Evaluate(int award, EvaluationKind kind, DateOnly on, Verdict verdict, int score) => plan.Add(on, $"award/{award}/{kind}", asked => new EvaluateAward(database).RunAsync(
        asked, new NewEvaluation(NumberOf(award), kind, on, verdict, score, "", "青川社会组织评估中心")));

    private void Complete()
    {
        var decided = plan.Year.First.AddDays(30);
        var starts = decided.AddDays(25);
        Award(1, First, "银龄助餐", 12_000, decided, decided.AddDays(20), starts, 150);
        Release(1, 1, 4_800, decided.AddDays(52));
        Report(1, 12_000, starts, starts.AddDays(45), isAccepted: true);
        Prove(1, ProofKind.Cofunding, starts.AddDays(48), amount: DemoProjects.OwnOf(Yuan(12_000)));
        Release(1, 2, 3_600, starts.AddDays(60));
        Evaluate(1, EvaluationKind.MidTerm, starts.AddDays(100), Verdict.Pass, 86);
        Release(1, 3, 2_400, starts.AddDays(120));
        Evaluate(1, EvaluationKind.Final, starts.AddDays(155), Verdict.Pass, 91);
        Prove(1, ProofKind.Satisfaction, starts.AddDays(156), share: new BasisPoints(9_230));
        Release(1, 4, 1_200, starts.AddDays(170));
        plan.Add(starts.AddDays(180), "award/1/completed", asked => new CompleteAward(database).RunAsync(asked, NumberOf(1), starts.AddDays(180)));
    }

    /// <summary>Failed at mid-term: one instalment came back, one is overdue, one is to come.</summary>
    private void Stop()
    {
        var decided = plan.Year.First.AddDays(40);
        var (starts, ended) = (decided.AddDays(25), Today.AddDays(-70));
        Award(2, "SG", "社区记忆展", 15_000, decided, decided.AddDays(20), starts, 260);
        Release(2, 1, 6_000, decided.AddDays(52));
        Evaluate(2, EvaluationKind.MidTerm, ended.AddDays(-12), Verdict.Fail, 41);
        plan.Add(ended, "award/2/ended", asked => new EndAward(database).RunAsync(asked, new AwardEnding(NumberOf(2), ended, "中期评估不通过，活动未按计划开展")));
        plan.Add(ended.AddDays(3), "award/2/claimed", asked => new ClaimBack(database).RunAsync(asked, new NewClawback(
            NumberOf(2), Yuan(4_500), ended.AddDays(3), [.. new[] { 30, 60, 120 }.Select(days => new Instalment(ended.AddDays(days), Yuan(1_500)))], "未开展活动的拨款")));
        plan.Add(ended.AddDays(29), "award/2/repaid", asked => new RepayClawback(database).RunAsync(asked, new ClawbackSettling(NumberOf(2), 1, Yuan(1_500), ended.AddDays(29), "YH-ZH-1")));
    }

    private void Hold()
    {
        var decided = Today.AddDays(-150);
        var starts = decided.AddDays(25);
        Award(3, "XY", "四点半课堂", 13_500, decided, decided.AddDays(22), starts, 240);
        Release(3, 1, 5_400, decided.AddDays(56));
        Report(3, 13_500, starts, starts.AddDays(50), isAccepted: true);
        plan.Add(starts.AddDays(70), "award/3/held", asked => new HoldTranche(database).RunAsync(asked, NumberOf(3), 2, "等待社会资金到位证明"));
    }

    private void WaitForAReport()
    {
        var decided = Today.AddDays(-120);
        var starts = decided.AddDays(25);
        Award(4, "NX", "为老理发", 9_000, decided, decided.AddDays(22), starts, 200);
        Release(4, 1, 3_600, decided.AddDays(56));
        Report(4, 9_000, starts, Today.AddDays(-6), isAccepted: false);
    }

    private void WaitForASignature() => Award(5, First, "认知症友好社区", 10_500, Today.AddDays(-20), null, Today.AddDays(10), 180);

    private void Object()
    {
        Award(6, "TX", "邻里节", 6_000, Today.AddDays(-2), null, Today.AddDays(20), 90);
        plan.Add(Today.AddDays(-1), "award/6/objected", asked => new RaiseObjection(database).RunAsync(asked, new NewObjection(NumberOf(6), Today.AddDays(-1), "居民", "与街道已有活动重复。")));
    }

    /// <summary>Eight applications: most handed in, one withdrawn, one to be changed, one that came too late.</summary>
    private void HandIn()
    {
        var (opens, closes) = (Today.AddDays(-34), Today.AddDays(-5));
        OpenRound(Round, new("第一批", "First round"), opens, closes, 200_000);
        string[] titles = ["认知症家属支持", "儿童安全小屋", "上门理发队", "旧物新生", "弄堂故事馆", "楼组议事", "银龄手机课", "假期托管"];
        foreach (var (title, i) in titles.Select((title, i) => (title, i)))
        {
            var number = $"{Round}-{i + 1:D4}";
            Apply(Round, Organisations[i % Organisations.Length].Code, number, title, 15_000 + 3_000 * i, opens.AddDays(3 + 2 * i), i % 3 == 0 ? "XQ-2" : null);
            if (i != 7) Submit(number, opens.AddDays(5 + 2 * i));
        }

        plan.Add(opens.AddDays(22), "application/withdrawn", asked => new WithdrawApplication(database).RunAsync(asked, $"{Round}-0005", "机构安排调整"));
        plan.Do(closes.AddDays(1), async () => await new CloseRounds(database).RunAsync(Schedule, StoryClock.At(closes.AddDays(1), 12)));
        plan.Add(closes.AddDays(3), "application/changes", asked => new RequestChanges(database).RunAsync(asked, $"{Round}-0007", "请补充授课人员名单和场地证明", StoryClock.At(Today.AddDays(16), 17)));
    }

    private void BeginTheNext()
    {
        var opens = Today.AddDays(-4);
        OpenRound(NextRound, new("第二批", "Second round"), opens, Today.AddDays(40), 150_000);
        Apply(NextRound, First, $"{NextRound}-0001", "楼道适老改造陪伴", 18_000, opens.AddDays(2), null);
    }

    private void OpenRound(string code, Bilingual name, DateOnly opens, DateOnly closes, long yuan) => plan.Add(opens.AddDays(-2), $"round/{code}", asked => new OpenGrantRound(database).RunAsync(
        asked, new NewGrantRound(Venture, code, name, StoryClock.At(opens, 9), StoryClock.At(closes, 17), Yuan(yuan))));

    private void Apply(string round, string organisation, string number, string title, long yuan, DateOnly on, string? need)
    {
        plan.Add(on, $"application/{number}", asked => new StartApplication(database).RunAsync(asked, round, organisation));
        var basics = new ApplicationBasics(title, "start-up", Today.AddDays(30), Today.AddDays(210), need);
        plan.Add(on, $"application/{number}/saved", asked => new SaveApplication(database).RunAsync(asked, DemoProjects.Whole(number, basics, Yuan(yuan), 120)));
        plan.Add(on, $"application/{number}/plan", asked => new AttachToApplication(database).RunAsync(asked, number, "plan", DemoProjects.Paper("项目计划书", number)));
    }

    private void Submit(string number, DateOnly on) => plan.Do(on, async () =>
    {
        var (application, versions) = await database.ReadAsync(async reader =>
        {
            var found = (await ApplicationReading.FindAsync(reader, number))!;
            return (found, await ApplicationReading.VersionsAsync(reader, found));
        });
        if (versions.Count > 0) return;
        (await new SubmitApplication(database).RunAsync(DemoPlan.Asked($"application/{number}/submitted"), number, application.ToCertify.Sha256())).Expect();
    });
}
