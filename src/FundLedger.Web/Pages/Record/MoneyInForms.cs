using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.SeedMoney;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Record;

/// <summary>Forms for money that comes.</summary>
internal static class MoneyInForms
{
    internal static RecordForm Donation { get; } = new("donation", new("捐款", "Donation"), new("个人或单位捐来的钱已经到账。", "Money that a person or organisation gave has arrived."),
        [
            FormField.Fund(), FormField.Amount,
            new("donor", FieldKind.Text, new("捐赠人", "Donor"), new("未留名请留空", "leave empty for one who gave no name")), FormField.On,
            new("anonymous", FieldKind.Tick, new("对公众匿名", "Anonymous to the public")),
            new("fee", FieldKind.Amount, new("手续费", "Fee"), new("银行或平台从中扣下的", "what the bank or platform kept of it")),
            FormField.Reference(new("银行流水号", "The bank's number for it")),
            FormField.Source(new("不选则为普通捐赠", "plain donations unless another is chosen")),
            new("note", FieldKind.LongText, new("备注", "Note")),
        ],
        read =>
        {
            var gift = new Gift(
                read.Text("fund"), read.Amount("amount"), read.Day("on"), DonorName.Of(read.Optional("donor"), read.IsTicked("anonymous")),
                read.OptionalAmount("fee"), read.Optional("source"), read.Optional("ref"), read.Optional("note"), WithReceipt: true);
            return (database, asked, stop) => new RecordDonation(database).RunAsync(asked, gift, stop).Then(done => new Recorded(
                new($"已记账：分录 {done.Entry}，收据号 {done.Receipt}。", $"Recorded: entry {done.Entry}, receipt {done.Receipt}."), $"/entries/{done.Entry}"));
        });

    internal static RecordForm SeedMoney { get; } = new("seed-money", new("种子资金", "Seed money"), new("政府按拨款文件拨来的钱已经到账。", "Public money under an appropriation has arrived."),
        [
            FormField.Fund(), FormField.Amount, FormField.On,
            new("from", FieldKind.Text, new("拨款单位", "Given by"), IsRequired: true),
            FormField.Reference(new("拨款文件号", "Number of the appropriation"), isRequired: true),
            new("spend-by", FieldKind.Date, new("使用期限", "To be spent by"), new("文件未规定请留空；过期未用须退回", "leave empty where the document names no day; what is left goes back after it")),
            new("conditions", FieldKind.LongText, new("使用条件", "Conditions")),
        ],
        read =>
        {
            var receipt = new SeedMoneyReceipt(
                read.Text("fund"), read.Amount("amount"), read.Day("on"), read.Text("from"), read.Text("ref"), read.OptionalDay("spend-by"), read.Optional("conditions"));
            return (database, asked, stop) => new ReceiveSeedMoney(database).RunAsync(asked, receipt, stop).Then(done => Recorded.Entry(done.Entry));
        });

    internal static RecordForm Interest { get; } = new("interest", new("利息", "Interest"), new("银行付了利息；利息归产生它的来源。", "The bank paid interest; it stays with the source that earned it."),
        BankFields(new("不选则为自有资金", "own funds unless another is chosen")),
        read =>
        {
            var interest = BankMovement(read);
            return (database, asked, stop) => new RecordInterest(database).RunAsync(asked, interest, stop).Then(done => Recorded.Entry(done.Entry));
        });

    internal static IReadOnlyList<FormField> BankFields(Bilingual hint) =>
        [FormField.Fund(), FormField.Amount, FormField.On, FormField.Source(hint), FormField.Reference(new("银行流水号", "The bank's number for it"))];

    internal static BankMovement BankMovement(FormReading read) =>
        new(read.Text("fund"), read.Amount("amount"), read.Day("on"), read.Optional("source"), read.Optional("ref"));
}
