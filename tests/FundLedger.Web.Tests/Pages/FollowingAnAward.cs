using System.Net;
using FundLedger.Awards;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

/// <summary>An award on the site: objected to, answered, signed, its tranche paid by two people, ended.</summary>
public sealed class FollowingAnAward : PageTest
{
    [Test]
    public async Task From_the_objection_to_the_payment_of_a_tranche()
    {
        var server = await MakeAsync();
        var manager = await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager);
        using var browser = await server.BrowseAsync(manager);
        Assert.That((await browser.OpenDoneAsync("/awards")).Text, Does.Contain("G1-A").And.Contain("待签约"));
        var award = await browser.OpenDoneAsync("/awards/G1-A");
        var bad = await browser.SendAsync(award, "object", ("on", "soon"), ("content", "有亲属关系"));
        Assert.That(bad.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        var objected = await browser.SendAsync(await browser.OpenDoneAsync("/awards/G1-A"), "object", ("on", Decided.ToIso()), ("content", "有亲属关系"));
        Assert.That(objected.Text, Does.Contain("有异议待答复").And.Contain("有亲属关系"));
        var answered = await browser.SendAsync(objected, "answer", ("answer", "已核查，无亲属关系"));
        Assert.That(answered.Text, Does.Contain("已核查").And.Contain("待签约"));
        await SignAsync(server, manager);
        (await new ReleaseDueTranches(server.Database).RunAsync("schedule", Today)).Released.ToList().ForEach(one => Assert.That(one.No, Is.EqualTo(1)));

        var page = await browser.OpenDoneAsync("/awards/G1-A");
        Assert.That(page.Text, Does.Contain("支付第 1 批").And.Contain("已立项").Or.Contain("未拨付"));
        var proposed = await browser.SendAsync(page, "pay", ("amount", "16.00"), ("on", Today.ToIso()));
        Assert.That(proposed.Path, Does.StartWith("/approvals/"));
        Assert.That(proposed.Text, Does.Contain("16.00").And.Contain("G1-A"));
    }

    [Test]
    public async Task The_file_of_the_grant_and_the_voucher_of_a_paid_tranche_are_saved_from_its_page()
    {
        var server = await MakeAsync();
        var manager = await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager);
        await SignAsync(server, manager);
        await new ReleaseDueTranches(server.Database).RunAsync("schedule", Today);
        using var browser = await server.BrowseAsync(manager);
        var before = await browser.OpenDoneAsync("/awards/G1-A");
        Assert.That(before.Document.QuerySelectorAll("a[href^='/awards/G1-A/grant-file.']").Select(link => link.TextContent), Is.EqualTo(new[] { "PDF", "XLSX", "HTML", "CSV", "JSON" }));
        Assert.That(before.Document.QuerySelector("a[href$='/voucher.pdf']"), Is.Null);
        Assert.That((await browser.SaveAsync("/awards/G1-A/tranches/1/voucher.json")).StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        await SitePeople.SetCheckersAsync(server.Database, await SitePeople.EverybodyAsync(server.Database, Today), PayTranche.Kind.Code, 0, Today);
        (await new PayTranche(server.Database).RunAsync(SitePeople.Asked(manager), new TranchePayment("G1-A", 1, new Money(1_600, Currency.Cny), Today))).Expect();

        var page = await browser.OpenDoneAsync("/awards/G1-A");
        var voucher = await browser.SaveAsync(page.Document.QuerySelector("a[href$='/voucher.pdf']")!.GetAttribute("href")!);
        Assert.That((voucher.StatusCode, voucher.Content.Headers.ContentType!.MediaType), Is.EqualTo((HttpStatusCode.OK, "application/pdf")));
        using var file = System.Text.Json.JsonDocument.Parse(await (await browser.SaveAsync("/awards/G1-A/grant-file.json?doc=en")).Content.ReadAsStringAsync());
        Assert.That(file.RootElement.GetProperty("paid").GetProperty("amount").GetString(), Is.EqualTo("16.00"));
        var approver = await SitePeople.AddAsync(server.Database, "approver", PersonRole.Approver);
        using var other = await server.BrowseAsync(approver);
        Assert.That((await other.OpenDoneAsync("/awards/G1-A")).Document.QuerySelector("a[href*='grant-file']"), Is.Null, "who may not export sees no file");
    }

    [TestCase(Language.Zh)]
    [TestCase(Language.En)]
    public async Task Pages_are_whole_in_each_language_and_in_that_language_only(Language language)
    {
        var server = await MakeAsync();
        var manager = await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager);
        using var browser = await server.BrowseAsync(manager, language);
        foreach (var path in new[] { "/awards", "/awards/new", "/awards/G1-A" }) ReadingPages.CheckPage(await browser.OpenDoneAsync(path), path, language);
        await SignAsync(server, manager);
        await new ReleaseDueTranches(server.Database).RunAsync("schedule", Today);
        foreach (var path in new[] { "/awards", "/awards/G1-A" }) ReadingPages.CheckPage(await browser.OpenDoneAsync(path), path, language);
    }

    private static DateOnly Decided => Today.AddDays(-40);

    /// <summary>Signed a month ago.</summary>
    private static async Task SignAsync(Server server, string by)
    {
        var award = await server.Database.ReadAsync(async reader => (await AwardReading.FindAsync(reader, await FundLedger.Ledger.Books.LoadAsync(reader), "G1-A"))!);
        (await new SignAgreement(server.Database).RunAsync(SitePeople.Asked(by), new Signing(award.Number, Agreement.TextSha256Of(award), Today.AddDays(-30)))).Expect();
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
