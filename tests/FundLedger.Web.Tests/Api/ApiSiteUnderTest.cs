using System.Security.Cryptography;
using System.Text;
using FundLedger.Applications;
using FundLedger.Auditing.Queries;
using FundLedger.Awards;
using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Running;
using FundLedger.Banking.Statements;
using FundLedger.Donations;
using FundLedger.Donations.Lists;
using FundLedger.Donors;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.Needs;
using FundLedger.Payments;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Reviews;
using FundLedger.Seals;
using FundLedger.SeedMoney;
using FundLedger.Spaces;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using FundLedger.Voice;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Api;

/// <summary>One site for all tests of the API: two funds with money of two sources, an award, a signed checkpoint. Tests add to it and never count what is there.</summary>
[SetUpFixture]
internal sealed class ApiSiteUnderTest
{
    private static string folder = "";

    internal static Server Server { get; private set; } = null!;

    /// <summary>Who holds every role over the whole ledger, and a token of theirs for everything.</summary>
    internal static string Everybody { get; private set; } = "";

    internal static string Token { get; private set; } = "";

    /// <summary>Of somebody who writes and signs for the organisation ORG.</summary>
    internal static string OfOrganisation { get; private set; } = "";

    /// <summary>The same as <see cref="Token"/>, for calls that are many.</summary>
    internal static string Another { get; private set; } = "";

    /// <summary>The same as <see cref="Token"/>, to write with: calls are counted by token.</summary>
    internal static string Writing { get; private set; } = "";

    /// <summary>Of the first expert in the pool, with reviews 1 to 4 of G3-1: the second to be declared, the others cleared, the fourth handed in.</summary>
    internal static string OfExpert { get; private set; } = "";

    /// <summary>The id of somebody who may join the pool of experts.</summary>
    internal static string Candidate { get; private set; } = "";

    /// <summary>The id of somebody with the donor's role, whom nobody linked with a donor.</summary>
    internal static string Giver { get; private set; } = "";

    /// <summary>A gift of goods in stock, with the file that the reference keeps as its example.</summary>
    internal static EntryId InKind { get; private set; }

    /// <summary>A gift that a matching programme was asked about.</summary>
    internal static EntryId Matched { get; private set; }

    /// <summary>An expense of 3.00 yuan of F1 that is owed, and that no payment file holds yet.</summary>
    internal static EntryId Payable { get; private set; }

    [OneTimeSetUp]
    public async Task Open()
    {
        folder = Directory.CreateTempSubdirectory("fundledger-api-").FullName;
        var today = CommandLineTest.Today;
        await MakeAsync(new StorageOptions { Directory = folder }, today);
        Server = await Server.StartAsync(folder);
        await Server.CaughtUpAsync();
        Everybody = await SitePeople.EverybodyAsync(Server.Database, today);
        // Set while nobody else could check it: from 600 yuan on, a transfer takes a second person.
        (await new ProposeAct(Server.Database).RunAsync(SitePeople.Asked(Everybody), ApprovalSettings.Kind, new NewTiers(
            TransferBetweenFunds.Kind.Code, today, [new ApprovalTier(Money.Zero(Currency.Cny), 0), new ApprovalTier(new Money(600_00, Currency.Cny), 1)]))).Expect();
        Permission[] everything = [.. new[] { PersonRole.Administrator, PersonRole.FundManager, PersonRole.Approver, PersonRole.Auditor, PersonRole.Operator }.SelectMany(Authority.Of).Distinct()];
        (Token, Another, Writing) = (await SitePeople.TokenAsync(Server.Database, Everybody, everything), await SitePeople.TokenAsync(Server.Database, Everybody, everything), await SitePeople.TokenAsync(Server.Database, Everybody, everything));
        PersonRole[] ofOrganisation = [PersonRole.OrganisationOwner, PersonRole.OrganisationCertifier];
        OfOrganisation = await SitePeople.TokenAsync(
            Server.Database, await SitePeople.AddAsync(Server.Database, "api-org", [.. ofOrganisation.Select(role => new NewGrant(role, Scope.OfOrganisation("ORG")))]), [.. ofOrganisation.SelectMany(Authority.Of).Distinct()]);
        await ReviewAsync(Server.Database, today);
        Giver = await SitePeople.AddAsync(Server.Database, "api-giver", PersonRole.Donor);
    }

