using System.CommandLine;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary>Plans that are agreed and run.</summary>
internal static partial class TaperVerbs
{
    private static Option<string> Plan(Shell shell) => Options.Text(shell, "--plan", new("编号", "NUMBER"), new("渐进撤出计划编号", "number of the taper plan"), isRequired: true);

    private static Option<int> Period(Shell shell) => AwardVerbs.Number(shell, "--period", new("第几期", "number of the period"));

    private static Option<string> Reason(Shell shell) => Options.Text(shell, "--reason", new("文字", "TEXT"), new("理由，永久保存，不写人名", "why; kept for good, without names"), isRequired: true);

    /// <summary>In the fund whose plan an option names.</summary>
    private static Need OfPlan(Permission act, Option<string> plan) => new(act, async run =>
        await run.Database.ReadAsync(reader => TaperReading.FindAsync(reader, run.Books, run.Required(plan)), run.Stop) is { } found ? Target.Of(found.Fund, run.Books) : Target.WholeLedger);

    private static Refusal Unknown(string number) => Refusal.Of("taper-unknown", "plan", $"没有渐进撤出计划“{number}”。", $"There is no taper plan '{number}'.");

    /// <summary>An amount in the currency of the plan that an option names.</summary>
    private static async Task<Outcome<Money>> AmountAsync(WriteRun run, Option<string> amount, Option<string> plan) =>
        await run.Database.ReadAsync(reader => TaperReading.FindAsync(reader, run.Books, run.Required(plan)), run.Stop) is { } found
            ? TypedAmount.Read(run.Required(amount), found.Fund.Currency, amount.Name[2..]) : Unknown(run.Required(plan));

    /// <summary>What a due run did to plans, in sentences; nothing where it did nothing.</summary>
    internal static void Write(Shell shell, TextWriter to, TaperDueRun run)
    {
        foreach (var one in run.Released)
            to.WriteLine(one.Support.IsPositive
                ? shell.In($"渐进撤出计划 {one.Plan} 第 {one.No} 期应付 {one.Support.ToGroupedText()}，失效 {one.Lapsed.ToGroupedText()}：分录 {one.Entry}", $"{one.Plan} period {one.No}: {one.Support} is payable and {one.Lapsed} lapses, entry {one.Entry}")
                : shell.In($"渐进撤出计划 {one.Plan} 第 {one.No} 期无应付，失效 {one.Lapsed.ToGroupedText()}", $"{one.Plan} period {one.No}: nothing is payable, {one.Lapsed} lapses"));
        foreach (var held in run.Held) to.WriteLine(shell.In(held.Why.Message));
        foreach (var review in run.Reviews)
            to.WriteLine(shell.In($"渐进撤出计划 {review.Plan} 连续两期未达目标，待复审；第 {review.Year} 年建议限额 {review.Proposed.ToGroupedText()}", $"{review.Plan} was behind its target two periods running: a review waits; year {review.Year} is proposed at {review.Proposed} at most"));
        foreach (var number in run.Completed) to.WriteLine(shell.In($"渐进撤出计划 {number} 已结束", $"Taper plan {number} is completed"));
    }

    private static Command Agree(Shell shell)
    {
        var file = AwardVerbs.File(shell, new("计划（JSON），样本见 taper template --for plan", "the plan as JSON; 'taper template --for plan' prints a sample"));
        return WriteVerb.MakeProposing(
            shell, "agree", new("签订渐进撤出计划；此时不承诺资金", "Agree a taper plan; nothing is committed yet"), new Need(Permission.Propose), [file], AgreeTaperPlan.Kind,
            run => AwardVerbs.FileAsync<NewTaperPlan>(run, file),
            (run, plan) => new AgreeTaperPlan(run.Database).RunAsync(run.Asked, plan, run.Stop),
            done => new($"已签订渐进撤出计划 {done.Plan}：全程支持 {done.Support.ToGroupedText()}，付给 {done.Organisation}；批准年度后才承诺资金。", $"Plan {done.Plan} is agreed: {done.Support} in all, paid to {done.Organisation}; money is committed when a year is approved."));
    }

