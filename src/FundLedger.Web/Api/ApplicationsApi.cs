using System.Net.Mime;
using FundLedger.Applications;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using FundLedger.Web.SigningIn;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Web.Api;

/// <summary>Applications for grants: written, signed and handed in by the organisation; sent back, declined and opened again by who manages the programme.</summary>
internal static class ApplicationsApi
{
    private const string Part = "applications";
    private static readonly ApiParameter Number = ApiParameter.Path("number", new("申请编号", "number of the application"), "G1-1-0001");

    internal static void MapApplications(this ApiRoutes api)
    {
        Permission[] readers = [Permission.ReadOrganisation, Permission.ReadLedger];
        api.Read<Page<ApplicationShown>>("/applications", new("listApplications", Part, new("列出申请", "List applications"), "Those that you may read, by number.",
            [new("round", new("批次代码", "code of a round")), new("status", new("状态", "status"), null, Words: [.. Enum.GetValues<ApplicationStatus>().Select(status => ApiJson.WordOf(status))]), .. ApiParameter.Paging]), ListAsync, readers);
        api.Read<ApplicationInFull>("/applications/{number}", new("getApplication", Part, new("一份申请", "One application"), "With what is written, what is missing, the versions handed in, and the hash that is signed when it is handed in.", [Number]) { IsTagged = true }, OneAsync, readers);
        api.ReadFile("/applications/{number}/files/{sha256:length(64)}", new("downloadApplicationFile", Part, new("下载申请的一个文件", "Save a file of an application"), "The trail tells of it.", [Number, FilesApi.Sha256]) { Files = [MediaTypeNames.Application.Octet] },
            call => ApplicationFiles.OfApplicationAsync(call.Route("number"), call.Route("sha256"), call.Context, call.Database, call.Clock, call.Stop), readers);
        api.Write<NewApplication, ApplicationMade>("/applications", new("startApplication", Part, new("开始一份申请", "Begin an application"), "To a round that is open, for an organisation that you write for.", []) { Example = """{"round":"G1-1","organisation":"ORG"}""" },
            StartAsync, Permission.EditOrganisation);
        api.Write<ApplicationSave, ApplicationSavedShown>("/applications/{number}/saves", new("saveApplication", Part, new("保存申请内容", "Save what is written"), "Any of its parts; what is not sent stays. basedOn is the saveNo that you read: if somebody saved meanwhile, it is refused.", [Number])
        {
            Example = """{"basics":{"title":"长者食堂","category":"start-up","starts":"2026-06-01","ends":"2026-12-31"}}""",
        }, SaveAsync, Permission.EditOrganisation, Permission.ReadOrganisation);
        api.WriteFile<ApplicationFileAdded>("/applications/{number}/files/{slot}", new("addApplicationFile", Part, new("上传申请的文件", "Add a file"), "For a document that is asked for, or for a question that is answered with one.", [Number, ApiParameter.Path("slot", new("文件代码", "code of the document"), "plan")]) { Example = "项目计划" },
            AttachAsync, Permission.EditOrganisation, Permission.ReadOrganisation);
        api.Write<FileNamed, ApplicationFileTaken>("/applications/{number}/files/{slot}/remove", new("removeApplicationFile", Part, new("移除申请的文件", "Take a file out"), "While it may be written.", [Number, ApiParameter.Path("slot", new("文件代码", "code of the document"), "plan")])
        {
            Example = $$"""{"sha256":"{{ExampleFileSha256}}"}""",
        }, RemoveAsync, Permission.EditOrganisation, Permission.ReadOrganisation);
        api.Write<Signature, ApplicationHandedIn>("/applications/{number}/submissions", new("submitApplication", Part, new("签署并提交申请", "Sign and hand in"), "sha256 is toSign of the application as you read it.", [Number]) { Example = $$"""{"sha256":"{{new string('0', 64)}}"}""" }, SubmitAsync, Permission.CertifyOrganisation);
        api.Write<ReasonGiven, ApplicationMovedShown>("/applications/{number}/withdrawal", new("withdrawApplication", Part, new("撤回申请", "Withdraw an application"), "By who signs for the organisation or manages it.", [Number]) { Example = """{"reason":"改报下一批次"}""" },
            (call, asked) => MoveAsync(call, MayWithdraw, by => new WithdrawApplication(call.Noting).RunAsync(by, call.Route("number"), asked.Reason, call.Stop)), Permission.CertifyOrganisation, Permission.ManageOrganisation);
        api.Write<ReasonAndDeadline, ApplicationMovedShown>("/applications/{number}/change-requests", new("requestChanges", Part, new("退回补正", "Ask for changes"), "Of one that was handed in; deadline is a moment.", [Number]) { Example = """{"reason":"预算缺依据","deadline":"2026-05-10T16:00:00Z"}""" },
            (call, asked) => MoveUntilAsync(call, asked, (by, until) => new RequestChanges(call.Noting).RunAsync(by, call.Route("number"), asked.Reason, until, call.Stop)), Permission.RecordMoney);
        api.Write<ReasonAndDeadline, ApplicationMovedShown>("/applications/{number}/reopening", new("reopenApplication", Part, new("重新开放申请", "Open an application again"), "One that missed its deadline or was found ineligible.", [Number]) { Example = """{"reason":"系统故障","deadline":"2026-05-10T16:00:00Z"}""" },
            (call, asked) => MoveUntilAsync(call, asked, (by, until) => new ReopenApplication(call.Noting).RunAsync(by, call.Route("number"), asked.Reason, until, call.Stop)), Permission.RecordMoney);
        foreach (var (word, id, summary, move) in new (string, string, Bilingual, Func<ApiCall, Asked, string, Task<Outcome<ApplicationMoved>>>)[]
        {
            ("ineligibility", "findIneligible", new("认定不符合条件", "Find an application ineligible"), (call, by, why) => new FindIneligible(call.Noting).RunAsync(by, call.Route("number"), why, call.Stop)),
            ("decline", "declineApplication", new("不予立项", "Decline an application"), (call, by, why) => new DeclineApplication(call.Noting).RunAsync(by, call.Route("number"), why, call.Stop)),
        })
            api.Write<ReasonGiven, ApplicationMovedShown>($"/applications/{{number}}/{word}", new(id, Part, summary, "By who manages the programme; the organisation is told why.", [Number]) { Example = """{"reason":"不在受理范围"}""" },
                (call, asked) => MoveAsync(call, MayManage, by => move(call, by, asked.Reason)), Permission.RecordMoney);
    }

