using FundLedger.Applications;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;
using FundLedger.Web.Tests.Pages;
using static System.Net.HttpStatusCode;

namespace FundLedger.Web.Tests.Api;

/// <summary>A round is reviewed by program: experts brought in, interests declared, scores handed in, the review ended; each expert sees their own alone.</summary>
public sealed class ReviewingByProgram : PageTest
{
    private const string Whole = """{"scores":[{"criterion":"need","points":80,"reason":"真实"},{"criterion":"plan","points":80,"reason":"可行"},{"criterion":"team","points":80,"reason":"稳定"},{"criterion":"lasting","points":80,"reason":"有后续"}]}""";

    [Test]
    public async Task From_the_pool_of_experts_to_the_end_of_the_review()
    {
        var server = await MakeAsync();
        using var manager = await Caller.OfAsync(server, "manager", PersonRole.FundManager);
        var person = await SitePeople.AddAsync(server.Database, "expert", PersonRole.Expert);
        using var expert = await Caller.OfPersonAsync(server, person, PersonRole.Expert);
        using var stranger = await Caller.OfAsync(server, "stranger", PersonRole.Expert);
        Assert.That((await manager.GetAsync("expert-candidates")).Text, Does.Contain(person));
        var added = await manager.PostAsync("experts", $$"""{"person":"{{person}}","from":"{{Today.ToIso()}}","to":"{{Today.AddDays(30).ToIso()}}"}""");
        Assert.That((added.Status, added.Of("expert")), Is.EqualTo((Created, "1")), added.Text);
        var given = await manager.PostAsync("rounds/G1-1/review-assignments", "{}", "give");
        Assert.That((given.Status, given.Of("reviews"), given.WasDone), Is.EqualTo((Created, "1", false)), given.Text);
        var again = await manager.PostAsync("rounds/G1-1/review-assignments", "{}", "give");
        Assert.That((again.Text, again.WasDone), Is.EqualTo((given.Text, true)));

        Assert.That((await expert.GetAsync("reviews/1")).Json.GetProperty("content").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null), "shut until interests are declared");
        Assert.That((await expert.PostAsync("reviews/1/submission", Whole)).Code, Is.EqualTo("review-status"));
        Assert.That((await stranger.GetAsync("reviews/1")).Status, Is.EqualTo(NotFound));
        Assert.That((await stranger.PostAsync("reviews/1/interest", """{"hasConflict":false}""")).Status, Is.EqualTo(NotFound));
        Assert.That((await stranger.GetAsync("reviews")).Json.GetProperty("items").GetArrayLength(), Is.Zero);
        Assert.That((await expert.PostAsync("reviews/1/interest", """{"hasConflict":false}""")).Of("status"), Is.EqualTo("cleared"));
        Assert.That((await expert.GetAsync("reviews/1")).Json.GetProperty("content").GetProperty("budget").GetArrayLength(), Is.EqualTo(1));
        var half = await expert.PostAsync("reviews/1/submission", """{"scores":[{"criterion":"need","points":80,"reason":"真实"}]}""", "submit");
        Assert.That((half.Status, half.Code, half.Of("field")), Is.EqualTo((UnprocessableEntity, "points-missing", "plan")));
        Assert.That((await manager.PostAsync("rounds/G1-1/review-closing", "{}")).Code, Is.EqualTo("review-lacking"));
        var submitted = await expert.PostAsync("reviews/1/submission", Whole, "submit");
        Assert.That((submitted.Status, submitted.Of("weighted")), Is.EqualTo((Created, "80.00")), submitted.Text);
        Assert.That((await expert.PostAsync("reviews/1/submission", Whole, "submit")).WasDone, Is.True);

        var round = (await manager.GetAsync("rounds/G1-1/reviews")).Json.GetProperty("ranking")[0];
        Assert.That((round.GetProperty("rank").GetInt32(), round.GetProperty("average").GetString(), round.GetProperty("passes").GetBoolean()), Is.EqualTo((1, "80.00", true)));
        var closed = await manager.PostAsync("rounds/G1-1/review-closing", "{}", "close");
        Assert.That((closed.Status, closed.Of("applications")), Is.EqualTo((Created, "1")), closed.Text);
        var closedAgain = await manager.PostAsync("rounds/G1-1/review-closing", "{}", "close");
        Assert.That((closedAgain.Text, closedAgain.WasDone), Is.EqualTo((closed.Text, true)));
        Assert.That((await manager.PostAsync("rounds/G1-1/declines", """{"reason":"名额已满"}""")).Json.GetProperty("applications")[0].GetString(), Is.EqualTo("G1-1-0001"));
        Assert.That((await manager.GetAsync("applications/G1-1-0001")).Json.GetProperty("listed").GetProperty("status").GetString(), Is.EqualTo("declined"));
    }

    [Test]
    public async Task A_conflict_shuts_the_file_and_its_declaration_sent_again_is_answered_all_the_same()
    {
        var server = await MakeAsync();
        using var manager = await Caller.OfAsync(server, "manager", PersonRole.FundManager);
        using var ofAnother = await Caller.OfAsync(server, "other-manager", PersonRole.FundManager, Scope.OfFund("F2"));
        var person = await SitePeople.AddAsync(server.Database, "expert", PersonRole.Expert);
        using var expert = await Caller.OfPersonAsync(server, person, PersonRole.Expert);
        await manager.PostAsync("experts", $$"""{"person":"{{person}}","from":"{{Today.ToIso()}}","to":"{{Today.AddDays(30).ToIso()}}"}""");
        Assert.That((await ofAnother.PostAsync("applications/G1-1-0001/reviews", """{"expert":1}""")).Status, Is.EqualTo(NotFound), "of another fund");
        Assert.That((await manager.PostAsync("applications/G1-1-0001/reviews", """{"expert":1}""")).Status, Is.EqualTo(Created));
        var declared = await expert.PostAsync("reviews/1/interest", """{"hasConflict":true,"conflict":"负责人是同学"}""", "declare");
        Assert.That((declared.Status, declared.Of("status")), Is.EqualTo((Created, "conflicted")), declared.Text);
        var again = await expert.PostAsync("reviews/1/interest", """{"hasConflict":true,"conflict":"负责人是同学"}""", "declare");
        Assert.That((again.Status, again.Text, again.WasDone), Is.EqualTo((Created, declared.Text, true)));
        Assert.That((await expert.GetAsync("reviews/1")).Status, Is.EqualTo(NotFound));
        Assert.That((await expert.PostAsync("reviews/1/saves", Whole)).Status, Is.EqualTo(NotFound));
        Assert.That((await manager.GetAsync("experts/1")).Json.GetProperty("conflicts")[0].GetProperty("kind").GetString(), Is.EqualTo("declared"));
    }

    /// <summary>One application in a round that has closed.</summary>
    private async Task<Server> MakeAsync()
    {
        Day = new DateOnly(2026, 4, 5);
        await NewFundAsync("F1");
        await NewFundAsync("F2");
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Day)))
        {
            await GrantSite.MakeAsync(database, "G1", "F1", GrantSite.Plan, GrantSite.At(4, 10, 17));
            (await new SaveApplication(database).RunAsync(new Asked("save", "test"), GrantSite.Complete("G1-1-0001"))).Expect();
            var application = await database.ReadAsync(async reader => (await ApplicationReading.FindAsync(reader, "G1-1-0001"))!);
            (await new SubmitApplication(database).RunAsync(new Asked("submit", "test"), application.Number, application.ToCertify.Sha256())).Expect();
        }

        Day = Today;
        return await ServeAsync();
    }
}
