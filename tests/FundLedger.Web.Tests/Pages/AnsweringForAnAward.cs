using System.Net;
using System.Text;
using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

/// <summary>An organisation's own people: they see their awards and no other's, accept, report, prove and object; what is the fund's own business they do not see.</summary>
public sealed class AnsweringForAnAward : PageTest
{
    private static readonly byte[] Pdf = Encoding.UTF8.GetBytes("%PDF-1.4 发票");

    [Test]
    public async Task An_organisation_sees_its_own_awards_and_what_is_anothers_looks_like_what_is_not_there()
    {
        var server = await MakeAsync();
        foreach (var role in new[] { PersonRole.OrganisationOwner, PersonRole.OrganisationCertifier, PersonRole.OrganisationEditor, PersonRole.OrganisationViewer })
        {
            using var browser = await BrowseAsync(server, role, "ORG");
            Assert.That((await browser.OpenDoneAsync("/awards")).Text, Does.Contain("G1-A").And.Not.Contain("OTHER-A").And.Not.Contain("各阶段"));
            var page = await browser.OpenDoneAsync("/awards/G1-A");
            Assert.That(page.Text, Does.Contain("需要机构办理").And.Contain("捐赠40.00"));
            foreach (var path in new[] { "", "/report", "/prove", "/amend", "/agreement.pdf" })
                Assert.That((await browser.OpenAsync("/awards/OTHER-A" + path)).Status, Is.EqualTo(HttpStatusCode.NotFound), $"{role}: {path}");
            Assert.That((await browser.OpenAsync("/awards/G1-A/amend")).Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(page.Document.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")).Where(href => href!.StartsWith("/funds", StringComparison.Ordinal) || href.StartsWith("/entries", StringComparison.Ordinal) || href.StartsWith("/approvals", StringComparison.Ordinal)), Is.Empty);
        }
    }

    [Test]
    public async Task The_certifier_accepts_and_nobody_else_of_the_organisation()
    {
        var server = await MakeAsync();
        using var editor = await BrowseAsync(server, PersonRole.OrganisationEditor, "ORG");
        using var certifier = await BrowseAsync(server, PersonRole.OrganisationCertifier, "ORG");
        var toSign = await certifier.OpenDoneAsync("/awards/G1-A");
        Assert.That((await editor.OpenDoneAsync("/awards/G1-A")).Document.QuerySelector("button[value=accept]"), Is.Null);
        Assert.That((await PostAsync(editor, "/awards/G1-A", ("step", "accept"), ("text", await TextAsync(server)))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await certifier.SendAsync(toSign, "accept", ("text", new string('0', 64)))).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity), "another text than was read");
        var accepted = await certifier.SendAsync(toSign, "accept");
        Assert.That(accepted.Text, Does.Contain("第 1 版协议已确认").And.Contain("执行中"));
        var kept = await server.Database.ReadAsync(async reader => (await AwardReading.AgreementsAsync(reader, (await AwardReading.FindAsync(reader, await FundLedger.Ledger.Books.LoadAsync(reader), "G1-A"))!)).Single());
        Assert.That((kept.Scan, kept.TextSha256, kept.SignedOn), Is.EqualTo(((string?)null, await TextAsync(server), Today)));
    }

    [Test]
    public async Task Who_accepts_has_lately_proved_to_be_there()
    {
        var clock = new MovingClock(new StandingClock(Today).GetUtcNow());
        var server = await MakeAsync(clock: clock);
        using var certifier = await BrowseAsync(server, PersonRole.OrganisationCertifier, "ORG");
        clock.Now += TimeSpan.FromMinutes(20);
        var page = await certifier.OpenDoneAsync("/awards/G1-A");
        Assert.That(page.Text, Does.Contain("确认协议"), "reading it asks nothing");
        var asked = await certifier.SendAsync(page, "accept");
        Assert.That(asked.Text, Does.Contain("请再次确认身份"));
        Assert.That((await certifier.SendAsync(asked, null, ("confirm-password", SitePeople.Password))).Text, Does.Contain("第 1 版协议已确认"));
    }

    [Test]
    public async Task A_report_is_handed_in_sent_back_and_handed_in_again()
    {
        var server = await MakeAsync();
        var manager = await SignedAsync(server);
        using var editor = await BrowseAsync(server, PersonRole.OrganisationEditor, "ORG");
        Assert.That((await editor.OpenDoneAsync("/awards/G1-A")).Text, Does.Contain("第 2 批").And.Contain("进展报告未提交"));
        var form = await editor.OpenDoneAsync("/awards/G1-A/report?tranche=2");
        Assert.That(form.Field("tranche"), Is.EqualTo("2"));
        (string, string)[] typed = [("first", Today.AddDays(-30).ToIso()), ("last", Today.ToIso()), ("beneficiaries", "120"), ("done", "做了十场"), ("spent[1].amount", "30"), ("spent[1].for", "食材"), ("indicators[1].name", "场次"), ("indicators[1].goal", "10"), ("indicators[1].reached", "10")];
        var script = await editor.SendWithFileAsync(form, "report", ("evidence", "x.exe", [(byte)'M', (byte)'Z', 0]), typed);
        Assert.That((script.Status, script.Text.Contains("不是 PDF", StringComparison.Ordinal), script.Field("done")), Is.EqualTo((HttpStatusCode.UnprocessableEntity, true, "做了十场")), "what was typed comes back");
        var wrong = await editor.SendWithFileAsync(form, "report", ("evidence", "发票.pdf", Pdf), [.. typed, ("spent[2].amount", "many"), ("spent[2].for", "x")]);
        Assert.That(wrong.Document.QuerySelector("#spent-2-error"), Is.Not.Null, "it is said beside the row");
        var done = await editor.SendWithFileAsync(form, "report", ("evidence", "发票.pdf", Pdf), [.. typed, ("spent[2].amount", "50"), ("spent[2].for", "超支")]);
        Assert.That(done.Text, Does.Contain("第 1 号报告已提交").And.Contain("超出预算项 1 的余额 40.00").And.Contain("待审核"));
        Assert.That(Encoding.UTF8.GetString(await (await editor.SaveAsync(FilesOf(done).Single())).Content.ReadAsByteArrayAsync()), Does.Contain("发票"));

        await DecideAsync(server, manager, 1, ReportDecision.Returned, "请补签到表");
        var back = await editor.OpenDoneAsync("/awards/G1-A");
        Assert.That(back.Text, Does.Contain("请补签到表").And.Contain("修改后重新提交"));
        var again = await editor.OpenDoneAsync("/awards/G1-A/report?again=1");
        Assert.That((again.Field("spent[1].for"), again.Field("beneficiaries")), Is.EqualTo(("食材", "120")));
        var handed = await editor.SendAsync(again, "report", ("spent[2].amount", ""), ("spent[2].for", ""));
        Assert.That(handed.Text, Does.Contain("第 1 号，第 2 次提交"));
        Assert.That(FilesOf(handed).Distinct().Count(), Is.EqualTo(1), "its file is kept");
        await DecideAsync(server, manager, 2, ReportDecision.Accepted);
        Assert.That((await editor.OpenAsync("/awards/G1-A/report?again=1")).Status, Is.EqualTo(HttpStatusCode.NotFound), "it was accepted");
    }

    [Test]
    public async Task Who_only_reads_or_belongs_to_another_hands_nothing_in_whatever_is_sent()
    {
        var server = await MakeAsync();
        await SignedAsync(server);
        using var viewer = await BrowseAsync(server, PersonRole.OrganisationViewer, "ORG");
        using var other = await BrowseAsync(server, PersonRole.OrganisationEditor, "OTHER");
        using var editor = await BrowseAsync(server, PersonRole.OrganisationEditor, "ORG");
        Assert.That((await viewer.OpenAsync("/awards/G1-A/report")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var report = new[] { ("first", Today.ToIso()), ("last", Today.ToIso()), ("beneficiaries", "0"), ("done", "x"), ("step", "report"), ("rows", "0") };
        Assert.That((await PostAsync(other, "/awards/G1-A/report", report)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await PostAsync(other, "/awards/G1-A/prove", ("step", "prove"), ("kind", "Cofunding"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await PostAsync(other, "/awards/G1-A", ("step", "object-own"), ("content", "x"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        foreach (var step in new[] { "pay", "end", "hold", "complete", "evaluate" })
            Assert.That((await PostAsync(editor, "/awards/G1-A", ("step", step), ("on", Today.ToIso()))).Status, Is.EqualTo(HttpStatusCode.NotFound), step);
        Assert.That(await server.Database.ReadAsync(async reader => (await AwardReading.ReportsAsync(reader, (await AwardReading.FindAsync(reader, await FundLedger.Ledger.Books.LoadAsync(reader), "G1-A"))!)).Count), Is.Zero);
    }

    [Test]
    public async Task Social_money_is_proved_by_the_organisation_and_counts_when_the_fund_has_agreed()
    {
        var server = await MakeAsync();
        await SignedAsync(server);
        using var editor = await BrowseAsync(server, PersonRole.OrganisationEditor, "ORG");
        var form = await editor.OpenDoneAsync("/awards/G1-A/prove?kind=Cofunding");
        Assert.That((await editor.SendWithFileAsync(form, "prove", ("document", "回单.pdf", Pdf), ("what", "回单 7"), ("amount", "x"))).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        var done = await editor.SendWithFileAsync(form, "prove", ("document", "回单.pdf", Pdf), ("what", "回单 7"), ("amount", "20"));
        Assert.That(done.Text, Does.Contain("基金方面同意后生效"));
        var proposal = int.Parse(System.Text.RegularExpressions.Regex.Match(done.Text, "第 ([0-9]+) 号事项").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(done.Text, Does.Not.Contain("回单 7"), "it does not count yet");
        using var approver = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "approver", PersonRole.Approver));
        var asked = await approver.OpenDoneAsync($"/approvals/{proposal}");
        Assert.That(await (await approver.SaveAsync($"/approvals/{proposal}/evidence")).Content.ReadAsByteArrayAsync(), Is.EqualTo(Pdf), "who checks it reads the file");
        await approver.SendAsync(asked, "approve");
        Assert.That((await editor.OpenDoneAsync("/awards/G1-A")).Text, Does.Contain("回单 7").And.Contain("20.00"));
    }

    [Test]
    public async Task An_organisation_objects_while_it_is_published_and_reads_its_own_objections_only()
    {
        var server = await MakeAsync(decided: Today);
        var manager = await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager);
        (await new RaiseObjection(server.Database).RunAsync(SitePeople.Asked(manager), new NewObjection("G1-A", Today, "居民甲", "负责人是亲戚"))).Expect();
        using var owner = await BrowseAsync(server, PersonRole.OrganisationOwner, "ORG");
        using var viewer = await BrowseAsync(server, PersonRole.OrganisationViewer, "ORG");
        Assert.That((await viewer.OpenDoneAsync("/awards/G1-A")).Document.QuerySelector("button[value=object-own]"), Is.Null);
        var raised = await owner.SendAsync(await owner.OpenDoneAsync("/awards/G1-A"), "object-own", ("content", "金额少于申请"));
        Assert.That(raised.Text, Does.Contain("已提出第 2 号异议").And.Contain("金额少于申请").And.Contain("有异议待答复").And.Not.Contain("亲戚").And.Not.Contain("居民甲"));
        using var manages = await server.BrowseAsync(manager);
        Assert.That((await manages.OpenDoneAsync("/awards/G1-A")).Text, Does.Contain("负责人是亲戚").And.Contain("金额少于申请"));
    }

    [Test]
    public async Task The_agreement_is_read_by_both_sides_in_both_languages()
    {
        var server = await MakeAsync();
        using var viewer = await BrowseAsync(server, PersonRole.OrganisationViewer, "ORG");
        using var manages = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager));
        foreach (var browser in new[] { viewer, manages })
            foreach (var language in new[] { "zh-CN", "en" })
            {
                var answer = await browser.SaveAsync($"/awards/G1-A/agreement.pdf?lang={language}");
                Assert.That((answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentLanguage.Single()), Is.EqualTo(("application/pdf", language)));
                Assert.That((await answer.Content.ReadAsByteArrayAsync()).AsSpan()[..5].SequenceEqual("%PDF-"u8), Is.True);
            }

        Assert.That((await viewer.OpenAsync("/awards/G1-A/agreement.pdf?version=7")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase(Language.Zh)]
    [TestCase(Language.En)]
    public async Task Pages_are_whole_in_each_language_and_in_that_language_only(Language language)
    {
        var server = await MakeAsync();
        var both = await SitePeople.AddAsync(server.Database, "both", new NewGrant(PersonRole.OrganisationOwner, Scope.OfOrganisation("ORG")), new NewGrant(PersonRole.OrganisationCertifier, Scope.OfOrganisation("ORG")));
        using var browser = await server.BrowseAsync(both, language);
        foreach (var path in new[] { "/awards", "/awards/G1-A", "/awards/G1-A/report", "/awards/G1-A/prove" }) ReadingPages.CheckPage(await browser.OpenDoneAsync(path), path, language);
        var manager = await SignedAsync(server);
        (await new ReportProgress(server.Database).RunAsync(SitePeople.Asked(both), new NewProgressReport("G1-A", null, 2, new ReportContent(Today, Today, "做了", 1, [new ReportedCost("1", new Money(99_00, Currency.Cny), "食材")], [new Indicator("场次", "10", "9")], [])))).Expect();
        await DecideAsync(server, manager, 1, ReportDecision.Returned, "请补");
        foreach (var path in new[] { "/awards", "/awards/G1-A", "/awards/G1-A/report", "/awards/G1-A/report?again=1", "/awards/G1-A/prove" }) ReadingPages.CheckPage(await browser.OpenDoneAsync(path), path, language);
        using var manages = await server.BrowseAsync(manager, language);
        foreach (var path in new[] { "/awards", "/awards/G1-A", "/awards/G1-A/amend" }) ReadingPages.CheckPage(await manages.OpenDoneAsync(path), path, language);
    }

    private static async Task DecideAsync(Server server, string manager, int version, ReportDecision decision, string? note = null) =>
        (await new DecideReport(server.Database).RunAsync(SitePeople.Asked(manager), new ReportDeciding("G1-A", 1, version, decision, note))).Expect();

    private static IEnumerable<string> FilesOf(SeenPage page) => page.Document.QuerySelectorAll("main a[href*='/files/']").Select(link => link.GetAttribute("href")!);

    private static Task<Browser> BrowseAsync(Server server, PersonRole role, string organisation) => BrowseAsync(server, $"{role}-{organisation}", role, organisation);

    private static async Task<Browser> BrowseAsync(Server server, string name, PersonRole role, string organisation) =>
        await server.BrowseAsync(await SitePeople.AddAsync(server.Database, name, new NewGrant(role, Scope.OfOrganisation(organisation))));

    /// <summary>What the form of another page could be made to send.</summary>
    private static async Task<SeenPage> PostAsync(Browser browser, string path, params (string Field, string Value)[] fields)
    {
        var token = (await browser.OpenDoneAsync("/account/password")).Field("__RequestVerificationToken");
        using var content = new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Field, field.Value)), KeyValuePair.Create("key", FormKey.New()), KeyValuePair.Create("__RequestVerificationToken", token)]);
        return await SeenPage.OfAsync(await browser.PostAsync(path, content));
    }

    private static Task<string> TextAsync(Server server) => server.Database.ReadAsync(async reader => Agreement.TextSha256Of((await AwardReading.FindAsync(reader, await FundLedger.Ledger.Books.LoadAsync(reader), "G1-A"))!));

    private static async Task<string> SignedAsync(Server server)
    {
        var manager = await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager);
        (await new SignAgreement(server.Database).RunAsync(SitePeople.Asked(manager), new Signing("G1-A", await TextAsync(server), Today.AddDays(-20)))).Expect();
        return manager;
    }

    /// <summary>An award of 40 yuan to each of two organisations, decided long enough ago to be signed unless said otherwise; the second tranche waits for a report and social money.</summary>
    private async Task<Server> MakeAsync(DateOnly? decided = null, TimeProvider? clock = null)
    {
        Day = decided ?? Today.AddDays(-40);
        await NewFundAsync("F1");
        await DoneAsync($"donate --fund F1 --amount 100 --on {Day.ToIso()} --donor 王小明");
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Day)))
        {
            await GrantSite.ProgrammeAsync(database, "G1", "F1");
            await GrantSite.AwardAsync(database, "G1", Day);
            (await new RegisterOrganisation(database).RunAsync(new Asked("other", "test"), new OrganisationProfile("OTHER", "别家服务中心", OrganisationKind.Community))).Expect();
            await GrantSite.AwardAsync(database, "OTHER", Day, programme: "G1", organisation: "OTHER");
        }

        Day = Today;
        return await ServeAsync(clock);
    }
}
