using FundLedger.Applications;
using FundLedger.Auditing.Queries;
using FundLedger.Awards;
using FundLedger.Disclosure;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Reporting;
using FundLedger.Seals;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using FundLedger.Web.Pages.Verification;
using FundLedger.Web.SigningIn;
using FundLedger.Worklist;

namespace FundLedger.Web.Pages.Home;

/// <summary>What somebody finds when they come in: what waits for them, what they do most, and how their own things stand. Of each role that they hold.</summary>
/// <param name="Work">All that waits, as the worklist has it.</param>
/// <param name="Organisation">Null for those who are of none.</param>
/// <param name="Donor">Null for those who are no donor.</param>
/// <param name="Audit">Null for those who do not audit.</param>
/// <param name="Verified">Null for those who may not verify, and for readers of the books, whose overview says it.</param>
public sealed record HomeShown(IReadOnlyList<WorkItem> Work, IReadOnlyList<HomeAct> Acts, OrganisationHome? Organisation, DonorHome? Donor, AuditHome? Audit, VerificationShown? Verified)
{
    private const int WorkShown = 6;

    /// <summary>They hold a role for which things can wait.</summary>
    public bool HasDesk { get; private init; }

    /// <summary>What is overdue first, then what is due first.</summary>
    public IEnumerable<WorkItem> First => Work.OrderBy(item => item.DueOn ?? DateOnly.MaxValue).ThenBy(item => item.Since).Take(WorkShown);

    internal static async Task<HomeShown> ReadAsync(LedgerPage page, LedgerReader reader, Books books)
    {
        var me = page.Me!;
        return new HomeShown(
            await WorkQueue.OfAsync(reader, books, me.Person.Id, me.Grants, page.Now), HomeAct.Of(page),
            page.MaySomewhere(Permission.ReadOrganisation) && !page.MaySomewhere(Permission.ReadLedger) ? await OrganisationHome.ReadAsync(page, reader, books) : null,
            page.MaySomewhere(Permission.ReadOwnGifts) ? await DonorHome.ReadAsync(page, reader, books) : null,
            page.MaySomewhere(Permission.Audit) ? await AuditHome.ReadAsync(page, reader, books) : null,
            page.MayEverywhere(Permission.Verify) && !page.MaySomewhere(Permission.ReadLedger) ? new VerificationShown(await VerificationRuns.StateAsync(reader), page.Now, page.Language) : null)
        {
            HasDesk = page.MaySomewhere(Permission.ReadLedger) || page.MaySomewhere(Permission.ReadOrganisation) || page.MaySomewhere(Permission.Review),
        };
    }
}

/// <summary>One of the things that a role is for.</summary>
public sealed record HomeAct(string Path, Bilingual Name)
{
    private static readonly (Permission May, HomeAct Act)[] Table =
    [
        (Permission.RecordMoney, new("/record/donation", new("记捐款", "Record a donation"))),
        (Permission.RecordMoney, new("/record/expense", new("记支出", "Record an expense"))),
        (Permission.RecordMoney, new("/bank", new("认领银行流水", "Match the bank"))),
        (Permission.RecordMoney, new("/payments", new("付款", "Pay"))),
        (Permission.Approve, new("/approvals", new("复核", "Check what others propose"))),
        (Permission.Audit, new("/audit", new("审计", "Audit"))),
        (Permission.Audit, new("/audit/queries", new("审计查询", "Audit queries"))),
        (Permission.ExportLedger, new("/reports/jobs", new("下载文件", "Files to download"))),
        (Permission.ManagePeople, new("/people", new("人员与职责", "People and roles"))),
        (Permission.ManageFunds, new("/record/fund", new("建立基金", "Create a fund"))),
        (Permission.ManageSettings, new("/approvals/settings", new("复核规则", "Approval rules"))),
        (Permission.Operate, new("/jobs/", new("后台任务", "Background jobs"))),
        (Permission.Operate, new("/verification", new("核验", "Verification"))),
        (Permission.Review, new("/reviews", new("我的评审", "My reviews"))),
        (Permission.EditOrganisation, new("/organisations/mine", new("机构资料与资质", "Profile and documents"))),
        (Permission.EditOrganisation, new("/applications", new("申报项目", "Apply"))),
        (Permission.ReadOrganisation, new("/awards", new("立项与报告", "Awards and reports"))),
        (Permission.ReadOwnGifts, new("/checkpoints", new("核对我的捐款", "Check my gifts"))),
        (Permission.ReadOwnGifts, new("/public/projects", new("看钱用在哪里", "See where money goes"))),
    ];

