using System.Net;
using System.Text;
using FundLedger.Donations.Uploads;
using FundLedger.Values;

namespace FundLedger.Web.Tests.Pages;

public sealed class ImportingAList : PageTest
{
    private const string List = "捐赠人,金额,日期\n王小明,\"1,234.50\",2026-02-03\n李四,5.00,2026-02-04\n和顺有限公司,88.00,2026-02-05\n合计,\"1,327.50\",\n";

    [SetUp]
    public Task MakeBooks() => NewFundAsync();

    [Test]
    public async Task It_is_uploaded_looked_at_and_imported_and_the_entries_are_there()
    {
        using var browser = await BrowseAsync();
        var look = await browser.UploadAsync("名单.csv", List);
        Assert.That(look.Path, Does.StartWith("/import/"));
        Assert.That(look.Text, Does.Contain("捐款笔数3").And.Contain("1,327.50").And.Contain("王小明").And.Contain("2026-02-03 – 2026-02-05").And.Contain("合计与读到的一致"));
        Assert.That((await browser.OpenAsync("/entries/1")).Status, Is.EqualTo(HttpStatusCode.NotFound), "looking posts nothing");

        var done = await browser.WaitAsync(await browser.SendAsync(look, "start"));
        Assert.That(done.Text, Does.Contain("导入完成").And.Contain("入账笔数3").And.Contain("1,327.50").And.Contain("已从账本删除"));
        var entries = await browser.OpenDoneAsync(done.Document.QuerySelector("main a.button")!.GetAttribute("href")!);
        Assert.That(entries.Document.QuerySelectorAll("tbody tr").Select(row => string.Join(' ', row.QuerySelectorAll("th, td").Select(cell => cell.TextContent.Trim()))),
            Is.EqualTo(new[] { "2 1 2026-02-03 王* 1,234.50", "3 2 2026-02-04 李* 5.00", "4 3 2026-02-05 和顺有限公司 88.00" }));
        Assert.That((await browser.OpenDoneAsync("/import")).Text, Does.Contain("名单.csv").And.Contain("已导入"));
    }

    [Test]
    public async Task The_same_list_again_is_known_and_adds_nothing()
    {
        using var browser = await BrowseAsync(Language.En);
        await browser.WaitAsync(await browser.SendAsync(await browser.UploadAsync("list.csv", List), "start"));
        var again = await browser.UploadAsync("other name.csv", List);
        Assert.That(again.Text, Does.Contain("This file was imported into this fund before").And.Contain("Gifts0"));
        Assert.That(again.Document.QuerySelector("button[value=start]"), Is.Null);
    }

    [Test]
    public async Task What_the_columns_are_is_corrected_by_choosing()
    {
        using var browser = await BrowseAsync();
        var look = await browser.UploadAsync("x.csv", "姓名,应付,实付,日期\n王小明,10.00,8.00,2026-02-03\n李四,6.00,5.00,2026-02-04\n");
        Assert.That(look.Document.QuerySelector("[role=alert]"), Is.Not.Null, "neither column is known as an amount");
        var corrected = await browser.SendAsync(look, "read", ("column-amount", "#3"), ("column-donor", "#1"), ("column-date", "#4"));
        Assert.That(corrected.Text, Does.Contain("捐款笔数2").And.Contain("13.00"));
        var done = await browser.WaitAsync(await browser.SendAsync(corrected, "start"));
        Assert.That(done.Text, Does.Contain("13.00"));
    }

    [Test]
    public async Task A_way_of_reading_is_kept_by_name_and_reads_the_next_list()
    {
        using var browser = await BrowseAsync();
        var look = await browser.UploadAsync("x.csv", "姓名,应付,实付,日期\n王小明,10.00,8.00,2026-02-03\n");
        var kept = await browser.SendAsync(await browser.SendAsync(look, "read", ("column-amount", "#3"), ("column-donor", "#1"), ("column-date", "#4")), "save", ("saveAs", "街道"));
        Assert.That(kept.Document.QuerySelector(".done")!.TextContent, Does.Contain("读法已存为“街道”"));
        var next = await browser.UploadAsync("y.csv", "日期,实付,应付,姓名\n2026-02-05,7.00,9.00,赵六\n", ("profile", "街道"));
        Assert.That(next.Text, Does.Contain("捐款笔数1").And.Contain("7.00"), "the columns are known by name, wherever they stand");
        var unnamed = await browser.SendAsync(next, "save", ("saveAs", ""));
        Assert.That((unnamed.Status, unnamed.Document.GetElementById("saveAs-error") is not null), Is.EqualTo((HttpStatusCode.UnprocessableEntity, true)));
    }

