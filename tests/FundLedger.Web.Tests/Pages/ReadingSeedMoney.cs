using AngleSharp.Dom;
using FundLedger.Values;

namespace FundLedger.Web.Tests.Pages;

public sealed class ReadingSeedMoney : PageTest
{
    [Test]
    public async Task Every_figure_of_an_appropriation_leads_to_entries_that_come_to_it()
    {
        await MakeSmallBooksAsync();
        await DoneAsync("seed-money amend --ref 民发1号 --document-number 民发2号 --fund F1 --amount 6000");
        await DoneAsync("transfer --from F1 --to F2 --source seed-民发1号 --amount 700 --on 2026-02-01");
        await DoneAsync("seed-money owe-return --fund F1 --source seed-民发1号 --amount 50 --on 2026-03-01 --note 收回");
        using var browser = await BrowseAsync(Language.En);
        var list = await browser.OpenDoneAsync("/seed-money");
        Assert.That(list.Text, Does.Contain("民发1号").And.Contain("6,000.00").And.Contain("No money nears its deadline"));
        var page = await browser.OpenDoneAsync("/seed-money/1");
        Assert.That(page.Text, Does.Contain("民发2号"));
        var figures = page.Document.QuerySelectorAll("td a.made-of").Select(link => (link.TextContent, Path: link.GetAttribute("href")!)).ToList();
        Assert.That(figures, Has.Count.EqualTo(20));
        foreach (var (text, path) in figures)
        {
            var entries = await browser.OpenDoneAsync(path);
            Assert.That(entries.Document.QuerySelector(".sum")!.TextContent, Does.Contain(text), path);
        }
    }

    [Test]
    public async Task An_appropriation_is_registered_amended_and_its_conditions_stand_on_its_page()
    {
        await NewFundAsync("F1");
        using var browser = await BrowseAsync();
        var list = await browser.RecordAsync("/record/appropriation", ("fund", "F1"), ("ref", "民发9号"), ("from", "民政局"), ("amount", "1000"), ("years", "2"), ("issued-on", "2026-01-01"), ("covers", "yes"), ("conditions", "助老"));
        Assert.That((list.Path, list.Text.Contains("民发9号", StringComparison.Ordinal)), Is.EqualTo(("/seed-money", true)));
        await browser.RecordAsync("/record/appropriation-amendment", ("fund", "F1"), ("ref", "民发9号"), ("document-number", "民发10号"), ("amount", "1500"), ("covers", "no"), ("late", "Allow"));
        Assert.That((await browser.OpenDoneAsync("/seed-money/1")).Text, Does.Contain("民发10号").And.Contain("1,500.00").And.Contain("2027-12-31").And.Contain("助老").And.Contain("仍可支出和立项"));
        var refused = await browser.SendAsync(await browser.OpenDoneAsync("/record/appropriation"), "check", ("fund", "F1"), ("ref", "x"), ("from", "民政局"), ("amount", "1"), ("years", "二"));
        Assert.That(refused.Document.GetElementById("years-error")!.TextContent, Does.Contain("不是整数"));
    }

    [Test]
    public async Task Evidence_is_taken_in_with_the_form_and_read_by_whoever_checks()
    {
        await NewFundAsync("F1");
        using var browser = await BrowseAsync();
        var form = await browser.OpenDoneAsync("/record/cofunding-proof");
        Assert.That((await browser.SendAsync(form, "check", ("fund", "F1"), ("amount", "40"), ("what", "某公司账户"))).Document.GetElementById("document-error"), Is.Not.Null, "without a file");

        var fields = form.FieldsOf(form.FormWith("check"));
        (fields["fund"], fields["amount"], fields["what"], fields["step"]) = ("F1", "40", "某公司账户", "check");
        using var sent = new MultipartFormDataContent();
        foreach (var (field, value) in fields) sent.Add(new StringContent(value), field);
        using var file = new ByteArrayContent([1, 2, 3]);
        sent.Add(file, "document-file", "statement.pdf");
        var check = await SeenPage.OfAsync(await browser.PostAsync(form.Path, sent));
        Assert.That(check.Text, Does.Contain("已收下"));

        var proposal = await browser.SendAsync(check, "record");
        Assert.That(proposal.Path, Does.Match("^/approvals/[0-9]+$"), proposal.Text);
        var evidence = await browser.SaveAsync(proposal.Document.QuerySelectorAll("a").Single(link => link.TextContent == "下载").GetAttribute("href")!);
        Assert.That((await evidence.Content.ReadAsByteArrayAsync(), evidence.Content.Headers.ContentDisposition!.FileName), Is.EqualTo((new byte[] { 1, 2, 3 }, "statement.pdf")));
        Assert.That((await browser.SaveAsync("/approvals/99/evidence")).StatusCode, Is.EqualTo(System.Net.HttpStatusCode.NotFound));
    }

    [Test]
    public async Task What_is_asked_of_social_money_stands_on_its_page()
    {
        await NewFundAsync("F1");
        using var browser = await BrowseAsync(Language.En);
        Assert.That((await browser.OpenDoneAsync("/cofunding?fund=F1")).Text, Does.Contain("No social money is asked for"));
        var page = await browser.RecordAsync("/record/cofunding", ("fund", "F1"), ("share", "40"), ("from", "2026-01-01"), ("ref", "民发7号"));
        Assert.That((page.Path, page.Text.Contains("40%", StringComparison.Ordinal)), Is.EqualTo(("/cofunding?fund=F1", true)));
        var refused = await browser.SendAsync(await browser.OpenDoneAsync("/record/seed-money"), "check", ("fund", "F1"), ("amount", "60"), ("from", "民政局"), ("ref", "民发9号"), ("on", "2026-02-01"));
        Assert.That(refused.Document.QuerySelector("[role=alert]")!.TextContent, Does.Contain("40.00 CNY is missing"));
        var end = await browser.SendAsync(await browser.OpenDoneAsync(page.Document.QuerySelectorAll("a").Single(link => link.TextContent == "End it").GetAttribute("href")!), "check", ("on", "2026-02-01"), ("reason", "over"));
        Assert.That((await browser.SendAsync(end, "record")).Path, Does.Match("^/approvals/[0-9]+$"));
    }

    [Test]
    public async Task Money_past_its_deadline_is_on_the_overview_and_leads_to_its_return()
    {
        await NewFundAsync("F1");
        await DoneAsync("seed --fund F1 --amount 100 --on 2026-01-05 --from 民政局 --ref 民发1号 --spend-by 2026-03-31");
        using var browser = await BrowseAsync();
        Assert.That((await browser.OpenDoneAsync("/")).Document.QuerySelector(".attention .urgent")!.TextContent, Does.Contain("使用期限").And.Contain("100.00").And.Contain("2026-03-31 已到期"));
        var list = await browser.OpenDoneAsync("/seed-money");
        var check = await browser.SendAsync(await browser.OpenDoneAsync(list.Document.QuerySelectorAll("a").Single(link => link.TextContent == "记应退").GetAttribute("href")!), "check");
        Assert.That(check.Text, Does.Contain("退回财政资金"));
        Assert.That((await browser.SendAsync(check, "record")).Path, Does.Match("^/(entries|approvals)/[0-9]+$"));
    }
}
