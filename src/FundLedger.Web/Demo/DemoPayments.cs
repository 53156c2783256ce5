using FundLedger.Payments;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Demo;

/// <summary>Payees, one of whom just changed accounts; a payment file with its answers, of which one came back; and one that the bank still has.</summary>
internal sealed class DemoPayments(Database database, DemoPlan plan)
{
    /// <summary>Who says that they bank elsewhere now; another person has not compared it yet.</summary>
    internal static NewPayee Moving { get; } = new(null, "LY", PayeeKind.Organisation, "绿野园艺有限公司", "绿野园艺有限公司", "中国邮政储蓄银行青川支行", "6217994910005566");

    internal void Tell()
    {
        NewPayee printer = new(null, "SD", PayeeKind.Organisation, "顺达印务有限公司", "顺达印务有限公司", "中国银行青川支行", "6217000012345678");
        NewPayee plants = new(null, "LY", PayeeKind.Organisation, "绿野园艺有限公司", "绿野园艺有限公司", "青川农村商业银行", "6230580000112233");
        NewPayee teacher = new(null, "CJS", PayeeKind.Person, "陈静怡", "陈静怡", "中国工商银行青川分行", "6222020200005678");
        NewPayee caterer = new(null, "JS", PayeeKind.Organisation, "家膳餐饮服务有限公司", "家膳餐饮服务有限公司", "中国农业银行青川支行", "6228480400001357");
        var registered = plan.Day(.6);
        foreach (var payee in new[] { printer, plants, teacher, caterer }) plan.Add(registered, $"payee/{payee.Code}", asked => new SetPayee(database).RunAsync(asked, payee));
        plan.Add(plan.Day(.98), "payee/JS/moved", asked => new SetPayee(database).RunAsync(asked, caterer with { BankName = "中国建设银行青川支行", Number = "6217001240002468" }));

        var owed = plan.Day(.93);
        var first = new[]
        {
            Owe("print", DemoYear.Wutong, 3_600, owed, "宣传册印刷 Leaflets", "FP-3240"), Owe("plants", DemoYear.Liuan, 1_280, owed, "花箱与苗木 Planters", "FP-0912"),
            Owe("lecture", DemoYear.Liuan, 960, owed, "讲座讲师补贴 Lecture fee", "FP-0913"),
        };
        var (ordered, answered) = (plan.Day(.94), plan.Day(.95));
        var order = plan.Add(ordered, "payments/1", asked => new OrderPayments(database).RunAsync(asked, new PaymentsWanted(
            null, [new(first[0].Value.Entry, "SD", DemoYear.Yuan(3_600)), new(first[1].Value.Entry, "LY", DemoYear.Yuan(1_280)), new(first[2].Value.Entry, "CJS", DemoYear.Yuan(960))], "月度付款 Monthly payments")));
        plan.Add(answered, "payments/1/answers", asked => new RecordPaymentResults(database).RunAsync(asked,
        [
            new($"FL{order.Value.Order}-001", PaymentStatus.Paid, answered), new($"FL{order.Value.Order}-002", PaymentStatus.Paid, answered),
            new($"FL{order.Value.Order}-003", PaymentStatus.Failed, answered, "账号户名不符 Name and number do not agree"),
        ]));
        plan.Add(answered.AddDays(2), "payments/1/returned", asked => new RecordPaymentResults(database).RunAsync(
            asked, [new($"FL{order.Value.Order}-002", PaymentStatus.Returned, answered.AddDays(2), "账户已销户 Account closed")]));

        var waits = Owe("meals", DemoYear.Meals, 1_750, plan.Day(.975), "助餐食材 Food for the meals", "FP-3301");
        plan.Add(plan.Day(.985), "payments/2", asked => new OrderPayments(database).RunAsync(
            asked, new PaymentsWanted(null, [new(waits.Value.Entry, "SD", DemoYear.Yuan(1_750))], "助餐采购 Purchases for the meals")));
    }

    private DemoFact<ExpenseRecorded> Owe(string key, string fund, long yuan, DateOnly day, string what, string reference) => plan.Add(
        day, $"owed/{key}", asked => new RecordExpense(database).RunAsync(asked, new Expense(fund, DemoYear.Yuan(yuan), day, what, IsPaid: false, Reference: reference)));
}
