using System.CommandLine;
using FundLedger.Awards;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>tranche list</c>, <c>run-due</c>, <c>approve</c>, <c>hold</c>, <c>go-on</c>, <c>pay</c>, <c>cancel</c>, <c>report</c>, <c>decide-report</c>.</summary>
internal static class TrancheVerbs
{
    internal static Command In(Shell shell) => Commands.Group(
        shell, "tranche", new("拨付批次：到期、暂缓、支付、进展报告", "Tranches: due, held, paid, and the reports they wait for"),
        List(shell), RunDue(shell), Approve(shell), Hold(shell), GoOn(shell), Pay(shell), Cancel(shell), Report(shell), DecideReportVerb(shell));

    internal static Option<int> Tranche(Shell shell) => AwardVerbs.Number(shell, "--tranche", new("批次编号", "number of the tranche"));

    private static Command List(Shell shell)
    {
        var overdue = Options.Flag(shell, "--overdue", new("只列逾期的", "only those overdue"));
        return ReadVerb.MakeShowing<IReadOnlyList<Tranche>>(
            shell, "list", new("列出各立项的批次", "List the tranches of all awards"), [overdue],
            async (run, reader, _) => (await AwardReading.TranchesAsync(reader)).Where(tranche => !run.Value(overdue) || tranche.OverdueDaysOn(shell.Today) > 0).ToArray(),
            (_, to, shown) => TextTable.Write(
                to, [shell.In("立项", "Award"), shell.In("批次", "Tranche"), shell.In("到期", "Due"), shell.In("金额", "Amount"), shell.In("应付", "Owed"), shell.In("已付", "Paid"), shell.In("逾期天数", "Days overdue")],
                [.. shown.Select(one => new[]
                {
                    one.Award, $"{one.No}", one.DueOn?.ToIso() ?? "", one.Amount.ToGroupedText(), one.Owed.ToGroupedText(), one.Paid.ToGroupedText(), one.OverdueDaysOn(shell.Today) is > 0 and var late ? $"{late}" : "",
                })], 1, 3, 4, 5, 6),
            shown => shown.Select(one => new { one.Award, one.No, one.DueOn, one.Amount, one.Owed, one.Paid, one.IsReleased, one.IsCancelled, OverdueDays = one.OverdueDaysOn(shell.Today) }));
    }

    /// <summary>What was released, in a sentence.</summary>
    internal static string Said(Shell shell, TrancheReleased one) =>
        shell.In($"立项 {one.Award} 第 {one.No} 批应付 {one.Amount.ToGroupedText()}：分录 {one.Entry}", $"{one.Award} tranche {one.No}: {one.Amount} is payable, entry {one.Entry}");

    private static Command RunDue(Shell shell)
    {
        var asOf = Options.Date(shell, "--as-of", new("按哪一天（默认：今天，不晚于今天；演示账本可用 fundledger run-due --as-of 前进）", "as of which day (default: today; none after it; demo books go ahead by 'fundledger run-due --as-of')"));
        return WriteVerb.Make(
            shell, "run-due", new("拨付到期且条件齐备的批次；网站每天自动做，重复运行不会重复拨付", "Release what is due and has what it needs; the site does so daily, and run again it changes nothing"), Need.OverAll(Permission.RecordMoney), [asOf], makesBooks: false,
            async run =>
            {
                if (run.IsDryRun) return Refusal.Of("no-dry-run", "dry-run", "到期拨付不能试算；tranche list 显示到期情况。", "A due run cannot be tried out; 'tranche list' shows what is due.");
                var day = run.Has(asOf) ? run.Value(asOf) : shell.Today;
                if (day > shell.Today)
                    return Refusal.Of("as-of-future", "as-of", $"{day.ToIso()} 晚于今天；演示账本可用 run-due --as-of 前进。", $"{day.ToIso()} is after today; demo books go ahead by 'run-due --as-of'.");
                var done = await new ReleaseDueTranches(run.Database).RunAsync(run.Asked.Actor, day, run.Stop);
                if (run.AsJson)
                    shell.Around.Out.WriteLine(Json.Text(new { done.Day, done.Released, Held = done.Held.Select(held => new { held.Award, held.No, held.Why.Code, Why = shell.In(held.Why.Message) }) }));
                else
                {
                    foreach (var one in done.Released) shell.Around.Out.WriteLine(Said(shell, one));
                    foreach (var (_, _, why) in done.Held) shell.Around.Out.WriteLine(shell.In(why.Message));
                    if (done.Released.Count + done.Held.Count == 0) shell.Around.Out.WriteLine(shell.In("没有到期的批次。", "Nothing is due."));
                }

                return ExitCode.Done;
            });
    }

