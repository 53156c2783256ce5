using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.Needs;
using FundLedger.Programmes;
using FundLedger.Values;
using FundLedger.Web.Jobs;

namespace FundLedger.Web.Demo;

/// <summary>The awards of the round, from publicity to the end: the due run wakes tranches up every morning, and people do by day what it waits for.</summary>
internal sealed class DemoRoundAwards(DemoRound told, DemoNeighbourhood neighbourhood, IReadOnlyList<AwardDecided> awards, DateOnly first)
{
    /// <summary>Places in the order of the decision.</summary>
    internal const int Approved = 3;

    private const int Objected = 1, Held = 5, Refused = 6, Conditional = 7, Returned = 9, LateReport = 11, FailsMidTerm = 13, FailsFinal = 14;
    private const int PaidAfter = 2;
    private const string Schedule = "schedule";

    private readonly DateOnly starts = first.AddDays(75);
    private readonly DateOnly last = first.AddDays(DemoRound.Days);
    private readonly DateOnly signed = awards.Max(award => award.PublicityLast).AddDays(1);
    private readonly List<(DateOnly Day, Func<Task> RunAsync)> happens = [];

    internal async Task TellAsync()
    {
        await PublishAsync();
        for (var i = 0; i < awards.Count; i++) Plan(i);
        PlanNeeds();
        var byDay = happens.ToLookup(one => one.Day, one => one.RunAsync);
        for (var day = signed; day <= last; day = day.AddDays(1))
        {
            await DueWork.RunAsync(told.Database, Schedule, told.Clock.StandAt(day, 7, 30), told.Stop);
            told.Clock.StandAt(day, 10);
            foreach (var runAsync in byDay[day]) await runAsync();
            await PayAsync(day);
            if ((day.DayNumber - first.DayNumber) % 30 == 0) await told.ToldChapterAsync();
        }
    }

    private static string KeyOf(int i) => $"award/{i}";

    private string NumberOf(int i) => awards[i].Award;

    private DateOnly Day(int afterStart) => starts.AddDays(afterStart);

    /// <param name="day">Of the project, from its first.</param>
    private void On(int day, Func<Task> runAsync) => happens.Add((Day(day), runAsync));

    /// <summary>Somebody objects, and is answered.</summary>
    private async Task PublishAsync()
    {
        told.Clock.StandAt(first.AddDays(57), 15);
        await told.DoAsync("objection", told.Company.Manager, asked => new RaiseObjection(told.Database).RunAsync(asked, new NewObjection(NumberOf(Objected), first.AddDays(57), "居民", "项目地点离社区食堂太近，担心重复。"), told.Stop));
        told.Clock.StandAt(first.AddDays(59), 15);
        await told.DoAsync("objection/answered", told.Company.Manager, asked => new AnswerObjection(told.Database).RunAsync(
            asked, new ObjectionAnswer(NumberOf(Objected), 1, first.AddDays(59), IsUpheld: false, "服务时段错开，已与食堂协商。"), told.Stop));
    }

    private Task<Award> AwardAsync(int i) => told.Database.ReadAsync(async reader => (await AwardReading.FindAsync(reader, await Books.LoadAsync(reader), NumberOf(i)))!, told.Stop);

    private async Task<DemoApplicant> ApplicantAsync(int i)
    {
        var code = (await AwardAsync(i)).Organisation;
        return told.Company.Applicants.First(one => one.Code == code);
    }

    /// <summary>Accepted on the site by the certifier.</summary>
    private async Task SignAsync(int i, int version, DateOnly on)
    {
        var award = await AwardAsync(i);
        if (award.SignedVersion >= version) return;
        await told.DoAsync($"{KeyOf(i)}/signed/{version}", (await ApplicantAsync(i)).Certifier, asked => new SignAgreement(told.Database).RunAsync(asked, new Signing(award.Number, Agreement.TextSha256Of(award), on), told.Stop));
    }

    private void Plan(int i)
    {
        happens.Add((signed, () => SignAsync(i, 1, signed)));
        On(44, () => ProveAsync(i, ProofKind.Cofunding, Day(44)));
        Report(i);
        if (i == Approved) Amend();
        if (i == Held) Hold();
        On(108 + i % 4, () => EvaluateAsync(i, EvaluationKind.MidTerm, Day(108 + i % 4), i == FailsMidTerm ? Verdict.Fail : i == Conditional ? Verdict.Conditional : Verdict.Pass));
        if (i == Conditional) On(128, () => told.DoAsync($"{KeyOf(i)}/met", told.Company.Manager, asked => new MeetConditions(told.Database).RunAsync(asked, NumberOf(i), 1, Day(128), told.Stop)));
        if (i == FailsMidTerm) Stop(i, 124, claims: true);
        else Finish(i);
    }

