using FundLedger.Applications;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Reviews;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;

namespace FundLedger.Web.Api;

/// <summary>The reviews of a round, for who manages its programme: who reads what, the ranking, giving out and taking back, residents' votes, the end.</summary>
internal static class ReviewsApi
{
    private const string Part = "reviews";
    private static readonly ApiParameter Round = ApiParameter.Path("round", new("批次代码", "code of the round"), "G3-1");
    private static readonly ApiParameter Application = ApiParameter.Path("number", new("申请编号", "number of the application"), "G3-1-0001");
    private static readonly ApiParameter Review = ApiParameter.Path("review", new("评审编号", "number of the review"), "1", ApiParameterForm.Number);

    internal static void MapReviews(this ApiRoutes api)
    {
        api.Read<RoundReviewsShown>("/rounds/{round}/reviews", new("getRoundReviews", Part, new("一个批次的评审", "The reviews of a round"), "The ranking with its ties, who reads what and how far they are, conflicts, and what lacks before the review can end.", [Round]) { IsTagged = true },
            OfRoundAsync, Permission.ReadLedger);
        api.Write<ActWanted, ReviewsGiven>("/rounds/{round}/review-assignments", new("assignReviews", Part, new("按领域和工作量分配评审", "Give out the reviews of a round"), "Each application to as many experts as the terms ask for, after looking for conflicts; done again, only what is missing is given.", [Round]) { Example = "{}" },
            (call, _) => OnRoundAsync(call, by => new AssignReviews(call.Noting).RunAsync(by, call.Route("round"), call.Stop), done => new ReviewsGiven(done.Applications, done.Reviews, done.Conflicts, done.Short)), Permission.RecordMoney);
        api.Write<ReviewClosingWanted, RoundReviewed>("/rounds/{round}/review-closing", new("closeReviews", Part, new("结束评审", "End the review of a round"), "When nothing lacks; with a reason, one review of each is enough.", [Round]) { Example = """{"reason":"专家不足"}""" },
            (call, asked) => OnRoundAsync(call, by => new CloseReview(call.Noting).RunAsync(by, call.Route("round"), asked.Reason ?? "", call.Stop), done => new RoundReviewed(done.Round, done.Applications)), Permission.RecordMoney);
        api.Write<ReviewerWanted, ReviewGivenTo>("/applications/{number}/reviews", new("giveReview", Part, new("分给一位专家", "Give an application to an expert"), "Refused where there is a conflict of interest.", [Application]) { Example = """{"expert":1}""" }, GiveAsync, Permission.RecordMoney);
        api.Write<NewVote, VoteMade>("/applications/{number}/resident-votes", new("recordResidentVote", Part, new("登记居民表决", "Record a residents' vote"), "Where the terms ask for one; a later one replaces it. The minutes were sent to files.", [Application])
        {
            Example = $$"""{"heldOn":"2026-04-12","entitled":100,"for":40,"against":5,"abstained":1,"minutes":"{{FilesApi.ExampleSha256}}"}""",
        }, VoteAsync, Permission.RecordMoney);
        foreach (var (word, id, summary, says, move) in new (string, string, Bilingual, string, Func<ApiCall, Asked, string, Task<Outcome<ReviewMoved>>>)[]
        {
            ("reopening", "reopenReview", new("重开已提交的评审", "Open a review again"), "One that was handed in; what was handed in stays.", (call, by, why) => new ReopenReview(call.Noting).RunAsync(by, call.Number("review"), why, call.Stop)),
            ("take-back", "takeBackReview", new("收回评审", "Take a review back"), "One that was not handed in.", (call, by, why) => new TakeBackReview(call.Noting).RunAsync(by, call.Number("review"), why, call.Stop)),
        })
            api.Write<ReasonGiven, ReviewMovedShown>($"/reviews/{{review:long}}/{word}", new(id, Part, summary, says, [Review]) { Example = """{"reason":"专家出差"}""" },
                (call, asked) => call.WriteAsync(Permission.RecordMoney, OfReview(call), by => move(call, by, asked.Reason), done => new ReviewMovedShown(done.Review, done.Status), _ => null), Permission.RecordMoney);
    }