    private static Command Approve(Shell shell)
    {
        var (award, tranche) = (AwardVerbs.Award(shell), Tranche(shell));
        return WriteVerb.MakeProposing(
            shell, "approve", new("批准拨付一批", "Approve a tranche"), AwardVerbs.OfAward(Permission.Propose, award), [award, tranche], ApproveTranche.Kind,
            run => Task.FromResult<Outcome<TrancheNamed>>(new TrancheNamed(run.Required(award), run.Required(tranche))),
            (run, named) => new ApproveTranche(run.Database).RunAsync(run.Asked, named, run.Stop),
            done => new($"立项 {done.Award} 第 {done.Tranche} 批已批准。", $"Tranche {done.Tranche} of award {done.Award} is approved."));
    }

    private static Command Hold(Shell shell)
    {
        var (award, tranche) = (AwardVerbs.Award(shell), Tranche(shell));
        var why = Options.Text(shell, "--why", new("文字", "TEXT"), new("理由，机构可见", "why; the organisation sees it"), isRequired: true);
        return WriteVerb.Make(
            shell, "hold", new("暂缓一批", "Hold a tranche"), AwardVerbs.OfAward(Permission.RecordMoney, award), [award, tranche, why],
            run => new HoldTranche(run.Database).RunAsync(run.Asked, run.Required(award), run.Required(tranche), run.Required(why), run.Stop),
            done => new($"立项 {done.Award} 第 {done.Tranche} 批已暂缓。", $"Tranche {done.Tranche} of award {done.Award} is held."));
    }

    private static Command GoOn(Shell shell)
    {
        var (award, tranche) = (AwardVerbs.Award(shell), Tranche(shell));
        return WriteVerb.Make(
            shell, "go-on", new("解除暂缓", "Let a held tranche go on"), AwardVerbs.OfAward(Permission.RecordMoney, award), [award, tranche],
            run => new HoldTranche(run.Database).RunAsync(run.Asked, run.Required(award), run.Required(tranche), null, run.Stop),
            done => new($"立项 {done.Award} 第 {done.Tranche} 批不再暂缓。", $"Tranche {done.Tranche} of award {done.Award} goes on."));
    }

    private static Command Pay(Shell shell)
    {
        var (award, tranche, amount, on) = (AwardVerbs.Award(shell), Tranche(shell), Options.Amount(shell), Options.On(shell));
        var reference = Options.Reference(shell, new("银行流水号", "the bank's number for it"));
        return WriteVerb.MakeProposing(
            shell, "pay", new("支付应付批次，全部或部分", "Pay a tranche that is payable, whole or in part"), AwardVerbs.OfAward(Permission.Propose, award), [award, tranche, amount, on, reference], PayTranche.Kind,
            async run => (await AwardVerbs.AmountAsync(run, amount, award)).IsDone(out var money, out var refusal)
                ? new TranchePayment(run.Required(award), run.Required(tranche), money, run.Required(on), run.Value(reference)) : refusal,
            (run, payment) => new PayTranche(run.Database).RunAsync(run.Asked, payment, run.Stop),
            done => new($"已支付：分录 {done.Entry}，尚欠 {done.Left.ToGroupedText()}。", $"Paid: entry {done.Entry}; {done.Left} is still owed."));
    }

