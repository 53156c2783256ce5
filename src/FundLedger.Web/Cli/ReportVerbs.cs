using System.CommandLine;
using FundLedger.Auditing.Queries;
using FundLedger.Banking.Reconciling;
using FundLedger.Reporting;
using FundLedger.Reports;
using FundLedger.Reports.Content;
using FundLedger.Reports.Content.Registers;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Pages;

namespace FundLedger.Web.Cli;

/// <summary><c>report fund-statement</c>, <c>report trial-balance</c>, <c>report fund-tree</c>, <c>report match-statement</c>, <c>report bank-reconciliation</c>, <c>report fund-balances</c>, <c>report receipt</c>, <c>report receipt-register</c>, <c>report donor-year</c>, <c>report audit-queries</c>; those of <see cref="BookVerbs"/>.</summary>
internal static class ReportVerbs
{
    internal static Command In(Shell shell) => Commands.Group(
        shell, "report", new("报表：PDF、XLSX、HTML、CSV、JSON", "Reports as PDF, XLSX, HTML, CSV or JSON"), [.. OfFunds(shell), .. BookVerbs.In(shell), .. StatutoryVerbs.In(shell), .. AuditPack.Registers.Select(part => OverDays(shell, part.Code, part.Name, part.Draw)), AuditPackVerb.In(shell), .. WholeSetVerbs.In(shell)]);

    private static IReadOnlyList<Command> OfFunds(Shell shell) =>
    [
        OverDays(shell, "fund-statement", new("基金收支明细表", "Fund statement"),
            async (reader, fund, span, known) => (await FundReports.StatementAsync(reader, fund, span, known)).IsDone(out var done, out var refusal) ? FundStatementReport.Of(done) : refusal),
        TrialBalance(shell),
        OverDays(shell, "fund-tree", new("基金汇总表：连同下级基金", "A fund and those below it, rolled up"),
            async (reader, fund, span, known) => (await FundTreeFigures.OfAsync(reader, fund, span, known)).IsDone(out var done, out var refusal) ? FundTreeContent.Of(done) : refusal),
        OverDays(shell, "match-statement", new("配比说明表：逐笔说明", "Matches, each explained"),
            async (reader, fund, span, known) => (await MatchStatements.OfAsync(reader, fund, span, known)).IsDone(out var done, out var refusal) ? MatchStatementReport.Of(done) : refusal),
        Reconciliation(shell),
        AtDay(shell, "fund-balances", new("基金余额表", "Fund balances"),
            async (reader, fund, day, known) => (await FundReports.BalancesAsync(reader, fund, day, known)).IsDone(out var done, out var refusal) ? FundBalancesReport.Of(done) : refusal),
        Taper(shell), GrantFile(shell), TrancheVoucher(shell), Receipt(shell), ReceiptRegister(shell), DonorYear(shell), SampleVerbs.Report(shell),
        OverDays(shell, "audit-queries", new("审计查询登记簿：问了什么、怎样答复", "Register of audit queries: what was asked and answered"), (reader, fund, span, known) => QueryRegister.OfAsync(reader, fund, span, known).Then(AuditQueriesContent.Of)),
    ];

    private static Command TrialBalance(Shell shell)
    {
        var beforeYearEnd = Options.Flag(shell, "--before-year-end", new("截止日所在年度年结之前的余额", "as it stood before the year of the last day was closed"));
        return OverDays(shell, "trial-balance", new("试算平衡表", "Trial balance"), [beforeYearEnd],
            async (run, reader, fund, span, known) => (await FundReports.TrialBalanceAsync(reader, fund, span, known, run.Value(beforeYearEnd))).IsDone(out var done, out var refusal) ? TrialBalanceReport.Of(done) : refusal);
    }

    private static Command Receipt(Shell shell)
    {
        var (number, entity, name) = (ReceiptVerbs.Number(shell), ReceiptVerbs.Entity(shell), DonorName(shell));
        return Make(shell, "receipt", new("一张收据，含大写金额", "One receipt, with the amount in Chinese capitals"), [number, entity, name], async (run, reader) =>
            (await ReceiptFigures.ReceiptAsync(reader, run.Required(number), run.Value(entity), run.Value(name))).IsDone(out var done, out var refusal) ? ReceiptContent.Of(done) : refusal);
    }

