using System.CommandLine;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>period close</c>, <c>period reopen</c>, <c>period list</c>.</summary>
internal static class PeriodVerbs
{
    internal static Command In(Shell shell) => Commands.Group(shell, "period", new("会计期间", "Accounting months"), Close(shell), Reopen(shell), List(shell));

    private static Command Close(Shell shell)
    {
        var month = Options.Month(shell, new("要结账的月份", "the month to close"));
        var entity = Options.Text(shell, "--entity", new("代码", "CODE"), new("会计主体（默认：唯一的主体）", "entity (default: the only one)"));
        return WriteVerb.Make(
            shell, "close", new("结账：编凭证号，此后该月及以前不再入账", "Close a month: number its vouchers; nothing more is posted up to its end"), Need.InEntity(Permission.ClosePeriod, entity), [month, entity],
            run => new ClosePeriod(run.Database).RunAsync(run.Asked, run.Required(month), run.Value(entity), run.Stop),
            done => new($"{done.Period} 已结账，编凭证 {done.VoucherCount} 张。", $"{done.Period} is closed; {done.VoucherCount} voucher(s) are numbered."));
    }

    private static Command Reopen(Shell shell)
    {
        var month = Options.Month(shell, new("最后结账的月份", "the month closed last"));
        var entity = Options.Text(shell, "--entity", new("代码", "CODE"), new("会计主体（默认：唯一的主体）", "entity (default: the only one)"));
        var reason = Options.Text(shell, "--reason", new("文字", "TEXT"), new("为什么，永久保存，不写人名", "why; kept for good, without names"), isRequired: true);
        return WriteVerb.MakeProposing(
            shell, "reopen", new("反结账：须由另一人复核", "Open a closed month again; it takes a second person"), Need.InEntity(Permission.Propose, entity), [month, entity, reason], ReopeningPeriods.Kind,
            run => Task.FromResult<Outcome<Reopening>>(run.Books.EntityOrOnly(run.Value(entity)).IsDone(out var found, out var refusal)
                ? new Reopening(found.Code, run.Required(month).ToString(), run.Required(reason))
                : refusal),
            (_, _) => Task.FromResult<Outcome<PeriodReopened>>(Refusal.Of("needs-people", "",
                "反结账须由两人办理，而账本还没有人员登记。请先启动网站，登记管理员和复核人。", "Reopening a month takes two people, and these books have none yet. Start the web site and make an administrator and an approver.")),
            done => new($"{done.Period} 已反结账。", $"{done.Period} is open again."));
    }

    private static Command List(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<Period>>(
        shell, "list", new("列出已结账的月份", "List the months that were closed"), [],
        async (_, reader, books) => new Outcome<IReadOnlyList<Period>>.Done(await Periods.ListAsync(reader, books)),
        Print, periods => periods.Select(period => new { Entity = period.Entity.Code, Month = period.Month.ToString(), period.Status, period.ClosingNo }));

    private static void Print(Shell shell, TextWriter to, IReadOnlyList<Period> periods) => TextTable.Write(
        to, [shell.In("会计主体", "Entity"), shell.In("月份", "Month"), shell.In("状态", "Status"), shell.In("结账次数", "Closings")],
        [.. periods.Select(period => new[] { period.Entity.Code, period.Month.ToString(), shell.In(period.Status.Name()), $"{period.ClosingNo}" })], rightAligned: 3);
}
