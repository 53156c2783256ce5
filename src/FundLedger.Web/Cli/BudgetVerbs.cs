using System.CommandLine;
using System.Globalization;
using FundLedger.Budgets;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary><c>budget set</c>, <c>budget list</c>, <c>leverage</c>.</summary>
internal static class BudgetVerbs
{
    internal static Command In(Shell shell) => Commands.Group(shell, "budget", new("年度预算", "Yearly budgets"), Set(shell), List(shell));

    internal static Command Leverage(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<Leverage>>(
        shell, "leverage", new("每 1 元公共资金撬动的社会资金，按基金和年度", "Social money for each public yuan, by fund and year"), [],
        async (_, reader, books) => new Outcome<IReadOnlyList<Leverage>>.Done(await Reporting.Leverage.ListAsync(reader, books)),
        (shown, to, rows) => TextTable.Write(
            to, [shown.In("基金", "Fund"), shown.In("年度", "Year"), shown.In("公共资金", "Public"), shown.In("社会资金", "Social"), shown.In("撬动比", "Leverage")],
            [.. rows.Select(row => new[] { row.Fund.Code, $"{row.Year}", row.PublicMoney.ToGroupedText(), row.SocialMoney.ToGroupedText(), row.Ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-" })], rightAligned: 2),
        rows => rows.Select(row => new { Fund = row.Fund.Code, row.Year, row.PublicMoney, row.SocialMoney, row.Ratio }));

    private static Command Set(Shell shell)
    {
        var (fund, amount) = (Options.Fund(shell), Options.Amount(shell));
        var year = new Option<int>("--year") { Description = shell.In("年度", "the year"), HelpName = "yyyy", Required = true };
        var decision = Options.Text(shell, "--ref", new("文号", "NUMBER"), new("批准文号", "number of the decision"), isRequired: true);
        var envelopes = new Option<string[]>("--envelope")
        {
            Description = shell.In("预算项：代码=金额:类别[:社区基金]，可多次", "an envelope: CODE=AMOUNT:CATEGORY[:FUND]; may be repeated"), HelpName = shell.In("预算项", "ENVELOPE"), AllowMultipleArgumentsPerToken = true,
        };
        return WriteVerb.MakeProposing(
            shell, "set", new("设定或调整年度预算", "Set a yearly budget, or change it"), Need.InFund(Permission.Propose, fund), [fund, year, amount, decision, envelopes], SetBudget.Kind,
            run =>
            {
                if (!run.Amount(amount, fund).IsDone(out var money, out var refusal)) return Task.FromResult<Outcome<NewBudget>>(refusal);
                var read = new List<Envelope>();
                foreach (var one in run.Value(envelopes) ?? [])
                {
                    if (!EnvelopeOf(one, money.Currency).IsDone(out var envelope, out refusal)) return Task.FromResult<Outcome<NewBudget>>(refusal);
                    read.Add(envelope);
                }

                return Task.FromResult<Outcome<NewBudget>>(new NewBudget(run.Required(fund), run.Required(year), money, run.Required(decision), read));
            },
            (run, budget) => new SetBudget(run.Database).RunAsync(run.Asked, budget, run.Stop),
            done => new($"已设定 {done.Fund} {done.Year} 年预算（第 {done.Version} 版）。", $"The budget of {done.Fund} for {done.Year} is set (version {done.Version})."));
    }

    private static Outcome<Envelope> EnvelopeOf(string text, Currency currency)
    {
        var unreadable = Refusal.Of("envelope-unreadable", "envelope", $"“{text}”应写作 代码=金额:类别[:社区基金]。", $"'{text}' should be CODE=AMOUNT:CATEGORY[:FUND].");
        if (text.Split('=', 2) is not [var code, var rest] || rest.Split(':') is not ([_, _] or [_, _, _]) || rest.Split(':') is not [var amount, var category, ..] parts) return unreadable;
        return TypedAmount.Read(amount, currency, "envelope").IsDone(out var money, out var refusal) ? new Envelope(code, category, parts.Length == 3 ? parts[2] : null, money) : refusal;
    }

    private static Command List(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<Budget>>(
        shell, "list", new("各预算项的预算、已承诺、已支付和余额", "Budget, committed, paid and left of each envelope"), [],
        async (_, reader, books) => new Outcome<IReadOnlyList<Budget>>.Done(await Budgets.Budgets.ListAsync(reader, books)),
        Print,
        budgets => budgets.Select(budget => new
        {
            Fund = budget.Fund.Code, budget.Year, budget.Version, budget.Document, budget.Amount, budget.Committed, budget.Paid, budget.Left,
            Envelopes = budget.Lines.Select(line => new { line.Envelope.Code, line.Envelope.Category, line.Envelope.ForFund, line.Envelope.Amount, line.Committed, line.Paid, line.Left }),
        }));

    private static void Print(Shell shell, TextWriter to, IReadOnlyList<Budget> budgets) => TextTable.Write(
        to, [shell.In("基金", "Fund"), shell.In("年度", "Year"), shell.In("预算项", "Envelope"), shell.In("类别", "Category"), shell.In("社区", "Community"), shell.In("预算", "Budget"), shell.In("已承诺", "Committed"), shell.In("已支付", "Paid"), shell.In("余额", "Left")],
        [.. budgets.SelectMany(budget => budget.Lines.Select(line => new[]
        {
            budget.Fund.Code, $"{budget.Year}", line.Envelope.Code, line.Envelope.Category, line.Envelope.ForFund ?? "", line.Envelope.Amount.ToGroupedText(), line.Committed.ToGroupedText(), line.Paid.ToGroupedText(), line.Left.ToGroupedText(),
        }).Append([budget.Fund.Code, $"{budget.Year}", "", shell.In("合计", "Total"), "", budget.Amount.ToGroupedText(), budget.Committed.ToGroupedText(), budget.Paid.ToGroupedText(), budget.Left.ToGroupedText()]))], rightAligned: 4);
}
