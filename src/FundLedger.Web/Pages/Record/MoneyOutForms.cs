using FundLedger.Funds;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Record;

/// <summary>Forms for money that goes, or moves.</summary>
internal static class MoneyOutForms
{
    internal static RecordForm Expense { get; } = new("expense", new("支出", "Expense"), new("付了钱，或欠下一笔要付的钱；余额不够时不能记。", "Money was paid, or is owed now; refused when the fund has not enough."),
        [
            FormField.Fund(), FormField.Amount, FormField.On,
            new("for", FieldKind.Text, new("用途", "What for"), IsRequired: true),
            new("cost", FieldKind.Choice, new("费用类别", "Kind of cost"), Choices:
            [
                (nameof(CostKind.Programme), new("业务活动成本", "Programme cost")), (nameof(CostKind.Administration), new("管理费用", "Administration")),
                (nameof(CostKind.Fundraising), new("筹资费用", "Fund-raising")), (nameof(CostKind.Other), new("其他费用", "Other")),
            ]),
            FormField.Source(new("不选则按基金的支出顺序", "follows the fund's spending order unless one is chosen")),
            new("unpaid", FieldKind.Tick, new("尚未支付，先记应付", "Not paid yet: record it as owed")),
            FormField.Reference(new("发票或合同号", "Invoice or contract number")),
            new("envelope", FieldKind.Text, new("预算项代码", "Envelope of the budget"), new("不占预算请留空", "leave empty to charge none")),
        ],
        read =>
        {
            var expense = new Expense(
                read.Text("fund"), read.Amount("amount"), read.Day("on"), read.Text("for"), read.Choice<CostKind>("cost"), read.Optional("source"), !read.IsTicked("unpaid"), read.Optional("ref"),
                Envelope: read.Optional("envelope"));
            return (database, asked, stop) => new RecordExpense(database).RunAsync(asked, expense, stop).Then(done => Recorded.Entry(done.Entry));
        });

    internal static RecordForm PayExpense { get; } = new("expense-payment", new("支付应付款", "Pay what is owed"), new("先前记为应付的支出，现在付了。", "An expense that was recorded as owed is paid now."),
        [FormField.Entry(new("应付款的分录号", "Entry that made it owed"), new("记这笔支出时的分录", "the entry of the expense")), FormField.On],
        read =>
        {
            var (entry, on) = (read.Entry("entry"), read.Day("on"));
            return (database, asked, stop) => new PayExpense(database).RunAsync(asked, entry, on, stop).Then(done => Recorded.Entry(done.Entry));
        });

    internal static RecordForm BankFee { get; } = new("fee", new("银行手续费", "Bank fee"), new("银行扣了费用；已经发生，余额不够也记，并提示透支。", "The bank took a fee; it has happened, so it is recorded even when it overdraws."),
        MoneyInForms.BankFields(new("不选则由自有资金承担", "own funds bear it unless another is chosen")),
        read =>
        {
            var fee = MoneyInForms.BankMovement(read);
            return (database, asked, stop) => new RecordBankFee(database).RunAsync(asked, fee, stop).Then(done => Recorded.Entry(done.Entry));
        });

    internal static RecordForm Transfer { get; } = RecordForm.Of("transfer", new("钱从一个基金转到另一个基金，来源不变。", "Money goes from one fund to another and keeps its source."),
        [
            FormField.Fund("from", new("转出基金", "From fund")), FormField.Fund("to", new("转入基金", "To fund")),
            FormField.Source(new("转出哪个来源的钱", "whose money is moved"), isRequired: true), FormField.Amount, FormField.On,
            new("separate", FieldKind.Tick, new("两个基金分开开户：先记内部往来，到账再结清", "The funds bank apart: owed until the money arrives")),
            new("reason", FieldKind.LongText, new("事由", "Reason")),
        ],
        TransferBetweenFunds.Kind,
        read => new FundTransfer(
            read.Text("from"), read.Text("to"), read.Text("source"), read.Amount("amount", "from"), read.Day("on"), read.IsTicked("separate"), read.Optional("reason")),
        done => done.Entry,
        transfer => new Dictionary<string, string?>
        {
            ["from"] = transfer.From, ["to"] = transfer.To, ["source"] = transfer.Source, ["amount"] = transfer.Amount.ToGroupedText(), ["on"] = transfer.On.ToIso(),
            ["separate"] = transfer.SeparateAccounts ? "yes" : null, ["reason"] = transfer.Reason,
        });
}
