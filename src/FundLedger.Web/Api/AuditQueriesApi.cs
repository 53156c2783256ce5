using FundLedger.Auditing.Queries;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

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
        api.Read<AuditQueryInFull>("/audit-queries/{query:long}", new("getAuditQuery", Part, new("一项审计查询", "One audit query"), "With all that was asked and answered; files of an answer are read on the site.", [Number]) { IsTagged = true }, OneAsync, Both);
        api.Write<NewAuditQuery, AuditQueryKept>("/audit-queries", new("askAuditQuery", Part, new("提出审计查询", "Ask an audit query"), "About an entry, a fund, an item of a sample, or by its address a figure or a report.", []) { Example = """{"about":"entry","of":"2","words":"请说明用途","dueOn":"2026-05-01"}""" }, AskAsync, Permission.Audit);
        api.Write<NewAuditAnswer, AuditQueryKept>("/audit-queries/{query:long}/answers", new("answerAuditQuery", Part, new("答复审计查询", "Answer an audit query"), "By who records money there. An answer with a file is given on the site.", [Number]) { Example = """{"words":"见发票"}""" },
            (call, asked) => OnQueryAsync(call, Permission.RecordMoney, (query, by) => query.AnswerAsync(by, call.Number("query"), asked.Words, [], call.Stop)), Permission.RecordMoney);
        api.Write<FurtherQuestion, AuditQueryKept>("/audit-queries/{query:long}/questions", new("askFurther", Part, new("追问", "Ask further"), "After an answer.", [Number]) { Example = """{"words":"请补发票原件","dueOn":"2026-05-10"}""" },
            (call, asked) => OnQueryAsync(call, Permission.Audit, (query, by) => query.AskFurtherAsync(by, call.Number("query"), asked.Words, asked.DueOn, call.Stop)), Permission.Audit);
        api.Write<AuditConclusion, AuditQueryKept>("/audit-queries/{query:long}/conclusion", new("closeAuditQuery", Part, new("了结审计查询", "Close an audit query"), "With what the auditor comes to.", [Number]) { Example = """{"conclusion":"cleared","words":"已核对"}""" },
            (call, asked) => OnQueryAsync(call, Permission.Audit, (query, by) => query.CloseAsync(by, call.Number("query"), asked.Conclusion, asked.Words, call.Stop)), Permission.Audit);
    }

    private static bool MayRead(ApiCall call, AuditQuery query) => Both.Any(act => call.May(act, query.Target));

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, books) => call.PageOf(
        (await AuditQueries.ListAsync(reader, books)).Where(query => MayRead(call, query)).OrderBy(query => query.Id).Select(AuditQueryShown.From), one => FormattableString.Invariant($"{one.Query:D19}")));

    private static Task<IResult> OneAsync(ApiCall call) => call.ReadAsync(async (reader, books) => await AuditQueries.FindAsync(reader, books, call.Number("query")) is { } query && MayRead(call, query)
        ? ApiCall.One(new AuditQueryInFull(AuditQueryShown.From(query), [.. query.Events.Select(one => new QueryEventShown(one.Version, one.Act, one.Words, one.On, one.DueOn, one.Conclusion))])) : ApiCall.NotThere());

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
public sealed record QueryEventShown(int Version, QueryAct Act, string? Words, DateOnly On, DateOnly? DueOn, QueryConclusion? Conclusion);

/// <param name="Of">Number of the entry, sample and item as 1:2, code of the fund, or an address of this site.</param>
/// <param name="Words">Kept erasable.</param>
/// <param name="Fund">Of a figure or a report that is of one fund.</param>
public sealed record NewAuditQuery(QueryAbout About, string Of, string Words, DateOnly DueOn, string? Fund = null);

public sealed record AuditQueryKept(long Query, int Version, QueryState State);

public sealed record NewAuditAnswer(string Words);

public sealed record FurtherQuestion(string Words, DateOnly DueOn);

public sealed record AuditConclusion(QueryConclusion Conclusion, string Words = "");
