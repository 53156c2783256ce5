using System.Net;
using FundLedger.Values;

namespace FundLedger.Web.Tests.Pages;

/// <summary>Receipts, batches, gifts for several funds and pledges, by pages alone.</summary>
public sealed class HandlingReceipts : PageTest
{
    [Test]
    public async Task A_receipt_is_registered_made_void_and_issued_again()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        var list = await browser.OpenDoneAsync("/receipts");
        Assert.That(list.Text, Does.Contain("作废：捐款已冲销").And.Contain("部分退款").And.Contain("王*").And.Not.Contain("王小明"));
        var page = await browser.OpenDoneAsync("/receipts/MAIN/2026-000001");
        Assert.That(page.Text, Does.Contain("人民币壹仟贰佰叁拾肆元伍角整").And.Contain("还没有登记"));
        Assert.That((await browser.SendAsync(page, "register", ("code", "32060125"), ("number", ""), ("check", "f3a91c"), ("issued", "2026-02-10"))).Text, Does.Contain("票据号码应为"));
        var registered = await browser.SendAsync(page, "register", ("code", "32060125"), ("number", "0001847203"), ("check", "f3a91c"), ("issued", "2026-02-10"));
        Assert.That(registered.Text, Does.Contain("已登记财政票据（第 1 版）").And.Contain("0001847203"));
        Assert.That((await browser.SendAsync(registered, "void", ("reason", ""))).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        var voided = await browser.SendAsync(registered, "void", ("reason", "抬头开错"));
        Assert.That(voided.Text, Does.Contain("已作废").And.Contain("抬头开错").And.Contain("另开一张"));
        var again = await browser.SendAsync(voided, "reissue");
        Assert.That(again.Text, Does.Contain("已另开收据 2026-000004").And.Contain("2026-000001"));
        Assert.That((await browser.OpenDoneAsync("/entries/2")).Document.QuerySelector(".receipt")!.TextContent, Is.EqualTo("2026-000004"));
        Assert.That((await browser.OpenAsync("/receipts/MAIN/2026-000099")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        await DoneAsync("verify");
    }

    [Test]
    public async Task Many_are_issued_after_a_look_and_files_are_saved()
    {
        await MakeSmallBooksAsync();
        await DoneAsync($"import donations {Write("gifts.csv", "姓名,金额,日期\n赵六,7.00,2026-02-03\n,5.00,2026-02-04\n孙七,8.00,2026-02-01\n")} --fund F1");
        using var browser = await BrowseAsync(Language.En);
        Assert.That((await browser.OpenAsync("/receipts/issue?fund=F1&from=2026-03-01&to=2026-01-01")).Text, Does.Contain("The last day is before the first"));
        var due = await browser.OpenDoneAsync("/receipts/issue?fund=F1&from=2026-01-01&to=2026-04-01");
        Assert.That(due.Text, Does.Contain("2 receipt(s) to issue").And.Contain("1 gift(s) of donors who left no name").And.Contain("赵*"));
        var form = due.Document.QuerySelectorAll("form[method=post]").Single();
        using var content = new FormUrlEncodedContent(form.QuerySelectorAll("input").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? "")));
        var issued = await browser.PostAsync("/receipts/issue", content);
        Assert.That(issued.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await browser.OpenDoneAsync("/receipts")).Text, Does.Contain("2026-000005"));

        foreach (var path in new[] { "/receipts/register.csv?year=2026", "/receipts/MAIN/2026-000001/document.pdf?doc=zh-CN", "/donors/1/2026/summary.pdf" })
        {
            using var saved = await browser.SaveAsync(path);
            Assert.That((saved.StatusCode, (await saved.Content.ReadAsByteArrayAsync()).Length > 500), Is.EqualTo((HttpStatusCode.OK, true)), path);
        }

