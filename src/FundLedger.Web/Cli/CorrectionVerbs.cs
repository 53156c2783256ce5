using System.CommandLine;
using FundLedger.Corrections;
using FundLedger.Donations;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>refund</c>, <c>reverse</c>.</summary>
internal static class CorrectionVerbs
{
    internal static Command Refund(Shell shell)
    {
        var entry = Options.Entry(shell, new("捐款的分录", "the entry of the gift"));
        var (amount, on) = (Options.Amount(shell), Options.On(shell));
        var due = Options.Flag(shell, "--due", new("已同意退款，尚未支付", "agreed; to be paid later"));
        var paid = Options.Flag(shell, "--paid", new("支付先前同意的退款", "pays what was agreed before"));
        var chargedBack = Options.Flag(shell, "--charged-back", new("已被银行或渠道撤回", "the bank or channel took it back"));
        var reason = Options.Text(shell, "--note", new("文字", "TEXT"), new("事由，可擦除", "why; kept erasable"));
        return WriteVerb.Make(
            shell, "refund", new("退还捐款，全部或部分（默认：当日同意并支付）", "Give back a gift, whole or in part (default: agreed and paid the same day)"),
            Need.OnEntry(Permission.RecordMoney, entry), [entry, amount, on, due, paid, chargedBack, reason],
            async run =>
            {
                if (new[] { due, paid, chargedBack }.Count(run.Value) > 1)
                    return Refusal.Of("refund-way", "due", "--due、--paid、--charged-back 只能选一个。", "Use only one of --due, --paid and --charged-back.");
                if (!(await run.AmountAsync(amount, entry)).IsDone(out var money, out var refusal)) return refusal;
                var way = run.Value(due) ? RefundWay.Due : run.Value(paid) ? RefundWay.Paid : run.Value(chargedBack) ? RefundWay.ChargedBack : RefundWay.DueAndPaid;
                return await new RefundDonation(run.Database).RunAsync(run.Asked, new Refund(run.Required(entry), money, run.Required(on), way, run.Value(reason)), run.Stop);
            },
            done => new(
                $"已记退款：分录 {string.Join("、", done.Entries)}，尚可退 {done.Left.ToGroupedText()} {done.Left.Currency}。{(done.Match is { } back ? $"配比随之退回：分录 {back}。" : "")}",
                $"The refund is posted: entries {string.Join(", ", done.Entries)}; {done.Left} of the gift is left.{(done.Match is { } match ? $" Its match went back: entry {match}." : "")}"));
    }

    internal static Command Reverse(Shell shell)
    {
        var entry = Options.Entry(shell, new("要冲销的分录", "the entry to take back"));
        var on = Options.Date(shell, "--on", new("冲销日期（默认：今天）", "date of the reversal (default: today)"));
        var reason = Options.Text(shell, "--reason", new("文字", "TEXT"), new("为什么，可擦除", "why; kept erasable"), isRequired: true);
        return WriteVerb.MakeProposing(
            shell, "reverse", new("冲销一笔错误的分录（退钱请用 refund）", "Take back a mistaken entry, whole (for money given back use refund)"), Need.OnEntry(Permission.Propose, entry), [entry, on, reason], ReverseEntry.Kind,
            run => Task.FromResult<Outcome<Reversal>>(new Reversal(run.Required(entry), run.Has(on) ? run.Value(on) : shell.Today, run.Required(reason))),
            (run, reversal) => new ReverseEntry(run.Database).RunAsync(run.Asked, reversal, run.Stop),
            done => new($"已冲销：分录 {done.Entry}。", $"It is reversed: entry {done.Entry}."));
    }
}
