using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Ledger.Years;
using FundLedger.Matching;
using FundLedger.Reporting;
using FundLedger.SeedMoney;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Demo;

/// <summary>What became of a year in a whole district.</summary>
/// <param name="Gifts">How many were recorded.</param>
/// <param name="Matched">What they earned in both programmes, less what came back with refunds: by the matches.</param>
/// <param name="PotMoved">What left the pot's source for other funds, less what came back: by the journal.</param>
/// <param name="Refunded">What was given back of the gifts.</param>
internal sealed record DistrictTold(int Gifts, Money Matched, Money PotMoved, Money Refunded);

/// <summary>A year in a district of ten streets: seed money, thousands of gifts, a tiered first-come programme with caps and a 6:4 one that is shared out at its end. All of it made up.</summary>
/// <remarks>The same seed and year make the same books, through the operations that people use; run again it adds nothing, interrupted it goes on.</remarks>
internal sealed class DemoDistrict
{
    internal const int Streets = 10;
    internal const int Gifts = 5_000;

    private const string Pool = "QC", FirstCome = "YIYUAN", ProRata = "LIUSI";
    private const int AtOnce = 64;

    private static readonly string[] StreetNames = ["梧桐", "柳岸", "安平", "春晖", "和顺", "云桥", "南窗", "青禾", "长亭", "星火"];
    private static readonly string[] Uses = ["社区助餐 Community meals", "花园养护 Gardening", "老人探访 Visits to the elderly", "儿童阅读 Reading with children", "邻里节 Neighbours' day"];

    private readonly Database database;
    private readonly int seed;
    private readonly DateOnly first;
    private readonly Random chance;
    private readonly List<(DateOnly Day, Func<Task> RunAsync, bool IsGift)> events = [];
    private readonly List<(Gift Gift, DemoFact<DonationRecorded> Fact)> gifts = [];
    private Money refunded = Money.Zero(Currency.Cny);

    private DemoDistrict(Database database, int seed, int year) => (this.database, this.seed, first, chance) = (database, seed, new DateOnly(year, 1, 1), new Random(seed));

    private string PotSource => $"seed-青民发〔{first.Year}〕2号";

    /// <param name="today">On which what the year came to is published.</param>
    /// <param name="progress">Hears how many of how many steps are done.</param>
    /// <exception cref="InvariantBrokenException">The ledger was not made as a demo.</exception>
    internal static async Task<DistrictTold> FillAsync(Database database, int seed, int year, DateOnly today, IProgress<(int Done, int Of)>? progress, CancellationToken stop)
    {
        Invariant.Holds(database.Ledger.IsDemo);
        var told = new DemoDistrict(database, seed, year);
        told.OpenBooks();
        told.ReceiveSeedMoney();
        told.OpenProgrammes();
        told.ReceiveGifts();
        told.Spend();
        told.RefundSome();
        told.CloseProgrammes();
        await told.RunAsync(progress, stop);
        await told.CloseAsync(stop);
        await new DemoDisclosures(database, "DISTRICT", told.Key).TellOfYearAsync(year, today, Street(0));
        return await told.ToldAsync(stop);
    }

    private static string Street(int number) => $"QC-{number + 1:00}";

    private static Money Yuan(long yuan) => new(yuan * 100, Currency.Cny);

    private DateOnly Day(int month, int day) => new(first.Year, month, day);

    private DemoFact<T> Add<T>(DateOnly day, string key, Func<Asked, Task<Outcome<T>>> operation, bool isGift = false) where T : class
    {
        var fact = new DemoFact<T>();
        events.Add((day, async () => fact.Became((await operation(Key(key))).Expect()), isGift));
        return fact;
    }

    private void OpenBooks()
    {
        Add(first, "entity", asked => new CreateEntity(database).RunAsync(asked, new NewEntity("DISTRICT", "青川区社区发展基金会（演示） Qingchuan District (demo)", Currency.Cny, Chart.Npo2004)));
        Add(first, "pool", asked => new CreateFund(database).RunAsync(asked, new NewFund(Pool, "青川区社会治理基金 Qingchuan Pool", FundKind.DistrictPool, Currency.Cny)));
        for (var i = 0; i < Streets; i++)
        {
            var fund = new NewFund(Street(i), $"{StreetNames[i]}街道社区基金 Street {i + 1}", FundKind.CommunityFund, Currency.Cny, Pool);
            Add(first, $"fund/{i}", asked => new CreateFund(database).RunAsync(asked, fund));
        }

        Add(first, "related", asked => new RegisterRelatedParty(database).RunAsync(asked, new NewRelatedParty(null, DemoPeople.Companies[0], "理事单位 Board member", first)));
    }

