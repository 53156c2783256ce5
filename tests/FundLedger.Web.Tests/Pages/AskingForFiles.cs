using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FundLedger.DocumentJobs;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Documents;
using FundLedger.Web.Jobs;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace FundLedger.Web.Tests.Pages;

public sealed class AskingForFiles : PageTest
{
    protected override bool NeedsOwnHost => true;

    private const string Jobs = "/reports/jobs";

    [Test]
    public async Task The_statements_of_all_funds_come_as_one_ZIP_whose_files_are_what_single_reports_give()
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        using var browser = server.Browse(Language.En);
        var empty = await browser.OpenDoneAsync(Jobs);
        Assert.That(empty.Text, Does.Contain("You have asked for no files yet. Choose one below").And.Contain("each of the 2 funds that you may export"));
        Assert.That((await browser.OpenDoneAsync("/reports")).Document.QuerySelectorAll($"a[href^='{Jobs}']"), Has.Length.EqualTo(3));
        foreach (var (field, usual) in new[] { ("all-statements-from", $"{Today.Year}-01-01"), ("all-statements-to", Today.ToIso()), ("audit-pack-year", $"{Today.Year}") })
            Assert.That(empty.Document.GetElementById(field)!.GetAttribute("value"), Is.EqualTo(usual), "these books began this year");
        var bytes = await FetchAsync(browser, await browser.SendAsync(empty, "all-statements", ("from", "2026-01-01"), ("to", "2026-04-15"), ("format", "pdf"), ("doc", "zh-CN")));
        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.That(zip.Entries.Select(entry => entry.FullName), Is.EqualTo(new[] { "0001-F1.pdf", "0002-F2.pdf", "manifest.json", "manifest.csv", "SHA256SUMS" }));
        foreach (var (name, fund) in new[] { ("0001-F1.pdf", "F1"), ("0002-F2.pdf", "F2") })
            Assert.That(Content(zip, name), Is.EqualTo(await (await browser.SaveAsync($"/reports/fund-statement.pdf?fund={fund}&from=2026-01-01&to=2026-04-15&doc=zh-CN")).Content.ReadAsByteArrayAsync()), name);
        MustAddUp(zip);
        foreach (var (name, says) in new[] { ("0001-F1.pdf", "F1"), ("0002-F2.pdf", "F2") })
            Assert.That((await browser.OpenDoneAsync($"/checkpoints/files/{Convert.ToHexStringLower(SHA256.HashData(Content(zip, name)))}")).Text, Does.Contain("It is as issued").And.Contain(says), "known again by its hash");
        using var manifest = JsonDocument.Parse(Content(zip, "manifest.json"));
        var root = manifest.RootElement;
        Assert.That((root.GetProperty("from").GetString(), root.GetProperty("lastEntry").GetInt64(), root.GetProperty("files")[1].GetProperty("fund").GetString()), Is.EqualTo(("2026-01-01", 8L, "F2")));
        Assert.That(Encoding.UTF8.GetString(Content(zip, "manifest.csv")), Does.Contain("文件,基金,内容,字节,SHA-256,检查点").And.Contain("0002-F2.pdf,F2,F2 基金,"));