    internal static IReadOnlyList<HomeAct> Of(LedgerPage page) => [.. Table.Where(row => page.MaySomewhere(row.May)).Select(row => row.Act)];
}

/// <summary>How the things of somebody's organisations stand.</summary>
/// <param name="Awards">Those that run, each with its next tranche; null where none is to come.</param>
/// <param name="Spaces">Those it runs now, each with the periods to report and the next payment of its plan.</param>
/// <param name="Organisations">Each with how it stands and what happens next.</param>
/// <param name="Rounds">That are open to apply in.</param>
public sealed record OrganisationHome(
    IReadOnlyList<(Organisation Of, Standing Standing, Bilingual Next)> Organisations, IReadOnlyList<GrantApplication> Applications, IReadOnlyList<(Award Award, TrancheAtWork? Next)> Awards, IReadOnlyList<OwnSpace> Spaces, IReadOnlyList<GrantRound> Rounds)
{
    private const int ApplicationsShown = 5;

    internal static async Task<OrganisationHome> ReadAsync(LedgerPage page, LedgerReader reader, Books books)
    {
        bool Is(string organisation) => page.May(Permission.ReadOrganisation, new Target(Organisation: organisation));
        var awards = new List<(Award, TrancheAtWork?)>();
        foreach (var award in (await AwardReading.ListAsync(reader, books)).Where(award => Is(award.Organisation) && award.Status is AwardStatus.Decided or AwardStatus.Active))
            awards.Add((award, (await AwardReading.AtWorkAsync(reader, books, award, page.Today)).FirstOrDefault(one => one.StateOn(page.Today) is not (TrancheState.Paid or TrancheState.Cancelled))));
        var (rules, own) = (await DirectoryRules.LoadAsync(reader), new List<(Organisation, Standing, Bilingual)>());
        foreach (var organisation in (await FundLedger.Organisations.Directory.ListAsync(reader)).Where(organisation => Is(organisation.Code)))
        {
            var standing = Standing.On(await FundLedger.Organisations.Directory.FactsAsync(reader, organisation), rules, page.Today);
            own.Add((organisation, standing, Pages.Organisations.OrganisationModel.NextFor(standing, rules)));
        }

        return new OrganisationHome(
            own,
            [.. (await ApplicationReading.ListAsync(reader, "")).Where(one => page.May(Permission.ReadOrganisation, one.OfOrganisation)).Take(ApplicationsShown)],
            awards, await OwnSpace.ListAsync(page, reader, books, Is),
            [.. (await GrantReading.RoundsAsync(reader, books)).Where(round => round.StateAt(page.Now) == RoundState.Open)]);
    }
}

