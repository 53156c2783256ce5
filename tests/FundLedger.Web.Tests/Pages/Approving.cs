using System.Net;
using FundLedger.Donations;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Jobs;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

public sealed class Approving : PageTest
{
    private static readonly (string, string)[] Transfer = [("from", "F1"), ("to", "F2"), ("source", "donation"), ("amount", "50"), ("reason", "补助")];

    private Server server = null!;
    private string everybody = "", maker = "", checker = "";

    [Test]
    public async Task A_transfer_waits_for_another_who_sees_what_would_be_posted_and_agrees()
    {
        await MakeSiteAsync();
        using var asking = await server.BrowseAsync(maker);
        using var checking = await server.BrowseAsync(checker);
        var proposed = await asking.RecordAsync("/record/transfer", Transfer);
        Assert.That(proposed.Path, Does.Match("^/approvals/[0-9]+$"));
        Assert.That(proposed.Text, Does.Contain("待 1 人复核").And.Contain("尚待 1 人复核").And.Contain("李提"));
        Assert.That(proposed.Document.QuerySelector("button[value=approve]"), Is.Null, "the maker decides nothing");
        Assert.That(await FiguresAsync("F2"), Is.EqualTo(80m));

        var queue = await checking.OpenDoneAsync("/approvals");
        Assert.That(queue.Document.QuerySelector(".count")!.TextContent, Is.EqualTo("1"));
        Assert.That(queue.Document.QuerySelector("section[aria-labelledby=waiting]")!.TextContent, Does.Contain("基金间划转").And.Contain("50.00").And.Contain("0 天"));
        Assert.That((await checking.OpenDoneAsync("/")).Text, Does.Contain("待我复核"));
        var seen = await checking.OpenDoneAsync(proposed.Path);
        Assert.That(seen.Document.QuerySelectorAll("main table tbody tr"), Has.Length.EqualTo(4));
        Assert.That(seen.Text, Does.Contain("补助").And.Contain("通过后将记入"));

        var done = await checking.SendAsync(seen, "approve");
        Assert.That(done.Path, Is.EqualTo(proposed.Path));
        Assert.That(done.Text, Does.Contain("已通过并执行").And.Contain("分录 9"));
        Assert.That(await FiguresAsync("F2"), Is.EqualTo(130m));
        var entry = await asking.OpenDoneAsync("/entries/9");
        Assert.That(entry.Text, Does.Contain("提出：李提；复核：陈核").And.Contain("记入：李提"));
        Assert.That((await checking.OpenDoneAsync("/approvals")).Text, Does.Contain("没有等您复核的事项"));
    }

    [Test]
    public async Task It_reads_in_English_too()
    {
        await MakeSiteAsync();
        var proposed = await ProposeAsync();
        using var checking = await server.BrowseAsync(checker, Language.En);
        Assert.That((await checking.OpenDoneAsync("/approvals")).Text, Does.Contain("Waiting for me").And.Contain("You have asked for nothing yet."));
        var done = await checking.SendAsync(await checking.OpenDoneAsync($"/approvals/{proposed}"), "reject");
        Assert.That(done.Text, Does.Contain($"Number {proposed} is rejected.").And.Contain("Rejected: 陈核"));
        foreach (var path in new[] { "/approvals/settings", "/approvals/delegations" }) Assert.That((await checking.OpenDoneAsync(path)).Text, Does.Not.Contain("复核"), path);
    }

