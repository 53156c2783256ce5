using System.Net;
using FundLedger.People.Roles;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

/// <summary>An account by pages alone: opened, a statement taken in, matched, booked, reconciled, locked and unlocked by two.</summary>
public sealed class KeepingTheBank : PageTest
{
    private const string March = "日期,金额,余额,对方户名,流水号,摘要\n2026-03-11,110.00,110.00,王小明,T1,善款\n2026-03-12,60.00,170.00,李四,T2,\n2026-03-13,-5.00,165.00,,,短信服务费\n2026-03-15,7.00,172.00,不明,T4,\n2026-03-15,7.00,172.00,不明,T4,\n";

    private Server server = null!;

    private async Task<(Browser Manager, Browser Approver, Browser Auditor)> MakeSiteAsync()
    {
        await MakeSmallBooksAsync();
        server = await ServeAsync();
        await SitePeople.EverybodyAsync(server.Database, Today);
        return (await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager)), await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "approver", PersonRole.Approver)),
            await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "auditor", PersonRole.Auditor)));
    }

    [Test]
    public async Task A_month_lands_is_matched_reconciled_locked_and_unlocked_by_two()
    {
        var (manager, approver, auditor) = await MakeSiteAsync();
        using var administrator = server.Browse();
        Assert.That((await manager.OpenDoneAsync("/bank")).Text, Does.Contain("还没有银行账户"));
        var form = await administrator.OpenDoneAsync("/bank/new");
        Assert.That((await administrator.SendAsync(form, "create", ("code", ""), ("name", "专户"))).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That((await administrator.SendAsync(form, "create", ("code", "B1"), ("name", "专户"), ("number", "6222020200001234"), ("fund", "F2"))).Text, Does.Contain("已建立银行账户").And.Contain("*1234"));

        var gift = await manager.RecordAsync("/record/donation?fund=F2", ("amount", "110"), ("on", "2026-03-11"), ("donor", "王小明"));
        var empty = await UploadAsync(manager, "");
        Assert.That((empty.Status, empty.Text), Is.EqualTo((HttpStatusCode.UnprocessableEntity, empty.Text)));
        Assert.That(empty.Text, Does.Contain("请选择要导入的对账单"));
        var landed = await UploadAsync(manager, March);
        Assert.That(landed.Text, Does.Contain("已导入").And.Contain("第 6 行与上一行完全相同"));
        Assert.That((await UploadAsync(manager, March)).Text, Does.Contain("没有再次导入"));

        var trial = await manager.OpenDoneAsync("/bank/B1/match?unmatched=Leave");
        Assert.That(trial.Text, Does.Contain("同日同金额"));
        Assert.That((await manager.WaitAsync(await manager.SendAsync(trial, "run"))).Text, Does.Contain("匹配 1 条：同日同金额").And.Contain("下一步：对账"));
        var account = await manager.OpenDoneAsync("/bank/B1");
        Assert.That(account.Text, Does.Contain("李*").And.Not.Contain("李四"));

        var line = await manager.OpenDoneAsync("/bank/line/2");
        Assert.That(line.Text, Does.Not.Contain("李四"));
        Assert.That((await manager.SendAsync(line, "reveal")).Text, Does.Contain("李四"));
        Assert.That((await auditor.OpenDoneAsync("/bank/line/2")).Text, Does.Not.Contain("李四").And.Not.Contain("入账日期"));
        var preview = await manager.SendAsync(line, "preview", ("as", "Gift"), ("remember", "1"));
        Assert.That(preview.Text, Does.Contain("将要入账").And.Contain("60.00"));
        Assert.That((await manager.SendAsync(preview, "book")).Text, Does.Contain("已入账：分录"));
        Assert.That((await manager.OpenDoneAsync("/bank/B1/rules")).Text, Does.Contain("对方含“李*”"));
        Assert.That((await manager.SendAsync(await manager.OpenDoneAsync("/bank/B1/rules"), "off")).Text, Does.Contain("第 2 版"));
        await manager.SendAsync(await manager.OpenDoneAsync("/bank/line/3"), "book", ("as", "Fee"));
        await manager.SendAsync(await manager.OpenDoneAsync("/bank/line/4"), "book", ("as", "Suspense"));
        Assert.That((await manager.OpenDoneAsync("/bank")).Text, Does.Contain("待查款项").And.Contain("超过 30 天"));
        Assert.That((await manager.SendAsync(await manager.OpenDoneAsync("/bank/line/4"), "identify", ("donor", "赵六"), ("fund", "F2"))).Text, Does.Contain("已认领"));

        var differs = await manager.OpenDoneAsync("/bank/B1/reconcile?to=2026-03-31");
        Assert.That(differs.Text, Does.Contain("两边不等").And.Contain("完全相同"));
        Assert.That((await manager.SendAsync(await manager.OpenDoneAsync("/bank/line/5"), "leave-out", ("reason", "文件重复"))).Text, Does.Contain("已剔除"));
        var tied = await manager.OpenDoneAsync("/bank/B1/reconcile?to=2026-03-31");
        Assert.That(tied.Text, Does.Contain("两边相等"));
        var locked = await manager.SendAsync(tied, "lock");
        Assert.That(locked.Text, Does.Contain("已锁定至 2026-03-31"));
        Assert.That((await manager.SendAsync(await manager.OpenDoneAsync("/bank/line/1"), "unmatch")).Text, Does.Contain("已对账锁定至"));
        using var pdf = await auditor.SaveAsync("/bank/B1/reconcile?to=2026-03-31&format=pdf");
        Assert.That((pdf.StatusCode, pdf.Content.Headers.ContentType!.MediaType), Is.EqualTo((HttpStatusCode.OK, "application/pdf")));

        var proposed = await manager.SendAsync(await manager.OpenDoneAsync("/bank/B1/reconcile"), "unlock", ("reason", "补录一行"));
        Assert.That(proposed.Text, Does.Contain("待 1 人复核").And.Contain("补录一行"));
        Assert.That((await approver.SendAsync(await approver.OpenDoneAsync(proposed.Path), "approve")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await manager.SendAsync(await manager.OpenDoneAsync("/bank/line/1"), "unmatch")).Text, Does.Contain("已撤销匹配"));
        Assert.That((await manager.SendAsync(await manager.OpenDoneAsync("/bank/line/1"), "match")).Text, Does.Contain("已匹配 110.00"), "the likeliest suggestion stands first");
        foreach (var browser in new[] { manager, approver, auditor }) browser.Dispose();
        Assert.That(gift.Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Suggestions_are_taken_in_bulk_and_what_is_not_there_is_not_found()
    {
        var (manager, approver, auditor) = await MakeSiteAsync();
        using var administrator = server.Browse();
        await administrator.SendAsync(await administrator.OpenDoneAsync("/bank/new"), "create", ("code", "B1"), ("name", "专户"), ("fund", "F2"));
        await manager.RecordAsync("/record/donation?fund=F2", ("amount", "60"), ("on", "2026-03-20"), ("donor", "李四"));
        await UploadAsync(manager, March);
        var page = await manager.OpenDoneAsync("/bank/B1/match");
        Assert.That(page.Text, Does.Contain("付款人相同"));
        Assert.That((await manager.SendAsync(page, "accept")).Text, Does.Contain("已匹配 1 条"));
        foreach (var path in new[] { "/bank/B9", "/bank/line/99", "/bank/B9/reconcile", "/bank/B1/rules?rule=9" }) Assert.That((await manager.OpenAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound), path);
        Assert.That((await auditor.OpenAsync("/bank/B1/match")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        foreach (var browser in new[] { manager, approver, auditor }) browser.Dispose();
    }

    [Test]
    public async Task A_statement_is_taken_in_and_matched_while_nobody_watches_and_a_row_that_cannot_be_read_is_told_with_its_mend()
    {
        var (manager, approver, auditor) = await MakeSiteAsync();
        using var administrator = server.Browse();
        await administrator.SendAsync(await administrator.OpenDoneAsync("/bank/new"), "create", ("code", "B1"), ("name", "专户"), ("fund", "F2"));
        await manager.RecordAsync("/record/donation?fund=F2", ("amount", "110"), ("on", "2026-03-11"), ("donor", "王小明"));
        var bad = await UploadAsync(manager, March.Replace("2026-03-12,60.00", "2026-03-12,6o", StringComparison.Ordinal));
        Assert.That((bad.Status, bad.Text), Is.EqualTo((HttpStatusCode.UnprocessableEntity, bad.Text)));
        Assert.That(bad.Text, Does.Contain("第3行").And.Contain("6o"));
        Assert.That((await manager.OpenDoneAsync("/bank/B1")).Text, Does.Contain("还没有导入对账单"));

        var landed = await UploadAsync(manager, March, "1");
        Assert.That(landed.Path, Does.Match("^/bank/B1/run/[0-9]+$"));
        Assert.That(landed.Text, Does.Contain("新明细").And.Contain("匹配 1 条：同日同金额").And.Contain("march.csv"));
        Assert.That((await manager.OpenDoneAsync(landed.Path + "/progress")).Html, Does.Contain("\"isOver\":true"));
        Assert.That((await manager.OpenDoneAsync("/bank/B1")).Text, Does.Contain("march.csv").And.Contain("相符").Or.Contain("不符"));
        foreach (var path in new[] { "/bank/B9/run/1", "/bank/B1/run/99" }) Assert.That((await manager.OpenAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound), path);
        Assert.That((await auditor.OpenAsync(landed.Path)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await manager.OpenDoneAsync("/import")).Text, Does.Not.Contain("march.csv"), "it is no list of gifts");
        Assert.That((await auditor.OpenDoneAsync("/reports")).Text, Does.Contain("银行存款余额调节表"));
        foreach (var browser in new[] { manager, approver, auditor }) browser.Dispose();
    }

    [Test]
    public async Task The_four_planted_errors_of_a_month_are_found_and_explained_on_the_page_and_in_the_report()
    {
        var (manager, approver, auditor) = await MakeSiteAsync();
        using var administrator = server.Browse();
        await administrator.SendAsync(await administrator.OpenDoneAsync("/bank/new"), "create", ("code", "B1"), ("name", "专户"), ("fund", "F2"));
        await administrator.SendAsync(await administrator.OpenDoneAsync("/bank/new"), "create", ("code", "B2"), ("name", "另一专户"), ("fund", "F1"));
        foreach (var (fund, amount, day, donor) in new[] { ("F2", "100", "11", "王小明"), ("F2", "210", "12", "李四"), ("F1", "330", "13", "和顺有限公司"), ("F2", "40", "14", "赵六") })
            await manager.RecordAsync($"/record/donation?fund={fund}", ("amount", amount), ("on", $"2026-03-{day}"), ("donor", donor));

        // 李四 gave 120 and was recorded with 210; 和顺's 330 went to F1; 赵六's 40 is missing from the file; 孙七's 5 stands there twice.
        await UploadAsync(manager, "日期,金额,余额,对方户名,流水号,摘要\n2026-03-11,100.00,100.00,王小明,T1,\n2026-03-12,120.00,220.00,李四,T2,\n2026-03-13,330.00,550.00,和顺有限公司,T3,\n2026-03-15,5.00,595.00,孙七,T6,\n2026-03-15,5.00,595.00,孙七,T6,\n", "1");
        var page = await manager.OpenDoneAsync("/bank/B1/reconcile?to=2026-03-31");
        using var report = await auditor.SaveAsync("/bank/B1/reconcile?to=2026-03-31&format=html");
        var told = await report.Content.ReadAsStringAsync();
        string[] wanted =
        [
            "“march.csv”第 6 行与上一行完全相同，余额也没有变化：多出 5.00，请剔除一条",
            "“march.csv”第 5 行（2026-03-15）处余额与明细不符，缺少明细 40.00；账上分录", "正是此数",
            "为 120.00，账上分录", "为 210.00，付款人或流水号相同，相差 -90.00",
            "的 330.00（明细 3）在账上记入了账户 B2：分录", "多半是记错了基金",
        ];
        Assert.Multiple(() =>
        {
            Assert.That(page.Text, Does.Contain("两边不等").And.Contain("35.00"));
            foreach (var sentence in wanted)
            {
                Assert.That(page.Text, Does.Contain(sentence));
                Assert.That(told, Does.Contain(sentence));
            }
        });
        foreach (var browser in new[] { manager, approver, auditor }) browser.Dispose();
    }

    /// <param name="match">"1" to have its lines matched as well.</param>
    private static async Task<SeenPage> UploadAsync(Browser browser, string content, string? match = null)
    {
        var page = await browser.OpenDoneAsync("/bank/B1/import");
        var fields = page.FieldsOf(page.FormWith("import"));
        fields.Remove("file");
        fields.Remove("skip");
        if (match is null) fields.Remove("match");
        fields["step"] = "import";
        using var form = new MultipartFormDataContent();
        foreach (var (field, value) in fields) form.Add(new StringContent(value), field);
        if (content.Length > 0) form.Add(new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(content)), "file", "march.csv");
        return await browser.WaitAsync(await SeenPage.OfAsync(await browser.PostAsync("/bank/B1/import", form)));
    }
}
