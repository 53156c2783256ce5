using FundLedger.Corrections;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Funds;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Hosting;
using Microsoft.Data.SqlClient;

namespace FundLedger.Bench.Endurance;

/// <summary>Somebody who calls the site by token, and looks at its pages with a session.</summary>
internal sealed record SoakPerson(string Role, string Session, IReadOnlyList<string> Tokens);

/// <summary>Books to use: three funds with money in them, people of each role, many tokens, since one may only call so often.</summary>
internal static class SoakBooks
{
    internal const string Source = "donation";
    internal static readonly string[] Funds = ["S1", "S2", "S3"];

    private const int EntriesReported = 300;

    private static readonly Currency Cny = Currency.Of("CNY");

    /// <summary>Days of which reports are drawn: nothing more is recorded on them, so that drawing one costs the same at the end as at the beginning.</summary>
    internal static DateSpan Reported(DateOnly today) => new(today.AddDays(-60), today.AddDays(-41));

    /// <param name="tokens">Of each person.</param>
    internal static async Task<IReadOnlyList<SoakPerson>> MakeAsync(StorageOptions place, DateOnly today, int tokens)
    {
        await using var database = Databases.Open(place, TimeProvider.System);
        foreach (var fund in Funds) (await new CreateFund(database).RunAsync(Asked(), new NewFund(fund, $"社区基金{fund}", FundLedger.Ledger.FundKind.CommunityFund, Cny))).Expect();
        foreach (var fund in Funds)
            for (var i = 0; i < 20; i++) (await new RecordDonation(database).RunAsync(Asked(), new Gift(fund, new Money(100_000_00, Cny), today.AddDays(-i), DonorName.Of($"捐赠人{i}")))).Expect();
        foreach (var fund in Funds)
            for (var i = 0; i < EntriesReported; i++) (await new RecordDonation(database).RunAsync(Asked(), new Gift(fund, new Money(10_00 + i, Cny), Reported(today).First.AddDays(i % 20), DonorName.Of($"捐赠人{i % 40}")))).Expect();
        var everybody = await SitePeople.EverybodyAsync(database, today);
        // Set while nobody else could check it: from 100 yuan on a transfer takes a second person, and no reversal does.
        (await new ProposeAct(database).RunAsync(SitePeople.Asked(everybody), ApprovalSettings.Kind, new NewTiers(
            TransferBetweenFunds.Kind.Code, today, [new ApprovalTier(Money.Zero(Cny), 0), new ApprovalTier(new Money(100_00, Cny), 1)]))).Expect();
        var people = new List<SoakPerson>();
        foreach (var (role, count) in new[] { (PersonRole.FundManager, 4), (PersonRole.Approver, 1), (PersonRole.Auditor, 1) })
            for (var i = 0; i < count; i++) people.Add(await PersonAsync(database, role, i, tokens));
        return people;
    }

    /// <summary>A place of a database that is not there yet.</summary>
    internal static StorageOptions NewOnServer(string server) => new()
    {
        Dialect = Dialect.SqlServer,
        ConnectionString = new SqlConnectionStringBuilder(server) { InitialCatalog = $"fundledger_soak_{Guid.NewGuid():N}" }.ToString(),
    };

    internal static async Task DropAsync(StorageOptions place)
    {
        SqlConnection.ClearAllPools();
        var name = new SqlConnectionStringBuilder(place.ConnectionString).InitialCatalog;
        await using var connection = new SqlConnection(new SqlConnectionStringBuilder(place.ConnectionString) { InitialCatalog = "master", Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new SqlCommand($"DROP DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<SoakPerson> PersonAsync(Database database, PersonRole role, int number, int tokens)
    {
        var person = await SitePeople.AddAsync(database, $"soak-{role}-{number}", role);
        var secrets = new List<string>();
        for (var i = 0; i < tokens; i++) secrets.Add(await SitePeople.TokenAsync(database, person, [.. Authority.Of(role)]));
        return new SoakPerson(role.ToString(), await SitePeople.SignInAsync(database, person), secrets);
    }

    private static Asked Asked() => new("soak/" + Guid.NewGuid(), "soak");
}
