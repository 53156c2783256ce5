using FundLedger.Applications;
using FundLedger.Organisations;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Reviews;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Demo;

/// <summary>The review of the demo's round, half done: reviews that wait to be declared, that are being written, that are handed in, and one that a conflict of interest shut.</summary>
internal static class DemoReviews
{
    /// <summary>Whoever signs in as an expert, and two more.</summary>
    internal static async Task<IReadOnlyList<string>> ExpertsAsync(DemoCast cast, IReadOnlyDictionary<PersonRole, string> people, CancellationToken stop) =>
    [
        people[PersonRole.Expert],
        await cast.PersonAsync(new PersonNames("胡若溪", "expert-2"), PersonRole.Expert, Scope.WholeLedger, stop),
        await cast.PersonAsync(new PersonNames("朱堃", "expert-3"), PersonRole.Expert, Scope.WholeLedger, stop),
    ];

    /// <summary>Run again it adds nothing.</summary>
    /// <param name="experts">Three people with that role; what lies with the first is left half done.</param>
    internal static async Task TellAsync(Database database, string manager, IReadOnlyList<string> experts, CancellationToken stop)
    {
        if (await database.ReadAsync(reader => ApplicationReading.ListAsync(reader, DemoAwards.Round), stop) is []) return; // books of an earlier version
        if ((await database.ReadAsync(reader => ReviewReading.AssignmentsAsync(reader, DemoAwards.Round), stop)).Count > 0) return;
        var today = await database.ReadAsync(async reader => (await ApplicationReading.ListAsync(reader, DemoAwards.Round)).Max(application => Moments.DayInShanghai(application.Deadline)), stop);
        foreach (var (expert, i) in experts.Select((expert, i) => (expert, i)))
            (await new AddExpert(database).RunAsync(Asked($"expert/{i}", manager), new NewExpert(expert, i == 2 ? ["start-up"] : [], today.AddDays(-90), today.AddYears(1)), stop)).Expect();
        (await new RelateExpert(database).RunAsync(Asked("expert/relation", manager), new NewExpertRelation(experts[1], ExpertRelationKind.PastEmployer, Organisation: "XY", EndsOn: today.AddYears(-1)), stop)).Expect();
        (await new AssignReviews(database).RunAsync(Asked("reviews", manager), DemoAwards.Round, stop)).Expect();
        await ReviewAsync(database, experts, stop);
    }

    private static async Task ReviewAsync(Database database, IReadOnlyList<string> experts, CancellationToken stop)
    {
        var (reviews, byId) = await database.ReadAsync(async reader => (await ReviewReading.AssignmentsAsync(reader, DemoAwards.Round), (await ReviewReading.ExpertsAsync(reader)).ToDictionary(expert => expert.Id, expert => expert.Person)), stop);
        var written = 0;
        foreach (var review in reviews)
        {
            var (person, isFirst) = (byId[review.Expert], byId[review.Expert] == experts[0]);
            if (isFirst && written++ == 2) continue;  // this one is to be declared yet
            (await new DeclareInterest(database).RunAsync(Asked($"declare/{review.Id}", person), review.Id, hasConflict: false, stop: stop)).Expect();
            var content = Scores(DemoProjects.Terms, 68 + (int)(review.Id * 7 % 25));
            if (isFirst && written == 2) (await new SaveReview(database).RunAsync(Asked($"save/{review.Id}", person), review.Id, content, stop)).Expect();
            else (await new SubmitReview(database).RunAsync(Asked($"submit/{review.Id}", person), review.Id, content, stop)).Expect();
        }
    }

    /// <summary>About so many points for each criterion, with reasons.</summary>
    internal static ReviewContent Scores(GrantTerms terms, int points, int spread = 0) => new(
        [.. terms.Criteria.Select((criterion, i) => new ReviewScore(criterion.Code, Math.Clamp(points + (spread == 0 ? 0 : (spread * (i + 3)) % 9 - 4), 0, 100), $"对照“{criterion.Name.Zh}”逐项核对了计划书和预算。"))], "建议注明与社区的分工。");

    private static Asked Asked(string what, string actor) => new($"demo/reviews/{what}", actor);
}
