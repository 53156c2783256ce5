using FundLedger.Applications;
using FundLedger.Awards;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Needs;
using FundLedger.Organisations;
using FundLedger.People.Approvals;
using FundLedger.Programmes;
using FundLedger.Reviews;
using FundLedger.SeedMoney;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Web.Demo;

/// <summary>What became of a round of grants, counted in the books.</summary>
/// <param name="ConflictsFound">Conflicts of interest that experts did not declare themselves.</param>
/// <param name="TranchesPaid">Paid in full.</param>
internal sealed record GrantsTold(int Applications, int ConflictsFound, int Awards, int TranchesPaid, int Clawbacks);

/// <summary>A round of grants from need to final evaluation, day by day on a clock of its own: 40 applications, 12 experts, 15 awards of 4 tranches. All of it made up.</summary>
/// <remarks>
/// The same seed and first day make the same books, through the operations that people use: what takes two people is proposed by one and agreed to by another.
/// Run again it adds nothing, interrupted it goes on.
/// </remarks>
internal sealed class DemoRound
{
    internal const int Awards = 15, Days = 300;
    internal const string Fund = "CT", Programme = "GYCT", Round = "GYCT-1";

    /// <summary>Where in the list of organisations something happens.</summary>
    internal const int StayedAway = 33, SentBack = 34, Withdrew = 35, Missed = 36, Late = 37, Lapsed = 38, Barred = 39;

    /// <summary>How long before today the story begins.</summary>
    internal const int DaysBack = Days + 10;

    /// <summary>Identity number of somebody who is both an expert and a director of <see cref="SharedId"/>.</summary>
    internal const string PlantedId = "310109197503042617";

    internal const int SharedId = 3;

    private const int Chapters = 8 + (Days - 60) / 30;
    private const int PastEmployer = 7, Related = 12, TiedOne = 20, TiedOther = 21;
    private const string LastNeed = "XQ-3";

    internal static readonly string[] Themes = ["银龄助餐", "楼道微花园", "四点半课堂", "为老理发", "邻里议事厅", "认知症友好", "社区食堂志愿", "旧物新生", "儿童安全屋", "新居民融入"];
    internal static readonly string[] Places = ["梧桐", "柳岸", "安平", "春晖"];

    private readonly Database database;
    private readonly StoryClock clock;
    private readonly int seed;
    private readonly DateOnly first;
    private readonly IProgress<(int Done, int Of)>? progress;
    private readonly Func<Task>? afterEach;
    private readonly CancellationToken stop;
    private readonly int[] qualities;
    private readonly string[] numbers = new string[DemoCompany.Organisations];
    private DemoCompany company = null!;
    private int chapter;

    private DemoRound(Database database, StoryClock clock, int seed, DateOnly first, IProgress<(int Done, int Of)>? progress, Func<Task>? afterEach, CancellationToken stop)
    {
        (this.database, this.clock, this.seed, this.first, this.progress, this.afterEach, this.stop) = (database, clock, seed, first, progress, afterEach, stop);
        var chance = new Random(seed);
        qualities = [.. Enumerable.Range(0, DemoCompany.Organisations).Select(_ => 56 + chance.Next(36))];
        (qualities[TiedOne], qualities[TiedOther], qualities[Lapsed]) = (78, 78, 92);
    }

    /// <param name="clock">Of the database.</param>
    /// <param name="progress">Hears how many of how many chapters are told.</param>
    /// <param name="afterEach">Called after each chapter.</param>
    /// <returns>Refused where the books hold something else.</returns>
    /// <exception cref="InvariantBrokenException">The ledger was not made as a demo.</exception>
    internal static async Task<Outcome<GrantsTold>> FillAsync(Database database, StoryClock clock, int seed, IProgress<(int Done, int Of)>? progress = null, Func<Task>? afterEach = null, CancellationToken stop = default)
    {
        Invariant.Holds(database.Ledger.IsDemo);
        if (!(await FirstDayAsync(database, clock, seed, stop)).IsDone(out var first, out var refusal)) return refusal;
        try
        {
            if (!await IsToldAsync(database, stop)) await new DemoRound(database, clock, seed, first, progress, afterEach, stop).TellAsync();
        }
        finally
        {
            clock.GoOn();
        }

        return await ToldAsync(database, stop);
    }

