using System.Net;
using System.Text.Json;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Upkeep;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Jobs;
using FundLedger.Web.Tests.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Hangfire;

namespace FundLedger.Web.Tests.Hosting;

/// <summary>What a monitor hears, and what the people who keep the program see: each is made to go wrong once.</summary>
public sealed class WatchingHealth : CommandLineTest
{
    private string BackupFolder => Path.Combine(Folder, "backups");

    [Test]
    public async Task Everything_is_looked_at_and_what_is_said_of_it_only_this_machine_and_its_keepers_hear()
    {
        await NewFundAsync();
        await DoneAsync("donate --fund F1 --amount 1234.50 --on 2026-01-08 --donor 王小明");
        await using var site = await StartAsync();
        await site.CaughtUpAsync();
        await site.KeeperAsync();

        var local = await site.AskAsync("/health", language: "en");
        Assert.That(NamesIn(local), Is.EqualTo(new[] { "stopping", "database", "writer", "schema", "seals", "verification", "jobs", "disk", "backup", "drill" }));
        var states = StatesIn(local);
        foreach (var name in new[] { "stopping", "database", "writer", "schema", "seals", "verification", "jobs", "disk", "backup" }) Assert.That(states[name], Is.EqualTo("healthy"), local.Body);
        Assert.That((local.Status, local.Json.GetProperty("status").GetString(), states["drill"]), Is.EqualTo((HttpStatusCode.OK, "degraded", "degraded")), "degraded is answered with 200");
        Assert.That(SaysIn(local, "drill"), Does.Contain("fundledger drill"));
        Assert.That(SaysIn(await site.AskAsync("/health", language: "zh-CN"), "writer"), Does.Contain("可以写入"));
        Assert.That(local.Body, Does.Not.Contain("王").And.Not.Contain(Folder).And.Not.Contain("1234"));

        foreach (var header in new[] { "X-Forwarded-For", "Forwarded", "Via" })
        {
            var through = await site.AskAsync("/health", (header, "for=192.0.2.7"));
            Assert.That((through.Body.Contains("says", StringComparison.Ordinal), through.Body.Contains("figures", StringComparison.Ordinal)), Is.EqualTo((false, false)), header);
            Assert.That(StatesIn(through), Is.EqualTo(states));
        }

        var keeper = await site.AskAsync("/health", ("X-Forwarded-For", "192.0.2.7"), ("Cookie", "fundledger=" + site.Session));
        Assert.That(keeper.Body, Does.Contain("says"));

        // The same stands on the page, for keepers alone.
        foreach (var (language, heading, row) in new[] { (Language.Zh, "运行状况", "恢复演练请看一看还没有做过恢复演练"), (Language.En, "How the program is doing", "Restore drilllook at itNo restore was ever tried") })
        {
            using var browser = site.Browse(site.Session, language);
            var page = await browser.OpenDoneAsync("/verification");
            Assert.That(page.Document.QuerySelector("section[aria-labelledby=health] h2")!.TextContent, Is.EqualTo(heading));
            Assert.That(page.Document.QuerySelectorAll("section[aria-labelledby=health] tbody tr").Select(one => string.Concat(one.Children.Select(cell => cell.TextContent.Trim()))), Has.Some.StartsWith(row).And.Exactly(10).Items);
        }

        using var other = site.Browse(await site.AuditorAsync());
        Assert.That((await other.OpenDoneAsync("/verification")).Document.GetElementById("health"), Is.Null);
    }