    private static Task<IResult> OfRoundAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        if (await GrantReading.FindRoundAsync(reader, books, call.Route("round")) is not { } round || !call.May(Permission.ReadLedger, round.Programme.Target)) return ApiCall.NotThere();
        var numbers = (await ApplicationReading.ListAsync(reader, round.Code)).ToDictionary(one => one.Id, one => one.Number);
        var assignments = await ReviewReading.AssignmentsAsync(reader, round.Code);
        var conflicts = (await ReviewReading.ConflictsAsync(reader)).Where(one => numbers.ContainsKey(one.Application)).Select(one => new ConflictShown(numbers[one.Application], one.Expert, one.Kind)).ToList();
        var (names, named) = (await PeopleNames.LoadAsync(reader), assignments.Select(one => one.Expert).Concat(conflicts.Select(one => one.Expert)).ToHashSet());
        return ApiCall.One(new RoundReviewsShown(
            round.Code, round.Terms.PassMark, [.. (await ReviewReading.RankingAsync(reader, round.Code)).Select(RankedShown.Of)], [.. assignments.Select(one => new ReviewGivenShown(one.Id, one.Number, one.Expert, one.Status))], conflicts,
            [.. (await ReviewReading.ExpertsAsync(reader)).Where(expert => named.Contains(expert.Id)).Select(expert => new ReviewerShown(expert.Id, names.Of(expert.Person)))],
            await CloseReview.LackingAsync(reader, round.Code, mayHaveFewer: false)));
    });

    private static async Task<IResult> GiveAsync(ApiCall call, ReviewerWanted asked)
    {
        var person = "";
        return await call.WriteAsync(Permission.RecordMoney, async (reader, books) =>
        {
            person = (await ReviewReading.ExpertsAsync(reader)).FirstOrDefault(expert => expert.Id == asked.Expert)?.Person ?? "";
            return await OfApplication(call)(reader, books);
        }, by => new AssignReview(call.Noting).RunAsync(by, call.Route("number"), person, call.Stop), done => new ReviewGivenTo(done.Number, asked.Expert), _ => null);
    }

    private static Task<IResult> VoteAsync(ApiCall call, NewVote asked) => call.WriteAsync(
        Permission.RecordMoney, OfApplication(call),
        async by => (await FilesApi.SentAsync(call, asked.Minutes, "minutes")).IsDone(out var minutes, out var refusal)
            ? await new RecordResidentVote(call.Noting).RunAsync(by, new NewResidentVote(call.Route("number"), asked.HeldOn, asked.Entitled, asked.For, asked.Against, asked.Abstained, minutes), call.Stop) : refusal,
        done => new VoteMade(done.Application, done.Result), _ => null);

    private static Task<IResult> OnRoundAsync<T, TAnswer>(ApiCall call, Func<Asked, Task<Outcome<T>>> operation, Func<T, TAnswer> answer) where TAnswer : class => call.WriteAsync(
        Permission.RecordMoney, async (reader, books) => await GrantReading.FindRoundAsync(reader, books, call.Route("round")) is { } round ? call.May(Permission.RecordMoney, round.Programme.Target) : null,
        operation, answer, _ => $"{ApiRoutes.Root}/rounds/{Uri.EscapeDataString(call.Route("round"))}/reviews");

    private static Func<LedgerReader, Books, Task<bool?>> OfApplication(ApiCall call) => async (reader, _) =>
        await ApplicationReading.FindAsync(reader, call.Route("number")) is { } application ? call.May(Permission.RecordMoney, application.OfProgramme) : null;

    private static Func<LedgerReader, Books, Task<bool?>> OfReview(ApiCall call) => async (reader, _) =>
        await ReviewReading.FindAsync(reader, call.Number("review")) is { } review && await ApplicationReading.FindAsync(reader, review.Number) is { } application ? call.May(Permission.RecordMoney, application.OfProgramme) : null;
}

/// <param name="PassMark">0 to 100.</param>
/// <param name="Lacking">What each application in review still lacks.</param>
public sealed record RoundReviewsShown(
    string Round, int PassMark, IReadOnlyList<RankedShown> Ranking, IReadOnlyList<ReviewGivenShown> Reviews, IReadOnlyList<ConflictShown> Conflicts, IReadOnlyList<ReviewerShown> Experts, IReadOnlyList<Bilingual> Lacking);

/// <param name="Rank">Null without a review.</param>
/// <param name="IsTied">Others have exactly the same average.</param>
/// <param name="Average">In points, rounded down to hundredths; ranks go by the exact one.</param>
/// <param name="Reviews">How many count.</param>
public sealed record RankedShown(string Application, string Title, string Organisation, int? Rank, bool IsTied, string? Average, int Reviews, VoteResult Vote, bool Passes, Money Requested)
{
    internal static RankedShown Of(RankedApplication one)
    {
        var application = one.Scored.Application;
        return new(application.Number, application.Title, application.Organisation.Code, one.Rank, one.Tied, one.Rank is null ? null : one.AverageText, one.Scored.Count, one.Vote, one.Passes, application.Requested);
    }
}

public sealed record ReviewGivenShown(long Review, string Application, long Expert, ReviewStatus Status);

public sealed record ConflictShown(string Application, long Expert, ConflictKind Kind);

public sealed record ReviewerShown(long Expert, Bilingual Name);

/// <param name="Conflicts">That were found and not known.</param>
/// <param name="Short">Applications for which there are too few experts.</param>
public sealed record ReviewsGiven(int Applications, int Reviews, int Conflicts, IReadOnlyList<string> Short);

/// <param name="Reason">Why some have fewer reviews than the terms ask for.</param>
public sealed record ReviewClosingWanted(string? Reason = null);

/// <param name="Applications">How many are reviewed by it.</param>
public sealed record RoundReviewed(string Round, int Applications);

public sealed record ReviewerWanted(long Expert);

public sealed record ReviewGivenTo(string Application, long Expert);

/// <param name="Entitled">How many might have voted.</param>
/// <param name="Minutes">SHA-256 of the file.</param>
public sealed record NewVote(DateOnly HeldOn, long Entitled, long For, long Against, long Abstained, string Minutes);

public sealed record VoteMade(string Application, VoteResult Result);

public sealed record ReviewMovedShown(long Review, ReviewStatus Status);
