using FundLedger.SeedMoney;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Record;

/// <summary>Forms about appropriations, and money that goes back.</summary>
internal static class SeedMoneyForms
{
    private static readonly FormField Number = FormField.Reference(new("拨款文件号", "Number of the appropriation"), isRequired: true);
    private static readonly FormField SpendBy = new("spend-by", FieldKind.Date, new("使用期限", "To be spent by"), new("过期未用须退回", "what is left goes back after it"));
    private static readonly FormField Conditions = new("conditions", FieldKind.LongText, new("使用条件", "Conditions"));

    internal static RecordForm Appropriation { get; } = new("appropriation", new("拨款文件", "Appropriation"), new("政府已下文核定拨款，钱还没有到。", "A document confirms public money that has not come yet."),
        [
            FormField.Fund(), Number, new("from", FieldKind.Text, new("拨款单位", "Given by"), IsRequired: true),
            new("amount", FieldKind.Amount, new("核定金额", "Confirmed amount"), IsRequired: true),
            SpendBy, new("years", FieldKind.Text, new("或：使用年限", "Or: years to spend it"), new("自文件日期起算，如 2", "from the document's date, such as 2")),
            new("issued-on", FieldKind.Date, new("文件日期", "Date of the document"), new("写年限时填写", "where years are given")), Conditions,
            new("late", FieldKind.Tick, new("过期后仍可支出和立项", "May be spent and promised after its deadline")),
            new("covers", FieldKind.Tick, new("到账前可用于立项（不能支付）", "Commitments may be made on it before it arrives; payments may not")),
        ],
        read =>
        {
            var wanted = new NewAppropriation(
                read.Text("fund"), read.Text("ref"), read.Text("from"), read.Amount("amount"), read.OptionalDay("spend-by"), read.OptionalDay("issued-on"), read.Count("years"),
                read.Optional("conditions"), read.IsTicked("late") ? LateUse.Allow : LateUse.Refuse, read.IsTicked("covers"));
            return (database, asked, stop) => new RegisterAppropriation(database).RunAsync(asked, wanted, stop).Then(done => new Recorded(
                new($"已登记拨款文件，来源 {done.Source}。", $"The appropriation is registered: source {done.Source}."), "/seed-money"));
        });

    internal static RecordForm Amendment { get; } = new("appropriation-amendment", new("后来的拨款文件", "Later document of an appropriation"), new("后来的文件增减金额、延期或改条件；只填更改的部分。", "A later document raises, lowers or extends it; fill in only what changes."),
        [
            FormField.Fund(), Number, new("document-number", FieldKind.Text, new("后来文件的文件号", "Number of the later document"), IsRequired: true),
            new("amount", FieldKind.Amount, new("核定金额", "Confirmed amount"), new("更改后的总额", "the whole of it from now on")), SpendBy, Conditions,
            new("late", FieldKind.Choice, new("过期后支出和立项", "Use after its deadline"), Choices: [("", new("不变", "as it is")), (nameof(LateUse.Refuse), new("不可以", "no")), (nameof(LateUse.Allow), new("可以", "yes"))]),
            new("covers", FieldKind.Choice, new("到账前立项", "Commitments before it arrives"), Choices: [("", new("不变", "as it is")), ("no", new("不可以", "no")), ("yes", new("可以", "yes"))]),
        ],
        read =>
        {
            var wanted = new AppropriationAmendment(
                read.Text("ref"), read.Text("document-number"), read.OptionalAmount("amount"), read.OptionalDay("spend-by"), read.Optional("conditions"),
                read.Optional("late") is null ? null : read.Choice<LateUse>("late"), read.Optional("covers") is { } covers ? covers == "yes" : null, read.Text("fund"), read.EntityOf("fund"));
            return (database, asked, stop) => new AmendAppropriation(database).RunAsync(asked, wanted, stop).Then(done => new Recorded(
                new($"已登记第 {done.Version} 版，来源 {done.Source}。", $"Version {done.Version} is recorded: source {done.Source}."), "/seed-money"));
        });

    internal static RecordForm Return { get; } = RecordForm.Of("seed-money-return", new("使用期限已过或决定收回：未用的公共资金转为应退。", "The deadline is over, or it was decided: unspent public money is owed back."),
        [
            FormField.Fund(), FormField.Source(new("退回哪个来源的钱", "whose money goes back"), isRequired: true), FormField.Amount, FormField.On,
            new("reason", FieldKind.LongText, new("事由", "Reason"), new("期限未到时必须填写", "needed before the deadline")),
        ],
        OweReturn.Kind, read => new SeedReturn(read.Text("fund"), read.Text("source"), read.Amount("amount"), read.Day("on"), read.Optional("reason")), done => done.Entry,
        wanted => new Dictionary<string, string?>
        {
            ["fund"] = wanted.Fund, ["source"] = wanted.Source, ["amount"] = wanted.Amount.ToGroupedText(), ["on"] = wanted.On.ToIso(), ["reason"] = wanted.Reason,
        });

    internal static RecordForm ReturnPayment { get; } = RecordForm.Of("seed-money-return-payment", new("应退的公共资金付出去了，全部或部分。", "Public money that was owed back is paid, whole or in part."),
        [
            FormField.Entry(new("应退的分录号", "Entry that made it owed"), new("记应退时的分录", "the entry of the return")), FormField.Amount, FormField.On,
            FormField.Reference(new("银行流水号", "The bank's number for it")),
        ],
        PayReturn.Kind, read => new ReturnPayment(read.Entry("entry"), read.AmountOfEntry("amount"), read.Day("on"), read.Optional("ref")), done => done.Entry,
        payment => new Dictionary<string, string?>
        {
            ["entry"] = $"{payment.Obligation}", ["amount"] = payment.Amount.ToGroupedText(), ["on"] = payment.On.ToIso(), ["ref"] = payment.Reference,
        });
}
