using System.Net;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Values;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

public sealed class ManagingPeople : PageTest
{
    private Server server = null!;

    [SetUp]
    public async Task MakeBooks()
    {
        await MakeSmallBooksAsync();
        server = await ServeAsync();
    }

    [TestCase(Language.Zh)]
    [TestCase(Language.En)]
    public async Task Somebody_is_invited_with_a_role_over_a_fund_and_the_link_is_shown_once(Language language)
    {
        using var admin = server.Browse(language);
        var form = await admin.OpenDoneAsync("/people/invite");
        var made = await admin.SendAsync(form, null, ("name", "李复核"), ("signInName", "li"), ("role", "Approver"), ("scope", "fund:F1"), ("until", "2026-12-31"));
        Assert.That(made.Response.Headers.CacheControl!.NoStore, Is.True);
        var link = made.Document.QuerySelector(".hash")!.TextContent.Trim();
        Assert.That(link, Does.StartWith(server.Url + "/invitation/"));

        var again = await admin.SendAsync(form, null, ("name", "李复核"), ("signInName", "li"), ("role", "Approver"), ("scope", "fund:F1"), ("until", "2026-12-31"));
        Assert.That(again.Path, Does.StartWith("/people/p-"), "sent twice, the person is there once");
        Assert.That(again.Html, Does.Not.Contain("/invitation/"));

        using var invited = server.BrowseAsStranger(language);
        var welcome = await invited.OpenDoneAsync(new Uri(link).AbsolutePath);
        Assert.That((await invited.SendAsync(welcome, null, ("password", SitePeople.Password), ("again", SitePeople.Password))).Path, Is.EqualTo("/account"));
        var list = await admin.OpenDoneAsync("/people");
        Assert.That(list.Text, Does.Contain("李复核").And.Contain("li").And.Contain("F1 基金").And.Contain("2026-12-31").And.Contain("2026-04-15 12:00"));
        Assert.That(list.Document.QuerySelectorAll("tbody tr").Select(row => row.QuerySelector(".tag")!.TextContent), Is.All.EqualTo(language == Language.Zh ? "在用" : "active"));
    }

    [Test]
    public async Task An_expert_and_a_donor_are_invited_for_themselves_and_what_is_left_to_do_is_said()
    {
        using var admin = server.Browse();
        var made = await admin.SendAsync(await admin.OpenDoneAsync("/people/invite"), null, ("name", "吴评审"), ("signInName", "wu"), ("role", "Expert"), ("scope", "fund:F1"));
        Assert.That(made.Document.QuerySelector("main a[href='/reviews/experts']"), Is.Not.Null, "next they are brought into the pool");
        Assert.That((await admin.OpenDoneAsync("/people")).Text, Does.Contain("评审专家：本人").And.Not.Contain("评审专家：F1"));
        Assert.That((await admin.OpenDoneAsync("/reviews/experts")).Document.QuerySelectorAll("#person option").Select(option => option.TextContent), Does.Contain("吴评审"));

        made = await admin.SendAsync(await admin.OpenDoneAsync("/people/invite"), null, ("name", "钱捐赠"), ("signInName", "qian"), ("role", "Donor"));
        Assert.That(made.Document.QuerySelector("main a[href='/donors']"), Is.Not.Null);
        using var donor = server.BrowseAsStranger();
        var account = await donor.SendAsync(await donor.OpenDoneAsync(new Uri(made.Document.QuerySelector(".hash")!.TextContent.Trim()).AbsolutePath), null, ("password", SitePeople.Password), ("again", SitePeople.Password));
        Assert.That(account.Text, Does.Contain("欢迎").And.Contain("捐赠人：本人"));
        Assert.That(account.Document.QuerySelector("main a[href='/']"), Is.Not.Null, "and on to what there is to do");
    }