        using var none = await browser.SaveAsync("/receipts/register.doc?year=2026");
        Assert.That(none.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await browser.OpenDoneAsync("/donors/1/2026")).Text, Does.Contain("Gifts of the year").And.Contain("1,234.50"));
    }

    [Test]
    public async Task A_named_receipt_is_told_to_the_trail()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        var page = await browser.OpenDoneAsync("/receipts/MAIN/2026-000001/named");
        var form = page.Document.QuerySelectorAll("form[method=post]").Last();
        using var content = new FormUrlEncodedContent(form.QuerySelectorAll("input").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? "")).Append(KeyValuePair.Create("doc", "zh-CN")));
        using var pdf = await browser.PostAsync("/receipts/MAIN/2026-000001/named", content);
        Assert.That(pdf.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/pdf"));
        Assert.That((await browser.OpenDoneAsync("/trail")).Text, Does.Contain("显示姓名"));
    }

    [Test]
    public async Task A_batch_that_differs_says_by_how_much_and_one_that_agrees_is_recorded_whole()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        var form = await browser.OpenDoneAsync("/record/batch?fund=F1");
        (string, string)[] gifts = [("total", "30"), ("donor1", "赵六"), ("amount1", "10"), ("donor2", "孙七"), ("amount2", "20"), ("on2", "2026-03-03")];
        Assert.That((await browser.SendAsync(form, "check", [("count", "3"), .. gifts])).Text, Does.Contain("相差 -1 笔"));
        Assert.That((await browser.SendAsync(form, "check", [("count", "2"), .. gifts, ("amount1", "十")])).Text, Does.Contain("第 1 行"));
        Assert.That((await browser.SendAsync(form, "rows")).Document.QuerySelector("[name=amount20]"), Is.Not.Null);
        var check = await browser.SendAsync(form, "check", [("count", "2"), .. gifts]);
        Assert.That(check.Text, Does.Contain("笔数和合计相符").And.Contain("将记入 2 笔分录"));
        Assert.That((await browser.SendAsync(check, "record")).Text, Does.Contain("已记 2 笔捐款，合计 30.00"));
    }

    [Test]
    public async Task A_gift_is_split_over_funds_and_a_part_says_what_is_missing()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        var form = await browser.OpenDoneAsync("/record/split-donation");
        Assert.That((await browser.SendAsync(form, "check", ("amount", "100"), ("donor", "赵六"), ("fund", "F1"), ("split", "60%"), ("fund2", "F2"), ("split2", "30%"))).Text, Does.Contain("合计 90%"));
        var recorded = await browser.RecordAsync("/record/split-donation", ("amount", "100"), ("donor", "赵六"), ("fund", "F1"), ("split", "60%"), ("fund2", "F2"), ("split2", "40%"));
        Assert.That(recorded.Text, Does.Contain("收据号 2026-000004"));
        Assert.That((await browser.OpenDoneAsync("/receipts/MAIN/2026-000004")).Text, Does.Contain("60.00").And.Contain("40.00").And.Contain("100.00"));
    }

    [Test]
    public async Task Two_donors_are_found_merged_and_parted_again()
    {
        await MakeSmallBooksAsync();
        await DoneAsync("donate --fund F1 --amount 5 --on 2026-03-03 --donor '王 小明'");
        using var browser = await BrowseAsync();
        var found = await browser.OpenDoneAsync("/donors/duplicates");
        Assert.That(found.Text, Does.Contain("写法只差空格").And.Not.Contain("小明"));
        Assert.That((await browser.SendAsync(found, "merge", ("donor", "x"), ("into", "1"))).Text, Does.Contain("请写捐赠人的编号"));
        var merged = await browser.SendAsync(await browser.OpenDoneAsync(found.Document.QuerySelector("a[href*='into=']")!.GetAttribute("href")!), "merge");
        Assert.That(merged.Text, Does.Contain("已并入").And.Contain("1,239.50"));
        var other = await browser.OpenDoneAsync(merged.Document.QuerySelector(".note a")!.GetAttribute("href")!);
        Assert.That((await browser.SendAsync(other, "part")).Text, Does.Contain("不再并入").And.Contain("5.00"));
        await DoneAsync("verify");
    }

    [Test]
    public async Task A_pledge_is_recorded_paid_in_part_and_ended()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        Assert.That((await browser.OpenDoneAsync("/pledges")).Text, Does.Contain("还没有认捐"));
        var recorded = await browser.RecordAsync("/record/pledge", ("fund", "F1"), ("donor", "赵六"), ("amount", "100"), ("on", "2026-02-01"), ("first", "2026-02-28"), ("every", "1"), ("count", "4"));
        Assert.That(recorded.Text, Does.Contain("25.00").And.Contain("2026-03-28").And.Contain("逾期"));
        Assert.That((await browser.SendAsync(recorded, "pay", ("amount", "30"), ("gift", "1"))).Text, Does.Contain("二者选一"));
        var paid = await browser.SendAsync(recorded, "pay", ("amount", "30"), ("on", "2026-03-01"));
        Assert.That(paid.Text, Does.Contain("尚待收 70.00"));
        Assert.That((await browser.OpenDoneAsync("/pledges")).Text, Does.Contain("2026-03-28"));
        var ended = await browser.SendAsync(paid, "end", ("reason", "无力支付"));
        Assert.That(ended.Text, Does.Contain("核销 70.00").And.Contain("无力支付"));
        await DoneAsync("verify");
    }
}
