using FundLedger.Budgets;
using FundLedger.Corrections;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Ledger.Years;
using FundLedger.Matching;
using FundLedger.SeedMoney;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Demo;

/// <summary>A year in one district: a pool, three streets' community funds, two programme funds. All of it made up.</summary>
internal sealed class DemoYear
{
    internal const string District = "QC", Wutong = "WT", Liuan = "LA", Anping = "AP", Meals = "WT-ZC", Garden = "LA-HY";

    private static readonly NewFund[] Funds =
    [
        new(District, "青川区社会治理基金 Qingchuan Pool", FundKind.DistrictPool, Currency.Cny),
        new(Wutong, "梧桐街道社区基金 Wutong Street", FundKind.CommunityFund, Currency.Cny, District),
        new(Liuan, "柳岸街道社区基金 Liuan Street", FundKind.CommunityFund, Currency.Cny, District),
        new(Anping, "安平街道社区基金 Anping Street", FundKind.CommunityFund, Currency.Cny, District),
        new(Meals, "银龄助餐专项基金 Senior Meals", FundKind.ProgrammeFund, Currency.Cny, Wutong),
        new(Garden, "社区花园专项基金 Gardens", FundKind.ProgrammeFund, Currency.Cny, Liuan),
    ];

    internal static readonly NewEntity Entity = new("DEMO", "青川社区发展基金会（演示） Qingchuan Community Foundation (demo)", Currency.Cny, Chart.Npo2004);

    private static readonly string[] Streets = [Wutong, Liuan, Anping];
    private static readonly string[] WhatFor = ["楼道微更新材料 Stairwell repairs", "邻里节物料 Neighbours' day", "助老探访交通补贴 Visits to the elderly", "议事会茶水和资料 Residents' council", "社区厨房食材 Community kitchen", "花箱与苗木 Planters and saplings", "志愿者保险 Volunteers' insurance", "儿童阅读角图书 Children's books", "宣传印刷 Printing", "讲座讲师补贴 Lecture fees"];

    private readonly Database database;
    private readonly DemoPlan plan;
    private readonly Random chance = new(20260101);

    private DemoYear(Database database, DateSpan year) => (this.database, plan) = (database, new DemoPlan(year));

    /// <param name="before">When public spaces began, long before the year.</param>
    internal static IReadOnlyList<DemoStep> Plan(Database database, DateOnly before, DateSpan year, TimeProvider clock)
    {
        var told = new DemoYear(database, year);
        new DemoTaper(database, told.plan, before).Tell(Entity);
        var bank = new DemoBank(database, told.plan, clock);
        new DemoAwards(database, told.plan).Tell();
        told.OpenBooks(bank);
        told.ReceiveSeedMoney();
        told.OpenMatching();
        told.ReceiveGifts();
        told.Spend();
        told.HearFromTheBank();
        told.PutThingsRight();
        told.LeaveThingsOpen();
        new DemoGifts(database, told.plan).Tell();
        new DemoPayments(database, told.plan).Tell();
        bank.Tell();
        new DemoDisclosures(database, Entity.Code, DemoPlan.Asked).Tell(told.plan, Wutong, Meals);
        told.CloseMonths(before);
        return told.plan.Steps;
    }

    internal static Money Yuan(long yuan) => new(yuan * 100, Currency.Cny);

    private void OpenBooks(DemoBank bank)
    {
        var first = plan.Year.First;
        plan.Add(first, "entity", asked => new CreateEntity(database).RunAsync(asked, Entity)); // public spaces may have opened it long before
        bank.Open();
        foreach (var fund in Funds)
        {
            plan.Add(first, $"fund/{fund.Code}", asked => new CreateFund(database).RunAsync(asked, fund));
            bank.Serve(fund.Code);
        }

        plan.Add(first, "opening", asked => new RecordOpeningBalance(database).RunAsync(asked, new OpeningBalance(District, SourceKind.OwnFunds, Yuan(20_000), first, "上年度账簿")));
    }

    /// <summary>The district's money comes under a document and is passed on to the streets; one of them banks apart.</summary>
    private void ReceiveSeedMoney()
    {
        var number = $"青民发〔{plan.Year.First.Year}〕12号";
        var seed = plan.Add(plan.Day(.01), "seed/1", asked => new ReceiveSeedMoney(database).RunAsync(
            asked, new SeedMoneyReceipt(District, Yuan(300_000), plan.Day(.01), "青川区民政局", number, plan.Year.First.AddYears(2))));
        foreach (var street in Streets)
            plan.Add(plan.Day(.02), $"seed/to/{street}", asked => new TransferBetweenFunds(database).RunAsync(
                asked, new FundTransfer(District, street, seed.Value.Source, Yuan(60_000), plan.Day(.02), Reason: "街道种子资金 Seed money of the street")));
        var owed = plan.Add(plan.Day(.5), "seed/more", asked => new TransferBetweenFunds(database).RunAsync(
            asked, new FundTransfer(District, Anping, seed.Value.Source, Yuan(15_000), plan.Day(.5), SeparateAccounts: true, Reason: "年中追加 Mid-year addition")));
        plan.Add(plan.Day(.53), "seed/more/settled", asked => new SettleTransfer(database).RunAsync(asked, new TransferSettlement(owed.Value.Entry, Yuan(15_000), plan.Day(.53))));
        plan.Add(plan.Day(.55), "seed/2", asked => new ReceiveSeedMoney(database).RunAsync(
            asked, new SeedMoneyReceipt(District, Yuan(50_000), plan.Day(.55), "青川区民政局", number)));
    }