    private void Finish(int i)
    {
        On(182, () => ProveAsync(i, ProofKind.Satisfaction, Day(182)));
        On(184, () => EvaluateAsync(i, EvaluationKind.Final, Day(184), i == FailsFinal ? Verdict.Fail : Verdict.Pass));
        if (i == FailsFinal) Stop(i, 192, claims: false);
        else On(215, () => told.DoAsync($"{KeyOf(i)}/completed", told.Company.Manager, asked => new CompleteAward(told.Database).RunAsync(asked, NumberOf(i), Day(215), told.Stop)));
    }

    /// <summary>One is handed in late, one comes back and is mended, and one bought something that the programme does not bear.</summary>
    private void Report(int i)
    {
        var handedIn = i == LateReport ? 70 : 48 + i % 5;
        On(handedIn, () => ReportAsync(i, 1, handedIn));
        On(handedIn + 3, () => DecideAsync(i, 1, i == Returned ? ReportDecision.Returned : ReportDecision.Accepted));
        if (i != Returned) return;
        On(handedIn + 5, () => ReportAsync(i, 2, handedIn));
        On(handedIn + 7, () => DecideAsync(i, 2, ReportDecision.Accepted));
    }

    private async Task ReportAsync(int i, int version, int handedIn)
    {
        var (key, owner, amount) = ($"{KeyOf(i)}/report/{version}", (await ApplicantAsync(i)).Owner, (await AwardAsync(i)).Amount);
        var file = await told.FileAsync(key, owner, "票据和照片");
        ReportedCost[] more = i == Refused ? [new ReportedCost("2", DemoRound.Yuan(2_400), "投影仪", CostLineKind.FixedAsset)] : [];
        await told.DoAsync(key, owner, asked => new ReportProgress(told.Database).RunAsync(
            asked, new NewProgressReport(NumberOf(i), version == 1 ? null : 1, 2, DemoProjects.Report(amount, starts, Day(handedIn - 1), 400 + 20 * i, file, more)), told.Stop));
    }

    private Task DecideAsync(int i, int version, ReportDecision decision) => told.DoAsync($"{KeyOf(i)}/report/{version}/decided", told.Company.Manager, asked => new DecideReport(told.Database).RunAsync(
        asked, new ReportDeciding(NumberOf(i), 1, version, decision, decision == ReportDecision.Returned ? "请补充志愿者签到表" : null), told.Stop));

    private async Task ProveAsync(int i, ProofKind kind, DateOnly on)
    {
        var key = $"{KeyOf(i)}/{kind}";
        var file = await told.FileAsync(key, told.Company.Manager, "证明");
        var isMoney = kind == ProofKind.Cofunding;
        Money? own = isMoney ? (await AwardAsync(i)).Terms.Own : null;
        await told.AgreeAsync(key, ProveForAward.Kind, new NewProof(
            NumberOf(i), kind, isMoney ? "配套资金到账" : "居民满意度问卷", on, file, Amount: own, Share: isMoney ? null : new BasisPoints(8_600 + 50 * i), Respondents: isMoney ? null : 60 + i));
    }

    private Task EvaluateAsync(int i, EvaluationKind kind, DateOnly on, Verdict verdict) => told.DoAsync($"{KeyOf(i)}/{kind}", told.Company.Manager, asked => new EvaluateAward(told.Database).RunAsync(
        asked, new NewEvaluation(NumberOf(i), kind, on, verdict, verdict switch { Verdict.Pass => 90 - i, Verdict.Conditional => 64, _ => 45 }, verdict == Verdict.Conditional ? "补齐志愿者培训记录" : "", "青川社会组织评估中心"), told.Stop));

    /// <summary>Each tranche is approved; the amendment moves money from the third to the last, and the approval of the third is gone with it: it is approved again.</summary>
    private void Amend()
    {
        happens.Add((signed.AddDays(1), () => ApproveAsync(1, 1)));
        On(56, () => ApproveAsync(2, 1));
        On(78, () => ApproveAsync(3, 1));
        On(80, AmendAsync);
        On(84, () => SignAsync(Approved, 2, Day(84)));
        On(90, () => ApproveAsync(3, 2));
        On(186, () => ApproveAsync(4, 1));
    }

