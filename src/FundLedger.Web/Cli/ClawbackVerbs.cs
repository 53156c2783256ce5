using System.CommandLine;
using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>clawback claim</c>, <c>repay</c>, <c>write-off</c>, <c>list</c>.</summary>
internal static class ClawbackVerbs
{
    internal static Command In(Shell shell) => Commands.Group(
        shell, "clawback", new("追回资助款：应追回、到账、核销、账龄", "Clawbacks: claimed, repaid, written off, and how old they are"), Claim(shell), Repay(shell), WriteOff(shell), List(shell));

    private static Command Claim(Shell shell)
    {
        var (award, amount, on, bar) = (AwardVerbs.Award(shell), Options.Amount(shell), Options.On(shell), AwardVerbs.BarUntil(shell));
        var reason = Options.Text(shell, "--reason", new("文字", "TEXT"), new("理由，永久保存，不写人名", "why; kept for good, without names"), isRequired: true);
        var due = Options.Date(shell, "--due", new("首期还款日（默认：追回日后 30 天）", "day of the first instalment (default: 30 days after the claim)"));
        var count = new Option<int>("--instalments") { Description = shell.In("分几期，每月一期（默认：1）", "how many instalments, one a month (default: 1)"), HelpName = shell.In("期数", "COUNT"), DefaultValueFactory = _ => 1 };
        return WriteVerb.MakeProposing(
            shell, "claim", new("追回已付资助款", "Claim back what was paid of an award"), AwardVerbs.OfAward(Permission.Propose, award), [award, amount, on, reason, due, count, bar], ClaimBack.Kind,
            async run =>
            {
                if (!(await AwardVerbs.AmountAsync(run, amount, award)).IsDone(out var money, out var refusal)) return refusal;
                if (run.Value(count) is < 1 or > 60) return Refusal.Of("instalments", "instalments", "期数为 1 至 60。", "There are 1 to 60 instalments.");
                var first = run.Has(due) ? run.Value(due) : run.Required(on).AddDays(30);
                var parts = money.Allocate([.. Enumerable.Repeat(1L, run.Value(count))]);
                return new NewClawback(
                    run.Required(award), money, run.Required(on), [.. parts.Where(part => part.IsPositive).Select((part, i) => new Instalment(first.AddMonths(i), part))], run.Required(reason), run.Has(bar) ? run.Value(bar) : null);
            },
            (run, claim) => new ClaimBack(run.Database).RunAsync(run.Asked, claim, run.Stop),
            done => new($"已登记立项 {done.Award} 的第 {done.Number} 号追回：分录 {done.Entry}。", $"Clawback no. {done.Number} of award {done.Award} is recorded: entry {done.Entry}."));
    }

    private static Command Repay(Shell shell)
    {
        var (award, number, amount, on) = (AwardVerbs.Award(shell), Number(shell), Options.Amount(shell), Options.On(shell));
        var reference = Options.Reference(shell, new("银行流水号", "the bank's number for it"));
        return WriteVerb.Make(
            shell, "repay", new("登记追回款到账", "Record what came back"), AwardVerbs.OfAward(Permission.RecordMoney, award), [award, number, amount, on, reference],
            async run => (await ReadAsync(run, award, number, amount, on, reference)).IsDone(out var repaid, out var refusal) ? await new RepayClawback(run.Database).RunAsync(run.Asked, repaid, run.Stop) : refusal,
            done => new($"已入账：分录 {done.Entry}，尚余 {done.Left.ToGroupedText()}。", $"Recorded: entry {done.Entry}; {done.Left} is still open."));
    }

    private static Command WriteOff(Shell shell)
    {
        var (award, number, amount, on) = (AwardVerbs.Award(shell), Number(shell), Options.Amount(shell), Options.On(shell));
        var reference = Options.Reference(shell, new("决定文号", "number of the decision"));
        return WriteVerb.MakeProposing(
            shell, "write-off", new("核销不能追回的部分", "Write off what will not come"), AwardVerbs.OfAward(Permission.Propose, award), [award, number, amount, on, reference], WriteOffClawback.Kind,
            run => ReadAsync(run, award, number, amount, on, reference),
            (run, off) => new WriteOffClawback(run.Database).RunAsync(run.Asked, off, run.Stop),
            done => new($"已核销：分录 {done.Entry}，尚余 {done.Left.ToGroupedText()}。", $"Written off: entry {done.Entry}; {done.Left} is still open."));
    }

    private static Command List(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<Clawback>>(
        shell, "list", new("列出追回与账龄", "List clawbacks and how old they are"), [],
        async (_, reader, _) => new Outcome<IReadOnlyList<Clawback>>.Done(await AwardReading.ClawbacksAsync(reader)),
        (_, to, shown) => TextTable.Write(
            to, [shell.In("立项", "Award"), shell.In("编号", "No."), shell.In("日期", "Claimed"), shell.In("金额", "Amount"), shell.In("未还", "Open"), shell.In("逾期", "Overdue"), shell.In("逾期天数", "Days overdue")],
            [.. shown.Select(claim => new[]
            {
                claim.Award, $"{claim.No}", claim.ClaimedOn.ToIso(), claim.Amount.ToGroupedText(), claim.Open.ToGroupedText(), claim.OverdueOn(shell.Today).ToGroupedText(), $"{claim.OverdueDaysOn(shell.Today)}",
            })], 1, 3, 4, 5, 6),
        shown => shown.Select(claim => new
        {
            claim.Award, claim.No, claim.ClaimedOn, claim.Amount, claim.Open, Overdue = claim.OverdueOn(shell.Today), OverdueDays = claim.OverdueDaysOn(shell.Today), claim.Instalments, claim.Reason, Entry = claim.Entry.Value,
        }));

    private static Option<int> Number(Shell shell) => AwardVerbs.Number(shell, "--clawback", new("追回编号", "number of the clawback"));

    private static async Task<Outcome<ClawbackSettling>> ReadAsync(WriteRun run, Option<string> award, Option<int> number, Option<string> amount, Option<DateOnly> on, Option<string> reference) =>
        (await AwardVerbs.AmountAsync(run, amount, award)).IsDone(out var money, out var refusal) ? new ClawbackSettling(run.Required(award), run.Required(number), money, run.Required(on), run.Value(reference)) : refusal;
}