    [Test]
    public async Task Nobody_checks_their_own_whatever_they_send()
    {
        await MakeSiteAsync();
        var both = await SitePeople.AddAsync(server.Database, "周全", new NewGrant(PersonRole.FundManager, Scope.WholeLedger), new NewGrant(PersonRole.Approver, Scope.WholeLedger));
        var proposed = await ProposeAsync(both);
        using var browser = await server.BrowseAsync(both);
        var page = await browser.OpenDoneAsync($"/approvals/{proposed}");
        Assert.That(page.Document.QuerySelector("button[value=approve]"), Is.Null);
        var own = await ForgeAsync(browser, page, ("step", "approve"), ("content", await HashAsync(proposed)));
        Assert.That(own.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(own.Text, Does.Contain("不能复核本人提出的事项"));
        Assert.That(await FiguresAsync("F2"), Is.EqualTo(80m));
    }

    [Test]
    public async Task What_was_changed_meanwhile_is_not_agreed_to_by_who_saw_the_earlier()
    {
        await MakeSiteAsync();
        using var asking = await server.BrowseAsync(maker);
        using var checking = await server.BrowseAsync(checker);
        var first = await asking.RecordAsync("/record/transfer", Transfer);
        var seen = await checking.OpenDoneAsync(first.Path);
        var form = await asking.OpenDoneAsync(first.Document.QuerySelector("main a[href^='/record/transfer']")!.GetAttribute("href")!);
        Assert.That((form.Field("amount"), form.Field("reason"), form.Field("from")), Is.EqualTo(("50.00", "补助", "F1")));
        var second = await asking.SendAsync(await asking.SendAsync(form, "check", ("amount", "60")), "record");
        Assert.That(second.Path, Is.Not.EqualTo(first.Path));

        var late = await checking.SendAsync(seen, "approve");
        Assert.That((int)late.Status, Is.EqualTo(422));
        Assert.That(late.Text, Does.Contain("已被提出人撤回或替换"));
        var other = await ForgeAsync(checking, await checking.OpenDoneAsync(second.Path), ("step", "approve"), ("content", seen.FieldsOf(seen.FormWith("approve"))["content"]));
        Assert.That(other.Text, Does.Contain("您看到的内容与此事项不符"));
        Assert.That(await FiguresAsync("F2"), Is.EqualTo(80m));
    }

    [Test]
    public async Task Where_two_are_asked_for_one_is_not_enough_and_two_at_once_post_it_once()
    {
        await MakeSiteAsync(checkers: 2);
        var third = await SitePeople.AddAsync(server.Database, "郑核", PersonRole.Approver);
        var proposed = await ProposeAsync();
        using var first = await server.BrowseAsync(checker);
        var page = await first.SendAsync(await first.OpenDoneAsync($"/approvals/{proposed}"), "approve");
        Assert.That(page.Text, Does.Contain("尚需 1 人").And.Contain("同意：陈核"));
        Assert.That(page.Document.QuerySelector("button[value=approve]"), Is.Null, "everybody decides once");

        using var second = await server.BrowseAsync(third);
        using var window = await server.BrowseAsync(third);
        var (seen, again) = (await second.OpenDoneAsync($"/approvals/{proposed}"), await window.OpenDoneAsync($"/approvals/{proposed}"));
        var answers = await Task.WhenAll(second.SendAsync(seen, "approve"), window.SendAsync(again, "approve"));
        Assert.That(answers.Select(answer => answer.Status).Order(), Is.EqualTo(new[] { HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity }));
        Assert.That(await FiguresAsync("F2"), Is.EqualTo(130m));
    }

    [Test]
    public async Task A_colleague_decides_in_anothers_stead_on_the_days_it_was_delegated_and_learns_of_nothing_before()
    {
        await MakeSiteAsync();
        var helper = await SitePeople.AddAsync(server.Database, "何助", PersonRole.OrganisationViewer);
        var proposed = await ProposeAsync();
        using var helping = await server.BrowseAsync(helper);
        using var checking = await server.BrowseAsync(checker);
        var (hidden, missing) = (await helping.OpenAsync($"/approvals/{proposed}"), await helping.OpenAsync("/approvals/999"));
        Assert.That((hidden.Status, hidden.Text), Is.EqualTo((HttpStatusCode.NotFound, missing.Text)));

        var crossed = await checking.SendAsync(await checking.OpenDoneAsync("/approvals/delegations"), "delegate", ("to", helper), ("from", "2026-04-16"), ("until", "2026-04-15"));
        Assert.That(crossed.Text, Does.Contain("截止日早于起始日"));
        var delegated = await checking.SendAsync(await checking.OpenDoneAsync("/approvals/delegations"), "delegate", ("to", helper));
        Assert.That(delegated.Text, Does.Contain("何助").And.Contain("生效中"));
        var page = await helping.OpenDoneAsync($"/approvals/{proposed}");
        Assert.That(page.Text, Does.Contain("受托代为决定：陈核"));
        Assert.That((await helping.SendAsync(page, "approve")).Text, Does.Contain("同意：何助（代 陈核）"));

        var ended = await checking.SendAsync(await checking.OpenDoneAsync("/approvals/delegations"), "end");
        Assert.That(ended.Text, Does.Contain("已收回"));
        Assert.That((await helping.OpenAsync($"/approvals/{await ProposeAsync()}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Another_funds_proposal_looks_like_one_that_is_not_there()
    {
        await MakeSiteAsync();
        var ofF2 = await SitePeople.AddAsync(server.Database, "冯核", new NewGrant(PersonRole.Approver, Scope.OfFund("F2")));
        var proposed = await ProposeAsync();
        using var browser = await server.BrowseAsync(ofF2);
        var (hidden, missing) = (await browser.OpenAsync($"/approvals/{proposed}"), await browser.OpenAsync("/approvals/999"));
        Assert.That((hidden.Status, hidden.Text), Is.EqualTo((HttpStatusCode.NotFound, missing.Text)));
        Assert.That((await browser.OpenDoneAsync("/approvals")).Text, Does.Not.Contain("基金间划转"));
    }

    [Test]
    public async Task A_reversal_of_what_changed_meanwhile_is_void()
    {
        await MakeSiteAsync();
        using var asking = await server.BrowseAsync(maker);
        using var checking = await server.BrowseAsync(checker);
        var proposed = await asking.RecordAsync("/record/reversal", ("entry", "2"), ("reason", "记错"));
        (await new RefundDonation(server.Database).RunAsync(SitePeople.Asked(everybody), new Refund(new EntryId(2), new Money(100, Currency.Cny), CommandLineTest.Today, RefundWay.ChargedBack))).Expect();
        var seen = await checking.OpenDoneAsync(proposed.Path);
        Assert.That(seen.Text, Does.Contain("如果现在通过，将不能执行"));
        Assert.That((await checking.SendAsync(seen, "approve")).Text, Does.Contain("已作废").And.Contain("没有执行"));
    }

    [Test]
    public async Task A_withdrawn_one_is_said_to_be_and_its_maker_alone_withdraws()
    {
        await MakeSiteAsync();
        var proposed = await ProposeAsync();
        using var other = await server.BrowseAsync(everybody);
        var theirs = await ForgeAsync(other, await other.OpenDoneAsync($"/approvals/{proposed}"), ("step", "withdraw"));
        Assert.That((int)theirs.Status, Is.EqualTo(422));
        using var asking = await server.BrowseAsync(maker);
        Assert.That((await asking.SendAsync(await asking.OpenDoneAsync($"/approvals/{proposed}"), "withdraw")).Text, Does.Contain("已撤回"));
    }

    [Test]
    public async Task What_waits_for_days_is_marked_once_reminded_and_what_is_over_is_expired()
    {
        var (old, over) = await ProposedEarlierAsync();
        await new RemindCheckersJob(server.Database, new StandingClock(CommandLineTest.Today)).RunAsync(CancellationToken.None);
        using var checking = await server.BrowseAsync(checker);
        var queue = await checking.OpenDoneAsync("/approvals");
        var waiting = queue.Document.QuerySelector("section[aria-labelledby=waiting]")!;
        Assert.That(waiting.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(1));
        Assert.That(waiting.TextContent, Does.Contain($"第 {old} 号").And.Contain("5 天").And.Contain("2026-04-15 已提醒"));
        Assert.That((await checking.OpenDoneAsync("/")).Text, Does.Contain("其中 1 项已等候多日或即将到期"));
        Assert.That(queue.Document.QuerySelector("section[aria-labelledby=all]")!.TextContent, Does.Contain("已过期"));
        var expired = await checking.OpenDoneAsync($"/approvals/{over}");
        Assert.That(expired.Document.QuerySelector("button[value=approve]"), Is.Null);
        Assert.That(expired.Text, Does.Contain("已过期，没有执行"));
    }

    [Test]
    public async Task A_closed_month_is_reopened_from_its_page_by_two()
    {
        await MakeSiteAsync();
        using var asking = await server.BrowseAsync(maker);
        using var checking = await server.BrowseAsync(checker);
        await asking.SendAsync(await asking.OpenDoneAsync("/periods/close?entity=MAIN&month=2026-01"));
        var months = await asking.OpenDoneAsync("/periods");
        var form = await asking.OpenDoneAsync(months.Document.QuerySelector("a[href^='/periods/reopen']")!.GetAttribute("href")!);
        Assert.That((await asking.SendAsync(form, "propose")).Text, Does.Contain("请写明反结账原因"));
        var proposed = await asking.SendAsync(form, "propose", ("reason", "漏记一笔"));
        Assert.That(proposed.Text, Does.Contain("漏记一笔").And.Contain("待 1 人复核"));
        await checking.SendAsync(await checking.OpenDoneAsync(proposed.Path), "approve");
        Assert.That((await asking.OpenDoneAsync("/periods")).Document.QuerySelector("a[href^='/periods/reopen']"), Is.Null);
    }

    [Test]
    public async Task Rules_are_changed_by_two_and_count_from_then_on()
    {
        await MakeSiteAsync();
        using var setting = await server.BrowseAsync(everybody);
        using var checking = await server.BrowseAsync(checker);
        var form = await setting.OpenDoneAsync("/approvals/settings/transfer");
        Assert.That((await setting.SendAsync(form, "propose", ("amount2", "x"), ("checkers2", "2"))).Text, Does.Contain("第 2 档").And.Contain("不是 CNY 金额"));
        Assert.That((await setting.SendAsync(form, "propose", ("from", "2026-04-14"))).Text, Does.Contain("不能追溯"));
        var proposed = await setting.SendAsync(form, "propose", ("amount2", "40"), ("checkers2", "2"));
        Assert.That(proposed.Text, Does.Contain("40.00 CNY 起").And.Contain("2 人复核"));
        await checking.SendAsync(await checking.OpenDoneAsync(proposed.Path), "approve");
        Assert.That((await checking.OpenDoneAsync("/approvals/settings")).Text, Does.Contain("40.00 CNY 起： 2 人复核").Or.Contain("40.00 CNY 起：2 人复核"));
        Assert.That((await (await server.BrowseAsync(maker)).RecordAsync("/record/transfer", Transfer)).Text, Does.Contain("待 2 人复核"));
    }

    /// <summary>Small books, somebody who asks and somebody who checks; transfers and reversals take so many.</summary>
    private async Task MakeSiteAsync(int checkers = 1)
    {
        await MakeSmallBooksAsync();
        server = await ServeAsync();
        everybody = await SitePeople.EverybodyAsync(server.Database, CommandLineTest.Today);
        await SetAsync(server.Database, checkers, CommandLineTest.Today);
        await AddTwoAsync(server.Database);
    }

    private async Task AddTwoAsync(Database database) =>
        (maker, checker) = (await SitePeople.AddAsync(database, "李提", PersonRole.FundManager), await SitePeople.AddAsync(database, "陈核", PersonRole.Approver));

    private async Task SetAsync(Database database, int checkers, DateOnly day)
    {
        foreach (var kind in new[] { "transfer", "reverse" }) await SitePeople.SetCheckersAsync(database, everybody, kind, checkers, day);
    }

    /// <summary>One proposal of five days ago that stands, and one whose time is over.</summary>
    private async Task<(long Old, long Over)> ProposedEarlierAsync()
    {
        var earlier = Day = CommandLineTest.Today.AddDays(-5);
        await MakeSmallBooksAsync();
        (long, long) proposed;
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(earlier)))
        {
            everybody = await SitePeople.EverybodyAsync(database, earlier);
            await SetAsync(database, 1, earlier);
            await AddTwoAsync(database);
            proposed = (await ProposeAsync(database, maker, earlier, TimeSpan.FromDays(30)), await ProposeAsync(database, maker, earlier, TimeSpan.FromDays(2)));
        }

        server = await ServeAsync();
        return proposed;
    }

    private Task<long> ProposeAsync(string? by = null) => ProposeAsync(server.Database, by ?? maker, CommandLineTest.Today, ProposeAct.Lifetime);

    private static async Task<long> ProposeAsync(Database database, string by, DateOnly on, TimeSpan lifetime) => (await new ProposeAct(database).RunAsync(
        SitePeople.Asked(by), TransferBetweenFunds.Kind, new FundTransfer("F1", "F2", "donation", new Money(50_00, Currency.Cny), on), lifetime: lifetime)).Expect().Proposal;

    private async Task<string> HashAsync(long proposal) => Convert.ToHexStringLower((await server.Database.ReadAsync(reader => Proposals.FindAsync(reader, proposal)))!.ContentHash);

    private async Task<decimal> FiguresAsync(string fund) => (await server.Database.ReadAsync(reader => Reporting.FundReports.BalancesAsync(reader, fund, CommandLineTest.Today))).Expect().Total.Cash.MinorUnits / 100m;

    /// <summary>Sends fields that the page's form does not have, with its form token.</summary>
    private static async Task<SeenPage> ForgeAsync(Browser browser, SeenPage page, params (string Field, string Value)[] fields)
    {
        var token = page.Document.QuerySelector("[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
        using var form = new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Field, field.Value)), KeyValuePair.Create("key", Guid.NewGuid().ToString()), KeyValuePair.Create("__RequestVerificationToken", token)]);
        return await SeenPage.OfAsync(await browser.PostAsync(page.Path, form));
    }
}
