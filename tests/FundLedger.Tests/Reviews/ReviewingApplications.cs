using FundLedger.Applications;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.Outbox;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Reviews;
using FundLedger.Storage;
using FundLedger.Tests.Applications;
using FundLedger.Tests.Notices;
using FundLedger.Tests.People;
using FundLedger.Tests.Programmes;
using FundLedger.Values;
using static FundLedger.Tests.Programmes.GrantScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Reviews;

/// <summary>A round that closed, with applications handed in, a fund manager and experts.</summary>
internal sealed class ReviewScene(TestLedger ledger, PeopleOfALedger people, string manager)
{
    internal TestLedger Ledger => ledger;
    internal PeopleOfALedger People => people;
    internal string Manager => manager;
    internal Asked ByManager => people.By(manager);

    /// <param name="applicants">Codes of organisations that each hand in one application, in this order.</param>
    internal static async Task<ReviewScene> MakeAsync(TestLedger ledger, GrantTerms? terms = null, params string[] applicants)
    {
        await ledger.RoundAsync(terms ?? Terms with { ReviewsEach = 2 });
        foreach (var code in applicants) await ledger.SubmittedAsync(code, $"{code}的项目");
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var manager = await people.AddAsync("manager", PersonRole.FundManager, Scope.OfFund("POOL"));
        ledger.GoTo(At(4, 1, 9));
        return new ReviewScene(ledger, people, manager);
    }