    /// <summary>The story begins on the day of the first entry, so that it is gone on with as it was begun.</summary>
    private static async Task<Outcome<DateOnly>> FirstDayAsync(Database database, StoryClock clock, int seed, CancellationToken stop)
    {
        var (entities, begun, last) = await database.ReadAsync(async reader =>
        {
            var books = await Books.LoadAsync(reader);
            return (books.Entities.Select(entity => entity.Code).ToList(), await JournalReading.FindAsync(reader, new EntryId(1), books), await JournalReading.FindAsync(reader, new EntryId(await JournalReading.LastAsync(reader)), books));
        }, stop);
        var first = begun?.OccurredOn ?? clock.HostDay.AddDays(-DaysBack);
        if (entities.Count > 0 && (entities.Count > 1 || entities[0] != EntityOf(seed)))
            return Refusal.Of("another-story", "", "这里的演示账本讲的是别的故事，或用了别的种子。请用 --data 指定一个空目录。", "These demo books tell another story, or one of another seed. Name an empty folder with --data.");
        if (last is not null && !await IsToldAsync(database, stop) && Moments.DayInShanghai(last.RecordedAt) > first.AddDays(Days))
            return Refusal.Of("later-entries", "", "演示中断之后账本里又记了更晚的分录，不能再往前讲。请用 --data 指定一个空目录。", "After the story was interrupted, later entries were posted to these books: it cannot go on. Name an empty folder with --data.");
        return first;
    }

    private static string EntityOf(int seed) => $"G{seed}";

    /// <summary>Closing the last need is the last that happens.</summary>
    private static Task<bool> IsToldAsync(Database database, CancellationToken stop) =>
        database.ReadAsync(async reader => await NeedReading.FindNeedAsync(reader, await Books.LoadAsync(reader), LastNeed) is { ClosedOn: not null }, stop);

