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

    internal static RecordForm SplitDonation { get; } = new("split-donation", new("捐款分给几个基金", "Gift for several funds"),
        new("一笔捐款给同一会计主体的几个基金：一张收据，每个基金一笔分录。", "One gift for several funds of one entity: one receipt, and an entry in each fund."),
        [
            new("amount", FieldKind.Amount, new("捐款总额", "The whole gift"), IsRequired: true),
            new("donor", FieldKind.Text, new("捐赠人", "Donor"), new("未留名请留空", "leave empty for one who gave no name")), FormField.On,
            new("fee", FieldKind.Amount, new("手续费", "Fee"), new("银行或平台从整笔中扣下的，各基金按比例承担", "what the bank or platform kept of the whole; each fund bears its part")),
            FormField.Reference(new("银行流水号", "The bank's number for it")),
            .. new[] { ("", "一", "First"), ("2", "二", "Second"), ("3", "三", "Third"), ("4", "四", "Fourth") }.SelectMany((place, i) => new[]
            {
                new FormField("fund" + place.Item1, FieldKind.Fund, new($"基金{place.Item2}", $"{place.Item3} fund"), IsRequired: i < 2),
                new FormField("split" + place.Item1, FieldKind.Text, new($"基金{place.Item2}的部分", $"{place.Item3} fund's part"), new("如 60% 或 120.00；合计为整笔", "such as 60% or 120.00; together the whole gift"), IsRequired: i < 2),
            }),
            new("anonymous", FieldKind.Tick, new("对公众匿名", "Anonymous to the public")),
            new("note", FieldKind.LongText, new("备注", "Note")),
        ],
        read =>
        {
            var (first, second) = (read.Part("split", "fund"), read.Part("split2", "fund2"));
            if (read.Optional("fund") is null && read.Optional("split") is null) read.Text("fund");
            if (read.Optional("fund2") is null && read.Optional("split2") is null) read.Text("fund2");
            var gift = new SplitGift(
                read.Amount("amount"), read.Day("on"), DonorName.Of(read.Optional("donor"), read.IsTicked("anonymous")),
                [.. new[] { first, second, read.Part("split3", "fund3"), read.Part("split4", "fund4") }.OfType<GiftShare>()], Reference: read.Optional("ref"), Note: read.Optional("note"), WithReceipt: true, Fee: read.OptionalAmount("fee"));
            return (database, asked, stop) => new RecordSplitGift(database).RunAsync(asked, gift, stop).Then(done => new Recorded(
                new($"已记账：收据号 {done.Receipt}，分录 {string.Join("、", done.Parts.Select(part => part.Entry))}。", $"Recorded: receipt {done.Receipt}, entries {string.Join(", ", done.Parts.Select(part => part.Entry))}."), $"/entries/{done.Entry}"));
        });

    internal static RecordForm Pledge { get; } = new("pledge", new("认捐", "Pledge"), new("有人承诺捐款，钱还没有到：只作备查，不是收入。", "Somebody promises to give and no money has come: a memo, and no income."),
        [
            FormField.Fund(), new("donor", FieldKind.Text, new("认捐人", "Who pledges"), IsRequired: true),
            new("amount", FieldKind.Amount, new("金额", "Amount"), new("总额；长期认捐写每期金额", "the whole; of one that goes on, each instalment"), IsRequired: true), FormField.On,
            new("first", FieldKind.Date, new("首期应付日", "First instalment"), new("不填为认捐日；以后各期从它算起", "the day of the pledge unless another is given; the others follow from it")),
            new("every", FieldKind.Text, new("每几个月一期", "Months between instalments"), new("不填为一次付清", "all at once unless given")),
            new("count", FieldKind.Text, new("共几期", "How many instalments"), new("写了间隔而不写期数的为长期，直至结束", "where months are given and this is not, it goes on until it is ended")),
            FormField.Reference(new("认捐书编号", "Number of the written promise")),
            new("anonymous", FieldKind.Tick, new("对公众匿名", "Anonymous to the public")),
        ],
        read =>
        {
            var (on, every, count) = (read.Day("on"), read.Count("every") ?? 0, read.Count("count"));
            var pledge = new NewPledge(
                read.Text("fund"), DonorName.Of(read.Text("donor"), read.IsTicked("anonymous")), read.Amount("amount"), on, read.OptionalDay("first") ?? on, every, count ?? (every == 0 ? 1 : null), read.Optional("ref"));
            return (database, asked, stop) => new RecordPledge(database).RunAsync(asked, pledge, stop).Then(done => new Recorded(
                new($"已登记第 {done.Pledge} 号认捐。", $"Pledge no. {done.Pledge} is recorded."), $"/pledges/{done.Pledge}"));
        });

    internal static RecordForm InKind { get; } = new("in-kind", new("实物或服务捐赠", "Gift in kind"), new("捐来的是物品或服务，有写明价值的凭据：是收入，不是现金，不配比。没有凭据的服务另记备查。", "Goods or services were given, with a voucher of their value: income, no cash, and never matched. Services without a voucher are recorded as a memo."),
        [
            FormField.Fund(), new("amount", FieldKind.Amount, new("公允价值", "Fair value"), IsRequired: true),
            new("donor", FieldKind.Text, new("捐赠人", "Donor"), new("未留名请留空", "leave empty for one who gave no name")), FormField.On,
            new("what", FieldKind.Text, new("捐了什么", "What was given"), IsRequired: true),
            new("use", FieldKind.Choice, new("去向", "What becomes of it"), IsRequired: true, Choices: [.. Enum.GetValues<InKindUse>().Select(use => (use.ToString(), use.Name()))]),
            FormField.Reference(new("凭据编号", "Number of the voucher"), isRequired: true),
            new("document", FieldKind.File, new("凭据文件", "The voucher"), new("发票、评估或验收单，不超过 10 兆字节", "invoice, valuation or receipt of goods; at most 10 MB"), IsRequired: true),
            new("anonymous", FieldKind.Tick, new("对公众匿名", "Anonymous to the public")),
        ],
        read =>
        {
            var gift = new InKindGift(
                read.Text("fund"), DonorName.Of(read.Optional("donor"), read.IsTicked("anonymous")), read.Text("what"), read.Amount("amount"), read.Day("on"), read.Choice<InKindUse>("use"), read.Text("ref"), Evidence: read.Text("document"));
            return (database, asked, stop) => new RecordInKindGift(database).RunAsync(asked, gift, stop).Then(done => Recorded.Entry(done.Entry));
        });

    internal static RecordForm Service { get; } = new("service-gift", new("没有凭据的服务捐赠", "Service without a voucher"), new("志愿者或单位捐了服务，没有写明价值的凭据：只作备查，不是收入，没有收据。", "Volunteers or an organisation gave a service that no voucher values: a memo, no income, and no receipt."),
        [
            FormField.Fund(), new("amount", FieldKind.Amount, new("估值", "Estimate"), IsRequired: true),
            new("donor", FieldKind.Text, new("捐赠人", "Donor"), new("未留名请留空", "leave empty for one who gave no name")), FormField.On,
            new("what", FieldKind.Text, new("捐了什么服务", "Which service was given"), new("不写人名", "no names"), IsRequired: true),
            new("basis", FieldKind.Text, new("估值依据", "How it was estimated"), new("如“20 小时 × 50 元”；不写人名", "such as '20 hours at 50'; no names"), IsRequired: true),
            new("document", FieldKind.File, new("证明文件", "Evidence"), new("如签到表，不超过 10 兆字节", "such as a list of those who came; at most 10 MB")),
            new("anonymous", FieldKind.Tick, new("对公众匿名", "Anonymous to the public")),
        ],
        read =>
        {
            var gift = new ServiceGift(
                read.Text("fund"), DonorName.Of(read.Optional("donor"), read.IsTicked("anonymous")), read.Text("what"), read.Amount("amount"), read.Day("on"), read.Text("basis"), Evidence: read.Optional("document"));
            return (database, asked, stop) => new RecordServiceGift(database).RunAsync(asked, gift, stop).Then(done => Recorded.Entry(done.Entry));
        });

    internal static RecordForm InKindUsed { get; } = new("in-kind-use", new("领用捐赠的实物", "Use a gift in kind"), new("入库的捐赠物品用掉了全部或一部分：记为项目成本。", "Goods that were given are used, whole or in part: they become programme cost."),
        [
            FormField.Entry(new("捐赠的分录号", "Entry of the gift"), new("入库的实物捐赠", "of a gift in kind that is kept in stock")), FormField.Amount, FormField.On,
            new("for", FieldKind.LongText, new("用途", "What for"), IsRequired: true),
        ],
        read =>
        {
            var taken = new InKindTaken(read.Entry("entry"), read.AmountOfEntry("amount"), read.Day("on"), read.Text("for"));
            return (database, asked, stop) => new UseInKindGift(database).RunAsync(asked, taken, stop).Then(done => Recorded.Entry(done.Entry));
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