    private static Command ApproveYear(Shell shell)
    {
        var file = AwardVerbs.File(shell, new("年度评审（JSON），样本见 taper template --for year", "the yearly review as JSON; 'taper template --for year' prints a sample"));
        return WriteVerb.MakeProposing(
            shell, "approve-year", new("年度评审（一评二续三增）：批准下一年并承诺其支持", "Approve the next year of a plan: its support is committed"), new Need(Permission.Propose), [file], ApproveTaperYear.Kind,
            run => AwardVerbs.FileAsync<TaperYearApproval>(run, file),
            (run, approval) => new ApproveTaperYear(run.Database).RunAsync(run.Asked, approval, run.Stop),
            done => new($"已批准渐进撤出计划 {done.Plan} 第 {done.Year} 年：承诺 {done.Amount.ToGroupedText()}，{Parts(done.Parts)}。", $"Year {done.Year} of plan {done.Plan} is approved: {done.Amount} is committed, from {Parts(done.Parts)}."));
    }

    private static Command Amend(Shell shell)
    {
        var file = AwardVerbs.File(shell, new("变更（JSON），样本见 taper template --for amendment", "the amendment as JSON; 'taper template --for amendment' prints a sample"));
        return WriteVerb.MakeProposing(
            shell, "amend", new("从某期起变更渐进撤出计划；之前各期不变", "Amend a plan from a period on; the periods before stay"), new Need(Permission.Propose), [file], AmendTaperPlan.Kind,
            run => AwardVerbs.FileAsync<TaperAmendment>(run, file),
            (run, amendment) => new AmendTaperPlan(run.Database).RunAsync(run.Asked, amendment, run.Stop),
            done => new($"渐进撤出计划 {done.Plan} 已变更为第 {done.Version} 版。", $"Plan {done.Plan} is amended: version {done.Version}."));
    }

    private static Command End(Shell shell)
    {
        var (plan, on, reason) = (Plan(shell), Options.On(shell), Reason(shell));
        return WriteVerb.MakeProposing(
            shell, "end", new("终止渐进撤出计划：未拨付部分按来源释放", "End a plan: what was not released goes back by source"), OfPlan(Permission.Propose, plan), [plan, on, reason], EndTaperPlan.Kind,
            run => Task.FromResult<Outcome<TaperEnding>>(new TaperEnding(run.Required(plan), run.Required(on), run.Required(reason))),
            (run, ending) => new EndTaperPlan(run.Database).RunAsync(run.Asked, ending, run.Stop),
            done => new($"渐进撤出计划 {done.Plan} 已{(done.Status == TaperPlanStatus.Completed ? "结束" : "终止")}，释放 {Parts(done.Closing.Returned)}。", $"Plan {done.Plan} is {(done.Status == TaperPlanStatus.Completed ? "completed" : "stopped")}; released: {Parts(done.Closing.Returned)}."));
    }