    /// <summary>A programme that is still open, so that its pot can be watched; a budget; and a street that must bring social money first.</summary>
    private void OpenMatching()
    {
        var terms = new MatchingTerms([new(new MatchingRatio(1, 1), Yuan(200)), new(new MatchingRatio(1, 2))]) { Minimum = Yuan(20), GiftCap = Yuan(1_000), DonorCap = Yuan(1_500) };
        plan.Add(plan.Day(.58), "matching", asked => new OpenProgramme(database).RunAsync(asked, new NewMatchingProgramme(
            "YIYUAN", "一元配一元 One for one", District, $"seed-青民发〔{plan.Year.First.Year}〕12号", Yuan(30_000), plan.Day(.58), plan.Year.Last.AddDays(60), new GiftScope { Below = District }, terms) { On = plan.Day(.58) }));
        plan.Add(plan.Day(.59), "related", asked => new RegisterRelatedParty(database).RunAsync(asked, new NewRelatedParty("DEMO", DemoPeople.Companies[0], "理事单位 Board member", plan.Year.First)));
        plan.Add(plan.Day(.6), "budget", asked => new SetBudget(database).RunAsync(asked, new NewBudget(District, plan.Year.Last.Year, Yuan(200_000), $"青社建〔{plan.Year.Last.Year}〕3号",
        [
            new Envelope("CC", "初创扶持 Start-up", null, Yuan(80_000)), new Envelope("CZ", "成长扶持 Growth", null, Yuan(60_000)), new Envelope("WT", "梧桐街道微更新 Small works", Wutong, Yuan(30_000)),
        ])));
        foreach (var (share, fund, envelope, yuan) in new[] { (.86, Wutong, "WT", 3_200), (.87, Liuan, "CC", 5_400), (.9, Wutong, "CC", 2_100) })
            if (plan.Day(share).Year == plan.Year.Last.Year)
                plan.Add(plan.Day(share), $"charged/{share}", asked => new RecordExpense(database).RunAsync(
                    asked, new Expense(fund, Yuan(yuan), plan.Day(share), "公益创投支持 Venture support", IsPaid: envelope != "CC" || fund == Wutong, Reference: $"GY-{yuan}", Envelope: envelope)));
    }

    private void ReceiveGifts()
    {
        string[] receiving = [Wutong, Liuan, Anping, Meals, Garden];
        foreach (var (fund, i) in receiving.Select((fund, i) => (fund, i))) AddGift($"gift/first/{fund}", fund, DemoPeople.Companies[i], Yuan(30_000), plan.Day(.03 + .01 * i));
        for (var i = 1; i <= 145; i++)
        {
            var isCompany = chance.Next(12) == 0;
            var donor = isCompany ? DemoPeople.Companies[chance.Next(DemoPeople.Companies.Length)] : chance.Next(20) == 0 ? "" : DemoPeople.Person(chance);
            var amount = isCompany ? Yuan(1_000 * chance.Next(2, 15)) : Yuan(new[] { 20, 50, 88, 100, 200, 365, 500, 1_000 }[chance.Next(8)]);
            AddGift($"gift/{i}", receiving[chance.Next(receiving.Length)], donor, amount, plan.Day(chance.NextDouble()), isAnonymous: chance.Next(10) == 0, hasFee: chance.Next(3) == 0);
        }
    }

    private DemoFact<DonationRecorded> AddGift(string key, string fund, string donor, Money amount, DateOnly day, bool isAnonymous = false, bool hasFee = false)
    {
        var fee = hasFee ? new BasisPoints(60).OfRoundedToEven(amount) : (Money?)null;
        return plan.Add(day, key, asked => new RecordDonation(database).RunAsync(asked, new Gift(fund, amount, day, DonorName.Of(donor, isAnonymous), fee)));
    }