    /// <summary>Books in which there is something of every kind.</summary>
    internal static async Task MakeAsync(StorageOptions books, DateOnly today)
    {
        await using (var database = SqliteDatabase.Open(books, new StandingClock(today.AddDays(-10)))) await HandInAsync(database);
        await using (var database = SqliteDatabase.Open(books, new StandingClock(today))) await FillAsync(database, today);
    }

    /// <summary>Two funds, and a round G3-1 that took six applications and has closed by the day on which the rest happens.</summary>
    private static async Task HandInAsync(Database database)
    {
        Asked Ask(string what) => new($"hand-in/{what}", "test");
        foreach (var (code, parent) in new[] { ("F1", null), ("F2", "F1") }) (await new CreateFund(database).RunAsync(Ask(code), new NewFund(code, $"社区基金{code}", FundKind.CommunityFund, Currency.Cny, parent, null))).Expect();
        await GrantSite.ProgrammeAsync(database, "G3", "F1", GrantSite.Terms with { ResidentVote = new(new BasisPoints(1_000), new BasisPoints(5_000)) });
        (await new OpenGrantRound(database).RunAsync(Ask("round"), new NewGrantRound("G3", "G3-1", new("第一批", "First round"), GrantSite.At(4, 1, 9), GrantSite.At(4, 10, 17), new Money(500_000_00, Currency.Cny)))).Expect();
        for (var i = 1; i <= 6; i++)
        {
            var number = (await new StartApplication(database).RunAsync(Ask($"start-{i}"), "G3-1", "ORG")).Expect().Number;
            (await new AttachToApplication(database).RunAsync(Ask($"attach-{i}"), number, "plan", new Attachment("plan.txt", GrantSite.Plan))).Expect();
            (await new SaveApplication(database).RunAsync(Ask($"save-{i}"), GrantSite.Complete(number))).Expect();
            var application = await database.ReadAsync(async reader => (await ApplicationReading.FindAsync(reader, number))!);
            (await new SubmitApplication(database).RunAsync(Ask($"submit-{i}"), number, application.ToCertify.Sha256())).Expect();
        }
    }