    private static Task<GrantsTold> ToldAsync(Database database, CancellationToken stop) => database.ReadAsync(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        return new GrantsTold(
            (await ApplicationReading.ListAsync(reader, Round)).Count, (await ReviewReading.ConflictsAsync(reader)).Count(conflict => conflict.Kind != ConflictKind.Declared),
            (await AwardReading.ListAsync(reader, books)).Count, (await AwardReading.TranchesAsync(reader)).Count(tranche => tranche.Paid == tranche.Amount), (await AwardReading.ClawbacksAsync(reader)).Count);
    }, stop);

    private async Task TellAsync()
    {
        await OpenBooksAsync();
        var neighbourhood = new DemoNeighbourhood(this, first);
        await neighbourhood.EnterDirectoryAsync();
        await neighbourhood.PostNeedsAsync();
        await OpenRoundAsync();
        await ApplyAsync();
        await SettleApplicationsAsync();
        await ReviewAsync();
        var awards = await DecideAsync();
        await new DemoRoundAwards(this, neighbourhood, awards, first).TellAsync();
    }

    // What the awards need too.

    internal Database Database => database;
    internal StoryClock Clock => clock;
    internal DemoCompany Company => company;
    internal CancellationToken Stop => stop;

    internal static Money Yuan(long yuan) => DemoYear.Yuan(yuan);

    /// <param name="operation">Asked under a key of the story's own: what was done before is not done again.</param>
    internal async Task<T> DoAsync<T>(string key, string actor, Func<Asked, Task<Outcome<T>>> operation) => (await operation(new Asked($"demo/grants/{seed}/{key}", actor))).Expect();

    /// <summary>One person proposes it, and another agrees.</summary>
    internal async Task<TAnswer> AgreeAsync<TPayload, TAnswer>(string key, ProposalKind<TPayload, TAnswer> kind, TPayload payload)
    {
        var proposed = await DoAsync(key, company.Manager, asked => new ProposeAct(database).RunAsync(asked, kind, payload, stop: stop));
        if (proposed.Answer is { } alone) return kind.ReadAnswer(alone);
        var seen = (await database.ReadAsync(reader => Proposals.FindAsync(reader, proposed.Proposal), stop))!;
        var decided = await DoAsync($"{key}/agreed", company.Approver, asked => new DecideProposal(database, KnownKinds.All).RunAsync(asked, new Decision(proposed.Proposal, IsApproval: true, seen.ContentHash), stop));
        return kind.ReadAnswer(decided.Answer!);
    }

    internal async Task<string> FileAsync(string key, string actor, string name) =>
        (await DoAsync($"{key}/file", actor, asked => new KeepEvidence(database).RunAsync(asked, DemoProjects.Paper(name, key), stop))).Sha256;

    internal async Task ToldChapterAsync()
    {
        stop.ThrowIfCancellationRequested();
        if (afterEach is not null) await afterEach();
        progress?.Report((++chapter, Chapters));
    }

    private DateOnly Day(int after) => first.AddDays(after);

    private async Task OpenBooksAsync()
    {
        clock.StandAt(first, 9);
        await DoAsync("entity", "demo", asked => new CreateEntity(database).RunAsync(asked, new NewEntity(EntityOf(seed), "青川区社会组织发展基金会（演示） Qingchuan (demo)", Currency.Cny, Chart.Npo2004), stop));
        await DoAsync("fund", "demo", asked => new CreateFund(database).RunAsync(asked, new NewFund(Fund, "青川区公益创投基金 Venture Fund", FundKind.DistrictPool, Currency.Cny), stop));
        await DoAsync("opening", "demo", asked => new RecordOpeningBalance(database).RunAsync(asked, new OpeningBalance(Fund, SourceKind.OwnFunds, Yuan(20_000), first, "上年度账簿"), stop));
        await DoAsync("seed", "demo", asked => new ReceiveSeedMoney(database).RunAsync(asked, new SeedMoneyReceipt(Fund, Yuan(700_000), first, "青川区民政局", $"青民发〔{first.Year}〕6号", first.AddYears(2)), stop));
        foreach (var (company, i) in DemoPeople.Companies.Take(4).Select((company, i) => (company, i)))
            await DoAsync($"gift/{i}", "demo", asked => new RecordDonation(database).RunAsync(asked, new Gift(Fund, Yuan(90_000), first, DonorName.Of(company, false)), stop));
        company = await DemoCompany.GatherAsync(new DemoCast(database), stop);
        await ToldChapterAsync();
    }

    private async Task OpenRoundAsync()
    {
        clock.StandAt(Day(10), 10);
        await AgreeAsync("programme", CreateGrantProgramme.Kind, new NewGrantProgramme(Programme, Fund, GrantProgrammeKind.Venture, new("公益创投", "Venture philanthropy"), DemoProjects.Terms));
        clock.StandAt(Day(12), 10);
        await DoAsync("round", company.Manager, asked => new OpenGrantRound(database).RunAsync(
            asked, new NewGrantRound(Programme, Round, new("第一批", "First round"), StoryClock.At(Day(14), 9), StoryClock.At(Day(34), 17), Yuan(1_000_000)), stop));
        await ToldChapterAsync();
    }

    private static bool IsGrowth(int organisation) => organisation % 4 == 2;

    private static Money Wanted(int organisation) => IsGrowth(organisation) ? Yuan(66_000 + 3_000 * (organisation % 5)) : Yuan(30_000 + 1_500 * (organisation % 11));

    /// <summary>Written step by step, signed by the certifier, most of them in the last days.</summary>
    private async Task ApplyAsync()
    {
        foreach (var one in company.Applicants)
        {
            clock.StandAt(Day(15 + one.No * 17 / DemoCompany.Organisations), 10, one.No);
            var number = numbers[one.No] = (await DoAsync($"application/{one.No}", one.Owner, asked => new StartApplication(database).RunAsync(asked, Round, one.Code, stop))).Number;
            var basics = new ApplicationBasics($"{Places[one.No % Places.Length]}街道{Themes[one.No % Themes.Length]}", IsGrowth(one.No) ? "growth" : "start-up", Day(75), Day(75 + 179), one.No < 3 ? $"XQ-{one.No + 1}" : null);
            await DoAsync($"application/{one.No}/basics", one.Owner, asked => new SaveApplication(database).RunAsync(asked, new ApplicationEdit(number, basics), stop));
            if (one.No == Missed) continue;
            await DoAsync($"application/{one.No}/whole", one.Owner, asked => new SaveApplication(database).RunAsync(asked, DemoProjects.Whole(number, basics, Wanted(one.No), 60 + 7 * one.No), stop));
            await DoAsync($"application/{one.No}/plan", one.Owner, asked => new AttachToApplication(database).RunAsync(asked, number, "plan", DemoProjects.Paper("项目计划书", number), stop));
            if (one.No == 0) await DoAsync("application/0/team", one.Owner, asked => new SetApplicationMember(database).RunAsync(asked, number, company.Applicants[1].Owner, MemberRole.Editor, stop));
            if (one.No != Late) await SubmitAsync(one, 1);
        }

        await ToldChapterAsync();
    }

    private async Task SubmitAsync(DemoApplicant one, int version)
    {
        var (application, versions) = await database.ReadAsync(async reader =>
        {
            var found = (await ApplicationReading.FindAsync(reader, numbers[one.No]))!;
            return (found, await ApplicationReading.VersionsAsync(reader, found));
        }, stop);
        if (versions.Count >= version) return;
        await DoAsync($"application/{one.No}/submitted/{version}", one.Certifier, asked => new SubmitApplication(database).RunAsync(asked, application.Number, application.ToCertify.Sha256(), stop));
    }

    /// <summary>One is withdrawn, one misses the deadline, one is let in late, two are sent back and one of them stays away, one is found ineligible.</summary>
    private async Task SettleApplicationsAsync()
    {
        clock.StandAt(Day(33), 9);
        await DoAsync("withdrawn", company.Applicants[Withdrew].Certifier, asked => new WithdrawApplication(database).RunAsync(asked, numbers[Withdrew], "合作场地未能落实", stop));
        await DoAsync("bar", company.Manager, asked => new BarOrganisation(database).RunAsync(asked, new NewBar(DemoCompany.CodeOf(Barred), Day(33), Day(33).AddYears(3), "上一轮项目评估不通过"), stop));
        await CloseRoundsAsync(Day(34), 17);
        clock.StandAt(Day(35), 10);
        await DoAsync("late", company.Manager, asked => new ReopenApplication(database).RunAsync(asked, numbers[Late], "截止当日申报系统网络中断，有截图为证", StoryClock.At(Day(38), 17), stop));
        await DoAsync("sent-back/1", company.Manager, asked => new RequestChanges(database).RunAsync(asked, numbers[SentBack], "请补充服务人数的依据", StoryClock.At(Day(40), 17), stop));
        await DoAsync("sent-back/2", company.Manager, asked => new RequestChanges(database).RunAsync(asked, numbers[StayedAway], "预算与活动安排不一致，请说明", StoryClock.At(Day(40), 17), stop));
        await DoAsync("ineligible", company.Manager, asked => new FindIneligible(database).RunAsync(asked, numbers[Barred], "机构在禁入期内", stop));
        clock.StandAt(Day(37), 10);
        await SubmitAsync(company.Applicants[Late], 1);
        clock.StandAt(Day(38), 10);
        var answers = new Dictionary<string, string> { ["people"] = "310" };
        await DoAsync("sent-back/1/saved", company.Applicants[SentBack].Owner, asked => new SaveApplication(database).RunAsync(asked, new ApplicationEdit(numbers[SentBack], Answers: answers), stop));
        await SubmitAsync(company.Applicants[SentBack], 2);
        await CloseRoundsAsync(Day(40), 17);
        await ToldChapterAsync();
    }

    private Task CloseRoundsAsync(DateOnly day, int hour) => new CloseRounds(database).RunAsync("schedule", clock.StandAt(day, hour, 1), stop);

    /// <summary>Three experts are close to an applicant, and nobody says so: it is found when reviews are given out.</summary>
    private async Task ReviewAsync()
    {
        clock.StandAt(Day(42), 9);
        foreach (var (person, i) in company.Judges.Select((person, i) => (person, i)))
            await DoAsync($"expert/{i}", company.Manager, asked => new AddExpert(database).RunAsync(asked, new NewExpert(person, i % 3 == 1 ? ["start-up"] : [], Day(40), Day(Days), 20), stop));
        await RelateAsync(new NewExpertRelation(company.Judges[1], ExpertRelationKind.Self, IdNumber: PlantedId));
        await RelateAsync(new NewExpertRelation(company.Judges[4], ExpertRelationKind.PastEmployer, Organisation: company.Applicants[PastEmployer].Name, EndsOn: first.AddYears(-1)));
        await RelateAsync(new NewExpertRelation(company.Judges[8], ExpertRelationKind.RelatedPerson, Name: company.Applicants[Related].Head, Phone: company.Applicants[Related].Phone));
        clock.StandAt(Day(43), 9);
        await DoAsync("reviews", company.Manager, asked => new AssignReviews(database).RunAsync(asked, Round, stop));

        var (reviews, people) = await database.ReadAsync(async reader => (await ReviewReading.AssignmentsAsync(reader, Round), (await ReviewReading.ExpertsAsync(reader)).ToDictionary(expert => expert.Id, expert => expert.Person)), stop);
        for (var i = 0; i < reviews.Count; i++)
        {
            var (review, applicant) = (reviews[i], Array.IndexOf(numbers, reviews[i].Number));
            clock.StandAt(Day(45 + i * 7 / reviews.Count), 9, i % 60);
            if (review.Status == ReviewStatus.Assigned)
                await DoAsync($"review/{review.Id}/declared", people[review.Expert], asked => new DeclareInterest(database).RunAsync(asked, review.Id, hasConflict: false, stop: stop));
            var isTied = applicant is TiedOne or TiedOther;
            if (review.Status != ReviewStatus.Submitted)
                await DoAsync($"review/{review.Id}/submitted", people[review.Expert], asked => new SubmitReview(database).RunAsync(asked, review.Id, DemoReviews.Scores(DemoProjects.Terms, qualities[applicant], isTied ? 0 : (int)(review.Expert + applicant) + 1), stop));
        }

        clock.StandAt(Day(53), 9);
        if ((await ApplicationsAsync()).Any(application => application.Status == ApplicationStatus.InReview))
            await DoAsync("review-closed", company.Manager, asked => new CloseReview(database).RunAsync(asked, Round, stop: stop));
        await ToldChapterAsync();
    }

    private Task RelateAsync(NewExpertRelation relation) => DoAsync($"expert/{relation.Kind}", company.Manager, asked => new RelateExpert(database).RunAsync(asked, relation, stop));

    private Task<IReadOnlyList<GrantApplication>> ApplicationsAsync() => database.ReadAsync(reader => ApplicationReading.ListAsync(reader, Round), stop);

    /// <summary>The best that pass and are qualified, within the envelope.</summary>
    private async Task<IReadOnlyList<AwardDecided>> DecideAsync()
    {
        clock.StandAt(Day(56), 10);
        var ranking = await database.ReadAsync(reader => ReviewReading.RankingAsync(reader, Round), stop);
        Invariant.Holds(ranking.Any(ranked => ranked.Tied));
        var decided = new List<AwardDecided>();
        foreach (var application in ranking.Where(ranked => ranked.Passes).Select(ranked => ranked.Scored.Application))
        {
            if (decided.Count == Awards) break;
            if (!await IsQualifiedAsync(application.Organisation, Day(56))) continue;
            clock.StandAt(Day(56), 10, decided.Count);
            var award = AwardFor(application, decided.Count);
            decided.Add(await AgreeAsync($"award/{decided.Count}", DecideAward.Kind, award));
        }

        Invariant.Holds(decided.Count == Awards);
        await DoAsync("decline", company.Manager, asked => new DeclineTheRest(database).RunAsync(asked, Round, "本轮名额已满，欢迎申报下一批次 The envelope of this round is spent; you are welcome in the next", stop));
        await ToldChapterAsync();
        return decided;
    }

    private Task<bool> IsQualifiedAsync(Organisation organisation, DateOnly on) => database.ReadAsync(async reader => (await Directory.StandingAsync(reader, organisation, on)).IsQualified, stop);

    /// <summary>The third names its sources; the fourth has each tranche approved.</summary>
    private NewAward AwardFor(GrantApplication application, int place)
    {
        var amount = application.Requested;
        var gifts = amount with { MinorUnits = amount.MinorUnits / 4 };
        IReadOnlyList<AwardPart>? parts = place == 2 ? [new AwardPart($"seed-青民发〔{first.Year}〕6号", amount - gifts), new AwardPart("donation", gifts)] : null;
        return new NewAward(
            $"LX-{place + 1:D3}", Programme, Round, application.Organisation.Code, application.Number, application.Title, amount, Day(56), Day(75), Day(75 + 179), $"评审第 {place + 1} 位，在预算之内",
            Parts: parts, TakesApproval: place == DemoRoundAwards.Approved);
    }
}
