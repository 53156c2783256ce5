using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using FundLedger.Values;
using UglyToad.PdfPig;

namespace FundLedger.Web.Tests.Pages;

public sealed class ReadingReports : PageTest
{
    private const string Year = "fund=F1&from=2026-01-01&to=2026-04-15";

    [Test]
    public async Task A_report_is_chosen_by_report_fund_and_days_and_has_an_address_that_stays()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        var ask = await browser.OpenDoneAsync("/reports");
        Assert.That((ask.Field("from"), ask.Field("to"), ask.Field("fund")), Is.EqualTo(("2026-01-01", "2026-04-15", "")));
        var report = await browser.OpenDoneAsync("/reports?report=fund-statement&fund=F1&from=2026-01-01&to=2026-04-15&doc=zh-CN");
        Assert.That(report.Path, Is.EqualTo("/reports/fund-statement?fund=F1&from=2026-01-01&to=2026-04-15&doc=zh-CN"));
        Assert.That(report.Document.QuerySelector("h1")!.TextContent, Is.EqualTo("基金收支明细表"));
        Assert.That(report.Text, Does.Contain("6,254.50").And.Contain("27.41").And.Contain("6,227.09"));
    }

    [TestCase("this-month", "from=2026-04-01&to=2026-04-15")]
    [TestCase("last-month", "from=2026-03-01&to=2026-03-31")]
    [TestCase("this-quarter", "from=2026-04-01&to=2026-04-15")]
    [TestCase("this-year", "from=2026-01-01&to=2026-04-15")]
    [TestCase("last-year", "from=2025-01-01&to=2025-12-31")]
    public async Task Days_can_be_asked_for_by_name(string days, string expected)
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        Assert.That((await browser.OpenDoneAsync($"/reports?report=trial-balance&fund=F1&from=x&to=y&days={days}")).Path, Does.Contain(expected));
        Assert.That((await browser.OpenDoneAsync($"/reports?report=fund-balances&fund=F1&days={days}")).Path, Does.Contain(expected[expected.IndexOf("to=", StringComparison.Ordinal)..]).And.Not.Contain("from="));
    }

    [TestCase("fund=F1&from=2026-02-30&to=", "from to")]
    [TestCase("fund=F1&from=2026-03-01&to=2026-02-01", "to")]
    [TestCase("fund=NONE&from=2026-01-01&to=2026-02-01", "fund")]
    [TestCase("from=2026-01-01&to=2026-02-01", "fund")]
    [TestCase("fund=F1&from=2026-01-01&to=2026-02-01&known=yesterday", "known")]
    [TestCase("fund=F1&from=2026-01-01&to=2026-02-01&doc=fr", "doc")]
    [TestCase("fund=F1&from=1600-01-01&to=2026-02-01", "from")]
    public async Task What_is_wrong_is_said_beside_the_field_and_above(string query, string fields)
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        foreach (var language in Enum.GetValues<Language>())
        {
            using var browser = server.Browse(language);
            var page = await browser.OpenDoneAsync("/reports/fund-statement?" + query);
            Assert.That(page.Document.QuerySelectorAll(".problems a").Select(link => link.GetAttribute("href")), Is.EqualTo(fields.Split(' ').Select(field => "#" + field)));
            foreach (var field in fields.Split(' '))
            {
                Assert.That(page.Document.GetElementById(field + "-error"), Is.Not.Null, field);
                Assert.That(page.Document.GetElementById(field)!.GetAttribute("aria-describedby"), Does.StartWith(field + "-error"));
            }

            var file = await browser.OpenAsync("/reports/fund-statement.pdf?" + query);
            Assert.That(file.Document.QuerySelector(".problems"), Is.Not.Null, "a file that cannot be made leads to the page that says why");
        }
    }

    [Test]
    public async Task Every_figure_on_a_page_leads_to_entries_that_add_up_to_it(
        [Values("/reports/fund-statement?" + Year, "/reports/trial-balance?" + Year, "/reports/fund-balances?fund=F1&to=2026-04-15", "/", "/funds/F1", "/funds/F2")] string path)
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync(Language.En);
        var page = await browser.OpenDoneAsync(path);
        var links = page.Document.QuerySelectorAll("main a[href^='/entries?figure']").ToList();
        Assert.That(links, Has.Count.GreaterThan(9));
        foreach (var group in links.GroupBy(link => link.GetAttribute("href")!))
        {
            var sum = (await browser.OpenDoneAsync(group.Key)).Document.QuerySelector(".sum");
            Assert.That(sum, Is.Not.Null, group.Key);
            foreach (var link in group) Assert.That(Number(link.TextContent), Is.EqualTo(Number(sum!.TextContent)), $"{path} {group.Key}");
        }
    }

    [Test]
    public async Task Each_line_leads_to_its_entry_and_says_so()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        var lines = (await browser.OpenDoneAsync("/reports/fund-statement?" + Year)).Document.QuerySelectorAll("#main tbody th.number a").Select(link => link.GetAttribute("href"));
        Assert.That(lines, Is.EqualTo(new[] { "/entries/1", "/entries/2", "/entries/2", "/entries/7", "/entries/8" }));
    }

    [Test]
    public async Task A_list_of_a_figure_that_is_narrowed_no_longer_claims_to_be_all_of_it()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        var whole = await browser.OpenDoneAsync("/entries?figure=cash&fund=F1&to=2026-04-15");
        Assert.That(whole.Text, Does.Contain("合计 ¥6,227.09"));
        var part = await browser.OpenDoneAsync("/entries?figure=cash&fund=F1&to=2026-04-15&kind=donation");
        Assert.That(part.Document.QuerySelector(".sum"), Is.Null);
        Assert.That(part.Document.QuerySelectorAll("input[type=hidden][name=figure]").Length, Is.EqualTo(1), "the form keeps the figure");
        Assert.That(part.Document.QuerySelectorAll("main tbody th.number").Length, Is.EqualTo(2));
    }

    [Test]
    public async Task A_figure_that_its_entries_do_not_add_up_to_is_not_passed_over()
    {
        await MakeSmallBooksAsync();
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(Books, "fundledger.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var tampering = connection.CreateCommand();
            tampering.CommandText = "UPDATE account_balances SET debit_minor = debit_minor + 100 WHERE account_id IN (SELECT account_id FROM accounts WHERE code = '1002')";
            await tampering.ExecuteNonQueryAsync();
        }

        using var browser = await BrowseAsync(Language.En);
        var page = await browser.OpenDoneAsync("/entries?figure=cash&fund=F1&source=donation&to=2026-04-15");
        Assert.That(page.Document.QuerySelector("[role=alert]")!.TextContent, Does.Contain("1,227.09").And.Contain("1,228.09").And.Contain("verify"));
        Assert.That(page.Document.QuerySelector(".sum"), Is.Null);
    }

    [TestCase("from=9999-12-31&to=0001-01-01", "0.00")]
    [TestCase("from=0001-01-01&to=9999-12-31", "6,227.09")]
    [TestCase("", "6,227.09")]
    public async Task Days_beyond_any_books_are_no_mistake_when_entries_are_counted(string days, string expected)
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        Assert.That((await browser.OpenDoneAsync("/entries?figure=cash&fund=F1&" + days)).Document.QuerySelector(".sum")!.TextContent, Is.EqualTo("¥" + expected));
    }

    [TestCase("figure=nothing")]
    [TestCase("figure=cash&source-kind=Nothing")]
    [TestCase("figure=cash&through=x")]
    [TestCase("figure=cash&fund=NONE")]
    [TestCase("figure=cash&fund=F1&source=nothing")]
    [TestCase("figure=debits&fund=F1&account=0000")]
    public async Task A_figure_that_does_not_exist_is_refused_in_words(string query)
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        Assert.That((await browser.OpenDoneAsync("/entries?" + query)).Document.QuerySelectorAll(".problems li").Length, Is.EqualTo(1));
    }

    [Test]
    public async Task Every_report_is_saved_in_every_format_and_both_languages_and_what_came_can_be_opened(
        [Values("fund-statement", "trial-balance", "fund-balances")] string report, [Values("zh-CN", "en")] string document)
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        using var browser = server.Browse();
        var page = await browser.OpenDoneAsync($"/reports/{report}?{Year}&doc={document}");
        var files = page.Document.QuerySelectorAll("a[download]").Select(link => link.GetAttribute("href")!).ToList();
        Assert.That(files, Has.Count.EqualTo(5));
        foreach (var path in files)
        {
            using var answer = await browser.SaveAsync(path);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), path);
            MustBeKeptInBounds(answer, path);
            MustOpen(bytes, path);
            var name = answer.Content.Headers.ContentDisposition!;
            var extension = Path.GetExtension(path[..path.IndexOf('?', StringComparison.Ordinal)]);
            Assert.That(name.DispositionType, Is.EqualTo("attachment"));
            Assert.That(name.FileName, Does.StartWith($"{report}-F1-").And.EndsWith(extension).And.Match("^[!-~]+$"), "the plain name");
            Assert.That(name.FileNameStar, document == "en" ? Does.Match("^(Fund|Trial) [a-z]+ F1 .*2026-04-15") : Does.Match("表_F1_.*2026-04-15"));
            Assert.That(name.FileNameStar, Does.EndWith(extension));
        }
    }

    private static void MustBeKeptInBounds(HttpResponseMessage answer, string path)
    {
        Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }), path);
        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("default-src 'self'").And.Not.Contain("unsafe"), path);
        Assert.That(answer.Headers.CacheControl!.Private, Is.True, path);
    }

    private static void MustOpen(byte[] bytes, string path)
    {
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        if (path.Contains(".pdf?", StringComparison.Ordinal))
        {
            using var pdf = PdfDocument.Open(bytes);
            Assert.That(pdf.GetPage(1).Text, Does.Contain("F1"));
        }
        else if (path.Contains(".xlsx?", StringComparison.Ordinal))
        {
            using var workbook = new ZipArchive(new MemoryStream(bytes));
            Assert.That(workbook.GetEntry("xl/worksheets/sheet1.xml"), Is.Not.Null);
        }
        else if (path.Contains(".json?", StringComparison.Ordinal))
        {
            using var json = JsonDocument.Parse(bytes);
            Assert.That(json.RootElement.EnumerateObject().Any());
        }
        else
        {
            Assert.That(text, path.Contains(".html?", StringComparison.Ordinal) ? Does.StartWith("<!DOCTYPE html>").And.EndsWith("</html>\n") : Does.Contain(".00"), path);
        }
    }

    [Test]
    public async Task A_file_says_what_its_reader_saw_whatever_was_recorded_meanwhile()
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        using var browser = server.Browse();
        var page = await browser.OpenDoneAsync("/reports/fund-balances?fund=F1&to=2026-04-15");
        var path = page.Document.QuerySelectorAll("a[download]").Select(link => link.GetAttribute("href")!).Single(link => link.Contains(".csv", StringComparison.Ordinal));
        var before = (await browser.OpenAsync(path)).Html;
        await browser.RecordAsync("/record/donation?fund=F1", ("amount", "99"), ("on", "2026-04-14"));
        Assert.That((await browser.OpenDoneAsync("/reports/fund-balances?fund=F1&to=2026-04-15")).Text, Does.Contain("6,326.09"));
        Assert.That(before, Does.Contain("1227.09"));
        Assert.That(page.Document.QuerySelector(".report-figures a")!.GetAttribute("href"), Does.EndWith("through=8"));
        Assert.That((await browser.OpenDoneAsync(page.Document.QuerySelector(".report-figures a")!.GetAttribute("href")!)).Document.QuerySelector(".sum")!.TextContent, Is.EqualTo("¥6,227.09"));
    }

    [Test]
    public async Task A_long_statement_is_shown_a_page_at_a_time_and_each_page_carries_the_sums_on()
    {
        await NewFundAsync();
        await DoneAsync($"import donations {Write("gifts.csv", "姓名,金额,日期\n" + string.Concat(Enumerable.Range(1, 450).Select(i => $"捐赠人{i},{i}.00,2026-01-05\n")))} --fund F1");
        using var browser = await BrowseAsync();
        var first = await browser.OpenDoneAsync("/reports/fund-statement?" + Year);
        Assert.That(first.Text, Does.Contain("这是第 1 页：第 1 至 200 行").And.Contain("过次页"));
        var second = await browser.OpenDoneAsync(first.Document.QuerySelector("[rel=next]")!.GetAttribute("href")!);
        Assert.That(second.Document.QuerySelector(".report-table .brought-forward")!.TextContent, Does.Contain("承前页").And.Contain("20,100.00"));
        Assert.That(first.Document.QuerySelector(".report-table .subtotal")!.TextContent, Does.Contain("20,100.00"));
        Assert.That(second.Document.QuerySelectorAll(".report-chart").Length, Is.Zero, "what is not lines stands on the first page");
        var third = await browser.OpenDoneAsync(second.Document.QuerySelector("[rel=next]")!.GetAttribute("href")!);
        Assert.That(third.Document.QuerySelector(".report-table .total")!.TextContent, Does.Contain("101,475.00"));
        Assert.That(third.Document.QuerySelector("[rel=next]"), Is.Null);
        Assert.That((await browser.OpenDoneAsync("/reports/fund-statement?" + Year + "&part=99")).Text, Does.Contain("这是第 3 页"));
        var entries = new[] { first, second, third }.SelectMany(page => page.Document.QuerySelectorAll(".report-table th.number")).Select(cell => int.Parse(cell.TextContent, CultureInfo.InvariantCulture));
        Assert.That(entries, Is.EqualTo(Enumerable.Range(1, 450)));
        Assert.That(first.Html.Length, Is.LessThan(150_000));
    }

    [Test]
    public async Task What_was_known_at_a_moment_can_be_asked_for()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        Assert.That((await browser.OpenDoneAsync("/reports/fund-balances?fund=F1&to=2026-04-15&known=2026-01-01T00:00")).Document.QuerySelectorAll(".report-figures dd").Select(figure => figure.TextContent), Is.All.EqualTo("0.00"));
        var known = await browser.OpenDoneAsync("/reports/fund-balances?fund=F1&to=2026-04-15&known=2026-04-15T12:00:00");
        Assert.That(known.Text, Does.Contain("6,227.09"));
        Assert.That(known.Field("known"), Is.EqualTo("2026-04-15T12:00:00"));
    }

    [Test]
    public async Task Empty_books_say_how_to_go_on()
    {
        using var browser = await BrowseAsync();
        Assert.That((await browser.OpenDoneAsync("/reports")).Document.QuerySelector("main a.button")!.GetAttribute("href"), Is.EqualTo("/record/fund"));
    }

    [Test]
    public async Task Days_without_a_line_say_how_to_go_on()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        var page = await browser.OpenDoneAsync("/reports/fund-statement?fund=F1&from=2025-01-01&to=2025-12-31");
        Assert.That(page.Document.QuerySelector(".note a[href='/entries?fund=F1']"), Is.Not.Null);
    }

    [Test]
    public async Task The_look_of_a_report_is_a_file_and_its_article_holds_no_style()
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        var css = await server.GetAsync("/report.css");
        Assert.That((css.Status, css.Header("Content-Type")), Is.EqualTo((HttpStatusCode.OK, "text/css; charset=utf-8")));
        Assert.That(css.Body, Does.Contain(".report-table").And.Contain("counter(page)"));
        using var browser = server.Browse();
        var page = await browser.OpenDoneAsync("/reports/fund-statement?" + Year);
        Assert.That(page.Document.QuerySelectorAll("style, [style], script").Length, Is.Zero);
        Assert.That(page.Document.QuerySelector("link[href='/report.css']"), Is.Not.Null);
    }

    private static decimal Number(string text) => decimal.Parse(text.Replace('−', '-').Replace("¥", "", StringComparison.Ordinal).Trim().TrimStart('+'), NumberStyles.Number, CultureInfo.InvariantCulture);
}
