using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>The months of the books: closed by one person, opened again by two.</summary>
internal static class PeriodsApi
{
    private const string Part = "periods";

    internal static void MapPeriods(this ApiRoutes api)
    {
        api.Read<Page<MonthShown>>("/periods", new("listPeriods", Part, new("列出月份", "List the months"), "Of the entities you read, by entity and month.", ApiParameter.Paging), ListAsync, Permission.ReadLedger);
        api.Write<MonthNamed, MonthClosed>("/periods/closings", new("closePeriod", Part, new("结账", "Close a month"), "Its vouchers get their numbers, and nothing more is posted up to its end. The earliest open one that is over.", []) { Example = """{"entity":"MAIN","month":"2026-03"}""" }, CloseAsync, Permission.ClosePeriod);
        api.Write<MonthToReopen, ProposedShown>("/periods/reopenings", new("proposeReopening", Part, new("提出反结账", "Propose to reopen a month"), "It takes another person. The reason is kept for good, so it names nobody.", [])
        {
            Example = """{"entity":"MAIN","month":"2026-03","reason":"漏记一笔"}""",
        }, ReopenAsync, Permission.Propose);
    }

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, books) => call.PageOf(
        (await MonthsOfBooks.ListAsync(reader, books, call.Today)).Where(month => call.May(Permission.ReadLedger, Reach.TargetOf(month.Entity))).OrderBy(month => month.Entity.Code, StringComparer.Ordinal).ThenBy(month => month.Month)
            .Select(month => new MonthShown(month.Entity.Code, $"{month.Month}", month.Status, month.ClosingNo, month.LineCount, month.IsNext)), one => $"{one.Entity}\u0001{one.Month}"));

    private static Task<IResult> CloseAsync(ApiCall call, MonthNamed asked) => !PeriodMonth.TryParse(asked.Month, out var month) ? Task.FromResult(Unread()) : call.WriteAsync(
        Permission.ClosePeriod, (_, _) => Task.FromResult<bool?>(call.May(Permission.ClosePeriod, new Target(asked.Entity))), by => new ClosePeriod(call.Noting).RunAsync(by, month, asked.Entity, call.Stop),
        done => new MonthClosed(done.Period, done.ClosingNo, done.VoucherCount), _ => $"{ApiRoutes.Root}/periods");

    private static Task<IResult> ReopenAsync(ApiCall call, MonthToReopen asked) => !PeriodMonth.TryParse(asked.Month, out var month) ? Task.FromResult(Unread())
        : call.ProposeAsync(ReopeningPeriods.Kind, new Reopening(asked.Entity, $"{month}", asked.Reason), (_, _) => Task.FromResult<bool?>(call.May(Permission.Propose, new Target(asked.Entity))));

    private static IResult Unread() => new ApiProblem([Refusal.Of("month-unreadable", "month", "月份应写如 2026-01。", "Write the month like 2026-01.")], StatusCodes.Status400BadRequest);
}

/// <param name="ClosingNo">How often it was closed; 0 for a month that a later closing closed with it.</param>
/// <param name="IsNext">What may be closed now.</param>
public sealed record MonthShown(string Entity, string Month, PeriodStatus Status, long ClosingNo, long LineCount, bool IsNext);

/// <param name="Month">Like 2026-01.</param>
public sealed record MonthNamed(string Entity, string Month);

/// <param name="VoucherCount">How many were numbered.</param>
public sealed record MonthClosed(string Month, long ClosingNo, long VoucherCount);

/// <param name="Month">Like 2026-01.</param>
public sealed record MonthToReopen(string Entity, string Month, string Reason);