    [Test]
    public async Task Days_that_read_two_ways_are_asked_and_so_is_the_day_of_a_list_without_days()
    {
        using var browser = await BrowseAsync(Language.En);
        var dates = await browser.UploadAsync("a.csv", "donor,amount,date\nx,5.00,02/03/2026\n");
        Assert.That(dates.Document.QuerySelector("[role=alert] a")!.GetAttribute("href"), Is.EqualTo("#dates"));
        Assert.That(dates.Document.GetElementById("dates-error")!.TextContent, Does.Contain("2026-03-02").And.Contain("2026-02-03").And.Not.Contain("--"));
        Assert.That((await browser.SendAsync(dates, "read", ("dates", "MM/dd/yyyy"))).Text, Does.Contain("2026-02-03 – 2026-02-03"));

        var on = await browser.UploadAsync("b.csv", "donor,amount\nx,5.00\n");
        Assert.That(on.Document.GetElementById("on-error")!.TextContent, Does.Contain("no date column").And.Not.Contain("--"));
        Assert.That((await browser.SendAsync(on, "read", ("on", "2026-01-31"))).Text, Does.Contain("2026-01-31 – 2026-01-31"));
        var wrong = await browser.SendAsync(on, "read", ("on", "soon"));
        Assert.That((wrong.Status, wrong.Document.GetElementById("on-error") is not null), Is.EqualTo((HttpStatusCode.UnprocessableEntity, true)));
    }

    [Test]
    public async Task Numbers_that_read_two_ways_are_asked()
    {
        using var browser = await BrowseAsync();
        var asked = await browser.UploadAsync("a.csv", "捐赠人;金额;日期\nx;50.000;2026-02-03\n");
        Assert.That(asked.Document.GetElementById("numbers-error")!.TextContent, Does.Contain("50000"));
        Assert.That((await browser.SendAsync(asked, "read", ("numbers", "1.234,56"))).Text, Does.Contain("50,000.00"));
    }

