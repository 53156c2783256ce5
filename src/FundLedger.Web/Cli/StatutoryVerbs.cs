using System.CommandLine;
using FundLedger.Reporting;
using FundLedger.Reports.Content;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary><c>report balance-sheet</c>, <c>report activities</c>, <c>report cash-flows</c>: of an entity, or of one fund of it.</summary>
internal static class StatutoryVerbs
{
    private delegate Task<Outcome<ReportContent>> Draw(LedgerReader reader, StatutoryScope scope, DateOnly to, long? knownAt);

    internal static IReadOnlyList<Command> In(Shell shell) =>
    [
        Make(shell, "balance-sheet", new("资产负债表", "Balance sheet"), (reader, scope, to, known) => StatutoryFigures.BalanceSheetAsync(reader, scope, to, known).Then(BalanceSheetContent.Of)),
        Make(shell, "activities", new("业务活动表", "Statement of activities"), (reader, scope, to, known) => StatutoryFigures.ActivitiesAsync(reader, scope, to, known).Then(ActivityStatementContent.Of)),
        Make(shell, "cash-flows", new("现金流量表", "Statement of cash flows"), (reader, scope, to, known) => StatutoryFigures.CashFlowsAsync(reader, scope, to, known).Then(CashFlowContent.Of)),
    ];

    private static Command Make(Shell shell, string name, Bilingual description, Draw draw)
    {
        var (entity, knownAt) = (ReceiptVerbs.Entity(shell), Options.KnownAt(shell));
        var fund = Options.Text(shell, "--fund", new("代码", "CODE"), new("只报这一个基金（默认：整个会计主体）", "of this fund only (default: of the whole entity)"));
        var to = Options.Date(shell, "--to", new("截止日，含当天（默认：年末）", "last day, included (default: the end of the year)"));
        var year = Year(shell, isRequired: false);
        return ReportVerbs.Make(shell, name, description, [entity, fund, to, year, knownAt], async (run, reader) => LastDay(run, to, year).IsDone(out var last, out var refusal)
            ? await draw(reader, new StatutoryScope(run.Value(entity), run.Value(fund)), last, run.Has(knownAt) ? run.Value(knownAt) : null)
            : refusal);
    }

    internal static Option<int> Year(Shell shell, bool isRequired) => new("--year") { Description = shell.In("年度，如 2026", "year, such as 2026"), HelpName = shell.In("年", "YEAR"), Required = isRequired };

    private static Outcome<DateOnly> LastDay(ReadRun run, Option<DateOnly> to, Option<int> year)
    {
        if (run.Has(to) == run.Has(year)) return Refusal.Of("days-missing", "to", "请用 --to 指定截止日，或用 --year 指定年度。", "Name the last day with --to, or the year with --year.");
        if (run.Has(to)) return run.Value(to);
        return AuditPack.LastDayOf(run.Value(year));
    }
}