    [Test]
    public async Task Each_thing_that_goes_wrong_is_told_and_counts_by_how_bad_it_is()
    {
        await NewFundAsync();
        await DoneAsync("donate --fund F1 --amount 1 --on 2026-01-08 --donor x");
        var clock = new MovingClock(NoonOf(Today));
        await using var site = await StartAsync(clock);
        await site.CaughtUpAsync();
        await site.KeeperAsync();

        var backup = Backups.In(BackupFolder).Single();
        RestoreDrill.Keep(BackupFolder, (await RestoreDrill.RunAsync(backup, Folder, clock, [])).Expect());
        Assert.That(StatesIn(await site.AskAsync("/health"))["drill"], Is.EqualTo("healthy"));
        RestoreDrill.Keep(BackupFolder, new DrillResult(backup.MadeAt, "x", backup.MadeAt, 0, 1, true, [new("坏了", "It is broken.")]));
        var drilled = await site.AskAsync("/health");
        Assert.That((drilled.Status, StatesIn(drilled)["drill"]), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "unhealthy")));

        clock.Now += TimeSpan.FromDays(3);
        Assert.That(StatesIn(await site.AskAsync("/health")), Does.Contain(KeyValuePair.Create("backup", "degraded")).And.Contain(KeyValuePair.Create("verification", "degraded")));
        clock.Now += TimeSpan.FromDays(10);
        Assert.That(StatesIn(await site.AskAsync("/health"))["backup"], Is.EqualTo("unhealthy"));

        // Another node with a newer program upgraded the books: this one must take no more requests.
        Assert.That((await site.AskAsync("/readyz")).Status, Is.EqualTo(HttpStatusCode.OK));
        Tamper("INSERT INTO schema_migrations (number, name, sha256, applied_at) VALUES (9999, 'newer', 'x', 1)");
        var newer = await site.AskAsync("/readyz");
        Assert.That((newer.Status, newer.Json.GetProperty("status").GetString(), newer.Json.GetProperty("schema").GetString()), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "not-ready", "other")));
        Tamper("DELETE FROM schema_migrations WHERE number = 9999");
    }

    [Test]
    public async Task The_folder_of_backups_gets_one_by_itself_and_its_statement()
    {
        await NewFundAsync();
        await using (var site = await StartAsync()) await site.CaughtUpAsync();
        var made = Backups.In(BackupFolder).Single();
        Assert.That(Path.GetFileName(made.File), Is.EqualTo("fundledger-20260415T040000Z.db"));
        Assert.That(File.Exists(BackupStatement.FileOf(made.File)));

        // Started again on the same day it makes none; two days on it does, and keeps as many as it was told.
        await using (var site = await StartAsync()) await site.CaughtUpAsync();
        Assert.That(Backups.In(BackupFolder), Has.Count.EqualTo(1));
        for (var days = 2; days <= 8; days += 2)
            await using (var site = await StartAsync(new MovingClock(NoonOf(Today.AddDays(days))))) await site.CaughtUpAsync();
        Assert.That(Backups.In(BackupFolder).Select(kept => Moments.DayInShanghai(kept.MadeAt)), Is.EqualTo(new[] { Today.AddDays(8), Today.AddDays(6), Today.AddDays(4) }));
    }

    [Test]
    public async Task What_may_be_read_is_read_and_what_may_not_is_refused_while_the_disk_is_full()
    {
        await NewFundAsync();
        var clock = new MovingClock(NoonOf(Today));
        string donor, token;
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, clock))
        {
            var everybody = await SitePeople.EverybodyAsync(database, Today);
            donor = await SitePeople.SignInAsync(database, await SitePeople.AddAsync(database, "王小明", FundLedger.People.Roles.PersonRole.Donor));
            token = await SitePeople.TokenAsync(database, everybody, FundLedger.People.Roles.Permission.ReadLedger);
        }

        await using var site = await StartAsync(clock, mostPages: 1); // not one more than there are
        await site.CaughtUpAsync();
        var forbidden = "/people/" + new string('x', 180);
        var tries = 0;
        for (; tries < 400 && await site.CountNotesAsync() == tries; tries++)
            Assert.That((await site.AskAsync(forbidden, ("Cookie", "fundledger=" + donor))).Status, Is.EqualTo(HttpStatusCode.NotFound), $"{tries}");
        Assert.That(tries, Is.InRange(1, 399), "the disk was never full");
        for (var later = 0; later < 20; later++)
        {
            clock.Now += TimeSpan.FromMinutes(6); // so that the use of the token is to be noted again
            Assert.That((await site.AskAsync("/api/v1/funds", ("Authorization", "Bearer " + token))).Status, Is.EqualTo(HttpStatusCode.OK), $"{later}");
        }
    }

    private async Task<HealthSiteUnderTest> StartAsync(TimeProvider? at = null, long mostPages = 0)
    {
        var (clock, place) = (at ?? new StandingClock(Today), new StorageOptions { Directory = Books, MostPages = mostPages });
        var database = SqliteDatabase.Open(place, clock);
        var app = LedgerHost.Build(database, new SiteAddress([new Uri("http://127.0.0.1:0")]), clock, SealPlaces.Of(place, _ => null), new HostSettings { Books = place, BackupFolder = BackupFolder, BackupsKept = 3 });
        await app.StartAsync();
        return new HealthSiteUnderTest(app, database);
    }

    private static DateTimeOffset NoonOf(DateOnly day) => new(day, new TimeOnly(4, 0), TimeSpan.Zero);

    private void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Books, "fundledger.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static IEnumerable<string> NamesIn(Came came) => came.Json.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()!);

    private static Dictionary<string, string> StatesIn(Came came) => came.Json.GetProperty("checks").EnumerateArray().ToDictionary(check => check.GetProperty("name").GetString()!, check => check.GetProperty("status").GetString()!);

    private static string SaysIn(Came came, string name) => came.Json.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == name).GetProperty("says").GetString()!;

    private sealed record Came(HttpStatusCode Status, string Body)
    {
        internal JsonElement Json => JsonDocument.Parse(Body).RootElement;
    }

    private sealed class HealthSiteUnderTest(WebApplication app, SqliteDatabase database) : IAsyncDisposable
    {
        private readonly HttpClient client = new(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri(app.Urls.First()) };

        internal string Session { get; private set; } = "";

        internal async Task KeeperAsync() => Session = await SitePeople.SignInAsync(database, await SitePeople.EverybodyAsync(database, Today));

        internal async Task<string> AuditorAsync() => await SitePeople.SignInAsync(database, await SitePeople.AddAsync(database, "沈审计", FundLedger.People.Roles.PersonRole.Auditor));

        /// <summary>Of what was tried and not allowed.</summary>
        internal Task<int> CountNotesAsync() => database.ReadAsync(async reader => (await AuditTrail.PageAsync(reader, new AuditFilter(Act: "open-page"), 500)).Events.Count);

        internal Browser Browse(string session, Language language = Language.Zh) => new(new Uri(app.Urls.First()), language, session);

        /// <summary>What is done once at the start is done, the backup too; and what was recorded is sealed.</summary>
        internal async Task CaughtUpAsync()
        {
            var jobs = app.Services.GetRequiredService<JobStorage>().GetMonitoringApi();
            for (var waited = 0; jobs.SucceededListCount() < SharingASchedule.CaughtUp + 1 || jobs.EnqueuedCount("default") + jobs.ProcessingCount() > 0; waited++)
            {
                Assert.That(waited, Is.LessThan(1_200), "what is caught up on at the start does not end");
                await Task.Delay(50);
            }

            await app.Services.GetRequiredService<CheckpointKeeper>().RunAsync("test");
        }

        internal Task<Came> AskAsync(string path, params (string Name, string Value)[] headers) => AskAsync(path, "en", headers);

        internal async Task<Came> AskAsync(string path, string language, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Accept-Language", language);
            foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
            using var response = await client.SendAsync(request);
            return new Came(response.StatusCode, await response.Content.ReadAsStringAsync());
        }

        public async ValueTask DisposeAsync()
        {
            client.Dispose();
            await app.StopAsync();
            await app.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