        var again = await FetchAsync(browser, await browser.SendAsync(await browser.OpenDoneAsync(Jobs), "all-statements", ("from", "2026-01-01"), ("to", "2026-04-15"), ("format", "pdf"), ("doc", "zh-CN")));
        Assert.That(again, Is.EqualTo(bytes), "the same books give the same ZIP");
    }

    [Test]
    public async Task A_file_is_gone_when_the_job_that_forgets_has_run_some_days_later_and_its_asking_after_more()
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        using var browser = server.Browse(Language.En);
        var done = await browser.WaitAsync(await browser.SendAsync(await browser.OpenDoneAsync(Jobs), "all-statements", ("from", "2026-01-01"), ("to", "2026-04-15"), ("format", "csv")));
        var file = done.Document.QuerySelector("a[download]")!.GetAttribute("href")!;
        Task ForgetAsync(int days) => new ForgetJob(server.Database, new StandingClock(Today.AddDays(days))).RunAsync(CancellationToken.None);
        await ForgetAsync(1);
        Assert.That((await browser.SaveAsync(file)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await ForgetAsync(8);
        Assert.That((await browser.SaveAsync(file)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await browser.OpenDoneAsync(Jobs)).Document.QuerySelector("a[download]"), Is.Null);
        await ForgetAsync(400);
        Assert.That((await browser.OpenDoneAsync(Jobs)).Text, Does.Contain("You have asked for no files yet."));
    }

    [TestCase("xlsx")]
    [TestCase("csv")]
    [TestCase("json")]
    [TestCase("html")]
    public async Task In_every_format_a_single_report_is_the_file_of_the_ZIP_and_the_verb_writes_the_same(string format)
    {
        await MakeSmallBooksAsync();
        await DoneAsync("fund create --code OLD --name 旧基金 --kind CommunityFund --currency CNY");
        await DoneAsync("fund close --fund OLD --on 2026-01-31 --ref 决议1 --reason 完成");
        var (one, all) = (Path.Combine(Folder, $"one.{format}"), Path.Combine(Folder, "all.zip"));
        await DoneAsync($"report fund-statement --fund OLD --from 2026-01-01 --to 2026-12-31 --format {format} --out {one}");
        var said = await DoneAsync($"report all-statements --year 2026 --format {format} --out {all}");
        Assert.That(said.Error, Does.Contain("Drawing the statements: 25%").Or.Contain("Drawing the statements: 50%").And.Contain("Drawing the statements: 100%"));
        using var zip = ZipFile.OpenRead(all);
        Assert.That(Content(zip, $"0003-OLD.{format}"), Is.EqualTo(await File.ReadAllBytesAsync(one)), "closed funds as well");
        MustAddUp(zip);
    }

    [Test]
    public async Task What_the_verb_cannot_read_it_refuses()
    {
        await MakeSmallBooksAsync();
        Assert.That((await RunAsync("report all-statements --year 2026")).Error, Does.StartWith("error: --out: Name the ZIP file with --out"));
        Assert.That((await RunAsync($"report all-statements --out {Path.Combine(Folder, "x.zip")}")).Error, Does.StartWith("error: --year: Name the year with --year, or the days with --from and --to."));
        Assert.That((await RunAsync($"report all-statements --from 2026-02-01 --to 2026-01-01 --out {Path.Combine(Folder, "x.zip")}")).Error, Does.StartWith("error: --to: The last day is before the first."));
        Assert.That(File.Exists(Path.Combine(Folder, "x.zip")), Is.False);
    }

    [Test]
    public async Task The_audit_pack_s_old_address_leads_to_where_it_is_asked_for()
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        using var browser = server.Browse();
        var filled = await browser.OpenDoneAsync("/reports/audit-pack.json?fund=F2&year=2026&doc=en");
        Assert.That(filled.Path, Is.EqualTo("/reports/jobs?fund=F2&year=2026&doc=en&format=json"));
        var form = filled.FormWith("audit-pack");
        Assert.That(filled.FieldsOf(form).Where(field => field.Key is "fund" or "year" or "format" or "doc").Select(field => field.Value), Is.EqualTo(new[] { "F2", "2026", "json", "en" }));
        Assert.That((await browser.OpenAsync("/reports/audit-pack.csv?fund=F2&year=2026")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var pack = await FetchAsync(browser, await browser.SendAsync(filled, "audit-pack"));
        var file = Path.Combine(Folder, "pack.json");
        await DoneAsync($"report audit-pack --fund F2 --year 2026 --lang en --out {file}");
        Assert.That(Encoding.UTF8.GetString(pack), Is.EqualTo(await File.ReadAllTextAsync(file)));
    }

    [Test]
    public async Task The_auditor_s_bundle_holds_the_pack_its_parts_and_the_documents_but_no_paper_of_a_person()
    {
        await MakeSmallBooksAsync();
        foreach (var (entry, name, text) in new[] { (4, "发票.pdf", "发票"), (4, "身份证.jpg", "身份证"), (2, "申请.pdf", "捐赠人写的") })
        {
            var file = Path.Combine(Folder, name);
            await File.WriteAllTextAsync(file, "%PDF-1.4 " + text);
            await DoneAsync($"journal attach {entry} {file}");
        }

        await DoneAsync("checkpoint sign");
        var (all, pack, part, proof) = (Path.Combine(Folder, "bundle.zip"), Path.Combine(Folder, "pack.pdf"), Path.Combine(Folder, "part.csv"), Path.Combine(Folder, "f2.proof"));
        await DoneAsync($"report audit-bundle --fund F1 --year 2026 --out {all}");
        await DoneAsync($"report audit-pack --fund F1 --year 2026 --out {pack}");
        await DoneAsync($"report donation-register --fund F1 --from 2026-01-01 --to 2026-12-31 --format csv --out {part}");
        await DoneAsync($"export proof --fund F2 --out {proof}");
        byte[] bytes;
        using (var zip = ZipFile.OpenRead(all))
        {
            MustAddUp(zip);
            Assert.That(Content(zip, "audit-pack.pdf"), Is.EqualTo(await File.ReadAllBytesAsync(pack)));
            Assert.That(Content(zip, zip.Entries.Single(entry => entry.FullName.EndsWith("-donation-register.csv", StringComparison.Ordinal)).FullName), Is.EqualTo(await File.ReadAllBytesAsync(part)));
            Assert.That(Content(zip, "proof/0002-F2.proof"), Is.EqualTo(await File.ReadAllBytesAsync(proof)));
            Assert.That(zip.Entries.Select(entry => entry.FullName), Is.SupersetOf(new[] { "proof/checkpoint.txt", "proof/checker.html", "proof/0001-F1.proof", "journal/journal-listing.json", "vouchers/vouchers.pdf", "vouchers/vouchers.csv" }));
            var invoice = Convert.ToHexStringLower(SHA256.HashData("%PDF-1.4 发票"u8));
            Assert.That(zip.Entries.Where(entry => entry.FullName.StartsWith("documents/", StringComparison.Ordinal)).Select(entry => entry.FullName), Is.EqualTo(new[] { $"documents/{invoice}.pdf" }));
            using var manifest = JsonDocument.Parse(Content(zip, "manifest.json"));
            Assert.That(manifest.RootElement.GetProperty("checkpoint").GetProperty("size").GetInt64(), Is.EqualTo(8));
            Assert.That(manifest.RootElement.GetProperty("leftOut").EnumerateArray().Select(one => (one.GetProperty("entry").GetInt64(), one.GetProperty("reason").GetString())), Is.EqualTo(new[]
            {
                (2L, "goes with the gift of a person, and may show who that is"), (4L, "an identity document"),
            }));
            bytes = await File.ReadAllBytesAsync(all);
        }

        await DoneAsync($"report audit-bundle --fund F1 --year 2026 --out {all}");
        Assert.That(await File.ReadAllBytesAsync(all), Is.EqualTo(bytes), "the same books give the same ZIP");
        Assert.That((await RunAsync("report audit-bundle --fund F1 --year 2026")).Error, Does.StartWith("error: --out: Name the ZIP file with --out"));
        Assert.That((await RunAsync($"report audit-bundle --fund F9 --year 2026 --out {all}")).Error, Does.StartWith("error: --fund: There is no fund 'F9'."));
        Assert.That(await DoneAsync($"verify --proof {proof}"), Is.Not.Null);
    }

    [Test]
    public async Task The_bundle_is_asked_for_on_the_site_too_and_says_when_nothing_was_signed()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        using var zip = new ZipArchive(new MemoryStream(await FetchAsync(browser, await browser.SendAsync(await browser.OpenDoneAsync(Jobs), "audit-bundle", ("fund", "F1"), ("year", "2026")))));
        MustAddUp(zip);
        Assert.That(zip.GetEntry("audit-pack.pdf"), Is.Not.Null);
        Assert.That(zip.GetEntry("proof/checkpoint.txt"), Is.Null);
        Assert.That(Encoding.UTF8.GetString(Content(zip, "manifest.json")), Does.Contain("还没有签署过检查点"));
    }

    [TestCase(Language.Zh)]
    [TestCase(Language.En)]
    public async Task The_pages_are_whole_in_each_language_before_and_after_a_file_is_drawn(Language language)
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        using var browser = server.Browse(language);
        ReadingPages.CheckPage(await browser.OpenDoneAsync(Jobs), Jobs, language);
        await browser.WaitAsync(await browser.SendAsync(await browser.OpenDoneAsync(Jobs), "all-statements", ("from", "2026-01-01"), ("to", "2026-04-15"), ("format", "csv")));
        await browser.WaitAsync(await browser.SendAsync(await browser.OpenDoneAsync(Jobs), "audit-pack", ("fund", "F1"), ("year", "2026"), ("format", "html")));
        foreach (var path in new[] { Jobs, "/reports" }) ReadingPages.CheckPage(await browser.OpenDoneAsync(path), path, language);
    }

    [Test]
    public async Task Grants_are_published_from_the_reports_page_of_the_funds_that_may_be_exported()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync(Language.En);
        Assert.That((await browser.OpenDoneAsync("/reports")).Document.QuerySelector("form[action='/reports/360giving.json'] [name=prefix]"), Is.Not.Null);
        foreach (var (query, says) in new[] { ("prefix=", "Give the prefix"), ("prefix=360G-X&year=x", "Write the year like 2026"), ("prefix=360G-X&fund=F9", "There is no signed grant to publish."), ("prefix=360G-X&fund=F1&year=2026", "There is no signed grant to publish.") })
        {
            var answer = await browser.SaveAsync("/reports/360giving.json?" + query);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity), query);
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain(says), query);
        }
    }

    [TestCase("all-statements", "from", "2026-13-01", "请填写起始日")]
    [TestCase("all-statements", "to", "2025-01-01", "截止日早于起始日")]
    [TestCase("all-statements", "format", "docx", "请选择格式")]
    [TestCase("audit-pack", "year", "12", "年度应在 1900 年至 8999 年之间")]
    [TestCase("audit-pack", "fund", "NONE", "没有这个基金")]
    public async Task What_is_wrong_is_said_beside_its_field_and_nothing_is_queued(string form, string field, string typed, string says)
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        (string, string)[] usual = form == "all-statements" ? [("from", "2026-01-01"), ("to", "2026-04-15")] : [("fund", "F1"), ("year", "2026")];
        var page = await browser.SendAsync(await browser.OpenDoneAsync(Jobs), form, [.. usual.Where(known => known.Item1 != field), (field, typed)]);
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(page.Document.GetElementById($"{form}-{field}-error")!.TextContent, Does.Contain(says));
        Assert.That(page.Document.GetElementById($"{form}-{field}")!.GetAttribute("aria-describedby"), Is.EqualTo($"{form}-{field}-error"));
        Assert.That((await browser.OpenDoneAsync(Jobs)).Text, Does.Contain("您还没有要过文件"));
    }

    [Test]
    public async Task A_file_is_its_asker_s_alone_and_no_longer_theirs_once_they_may_not_export_it()
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        var manager = await SitePeople.AddAsync(server.Database, "manager", new NewGrant(PersonRole.FundManager, Scope.OfFund("F1")));
        using var theirs = await server.BrowseAsync(manager);
        var done = await theirs.WaitAsync(await theirs.SendAsync(await theirs.OpenDoneAsync(Jobs), "all-statements", ("from", "2026-01-01"), ("to", "2026-04-15"), ("format", "csv")));
        var file = done.Document.QuerySelector("a[download]")!.GetAttribute("href")!;
        Assert.That((await theirs.SaveAsync(file)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(done.Text, Does.Contain("1 个基金"), "the other fund is not theirs");
        Assert.That(done.Document.QuerySelector("#audit-pack"), Is.Null, "nor is the entity");

        using (var mine = server.Browse()) // who may do everything
        {
            Assert.That((await mine.OpenAsync(file)).Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That((await mine.OpenAsync(file.Replace("/file", "/progress", StringComparison.Ordinal))).Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That((await mine.OpenDoneAsync(Jobs)).Text, Does.Contain("您还没有要过文件"));
        }

        await ChangeRoleAsync(server, manager, new NewGrant(PersonRole.FundManager, Scope.OfFund("F2")));
        Assert.That((await theirs.OpenAsync(file)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var after = await theirs.OpenDoneAsync(Jobs);
        Assert.That(after.Document.QuerySelector("a[download]"), Is.Null);
        Assert.That(after.Text, Does.Contain("您已无权导出其中的内容"));
    }

    [Test]
    public async Task Who_may_no_longer_export_when_it_is_drawn_gets_a_sentence_and_no_file()
    {
        await MakeSmallBooksAsync();
        string manager;
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Today)))
        {
            await SitePeople.EverybodyAsync(database, Today);
            manager = await SitePeople.AddAsync(database, "manager", PersonRole.Approver); // who may not export
            (await new AskForDocument(database).RunAsync(SitePeople.Asked(manager), new NewDocumentJob("audit-pack", """{"fund":"F1","year":2026,"format":"pdf"}""", Language.Zh))).Expect();
            (await new AskForDocument(database).RunAsync(SitePeople.Asked(manager), new NewDocumentJob("of-another-version", "{}", Language.Zh))).Expect();
        }

        var server = await ServeAsync(); // what waited is taken up when the program starts
        await server.CaughtUpAsync();
        var jobs = await server.Database.ReadAsync(reader => DocumentsAskedFor.OfAccountAsync(reader, manager));
        Assert.That(jobs.Select(job => (job.State, job.Failure!.Code)), Is.EqualTo(new[] { (DocumentJobState.Failed, "document-kind-unknown"), (DocumentJobState.Failed, "document-not-theirs") }));
        await SitePeople.AddAsync(server.Database, "other", PersonRole.Auditor);
        (await new GiveRole(server.Database).RunAsync(SitePeople.Asked(await SitePeople.EverybodyAsync(server.Database, Today)), manager, new NewGrant(PersonRole.Auditor, Scope.WholeLedger))).Expect();
        using var browser = await server.BrowseAsync(manager, Language.En);
        Assert.That((await browser.OpenDoneAsync(Jobs)).Text, Does.Contain("You may no longer export all that would be in it, so the file was not drawn."));
    }

    [Test]
    public async Task What_was_being_drawn_when_the_program_ended_is_drawn_anew_when_it_starts_and_a_doubled_word_changes_nothing()
    {
        await MakeSmallBooksAsync();
        string person;
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Today)))
        {
            person = await SitePeople.EverybodyAsync(database, Today);
            await DocumentJobsHeldAsync(database, person, System.Environment.MachineName + new Uri("http://127.0.0.1:0"));
        }

        var server = await ServeAsync();
        await server.CaughtUpAsync();
        var desk = server.Services.GetRequiredService<DocumentDesk>();
        await Task.WhenAll(desk.RunAsync(CancellationToken.None), desk.RunAsync(CancellationToken.None));
        var job = (await server.Database.ReadAsync(reader => DocumentsAskedFor.OfAccountAsync(reader, person))).Single();
        Assert.That((job.State, job.Attempts), Is.EqualTo((DocumentJobState.Done, 2L)));
    }

    [Test]
    public async Task A_job_that_waits_is_cancelled_on_its_page()
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        using var browser = server.Browse();
        var form = await browser.OpenDoneAsync(Jobs);
        var person = await SitePeople.EverybodyAsync(server.Database, Today);
        // Held by another node, so that this one does not take it.
        await DocumentJobsHeldAsync(server.Database, person);
        var page = await browser.OpenDoneAsync(Jobs);
        Assert.That(page.Html, Does.Contain("<noscript><meta http-equiv=\"refresh\" content=\"3\"></noscript>"));
        Assert.That(page.Document.QuerySelector("#progress progress"), Is.Not.Null);
        var asked = await browser.SaveAsync(page.Document.GetElementById("progress")!.GetAttribute("data-from")!);
        Assert.That(await asked.Content.ReadAsStringAsync(), Does.Contain("\"isOver\":false").And.Contain("编制中"));
        var cancelled = await browser.SendAsync(page, "cancel");
        Assert.That(cancelled.Text, Does.Contain("正在取消"));
        Assert.That((await browser.SendAsync(form, "all-statements", ("from", "2026-01-01"), ("to", "2026-04-15"))).Text, Does.Contain("等候中"), "one after another");
    }

    private static async Task DocumentJobsHeldAsync(Database database, string person, string node = "another-node")
    {
        var asked = (await new AskForDocument(database).RunAsync(SitePeople.Asked(person), new NewDocumentJob("audit-pack", """{"fund":"F1","year":2026,"format":"pdf"}""", Language.Zh))).Expect();
        var claimed = await new RunDocumentJobs(database, new StandingClock(Today), node, (_, _, _, _) => throw new AssertionException("it does not draw")).ClaimNextAsync();
        Assert.That(claimed!.Id, Is.EqualTo(asked.Id));
    }

    private static async Task ChangeRoleAsync(Server server, string person, NewGrant to)
    {
        var administrator = await SitePeople.EverybodyAsync(server.Database, Today);
        var grants = await server.Database.ReadAsync(reader => Grants.OfAsync(reader, person));
        (await new GiveRole(server.Database).RunAsync(SitePeople.Asked(administrator), person, to)).Expect();
        foreach (var grant in grants) (await new TakeRole(server.Database).RunAsync(SitePeople.Asked(administrator), person, grant.Id)).Expect();
    }

    private static async Task<byte[]> FetchAsync(Browser browser, SeenPage asked)
    {
        Assert.That((asked.Status, asked.Address.AbsolutePath), Is.EqualTo((HttpStatusCode.OK, Jobs)), asked.Text);
        var done = await browser.WaitAsync(asked);
        var file = await browser.SaveAsync(done.Document.QuerySelector("a[download]")?.GetAttribute("href") ?? throw new AssertionException(done.Text));
        Assert.That(file.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var bytes = await file.Content.ReadAsByteArrayAsync();
        Assert.That(done.Document.QuerySelector("code.hash")!.TextContent, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(bytes))));
        return bytes;
    }

    /// <summary>Every file has the length and hash that the manifest and SHA256SUMS say.</summary>
    internal static void MustAddUp(ZipArchive zip)
    {
        using var manifest = JsonDocument.Parse(Content(zip, "manifest.json"));
        foreach (var file in manifest.RootElement.GetProperty("files").EnumerateArray())
        {
            var bytes = Content(zip, file.GetProperty("name").GetString()!);
            Assert.That((file.GetProperty("bytes").GetInt64(), file.GetProperty("sha256").GetString()), Is.EqualTo(((long)bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)))));
        }

        var sums = Encoding.UTF8.GetString(Content(zip, "SHA256SUMS")).TrimEnd('\n').Split('\n').Select(line => line.Split("  ", 2)).ToList();
        Assert.That(sums.Select(sum => sum[1]), Is.EquivalentTo(zip.Entries.Select(entry => entry.FullName).Where(name => name != "SHA256SUMS")));
        Assert.That(sums.Select(sum => sum[0]), Is.EqualTo(sums.Select(sum => Convert.ToHexStringLower(SHA256.HashData(Content(zip, sum[1]))))));
    }

    internal static byte[] Content(ZipArchive zip, string name)
    {
        using var content = (zip.GetEntry(name) ?? throw new AssertionException($"no {name} in the ZIP")).Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