    private static Command List(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<TaperPlan>>(
        shell, "list", new("列出渐进撤出计划", "List the taper plans"), [],
        async (_, reader, books) => new Outcome<IReadOnlyList<TaperPlan>>.Done(await TaperReading.ListAsync(reader, books)),
        (_, to, shown) => TextTable.Write(
            to, [shell.In("编号", "Number"), shell.In("空间", "Space"), shell.In("运营方", "Operator"), shell.In("基金", "Fund"), shell.In("起", "From"), shell.In("止", "To"), shell.In("支持合计", "Support"), shell.In("已批准年度", "Years approved"), shell.In("状态", "Status")],
            [.. shown.Select(one => new[]
            {
                one.Number, one.Space, one.Organisation, one.Fund.Code, one.Terms.Terms.Start.ToIso(), one.LastDay.ToIso(), one.Schedule.Support.ToGroupedText(), $"{one.ApprovedYears.Count}/{one.Schedule.Terms.Years}", shell.In(Name(one)),
            })], 6, 7),
        shown => shown.Select(Shape));

    private static Command Show(Shell shell)
    {
        var plan = Plan(shell);
        return ReadVerb.MakeShowing<ShownPlan>(
            shell, "show", new("一份渐进撤出计划：版本、年度、复审、已承诺", "One plan: versions, years, reviews and what is committed"), [plan],
            async (run, reader, books) => await TaperReading.FindAsync(reader, books, run.Required(plan)) is { } found ? await ShownPlan.LoadAsync(reader, books, found) : Unknown(run.Required(plan)),
            (_, to, shown) => shown.Print(shell, to),
            shown => shown.Shape());
    }

    private static Command Periods(Shell shell)
    {
        var plan = Options.Text(shell, "--plan", new("编号", "NUMBER"), new("渐进撤出计划编号（默认：全部）", "number of the taper plan (default: all)"));
        return ReadVerb.MakeShowing<IReadOnlyList<TaperPeriodAtWork>>(
            shell, "periods", new("列出各期：计划、实际、应付、暂缓原因", "List the periods: planned, actual, payable, and why they are held"), [plan],
            async (run, reader, books) =>
            {
                if (run.Value(plan) is not { } number) return (await TaperReading.AtWorkAsync(reader, books, shell.Today)).SelectMany(one => one.Periods).ToArray();
                return await TaperReading.FindAsync(reader, books, number) is { } found ? (await TaperReading.PeriodsAsync(reader, books, found, shell.Today)).ToArray() : Unknown(number);
            },
            (_, to, shown) => TextTable.Write(
                to, [shell.In("计划", "Plan"), shell.In("期", "No."), shell.In("到期", "Due"), shell.In("公共份额", "Share"), shell.In("计划支持", "Planned"), shell.In("实际成本", "Actual cost"), shell.In("应付", "Support"), shell.In("已付", "Paid"), shell.In("状态", "State"), shell.In("原因", "Why")],
                [.. shown.Select(one => new[]
                {
                    one.Plan.Number, $"{one.Period.No}", one.DueOn.ToIso(), one.Period.Share.ToString(), one.Period.Support.ToGroupedText(), one.ActualCost?.ToGroupedText() ?? "", one.Support?.ToGroupedText() ?? "", one.Paid.ToGroupedText(),
                    shell.In(Name(one.State)), string.Join(shell.In("；", "; "), one.Why.Select(why => shell.In(why.Why))),
                })], 1, 4, 5, 6, 7),
            shown => shown.Select(one => new
            {
                Plan = one.Plan.Number, one.Plan.Space, one.Period.No, one.Period.Year, one.Period.First, one.Period.Last, one.DueOn, Share = one.Period.Share.ToString(), one.Period.Budget, Planned = one.Period.Support, Sources = one.Period.BySource,
                one.State, Holds = one.Why.Select(why => why.Code), one.ActualCost, one.Revenue, Satisfaction = one.Satisfaction?.ToString(), one.Support, one.Lapsed, one.Owed, one.Paid, one.ReleasedOn, Entry = one.Entry?.Value,
            }));
    }

    private static Command Hold(Shell shell)
    {
        var (plan, period) = (Plan(shell), Period(shell));
        var why = Options.Text(shell, "--why", new("文字", "TEXT"), new("理由，运营方可见", "why; the operator sees it"), isRequired: true);
        return WriteVerb.Make(
            shell, "hold", new("暂缓一期", "Hold a period"), OfPlan(Permission.RecordMoney, plan), [plan, period, why],
            run => new HoldTaperPeriod(run.Database).RunAsync(run.Asked, run.Required(plan), run.Required(period), run.Required(why), run.Stop),
            done => new($"渐进撤出计划 {done.Plan} 第 {done.Period} 期已暂缓。", $"Period {done.Period} of plan {done.Plan} is held."));
    }

    private static Command GoOn(Shell shell)
    {
        var (plan, period) = (Plan(shell), Period(shell));
        return WriteVerb.Make(
            shell, "go-on", new("解除暂缓", "Let a held period go on"), OfPlan(Permission.RecordMoney, plan), [plan, period],
            run => new HoldTaperPeriod(run.Database).RunAsync(run.Asked, run.Required(plan), run.Required(period), null, run.Stop),
            done => new($"渐进撤出计划 {done.Plan} 第 {done.Period} 期不再暂缓。", $"Period {done.Period} of plan {done.Plan} goes on."));
    }

    private static Command Pay(Shell shell)
    {
        var (plan, period, amount, on) = (Plan(shell), Period(shell), Options.Amount(shell), Options.On(shell));
        var reference = Options.Reference(shell, new("银行流水号", "the bank's number for it"));
        return WriteVerb.MakeProposing(
            shell, "pay", new("支付应付的一期，全部或部分", "Pay a period that is payable, whole or in part"), OfPlan(Permission.Propose, plan), [plan, period, amount, on, reference], PayTaperPeriod.Kind,
            async run => (await AmountAsync(run, amount, plan)).IsDone(out var money, out var refusal)
                ? new TaperPayment(run.Required(plan), run.Required(period), money, run.Required(on), run.Value(reference)) : refusal,
            (run, payment) => new PayTaperPeriod(run.Database).RunAsync(run.Asked, payment, run.Stop),
            done => new($"已支付：分录 {done.Entry}，尚欠 {done.Left.ToGroupedText()}。", $"Paid: entry {done.Entry}; {done.Left} is still owed."));
    }

    private static Command Cancel(Shell shell)
    {
        var (plan, period, on, reason) = (Plan(shell), Period(shell), Options.On(shell), Reason(shell));
        return WriteVerb.MakeProposing(
            shell, "cancel", new("取消已应付而未付的一期", "Cancel what is payable of a period and not paid"), OfPlan(Permission.Propose, plan), [plan, period, on, reason], CancelTaperPeriod.Kind,
            run => Task.FromResult<Outcome<TaperPeriodCancelling>>(new TaperPeriodCancelling(run.Required(plan), run.Required(period), run.Required(on), run.Required(reason))),
            (run, cancelling) => new CancelTaperPeriod(run.Database).RunAsync(run.Asked, cancelling, run.Stop),
            done => new($"渐进撤出计划 {done.Plan} 第 {done.Period} 期未付的 {done.Amount.ToGroupedText()} 已取消：分录 {done.Entry}。", $"{done.Amount} of period {done.Period} of plan {done.Plan} is cancelled: entry {done.Entry}."));
    }

    private static Command Review(Shell shell)
    {
        var (plan, on, reason) = (Plan(shell), Options.On(shell), Reason(shell));
        var decision = Choices.Option(shell, "--decision", new("维持，或限额", "keep next year as planned, or cap it"), Choices.Of<TaperReviewDecision>(), isRequired: true);
        var cap = Options.Text(shell, "--cap", new("金额", "AMOUNT"), new("下一年支持的限额", "next year's support at most"));
        return WriteVerb.MakeProposing(
            shell, "review", new("决定复审：连续两期未达目标时开启", "Decide a review: one opens when a space was behind two periods running"), OfPlan(Permission.Propose, plan), [plan, on, decision, cap, reason], CloseTaperReview.Kind,
            async run =>
            {
                Money? most = null;
                if (run.Has(cap))
                {
                    if (!(await AmountAsync(run, cap!, plan)).IsDone(out var money, out var refusal)) return refusal;
                    most = money;
                }

                return new TaperReviewClosing(run.Required(plan), run.Value(decision), run.Required(on), run.Required(reason), most);
            },
            (run, closing) => new CloseTaperReview(run.Database).RunAsync(run.Asked, closing, run.Stop),
            done => done.Cap is { } most
                ? new($"渐进撤出计划 {done.Plan} 第 {done.Year} 年支持限额 {most.ToGroupedText()}。", $"Year {done.Year} of plan {done.Plan} is capped at {most}.")
                : new($"渐进撤出计划 {done.Plan} 第 {done.Year} 年维持原计划。", $"Year {done.Year} of plan {done.Plan} stays as planned."));
    }

    private static string Parts(IEnumerable<TaperPart> parts) => string.Join(", ", parts.Select(part => $"{part.Source} {part.Amount.ToGroupedText()}"));

    private static Bilingual Name(TaperPlan plan) => plan switch
    {
        { Status: TaperPlanStatus.Completed } => new("已结束", "Completed"),
        { Status: TaperPlanStatus.Stopped } => new("已终止", "Stopped"),
        _ => plan.ReviewOpenedOn is null ? new("执行中", "Running") : new("待复审", "Under review"),
    };

    private static Bilingual Name(TaperPeriodState state) => state switch
    {
        TaperPeriodState.Planned => new("计划", "Planned"),
        TaperPeriodState.Committed => new("已承诺", "Committed"),
        TaperPeriodState.Due => new("已到期", "Due"),
        TaperPeriodState.Held => new("暂缓", "Held"),
        TaperPeriodState.Payable => new("待支付", "Payable"),
        TaperPeriodState.Paid => new("已支付", "Paid"),
        TaperPeriodState.Failed => new("支付失败", "Failed"),
        TaperPeriodState.Lapsed => new("失效", "Lapsed"),
        _ => new("已取消", "Cancelled"),
    };

    private static object Shape(TaperPlan plan) => new
    {
        Plan = plan.Number, plan.Terms.Title, plan.Space, Fund = plan.Fund.Code, plan.Organisation, plan.Status, plan.AgreedOn, plan.EndedOn, plan.Version, plan.Terms.Terms.Start, plan.LastDay, plan.Schedule.Support, plan.ApprovedYears, plan.ReviewOpenedOn,
    };

    /// <summary>A plan with all that belongs to it.</summary>
    private sealed record ShownPlan(TaperPlan Plan, IReadOnlyList<TaperYear> Years, IReadOnlyList<TaperReview> Reviews, IReadOnlyList<TaperPart> Committed, TaperClosing? Closing)
    {
        internal static async Task<ShownPlan> LoadAsync(LedgerReader reader, Books books, TaperPlan plan) => new(
            plan, await TaperReading.YearsAsync(reader, plan), await TaperReading.ReviewsAsync(reader, plan), [.. (await TaperReading.CommittedAsync(reader, books, plan)).Select(part => new TaperPart(part.Source.Code, part.Amount))],
            await TaperReading.ClosingAsync(reader, plan));

        internal void Print(Shell shell, TextWriter to)
        {
            to.WriteLine($"{Plan.Number}  {Plan.Terms.Title}  {Plan.Schedule.Support.ToGroupedText()} {Plan.Fund.Currency}  {shell.In(Name(Plan))}");
            TextTable.Write(
                to, [shell.In("版本", "Version"), shell.In("自第几期", "From period"), shell.In("支持合计", "Support"), shell.In("理由", "Why")],
                [.. Plan.Versions.Select(one => new[] { $"{one.Number}", $"{one.FromPeriod}", one.Schedule.Support.ToGroupedText(), one.Reason })], 0, 1, 2);
            TextTable.Write(
                to, [shell.In("年", "Year"), shell.In("计划支持", "Planned"), shell.In("批准日", "Approved"), shell.In("承诺", "Committed"), shell.In("分录", "Entry")],
                [.. Enumerable.Range(1, Plan.Schedule.Terms.Years).Select(year => (Year: year, Approved: Years.FirstOrDefault(one => one.Year == year))).Select(one => new[]
                {
                    $"{one.Year}", Plan.Schedule.SupportOf(one.Year).ToGroupedText(), one.Approved?.ApprovedOn.ToIso() ?? "", one.Approved?.Amount.ToGroupedText() ?? "", one.Approved?.Entry?.ToString() ?? "",
                })], 0, 1, 3);
            foreach (var review in Reviews)
                to.WriteLine(shell.In(
                    $"{review.OpenedOn.ToIso()} 复审：第 {review.Year} 年原计划 {review.Planned.ToGroupedText()}，建议不超过 {review.Proposed.ToGroupedText()}{(review.ClosedOn is { } day ? $"；{day.ToIso()} 决定{(review.Cap is { } cap ? $"不超过 {cap.ToGroupedText()}" : "维持")}" : "，待决定")}",
                    $"Review of {review.OpenedOn.ToIso()}: year {review.Year} was planned at {review.Planned}, proposed at most {review.Proposed}{(review.ClosedOn is { } closed ? $"; on {closed.ToIso()} {(review.Cap is { } most ? $"capped at {most}" : "kept")}" : "; it waits")}"));
            TextTable.Write(to, [shell.In("来源", "Source"), shell.In("已承诺未拨付", "Committed")], [.. Committed.Select(part => new[] { part.Source, part.Amount.ToGroupedText() })], 1);
            if (Closing is { } closing)
                to.WriteLine(shell.In($"结算：承诺 {closing.Promised.ToGroupedText()}，应付 {closing.Supported.ToGroupedText()}，各期失效 {closing.Lapsed.ToGroupedText()}，期末释放 {Parts(closing.Returned)}",
                    $"Closed: {closing.Promised} promised, {closing.Supported} payable, {closing.Lapsed} lapsed period by period, returned at the end: {Parts(closing.Returned)}"));
        }

        internal object Shape() => new
        {
            Plan = TaperVerbs.Shape(Plan), Plan.Terms,
            Versions = Plan.Versions.Select(one => new { one.Number, one.FromPeriod, one.Schedule.Support, one.Reason, Entry = one.Entry?.Value, one.Maker, one.Proposal }),
            Years, Reviews, Committed, Closing,
        };
    }
}
