using System.CommandLine;
using FundLedger.Funds;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>transfer</c>, <c>transfer settle</c>, <c>management-fee</c>.</summary>
internal static class TransferVerbs
{
    internal static Command Transfer(Shell shell)
    {
        var from = Options.Text(shell, "--from", new("代码", "CODE"), new("转出基金", "fund the money leaves"), isRequired: true);
        var to = Options.Text(shell, "--to", new("代码", "CODE"), new("转入基金", "fund that gets it"), isRequired: true);
        var source = Options.Source(shell, new("划转哪个来源的资金", "code of the source whose money crosses"), isRequired: true);
        var (amount, on) = (Options.Amount(shell), Options.On(shell));
        var separate = Options.Flag(shell, "--separate-accounts", new("两基金分开开户：先记往来，以后结清", "the funds bank apart: owed until it is settled"));
        var reason = Options.Text(shell, "--note", new("文字", "TEXT"), new("事由，可擦除", "why; kept erasable"));
        return WriteVerb.MakeProposing(
            shell, "transfer", new("基金间划转", "Move money from one fund to another"), Need.InFund(Permission.Propose, from), [from, to, source, amount, on, separate, reason], TransferBetweenFunds.Kind,
            run => Task.FromResult<Outcome<FundTransfer>>(run.Amount(amount, from).IsDone(out var money, out var refusal)
                ? new FundTransfer(run.Required(from), run.Required(to), run.Required(source), money, run.Required(on), run.Value(separate), run.Value(reason))
                : refusal),
            (run, transfer) => new TransferBetweenFunds(run.Database).RunAsync(run.Asked, transfer, run.Stop),
            done => done.Subject.Length == 0
                ? new($"已划转：分录 {done.Entry}。", $"It is transferred: entry {done.Entry}.")
                : new($"已记往来：分录 {done.Entry}，待用 transfer settle 结清。", $"It is owed: entry {done.Entry}, to be settled with 'transfer settle'.")).With(Settle(shell));
    }

    internal static Command ManagementFee(Shell shell)
    {
        var (fund, amount, on) = (Options.Fund(shell), Options.Amount(shell), Options.On(shell));
        var host = Options.Text(shell, "--host", new("代码", "CODE"), new("收取管理费的基金（管理方自己的）", "the host's own fund, which gets it"), isRequired: true);
        var source = Options.Source(shell, new("从哪个来源支付", "code of the source that pays"), isRequired: true);
        return WriteVerb.Make(
            shell, "management-fee", new("提取管理费", "Take the host's management fee out of a fund"), Need.InFund(Permission.RecordMoney, fund), [fund, host, source, amount, on],
            async run =>
            {
                if (!run.Amount(amount, fund).IsDone(out var money, out var refusal)) return refusal;
                var outcome = await new ChargeManagementFee(run.Database).RunAsync(
                    run.Asked, new ManagementFee(run.Required(fund), run.Required(host), run.Required(source), money, run.Required(on)), run.Stop);
                return outcome.IsDone(out _, out refusal) ? outcome : InOurOptions(refusal);
            },
            done => new($"已提取管理费：分录 {done.Entry}。", $"The management fee is charged: entry {done.Entry}."));
    }

    private static Command Settle(Shell shell)
    {
        var entry = Options.Entry(shell, new("划转的分录", "the entry of the transfer"));
        var (amount, on) = (Options.Amount(shell), Options.On(shell));
        return WriteVerb.Make(
            shell, "settle", new("结清基金间往来", "Settle what a transfer left owed"), Need.OnEntry(Permission.RecordMoney, entry), [entry, amount, on],
            async run => (await run.AmountAsync(amount, entry)).IsDone(out var money, out var refusal)
                ? await new SettleTransfer(run.Database).RunAsync(run.Asked, new TransferSettlement(run.Required(entry), money, run.Required(on)), run.Stop)
                : refusal,
            done => new($"已结清：分录 {done.Entry}。", $"It is settled: entry {done.Entry}."));
    }

    /// <summary>The operation speaks of two sides of a transfer; the verb calls them fund and host.</summary>
    private static Refusal InOurOptions(Refusal refusal) => refusal.Field switch
    {
        "from" => refusal with { Field = "fund" },
        "to" => refusal with { Field = "host" },
        _ => refusal,
    };
}