    /// <summary>Of the example that is added.</summary>
    private const string ExampleFileSha256 = "72df82de63b388c77d8c8cc3b88a7e560c8b37c0b66d246848bc96236df9bd45";

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, _) =>
    {
        var status = call.Word<ApplicationStatus>("status");
        var mine = (await ApplicationReading.MembershipsAsync(reader, call.Who.Person.Id)).Select(member => member.Application).ToHashSet();
        return call.PageOf((await ApplicationReading.ListAsync(reader, call.Text("round") ?? "")).Where(one => (status is null || one.Status == status) && call.Who.MayRead(one, mine.Contains(one.Id), call.Today))
            .OrderBy(one => one.Number, StringComparer.Ordinal).Select(ApplicationShown.Of), one => one.Application);
    });

    private static Task<IResult> OneAsync(ApiCall call) => call.ReadAsync(async (reader, _) => await FindAsync(call, reader, (_, _) => true) is not { } one ? ApiCall.NotThere()
        : ApiCall.One(ApplicationInFull.Of(one, await ApplicationReading.VersionsAsync(reader, one), await ApplicationReading.MovesAsync(reader, one))));

    private static Task<IResult> StartAsync(ApiCall call, NewApplication asked) => call.WriteAsync(
        Permission.EditOrganisation, async (reader, _) => await Directory.FindAsync(reader, asked.Organisation) is null ? null : call.May(Permission.EditOrganisation, new Target(Organisation: asked.Organisation)),
        by => new StartApplication(call.Noting).RunAsync(by, asked.Round, asked.Organisation, call.Stop), done => new ApplicationMade(done.Number, Moments.ToIso(done.Deadline)), done => PathOf(done.Number));

    private static Task<IResult> SaveAsync(ApiCall call, ApplicationSave asked) => OnApplicationAsync(
        call, MayWrite(call), by => new SaveApplication(call.Noting).RunAsync(by, new ApplicationEdit(
            call.Route("number"), asked.Basics is { } basics ? new ApplicationBasics(basics.Title, basics.Category, basics.Starts, basics.Ends, basics.Need) : null, asked.Eligibility, asked.Answers,
            asked.Budget is { } budget ? new ApplicationBudget(budget.Requested, budget.Own, [.. budget.Lines.Select((line, at) => new BudgetLine(FormattableString.Invariant($"{at + 1}"), line.Name, line.Kind, line.Requested, line.Own))]) : null,
            asked.BasedOn), call.Stop), done => new ApplicationSavedShown(done.Number, done.SaveNo, done.Missing));

    private static Task<IResult> AttachAsync(ApiCall call, Attachment file) => OnApplicationAsync(
        call, MayWrite(call), by => new AttachToApplication(call.Noting).RunAsync(by, call.Route("number"), call.Route("slot"), file, call.Stop), done => new ApplicationFileAdded(done.Number, done.Slot, done.Sha256, done.Type));

    private static Task<IResult> RemoveAsync(ApiCall call, FileNamed asked) => OnApplicationAsync(
        call, MayWrite(call), by => new RemoveApplicationFile(call.Noting).RunAsync(by, call.Route("number"), call.Route("slot"), asked.Sha256, call.Stop), done => new ApplicationFileTaken(done.Number, done.Slot, done.Sha256));

    private static Task<IResult> SubmitAsync(ApiCall call, Signature asked) => OnApplicationAsync(
        call, (one, _) => call.May(Permission.CertifyOrganisation, one.OfOrganisation), by => new SubmitApplication(call.Noting).RunAsync(by, call.Route("number"), asked.Sha256, call.Stop), done => new ApplicationHandedIn(done.Number, done.Version, done.Sha256));

    private static Task<IResult> MoveUntilAsync(ApiCall call, ReasonAndDeadline asked, Func<Asked, long, Task<Outcome<ApplicationMoved>>> operation)
    {
        if (!TypedMoment.Minute(asked.Deadline, "deadline").IsDone(out var until, out var refusal)) return Task.FromResult(ApiCall.Unread(refusal));
        return MoveAsync(call, MayManage, by => operation(by, until));
    }

    private static Task<IResult> MoveAsync(ApiCall call, Func<ApiCall, GrantApplication, bool> may, Func<Asked, Task<Outcome<ApplicationMoved>>> operation) => OnApplicationAsync(
        call, (one, _) => may(call, one), operation, done => new ApplicationMovedShown(done.Number, done.Status, done.Deadline is { } until ? Moments.ToIso(until) : null));

    private static Func<GrantApplication, ApplicationMember?, bool> MayWrite(ApiCall call) => (one, member) =>
        call.May(Permission.EditOrganisation, one.OfOrganisation) || (member?.Role == MemberRole.Editor && call.MaySomewhere(Permission.ReadOrganisation));

    private static bool MayManage(ApiCall call, GrantApplication one) => call.May(Permission.RecordMoney, one.OfProgramme);

    private static bool MayWithdraw(ApiCall call, GrantApplication one) => call.May(Permission.CertifyOrganisation, one.OfOrganisation) || call.May(Permission.ManageOrganisation, one.OfOrganisation);

    private static Task<IResult> OnApplicationAsync<T, TAnswer>(ApiCall call, Func<GrantApplication, ApplicationMember?, bool> may, Func<Asked, Task<Outcome<T>>> operation, Func<T, TAnswer> answer) where TAnswer : class => call.WriteAsync(
        Permission.EditOrganisation, async (reader, _) => await FindAsync(call, reader, may) is not null ? true : null, operation, answer, _ => PathOf(call.Route("number")));

    private static async Task<GrantApplication?> FindAsync(ApiCall call, LedgerReader reader, Func<GrantApplication, ApplicationMember?, bool> may)
    {
        if (await ApplicationReading.FindAsync(reader, call.Route("number")) is not { } found) return null;
        var member = (await ApplicationReading.MembersAsync(reader, found)).FirstOrDefault(one => one.Person == call.Who.Person.Id);
        return call.Who.MayRead(found, member is not null, call.Today) && may(found, member) ? found : null;
    }

    private static string PathOf(string number) => $"{ApiRoutes.Root}/applications/{Uri.EscapeDataString(number)}";
}