    internal async Task<string> ExpertAsync(string name, int most = 10, params string[] fields)
    {
        var person = await people.AddAsync(name, PersonRole.Expert);
        (await new AddExpert(ledger.Database).RunAsync(ByManager, new NewExpert(person, fields, new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), most))).Expect();
        return person;
    }

    internal async Task<ReviewsAssigned> AssignAsync() => (await new AssignReviews(ledger.Database).RunAsync(ByManager, "VP-1")).Expect();

    internal Task<List<ReviewAssignment>> AssignmentsAsync() => ledger.Database.ReadAsync(async reader => (await ReviewReading.AssignmentsAsync(reader, "VP-1")).ToList());

    internal async Task<string> PersonOfAsync(long expert) => (await ledger.Database.ReadAsync(ReviewReading.ExpertsAsync)).Single(one => one.Id == expert).Person;

    internal async Task<ReviewAssignment> OfAsync(string person, string number)
    {
        var expert = (await ledger.Database.ReadAsync(reader => ReviewReading.FindExpertAsync(reader, person)))!;
        return (await AssignmentsAsync()).Single(one => one.Expert == expert.Id && one.Number == number);
    }

    internal Task<OpenReview?> OpenAsync(string person, long review) => ledger.Database.ReadAsync(reader => ReviewReading.OpenAsync(reader, person, review, new DateOnly(2026, 4, 1)));

    internal Task<Outcome<ReviewMoved>> DeclareAsync(string person, long review, bool conflict = false, string reason = "") => new DeclareInterest(ledger.Database).RunAsync(people.By(person), review, conflict, reason);

    internal Task<Outcome<ReviewSubmitted>> SubmitAsync(string person, long review, params int[] points) =>
        new SubmitReview(ledger.Database).RunAsync(people.By(person), review, new ReviewContent([.. Terms.Criteria.Select((criterion, i) => new ReviewScore(criterion.Code, points[i], "看了计划"))]));

    /// <summary>Declares and hands in what every expert was given, each criterion with the same points.</summary>
    internal async Task ScoreAllAsync(Func<ReviewAssignment, int> points)
    {
        foreach (var assignment in (await AssignmentsAsync()).Where(one => one.Status.IsWaiting()))
        {
            var person = await PersonOfAsync(assignment.Expert);
            if (assignment.Status == ReviewStatus.Assigned) (await DeclareAsync(person, assignment.Id)).Expect();
            var given = points(assignment);
            (await SubmitAsync(person, assignment.Id, given, given, given, given)).Expect();
        }
    }
}

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ReviewingApplications(TestDatabase database)
{
    [Test]
    public Task Each_application_goes_to_as_many_experts_as_asked_those_with_least_to_read_first() => database.RunAsync(async ledger =>
    {
        var scene = await ReviewScene.MakeAsync(ledger, null, "A", "B", "C");
        await scene.ExpertAsync("e1");
        await scene.ExpertAsync("e2", most: 1);
        await scene.ExpertAsync("e3");
        await scene.ExpertAsync("e4", 10, "growth");
        var asked = scene.ByManager;
        var assigned = (await new AssignReviews(ledger.Database).RunAsync(asked, "VP-1")).Expect();
        Assert.That((assigned.Applications, assigned.Reviews, assigned.Conflicts, assigned.Short.Count), Is.EqualTo((3, 6, 0, 0)));
        Assert.That(await new AssignReviews(ledger.Database).RunAsync(asked, "VP-1"), Is.TypeOf<Outcome<ReviewsAssigned>.Done>().With.Property("WasDoneBefore").True.And.Property("Value").Property("Reviews").EqualTo(6), "sent again, it is answered as the first time");
        Assert.That((await scene.AssignmentsAsync()).Select(one => $"{one.Number}:{one.Expert}"), Is.EqualTo(new[] { "VP-1-0001:1", "VP-1-0001:2", "VP-1-0002:3", "VP-1-0002:1", "VP-1-0003:3", "VP-1-0003:1" }));
        Assert.That(await ledger.ApplicationStatusAsync("VP-1-0003"), Is.EqualTo(ApplicationStatus.InReview));
        Assert.That((await scene.AssignAsync()).Reviews, Is.Zero, "run again, nothing is given twice");
        var told = (await ledger.EventsAsync()).Where(one => one.Kind == EventKind.ReviewAssigned.Code).ToList();
        Assert.That(told.Select(one => one.Word("application")), Is.EqualTo(new[] { "VP-1-0001", "VP-1-0001", "VP-1-0002", "VP-1-0002", "VP-1-0003", "VP-1-0003" }));
        Assert.That(await scene.PersonOfAsync(1), Is.EqualTo(told[0].Person), "each expert hears of their own");
    });

    [Test]
    public Task Nothing_is_given_while_the_round_is_open_and_too_few_experts_are_told() => database.RunAsync(async ledger =>
    {
        var scene = await ReviewScene.MakeAsync(ledger, null, "A");
        ledger.GoTo(At(4, 1, 10));
        await scene.ExpertAsync("e1");
        Assert.That((await scene.AssignAsync()).Short, Is.EqualTo(new[] { "VP-1-0001" }));
        var other = await scene.ExpertAsync("e2");
        (await new AssignReview(ledger.Database).RunAsync(scene.ByManager, "VP-1-0001", other)).Expect();
        Assert.That(Refused.CodeOf(await new AssignReview(ledger.Database).RunAsync(scene.ByManager, "VP-1-0001", other)), Is.EqualTo("review-exists"));
        (await new TakeBackReview(ledger.Database).RunAsync(scene.ByManager, (await scene.OfAsync(other, "VP-1-0001")).Id, "出差")).Expect();
        (await new AssignReview(ledger.Database).RunAsync(scene.ByManager, "VP-1-0001", other)).Expect();
    });

    [Test]
    public Task Conflicts_are_found_from_shared_people_own_organisations_past_employers_and_teams() => database.RunAsync(async ledger =>
    {
        await ledger.RoundAsync(Terms with { ReviewsEach = 5 });
        await ledger.SubmittedAsync("A");
        async Task PersonAsync(string name, string? phone = null, string? id = null) =>
            (await new AddOrganisationPerson(ledger.Database).RunAsync(ledger.Ask(), new NewOrganisationPerson("A", PersonRelation.Director, name, phone, id))).Expect();
        await PersonAsync("钱理事", "138 0000 1234");
        await PersonAsync("孙监事", id: "310101199001011234");
        await PersonAsync("same");
        (await new RelateOrganisation(ledger.Database).RunAsync(ledger.Ask(), new NewRelation("A", OrganisationRelation.Parent, "某某集团"))).Expect();
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var scene = new ReviewScene(ledger, people, await people.AddAsync("manager", PersonRole.FundManager, Scope.OfFund("POOL")));
        ledger.GoTo(At(4, 1, 9));
        string[] names = ["same", "cousin", "employee", "alumna", "old", "helper", "free"];
        var experts = new Dictionary<string, string>();
        foreach (var name in names) experts[name] = await scene.ExpertAsync(name);
        async Task RelateAsync(string name, NewExpertRelation relation) => (await new RelateExpert(ledger.Database).RunAsync(scene.ByManager, relation with { Person = experts[name] })).Expect();
        await RelateAsync("cousin", new("", ExpertRelationKind.RelatedPerson, Phone: "+86 138-0000-1234"));
        await RelateAsync("employee", new("", ExpertRelationKind.OwnOrganisation, Organisation: " 某某 集团"));
        await RelateAsync("alumna", new("", ExpertRelationKind.PastEmployer, Organisation: "A服务中心", EndsOn: new DateOnly(2023, 4, 1)));
        await RelateAsync("old", new("", ExpertRelationKind.PastEmployer, Organisation: "A", EndsOn: new DateOnly(2023, 3, 31)));
        (await new GiveRole(ledger.Database).RunAsync(people.By(people.Admin), experts["helper"], new NewGrant(PersonRole.OrganisationViewer, Scope.OfOrganisation("A")))).Expect();
        var assigned = await scene.AssignAsync();
        Assert.That((assigned.Conflicts, assigned.Reviews), Is.EqualTo((5, 2)));
        await ledger.Database.ReadAsync(async reader =>
        {
            var pool = (await ReviewReading.ExpertsAsync(reader)).ToDictionary(expert => expert.Id, expert => experts.Single(one => one.Value == expert.Person).Key);
            Assert.That((await ReviewReading.ConflictsAsync(reader)).Select(conflict => $"{pool[conflict.Expert]} {conflict.Kind}"),
                Is.EquivalentTo(new[] { "same SamePerson", "cousin RelatedPerson", "employee OwnOrganisation", "alumna PastEmployer", "helper Team" }));
            Assert.That((await ReviewReading.AssignmentsAsync(reader)).Select(one => pool[one.Expert]), Is.EqualTo(new[] { "old", "free" }));
            return true;
        });
        Assert.That(Refused.CodeOf(await new AssignReview(ledger.Database).RunAsync(scene.ByManager, "VP-1-0001", experts["cousin"])), Is.EqualTo("expert-conflicted"));
    });

    [Test]
    public Task A_conflicted_expert_cannot_open_the_file_and_it_looks_like_what_is_not_there() => database.RunAsync(async ledger =>
    {
        var scene = await ReviewScene.MakeAsync(ledger, null, "A");
        var (first, second) = (await scene.ExpertAsync("e1"), await scene.ExpertAsync("e2"));
        await scene.AssignAsync();
        var (mine, others) = (await scene.OfAsync(first, "VP-1-0001"), await scene.OfAsync(second, "VP-1-0001"));
        Assert.That(await scene.OpenAsync(first, others.Id), Is.Null, "another's");
        Assert.That(await scene.OpenAsync(scene.Manager, mine.Id), Is.Null, "no expert");
        var shut = (await scene.OpenAsync(first, mine.Id))!;
        Assert.That((shut.IsShut, shut.Content, shut.Title), Is.EqualTo((true, (ApplicationContent?)null, "A的项目")), "shut until declared");
        Assert.That(Refused.CodeOf(await scene.SubmitAsync(first, mine.Id, 1, 2, 3, 4)), Is.EqualTo("review-status"));
        Assert.That(Refused.CodeOf(await scene.DeclareAsync(second, mine.Id)), Is.EqualTo("not-there"));
        Assert.That(Refused.CodeOf(await scene.DeclareAsync(first, mine.Id, conflict: true)), Is.EqualTo("reason-missing"));
        (await scene.DeclareAsync(second, others.Id, conflict: true, "曾合作")).Expect();
        Assert.That((await scene.OpenAsync(second, others.Id), Refused.CodeOf(await scene.DeclareAsync(second, others.Id)), Refused.CodeOf(await scene.DeclareAsync(second, 999))), Is.EqualTo(((OpenReview?)null, "not-there", "not-there")));
        (await scene.DeclareAsync(first, mine.Id)).Expect();
        Assert.That((await scene.OpenAsync(first, mine.Id))!.Content!.Title, Is.EqualTo("A的项目"));
        (await new RelateExpert(ledger.Database).RunAsync(scene.People.By(first), new NewExpertRelation(first, ExpertRelationKind.PastEmployer, Organisation: "A"))).Expect();
        Assert.That(await scene.OpenAsync(first, mine.Id), Is.Null, "one that comes to light later shuts it at once");
        Assert.That(Refused.CodeOf(await scene.SubmitAsync(first, mine.Id, 1, 2, 3, 4)), Is.EqualTo("not-there"));
        await scene.AssignAsync();
        Assert.That((await scene.OfAsync(first, "VP-1-0001")).Status, Is.EqualTo(ReviewStatus.Conflicted));
    });

    [Test]
    public Task A_blind_review_hides_who_applies() => database.RunAsync(async ledger =>
    {
        var scene = await ReviewScene.MakeAsync(ledger, Terms with { ReviewsEach = 1, IsBlind = true }, "A");
        var expert = await scene.ExpertAsync("e1");
        await scene.AssignAsync();
        var mine = await scene.OfAsync(expert, "VP-1-0001");
        (await scene.DeclareAsync(expert, mine.Id)).Expect();
        var open = (await scene.OpenAsync(expert, mine.Id))!;
        Assert.That(open.OrganisationName, Is.Null);
        Assert.That(System.Text.Json.JsonSerializer.Serialize(open.Content), Does.Not.Contain("A服务中心"));
    });

    [Test]
    public Task A_review_is_whole_when_it_is_handed_in_and_stays_as_it_was() => database.RunAsync(async ledger =>
    {
        var scene = await ReviewScene.MakeAsync(ledger, Terms with { ReviewsEach = 1 }, "A");
        var expert = await scene.ExpertAsync("e1");
        await scene.AssignAsync();
        var mine = await scene.OfAsync(expert, "VP-1-0001");
        (await scene.DeclareAsync(expert, mine.Id)).Expect();
        var draft = new ReviewContent([new("need", 80, "")]);
        (await new SaveReview(ledger.Database).RunAsync(scene.People.By(expert), mine.Id, draft)).Expect();
        Assert.That(Refused.CodeOf(await new SaveReview(ledger.Database).RunAsync(scene.People.By(expert), mine.Id, new ReviewContent([new("need", 101, "")]))), Is.EqualTo("points"));
        Assert.That(Refused.CodeOf(await new SaveReview(ledger.Database).RunAsync(scene.People.By(expert), mine.Id, new ReviewContent([new("none", 1, "")]))), Is.EqualTo("criterion-unknown"));
        Assert.That(Refused.CodeOf(await new SubmitReview(ledger.Database).RunAsync(scene.People.By(expert), mine.Id, draft)), Is.EqualTo("reason-missing"));
        Assert.That(Refused.CodeOf(await new SubmitReview(ledger.Database).RunAsync(scene.People.By(expert), mine.Id, new ReviewContent([new("need", 80, "好")]))), Is.EqualTo("points-missing"));
        Assert.That((await scene.SubmitAsync(expert, mine.Id, 80, 70, 60, 51)).Expect().Weighted, Is.EqualTo(80 * 30 + 70 * 30 + 60 * 20 + 51 * 20));
        Assert.That(Refused.CodeOf(await scene.SubmitAsync(expert, mine.Id, 1, 1, 1, 1)), Is.EqualTo("review-status"));
        Assert.That(Refused.CodeOf(await new ReopenReview(ledger.Database).RunAsync(scene.ByManager, mine.Id, "")), Is.EqualTo("reason-missing"));
        Assert.That(Refused.CodeOf(await new ReopenReview(ledger.Database).RunAsync(scene.People.By(expert), mine.Id, "想改")), Is.EqualTo("not-there"));
        (await new CloseReview(ledger.Database).RunAsync(scene.ByManager, "VP-1")).Expect();
        Assert.That(await ledger.ApplicationStatusAsync("VP-1-0001"), Is.EqualTo(ApplicationStatus.Reviewed));
        (await new ReopenReview(ledger.Database).RunAsync(scene.ByManager, mine.Id, "漏看附件")).Expect();
        Assert.That(await ledger.ApplicationStatusAsync("VP-1-0001"), Is.EqualTo(ApplicationStatus.InReview));
        (await scene.SubmitAsync(expert, mine.Id, 90, 70, 60, 51)).Expect();
        await ledger.Database.ReadAsync(async reader =>
        {
            var submissions = await ReviewReading.SubmissionsAsync(reader, mine);
            Assert.That(submissions.Select(one => (one.Number, one.Weighted, one.ApplicationVersion)), Is.EqualTo(new[] { (1, 6_720, 1), (2, 7_020, 1) }));
            Assert.That(submissions.All(one => one.Sha256 == Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(one.Content.ToJson())))), Is.True);
            Assert.That((await ReviewReading.RankingAsync(reader, "VP-1")).Single().AverageText, Is.EqualTo("70.20"));
            return true;
        });
    });

    [Test]
    public Task The_review_of_a_round_ends_when_nothing_lacks_or_with_a_reason() => database.RunAsync(async ledger =>
    {
        var scene = await ReviewScene.MakeAsync(ledger, null, "A", "B");
        await scene.ExpertAsync("e1");
        await scene.AssignAsync();
        var closing = new CloseReview(ledger.Database);
        Assert.That(Refused.CodeOf(await closing.RunAsync(scene.ByManager, "VP-1", "专家不足")), Is.EqualTo("review-lacking"), "some wait");
        await scene.ScoreAllAsync(_ => 75);
        Assert.That(Refused.CodeOf(await closing.RunAsync(scene.ByManager, "VP-1")), Is.EqualTo("review-lacking"), "one of two");
        var asked = scene.ByManager;
        Assert.That((await closing.RunAsync(asked, "VP-1", "专家不足")).Expect().Applications, Is.EqualTo(2));
        Assert.That(await closing.RunAsync(asked, "VP-1", "专家不足"), Is.EqualTo(new Outcome<ReviewClosed>.Done(new ReviewClosed("VP-1", 2), WasDoneBefore: true)), "sent again, it is answered as the first time");
        Assert.That(Refused.CodeOf(await closing.RunAsync(asked, "VP-1", "另一个事由")), Is.EqualTo("operation-key-conflict"));
        Assert.That(Refused.CodeOf(await closing.RunAsync(scene.ByManager, "VP-1")), Is.EqualTo("review-none"));
    });

    [Test]
    public Task Residents_vote_with_a_quorum_where_it_is_asked_for() => database.RunAsync(async ledger =>
    {
        var scene = await ReviewScene.MakeAsync(ledger, Terms with { ReviewsEach = 1, ResidentVote = new(new BasisPoints(3_000), new BasisPoints(5_000)) }, "A", "B");
        await scene.ExpertAsync("e1");
        await scene.AssignAsync();
        await scene.ScoreAllAsync(_ => 75);
        var voting = new RecordResidentVote(ledger.Database);
        Assert.That(Refused.CodeOf(await new CloseReview(ledger.Database).RunAsync(scene.ByManager, "VP-1")), Is.EqualTo("review-lacking"));
        NewResidentVote Vote(string number, long yes, long no, long none) => new(number, new DateOnly(2026, 3, 30), 100, yes, no, none, ApplicationScenes.Pdf($"{number}{yes}"));
        Assert.That(Refused.CodeOf(await voting.RunAsync(scene.ByManager, Vote("VP-1-0001", 60, 41, 0))), Is.EqualTo("vote-counts"));
        Assert.That((await voting.RunAsync(scene.ByManager, Vote("VP-1-0001", 14, 10, 5))).Expect().Result, Is.EqualTo(VoteResult.NoQuorum));
        Assert.That((await voting.RunAsync(scene.ByManager, Vote("VP-1-0001", 15, 15, 0))).Expect().Result, Is.EqualTo(VoteResult.Passed));
        Assert.That((await voting.RunAsync(scene.ByManager, Vote("VP-1-0002", 14, 15, 1))).Expect().Result, Is.EqualTo(VoteResult.Failed));
        await ledger.Database.ReadAsync(async reader =>
        {
            Assert.That((await ReviewReading.RankingAsync(reader, "VP-1")).Select(ranked => (ranked.Rank, ranked.Tied, ranked.ReachesMark, ranked.Vote, ranked.Passes)),
                Is.EqualTo(new[] { ((int?)1, true, true, VoteResult.Passed, true), (1, true, true, VoteResult.Failed, false) }));
            return true;
        });
        (await new CloseReview(ledger.Database).RunAsync(scene.ByManager, "VP-1")).Expect();
    });

    [Test]
    public Task Only_those_who_manage_the_programme_give_reviews_and_close_them() => database.RunAsync(async ledger =>
    {
        var scene = await ReviewScene.MakeAsync(ledger, null, "A");
        var expert = await scene.ExpertAsync("e1");
        await ledger.FundAsync("LAKE");
        var stranger = await scene.People.AddAsync("other", PersonRole.FundManager, Scope.OfFund("LAKE"));
        Assert.That(Refused.CodeOf(await new AssignReviews(ledger.Database).RunAsync(scene.People.By(stranger), "VP-1")), Is.EqualTo("not-there"));
        Assert.That(Refused.CodeOf(await new AssignReview(ledger.Database).RunAsync(scene.People.By(expert), "VP-1-0001", expert)), Is.EqualTo("not-there"));
        Assert.That(Refused.CodeOf(await new AddExpert(ledger.Database).RunAsync(scene.People.By(expert), new NewExpert(expert, [], Today, Today))), Is.EqualTo("not-there"));
        Assert.That(Refused.CodeOf(await new AddExpert(ledger.Database).RunAsync(scene.ByManager, new NewExpert(scene.Manager, [], Today, Today))), Is.EqualTo("expert-no-role"));
    });

    [Test]
    public Task What_was_reviewed_and_not_awarded_is_declined_with_a_reason_that_the_applicant_reads() => database.RunAsync(async ledger =>
    {
        var scene = await ReviewScene.MakeAsync(ledger, Terms with { ReviewsEach = 1 }, "A", "B", "C");
        await scene.ExpertAsync("expert-x");
        await scene.AssignAsync();
        var numbers = (await scene.AssignmentsAsync()).Select(one => one.Number).Order().ToList();
        Assert.That(Refused.CodeOf(await DeclineAsync(numbers[0], "名额已满")), Is.EqualTo("application-status"), "it is still in review");
        Assert.That(Refused.CodeOf(await RestAsync("名额已满")), Is.EqualTo("none-left"));
        await scene.ScoreAllAsync(_ => 80);
        (await new CloseReview(ledger.Database).RunAsync(scene.ByManager, "VP-1")).Expect();
        Assert.That(Refused.CodeOf(await DeclineAsync(numbers[0], " ")), Is.EqualTo("reason-missing"));
        Assert.That(Refused.CodeOf(await RestAsync("")), Is.EqualTo("reason-missing"));
        (await DeclineAsync(numbers[0], "名额已满")).Expect();
        Assert.That((await RestAsync("下一批次再报")).Expect().Numbers, Is.EqualTo(numbers[1..]));
        foreach (var (number, reason) in numbers.Zip(["名额已满", "下一批次再报", "下一批次再报"]))
        {
            var application = await ledger.ApplicationAsync(number);
            var moves = await ledger.Database.ReadAsync(reader => ApplicationReading.MovesAsync(reader, application));
            Assert.That((application.Status, moves[^1].Reason), Is.EqualTo((ApplicationStatus.Declined, reason)));
        }

        Assert.That((await ledger.EventsAsync()).Where(one => one.Kind == EventKind.ApplicationDeclined.Code).Select(one => (one.Subject, one.Word("status"))), Is.EqualTo(numbers.Select(number => (number, "declined"))), "those who applied hear of it");

        Task<Outcome<ApplicationMoved>> DeclineAsync(string number, string reason) => new DeclineApplication(ledger.Database).RunAsync(scene.ByManager, number, reason);
        Task<Outcome<RoundDeclined>> RestAsync(string reason) => new DeclineTheRest(ledger.Database).RunAsync(scene.ByManager, "VP-1", reason);
    });
}
