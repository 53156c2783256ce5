using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsvHelper;
using FundLedger.Awards;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Cli;

/// <summary>What is exported follows the rules of the 360Giving Data Standard's schema, version 1.1, as they are written out here; and a grant has its file and vouchers.</summary>
public sealed partial class GrantsByTheStandard : CommandLineTest
{
    private static readonly string[] Required = ["id", "title", "description", "currency", "amountAwarded", "awardDate", "recipientOrganization", "fundingOrganization"];

    /// <summary>Everything the schema knows of a grant that is written here, with its type.</summary>
    private static readonly Dictionary<string, JsonValueKind> Types = new()
    {
        ["id"] = JsonValueKind.String, ["title"] = JsonValueKind.String, ["description"] = JsonValueKind.String, ["currency"] = JsonValueKind.String, ["amountAwarded"] = JsonValueKind.Number, ["amountDisbursed"] = JsonValueKind.Number,
        ["awardDate"] = JsonValueKind.String, ["plannedDates"] = JsonValueKind.Array, ["recipientOrganization"] = JsonValueKind.Array, ["fundingOrganization"] = JsonValueKind.Array, ["grantProgramme"] = JsonValueKind.Array,
        ["fromOpenCall"] = JsonValueKind.String, ["dateModified"] = JsonValueKind.String,
    };

