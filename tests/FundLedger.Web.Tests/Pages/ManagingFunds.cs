using System.Net;

namespace FundLedger.Web.Tests.Pages;

/// <summary>Freezing, closing and budgeting, by pages alone.</summary>
public sealed class ManagingFunds : PageTest
{
    [Test]
    public async Task A_fund_is_frozen_with_a_reason_and_says_so_until_it_is_unfrozen()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        var form = await browser.OpenDoneAsync("/funds/F1/freeze");
        Assert.That((await browser.SendAsync(form, "freeze")).Text, Does.Contain("请写明原因"));
        Assert.That((await browser.SendAsync(form, "freeze", ("reason", "正在核查"))).Text, Does.Contain("已冻结").And.Contain("使用中 → 已冻结").And.Contain("正在核查"));
        Assert.That((await browser.OpenDoneAsync("/funds")).Text, Does.Contain("已冻结"));
        Assert.That((await browser.SendAsync(await browser.OpenDoneAsync("/record/expense?fund=F1"), "check", ("amount", "1"), ("for", "书架"))).Text, Does.Contain("基金 F1 已冻结"));
        var open = await browser.SendAsync(await browser.OpenDoneAsync("/funds/F1/freeze"), "unfreeze", ("reason", "查清了"));
        Assert.That(open.Document.QuerySelector("h1 .tag"), Is.Null);
    }

    [Test]
    public async Task Closing_says_what_stands_in_the_way_then_where_the_rest_goes_and_shows_what_it_will_post()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        Assert.That((await browser.OpenDoneAsync("/funds/F1/close")).Text, Does.Contain("终止之前先要办完").And.Contain("300.00 未付清").And.Contain("下级基金 F2"));

        var form = await browser.OpenDoneAsync("/funds/F2/close");
        Assert.That((await browser.SendAsync(form, "check", ("document", "决议1号"), ("reason", "任务完成"))).Text, Does.Contain("来源 donation 结余 80.00，请说明去向"));
        var check = await browser.SendAsync(form, "check", ("to-donation", "F1"), ("document", "决议1号"), ("reason", "任务完成"));
        Assert.That(check.Text, Does.Contain("将记入：基金终止清算").And.Contain("80.00"));
        var changed = await browser.SendAsync(check, "change");
        Assert.That(changed.Document.QuerySelector("option[value=F1][selected]"), Is.Not.Null, "what was chosen stands");
        var closed = await browser.SendAsync(await browser.SendAsync(changed, "check"), "propose");
        Assert.That(closed.Text, Does.Contain("已终止").And.Contain("任务完成"));
        Assert.That((await browser.SendAsync(await browser.OpenDoneAsync("/record/donation?fund=F2"), "check", ("amount", "1"))).Text, Does.Contain("基金 F2 已终止"));

        var reopened = await browser.SendAsync(await browser.OpenDoneAsync("/funds/F2/close"), "propose", ("reason", "还要用"));
        Assert.That(reopened.Text, Does.Contain("已终止 → 使用中"));
    }

    [Test]
    public async Task A_budget_is_set_charged_by_an_expense_and_changed()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        Assert.That((await browser.OpenDoneAsync("/budgets")).Text, Does.Contain("还没有年度预算").And.Contain("1 : 0.25"));
        var form = await browser.OpenDoneAsync("/budgets/set?fund=F1&year=2026");
        Assert.That((await browser.SendAsync(form, "propose", ("amount", "1000"), ("document", "决议3号"), ("code1", "A1"), ("category1", "初创"), ("amount1", "一百"))).Text, Does.Contain("第 1 个预算项"));
        var set = await browser.SendAsync(form, "propose", ("amount", "1000"), ("document", "决议3号"), ("code1", "A1"), ("category1", "初创"), ("amount1", "600"), ("for1", "F2"));
        Assert.That(set.Text, Does.Contain("初创").And.Contain("600.00").And.Contain("400.00"));

        var charged = await browser.RecordAsync("/record/expense?fund=F2", ("amount", "50"), ("for", "书架"), ("envelope", "A1"));
        Assert.That(charged.Status, Is.EqualTo(HttpStatusCode.OK), charged.Text);
        Assert.That((await browser.OpenDoneAsync("/budgets")).Text, Does.Contain("550.00").And.Contain("950.00"));
        var change = await browser.OpenDoneAsync("/budgets/set?fund=F1&year=2026");
        Assert.That(change.Document.QuerySelector("input[name=code1]")!.GetAttribute("value"), Is.EqualTo("A1"));
        Assert.That((await browser.SendAsync(change, "propose", ("amount1", "49"))).Text, Does.Contain("已列支 50.00"));
        Assert.That((await browser.SendAsync(change, "propose", ("amount", "2000"))).Text, Does.Contain("第 2 版"));
    }

    [Test]
    public async Task A_tree_of_funds_is_rolled_up_and_its_figures_lead_to_their_entries()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        var report = await browser.OpenDoneAsync((await browser.OpenDoneAsync("/funds/F1")).Document.QuerySelector("a[href*='fund-tree']")!.GetAttribute("href")!);
        Assert.That(report.Text, Does.Contain("基金汇总表").And.Contain("内部划转"));
        var links = report.Document.QuerySelectorAll("a[href*='figure=income']").Select(link => link.GetAttribute("href")!).ToList();
        Assert.That((await browser.OpenDoneAsync(links.First(link => !link.Contains("below=all", StringComparison.Ordinal)))).Text, Does.Contain("6,234.50"));
        Assert.That((await browser.OpenDoneAsync(links.First(link => link.Contains("below=all", StringComparison.Ordinal)))).Text, Does.Contain("6,314.50").And.Contain("及其下 1 个"));
        var inside = report.Document.QuerySelectorAll("a[href*='part=inside']").First();
        Assert.That((await browser.OpenDoneAsync(inside.GetAttribute("href")!)).Text, Does.Contain("表内各基金之间的划转").And.Contain("就是所点的数字"));
    }
}