/// <param name="ToReport">Periods that are over and not reported.</param>
/// <param name="Last">Of the last accepted result; null before any.</param>
/// <param name="Plan">Null where its support is not tapered.</param>
/// <param name="Next">The next period of the plan that is to be paid; null where none is.</param>
public sealed record OwnSpace(Space Space, IReadOnlyList<DuePeriod> ToReport, ResultPoint? Last, TaperPlan? Plan, TaperPeriodAtWork? Next)
{
    internal static async Task<IReadOnlyList<OwnSpace>> ListAsync(LedgerPage page, LedgerReader reader, Books books, Func<string, bool> isOwn)
    {
        var spaces = (await SpaceReading.ListAsync(reader, books)).Where(space => space.ClosedOn is null && space.Operator is { } running && isOwn(running.Organisation)).ToList();
        if (spaces.Count == 0) return [];
        var (results, plans) = (await OperatingResults.AllAsync(reader, spaces), (await TaperReading.AtWorkAsync(reader, books, page.Today)).ToLookup(one => one.Plan.Space));
        return [.. spaces.Select(space =>
        {
            var (all, running) = (results[space.Id].ToList(), plans[space.Code].LastOrDefault());
            return new OwnSpace(
                space, [.. DuePeriods.Of(space, all, page.Today)], SpaceFigures.CurveOf(OperatingResults.Accepted(all)) is [.., var last] ? last : null, running.Plan,
                running.Periods?.FirstOrDefault(period => period.State is not (TaperPeriodState.Paid or TaperPeriodState.Lapsed or TaperPeriodState.Cancelled)));
        })];
    }
}

/// <summary>A donor's own gifts, and what became of the money in the funds they went to.</summary>
/// <param name="IsLinked">Somebody said whose gifts they may read.</param>
/// <param name="Funds">Those they gave to that everybody may look at.</param>
public sealed record DonorHome(bool IsLinked, IReadOnlyList<GiftOfDonor> Gifts, IReadOnlyList<YearOfDonor> Years, IReadOnlyList<(PublicFund Of, int Projects)> Funds)
{
    private const int GiftsShown = 50;

    internal static async Task<DonorHome> ReadAsync(LedgerPage page, LedgerReader reader, Books books)
    {
        var me = page.Me!.Person.Id;
        if (!page.May(Permission.ReadOwnGifts, new Target(Person: me))) return new DonorHome(false, [], [], []);
        var links = await DonorPeople.OfPersonAsync(reader, me);
        var (gifts, years) = (new List<GiftOfDonor>(), new List<YearOfDonor>());
        foreach (var link in links)
        {
            gifts.AddRange(await DonorList.GiftsAsync(reader, books, link.Donor, GiftsShown));
            years.AddRange(await DonorList.YearsAsync(reader, link.Donor));
        }

        var (shown, given) = (await PublicFunds.LoadAsync(reader), gifts.Where(gift => !gift.IsReversed).Select(gift => gift.Fund.Id).ToHashSet());
        var projects = (await PublicProjects.ListAsync(reader, books, shown, page.Today)).ToLookup(project => project.Award.Fund.Id);
        return new DonorHome(
            links.Count > 0, [.. gifts.OrderByDescending(gift => gift.On).ThenByDescending(gift => gift.Entry.Value).Take(GiftsShown)],
            [.. years.GroupBy(year => (year.Year, year.Kept.Currency)).OrderByDescending(year => year.Key.Year).Select(same => new YearOfDonor(same.Key.Year, same.Aggregate(Money.Zero(same.Key.Currency), (sum, year) => sum + year.Kept), same.Sum(year => year.GiftCount)))],
            [.. (await PublicMoney.ListAsync(reader, books, shown)).Where(one => given.Contains(one.Fund.Id)).Select(one => (one, projects[one.Fund.Id].Count()))]);
    }
}

/// <summary>How an audit stands: what was asked and answered, and the state of the books.</summary>
public sealed record AuditHome(int Asked, int Answered, int Overdue, SignedCheckpoint? Checkpoint)
{
    internal static async Task<AuditHome> ReadAsync(LedgerPage page, LedgerReader reader, Books books)
    {
        var queries = (await AuditQueries.ListAsync(reader, books)).Where(query => page.May(Permission.Audit, query.Target)).ToList();
        return new AuditHome(
            queries.Count(query => query.State == QueryState.Open), queries.Count(query => query.State == QueryState.Answered), queries.Count(query => query.State == QueryState.Open && query.DueOn < page.Today),
            (await SealReading.CheckpointsAsync(reader, 1)).FirstOrDefault());
    }
}