    /// <summary>Seed money every quarter, passed on to the streets; and the money of the pots under a document of its own, so that what leaves it is what was matched.</summary>
    private void ReceiveSeedMoney()
    {
        foreach (var quarter in new[] { 1, 2, 3, 4 })
        {
            var day = Day(quarter * 3 - 2, 8);
            var received = Add(day, $"seed/{quarter}", asked => new ReceiveSeedMoney(database).RunAsync(
                asked, new SeedMoneyReceipt(Pool, Yuan(600_000), day, "青川区民政局", $"青民发〔{first.Year}〕1号", first.AddYears(2))));
            for (var i = 0; i < Streets; i++)
            {
                var street = Street(i);
                Add(day.AddDays(2), $"seed/{quarter}/{i}", asked => new TransferBetweenFunds(database).RunAsync(
                    asked, new FundTransfer(Pool, street, received.Value.Source, Yuan(40_000), day.AddDays(2), Reason: "街道种子资金 Seed money of the street")));
            }
        }

        Add(Day(1, 20), "pot", asked => new ReceiveSeedMoney(database).RunAsync(
            asked, new SeedMoneyReceipt(Pool, Yuan(500_000), Day(1, 20), "青川区民政局", $"青民发〔{first.Year}〕2号", first.AddYears(2), "用于配比 For matching")));
    }

    private void OpenProgrammes()
    {
        var tiered = new MatchingTerms([new(new MatchingRatio(1, 1), Yuan(200)), new(new MatchingRatio(1, 2))])
        {
            Minimum = Yuan(10), GiftCap = Yuan(800), DonorCap = Yuan(1_500), FundCap = Yuan(40_000), DayCap = Yuan(6_000),
        };
        var below = new GiftScope { Below = Pool };
        Add(Day(3, 1), "open/1", asked => new OpenProgramme(database).RunAsync(
            asked, new NewMatchingProgramme(FirstCome, "一元配一元 One for one", Pool, PotSource, Yuan(260_000), Day(3, 1), Day(8, 31), below, tiered) { On = Day(3, 1) }));
        Add(Day(9, 1), "open/2", asked => new OpenProgramme(database).RunAsync(
            asked, new NewMatchingProgramme(ProRata, "六四共建 Six to four", Pool, PotSource, Yuan(200_000), Day(9, 1), Day(11, 30), below, MatchingTerms.Flat(6, 4)) { On = Day(9, 1), Exhaustion = Exhaustion.ProRata }));
    }

    private void ReceiveGifts()
    {
        int[] sizes = [5, 10, 20, 30, 50, 66, 88, 100, 100, 200, 365, 500, 1_000];
        for (var i = 0; i < Gifts; i++)
        {
            var (isCompany, isUnnamed, number) = (chance.Next(40) == 0, chance.Next(25) == 0, i);
            var donor = isCompany ? DemoPeople.Companies[chance.Next(DemoPeople.Companies.Length)] : isUnnamed ? "" : DemoPeople.Person(chance);
            var amount = isCompany ? Yuan(1_000 * chance.Next(1, 9)) : Yuan(sizes[chance.Next(sizes.Length)]) + new Money(chance.Next(4) == 0 ? chance.Next(100) : 0, Currency.Cny);
            var gift = new Gift(Street(chance.Next(Streets)), amount, first.AddDays(chance.Next(20, 350)), DonorName.Of(donor, chance.Next(12) == 0));
            gifts.Add((gift, Add(gift.On, $"gift/{number}", asked => new RecordDonation(database).RunAsync(asked, gift), isGift: true)));
        }
    }