    private Task ApproveAsync(int tranche, int time) => told.AgreeAsync($"{KeyOf(Approved)}/approved/{tranche}/{time}", ApproveTranche.Kind, new TrancheNamed(NumberOf(Approved), tranche));

    private async Task AmendAsync()
    {
        var award = await AwardAsync(Approved);
        if (award.Version > 1) return;
        var moved = DemoRound.Yuan(1_500);
        IReadOnlyList<AwardTranche> tranches = [.. award.Terms.Tranches.Select(tranche => tranche with { Amount = tranche.No switch { 3 => tranche.Amount - moved, 4 => tranche.Amount + moved, _ => tranche.Amount } })];
        await told.AgreeAsync($"{KeyOf(Approved)}/amended", AmendAward.Kind, new Amendment(
            award.Number, 1, award.Terms.Title, award.Terms.Amount, award.Terms.Own, award.Terms.Starts, award.Terms.Ends.AddDays(5), award.Terms.Budget, "场地装修延期，结项顺延五天，尾款相应增加", Day(80), Tranches: tranches));
    }

    private void Hold()
    {
        On(114, () => told.DoAsync($"{KeyOf(Held)}/held", told.Company.Manager, asked => new HoldTranche(told.Database).RunAsync(asked, NumberOf(Held), 3, "等待街道核实场地", told.Stop)));
        On(126, () => told.DoAsync($"{KeyOf(Held)}/goes-on", told.Company.Manager, asked => new HoldTranche(told.Database).RunAsync(asked, NumberOf(Held), 3, null, told.Stop)));
    }

    /// <summary>An award that failed ends, and what was not released goes back; of one, part of what was paid is claimed back too, and comes in three instalments.</summary>
    private void Stop(int i, int day, bool claims)
    {
        var ended = Day(day);
        On(day, () => told.AgreeAsync($"{KeyOf(i)}/ended", EndAward.Kind, new AwardEnding(NumberOf(i), ended, claims ? "中期评估不通过" : "末期评估不通过", claims ? null : ended.AddYears(1))));
        if (!claims) return;
        var instalment = DemoRound.Yuan(3_000);
        On(day + 3, () => told.AgreeAsync($"{KeyOf(i)}/claimed", ClaimBack.Kind, new NewClawback(
            NumberOf(i), instalment + instalment + instalment, Day(day + 3), [.. new[] { 30, 60, 90 }.Select(days => new Instalment(ended.AddDays(days), instalment))], "未开展活动的拨款", ended.AddYears(3))));
        foreach (var days in new[] { 28, 60, 91 })
            On(day + days, () => told.DoAsync($"{KeyOf(i)}/repaid/{days}", told.Company.Manager, asked => new RepayClawback(told.Database).RunAsync(asked, new ClawbackSettling(NumberOf(i), 1, instalment, Day(day + days), $"YH-ZH-{days}"), told.Stop)));
    }

    /// <summary>What the due run made payable, two days after; each in a payment of its own.</summary>
    private async Task PayAsync(DateOnly day)
    {
        var owed = (await told.Database.ReadAsync(reader => AwardReading.TranchesAsync(reader), told.Stop)).Where(tranche => tranche.Owed.IsPositive && tranche.ReleasedOn <= day.AddDays(-PaidAfter)).ToList();
        foreach (var tranche in owed)
            await told.AgreeAsync($"paid/{tranche.Award}/{tranche.No}", PayTranche.Kind, new TranchePayment(tranche.Award, tranche.No, tranche.Owed, day, $"YH{tranche.Award[3..]}{tranche.No}"));
    }

    /// <summary>The needs that were there at the beginning are carried out, looked at by residents, and closed.</summary>
    private void PlanNeeds()
    {
        foreach (var i in new[] { 1, 2, 3 })
        {
            On(2, async () => await neighbourhood.FollowAsync(await MatchAsync(i), MatchState.UnderWay, Day(2)));
            On(170, () => neighbourhood.StepAsync(i, NeedStep.CarryOut, 75 + 170, 30 + i));
            On(205, () => neighbourhood.StepAsync(i, NeedStep.Evaluate, 75 + 205, 52 + i));
            On(206, async () => await neighbourhood.FollowAsync(await MatchAsync(i), MatchState.Done, Day(206)));
            happens.Add((last, () => neighbourhood.CloseNeedAsync(i, last)));
        }
    }

    private async Task<long> MatchAsync(int need) => (await told.Database.ReadAsync(async reader => await NeedReading.MatchesAsync(reader, await Books.LoadAsync(reader)), told.Stop)).First(match => match.Need == $"XQ-{need}").Id;
}
