using FundLedger.Auditing.Queries;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;

namespace FundLedger.Web.Api;

/// <summary>What auditors ask, and what those who manage the money answer.</summary>
internal static class AuditQueriesApi
{
    private const string Part = "audit-queries";
    private static readonly Permission[] Both = [Permission.Audit, Permission.RecordMoney];
    private static readonly ApiParameter Number = ApiParameter.Path("query", new("查询编号", "number of the query"), "1", ApiParameterForm.Number);

    internal static void MapAuditQueries(this ApiRoutes api)
    {
        api.Read<Page<AuditQueryShown>>("/audit-queries", new("listAuditQueries", Part, new("列出审计查询", "List audit queries"), "That you may ask further or answer, by number.", ApiParameter.Paging), ListAsync, Both);
        api.Read<AuditQueryInFull>("/audit-queries/{query:long}", new("getAuditQuery", Part, new("一项审计查询", "One audit query"), "With all that was asked and answered, and the files of each answer.", [Number]) { IsTagged = true }, OneAsync, Both);
        api.Write<NewAuditQuery, AuditQueryKept>("/audit-queries", new("askAuditQuery", Part, new("提出审计查询", "Ask an audit query"), "About an entry, a fund, an item of a sample, or by its address a figure or a report.", []) { Example = """{"about":"entry","of":"2","words":"请说明用途","dueOn":"2026-05-01"}""" }, AskAsync, Permission.Audit);
        api.Write<NewAuditAnswer, AuditQueryKept>("/audit-queries/{query:long}/answers", new("answerAuditQuery", Part, new("答复审计查询", "Answer an audit query"), "By who records money there; files are sent to files first, by the same person, and named.", [Number]) { Example = """{"words":"见发票"}""" },
            AnswerAsync, Permission.RecordMoney);
        api.ReadFile("/audit-queries/{query:long}/files/{sha256:length(64)}", new("downloadAuditFile", Part, new("下载答复的文件", "Save a file of an answer"), "To save, never to be shown by a browser: somebody else wrote it. The trail tells of it.", [Number, FilesApi.Sha256]) { Files = [System.Net.Mime.MediaTypeNames.Application.Octet] },
            call => AuditFiles.FileAsync(call.Number("query"), call.Route("sha256"), call.Context, call.Database, call.Clock, call.Stop), Both);
        api.Write<FurtherQuestion, AuditQueryKept>("/audit-queries/{query:long}/questions", new("askFurther", Part, new("追问", "Ask further"), "After an answer.", [Number]) { Example = """{"words":"请补发票原件","dueOn":"2026-05-10"}""" },
            (call, asked) => OnQueryAsync(call, Permission.Audit, (query, by) => query.AskFurtherAsync(by, call.Number("query"), asked.Words, asked.DueOn, call.Stop)), Permission.Audit);
        api.Write<AuditConclusion, AuditQueryKept>("/audit-queries/{query:long}/conclusion", new("closeAuditQuery", Part, new("了结审计查询", "Close an audit query"), "With what the auditor comes to.", [Number]) { Example = """{"conclusion":"cleared","words":"已核对"}""" },
            (call, asked) => OnQueryAsync(call, Permission.Audit, (query, by) => query.CloseAsync(by, call.Number("query"), asked.Conclusion, asked.Words, call.Stop)), Permission.Audit);
    }

