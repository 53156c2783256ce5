using System.Net;
using FundLedger.Donors;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

public sealed class RevealingNames : PageTest
{
    private Server server = null!;
    private string manager = "";
    private string approver = "";

    [SetUp]
    public async Task MakeBooks()
    {
        await MakeSmallBooksAsync();
        server = await ServeAsync();
        manager = await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager);
        approver = await SitePeople.AddAsync(server.Database, "approver", PersonRole.Approver);
    }

    [TestCase(Language.Zh)]
    [TestCase(Language.En)]
    public async Task One_name_is_shown_once_to_whoever_says_what_for_and_the_trail_tells_of_it(Language language)
    {
        using var browser = await server.BrowseAsync(manager, language);
        var entry = await browser.OpenDoneAsync("/entries/2");
        Assert.That(entry.Html, Does.Not.Contain("王小明"));
        var unsaid = await browser.SendAsync(entry);
        Assert.That((unsaid.Status, unsaid.Html.Contains("王小明")), Is.EqualTo((HttpStatusCode.UnprocessableEntity, false)), "not without a reason");
        Assert.That(await RevealedAsync(), Is.Empty);

        var shown = await browser.SendAsync(unsaid, null, ("reason", "Receipt"));
        Assert.That((shown.Status, shown.Response.Headers.CacheControl!.NoStore), Is.EqualTo((HttpStatusCode.OK, true)));
        Assert.That(shown.Text, Does.Contain("王小明"));
        Assert.That((await browser.OpenDoneAsync("/entries/2")).Html, Does.Not.Contain("王小明"), "shown once");
        Assert.That((await browser.OpenDoneAsync("/entries/2/name")).Html, Does.Not.Contain("王小明"));
        Assert.That(await RevealedAsync(), Is.EqualTo(new[] { (manager, "reveal-donor", "entry", "2", "receipt") }));
    }

    [Test]
    public async Task It_is_asked_for_on_the_donor_s_page_too()
    {
        using var browser = await server.BrowseAsync(manager);
        var donor = await browser.OpenDoneAsync((await browser.OpenDoneAsync("/donors?q=wxm")).Document.QuerySelector("tbody a[href^='/donors/']")!.GetAttribute("href")!);
        Assert.That(donor.Html, Does.Not.Contain("王小明"));
        Assert.That((await browser.SendAsync(donor, null, ("reason", "Contact"))).Text, Does.Contain("王小明"));
    }

    [Test]
    public async Task Who_may_not_and_what_is_not_there_look_the_same()
    {
        var elsewhere = await SitePeople.AddAsync(server.Database, "elsewhere", new NewGrant(PersonRole.FundManager, Scope.OfFund("F2")));
        foreach (var person in new[] { approver, elsewhere })
        {
            using var browser = await server.BrowseAsync(person);
            var missing = await browser.OpenAsync("/entries/999/name");
            foreach (var path in new[] { "/entries/2/name", "/names/1" })
                Assert.That(await browser.OpenAsync(path) is var page && page.Status == HttpStatusCode.NotFound && page.Text == missing.Text, path);
        }

        using var theirs = await server.BrowseAsync(elsewhere);
        var own = await theirs.OpenDoneAsync("/entries/3/name");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("reason", "Audit"), KeyValuePair.Create("__RequestVerificationToken", own.Field("__RequestVerificationToken"))]);
        using var answer = await theirs.PostAsync("/entries/2/name", form);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), "another fund's gift");
        Assert.That(await RevealedAsync(), Is.Empty);
    }

    [Test]
    public async Task Many_names_are_proposed_agreed_to_by_another_and_read_by_the_one_who_asked()
    {
        using var browser = await server.BrowseAsync(manager);
        using var another = await server.BrowseAsync(approver);
        var form = await browser.OpenDoneAsync("/names");
        var wrong = await browser.SendAsync(form, null, ("fund", "F1"), ("from", "2026-01-01"), ("until", "x"), ("purpose", "年度答谢"));
        Assert.That((wrong.Status, wrong.Document.QuerySelector(".problems a")!.GetAttribute("href")), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "#until")));
        var proposed = await browser.SendAsync(wrong, null, ("until", "2026-03-31"));
        Assert.That(proposed.Path, Does.StartWith("/approvals/"));
        var id = long.Parse(proposed.Path["/approvals/".Length..], System.Globalization.CultureInfo.InvariantCulture);
        var read = $"/names/{id}";
        Assert.That((await browser.OpenAsync(read)).Status, Is.EqualTo(HttpStatusCode.NotFound), "not before it is agreed to");
        Assert.That((await browser.OpenDoneAsync("/names")).Text, Does.Contain("待复核"));

        var content = (await server.Database.ReadAsync(reader => Proposals.FindAsync(reader, id)))!.ContentHash;
        (await new DecideProposal(server.Database, new ProposalKinds(RevealDonors.Kind)).RunAsync(SitePeople.Asked(approver), new Decision(id, IsApproval: true, content))).Expect();

        Assert.That((await another.OpenAsync(read)).Status, Is.EqualTo(HttpStatusCode.NotFound), "nor by the one who agreed");
        Assert.That((await browser.OpenDoneAsync("/names")).Document.QuerySelector($"a[href='{read}']"), Is.Not.Null);
        var ask = await browser.OpenDoneAsync(read);
        Assert.That((ask.Html.Contains("王小明"), (await RevealedAsync()).Count), Is.EqualTo((false, 0)));
        var names = await browser.SendAsync(ask);
        Assert.That(names.Document.QuerySelectorAll("tbody td").Select(name => name.TextContent), Is.EqualTo(new[] { "王小明" }));
        Assert.That(names.Response.Headers.CacheControl!.NoStore, Is.True);
        Assert.That(await RevealedAsync(), Is.EqualTo(new[] { (manager, "reveal-donors", "proposal", $"{id}", "1") }));
    }

    private async Task<IReadOnlyList<(string, string, string, string, string)>> RevealedAsync() =>
        [.. (await server.Database.ReadAsync(reader => AuditTrail.PageAsync(reader, new AuditFilter(Outcome: AuditOutcome.Revealed), 10))).Events
            .Select(told => (told.Actor, told.Note.Act, told.Note.ObjectType, told.Note.ObjectId, told.Note.Detail))];
}
