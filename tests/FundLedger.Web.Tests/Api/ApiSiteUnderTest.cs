using System.Security.Cryptography;
using System.Text;
using FundLedger.Awards;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Seals;
using FundLedger.SeedMoney;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Values;
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

    [OneTimeSetUp]
    public async Task Open()
    {
        folder = Directory.CreateTempSubdirectory("fundledger-api-").FullName;
        var today = CommandLineTest.Today;
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = folder }, new StandingClock(today))) await FillAsync(database, today);
        Server = await Server.StartAsync(folder);
        await Server.CaughtUpAsync();
        Everybody = await SitePeople.EverybodyAsync(Server.Database, today);
        // Set while nobody else could check it: from 600 yuan on, a transfer takes a second person.
        (await new ProposeAct(Server.Database).RunAsync(SitePeople.Asked(Everybody), ApprovalSettings.Kind, new NewTiers(
            TransferBetweenFunds.Kind.Code, today, [new ApprovalTier(Money.Zero(Currency.Cny), 0), new ApprovalTier(new Money(600_00, Currency.Cny), 1)]))).Expect();
        Token = await SitePeople.TokenAsync(Server.Database, Everybody, [.. new[] { PersonRole.Administrator, PersonRole.FundManager, PersonRole.Approver, PersonRole.Auditor, PersonRole.Operator }.SelectMany(Authority.Of).Distinct()]);
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
        foreach (var (code, parent) in new[] { ("F1", null), ("F2", "F1") }) (await new CreateFund(database).RunAsync(Ask(), new NewFund(code, $"社区基金{code}", FundKind.CommunityFund, Currency.Cny, parent, null))).Expect();
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
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await new SealEntries(database).RunAsync("test");
        (await new SignCheckpoint(database, new StandingClock(today), key).RunAsync("test")).Expect();
    }
}