    /// <summary>Each month of each street, by the fund's order; and twice from what was matched.</summary>
    private void Spend()
    {
        for (var month = 2; month <= 12; month++)
            for (var i = 0; i < Streets; i++)
            {
                var (fund, day, amount, what) = (Street(i), Day(month, 12 + chance.Next(10)), Yuan(chance.Next(20, 90) * 100), Uses[chance.Next(Uses.Length)]);
                Add(day, $"expense/{month}/{i}", asked => new RecordExpense(database).RunAsync(asked, new Expense(fund, amount, day, what)));
            }

        foreach (var (month, source, yuan) in new[] { (7, $"match-{FirstCome}", 5_000), (12, $"match-{ProRata}", 3_000) })
            for (var i = 0; i < Streets; i += 2)
            {
                var (fund, what) = (Street(i), Uses[chance.Next(Uses.Length)]);
                Add(Day(month, 15), $"expense/matched/{month}/{i}", asked => new RecordExpense(database).RunAsync(asked, new Expense(fund, Yuan(yuan), Day(month, 15), what, Source: source)));
            }
    }

    /// <summary>Some gifts go back, whole or in part; a few of them in two steps.</summary>
    private void RefundSome()
    {
        var back = new HashSet<Gift>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < 90; i++)
        {
            var (gift, fact) = gifts[chance.Next(gifts.Count)];
            if (!back.Add(gift)) continue;
            var day = gift.On.AddDays(chance.Next(0, 60));
            if (day.Year != first.Year) continue;
            var amount = chance.Next(3) == 0 ? gift.Amount : gift.Amount with { MinorUnits = Math.Max(1, gift.Amount.MinorUnits / chance.Next(2, 5)) };
            AddRefund($"refund/{i}", fact, amount, day);
            if (chance.Next(4) == 0 && (gift.Amount - amount).IsPositive && day.AddDays(1).Year == first.Year) AddRefund($"refund/{i}/rest", fact, gift.Amount - amount, day.AddDays(1));
        }
    }

    private void AddRefund(string key, DemoFact<DonationRecorded> gift, Money amount, DateOnly day)
    {
        Add(day, key, asked => new RefundDonation(database).RunAsync(asked, new Refund(gift.Value.Entry, amount, day, Reason: "捐赠人申请 The donor asked")));
        refunded += amount;
    }

    private void CloseProgrammes()
    {
        foreach (var (code, day) in new[] { (FirstCome, Day(9, 1)), (ProRata, Day(12, 1)) })
        {
            Add(day, $"close/{code}", asked => new CloseProgramme(database).RunAsync(asked, new ProgrammeEnd(code, day)));
            Add(day, $"close/{code}/parts", async _ => await new FinishClosings(database).RunAsync("demo"));
        }
    }

    /// <summary>By day, and in the order they were thought of within one. Gifts that follow each other are sent together: the one writer takes them in their order.</summary>
    private async Task RunAsync(IProgress<(int Done, int Of)>? progress, CancellationToken stop)
    {
        var inOrder = events.Select((one, index) => (one, index)).OrderBy(pair => pair.one.Day).ThenBy(pair => pair.index).Select(pair => pair.one).ToList();
        for (var next = 0; next < inOrder.Count;)
        {
            stop.ThrowIfCancellationRequested();
            var end = next + 1;
            while (inOrder[next].IsGift && end < inOrder.Count && end - next < AtOnce && inOrder[end].IsGift) end++;
            await Task.WhenAll(inOrder[next..end].Select(one => one.RunAsync()));
            progress?.Report((next = end, inOrder.Count));
        }
    }

    /// <summary>The months in their order, and December with the year.</summary>
    private async Task CloseAsync(CancellationToken stop)
    {
        for (var month = PeriodMonth.Of(first); month.LastDay.Month < 12; month = month.Next) (await new ClosePeriod(database).RunAsync(Key($"close/{month}"), month, stop: stop)).Expect();
        (await new CloseYear(database).RunAsync(Key("close-year"), first.Year, stop: stop)).Expect();
    }

    private Asked Key(string what) => new($"demo/district/{first.Year}/{seed}/{what}", "demo");

    private Task<DistrictTold> ToldAsync(CancellationToken stop) => database.ReadAsync(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        var programmes = await MatchingReading.ListAsync(reader, Day(12, 31));
        var matched = programmes.Aggregate(Money.Zero(Currency.Cny), (sum, programme) => sum + programme.Matched - programme.Returned);
        var moved = new FigureBasis(Measure.DebitBalance, Pool) { Source = PotSource, Accounts = [books.FindAccount(books.Entities.Single(), AccountRole.TransferOut, Day(12, 31))!.Code], YearEndLeftOutFrom = DateOnly.MinValue };
        return new DistrictTold(gifts.Count, matched, (await EntryList.SumAsync(reader, books, moved.In(books).Expect())).Amount, refunded);
    }, stop);
}