    private static Command Taper(Shell shell)
    {
        var (fund, knownAt) = (Options.Fund(shell), Options.KnownAt(shell));
        var plan = Options.Text(shell, "--plan", new("编号", "NUMBER"), new("只报这一个计划（默认：基金的全部计划）", "of this plan only (default: all of the fund's)"));
        var asOf = Options.Date(shell, "--as-of", new("各期状态按哪一天（默认：今天）", "periods as they stand on which day (default: today)"));
        return Make(shell, "taper", new("渐进撤出报告：计划与实际，每一笔钱连到分录", "Taper-out: planned and actual, every amount with its entry"), [fund, plan, asOf, knownAt], async (run, reader) =>
            (await TaperFigures.OfAsync(reader, run.Required(fund), run.Value(plan), run.Has(asOf) ? run.Value(asOf) : shell.Today, run.Has(knownAt) ? run.Value(knownAt) : null)).IsDone(out var done, out var refusal) ? TaperReportContent.Of(done) : refusal);
    }

    private static Command GrantFile(Shell shell)
    {
        var award = AwardVerbs.Award(shell);
        return Make(shell, "grant-file", new("资助档案：一项立项从申请到结项，每个合计都核对", "File of a grant: one award from application to its end, every total checked"), [award], (run, reader) => GrantFileFigures.OfAsync(reader, run.Required(award), shell.Today).Then(GrantFileContent.Of));
    }

    private static Command TrancheVoucher(Shell shell)
    {
        var (award, tranche) = (AwardVerbs.Award(shell), AwardVerbs.Number(shell, "--tranche", new("批次", "number of the tranche")));
        return Make(shell, "tranche-voucher", new("拨付凭证：一批的支付、条件与凭据", "Voucher of a tranche: its payment, conditions and evidence"), [award, tranche], async (run, reader) =>
        {
            var who = await WhoIs.LoadAsync(reader);
            return await TrancheVoucherFigures.OfAsync(reader, run.Required(award), run.Required(tranche)).Then(done => TrancheVoucherContent.Of(done, who.NameOf));
        });
    }

    private static Command ReceiptRegister(Shell shell)
    {
        var (year, entity) = (ReceiptVerbs.Year(shell), ReceiptVerbs.Entity(shell));
        return Make(shell, "receipt-register", new("收据登记簿：一年的全部收据", "Register of the receipts of a year"), [year, entity], async (run, reader) =>
            (await ReceiptFigures.RegisterAsync(reader, run.Required(year), run.Value(entity))).IsDone(out var done, out var refusal) ? ReceiptRegisterContent.Of(done) : refusal);
    }

    private static Command DonorYear(Shell shell)
    {
        var (year, entity, name) = (ReceiptVerbs.Year(shell), ReceiptVerbs.Entity(shell), DonorName(shell));
        var donor = new Option<long>("--donor") { Description = shell.In("捐赠人编号", "number of the donor"), HelpName = shell.In("编号", "NUMBER"), Required = true };
        return Make(shell, "donor-year", new("捐赠人的年度汇总：每笔只计一次，减去退款", "A donor's year: every gift once, less refunds"), [donor, year, entity, name], async (run, reader) =>
            (await ReceiptFigures.DonorYearAsync(reader, run.Required(donor), run.Required(year), run.Value(entity), name: run.Value(name))).IsDone(out var done, out var refusal) ? DonorYearContent.Of(done) : refusal);
    }

    private static Option<string> DonorName(Shell shell) =>
        Options.Text(shell, "--donor-name", new("姓名", "NAME"), new("印上姓名：与账本核对一致才印（默认：遮盖）", "print this name, if it is the donor's in the books (default: masked)"));

    private static Command OverDays(Shell shell, string name, Bilingual description, Func<LedgerReader, string, DateSpan, long?, Task<Outcome<ReportContent>>> content) =>
        OverDays(shell, name, description, [], (_, reader, fund, span, known) => content(reader, fund, span, known));