    [Test]
    public async Task What_is_wrong_is_said_and_nobody_is_added()
    {
        using var admin = server.Browse(Language.En);
        var page = await admin.SendAsync(await admin.OpenDoneAsync("/people/invite"), null, ("name", ""), ("signInName", "li"), ("until", "soon"));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(page.Document.QuerySelectorAll(".problems a").Select(link => link.GetAttribute("href")), Is.EqualTo(new[] { "#name", "#role" }));
        page = await admin.SendAsync(page, null, ("name", "李"), ("role", "Approver"), ("until", "soon"));
        Assert.That(page.Text, Does.Contain("'soon' is not a date"));
        page = await admin.SendAsync(page, null, ("role", "Approver"), ("until", ""), ("signInName", "jingban"));
        Assert.That(page.Text, Does.Contain("Somebody signs in under this name already"));
        Assert.That((await PeopleAsync()).Count, Is.EqualTo(1));
    }

    [Test]
    public async Task Roles_are_given_and_taken_names_change_and_who_is_disabled_is_out_at_once()
    {
        var li = await SitePeople.AddAsync(server.Database, "li", PersonRole.FundManager);
        using var admin = server.Browse();
        using var theirs = await server.BrowseAsync(li);
        var page = await admin.OpenDoneAsync($"/people/{li}");

        page = await admin.SendAsync(page, "give", ("role", "Auditor"), ("scope", "fund:F2"));
        Assert.That(page.Text, Does.Contain("审计人员：F2 基金"));
        page = await admin.SendAsync(page, "take");
        Assert.That(page.Text, Does.Not.Contain("基金管理人员：整个账本"));
        page = await admin.SendAsync(page, "rename", ("name", "李四"), ("email", "li@example.org"));
        Assert.That(page.Text, Does.Contain("李四").And.Contain("li@example.org"));

        Assert.That((await theirs.OpenAsync("/account")).Path, Is.EqualTo("/account"));
        page = await admin.SendAsync(page, "disable");
        Assert.That(page.Text, Does.Contain("已停用"));
        Assert.That((await theirs.OpenAsync("/account")).Path, Does.StartWith("/sign-in"));
        Assert.That((await admin.OpenDoneAsync("/people")).Text, Does.Contain("已停用").And.Contain("审计人员：F2 基金"), "the roles come back with the person");
        page = await admin.SendAsync(page, "enable");
        Assert.That(page.Text, Does.Contain("在用"));

        using var anew = await server.BrowseAsync(li);
        await admin.SendAsync(page, "end-sessions");
        Assert.That((await anew.OpenAsync("/account")).Path, Does.StartWith("/sign-in"));
    }

    [TestCase("disable")]
    [TestCase("take")]
    public async Task The_last_administrator_stays_and_is_told_why(string step)
    {
        using var admin = server.Browse();
        var me = (await PeopleAsync())[0].Id;
        var page = await admin.SendAsync(await admin.OpenDoneAsync($"/people/{me}"), step);
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(page.Text, Does.Contain("这是最后一位管理员。请先让另一人成为管理员。"));
        page = await admin.SendAsync(await admin.OpenDoneAsync($"/people/{me}/erase"));
        Assert.That(page.Text, Does.Contain("这是最后一位管理员"));
    }

    [Test]
    public async Task A_lost_second_step_is_turned_off_by_an_administrator_and_the_trail_says_by_whom()
    {
        var li = await WithSecondStepAsync("li");
        using var admin = server.Browse();
        using var theirs = await server.BrowseAsync(li);
        var page = await admin.SendAsync(await admin.OpenDoneAsync($"/people/{li}"), "second-step-off");
        Assert.That(page.Text, Does.Contain("两步验证已关闭"));
        var person = (await PeopleAsync()).Single(known => known.Id == li);
        Assert.That((person.SignIn.HasTwoFactors, person.SignIn.TotpKey), Is.EqualTo((false, (string?)null)));
        Assert.That((await theirs.OpenAsync("/account")).Path, Does.StartWith("/sign-in"), "sessions of whoever has the phone end");
        var told = (await server.Database.ReadAsync(reader => AuditTrail.PageAsync(reader, new AuditFilter(Act: "change-sign-in", ObjectId: li), 1))).Events[0];
        Assert.That((told.Actor != li, told.Note.Detail), Is.EqualTo((true, "authenticator second-factor-off")));
    }

