using System.Net;
using System.Security.Cryptography;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Hosting;
using UglyToad.PdfPig;

namespace FundLedger.Web.Tests.Pages;

/// <summary>What is to be published, from the calendar to the page that everybody reads.</summary>
public sealed class Disclosing : PageTest
{
    private const string Step = "/disclosures/campaign-progress/1/1-1";

    [Test]
    public async Task It_is_prepared_published_by_two_corrected_and_read_by_everybody([Values] Language language)
    {
        await MakeSmallBooksAsync();
        await DoneAsync("disclosure set --from 2026-01-01 --major 3000 --raises-publicly --reason 章程");
        await DoneAsync("disclosure activity add --fund F1 --kind campaign --code C1 --name 邻里 --from 2025-11-15");
        var server = await ServeAsync();
        using var manager = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "maker-name", PersonRole.FundManager), language);
        using var checker = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "checker-name", PersonRole.Approver), language);
        using var stranger = server.BrowseAsStranger(language);

        var list = await manager.OpenDoneAsync("/disclosures");
        Assert.That(list.Document.QuerySelectorAll("main tbody a").Select(link => link.GetAttribute("href")), Does.Contain(Step).And.Contain("/disclosures/annual/1/2025"));
        Assert.That((await manager.OpenDoneAsync("/disclosures?fund=F1&state=Late")).Document.QuerySelectorAll("main tbody a").Select(link => link.GetAttribute("href")), Is.EqualTo(new[] { "/disclosures/major/1/1", Step }));
        Assert.That((await stranger.OpenDoneAsync("/public/disclosures")).Text, Does.Contain(language == Language.Zh ? "还没有公开" : "Nothing is published"));
        Assert.That((await stranger.OpenAsync("/public" + Step)).Status, Is.EqualTo(HttpStatusCode.NotFound));

        Assert.That((await manager.SendAsync(await manager.OpenDoneAsync(Step), "exempt", ("why", ""))).Document.QuerySelector("#why")!.GetAttribute("aria-invalid"), Is.EqualTo("true"));
        await PublishAsync("第一次");
        var seen = await stranger.OpenDoneAsync("/public" + Step);
        Assert.That(seen.Response.Headers.CacheControl!.ToString(), Is.EqualTo("public, max-age=300"));
        Assert.That(seen.Text, Does.Contain("第一次").And.Contain("慈善中国"));
        (await new RecordDonation(server.Database).RunAsync(new Asked("late-gift", "test"), new Gift("F1", new Money(50_000, Currency.Cny), new DateOnly(2026, 2, 1), DonorName.Of("张三丰")))).Expect();
        await PublishAsync("第二次", "漏记一笔");

        seen = await stranger.OpenDoneAsync("/public" + Step);
        Assert.That(seen.Text, Does.Contain("漏记一笔").And.Contain("第一次").And.Contain("第二次"));
        var changed = seen.Document.QuerySelectorAll("section[aria-labelledby=version-2] table")[^1].QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        Assert.That(changed, Has.Some.Contains("5,927.09").And.Contains("6,427.09"), "cash before and after");
        var files = seen.Document.QuerySelectorAll("main a[href^='/public/disclosures/files/']").Select(link => link.GetAttribute("href")!).ToList();
        Assert.That(files, Has.Count.EqualTo(4), "a report and its words, twice");
        foreach (var path in files)
        {
            var file = await stranger.SaveAsync(path);
            var content = await file.Content.ReadAsByteArrayAsync();
            Assert.That(Convert.ToHexStringLower(SHA256.HashData(content)), Is.EqualTo(path.Split('/')[^1]));
            Assert.That(file.Headers.CacheControl!.ToString(), Does.Contain("immutable"));
            if (!content.AsSpan().StartsWith("%PDF"u8)) continue;
            using var pdf = PdfDocument.Open(content);
            MustNameNobody(string.Concat(pdf.GetPages().Select(page => page.Text)));
            Assert.That((await stranger.OpenDoneAsync($"/checkpoints/files/{path.Split('/')[^1]}")).Text, Does.Contain(language == Language.Zh ? "基金余额表" : "Fund balances"), "among the files that were issued");
        }

        MustNameNobody(seen.Html);
        MustNameNobody((await stranger.OpenDoneAsync("/public/disclosures")).Html);
        Assert.That((await manager.OpenDoneAsync("/public" + Step)).Response.Headers.CacheControl!.ToString(), Is.EqualTo("public, max-age=300"), "nobody is anybody there, whoever is signed in");
        Assert.That((await stranger.OpenAsync("/public/disclosures/files/" + new string('0', 64))).Status, Is.EqualTo(HttpStatusCode.NotFound));

        async Task PublishAsync(string words, string reason = "")
        {
            var prepared = await manager.SendAsync(await manager.OpenDoneAsync(Step), "prepare", ("reports", "fund-balances"), ("words", words), ("doc", language.TagOf()));
            Assert.That(prepared.Document.QuerySelectorAll("section[aria-labelledby=prepared] tbody tr"), Has.Count.EqualTo(2), prepared.Text);
            Assert.That((await manager.SendAsync(prepared, "publish", ("place", "Outside"), ("address", ""))).Document.QuerySelector("#address")!.GetAttribute("aria-invalid"), Is.EqualTo("true"));
            (string, string)[] typed = [("place", "Outside"), ("address", "慈善中国"), .. reason.Length > 0 ? new[] { ("reason", reason) } : []];
            var proposed = await manager.SendAsync(await manager.OpenDoneAsync(Step), "publish", typed);
            Assert.That(proposed.Path, Does.StartWith("/approvals/"), proposed.Text);
            var before = (await stranger.OpenAsync("/public" + Step)).Text;
            Assert.That(before, Does.Not.Contain(words), "not before another agreed");
            await checker.SendAsync(await checker.OpenDoneAsync(proposed.Path), "approve");
        }

        static void MustNameNobody(string text) => Assert.That(text, Does.Not.Contain("王小明").And.Not.Contain("王*").And.Not.Contain("张三丰").And.Not.Contain("maker-name").And.Not.Contain("checker-name"));
    }

    [Test]
    public async Task It_is_set_and_its_campaigns_are_kept_on_a_page([Values] Language language)
    {
        await NewFundAsync("F1");
        var server = await ServeAsync();
        using var manager = server.Browse(language);
        Assert.That((await manager.OpenDoneAsync("/disclosures")).Document.QuerySelector("main a[href='/disclosures/settings'].button:not(.quiet-button)"), Is.Not.Null, "nothing is set: there one goes");
        var page = await manager.OpenDoneAsync("/disclosures/settings");
        Assert.That((await manager.SendAsync(page, "set", ("from", "2026-01-01"), ("major", "x"), ("public", "yes"), ("reason", "y"))).Document.QuerySelector("#set-major")!.GetAttribute("aria-invalid"), Is.EqualTo("true"));
        page = await manager.SendAsync(page, "set", ("from", "2026-01-01"), ("major", "5000"), ("public", "yes"), ("reason", "章程第九条"));
        Assert.That(page.Text, Does.Contain("章程第九条"));
        page = await manager.SendAsync(page, "add", ("fund", "F1"), ("kind", "Project"), ("code", "P1"), ("name", "助餐"), ("first", "2026-01-01"), ("last", ""));
        page = await manager.SendAsync(page, "end", ("code", "P1"), ("last", "2026-12-31"));
        Assert.That(page.Document.QuerySelector("section[aria-labelledby=activities] tbody tr")!.TextContent, Does.Contain("助餐").And.Contain("2026-12-31"));
        Assert.That((await manager.OpenDoneAsync("/disclosures?from=2027-01-01&to=2027-12-31")).Document.QuerySelectorAll("main tbody a").Select(link => link.GetAttribute("href")), Is.EqualTo(new[] { "/disclosures/project-full/1/1", "/disclosures/annual/1/2026" }));
        Assert.That((await manager.OpenDoneAsync("/work")).Text, Does.Contain(language == Language.Zh ? "待公开的信息" : "Disclosures due"), "progress was due on 1 April");
    }

    [Test]
    public async Task The_verbs_do_the_same()
    {
        await MakeSmallBooksAsync();
        await DoneAsync("disclosure set --from 2026-01-01 --major 3000 --reason 章程");
        Assert.That((await DoneAsync("disclosure list --json")).Json.GetProperty("items").EnumerateArray().Select(item => $"{item.GetProperty("key")} {item.GetProperty("state")}"), Is.EqualTo(new[] { "major/1/1 late", "annual/1/2025 due", "projects-yearly/1/2025 due" }).IgnoreCase);
        Assert.That((await RunAsync("disclosure correct --item annual/1/2025 --reason x")).Error, Does.Contain("disclosure publish"));
        await DoneAsync("disclosure publish --item annual/1/2025 --report balance-sheet --words 年报 --address 慈善中国");
        Assert.That((await RunAsync("disclosure publish --item annual/1/2025")).Error, Does.Contain("disclosure correct"));
        Assert.That((await RunAsync("disclosure publish --item projects-yearly/1/2025 --report donation-register")).ExitCode, Is.EqualTo(2), "names stand in it");
        await DoneAsync("disclosure correct --item annual/1/2025 --words 年报更正 --reason 错字");
        await DoneAsync("disclosure exempt --item projects-yearly/1/2025 --reason 没有重大项目");
        var shown = (await DoneAsync("disclosure show --item annual/1/2025 --json")).Json;
        Assert.That(shown.GetProperty("versions").EnumerateArray().Select(version => (version.GetProperty("no").GetInt32(), version.GetProperty("reason").GetString(), version.GetProperty("files").GetArrayLength())), Is.EqualTo(new[] { (1, "", 2), (2, "错字", 1) }));
        var register = Path.Combine(Folder, "disclosures.json");
        await DoneAsync($"report disclosure-register --fund F1 --from 2026-01-01 --to 2026-12-31 --format json --out '{register}'");
        using var read = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(register));
        Assert.That(new[] { "published", "doesNotApply", "late" }.Select(end => read.RootElement.GetProperty(end).GetInt32()), Is.EqualTo(new[] { 1, 1, 1 }));
        await DoneAsync("disclosure show --item annual/1/2025");
        await DoneAsync("verify");
    }
}
