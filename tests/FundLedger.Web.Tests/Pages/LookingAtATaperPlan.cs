using System.Net;
using System.Text.Json;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

/// <summary>A plan before it is signed, and the fund that would pay for it.</summary>
public sealed class LookingAtATaperPlan : PageTest
{
    private const string Plan = "/taper/preview?title=%E9%82%BB%E9%87%8C&start=2027-01-01&step=quarter&periods=12&budget=100000&curve=Stepped&shares=100,60,30&revenue=40000&growth=30&inflation=2";

    [Test]
    public async Task A_plan_is_shown_by_period_year_and_source_with_what_the_operator_must_earn()
    {
        await NewFundAsync("F1");
        using var browser = await BrowseAsync();
        var page = await browser.OpenDoneAsync(Plan + "&sources=seed+100000%0Adonation+90000");
        Assert.That(page.Text, Does.Contain("190,000.00").And.Contain("110,000.00").And.Contain("邻里"));
        Assert.That(page.Document.QuerySelectorAll("section[aria-labelledby=by-period] tbody tr").Length, Is.EqualTo(12));
        var fifth = page.Document.QuerySelectorAll("section[aria-labelledby=by-period] tbody tr")[4].QuerySelectorAll("td, th").Select(cell => cell.TextContent.Trim()).ToList();
        Assert.That(fifth, Does.Contain("2028-01-01").And.Contain("60%").And.Contain("15,000.00").And.Contain("10,000.00").And.Contain("25,500.00").And.Contain("13,000.00").And.Contain("2,500.00"));
        Assert.That(page.Document.QuerySelectorAll("section[aria-labelledby=by-year] tbody tr")[1].TextContent, Does.Contain("60,000.00").And.Contain("40,000.00"));
        Assert.That(page.Document.QuerySelectorAll("svg.steps[role=img]").Length, Is.EqualTo(2));
    }