    [Test]
    public async Task A_total_that_differs_rows_that_fail_and_rows_like_earlier_ones_are_asked_all_at_once()
    {
        using var browser = await BrowseAsync();
        await browser.WaitAsync(await browser.SendAsync(await browser.UploadAsync("a.csv", List), "start"));
        var look = await browser.UploadAsync("b.csv", "捐赠人,金额,日期\n李四,5.00,2026-02-04\n赵六,6.00,2026-02-06\n孙七,abc,2026-02-06\n合计,99.00,\n");
        var asked = await browser.SendAsync(look, "start");
        Assert.That(asked.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        foreach (var field in new[] { "acceptDifference", "skipFailed", "overlap" })
        {
            Assert.That(asked.Document.QuerySelector($"[role=alert] a[href='#{field}']"), Is.Not.Null, field);
            Assert.That(asked.Document.GetElementById($"{field}-error"), Is.Not.Null, field);
        }

        var done = await browser.WaitAsync(await browser.SendAsync(asked, "start", ("acceptDifference", "yes"), ("skipFailed", "yes"), ("overlap", "same")));
        Assert.That(done.Text, Does.Contain("入账笔数1").And.Contain("以前已有而略去1").And.Contain("不能入账1"));
    }

    [Test]
    public async Task Refused_rows_are_listed_mended_in_a_file_and_sent_again()
    {
        await DoneAsync("period close --month 2026-01");
        using var browser = await BrowseAsync(Language.En);
        var look = await browser.UploadAsync("gifts.csv", "donor,amount,date\na,5.00,2026-02-04\nb,x,2026-02-05\nc,7.00,2026-01-31\n");
        Assert.That(look.Text, Does.Contain("Cannot be posted: 2 row(s)").And.Contain("closed month"));
        var done = await browser.WaitAsync(await browser.SendAsync(look, "start", ("skipFailed", "yes")));
        Assert.That(done.Document.QuerySelectorAll("tbody th.number").Select(cell => cell.TextContent), Is.EqualTo(new[] { "3", "4" }));
        var mend = await browser.OpenDoneAsync(done.Document.QuerySelector("a[download]")!.GetAttribute("href")!);
        Assert.That(mend.Response.Content.Headers.ContentDisposition!.FileNameStar ?? mend.Response.Content.Headers.ContentDisposition.FileName, Does.Contain("gifts-to-mend.csv"));
        Assert.That(mend.Html, Does.Contain("b,?x,2026-02-05").And.Contain("c,7.00,2026-01-31"));

        var second = await browser.UploadAsync("mended.csv", mend.Html.Replace("?x", "6.00").Replace("2026-01-31", "2026-02-28"));
        Assert.That((await browser.WaitAsync(await browser.SendAsync(second, "start"))).Text, Does.Contain("Gifts posted2").And.Contain("13.00"));

        var removed = await browser.SendAsync(await browser.OpenDoneAsync(done.Path), "remove");
        Assert.That((removed.Path, (await browser.OpenAsync(done.Path)).Status), Is.EqualTo(("/import", HttpStatusCode.NotFound)));
        Assert.That((await browser.OpenDoneAsync("/import")).Text, Does.Contain("gifts.csv"), "what was posted stays");
    }

    [Test]
    public async Task Refused_rows_are_paged()
    {
        using var browser = await BrowseAsync();
        var look = await browser.UploadAsync("x.csv", "捐赠人,金额,日期\nx,1.00,2026-02-01\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"x,坏{i},2026-02-01\n")));
        var second = await browser.OpenDoneAsync(look.Document.QuerySelector(".pages [rel=next]")!.GetAttribute("href")!);
        Assert.That(second.Document.QuerySelectorAll("[aria-labelledby=failed] tbody tr").Length, Is.EqualTo(10));
    }

    [TestCase("", "文件是空的", "The file is empty")]
    [TestCase("%PDF-1.7 x", "文件是PDF", "The file is a PDF")]
    [TestCase("\u0089PNG", "文件是图片", "The file is a picture")]
    [TestCase("\u00d0\u00cf\u0011\u00e0 locked", "打开密码", "locked with a password")]
    public async Task What_is_no_list_is_refused_beside_the_field_with_the_mend(string content, string zh, string en)
    {
        using var browser = await BrowseAsync();
        foreach (var (language, says) in new[] { ("zh-CN", zh), ("en", en) })
        {
            await browser.OpenDoneAsync("/import?lang=" + language);
            var refused = await browser.UploadAsync("名单.xlsx", Encoding.Latin1.GetBytes(content));
            Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(refused.Document.GetElementById("file-error")!.TextContent, Does.Contain(says));
            Assert.That(refused.Document.QuerySelector("[role=alert] a[href='#file']"), Is.Not.Null);
            Assert.That(refused.Field("fund"), Is.EqualTo("F1"));
        }
    }

    [Test]
    public async Task Without_a_file_or_a_fund_the_field_is_named()
    {
        await NewFundAsync("F2");
        using var browser = await BrowseAsync();
        Assert.That((await browser.UploadAsync("", [], ("fund", "F1"))).Document.GetElementById("file-error"), Is.Not.Null);
        Assert.That((await browser.UploadAsync("x.csv", List)).Document.GetElementById("fund-error"), Is.Not.Null);
        Assert.That((await browser.UploadAsync("x.csv", List, ("fund", "F9"))).Document.GetElementById("fund-error")!.TextContent, Does.Contain("F9"));
    }

    [Test]
    public async Task A_file_over_the_limit_is_heard_to_its_end_and_refused()
    {
        using var browser = await BrowseAsync(Language.En);
        var refused = await browser.UploadAsync("big.csv", new byte[UploadLimits.FileBytes + 5_000_000]);
        Assert.That(refused.Document.GetElementById("file-error")!.TextContent, Does.Contain("larger than 32 MB").And.Contain("Split it"));
    }

    [Test]
    public async Task A_list_in_GB18030_is_read_as_it_is()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var browser = await BrowseAsync();
        Assert.That((await browser.UploadAsync("旧.csv", Encoding.GetEncoding("gb18030").GetBytes(List))).Text, Does.Contain("王小明").And.Contain("1,327.50"));
    }

    [Test]
    public async Task Without_the_forms_token_nothing_is_taken()
    {
        using var browser = await BrowseAsync();
        foreach (var token in new[] { "", "forged" })
            Assert.That((await browser.UploadAsync("x.csv", Encoding.UTF8.GetBytes(List), ("__RequestVerificationToken", token))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        using var bare = new FormUrlEncodedContent([KeyValuePair.Create("fund", "F1")]);
        Assert.That((await browser.PostAsync("/import", bare)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await browser.OpenDoneAsync("/import")).Document.GetElementById("waiting"), Is.Null);
    }

    [Test]
    public async Task An_upload_waits_in_the_books_while_the_program_is_started_again()
    {
        string path;
        await using (var server = await Hosting.Server.StartAsync(Books))
        {
            using var browser = server.Browse();
            path = (await browser.UploadAsync("名单.csv", List)).Path;
        }

        using var later = await BrowseAsync();
        Assert.That((await later.OpenDoneAsync("/import")).Document.QuerySelector($"#waiting ~ ul a[href='{path}']"), Is.Not.Null);
        Assert.That((await later.WaitAsync(await later.SendAsync(await later.OpenDoneAsync(path), "start"))).Text, Does.Contain("入账笔数3"));
    }

    [Test]
    public async Task An_import_goes_on_by_itself_when_the_program_is_started_again_in_the_middle()
    {
        string path;
        await using (var server = await Hosting.Server.StartAsync(Books))
        {
            using var browser = server.Browse();
            path = (await browser.SendAsync(await browser.UploadAsync("名单.csv", Many(30_000)), "start")).Path;
            await browser.WaitForRowsAsync(await browser.OpenDoneAsync(path));
        }

        using var later = await BrowseAsync();
        var done = await later.WaitAsync(await later.OpenDoneAsync(path));
        Assert.That(done.Text, Does.Contain("入账笔数30,000").And.Contain("30,000.00"));
        Assert.That((await later.OpenDoneAsync("/funds/F1")).Text, Does.Contain("30,000.00"));
    }

    [Test]
    public async Task Cancelled_it_says_what_stays_and_goes_on_when_asked()
    {
        using var browser = await BrowseAsync(Language.En);
        var running = await browser.SendAsync(await browser.UploadAsync("list.csv", Many(30_000)), "start");
        Assert.That(running.Html, Does.Contain("<noscript><meta http-equiv=\"refresh\" content=\"2\">").And.Contain("What is posted stays"));
        var cancelled = await browser.WaitAsync(await browser.SendAsync(running, "cancel"));
        Assert.That(cancelled.Text, Does.Contain("The import was cancelled. What is posted stays"));
        var done = await browser.WaitAsync(await browser.SendAsync(cancelled, "start"));
        Assert.That(done.Text, Does.Contain("Gifts posted30,000"));
    }

    [Test]
    public async Task The_page_teaches_the_form_of_a_list_and_its_sample_can_be_imported()
    {
        using var browser = await BrowseAsync();
        foreach (var language in new[] { "zh-CN", "en" })
        {
            var page = await browser.OpenDoneAsync("/import?lang=" + language);
            var sample = await browser.OpenDoneAsync(page.Document.QuerySelector("a[download]")!.GetAttribute("href")!);
            var look = await browser.UploadAsync("sample.csv", sample.Html);
            Assert.That(look.Text, Does.Contain("12,250.00"));
            Assert.That(look.Document.QuerySelector("[role=alert]"), Is.Null);
        }
    }

    [Test]
    public async Task Hostile_lists_are_shown_as_they_are_and_do_nothing()
    {
        using var browser = await BrowseAsync();
        var look = await browser.UploadAsync("<img src=x>.csv", "捐赠人,金额,日期\n<script>alert(1)</script>,5.00,2026-02-03\n<b>x</b>,<i>y</i>,2026-02-03\n");
        Assert.That(look.Document.QuerySelectorAll("main script, main img, main b, main i"), Is.Empty);
        Assert.That(look.Text, Does.Contain("<script>alert(1)</script>").And.Contain("<img src=x>.csv"));
    }

    [Test]
    public async Task An_import_that_the_command_line_left_unfinished_says_what_to_do()
    {
        using var browser = await BrowseAsync();
        var look = await browser.UploadAsync("list.csv", Many(30_000));
        var cancelled = await browser.WaitAsync(await browser.SendAsync(await browser.WaitForRowsAsync(await browser.SendAsync(look, "start")), "cancel"));
        await browser.SendAsync(cancelled, "remove");
        Assert.That((await browser.OpenDoneAsync("/import")).Text, Does.Contain("请再次上传同一文件，会从停下的地方接着导入"));
        Assert.That((await browser.WaitAsync(await browser.SendAsync(await browser.UploadAsync("list.csv", Many(30_000)), "start"))).Text, Does.Contain("入账笔数30,000"));
    }

    private static string Many(int count)
    {
        var text = new StringBuilder("捐赠人,金额,日期\n");
        for (var i = 0; i < count; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"捐赠人{i},1.00,2026-02-{1 + i % 28:00}\n");
        return text.ToString();
    }
}