/// <param name="SaveNo">Goes up with each save.</param>
/// <param name="Deadline">The first moment, UTC, at which it can no longer be handed in.</param>
public sealed record ApplicationShown(string Application, string Round, string Programme, string Organisation, ApplicationStatus Status, string Title, string Category, Money Requested, Money Own, int SaveNo, string Deadline)
{
    internal static ApplicationShown Of(GrantApplication one) => new(
        one.Number, one.Round.Code, one.Round.Programme.Code, one.Organisation.Code, one.Status, one.Title, one.Category, one.Requested, one.Own, one.SaveNo, Moments.ToIso(one.Deadline));
}

/// <param name="ToSign">SHA-256 of what would be signed now; null where it is not open.</param>
public sealed record ApplicationInFull(
    ApplicationShown Listed, Bilingual HappensNext, DateOnly? Starts, DateOnly? Ends, string? Need, Money? StatedRequested, Money? StatedOwn, IReadOnlyList<AnswerShown> Eligibility, IReadOnlyList<AnswerShown> Answers,
    IReadOnlyList<BudgetLineShown> Budget, IReadOnlyList<ApplicationFileShown> Files, IReadOnlyList<MissingShown> Missing, string? ToSign, IReadOnlyList<ApplicationVersionShown> Versions, IReadOnlyList<ApplicationMoveShown> Moves)
{
    internal static ApplicationInFull Of(GrantApplication one, IReadOnlyList<ApplicationVersion> versions, IReadOnlyList<ApplicationMove> moves)
    {
        var (content, isOpen) = (one.Content, one.Status.IsOpen());
        return new(
            ApplicationShown.Of(one), one.HappensNext, content.Starts, content.Ends, content.Need, content.Requested, content.Own, AnswerShown.Of(content.Eligibility), AnswerShown.Of(content.Answers), BudgetLineShown.Of(content.Budget),
            ApplicationFileShown.Of(content.Files),
            [.. (isOpen ? one.Missing : []).Select(item => new MissingShown(item.Step, item.Field, item.Code, item.Message))], isOpen ? one.ToCertify.Sha256() : null,
            [.. versions.Select(version => new ApplicationVersionShown(version.Version, version.Sha256, Moments.ToIso(version.RecordedAt)))],
            [.. moves.Select(move => new ApplicationMoveShown(move.From, move.To, move.Reason, Moments.ToIso(move.RecordedAt)))]);
    }
}

