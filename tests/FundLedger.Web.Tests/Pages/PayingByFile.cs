using System.Net;
using FundLedger.People.Roles;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

/// <summary>Payments by pages alone: a payee checked, payments chosen and checked, the file taken, the bank's answer recorded.</summary>
public sealed class PayingByFile : PageTest
{
    [Test]
    public async Task From_what_is_owed_to_what_was_paid()
    {
        await MakeSmallBooksAsync();
        await DoneAsync("expense --fund F1 --amount 30 --on 2026-03-05 --for 印刷 --unpaid");
        var server = await ServeAsync();
        await SitePeople.EverybodyAsync(server.Database, Today);
        using var asking = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager));
        using var checking = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "approver", PersonRole.Approver));
        using var reading = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "auditor", PersonRole.Auditor));

        Assert.That((await asking.OpenDoneAsync("/payments/payees")).Text, Does.Contain("还没有收款方"));
        var payee = await asking.RecordAsync("/record/payee", ("code", "SD"), ("name", "顺达印务"), ("bank", "中国银行"), ("number", "6217000012345678"));
        Assert.That(payee.Text, Does.Contain("6217000012345678"), "who checks compares every digit");
        await checking.SendAsync(await checking.OpenDoneAsync(payee.Path), "approve");
        Assert.That((await reading.OpenDoneAsync("/payments/payees")).Text, Does.Contain("****5678").And.Not.Contain("62170000"));

        using var administrator = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "admin", PersonRole.Administrator));
        Assert.That((await asking.OpenAsync("/record/payment-rules")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var rules = await administrator.RecordAsync("/record/payment-rules", ("cooling-days", "7"));
        Assert.That(rules.Text, Does.Contain("冷静期").And.Contain("7 天"));
        await checking.SendAsync(await checking.OpenDoneAsync(rules.Path), "approve");
        Assert.That((await administrator.OpenDoneAsync("/payments/payees")).Text, Does.Contain("冷静 7 天"));

        var page = await asking.OpenDoneAsync("/payments");
        var entry = page.Document.QuerySelectorAll("input[name=pay]")[^1].GetAttribute("value")!;
        Assert.That((await asking.SendAsync(page)).Text, Does.Contain("请勾选要付的款项"));
        Assert.That((await asking.SendAsync(page, null, ("pay", entry))).Text, Does.Contain($"请选择分录 {entry} 的收款方"));
        var proposed = await asking.SendAsync(page, null, ("pay", entry), ($"payee{entry}", "SD"), ("note", "三月印刷"));
        Assert.That(proposed.Text, Does.Contain("付给 SD").And.Contain("30.00"));
        Assert.That((await asking.OpenDoneAsync($"/payments?replaces={proposed.Path.Split('/')[^1]}")).Document.QuerySelector($"input[name=pay][value='{entry}']")!.HasAttribute("checked"), "to be changed");
        await checking.SendAsync(await checking.OpenDoneAsync(proposed.Path), "approve");
        Assert.That((await asking.OpenDoneAsync("/payments")).Text, Does.Contain("已在付款").And.Contain("待银行结果 1"));

        var order = await asking.OpenDoneAsync("/payments/1");
        Assert.That(order.Text, Does.Contain("****5678").And.Not.Contain("62170000"));
        Assert.That((await asking.OpenAsync("/payments/1/file.csv")).Html, Does.Contain("6217000012345678").And.Contain("三月印刷"));
        Assert.That((await asking.OpenAsync("/payments/1/file.csv?profile=other")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var readOnly = await reading.OpenDoneAsync("/payments/1");
        Assert.That(readOnly.Document.QuerySelector("a[href$='file.csv']"), Is.Null);
        Assert.That((await reading.OpenAsync("/payments/1/file.csv")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await reading.OpenDoneAsync("/trail")).Text, Does.Contain("取出付款文件"));

        Assert.That((await asking.SendAsync(order, "file")).Text, Does.Contain("请选择结果文件"));
        Assert.That((await asking.SendAsync(order, "one", ("on", "x"))).Text, Does.Contain("“x”不是日期"));
        var paid = await asking.SendAsync(order, "one", ("became", "Paid"), ("on", "2026-03-06"));
        Assert.That(paid.Text, Does.Contain("付成 1 笔").And.Contain("已付 2026-03-06"));
        Assert.That((await asking.OpenDoneAsync("/payments")).Document.QuerySelector($"input[name=pay][value='{entry}']"), Is.Null, "it is owed no more");
    }
}