    /// <summary>Two experts: the first with four reviews, the second with none; and somebody who may join them.</summary>
    private static async Task ReviewAsync(Database database, DateOnly today)
    {
        var experts = new[] { await SitePeople.AddAsync(database, "api-expert-1", PersonRole.Expert), await SitePeople.AddAsync(database, "api-expert-2", PersonRole.Expert) };
        (OfExpert, Candidate) = (await SitePeople.TokenAsync(database, experts[0], Permission.Review), await SitePeople.AddAsync(database, "api-candidate", PersonRole.Expert));
        foreach (var expert in experts) (await new AddExpert(database).RunAsync(SitePeople.Asked(Everybody), new NewExpert(expert, [], today, today.AddDays(200)))).Expect();
        for (var i = 1; i <= 4; i++) (await new AssignReview(database).RunAsync(SitePeople.Asked(Everybody), $"G3-1-000{i}", experts[0])).Expect();
        foreach (var review in new long[] { 1, 3, 4 }) (await new DeclareInterest(database).RunAsync(SitePeople.Asked(experts[0]), review, hasConflict: false)).Expect();
        (await new SubmitReview(database).RunAsync(SitePeople.Asked(experts[0]), 4, new ReviewContent([.. GrantSite.Terms.Criteria.Select(criterion => new ReviewScore(criterion.Code, 80, "看了计划"))]))).Expect();
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await Server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task FillAsync(Database database, DateOnly today)
    {
        var count = 0;
        Asked Ask() => new($"fill/{++count}", "test");
        Money Cny(long fen) => new(fen, Currency.Cny);
        (await new ReceiveSeedMoney(database).RunAsync(Ask(), new SeedMoneyReceipt("F1", Cny(5_000_00), new(2026, 1, 5), "民政局", "民发1号", new DateOnly(2027, 12, 31)))).Expect(); // 1
        (await new RecordDonation(database).RunAsync(Ask(), new Gift("F1", Cny(1_234_50), new(2026, 1, 8), DonorName.Of("王小明"), Cny(7_41), Note: "助餐", WithReceipt: true))).Expect(); // 2
        (await new RecordDonation(database).RunAsync(Ask(), new Gift("F2", Cny(88_00), new(2026, 2, 2), DonorName.Of("和顺有限公司"), Reference: "BK-77", WithReceipt: true))).Expect(); // 3
        (await new RecordExpense(database).RunAsync(Ask(), new Expense("F1", Cny(300_00), new(2026, 2, 10), "书架", IsPaid: false, Reference: "FP-9"))).Expect(); // 4
        (await new RefundDonation(database).RunAsync(Ask(), new Refund(new EntryId(3), Cny(8_00), new(2026, 2, 12)))).Expect(); // 5, 6
        await GrantSite.MakeAsync(database, "G1", "F1", Encoding.UTF8.GetBytes("计划"));
        await GrantSite.AwardAsync(database, "G1", today.AddDays(-40));
        var award = await database.ReadAsync(async reader => (await AwardReading.FindAsync(reader, await Books.LoadAsync(reader), "G1-A"))!);
        (await new SignAgreement(database).RunAsync(Ask(), new Signing("G1-A", Agreement.TextSha256Of(award), today.AddDays(-20)))).Expect();
        foreach (var fund in new[] { "F1", "F2" })
            for (var i = 0; i < 6; i++) (await new RecordDonation(database).RunAsync(Ask(), new Gift(fund, Cny(10_00 + i), new(2026, 3, 1 + i), DonorName.Of($"捐赠者{fund}{i}")))).Expect();
        await RoomsAsync(database, today, Ask, Cny);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await new SealEntries(database).RunAsync("test");
        (await new SignCheckpoint(database, new StandingClock(today), key).RunAsync("test")).Expect();
    }

    /// <summary>Something in every room that the API opens, of F1 and the same of F2.</summary>
    private static async Task RoomsAsync(Database database, DateOnly today, Func<Asked> ask, Func<long, Money> cny)
    {
        var kept = (await new KeepEvidence(database).RunAsync(ask(), new Attachment("凭据.txt", Encoding.UTF8.GetBytes("凭据")))).Expect().Sha256;
        InKind = (await new RecordInKindGift(database).RunAsync(ask(), new InKindGift("F1", DonorName.Of("和顺有限公司"), "轮椅", cny(500_00), new(2026, 4, 1), InKindUse.Inventory, "YS-1", Evidence: kept))).Expect().Entry;
        (await new RecordPledge(database).RunAsync(ask(), new NewPledge("F1", DonorName.Of("赵敏"), cny(600_00), new(2026, 4, 1), new(2026, 4, 1)))).Expect();
        foreach (var (fund, i) in new[] { ("F1", 1), ("F2", 2) })
        {
            var owed = (await new RecordExpense(database).RunAsync(ask(), new Expense(fund, cny(5_00), new(2026, 4, 2), "印刷", IsPaid: false))).Expect().Entry;
            if (i == 1) (await new SetPayee(database).RunAsync(ask(), new NewPayee(null, "SHUJIA", PayeeKind.Organisation, "书架店", "", "中国银行", "6217000012345678"))).Expect();
            (await new OrderPayments(database).RunAsync(ask(), new PaymentsWanted(null, [new PaymentWanted(owed, "SHUJIA", cny(5_00))], "印刷费"))).Expect();
            (await new OpenProgramme(database).RunAsync(ask(), new NewMatchingProgramme($"M{i}", $"配比{i}", fund, "donation", cny(10_00), new(2026, 4, 1), new(2026, 12, 31), new GiftScope { Funds = [i == 1 ? "F2" : "F1"] }, MatchingTerms.Flat(1, 10)))).Expect();
            await GrantSite.TaperAsync(database, $"T{i}", fund, today);
            (await new OpenSurvey(database).RunAsync(ask(), new SurveyWanted(
                $"V{i}", SurveyKind.Satisfaction, VoiceSubject.Fund, fund, "满意吗", new(2026, 1, 1), new(2026, 3, 31), today, today.AddDays(9), [VoiceWay.Link], 5, SurveyTerms.Asking([new("满意吗？", "Content?")])))).Expect();
            (await new PostNeed(database).RunAsync(ask(), new NeedWanted($"N{i}", fund, "楼道扶手", Amount: cny(600_00)))).Expect();
            (await new AskQuery(database).RunAsync(ask(), new QueryWanted(QueryAbout.Fund, fund, "请说明", today.AddDays(20)))).Expect();
        }

        (await new RegisterSpace(database).RunAsync(ask(), new SpaceWanted("S-T3", "F1", "会客厅T3", OpenedOn: today.AddDays(-20)))).Expect(); // of which nothing is agreed
        (await new AppointOperator(database).RunAsync(ask(), new NewOperator("S-T3", "ORG", today.AddDays(-20)))).Expect();
        await GrantSite.AwardAsync(database, "G4", today, "G1"); // published still
        (await new ApproveTaperYear(database).RunAsync(ask(), new TaperYearApproval("T1", 1, 1, today, "按计划"))).Expect();
        (await new MakeOffer(database).RunAsync(ask(), new OfferWanted("S1", "ORG", "适老化改造", Amount: cny(500_00)))).Expect();
        await GrantSite.MakeAsync(database, "G2", "F2", Encoding.UTF8.GetBytes("计划"));
        await GrantSite.AwardAsync(database, "G2", today.AddDays(-20)); // its publicity is over, and nobody has signed
        Payable = (await new RecordExpense(database).RunAsync(ask(), new Expense("F1", cny(3_00), new(2026, 4, 10), "订书机", IsPaid: false))).Expect().Entry;
        Matched = (await new RecordDonation(database).RunAsync(ask(), new Gift("F2", cny(20_00), new(2026, 4, 3), DonorName.Of("周兰")))).Expect().Entry;
        (await new MainAccount(database).EnsureAsync(ask(), "F1")).Expect();
        (await new CreateBankAccount(database).RunAsync(ask(), new NewBankAccount(null, "ZFB", new("支付宝", "Alipay"), Kind: BankAccountKind.Channel, Opening: cny(0)))).Expect();
        var account = await database.ReadAsync(async reader => (await BankBook.LoadAsync(reader, await Books.LoadAsync(reader))).Find("BANK-CNY").Expect());
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(
            "交易日期,借贷标志,交易金额,对方户名,摘要,流水号\n2026-01-08,贷,1227.09,王小明,善款,A1\n2026-04-03,贷,50.00,周兰,善款,A2\n2026-04-03,贷,60.00,吴刚,往来,A3\n2026-04-04,贷,70.00,重复,重复,A4\n2026-04-04,贷,80.00,重复,重复,A5\n2026-02-02,贷,88.00,和顺有限公司,善款,BK-77\n"));
        using (var opened = StatementOpening.Of(content, "april.csv", account, ListProfile.Guess).Expect())
            Assert.That((await new ImportStatement(database, new StandingClock(today)).RunAsync("test", opened.File, new StatementChoices("BANK-CNY"))).Refused, Is.Null);
        (await new MatchLines(database).RunAsync(ask(), new MatchRequest("BANK-CNY", [new LinePart(6)], [new EntryPart(new EntryId(3))]))).Expect();
        (await new BookLines(database).RunAsync(ask(), new Booking([3], BookAs.Suspense, "F1"))).Expect();
        (await new LeaveOutLine(database).RunAsync(ask(), new LineLeftOut(5, true, "银行重复导出"))).Expect();
    }
}