/// <param name="Question">Its code.</param>
public sealed record AnswerShown(string Question, string Answer)
{
    internal static IReadOnlyList<AnswerShown> Of(IReadOnlyDictionary<string, string> answers) => [.. answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => new AnswerShown(answer.Key, answer.Value))];
}

public sealed record BudgetLineShown(string Code, string Name, CostLineKind Kind, Money Requested, Money Own)
{
    internal static IReadOnlyList<BudgetLineShown> Of(IReadOnlyList<BudgetLine> lines) => [.. lines.Select(line => new BudgetLineShown(line.Code, line.Name, line.Kind, line.Requested, line.Own))];
}

public sealed record ApplicationFileShown(string Slot, string FileName, FileType Type, long SizeBytes, string Sha256)
{
    internal static IReadOnlyList<ApplicationFileShown> Of(IReadOnlyList<ApplicationFile> files) => [.. files.Select(file => new ApplicationFileShown(file.Slot, file.FileName, file.Type, file.SizeBytes, file.Sha256))];
}

public sealed record MissingShown(ApplicationStep Step, string Field, string Code, Bilingual Says);

public sealed record ApplicationVersionShown(int Version, string Sha256, string HandedInAt);

public sealed record ApplicationMoveShown(ApplicationStatus From, ApplicationStatus To, string Reason, string At);

public sealed record NewApplication(string Round, string Organisation);

public sealed record ApplicationMade(string Application, string Deadline);

/// <param name="Eligibility">Answers by the code of the question; an empty one takes it back.</param>
/// <param name="BasedOn">The saveNo that you read.</param>
public sealed record ApplicationSave(NewBasics? Basics = null, IReadOnlyDictionary<string, string>? Eligibility = null, IReadOnlyDictionary<string, string>? Answers = null, NewApplicationBudget? Budget = null, int? BasedOn = null);

/// <param name="Need">Code of the need it answers.</param>
public sealed record NewBasics(string Title, string Category, DateOnly? Starts = null, DateOnly? Ends = null, string? Need = null);

/// <param name="Requested">The whole sum asked for: the lines must make it.</param>
public sealed record NewApplicationBudget(IReadOnlyList<NewBudgetLine> Lines, Money? Requested = null, Money? Own = null);

public sealed record NewBudgetLine(string Name, CostLineKind Kind, Money Requested, Money Own);

/// <param name="Missing">How many items still are.</param>
public sealed record ApplicationSavedShown(string Application, int SaveNo, int Missing);

public sealed record ApplicationFileAdded(string Application, string Slot, string Sha256, FileType Type);

public sealed record FileNamed(string Sha256);

public sealed record ApplicationFileTaken(string Application, string Slot, string Sha256);

public sealed record Signature(string Sha256);

public sealed record ApplicationHandedIn(string Application, int Version, string Sha256);

public sealed record ReasonGiven(string Reason);

/// <param name="Deadline">A moment, such as 2026-05-10T16:00:00Z.</param>
public sealed record ReasonAndDeadline(string Reason, string Deadline);

public sealed record ApplicationMovedShown(string Application, ApplicationStatus Status, string? Deadline);