    private void Spend()
    {
        foreach (var street in Streets)
            for (var i = 0; i < 18; i++) AddExpense($"expense/{street}/{i}", street, Yuan(chance.Next(3, 24) * 100), plan.Day(.1 + .05 * i), chance.Next(8) == 0 ? CostKind.Administration : CostKind.Programme);
        foreach (var programme in new[] { Meals, Garden })
            for (var i = 0; i < 11; i++) AddExpense($"expense/{programme}/{i}", programme, Yuan(chance.Next(5, 19) * 100), plan.Day(.1 + .08 * i), CostKind.Programme);

        var invoice = plan.Add(plan.Day(.4), "invoice", asked => new RecordExpense(database).RunAsync(
            asked, new Expense(Garden, Yuan(4_800), plan.Day(.4), "花园围栏制作安装 Garden fence", IsPaid: false, Reference: "HT-2031")));
        plan.Add(plan.Day(.44), "invoice/paid", asked => new PayExpense(database).RunAsync(asked, invoice.Value.Entry, plan.Day(.44)));
        foreach (var (share, quarter) in new[] { (.3, 1), (.55, 2), (.8, 3) })
            plan.Add(plan.Day(share), $"management-fee/{quarter}", asked => new ChargeManagementFee(database).RunAsync(
                asked, new ManagementFee(Meals, District, "donation", Yuan(500), plan.Day(share))));
    }

    private void AddExpense(string key, string fund, Money amount, DateOnly day, CostKind cost)
    {
        var what = WhatFor[chance.Next(WhatFor.Length)];
        plan.Add(day, key, asked => new RecordExpense(database).RunAsync(asked, new Expense(fund, amount, day, what, cost)));
    }

    private void HearFromTheBank()
    {
        for (var quarter = 1; quarter <= 4; quarter++)
        {
            var day = plan.Day(.24 * quarter);
            foreach (var fund in Streets)
            {
                var interest = new Money(chance.Next(2_000, 9_000), Currency.Cny);
                plan.Add(day, $"interest/{quarter}/{fund}", asked => new RecordInterest(database).RunAsync(asked, new BankMovement(fund, interest, day, "donation")));
            }

            plan.Add(day, $"fee/{quarter}", asked => new RecordBankFee(database).RunAsync(asked, new BankMovement(District, Yuan(15), day)));
        }
    }

    /// <summary>One gift is refunded in part, another was booked to the wrong fund.</summary>
    private void PutThingsRight()
    {
        var regretted = AddGift("gift/regretted", Liuan, "司徒晓梅", Yuan(2_000), plan.Day(.6));
        plan.Add(plan.Day(.64), "refund", asked => new RefundDonation(database).RunAsync(
            asked, new Refund(regretted.Value.Entry, Yuan(800), plan.Day(.64), Reason: "捐赠人申请退回部分捐款 The donor asked for part of it back")));

        var misplaced = AddGift("gift/misplaced", Anping, "青川禾木建材有限公司", Yuan(6_000), plan.Day(.7));
        plan.Add(plan.Day(.71), "reversal", asked => new ReverseEntry(database).RunAsync(
            asked, new Reversal(misplaced.Value.Entry, plan.Day(.71), "记错基金，应入社区花园专项基金 Wrong fund: meant for the gardens")));
        AddGift("gift/placed", Garden, "青川禾木建材有限公司", Yuan(6_000), plan.Day(.71));
    }

    /// <summary>What waits for somebody: an invoice, a transfer between bank accounts, a fee that the fund had no money for.</summary>
    private void LeaveThingsOpen()
    {
        var seed = plan.Add(plan.Day(.88), "seed/3", asked => new ReceiveSeedMoney(database).RunAsync(
            asked, new SeedMoneyReceipt(District, Yuan(20_000), plan.Day(.88), "青川区民政局", $"青民发〔{plan.Year.First.Year}〕31号", plan.Year.First.AddYears(2))));
        plan.Add(plan.Day(.9), "seed/unsettled", asked => new TransferBetweenFunds(database).RunAsync(
            asked, new FundTransfer(District, Liuan, seed.Value.Source, Yuan(10_000), plan.Day(.9), SeparateAccounts: true, Reason: "年末追加 Year-end addition")));
        plan.Add(plan.Day(.95), "overdrawn", asked => new RecordBankFee(database).RunAsync(asked, new BankMovement(Anping, Yuan(45), plan.Day(.95))));
        plan.Add(plan.Day(.97), "unpaid", asked => new RecordExpense(database).RunAsync(
            asked, new Expense(Meals, Yuan(2_350), plan.Day(.97), "厨房设备检修 Kitchen maintenance", IsPaid: false, Reference: "FP-3187")));
    }

    /// <summary>All months but the last two: there is something left to do. A December that is over closes with its year, in the third week of the next one.</summary>
    private void CloseMonths(DateOnly first)
    {
        for (var month = PeriodMonth.Of(first); month.CompareTo(PeriodMonth.Of(plan.Year.Last.AddMonths(-1))) < 0; month = month.Next)
        {
            var closing = month;
            if (closing.LastDay.Month == 12) plan.Add(closing.LastDay.AddDays(20), $"close-year/{closing.LastDay.Year}", asked => new CloseYear(database).RunAsync(asked, closing.LastDay.Year));
            else plan.Add(closing.LastDay.AddDays(5), $"close/{closing}", asked => new ClosePeriod(database).RunAsync(asked, closing));
        }
    }
}
