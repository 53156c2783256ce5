using System.Net.Mime;
using FundLedger.Applications;
using FundLedger.People.Roles;
using FundLedger.Reviews;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using FundLedger.Web.Pages.Reviews;

namespace FundLedger.Web.Api;

/// <summary>An expert's own reviews: whom they are close to, interests declared, the application read, every criterion scored with its reason. What is shut or another's is not there.</summary>
internal static class MyReviewsApi
{
    private const string Part = "reviews";
    private static readonly ApiParameter Review = ApiParameter.Path("review", new("评审编号", "number of the review"), "1", ApiParameterForm.Number);

    internal static void MapMyReviews(this ApiRoutes api)
    {
        api.Read<Page<MyReviewShown>>("/reviews", new("listMyReviews", Part, new("列出我的评审", "List my reviews"), "Yours alone, and none that a conflict of interest shut.", ApiParameter.Paging), ListAsync, Permission.Review);
        api.Read<MyReviewInFull>("/reviews/{review:long}", new("getMyReview", Part, new("我的一份评审", "One review of mine"), "With what the applicant handed in, once you declared that you have no conflict of interest.", [Review]) { IsTagged = true }, OneAsync, Permission.Review);
        api.Read<Page<ExpertRelationShown>>("/reviews/relations", new("listMyRelations", Part, new("列出我的关联方", "List whom I am close to"), "As they were entered by you or by who keeps the pool; of people, keys alone are kept.", ApiParameter.Paging), RelationsAsync, Permission.Review);
        api.Write<NewRelationOfExpert, ExpertRelationMade>("/reviews/relations", new("relateMyself", Part, new("登记我的关联方", "Say whom I am close to"), "Names, telephones and identity numbers are kept as keys alone, by which conflicts are found. Who keeps the pool takes a mistake back.", [])
        {
            Example = """{"kind":"related-person","name":"常山","phone":"13800000000"}""",
        }, (call, asked) => call.WriteAsync(
            Permission.Review, (_, _) => Task.FromResult<bool?>(true), by => new RelateExpert(call.Noting).RunAsync(by, asked.Of(call.Who.Person.Id), call.Stop), done => new ExpertRelationMade(done.Kind, done.Keys), _ => $"{ApiRoutes.Root}/reviews/relations"), Permission.Review);
        api.ReadFile("/reviews/{review:long}/files/{sha256:length(64)}", new("downloadReviewFile", Part, new("下载所评申请的文件", "Save a file of the application"), "The trail tells of it.", [Review, FilesApi.Sha256]) { Files = [MediaTypeNames.Application.Octet] },
            call => ApplicationFiles.OfReviewAsync(call.Number("review"), call.Route("sha256"), call.Context, call.Database, call.Clock, call.Stop), Permission.Review);
        api.Write<InterestWanted, ReviewMovedShown>("/reviews/{review:long}/interest", new("declareInterest", Part, new("申明利益冲突", "Declare your interest"), "Without a conflict the application opens; with one, and what it is, it is shut to you for good.", [Review]) { Example = """{"hasConflict":false}""" },
            (call, asked) => OnReviewAsync(call, by => new DeclareInterest(call.Noting).RunAsync(by, call.Number("review"), asked.HasConflict, asked.Conflict ?? "", call.Stop), done => new ReviewMovedShown(done.Review, done.Status)), Permission.Review);
        api.Write<ReviewWritten, ReviewSavedShown>("/reviews/{review:long}/saves", new("saveReview", Part, new("保存评审", "Save a review"), "Complete or not; it replaces what was saved before.", [Review])
        {
            Example = """{"scores":[{"criterion":"need","points":80,"reason":"需求清楚"}],"comment":""}""",
        }, (call, asked) => OnReviewAsync(call, by => new SaveReview(call.Noting).RunAsync(by, call.Number("review"), asked.Content, call.Stop), done => new ReviewSavedShown(done.Review, done.SaveNo)), Permission.Review);
        api.Write<ReviewWritten, ReviewHandedIn>("/reviews/{review:long}/submission", new("submitReview", Part, new("提交评审", "Hand a review in"), "Whole points of 0 to 100 and a reason for every criterion. Once handed in it is not changed.", [Review])
        {
            Example = """{"scores":[{"criterion":"need","points":80,"reason":"需求清楚"},{"criterion":"plan","points":70,"reason":"步骤具体"},{"criterion":"team","points":75,"reason":"有经验"},{"criterion":"lasting","points":60,"reason":"有后续安排"}]}""",
        }, (call, asked) => OnReviewAsync(call, by => new SubmitReview(call.Noting).RunAsync(by, call.Number("review"), asked.Content, call.Stop), done => new ReviewHandedIn(done.Review, done.Submission, ReviewPoints.Text(done.Weighted))), Permission.Review);
    }

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, _) =>
    {
        var open = new List<MyReviewShown>();
        foreach (var assignment in await ReviewReading.FindExpertAsync(reader, call.Who.Person.Id) is { } mine ? await ReviewReading.AssignmentsAsync(reader, "", mine) : [])
            if (await ReviewReading.OpenAsync(reader, call.Who.Person.Id, assignment.Id, call.Today) is { } one) open.Add(MyReviewShown.Of(one));
        return call.PageOf(open.OrderBy(one => one.Review), one => FormattableString.Invariant($"{one.Review:D19}"));
    });

    private static Task<IResult> RelationsAsync(ApiCall call) => call.ReadAsync(async (reader, _) => call.PageOf(
        (await ReviewReading.FindExpertAsync(reader, call.Who.Person.Id) is { } mine ? await ExpertRelationShown.OfAsync(reader, mine) : []).OrderBy(one => one.Relation), one => FormattableString.Invariant($"{one.Relation:D19}")));

    private static Task<IResult> OneAsync(ApiCall call) => call.ReadAsync(async (reader, _) =>
        await ReviewReading.OpenAsync(reader, call.Who.Person.Id, call.Number("review"), call.Today) is { } open ? ApiCall.One(MyReviewInFull.Of(open)) : ApiCall.NotThere());

    /// <summary>A conflict shuts the file at once, and the write that declared it is still answered when it is sent again.</summary>
    private static Task<IResult> OnReviewAsync<T, TAnswer>(ApiCall call, Func<Asked, Task<Outcome<T>>> operation, Func<T, TAnswer> answer) where TAnswer : class => call.WriteAsync(
        Permission.Review, async (reader, _) => await ReviewReading.OpenAsync(reader, call.Who.Person.Id, call.Number("review"), call.Today) is not null || await KeysUsed.IsUsedAsync(reader, call.Asked.Key) ? true : null,
        operation, answer, _ => FormattableString.Invariant($"{ApiRoutes.Root}/reviews/{call.Number("review")}"));
}