    [Test]
    public async Task Up_to_three_variants_stand_side_by_side_with_what_differs()
    {
        await NewFundAsync("F1");
        using var browser = await BrowseAsync();
        var page = await browser.OpenDoneAsync(Plan + "&b-curve=Linear&b-shares=90,10&c-growth=60");
        var table = page.Document.QuerySelector("section[aria-labelledby=cases] table")!;
        Assert.That(table.QuerySelectorAll("thead th").Select(head => head.TextContent), Is.EqualTo(new[] { "项目", "A", "B", "C" }));
        var growth = table.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("收入每年增长", StringComparison.Ordinal));
        Assert.That(growth.QuerySelectorAll("td").Select(cell => cell.QuerySelector(".tag") is not null), Is.EqualTo(new[] { false, false, true }));
        var support = table.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("支持合计", StringComparison.Ordinal));
        Assert.That(support.QuerySelectorAll("td").Select(cell => cell.TextContent), Is.EqualTo(new[] { "190,000.00", "150,000.00 −40,000.00", "190,000.00" }));
    }

    [TestCase("&periods=0", "periods", TestName = "The number of periods")]
    [TestCase("&budget=1+2", "budget", TestName = "The budgets")]
    [TestCase("&shares=100,60", "shares", TestName = "The shares")]
    [TestCase("&shares=abc", "shares", TestName = "A share that is none")]
    [TestCase("&start=2027-01-02", "start", TestName = "The start")]
    [TestCase("&sources=seed+1", "sources", TestName = "The sources")]
    [TestCase("&sources=seed", "sources", TestName = "A source without an amount")]
    [TestCase("&revenue=-5", "revenue", TestName = "The revenue")]
    [TestCase("&growth=x", "growth", TestName = "The growth")]
    [TestCase("&b-shares=1,2,3,4", "b-shares", TestName = "The shares of a variant")]
    public async Task What_is_wrong_is_told_beside_its_field(string other, string field)
    {
        await NewFundAsync("F1");
        using var browser = await BrowseAsync();
        var path = string.Concat(Plan.Split('&').Where(part => !part.StartsWith(other.Split('=')[0].TrimStart('&') + "=", StringComparison.Ordinal)).Select((part, at) => at == 0 ? part : "&" + part)) + other;
        var page = await browser.OpenDoneAsync(path);
        Assert.That(page.Document.QuerySelector($"#{field}")!.GetAttribute("aria-invalid"), Is.EqualTo("true"), page.Text);
        Assert.That(page.Document.QuerySelector("#result"), Is.Null);
    }

    [Test]
    public async Task A_fund_that_will_not_have_so_much_is_warned_of_with_month_and_amount()
    {
        await NewFundAsync("F1");
        await DoneAsync($"donate --fund F1 --amount 60000 --on {Today.ToIso()} --donor 王小明");
        using var browser = await BrowseAsync();
        var start = new DateOnly(Today.Year, Today.Month, 1).AddMonths(1);
        var page = await browser.OpenDoneAsync(Plan.Replace("2027-01-01", start.ToIso(), StringComparison.Ordinal) + "&fund=F1");
        Assert.That(page.Document.QuerySelector(".problems[role=alert]")!.TextContent, Does.Contain($"{PeriodMonth.Of(start.AddMonths(8))}").And.Contain("15,000.00"));
        var rich = await browser.OpenDoneAsync(Plan.Replace("2027-01-01", start.ToIso(), StringComparison.Ordinal).Replace("budget=100000", "budget=1000", StringComparison.Ordinal) + "&fund=F1");
        Assert.That(rich.Document.QuerySelector(".problems[role=alert]"), Is.Null);
    }

    [Test]
    public async Task The_forecast_of_a_fund_counts_what_an_award_will_take_and_never_what_is_hoped_for()
    {
        await NewFundAsync("F1");
        await DoneAsync($"donate --fund F1 --amount 100 --on {Today.ToIso()} --donor 王小明");
        await DoneAsync($"pledge create --fund F1 --donor 李四 --amount 500 --on {Today.ToIso()} --first {Today.AddDays(40).ToIso()}");
        using var browser = await BrowseAsync();
        var page = await browser.OpenDoneAsync("/funds/F1/forecast");
        Assert.That(page.Document.QuerySelectorAll("section[aria-labelledby=drawn] tbody tr").Length, Is.EqualTo(36));
        Assert.That(page.Document.QuerySelector("section[aria-labelledby=drawn] tbody tr:last-child")!.TextContent, Does.Contain("100.00").And.Not.Contain("600.00"));
        Assert.That(page.Text, Does.Contain("500.00").And.Contain("不计入"));
        var said = JsonDocument.Parse((await DoneAsync("forecast --fund F1 --json")).Out).RootElement;
        Assert.That(said.GetProperty("total").GetProperty("months").GetArrayLength(), Is.EqualTo(36));
        Assert.That(said.GetProperty("warnings").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task A_plan_is_proposed_from_its_preview_agreed_by_another_and_its_first_year_approved()
    {
        await NewFundAsync("F1");
        await DoneAsync($"donate --fund F1 --amount 500 --on {Today.ToIso()} --donor 王小明");
        var server = await MakePlanAsync();
        using var manager = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager));
        using var checker = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "checker", PersonRole.Approver));
        var looked = await manager.OpenDoneAsync(Plan.Replace("budget=100000", "budget=100", StringComparison.Ordinal) + "&fund=F1&sources=donation+190");
        var form = await manager.OpenDoneAsync(looked.Document.QuerySelector("#result ~ .actions a, section[aria-labelledby=result] .actions a")!.GetAttribute("href")!);
        Assert.That(form.Document.QuerySelector("#sources")!.TextContent, Does.Contain("donation 190"));
        var checkedPage = await manager.SendAsync(form, "check", ("space", "S-T1"), ("title", "邻里"), ("reason", "三年"));
        Assert.That(checkedPage.Document.QuerySelector("section[aria-labelledby=check]")!.TextContent, Does.Contain("190.00").And.Contain("60.00"));
        var wrong = await manager.SendAsync(checkedPage, "propose", ("conditions", "别的"));
        Assert.That((wrong.Status, wrong.Document.QuerySelector("#conditions")!.GetAttribute("aria-invalid")), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "true")));
        var overlaps = await manager.SendAsync(checkedPage, "propose", ("start", $"{Today.AddMonths(2):yyyy-MM}-01"));
        Assert.That(overlaps.Text, Does.Contain("重叠"));

        var page = await manager.OpenDoneAsync("/taper/T1");
        var proposed = await manager.SendAsync(page, "approve-year", ("reason", "开始"));
        Assert.That(proposed.Path, Does.StartWith("/approvals/"));
        Assert.That(proposed.Text, Does.Contain("40.00").And.Contain("T1"));
        await checker.SendAsync(await checker.OpenDoneAsync(proposed.Path), "approve");
        var approved = await manager.OpenDoneAsync("/taper/T1");
        Assert.That(approved.Document.QuerySelector("section[aria-labelledby=money] tbody tr")!.TextContent, Does.Contain("承诺").And.Contain("40.00"));
        Assert.That(approved.Document.QuerySelector("section[aria-labelledby=money] tbody a[href^='/entries/']"), Is.Not.Null);
        var held = await manager.SendAsync(approved, "hold", ("why", "等整改"));
        Assert.That(held.Document.QuerySelector("#period-1")!.TextContent, Does.Contain("暂缓").And.Contain("等整改"));
        Assert.That((await manager.OpenDoneAsync("/taper")).Text, Does.Contain("会客厅T1").And.Contain("暂缓"));
        Assert.That((await manager.OpenDoneAsync("/reports/taper?fund=F1&to=" + Today.ToIso())).Text, Does.Contain("渐进撤出报告").And.Contain("40.00"));
    }

    [Test]
    public async Task An_amendment_shows_both_curves_before_it_is_proposed()
    {
        await NewFundAsync("F1");
        await DoneAsync($"donate --fund F1 --amount 500 --on {Today.ToIso()} --donor 王小明");
        var server = await MakePlanAsync();
        using var manager = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager));
        var form = await manager.OpenDoneAsync("/taper/T1/amend");
        var unequal = await manager.SendAsync(form, "compare", ("shares", "100, 20"), ("reason", "调整"));
        Assert.That((unequal.Status, unequal.Document.QuerySelector("#sources")!.GetAttribute("aria-invalid")), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "true")));
        var compared = await manager.SendAsync(unequal, "compare", ("sources", "donation 48"));
        var fifth = compared.Document.QuerySelectorAll("section[aria-labelledby=compare] tbody tr")[4].TextContent;
        Assert.That(fifth, Does.Contain("50%").And.Contain("20%").And.Contain("−3.00"));
        Assert.That((await manager.SendAsync(compared, "propose")).Path, Does.StartWith("/approvals/"));
    }

    [Test]
    public async Task A_yearly_review_changes_its_year_and_adds_what_is_new()
    {
        await NewFundAsync("F1");
        await DoneAsync($"donate --fund F1 --amount 500 --on {Today.ToIso()} --donor 王小明");
        var server = await MakePlanAsync();
        using var manager = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager));
        using var checker = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "checker", PersonRole.Approver));
        async Task AgreeAsync(SeenPage proposed)
        {
            Assert.That(proposed.Path, Does.StartWith("/approvals/"), proposed.Text);
            await checker.SendAsync(await checker.OpenDoneAsync(proposed.Path), "approve");
        }

        await AgreeAsync(await manager.SendAsync(await manager.OpenDoneAsync("/taper/T1"), "approve-year", ("reason", "开始")));
        (string, string)[] changed = [("reason", "夜间也开放"), ("evaluation", "第一年达到约定"), ("satisfaction", "86.5"), ("budget", "50"), ("sources", "donation 25")];
        var page = await manager.OpenDoneAsync("/taper/T1");
        var beyond = await manager.SendAsync(page, "approve-year", changed);
        Assert.That(beyond.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity), "more than planned, and nothing said of what is new");
        Assert.That(beyond.Document.QuerySelector("details[open] #approve-year-budget")!.GetAttribute("aria-invalid"), Is.EqualTo("true"), beyond.Text);
        var proposed = await manager.SendAsync(page, "approve-year", [.. changed, ("added", "夜间自习室"), ("added-amount", "5")]);
        Assert.That(proposed.Text, Does.Contain("夜间自习室").And.Contain("86.5%").And.Contain("第一年达到约定"));
        await AgreeAsync(proposed);
        page = await manager.OpenDoneAsync("/taper/T1");
        Assert.That(page.Text, Does.Contain("25.00").And.Contain("夜间自习室").And.Contain("夜间也开放"));
        Assert.That(page.Document.QuerySelectorAll("button[value=approve-year]").Length, Is.Zero, "both years are approved");
        var table = (await manager.OpenDoneAsync("/reports/taper?fund=F1&to=" + Today.ToIso())).Text;
        Assert.That(table, Does.Contain("调整后继续").And.Contain("夜间自习室 5.00"));
    }

    [TestCase("keep", "", TestName = "A review is closed as planned")]
    [TestCase("cap", "15", TestName = "A review is closed with a cap")]
    public async Task A_review_is_decided_by_two(string decision, string cap)
    {
        await NewFundAsync("F1");
        var agreed = new DateOnly(Today.Year - 2, Today.Month, 2);
        await DoneAsync($"donate --fund F1 --amount 500 --on {agreed.ToIso()} --donor 王小明");
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Today)))
        {
            await GrantSite.ProgrammeAsync(database, "G1", "F1");
            await GrantSite.AwardAsync(database, "G1", agreed);
            await GrantSite.TaperAsync(database, "T1", "F1", agreed, years: 3);
            await GrantSite.BehindAsync(database, "T1", quarters: 7);
        }

        var server = await ServeAsync();
        using var manager = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager));
        using var checker = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "checker", PersonRole.Approver));
        Assert.That((await manager.OpenDoneAsync("/work")).Text, Does.Contain("待决定的渐进撤出复审"));
        var page = await manager.OpenDoneAsync("/taper/T1");
        Assert.That(page.Document.QuerySelectorAll("button[value=approve-year]").Length, Is.Zero, "the year waits for the review");
        var unsaid = await manager.SendAsync(page, "review", ("decision", decision), ("cap", cap), ("reason", ""));
        Assert.That(unsaid.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        var proposed = await manager.SendAsync(page, "review", ("decision", decision), ("cap", cap), ("reason", "市集停业"));
        Assert.That(proposed.Path, Does.StartWith("/approvals/"), proposed.Text);
        await checker.SendAsync(await checker.OpenDoneAsync(proposed.Path), "approve");
        page = await manager.OpenDoneAsync("/taper/T1");
        Assert.That(page.Text, Does.Contain("市集停业").And.Contain(decision == "cap" ? "15.00" : "维持计划"));
        Assert.That(page.Document.QuerySelectorAll("button[value=approve-year]").Length, Is.EqualTo(1), "and now it is approved");
    }

    [Test]
    public async Task Five_years_are_planned_by_two_and_then_again()
    {
        await NewFundAsync("F1");
        await DoneAsync($"donate --fund F1 --amount 500 --on {Today.ToIso()} --donor 王小明");
        var server = await MakePlanAsync();
        using var manager = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager));
        using var checker = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "checker", PersonRole.Approver));
        const string path = "/spaces/S-T1/blueprint";
        Assert.That((await manager.OpenDoneAsync("/spaces/S-T1")).Document.QuerySelector($"main a[href='{path}']"), Is.Not.Null);
        var page = await manager.OpenDoneAsync(path);
        Assert.That(page.Text, Does.Contain("还没有蓝图"));
        var years = Enumerable.Range(Today.Year, 5).ToList();
        (string, string)[] typed = [("reason", "与居民议事会共同排定"), .. years.SelectMany(year => new[] { ($"aim[{year}]", $"开放日达到 {year - Today.Year + 3} 天"), ($"hardware[{year}]", "100"), ($"operation[{year}]", "30"), ($"target[{year}]", "25") })];
        var wrong = await manager.SendAsync(page, "plan", [.. typed, ($"hardware[{years[1]}]", "多")]);
        Assert.That(wrong.Document.QuerySelector($"#hardware-{years[1]}")!.GetAttribute("aria-invalid"), Is.EqualTo("true"), wrong.Text);
        Assert.That(wrong.Document.QuerySelector($"#aim-{years[4]}")!.TextContent, Is.EqualTo("开放日达到 7 天"), "what was typed stays");
        var proposed = await manager.SendAsync(page, "plan", typed);
        Assert.That(proposed.Path, Does.StartWith("/approvals/"), proposed.Text);
        Assert.That(proposed.Text, Does.Contain("硬件 100.00").And.Contain("开放日达到 3 天"));
        Assert.That((await manager.OpenDoneAsync(path)).Text, Does.Contain("还没有蓝图"), "it takes another person");
        await checker.SendAsync(await checker.OpenDoneAsync(proposed.Path), "approve");
        page = await manager.OpenDoneAsync(path);
        Assert.That(page.Document.QuerySelectorAll("section[aria-labelledby=years] tbody tr").Length, Is.EqualTo(5));
        Assert.That(page.Document.QuerySelector($"#aim-{years[0]}")!.TextContent, Is.EqualTo("开放日达到 3 天"), "planning again begins with what stands");
        Assert.That((await manager.SendAsync(page, "plan", ("reason", "更正"))).Path, Does.StartWith("/approvals/"));
        var said = JsonDocument.Parse((await DoneAsync("space blueprint show --space S-T1 --json")).Out).RootElement;
        Assert.That((said.GetProperty("version").GetInt32(), said.GetProperty("years").GetArrayLength()), Is.EqualTo((1, 5)));
        var file = Path.Combine(Folder, "blueprint.json");
        await DoneAsync($"space blueprint template --space S-T1 --out {file}");
        Assert.That(await File.ReadAllTextAsync(file), Does.Contain("\"version\": 1").And.Contain("开放日达到 3 天"));
    }

    [Test]
    public async Task The_operator_sees_its_own_plan_without_the_books_and_no_other()
    {
        await NewFundAsync("F1");
        await DoneAsync($"donate --fund F1 --amount 500 --on {Today.ToIso()} --donor 王小明");
        var server = await MakePlanAsync();
        using var own = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "own", new NewGrant(PersonRole.OrganisationOwner, Scope.OfOrganisation("ORG"))));
        var page = await own.OpenDoneAsync("/taper/T1");
        Assert.That(page.Document.QuerySelectorAll("a[href^='/entries/'], form[method=post] button[name=step]").Length, Is.Zero);
        Assert.That((await own.OpenDoneAsync("/taper")).Text, Does.Contain("会客厅T1"));
        using var other = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "other", new NewGrant(PersonRole.OrganisationOwner, Scope.OfOrganisation("QINGHE"))));
        Assert.That((await other.OpenAsync("/taper/T1")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await other.OpenDoneAsync("/taper")).Text, Does.Not.Contain("会客厅T1"));
        using var stranger = server.BrowseAsStranger();
        Assert.That((await stranger.OpenDoneAsync("/public/taper")).Text, Does.Contain("会客厅T1").And.Contain("60.00"));
    }

    [TestCase(Language.Zh)]
    [TestCase(Language.En)]
    public async Task Pages_of_a_plan_are_whole_in_each_language_and_in_that_language_only(Language language)
    {
        await NewFundAsync("F1");
        await DoneAsync($"donate --fund F1 --amount 500 --on {Today.ToIso()} --donor 王小明");
        var server = await MakePlanAsync();
        using var manager = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager), language);
        foreach (var path in new[] { "/taper", "/taper/new", "/taper/T1", "/taper/T1/amend", "/public/taper", "/spaces/S-T1/blueprint" }) ReadingPages.CheckPage(await manager.OpenDoneAsync(path), path, language);
        var amended = await manager.SendAsync(await manager.OpenDoneAsync("/taper/T1/amend"), "compare", ("reason", "调整"));
        ReadingPages.CheckPage(amended, "a comparison", language);
    }

    private async Task<Server> MakePlanAsync()
    {
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Today)))
        {
            await GrantSite.ProgrammeAsync(database, "G1", "F1");
            await GrantSite.AwardAsync(database, "G1", Today);
            await GrantSite.TaperAsync(database, "T1", "F1", Today);
        }

        return await ServeAsync();
    }

    [TestCase(Language.Zh)]
    [TestCase(Language.En)]
    public async Task Pages_are_whole_in_each_language_and_in_that_language_only(Language language)
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync(language);
        foreach (var path in new[] { "/taper/preview", Plan, Plan + "&fund=F1&b-curve=Linear&b-shares=90,10", Plan + "&shares=x", "/funds/F1/forecast" }) ReadingPages.CheckPage(await browser.OpenDoneAsync(path), path, language);
    }

    [Test]
    public async Task Who_only_reads_does_not_come_to_it()
    {
        await NewFundAsync("F1");
        var server = await ServeAsync();
        using var browser = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "auditor", PersonRole.Auditor));
        Assert.That((await browser.OpenAsync("/taper/preview")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
