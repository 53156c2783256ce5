using FundLedger.Awards;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

/// <summary>What waits for the one who looks, what falls due, and the board, on the site.</summary>
public sealed class SeeingWhatWaits : PageTest
{
    private static DateOnly Decided => Today.AddDays(-40);

    [Test]
    public async Task The_manager_is_led_to_what_is_to_be_done_and_it_is_gone_when_it_is_done()
    {
        var server = await MakeAsync();
        using var browser = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager));
        var work = await browser.OpenDoneAsync("/work");
        Assert.That(work.Text, Does.Contain("待签约").And.Contain("G1-A"));
        Assert.That(work.Document.QuerySelectorAll("main th a").Select(link => link.GetAttribute("href")), Does.Contain("/awards/G1-A"));
        await SignAsync(server);
        Assert.That((await browser.OpenDoneAsync("/work")).Text, Does.Not.Contain("待签约"));
        (await new HoldTranche(server.Database).RunAsync(SitePeople.Asked("manager"), "G1-A", 1, "核查举报")).Expect();
        Assert.That((await browser.OpenDoneAsync("/work")).Text, Does.Contain("暂缓的批次").And.Contain("核查举报").And.Contain("逾期"));
        (await new HoldTranche(server.Database).RunAsync(SitePeople.Asked("manager"), "G1-A", 1, null)).Expect();
        await new ReleaseDueTranches(server.Database).RunAsync("schedule", Today);
        Assert.That((await browser.OpenDoneAsync("/work")).Text, Does.Contain("待支付的批次").And.Not.Contain("暂缓的批次"));
    }

    [Test]
    public async Task Who_has_nothing_to_do_is_told_so_and_an_organisation_sees_its_own()
    {
        var server = await MakeAsync();
        using var donor = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "donor", PersonRole.Donor));
        Assert.That((await donor.OpenDoneAsync("/work")).Text, Does.Contain("现在没有事项等您办理"));
        using var certifier = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "certifier", new NewGrant(PersonRole.OrganisationCertifier, Scope.OfOrganisation("ORG"))));
        Assert.That((await certifier.OpenDoneAsync("/work")).Text, Does.Contain("待签订的协议").And.Contain("G1-A"));
        using var stranger = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "stranger", new NewGrant(PersonRole.OrganisationCertifier, Scope.OfOrganisation("OTHER"))));
        Assert.That((await stranger.OpenDoneAsync("/work")).Text, Does.Not.Contain("G1-A"));
        Assert.That((await stranger.OpenDoneAsync("/calendar/due")).Text, Does.Not.Contain("G1-A"));
        await SignAsync(server);
        Assert.That((await certifier.OpenDoneAsync($"/calendar/due?from={Decided.ToIso()}")).Text, Does.Contain("拨付批次").And.Contain("G1-A").And.Contain("到期拨付"));
    }

    [Test]
    public async Task The_board_leads_to_lists_that_hold_what_it_counted()
    {
        var server = await MakeAsync();
        using var browser = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager));
        var board = await browser.OpenDoneAsync("/grants/board");
        Assert.That(board.Text, Does.Contain("待签约").And.Contain("40.00").And.Contain("按资金来源"));
        var link = board.Document.QuerySelectorAll("main a").Select(one => one.GetAttribute("href")!).Single(href => href.StartsWith("/awards?stage=", StringComparison.Ordinal));
        Assert.That((await browser.OpenDoneAsync(link)).Text, Does.Contain("G1-A"));
        Assert.That((await browser.OpenDoneAsync("/awards?stage=Completed")).Document.QuerySelector("section[aria-labelledby=all] tbody")!.TextContent, Does.Not.Contain("G1-A"));
        Assert.That((await browser.OpenAsync("/grants/board?round=NONE")).Status, Is.EqualTo(System.Net.HttpStatusCode.NotFound));
    }

    [TestCase("from", "soon", "不是日期")]
    [TestCase("to", "2020-01-01", "早于开始日")]
    public async Task Days_that_cannot_be_are_refused_with_a_sentence(string field, string value, string says)
    {
        var server = await MakeAsync();
        using var browser = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager));
        Assert.That((await browser.OpenAsync($"/calendar/due?{field}={value}")).Text, Does.Contain(says));
    }

    [TestCase(Language.Zh)]
    [TestCase(Language.En)]
    public async Task Pages_are_whole_in_each_language_and_in_that_language_only(Language language)
    {
        var server = await MakeAsync();
        using var browser = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager), language);
        string[] paths = ["/work", $"/calendar/due?from={Decided.ToIso()}&to={Today.AddDays(400).ToIso()}", "/calendar/due?from=x", "/grants/board", "/awards?stage=Active", "/applications?status=Draft"];
        foreach (var path in paths) ReadingPages.CheckPage(await browser.OpenAsync(path), path, language);
        await SignAsync(server);
        await new ReleaseDueTranches(server.Database).RunAsync("schedule", Today);
        foreach (var path in paths) ReadingPages.CheckPage(await browser.OpenAsync(path), path, language);
    }

    [Test]
    public async Task The_command_line_says_the_same()
    {
        var server = await MakeAsync();
        await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager);
        await SignAsync(server);
        var due = (await DoneAsync($"calendar due --from {Decided.ToIso()} --json")).Json;
        Assert.That(due.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("kind").GetString()), Does.Contain("tranche").And.Contain("report"));
        Assert.That((await DoneAsync($"calendar due --from {Decided.ToIso()}")).Out, Does.Contain("G1-A"));
        Assert.That((await RunAsync("calendar due --from 2026-02-01 --to 2026-01-01")).Error, Does.Contain("before the first"));
        var board = (await DoneAsync("grant board --json")).Json;
        Assert.That(board.GetProperty("awards")[0].GetProperty("stage").GetString(), Is.EqualTo("active"));
        Assert.That((await DoneAsync("grant board")).Out, Does.Contain("Award: Running").And.Contain("40.00"));
        Assert.That((await RunAsync("grant board --round NONE")).Error, Does.Contain("NONE"));
        Assert.That((await RunAsync("work --as nobody")).Error, Does.Contain("Nobody signs in as 'nobody'"));
        await new ReleaseDueTranches(server.Database).RunAsync("schedule", Today);
        Assert.That((await DoneAsync("work --as manager --json")).Json.EnumerateArray().Select(item => item.GetProperty("desk").GetString()).Distinct(), Is.EqualTo(new[] { "manager" }));
        Assert.That((await DoneAsync("work --as manager")).Out, Does.Contain("Tranches to pay").And.Contain("tranche 1"));
    }

    private static async Task SignAsync(Server server)
    {
        var award = await server.Database.ReadAsync(async reader => (await AwardReading.FindAsync(reader, await FundLedger.Ledger.Books.LoadAsync(reader), "G1-A"))!);
        (await new SignAgreement(server.Database).RunAsync(SitePeople.Asked("manager"), new Signing(award.Number, Agreement.TextSha256Of(award), Today.AddDays(-30)))).Expect();
    }

    private async Task<Server> MakeAsync()
    {
        Day = Decided;
        await NewFundAsync("F1");
        await DoneAsync($"donate --fund F1 --amount 100 --on {Decided.ToIso()} --donor 王小明");
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Decided)))
        {
            await GrantSite.ProgrammeAsync(database, "G1", "F1");
            await GrantSite.AwardAsync(database, "G1", Decided);
        }

        Day = Today;
        var server = await ServeAsync();
        await server.CaughtUpAsync();
        return server;
    }
}
