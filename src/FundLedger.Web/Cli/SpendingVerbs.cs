using System.CommandLine;
using FundLedger.People.Roles;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>expense</c>, <c>expense pay</c>, <c>fee</c>, <c>interest</c>, <c>recharge</c>.</summary>
internal static class SpendingVerbs
{
    internal static Command Expense(Shell shell)
    {
        var (fund, amount, on) = (Options.Fund(shell), Options.Amount(shell), Options.On(shell));
        var what = Options.Text(shell, "--for", new("用途", "TEXT"), new("用途，可擦除", "what it was for; kept erasable"), isRequired: true);
        var cost = Cost(shell);
        var source = Options.Source(shell, new("支出来源代码（默认：按基金的使用顺序）", "code of the source that pays (default: the fund's spending order)"));
        var unpaid = Options.Flag(shell, "--unpaid", new("尚未支付，先记应付", "owed, to be paid later"));
        var (reference, document) = (Options.Reference(shell, new("发票或合同号", "invoice or contract number")), Options.Document(shell));
        var envelope = Options.Text(shell, "--envelope", new("代码", "CODE"), new("占用本年预算的哪一项（默认：不占）", "envelope of the year's budget it is charged to (default: none)"));
        return WriteVerb.Make(
            shell, "expense", new("记一笔支出", "Record an expense"), Need.InFund(Permission.RecordMoney, fund), [fund, amount, on, what, cost, source, unpaid, reference, document, envelope],
            async run =>
            {
                if (!run.Amount(amount, fund).IsDone(out var money, out var refusal)) return refusal;
                if (!(await run.DocumentAsync(document)).IsDone(out var file, out refusal)) return refusal;
                return await new RecordExpense(run.Database).RunAsync(run.Asked, new Expense(
                    run.Required(fund), money, run.Required(on), run.Required(what), run.Value(cost), run.Value(source), !run.Value(unpaid), run.Value(reference), file, run.Value(envelope)), run.Stop);
            },
            done => new($"已记支出：分录 {done.Entry}（{PartsOf(done)}）。", $"The expense is posted: entry {done.Entry} ({PartsOf(done)}).")).With(Pay(shell));
    }

    internal static Command Fee(Shell shell) => BankMovement(
        shell, "fee", new("记银行手续费", "Record a fee the bank took"), new("承担手续费的来源（默认：自有资金）", "code of the source that bears it (default: own funds)"),
        (run, movement) => new RecordBankFee(run.Database).RunAsync(run.Asked, movement, run.Stop));

    internal static Command Interest(Shell shell) => BankMovement(
        shell, "interest", new("记利息", "Record interest the bank paid"), new("产生利息的来源（默认：自有资金）", "code of the source that earned it (default: own funds)"),
        (run, movement) => new RecordInterest(run.Database).RunAsync(run.Asked, movement, run.Stop));

    internal static Command Recharge(Shell shell)
    {
        var (fund, amount, on, cost) = (Options.Fund(shell), Options.Amount(shell), Options.On(shell), Cost(shell));
        var from = Options.Source(shell, new("原先承担费用的来源", "code of the source that paid the cost"), "--from", isRequired: true);
        var to = Options.Source(shell, new("改由其承担的来源", "code of the source that is to bear it"), "--to", isRequired: true);
        return WriteVerb.Make(
            shell, "recharge", new("把费用转列到另一来源", "Move a cost from one source to another"), Need.InFund(Permission.RecordMoney, fund), [fund, from, to, amount, on, cost],
            async run => run.Amount(amount, fund).IsDone(out var money, out var refusal)
                ? await new RechargeCost(run.Database).RunAsync(
                    run.Asked, new Recharge(run.Required(fund), run.Required(from), run.Required(to), money, run.Required(on), run.Value(cost)), run.Stop)
                : refusal,
            done => new($"已转列费用：分录 {done.Entry}。", $"The cost is recharged: entry {done.Entry}."));
    }

    private static Command Pay(Shell shell)
    {
        var (entry, on) = (Options.Entry(shell, new("待支付费用的分录", "the entry that made it owed")), Options.On(shell));
        return WriteVerb.Make(
            shell, "pay", new("支付先前记为应付的支出", "Pay an expense that was recorded as owed"), Need.OnEntry(Permission.RecordMoney, entry), [entry, on],
            run => new PayExpense(run.Database).RunAsync(run.Asked, run.Required(entry), run.Required(on), run.Stop),
            done => new($"已支付：分录 {done.Entry}。", $"It is paid: entry {done.Entry}."));
    }

    private static Command BankMovement(
        Shell shell, string name, Bilingual description, Bilingual sourceDescription, Func<WriteRun, BankMovement, Task<Outcome<BankMovementRecorded>>> record)
    {
        var (fund, amount, on) = (Options.Fund(shell), Options.Amount(shell), Options.On(shell));
        var source = Options.Source(shell, sourceDescription);
        var reference = Options.Reference(shell, new("银行流水号", "the bank's number for it"));
        return WriteVerb.Make(
            shell, name, description, Need.InFund(Permission.RecordMoney, fund), [fund, amount, on, source, reference],
            async run => run.Amount(amount, fund).IsDone(out var money, out var refusal)
                ? await record(run, new BankMovement(run.Required(fund), money, run.Required(on), run.Value(source), run.Value(reference)))
                : refusal,
            done => new($"已入账：分录 {done.Entry}。", $"It is posted: entry {done.Entry}."));
    }

    private static Option<CostKind> Cost(Shell shell) => Choices.Option(shell, "--cost", new("费用类别（默认 programme）", "kind of cost (default programme)"), Choices.Of<CostKind>());

    private static string PartsOf(ExpenseRecorded done) => string.Join(", ", done.Parts.Select(part => $"{part.Source} {part.Amount}"));
}