    private static Command OverDays(Shell shell, string name, Bilingual description, IReadOnlyList<Symbol> more, Func<ReadRun, LedgerReader, string, DateSpan, long?, Task<Outcome<ReportContent>>> content)
    {
        var fund = Options.Fund(shell);
        var from = Options.Date(shell, "--from", new("起始日", "first day"), isRequired: true);
        var to = Options.Date(shell, "--to", new("截止日，含当天", "last day, included"), isRequired: true);
        var knownAt = Options.KnownAt(shell);
        return Make(shell, name, description, [fund, from, to, knownAt, .. more], async (run, reader) => run.Value(from) <= run.Value(to)
            ? await content(run, reader, run.Required(fund), new DateSpan(run.Value(from), run.Value(to)), run.Has(knownAt) ? run.Value(knownAt) : null)
            : Refusal.Of("dates-crossed", "to", "截止日早于起始日。", "The last day is before the first."));
    }

    private static Command Reconciliation(Shell shell)
    {
        var (account, knownAt) = (BankVerbs.Account(shell), Options.KnownAt(shell));
        var to = Options.Date(shell, "--to", new("截至哪一天", "the day it is reconciled to"), isRequired: true);
        return Make(shell, "bank-reconciliation", new("银行存款余额调节表", "Bank reconciliation"), [account, to, knownAt], async (run, reader) =>
            (await ReconciliationFigures.OfAsync(reader, run.Required(account), run.Value(to), knownAt: run.Has(knownAt) ? run.Value(knownAt) : null)).IsDone(out var done, out var refusal) ? BankReconciliationContent.Of(done) : refusal);
    }

    private static Command AtDay(Shell shell, string name, Bilingual description, Func<LedgerReader, string, DateOnly, long?, Task<Outcome<ReportContent>>> content)
    {
        var (fund, knownAt) = (Options.Fund(shell), Options.KnownAt(shell));
        var asOf = Options.Date(shell, "--as-of", new("截至哪一天（默认：今天）", "at the end of which day (default: today)"));
        return Make(shell, name, description, [fund, asOf, knownAt], (run, reader) =>
            content(reader, run.Required(fund), run.Has(asOf) ? run.Value(asOf) : shell.Today, run.Has(knownAt) ? run.Value(knownAt) : null));
    }

    /// <summary>The report is drawn while its read is open, so that its lines stream from the ledger to the file.</summary>
    internal static Command Make(Shell shell, string name, Bilingual description, Symbol[] inputs, Func<ReadRun, LedgerReader, Task<Outcome<ReportContent>>> content)
    {
        var format = Choices.Option(
            shell, "--format", new("格式（默认：按输出文件名，否则 pdf）", "format (default: by the name of the file, else pdf)"), Enum.GetValues<ReportFormat>().Select(known => (known.ExtensionOf(), known)).ToArray());
        var (json, to) = (Options.Json(shell), Output.Option(shell));
        return ReadVerb.Make(shell, name, description, [.. inputs, format, json, to], async run =>
        {
            await ReportDrawn.BeginAsync(run);
            return await run.Database.ReadAsync<Outcome<int>>(reader => DrawAsync(run, reader), run.Stop);
        });

        async Task<Outcome<int>> DrawAsync(ReadRun run, LedgerReader reader)
        {
            var path = run.Value(to) ?? "-";
            var chosen = run.Value(json) ? ReportFormat.Json : run.Has(format) ? run.Value(format) : FormatOf(path);
            if (!chosen.IsText() && !run.Has(to))
            {
                var kind = chosen.ExtensionOf().ToUpperInvariant();
                return Refusal.Of("out-missing", "out", $"请用 --out 指定 {kind} 文件；--out - 为标准输出。", $"Name the {kind} file with --out; --out - is standard output.");
            }

            if (!(await content(run, reader)).IsDone(out var drawn, out var refusal) || !ReportDrawn.Led(shell, drawn).IsDone(out var report, out refusal)) return refusal;
            if (FailedCheck.RefusalFor(report) is { } failed) return failed;
            return await Output.WriteAsync<int>(shell, path, async output =>
            {
                await ReportDrawn.WriteAsync(run, report, chosen, output);
                return ExitCode.Done;
            });
        }
    }

    private static ReportFormat FormatOf(string path) => ReportFormats.TryParse(Path.GetExtension(path).TrimStart('.'), out var format) ? format : ReportFormat.Pdf;
}
