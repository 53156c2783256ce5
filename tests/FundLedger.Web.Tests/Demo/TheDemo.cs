using FundLedger.Applications;
using FundLedger.Awards;
using FundLedger.Organisations;
using FundLedger.Reporting;
using FundLedger.Reviews;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Demo;
using FundLedger.Web.Hosting;
using FundLedger.Web.Tests.Cli;

namespace FundLedger.Web.Tests.Demo;

public sealed class TheDemo : CommandLineTest
{
    [TestCase("2026-04-15")]
    [TestCase("2024-02-29")]
    [TestCase("2025-12-31")]
    [TestCase("2026-01-01")]
    public async Task It_tells_a_year_that_ends_a_few_days_ago_and_verifies(string today)
    {
        var day = DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture);
        var entries = await FillAsync(day);

        var verified = await RunAsync("verify --json");
        var periods = await DoneAsync("period list --json");
        Assert.Multiple(() =>
        {
            Assert.That(entries, Is.GreaterThan(200));
            Assert.That(verified.ExitCode, Is.Zero);
            Assert.That(verified.Json.GetProperty("entries").GetInt64(), Is.EqualTo(entries));
            Assert.That(periods.Json.GetArrayLength(), Is.InRange(36, 39));
        });
        await using (var database = Open(day))
            await database.ReadAsync(async reader =>
            {
                var books = await FundLedger.Ledger.Books.LoadAsync(reader);
                Assert.That(await Attention.OverdrawnAsync(reader, books), Has.Count.EqualTo(1), "an overdrawn case is open");
                var years = await FundLedger.Ledger.Years.YearEnds.ListAsync(reader, books);
                var (begun, over) = (day.AddDays(-DemoBooks.DaysBack).Year, day.AddDays(-3).AddMonths(-1)); // the last two months are open
                Assert.That(years.Where(year => year.Status == FundLedger.Ledger.PeriodStatus.Closed).Select(year => year.Year).Order(), Is.EqualTo(Enumerable.Range(begun, over.Year - begun)), "every year that is over is closed");
                Assert.That((await Attention.SuspenseAsync(reader, books)).Single().Since, Is.InRange(day.AddDays(-60), day.AddDays(-21)), "unknown money waits for weeks");
                return true;
            }, default);
        Assert.That((await DoneAsync("fund list --json")).Json.EnumerateArray().GroupBy(fund => fund.GetProperty("kind").GetString()).Select(group => (group.Key, group.Count())),
            Is.EquivalentTo(new[] { ("DistrictPool", 1), ("CommunityFund", 3), ("ProgrammeFund", 3) }));
        Assert.That((await DoneAsync("journal show 1 --json")).Json.GetProperty("on").GetString(), Is.EqualTo(day.AddDays(-DemoBooks.DaysBack).ToIso()));
    }

    [Test]
    public async Task Everybody_of_the_demo_can_sign_in_and_the_approver_finds_something_to_decide()
    {
        var entries = await FillAsync(Today);
        await using var database = Open(Today);
        await DemoSignIns.MakeAsync(database, default);
        await DemoSignIns.MakeAsync(database, default);
        await using var app = LedgerHost.Build(database, [new Uri("http://127.0.0.1:0")], new StandingClock(Today));
        await app.StartAsync();
        foreach (var person in DemoSignIns.Everybody)
        {
            using var browser = new Pages.Browser(new Uri(app.Urls.First()), Language.En, session: null);
            var inside = await browser.SendAsync(await browser.OpenDoneAsync("/sign-in"), null, ("name", person.SignInName), ("password", DemoSignIns.PasswordOf(database)));
            Assert.That(inside.Document.QuerySelector("a.me[href='/account']")!.TextContent, Does.Contain(person.Name));
            if (person.Role == People.Roles.PersonRole.Approver) Assert.That((await browser.OpenDoneAsync("/approvals")).Text, Does.Contain("5,000.00"));
        }

        Assert.That(await database.ReadAsync(FundLedger.Ledger.JournalReading.LastAsync), Is.EqualTo(entries), "what waits is not posted");
        await app.StopAsync();
    }

    [TestCase("2026-04-15")]
    [TestCase("2026-01-01")]
    public async Task Grants_stand_at_every_stage(string today)
    {
        var day = DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture);
        await FillAsync(day);
        await using var database = Open(day);
        await DemoSignIns.MakeAsync(database, default);
        await DemoSignIns.MakeAsync(database, default);
        await database.ReadAsync(async reader =>
        {
            var books = await FundLedger.Ledger.Books.LoadAsync(reader);
            var awards = (await AwardReading.ListAsync(reader, books)).OrderBy(award => award.Number, StringComparer.Ordinal).ToList();
            Assert.That(awards.Select(award => award.StageOn(day)), Is.EqualTo(new[] { AwardStage.Completed, AwardStage.Stopped, AwardStage.Active, AwardStage.Active, AwardStage.ToSign, AwardStage.Objected }));
            Assert.That((await AwardReading.AtWorkAsync(reader, books, awards[2], day)).Single(one => one.Tranche.No == 2).StateOn(day), Is.EqualTo(TrancheState.Held));
            Assert.That((await AwardReading.ReportsAsync(reader, awards[3])).Single().Decision, Is.Null, "a report waits");
            Assert.That((await AwardReading.ClawbacksAsync(reader)).Single().OverdueOn(day).IsPositive, "an instalment is overdue");
            Assert.That((await ApplicationReading.ListAsync(reader)).CountBy(application => application.Status).ToDictionary(), Is.EqualTo(new Dictionary<ApplicationStatus, int>
            {
                [ApplicationStatus.InReview] = 5, [ApplicationStatus.ChangesRequested] = 1, [ApplicationStatus.Withdrawn] = 1, [ApplicationStatus.MissedDeadline] = 1, [ApplicationStatus.Draft] = 1,
            }));
            Assert.That((await ReviewReading.AssignmentsAsync(reader)).Select(review => review.Status).Distinct(), Is.EquivalentTo(new[] { ReviewStatus.Assigned, ReviewStatus.Cleared, ReviewStatus.Submitted }));
            Assert.That((await ReviewReading.ConflictsAsync(reader)).Single().Kind, Is.EqualTo(ConflictKind.PastEmployer));
            var standings = new List<OrganisationStatus>();
            foreach (var organisation in await FundLedger.Organisations.Directory.ListAsync(reader)) standings.Add((await FundLedger.Organisations.Directory.StandingAsync(reader, organisation, day)).Status);
            Assert.That(standings, Is.EquivalentTo(new[] { OrganisationStatus.Qualified, OrganisationStatus.Qualified, OrganisationStatus.Qualified, OrganisationStatus.Qualified, OrganisationStatus.Qualified, OrganisationStatus.Qualified, OrganisationStatus.RenewalDue, OrganisationStatus.Lapsed, OrganisationStatus.Barred }));
            return true;
        }, default);
        Assert.That((await RunAsync("verify")).ExitCode, Is.Zero);
    }

    [Test]
    public async Task A_second_start_on_a_later_day_adds_nothing()
    {
        var first = await FillAsync(Today);
        Assert.That(await FillAsync(Today.AddDays(40)), Is.EqualTo(first));
    }

    [Test]
    public async Task Stopped_in_the_middle_it_goes_on()
    {
        using var stop = new CancellationTokenSource();
        var books = new StorageOptions { Directory = Path.Combine(Folder, "half"), Demo = true };
        var clock = StoryClock.For(books, new StandingClock(Today), DemoBooks.DaysBack);
        await using var half = SqliteDatabase.Open(books, clock);
        Assert.That(async () => await DemoBooks.FillAsync(half, clock, stop.Token, new StoppingAt(120, stop)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await DemoBooks.FillAsync(half, clock, default), Is.EqualTo(await FillAsync(Today)));
    }

    [Test]
    public async Task It_is_refused_on_other_books()
    {
        await NewFundAsync();
        var said = await RunAsync($"--demo --data {Books}");
        Assert.That(said.ExitCode, Is.EqualTo(2));
        Assert.That(said.Error, Does.Contain("no demo"));
        Assert.That((await RunAsync($"--demo --data {Books} --lang zh-CN")).Error, Does.Contain("正式账本"));
        Assert.That((await DoneAsync("fund list --json")).Json.GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task It_fills_serves_and_prints_its_address_in_both_languages()
    {
        var said = await RunUntilItServesAsync($"--demo --urls http://127.0.0.1:0 --data {Books}");
        Assert.That(said.ExitCode, Is.Zero, said.Error);
        Assert.That(said.Error, Does.Contain("entries").And.Contain("请在浏览器打开 / open in a browser: http://127.0.0.1:"));
    }

    [Test]
    public async Task It_is_not_served_to_others_in_plain() => Assert.That((await RunAsync($"--demo --urls http://0.0.0.0:5000 --data {Books}")).ExitCode, Is.EqualTo(2));

    private SqliteDatabase Open(DateOnly today) => SqliteDatabase.Open(new StorageOptions { Directory = Books, Demo = true }, new StandingClock(today));

    private async Task<long> FillAsync(DateOnly today)
    {
        var books = new StorageOptions { Directory = Books, Demo = true };
        var clock = StoryClock.For(books, new StandingClock(today), DemoBooks.DaysBack);
        await using var database = SqliteDatabase.Open(books, clock);
        return await DemoBooks.FillAsync(database, clock, default);
    }

    private sealed class StoppingAt(int step, CancellationTokenSource stop) : IProgress<(int Done, int Of)>
    {
        public void Report((int Done, int Of) value)
        {
            if (value.Done == step) stop.Cancel();
        }
    }
}