    private static Command Cancel(Shell shell)
    {
        var (award, tranche, on) = (AwardVerbs.Award(shell), Tranche(shell), Options.On(shell));
        var reason = Options.Text(shell, "--reason", new("文字", "TEXT"), new("理由", "why"), isRequired: true);
        return WriteVerb.MakeProposing(
            shell, "cancel", new("取消已应付而未付的批次", "Cancel what is payable of a tranche and not paid"), AwardVerbs.OfAward(Permission.Propose, award), [award, tranche, on, reason], CancelTranche.Kind,
            run => Task.FromResult<Outcome<TrancheCancelling>>(new TrancheCancelling(run.Required(award), run.Required(tranche), run.Required(on), run.Required(reason))),
            (run, cancelling) => new CancelTranche(run.Database).RunAsync(run.Asked, cancelling, run.Stop),
            done => new($"立项 {done.Award} 第 {done.Tranche} 批未付的 {done.Amount.ToGroupedText()} 已取消：分录 {done.Entry}。", $"{done.Amount} of tranche {done.Tranche} of award {done.Award} is cancelled: entry {done.Entry}."));
    }

    private static Command Report(Shell shell)
    {
        var file = AwardVerbs.File(shell, new("进展报告（JSON），写法见手册", "the progress report as JSON, as the guide tells"));
        return WriteVerb.Make(
            shell, "report", new("提交进展报告", "Hand in a progress report"), OfReported(file), [file],
            async run => (await AwardVerbs.FileAsync<NewProgressReport>(run, file)).IsDone(out var report, out var refusal) ? await new ReportProgress(run.Database).RunAsync(run.Asked, report, run.Stop) : refusal,
            done => new(
                $"已提交立项 {done.Award} 的第 {done.Number} 号报告（第 {done.Version} 次）。{string.Join("", done.Refused.Select(cost => cost.Why.Zh))}",
                $"Report no. {done.Number} of award {done.Award} is handed in (version {done.Version}). {string.Join(" ", done.Refused.Select(cost => cost.Why.En))}".TrimEnd()));
    }

    /// <summary>In the organisation whose award the file reports on.</summary>
    private static Need OfReported(Option<string> file) => new(Permission.EditOrganisation, async run =>
        (await AwardVerbs.FileAsync<NewProgressReport>(run, file)).IsDone(out var report, out _) && await run.Database.ReadAsync(reader => AwardReading.FindAsync(reader, run.Books, report.Award), run.Stop) is { } found
            ? new Target(Organisation: found.Organisation) : Target.WholeLedger);

    private static Command DecideReportVerb(Shell shell)
    {
        var (award, number, version) = (AwardVerbs.Award(shell), AwardVerbs.Number(shell, "--report", new("报告编号", "number of the report")), AwardVerbs.Number(shell, "--version", new("第几次提交", "which version of it")));
        var decision = Choices.Option(shell, "--decision", new("通过或退回", "accept it, or send it back"), Choices.Of<ReportDecision>(), isRequired: true);
        var note = Options.Text(shell, "--note", new("文字", "TEXT"), new("意见；退回时必填", "what is to be said; needed where it is sent back"));
        return WriteVerb.Make(
            shell, "decide-report", new("审核进展报告", "Accept a progress report, or send it back"), AwardVerbs.OfAward(Permission.RecordMoney, award), [award, number, version, decision, note],
            run => new DecideReport(run.Database).RunAsync(run.Asked, new ReportDeciding(run.Required(award), run.Required(number), run.Required(version), run.Value(decision), run.Value(note)), run.Stop),
            done => new(
                $"第 {done.Number} 号报告{(done.Decision == ReportDecision.Accepted ? "已通过" : "已退回")}。{string.Join("", done.Refused.Select(cost => cost.Why.Zh))}",
                $"Report no. {done.Number} is {(done.Decision == ReportDecision.Accepted ? "accepted" : "sent back")}. {string.Join(" ", done.Refused.Select(cost => cost.Why.En))}".TrimEnd()));
    }
}
