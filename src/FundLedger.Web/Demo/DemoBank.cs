using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Reconciling;
using FundLedger.Banking.Rules;
using FundLedger.Banking.Statements;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Demo;

/// <summary>The bank's side of the demo: three months of statements with what real ones have between bank and books. Two are locked, the third waits for somebody.</summary>
internal sealed class DemoBank(Database database, DemoPlan plan, TimeProvider clock)
{
    internal const string Account = "JBH";

    private const string ServiceFee = "账户管理费", Deposit = "现金缴存", Unknown = "跨行汇款";

    private readonly DemoStatements statements = new(database, clock);
    private readonly PeriodMonth third = PeriodMonth.Of(plan.Year.Last.AddMonths(-1));

    private PeriodMonth Second => Before(third);
    private PeriodMonth First => Before(Second);

    internal void Open() => plan.Add(plan.Year.First, "bank", asked => new CreateBankAccount(database).RunAsync(
        asked, new NewBankAccount("DEMO", Account, new("基本存款账户", "Main account"), "青川农村商业银行", "6230580020261108", OpenedOn: plan.Year.First)));

    internal void Serve(string fund) => plan.Add(plan.Year.First, $"bank/{fund}", asked => new AssignFund(database).RunAsync(asked, new FundAssignment(Account, fund)));

    internal void Tell()
    {
        WriteARule();
        foreach (var month in new[] { First, Second, third }) statements.Has(month.FirstDay.AddDays(19), -10, "", ServiceFee);
        statements.Has(plan.Day(.91), 1_260, "", Unknown);
        DepositCash();
        LeaveInTransit();
        DifferInTheThird();

        foreach (var month in new[] { First, Second, third }) Import(month);
        BookFirstFee();
        BookUnknown();
        foreach (var month in new[] { First, Second }) plan.Add(month.LastDay.AddDays(3), $"bank/lock/{month}", asked => new LockReconciliation(database).RunAsync(asked, new ReconciliationLock(Account, month.LastDay)));
    }

    private static PeriodMonth Before(PeriodMonth month) => PeriodMonth.Of(month.FirstDay.AddDays(-1));

    /// <summary>Money collected in a box: two gifts in the books, one sum at the bank.</summary>
    private void DepositCash()
    {
        var day = Second.FirstDay.AddDays(13);
        var box = AddGift("box", DemoYear.Wutong, "", DemoYear.Yuan(1_200), day);
        var stall = AddGift("stall", DemoYear.Wutong, "孙若溪", DemoYear.Yuan(860), day);
        statements.Never(() => box.Known?.Entry);
        statements.Never(() => stall.Known?.Entry);
        statements.Has(day.AddDays(1), 2_060, "", Deposit);
        plan.Add(Second.LastDay.AddDays(3), "bank/deposit", async asked => await new MatchLines(database).RunAsync(
            asked, new MatchRequest(Account, [new LinePart(await statements.LineAsync(Second, Deposit))], [new EntryPart(box.Value.Entry), new EntryPart(stall.Value.Entry)])));
    }

    /// <summary>A cheque that was cashed after the month, and a gift that the bank has not credited yet.</summary>
    private void LeaveInTransit()
    {
        var cheque = plan.Add(Second.LastDay, "bank/cheque", asked => new RecordExpense(database).RunAsync(
            asked, new Expense(DemoYear.Wutong, DemoYear.Yuan(1_830), Second.LastDay, "邻里节物料（支票） Neighbours' day, by cheque", Reference: "ZP-118")));
        statements.On(() => cheque.Known?.Entry, third.FirstDay.AddDays(2));
        var late = AddGift("late", DemoYear.Liuan, "青川星火印刷有限公司", DemoYear.Yuan(4_200), third.LastDay);
        statements.Never(() => late.Known?.Entry);
    }

    /// <summary>What the open month asks of a person: a suggestion to take, two figures changed places, a gift nobody recorded, interest.</summary>
    private void DifferInTheThird()
    {
        var far = AddGift("far", DemoYear.Garden, "云桥物业服务有限公司", DemoYear.Yuan(8_600), third.FirstDay.AddDays(8));
        statements.On(() => far.Known?.Entry, third.FirstDay.AddDays(15));
        var mistyped = AddGift("mistyped", DemoYear.Wutong, "和顺出租汽车有限公司", DemoYear.Yuan(3_650), third.FirstDay.AddDays(11));
        statements.Never(() => mistyped.Known?.Entry);
        statements.Has(third.FirstDay.AddDays(11), 3_560, "和顺出租汽车有限公司", "捐款");
        statements.Has(third.FirstDay.AddDays(22), 5_000, "青川百味餐饮有限公司", "助餐捐款");
        statements.Has(third.FirstDay.AddDays(20), 128, "", "结息");
    }

    private DemoFact<DonationRecorded> AddGift(string key, string fund, string donor, Money amount, DateOnly day) =>
        plan.Add(day, $"bank/gift/{key}", asked => new RecordDonation(database).RunAsync(asked, new Gift(fund, amount, day, DonorName.Of(donor))));

    /// <summary>One that somebody wrote and then switched off.</summary>
    private void WriteARule()
    {
        var rule = new RuleText(null, Account, IsIn: true, "", "爱心义卖", BookAs.Gift, Fund: DemoYear.Wutong);
        var written = plan.Add(First.FirstDay, "bank/rule", asked => new SaveRule(database).RunAsync(asked, rule));
        plan.Add(Second.FirstDay, "bank/rule/off", asked => new SaveRule(database).RunAsync(asked, rule with { Rule = written.Value.Rule, IsOn = false }));
    }

    private void Import(PeriodMonth month) => plan.Do(month.LastDay.AddDays(2), async () =>
    {
        await statements.ImportAsync(month);
        if (await statements.IsMatchedAsync(month)) return;
        (await new AutoMatch(database).RunAsync(DemoPlan.Asked($"bank/match/{month}"), new AutoMatchRequest(Account))).Expect();
    });

    /// <summary>It becomes a rule, by which those of the months after are booked.</summary>
    private void BookFirstFee() => plan.Add(First.LastDay.AddDays(2), "bank/fee", async asked => await new BookLines(database).RunAsync(
        asked, new Booking([await statements.LineAsync(First, ServiceFee)], BookAs.Fee, DemoYear.District, Remember: true)));

    private void BookUnknown()
    {
        var month = PeriodMonth.Of(plan.Day(.91));
        plan.Add(month.LastDay.AddDays(2), "bank/unknown", async asked => await new BookLines(database).RunAsync(
            asked, new Booking([await statements.LineAsync(month, Unknown)], BookAs.Suspense, DemoYear.Wutong)));
    }
}