    private static bool MayRead(ApiCall call, AuditQuery query) => Both.Any(act => call.May(act, query.Target));

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, books) => call.PageOf(
        (await AuditQueries.ListAsync(reader, books)).Where(query => MayRead(call, query)).OrderBy(query => query.Id).Select(AuditQueryShown.From), one => FormattableString.Invariant($"{one.Query:D19}")));

    private static Task<IResult> OneAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        if (await AuditQueries.FindAsync(reader, books, call.Number("query")) is not { } query || !MayRead(call, query)) return ApiCall.NotThere();
        var events = new List<QueryEventShown>();
        foreach (var one in query.Events) events.Add(await ShownAsync(reader, query, one));
        return ApiCall.One(new AuditQueryInFull(AuditQueryShown.From(query), events));
    });

    private static Task<IResult> AskAsync(ApiCall call, NewAuditQuery asked)
    {
        var wanted = new QueryWanted(asked.About, asked.Of, asked.Words, asked.DueOn, asked.Fund ?? "");
        return call.WriteAsync(
            Permission.Audit, async (reader, books) => await AuditQueries.TargetOfAsync(reader, books, wanted) is { } target ? call.May(Permission.Audit, target) : null, by => new AskQuery(call.Noting).RunAsync(by, wanted, call.Stop),
            done => new AuditQueryKept(done.Query, done.Version, done.State), done => PathOf(done.Query));
    }

    private static Task<IResult> OnQueryAsync(ApiCall call, Permission what, Func<AskQuery, Asked, Task<Outcome<QueryKept>>> act) => call.WriteAsync(
        what, async (reader, books) => await AuditQueries.FindAsync(reader, books, call.Number("query")) is { } query ? call.May(what, query.Target) : null, by => act(new AskQuery(call.Noting), by),
        done => new AuditQueryKept(done.Query, done.Version, done.State), done => PathOf(done.Query));

    private static async Task<IResult> AnswerAsync(ApiCall call, NewAuditAnswer asked)
    {
        if (!(await FilesApi.SentAsync(call, asked.Evidence ?? [], "evidence")).IsDone(out var files, out var notSent)) return call.Refused(notSent);
        return await OnQueryAsync(call, Permission.RecordMoney, (query, by) => query.AnswerAsync(by, call.Number("query"), asked.Words, files, call.Stop));
    }

    private static async Task<QueryEventShown> ShownAsync(LedgerReader reader, AuditQuery query, QueryEvent one) => new(
        one.Version, one.Act, one.Words, one.On, one.DueOn, one.Conclusion,
        one.Act != QueryAct.Answered ? [] : [.. (await AuditQueries.FilesAsync(reader, query.Id, one.Version)).Select(file => new AnswerFileShown(Convert.ToHexStringLower(file.Sha256), file.FileName, file.SizeBytes))]);

    private static string PathOf(long query) => FormattableString.Invariant($"{ApiRoutes.Root}/audit-queries/{query}");
}

/// <param name="Of">Number of the entry, sample and item, code of the fund, or an address of this site.</param>
/// <param name="Fund">Whose manager answers; null where it takes one of the entity.</param>
public sealed record AuditQueryShown(long Query, QueryAbout About, string Of, EntryId? Entry, string Entity, string? Fund, QueryState State, DateOnly AskedOn, DateOnly DueOn, QueryConclusion? Conclusion)
{
    internal static AuditQueryShown From(AuditQuery one) => new(one.Id, one.About, one.Code, one.Entry, one.Entity.Code, one.Fund?.Code, one.State, one.AskedOn, one.DueOn, one.Conclusion);
}

public sealed record AuditQueryInFull(AuditQueryShown Listed, IReadOnlyList<QueryEventShown> Events);

/// <param name="Words">Null where there are none, or they were erased.</param>
public sealed record QueryEventShown(int Version, QueryAct Act, string? Words, DateOnly On, DateOnly? DueOn, QueryConclusion? Conclusion, IReadOnlyList<AnswerFileShown> Files);

public sealed record AnswerFileShown(string Sha256, string Name, long SizeBytes);

/// <param name="Of">Number of the entry, sample and item as 1:2, code of the fund, or an address of this site.</param>
/// <param name="Words">Kept erasable.</param>
/// <param name="Fund">Of a figure or a report that is of one fund.</param>
public sealed record NewAuditQuery(QueryAbout About, string Of, string Words, DateOnly DueOn, string? Fund = null);

public sealed record AuditQueryKept(long Query, int Version, QueryState State);

/// <param name="Evidence">SHA-256 of files that you sent to files.</param>
public sealed record NewAuditAnswer(string Words, IReadOnlyList<string>? Evidence = null);

public sealed record FurtherQuestion(string Words, DateOnly DueOn);

public sealed record AuditConclusion(QueryConclusion Conclusion, string Words = "");
