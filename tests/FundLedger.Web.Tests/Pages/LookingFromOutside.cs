using System.Net;
using System.Text.RegularExpressions;
using FundLedger.Awards;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

/// <summary>The public pages: whole in both languages, alike for everybody, light, kept by whoever carries them, and without anybody in them.</summary>
public sealed partial class LookingFromOutside : PageTest
{
    /// <summary>As small as an old phone on a slow line can take: what each page may weigh without its style sheet.</summary>
    private const int MostBytes = 40_000;

    private static readonly string[] Pages =
    [
        "/public", "/public/funds", "/public/funds/F1", "/public/funds/F2", "/public/projects", "/public/projects?programme=G1", "/public/projects/G1-A", "/public/projects/G2-A", "/public/programmes", "/public/needs", "/public/matching", "/public/matching/M1",
        "/public/spaces", "/public/spaces/S-T1", "/public/taper", "/public/voice", "/public/disclosures", "/public/disclosures/annual/1/2025", "/help",
    ];

    [Test]
    public async Task Each_is_whole_in_its_language_alike_for_everybody_small_and_known_by_its_content()
    {
        var server = await MakeAsync();
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri(server.Url) };
        using var manager = server.Browse();
        foreach (var language in Enum.GetValues<Language>())
        {
            using var stranger = server.BrowseAsStranger(language);
            foreach (var path in Pages)
            {
                var seen = await stranger.OpenDoneAsync(path);
                ReadingPages.CheckPage(seen, path, language);
                Assert.That(seen.Html, Has.Length.LessThan(MostBytes), path);
                using var asked = new HttpRequestMessage(HttpMethod.Get, path);
                asked.Headers.Add("Accept-Language", language.TagOf());
                asked.Headers.IfNoneMatch.Add(seen.Response.Headers.ETag!);
                var again = await client.SendAsync(asked);
                Assert.That((again.StatusCode, (await again.Content.ReadAsByteArrayAsync()).Length), Is.EqualTo((HttpStatusCode.NotModified, 0)), path);
                Assert.That(seen.Response.Headers.CacheControl!.ToString(), Is.EqualTo("public, max-age=300"), path);
                Assert.That(seen.Response.Headers.Vary, path == "/help" ? Has.Member("Accept-Language").And.Member("Cookie") : Has.Member("Accept-Language").And.No.Member("Cookie"), path); // who is signed in has their own copy of the words
                Assert.That(seen.Response.Headers.Contains("Set-Cookie"), Is.False, path);
                if (language == Language.Zh && path != "/help") Assert.That((await manager.OpenDoneAsync(path)).Html, Is.EqualTo(seen.Html), $"{path}: whoever is signed in sees what everybody sees");
            }
        }
    }

    [Test]
    public async Task A_language_that_was_asked_for_is_carried_by_addresses_and_kept_nowhere()
    {
        var server = await MakeAsync();
        using var stranger = server.BrowseAsStranger();
        var front = await stranger.OpenDoneAsync("/public?lang=en");
        Assert.That(front.Response.Headers.Contains("Set-Cookie"), Is.False);
        foreach (var path in Links(front).Where(path => path.StartsWith("/public", StringComparison.Ordinal) || path.StartsWith("/help", StringComparison.Ordinal))) Assert.That(path, Does.Contain("lang="), "else the next page is in another language");
        Assert.That((await stranger.OpenDoneAsync("/public/funds?lang=en")).Document.DocumentElement.GetAttribute("lang"), Is.EqualTo("en"));
        Assert.That((await stranger.OpenDoneAsync("/public/funds")).Document.DocumentElement.GetAttribute("lang"), Is.EqualTo("zh-CN"));
        Assert.That((await stranger.OpenDoneAsync("/checkpoints?lang=en")).Response.Headers.Contains("Set-Cookie"), Is.False);
    }

    [Test]
    public async Task Nobody_is_in_any_page_that_a_stranger_comes_to()
    {
        var server = await MakeAsync();
        using var stranger = server.BrowseAsStranger();
        var (known, next, found) = (new HashSet<string>(), new Queue<string>(["/public", "/checkpoints", "/help"]), new List<string>());
        while (next.TryDequeue(out var path))
        {
            var page = await stranger.OpenAsync(path);
            if (page.Status != HttpStatusCode.OK || page.Path == "/sign-in") continue;
            var words = Uri.UnescapeDataString(page.Html);
            found.AddRange(People.Where(one => words.Contains(one, StringComparison.OrdinalIgnoreCase)).Select(one => $"{path}: {one}"));
            Assert.That(words, Does.Not.Match("(?<![0-9])1[3-9][0-9]{9}(?![0-9])"), $"{path}: a telephone number");
            Assert.That(words, Does.Not.Match("[a-z0-9.]+@[a-z0-9]+\\.[a-z]+"), $"{path}: an e-mail address");
            foreach (var link in Links(page))
                if (known.Add(link)) next.Enqueue(link);
        }

        Assert.That(found, Is.Empty);
        Assert.That(known.Where(path => Private().IsMatch(path)), Is.Empty, "no number of a donor, entry or person is told");
        Assert.That(known, Has.Count.GreaterThan(30).And.Some.Contains("/public/projects/").And.Some.Contains("/public/voice").And.Some.Contains("/checkpoints/"));
    }

    [Test]
    public async Task Money_and_results_are_there_and_no_words_of_a_report()
    {
        var server = await MakeAsync();
        using var stranger = server.BrowseAsStranger();
        Assert.That((await stranger.OpenDoneAsync("/public")).Text, Does.Contain("7,189.10").And.Contain("邻里厨房").And.Contain("怎样自己核对"));
        Assert.That((await stranger.OpenDoneAsync("/public/funds/F1")).Text, Does.Contain("种子资金").And.Contain("捐赠").And.Contain("1,301.10").And.Contain("邻里厨房"));
        var project = await stranger.OpenDoneAsync("/public/projects/G1-A");
        Assert.That(project.Text, Does.Contain("邻里服务中心").And.Contain("40.00").And.Contain("用餐人次").And.Contain("380").And.Contain("120").And.Not.Contain("陈奶奶").And.Not.Contain("公示至"));
        Assert.That((await stranger.OpenDoneAsync("/public/projects/G2-A")).Text, Does.Contain("公示至").And.Contain("还没有通过审核的进展报告"));
        Assert.That((await stranger.OpenAsync("/public/projects/NONE")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await stranger.OpenAsync("/public/funds/NONE")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await stranger.OpenDoneAsync("/public/needs")).Text, Does.Contain("助餐").And.Contain("等人来做"));
    }

    [Test]
    public async Task A_fund_that_is_not_shown_is_nowhere_and_its_manager_sees_what_the_public_sees()
    {
        var server = await MakeAsync();
        using var stranger = server.BrowseAsStranger();
        using var manager = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", new NewGrant(PersonRole.FundManager, Scope.OfFund("F1"))));
        Assert.That((await manager.OpenDoneAsync("/funds/F1")).Document.QuerySelector("a[href='/funds/F1/publicity']"), Is.Not.Null);
        var page = await manager.OpenDoneAsync("/funds/F1/publicity");
        Assert.That(page.Document.QuerySelector("main a[href^='/public/funds/F1']"), Is.Not.Null);
        ReadingPages.CheckPage(page, page.Path, Language.Zh);
        var refused = await manager.SendAsync(page, "hide", ("reason", " "));
        Assert.That((refused.Status, refused.Text.Contains("请写明理由", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.UnprocessableEntity, true)));
        Assert.That((await manager.SendAsync(page, "hide", ("reason", "筹备中"))).Text, Does.Contain("不再公开展示").And.Contain("筹备中"));
        foreach (var path in new[] { "/public/funds/F1", "/public/projects/G1-A", "/public/spaces/S-T1", "/public/matching/M1" }) Assert.That((await stranger.OpenAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound), path);
        foreach (var path in new[] { "/public", "/public/funds", "/public/projects", "/public/programmes", "/public/needs", "/public/matching", "/public/spaces", "/public/taper", "/public/voice", "/public/feedback", "/api/v1/public/funds", "/api/v1/public/projects", "/api/v1/public/matching", "/api/v1/public/spaces" })
            Assert.That((await stranger.OpenDoneAsync(path)).Html, Does.Not.Contain("邻里基金甲").And.Not.Contain("G1-A").And.Not.Contain("S-T1").And.Not.Contain("助餐"), path);
        Assert.That((await stranger.OpenDoneAsync("/public/disclosures")).Text, Does.Contain("2025"), "what was published stays");
        await manager.SendAsync(await manager.OpenDoneAsync("/funds/F1/publicity"), "show", ("reason", "已成立"));
        Assert.That((await stranger.OpenDoneAsync("/public/funds/F1")).Text, Does.Contain("邻里基金甲"));
        Assert.That((await stranger.OpenAsync("/public/funds/F3")).Status, Is.EqualTo(HttpStatusCode.NotFound), "hidden by the command line");
    }

    [TestCase(Language.Zh)]
    [TestCase(Language.En)]
    public async Task New_books_say_so_and_what_comes_next(Language language)
    {
        await DoneAsync("entity create --code MAIN --name 某基金会 --chart npo-2004 --currency CNY");
        var server = await ServeAsync();
        using var stranger = server.BrowseAsStranger(language);
        foreach (var path in Pages.Where(path => path.Count(letter => letter == '/') == 2 && !path.Contains('?', StringComparison.Ordinal)).Append("/public").Append("/help"))
        {
            var page = await stranger.OpenDoneAsync(path);
            ReadingPages.CheckPage(page, path, language);
            if (path != "/help") Assert.That(page.Text, Does.Match(language == Language.Zh ? "还没有|刚刚建立" : "yet|are new|no "), path);
        }
    }

    private static readonly string[] People = ["王小明", "王*", "和顺", "欧阳隐名", "欧阳", "13812345678", "donor@example.org", "孙经理", "陈奶奶", "jingban", "经办人", "manager-of-all"];

    private static IEnumerable<string> Links(SeenPage page) => page.Document.QuerySelectorAll("a[href^='/']").Select(link => Anchor().Replace(link.GetAttribute("href")!, ""));

    [GeneratedRegex("^/(donors|entries|people|receipts|names)(/|$)")]
    private static partial Regex Private();

    [GeneratedRegex("#.*$")]
    private static partial Regex Anchor();

    /// <summary>Two funds with gifts of people whose names are known, awards of which one was reported on, a space with its plan, a survey, a need, a matching programme and a disclosure.</summary>
    private async Task<Server> MakeAsync()
    {
        Day = Today.AddDays(-40);
        await DoneAsync("fund create --code F1 --name 邻里基金甲 --kind community --currency CNY");
        await NewFundAsync("F2", more: "--parent F1");
        await DoneAsync($"seed --fund F1 --amount 5000 --on {Day.ToIso()} --from 民政局 --ref 民发1号 --spend-by 2027-12-31");
        await DoneAsync($"donate --fund F1 --amount 1234.50 --on {Day.ToIso()} --donor 王小明 --note 电话13812345678");
        await DoneAsync($"donate --fund F2 --amount 888 --on {Day.ToIso()} --donor 和顺有限公司 --ref BK-77 --note donor@example.org");
        await DoneAsync($"donate --fund F1 --amount 66.60 --on {Day.ToIso()} --donor 欧阳隐名 --anonymous");
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Day)))
        {
            foreach (var (code, fund) in new[] { ("G1", "F1"), ("G2", "F2") }) await GrantSite.ProgrammeAsync(database, code, fund);
            await GrantSite.AwardAsync(database, "G1", Day);
            await GrantSite.TaperAsync(database, "T1", "F1", Day);
            (await new FundLedger.Matching.OpenProgramme(database).RunAsync(new Asked("open/M1", "test"), new FundLedger.Matching.NewMatchingProgramme(
                "M1", "一元配一元", "F1", "seed-民发1号", new Money(100, Currency.Cny), Day, Day.AddDays(60), new FundLedger.Matching.GiftScope { Funds = ["F2"] }, FundLedger.Matching.MatchingTerms.Flat(1, 1)))).Expect();
        }

        Day = Today;
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Today)))
        {
            await GrantSite.AwardAsync(database, "G2", Today);
            var award = await database.ReadAsync(async reader => (await AwardReading.FindAsync(reader, await FundLedger.Ledger.Books.LoadAsync(reader), "G1-A"))!);
            (await new SignAgreement(database).RunAsync(new Asked("sign", "test"), new Signing("G1-A", Agreement.TextSha256Of(award), Today.AddDays(-20)))).Expect();
            var content = new ReportContent(Today.AddDays(-20), Today.AddDays(-1), "陈奶奶很高兴", 120, [], [new Indicator("用餐人次", "400", "380")], []);
            (await new ReportProgress(database).RunAsync(new Asked("report", "test"), new NewProgressReport("G1-A", null, null, content))).Expect();
            (await new DecideReport(database).RunAsync(new Asked("accept", "another"), new ReportDeciding("G1-A", 1, 1, ReportDecision.Accepted))).Expect();
        }

        await DoneAsync("survey open --code V1 --about fund --of F1 --title 助餐满意度 --until 2026-12-31 --quorum 1 --question x");
        await DoneAsync("disclosure set --from 2026-01-01 --major 1000000 --reason x");
        await DoneAsync("disclosure publish --item annual/1/2025 --words x");
        await DoneAsync("need post --code N1 --fund F1 --title 助餐");
        await DoneAsync("space add --space S9 --fund F2 --name 会客厅 --opened 2026-01-01");
        await DoneAsync("space operator --space S9 --organisation ORG --from 2026-01-01 --host 孙经理");
        await NewFundAsync("F3");
        await DoneAsync("fund hide --fund F3 --reason x");
        await DoneAsync("fund hide --fund F2 --reason x");
        await DoneAsync("fund show --fund F2 --reason x");
        await DoneAsync("checkpoint sign");
        return await ServeAsync();
    }
}