    [Test]
    public async Task An_invitation_does_not_lead_round_the_second_step()
    {
        var li = await WithSecondStepAsync("li");
        using var admin = server.Browse();
        var page = await admin.SendAsync(await admin.OpenDoneAsync($"/people/{li}"), "invite");
        using var whoever = server.BrowseAsStranger();
        var welcome = await whoever.OpenDoneAsync(new Uri(page.Document.QuerySelector(".hash")!.TextContent.Trim()).AbsolutePath);
        var next = await whoever.SendAsync(welcome, null, ("password", SitePeople.Password), ("again", SitePeople.Password));
        Assert.That(next.Path, Does.StartWith("/sign-in/code"));
        Assert.That((await whoever.OpenAsync("/account")).Path, Does.StartWith("/sign-in"));
    }

    [Test]
    public async Task A_person_is_erased_only_after_being_asked_and_what_they_did_stands()
    {
        var li = await SitePeople.AddAsync(server.Database, "li-unique", PersonRole.FundManager);
        using (var theirs = await server.BrowseAsync(li)) await theirs.RecordAsync("/record/donation?fund=F1", ("amount", "5"), ("donor", "李四"));
        using var admin = server.Browse();
        Assert.That((await admin.OpenDoneAsync("/entries/9")).Text, Does.Contain("记入：li-unique"), "by name, not by number");
        var ask = await admin.OpenDoneAsync($"/people/{li}/erase");
        Assert.That((await admin.OpenDoneAsync("/people")).Text, Does.Contain("li-unique"), "asking erases nothing");
        var gone = await admin.SendAsync(ask);
        Assert.That(gone.Text, Does.Contain("（已擦除的人员）").And.Not.Contain("li-unique"));
        Assert.That((await admin.SendAsync(ask)).Status, Is.EqualTo(HttpStatusCode.OK), "sent twice");
        foreach (var path in new[] { "/people", "/entries/9", "/trail" }) Assert.That((await admin.OpenDoneAsync(path)).Html, Does.Not.Contain("li-unique"), path);
        Assert.That((await admin.OpenDoneAsync("/entries/9")).Text, Does.Contain("5.00").And.Contain("（已擦除的人员）"));
    }

    [Test]
    public async Task Whoever_may_not_sees_what_they_would_see_of_a_person_who_is_not_there()
    {
        var manager = await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager);
        var ofAFund = await SitePeople.AddAsync(server.Database, "partly", new NewGrant(PersonRole.Administrator, Scope.OfFund("F1")));
        foreach (var person in new[] { manager, ofAFund })
        {
            using var browser = await server.BrowseAsync(person);
            var missing = await browser.OpenAsync("/people/p-none");
            Assert.That(missing.Status, Is.EqualTo(HttpStatusCode.NotFound));
            foreach (var path in new[] { "/people", "/people/invite", $"/people/{manager}", $"/people/{manager}/erase" })
                Assert.That(await browser.OpenAsync(path) is var page && page.Status == HttpStatusCode.NotFound && page.Text == missing.Text, path);
            Assert.That((await browser.OpenAsync("/account")).Document.QuerySelector("header a[href='/people']"), Is.Null);
        }

        using var admin = server.Browse();
        Assert.That((await admin.OpenAsync("/people/p-none")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await admin.OpenDoneAsync("/account")).Document.QuerySelector("header a[href='/people']"), Is.Not.Null);
    }

    private async Task<string> WithSecondStepAsync(string name)
    {
        var person = await SitePeople.AddAsync(server.Database, name, PersonRole.FundManager);
        var state = (await PeopleAsync()).Single(known => known.Id == person).SignIn;
        (await new SaveSignIn(server.Database).RunAsync(SitePeople.Asked(person), person, state with { HasTwoFactors = true, TotpKey = "protected" })).Expect();
        return person;
    }

    private Task<IReadOnlyList<Person>> PeopleAsync() => server.Database.ReadAsync(Persons.ListAsync);
}