    [SetUp]
    public async Task AGrantOfWhichAPartIsPaid()
    {
        Day = Today.AddDays(-40);
        await NewFundAsync("F1");
        await NewFundAsync("F2");
        await DoneAsync($"donate --fund F1 --amount 100 --on {Day.ToIso()} --donor 王小明");
        await using var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Day));
        await GrantSite.ProgrammeAsync(database, "G1", "F1");
        await GrantSite.AwardAsync(database, "G1", Day);
        var award = await database.ReadAsync(async reader => (await AwardReading.FindAsync(reader, await FundLedger.Ledger.Books.LoadAsync(reader), "G1-A"))!);
        // An award that is still published is no grant yet: G1-A is signed once its publicity is over.
        Assert.That((await RunAsync("export 360giving --fund all --prefix 360G-HAPPY")).Error, Does.StartWith("error: --fund: There is no signed grant to publish."));
        Assert.That(award.SignedVersion, Is.Zero);
    }

    private async Task SignAndPayAsync()
    {
        Day = Today;
        await using var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Day));
        var award = await database.ReadAsync(async reader => (await AwardReading.FindAsync(reader, await FundLedger.Ledger.Books.LoadAsync(reader), "G1-A"))!);
        (await new SignAgreement(database).RunAsync(SitePeople.Asked("test"), new Signing(award.Number, Agreement.TextSha256Of(award), Today.AddDays(-30)))).Expect();
        Assert.That((await new ReleaseDueTranches(database).RunAsync("schedule", Today)).Released.Select(one => one.No), Is.EqualTo(new[] { 1 }));
        (await new PayTranche(database).RunAsync(SitePeople.Asked("test"), new TranchePayment("G1-A", 1, new(1_600, Currency.Cny), Today))).Expect();
    }

    [Test]
    public async Task The_JSON_keeps_the_rules_of_the_schema()
    {
        await SignAndPayAsync();
        using var package = JsonDocument.Parse((await DoneAsync("export 360giving --fund all --year 2026 --prefix 360G-HAPPY --format json")).Binary);
        Assert.That(package.RootElement.GetProperty("version").GetString(), Does.Match(@"^(\d+\.)(\d+)$").And.EqualTo("1.1"));
        Assert.That(package.RootElement.GetProperty("publisher").GetProperty("name").GetString(), Is.Not.Empty);
        var grants = package.RootElement.GetProperty("grants").EnumerateArray().ToList();
        Assert.That(grants, Has.Count.EqualTo(1));
        foreach (var grant in grants)
        {
            Assert.That(grant.EnumerateObject().Select(field => field.Name), Is.SupersetOf(Required));
            foreach (var field in grant.EnumerateObject()) Assert.That(field.Value.ValueKind, Is.EqualTo(Types.GetValueOrDefault(field.Name)), field.Name);
            foreach (var field in grant.EnumerateObject().Where(field => field.Value.ValueKind == JsonValueKind.String)) Assert.That(field.Value.GetString(), Is.Not.Empty, field.Name);
            Assert.That(grant.GetProperty("currency").GetString(), Does.Match("^[A-Z]{3}$"));
            Assert.That(grant.GetProperty("awardDate").GetString(), Does.Match(DayPattern()));
            Assert.That(DateTimeOffset.TryParseExact(grant.GetProperty("dateModified").GetString(), "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _), Is.True);
            Assert.That(grant.GetProperty("fromOpenCall").GetString(), Is.AnyOf("Yes", "No"));
            foreach (var role in new[] { "recipientOrganization", "fundingOrganization" })
            {
                var organisations = grant.GetProperty(role).EnumerateArray().ToList();
                Assert.That(organisations, Has.Count.EqualTo(1), role);
                Assert.That(organisations[0].EnumerateObject().Select(field => field.Name), Is.EqualTo(new[] { "id", "name" }), role);
                Assert.That(organisations[0].GetProperty("id").GetString(), Does.Match(IdentifierPattern()), role);
            }

            foreach (var dates in grant.GetProperty("plannedDates").EnumerateArray())
            {
                foreach (var day in new[] { "startDate", "endDate" }) Assert.That(dates.GetProperty(day).GetString(), Does.Match(DayPattern()), day);
                Assert.That(dates.GetProperty("duration").GetInt32(), Is.Positive);
            }
        }

        Assert.That((grants[0].GetProperty("id").GetString(), grants[0].GetProperty("amountAwarded").GetRawText(), grants[0].GetProperty("amountDisbursed").GetRawText()), Is.EqualTo(("360G-HAPPY-G1-A", "40.00", "16.00")));
        Assert.That(grants.Select(grant => grant.GetProperty("id").GetString()), Is.Unique);
        Assert.That(package.RootElement.GetRawText(), Does.Not.Contain("王小明"));
    }

    [Test]
    public async Task The_table_has_the_titles_of_the_standard_and_says_the_same()
    {
        await SignAndPayAsync();
        var file = Path.Combine(Folder, "grants.csv");
        await DoneAsync($"export 360giving --fund F1 --prefix 360G-HAPPY --funder-id CN-USCI-53310000MJ49000000 --out {file}");
        using var reader = new StreamReader(file);
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        await csv.ReadAsync();
        csv.ReadHeader();
        foreach (var title in new[] { "Identifier", "Title", "Description", "Currency", "Amount Awarded", "Award Date", "Recipient Org:Identifier", "Recipient Org:Name", "Funding Org:Identifier", "Funding Org:Name" })
            Assert.That(csv.HeaderRecord, Does.Contain(title), "one of the ten that the standard requires");
        await csv.ReadAsync();
        Assert.That((csv["Identifier"], csv["Amount Awarded"], csv["Amount Disbursed"], csv["Funding Org:Identifier"], csv["From An Open Call?"]), Is.EqualTo(("360G-HAPPY-G1-A", "40.00", "16.00", "CN-USCI-53310000MJ49000000", "No")));
        Assert.That(await csv.ReadAsync(), Is.False);
    }

    [TestCase("--fund F2 --prefix 360G-HAPPY", "error: --fund: There is no signed grant to publish.")]
    [TestCase("--fund F9 --prefix 360G-HAPPY", "error: --fund: There is no fund 'F9'.")]
    [TestCase("--fund all --year 2020 --prefix 360G-HAPPY", "error: --fund: There is no signed grant to publish.")]
    [TestCase("--fund all --prefix 前缀", "error: --prefix: Give the prefix that 360Giving gave the publisher")]
    [TestCase("--fund all --prefix 360G-HAPPY --funder-id a/b", "error: --funder-id: The funder's identifier has letters, digits and hyphens only")]
    public async Task What_cannot_be_exported_is_refused(string options, string says)
    {
        await SignAndPayAsync();
        Assert.That((await RunAsync("export 360giving " + options)).Error, Does.StartWith(says));
    }

    [Test]
    public async Task The_file_of_a_grant_and_the_voucher_of_a_tranche_pass_their_checks_in_every_format()
    {
        await SignAndPayAsync();
        foreach (var report in new[] { "grant-file --award G1-A", "tranche-voucher --award G1-A --tranche 1" })
        {
            var read = JsonDocument.Parse((await DoneAsync($"report {report} --json")).Binary).RootElement;
            var checks = read.GetProperty("checks").EnumerateArray().ToList();
            Assert.That(checks, Is.Not.Empty);
            Assert.That(checks.Select(check => check.GetProperty("passed").GetBoolean()), Has.All.True, report);
            Assert.That(read.GetProperty("paid").GetProperty("amount").GetString(), Is.EqualTo("16.00"), report);
            foreach (var format in new[] { "pdf", "xlsx", "csv", "html" })
            {
                var file = Path.Combine(Folder, $"report.{format}");
                await DoneAsync($"report {report} --lang zh-CN --out {file}");
                Assert.That(new FileInfo(file).Length, Is.GreaterThan(100), $"{report} {format}");
            }
        }

        Assert.That((await RunAsync("report tranche-voucher --award G1-A --tranche 2 --json")).Error, Does.Contain("Tranche 2 of award G1-A was not paid yet: there is no voucher of it."));
        Assert.That((await RunAsync("report grant-file --award NONE --json")).Error, Does.Contain("There is no award 'NONE'."));
    }

    [GeneratedRegex("^[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])$")]
    private static partial Regex DayPattern();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]*-[A-Za-z0-9-]+$")]
    private static partial Regex IdentifierPattern();
}