/// <param name="Title">Of the application, as category.</param>
/// <param name="Organisation">Its name; null where reviews are blind.</param>
public sealed record MyReviewShown(long Review, string Application, string Round, string Title, string Category, string? Organisation, ReviewStatus Status)
{
    internal static MyReviewShown Of(OpenReview one) => new(one.Assignment.Id, one.Assignment.Number, one.Round.Code, one.Title, one.Category, one.OrganisationName, one.Assignment.Status);
}

/// <param name="Content">What was handed in last; null until you declared that you have no conflict.</param>
/// <param name="Scores">As saved, or as handed in.</param>
/// <param name="Weighted">Of what was handed in, in points; null before.</param>
public sealed record MyReviewInFull(MyReviewShown Listed, IReadOnlyList<GrantCriterionShown> Criteria, ReviewedContentShown? Content, IReadOnlyList<ScoreWritten> Scores, string Comment, int SaveNo, string? Weighted)
{
    internal static MyReviewInFull Of(OpenReview one)
    {
        var written = one.Assignment.Status == ReviewStatus.Submitted ? one.LastSubmission!.Content : one.Assignment.Draft;
        return new(
            MyReviewShown.Of(one), [.. one.Terms.Criteria.Select(criterion => new GrantCriterionShown(criterion.Code, criterion.Name, criterion.Weight))], one.Content is { } content ? ReviewedContentShown.Of(content) : null,
            [.. written.Scores.Select(score => new ScoreWritten(score.Criterion, score.Points, score.Reason))], written.Comment, one.Assignment.SaveNo,
            one.Assignment.Status == ReviewStatus.Submitted ? ReviewPoints.Text(one.LastSubmission!.Weighted) : null);
    }
}

public sealed record ReviewedContentShown(
    DateOnly? Starts, DateOnly? Ends, string? Need, Money? Requested, Money? Own, IReadOnlyList<AnswerShown> Eligibility, IReadOnlyList<AnswerShown> Answers, IReadOnlyList<BudgetLineShown> Budget, IReadOnlyList<ApplicationFileShown> Files)
{
    internal static ReviewedContentShown Of(ApplicationContent one) => new(
        one.Starts, one.Ends, one.Need, one.Requested, one.Own, AnswerShown.Of(one.Eligibility), AnswerShown.Of(one.Answers), BudgetLineShown.Of(one.Budget), ApplicationFileShown.Of(one.Files));
}

/// <param name="Conflict">What it is, where there is one.</param>
public sealed record InterestWanted(bool HasConflict, string? Conflict = null);

public sealed record ReviewWritten(IReadOnlyList<ScoreWritten> Scores, string? Comment = null)
{
    internal ReviewContent Content => new([.. Scores.Select(score => new ReviewScore(score.Criterion, score.Points, score.Reason ?? ""))], Comment ?? "");
}

/// <param name="Criterion">Its code.</param>
/// <param name="Points">0 to 100; null where there are none yet.</param>
public sealed record ScoreWritten(string Criterion, int? Points = null, string? Reason = null);

/// <param name="SaveNo">Goes up with each save.</param>
public sealed record ReviewSavedShown(long Review, int SaveNo);

/// <param name="Weighted">In points.</param>
public sealed record ReviewHandedIn(long Review, int Submission, string Weighted);
