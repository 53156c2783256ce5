using FundLedger.Corrections;
using FundLedger.Donations;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Record;

/// <summary>Forms that go back to an entry.</summary>
internal static class CorrectionForms
{
    internal static RecordForm Refund { get; } = new("refund", new("退还捐款", "Refund"), new("捐款退回，全部或部分；捐款本身是真实的，不是记错。", "A gift goes back, whole or in part; the gift itself was real and no mistake."),
        [
            FormField.Entry(new("捐款的分录号", "Entry of the gift"), new("这笔捐款入账时的分录", "the entry that recorded it")), FormField.Amount, FormField.On,
            new("way", FieldKind.Choice, new("方式", "How"), Choices:
            [
                (nameof(RefundWay.DueAndPaid), new("同意并已支付", "Agreed and paid")), (nameof(RefundWay.Due), new("已同意，尚未支付", "Agreed, to be paid later")),
                (nameof(RefundWay.Paid), new("支付先前同意的退款", "Pays what was agreed before")), (nameof(RefundWay.ChargedBack), new("已被银行或平台撤回", "Taken back by the bank or platform")),
            ]),
            new("reason", FieldKind.LongText, new("事由", "Reason")),
        ],
        read =>
        {
            var refund = new Refund(read.Entry("entry"), read.AmountOfEntry("amount"), read.Day("on"), read.Choice<RefundWay>("way"), read.Optional("reason"));
            return (database, asked, stop) => new RefundDonation(database).RunAsync(asked, refund, stop).Then(done => new Recorded(
                new($"已记退款：分录 {string.Join("、", done.Entries)}；尚可退 {done.Left.ToGroupedText()} {done.Left.Currency}。",
                    $"The refund is recorded: entries {string.Join(", ", done.Entries)}; {done.Left.ToGroupedText()} {done.Left.Currency} of the gift is left."),
                $"/entries/{done.Entries[^1]}"));
        });

    internal static RecordForm Reversal { get; } = RecordForm.Of("reversal", new("一笔分录记错了：整笔反向记一次，原分录保留。", "An entry was a mistake: it is taken back whole by its mirror image, and stays to be seen."),
        [
            FormField.Entry(new("要冲销的分录号", "Entry to take back"), new("退钱请用“退还捐款”", "for money given back use a refund")), FormField.On,
            new("reason", FieldKind.LongText, new("为什么", "Why"), IsRequired: true),
        ],
        ReverseEntry.Kind, read => new Reversal(read.Entry("entry"), read.Day("on"), read.Text("reason")), done => done.Entry,
        reversal => new Dictionary<string, string?> { ["entry"] = $"{reversal.Entry}", ["on"] = reversal.On.ToIso(), ["reason"] = reversal.Reason });

    internal static RecordForm PriorYear { get; } = RecordForm.Of("prior-year", new("已年结年度的重大差错，在今年更正：不计入今年的收入和费用。", "A material error of a closed year is put right in this one, past its income and costs."),
        [
            FormField.Fund(), new("source", FieldKind.Source, new("来源", "Source"), IsRequired: true),
            new("account", FieldKind.Text, new("资产或负债科目的代码", "Code of the asset or liability"), IsRequired: true),
            new("side", FieldKind.Choice, new("记在哪一方", "On which side"), Choices: [(nameof(AccountSide.Debit), new("借方：资产增加或负债减少", "Debit: more assets, or less owed")), (nameof(AccountSide.Credit), new("贷方：资产减少或负债增加", "Credit: less assets, or more owed"))]),
            FormField.Amount, new("year", FieldKind.Text, new("差错所属年度", "Year of the error"), IsRequired: true), FormField.On,
            FormField.Evidence(new("证明差错的文件", "File that proves it")), new("reason", FieldKind.LongText, new("差错及其原因", "What was wrong, and why"), IsRequired: true),
        ],
        AdjustPriorYear.Kind,
        read => new PriorYearError(
            read.Text("fund"), read.Text("source"), read.Text("account"), read.Choice<AccountSide>("side"), read.Amount("amount"),
            int.TryParse(read.Text("year"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var year) ? year : 0, read.Day("on"), read.Text("reason"), read.Text("document")),
        done => done.Entry,
        error => new Dictionary<string, string?>
        {
            ["fund"] = error.Fund, ["source"] = error.Source, ["account"] = error.Account, ["side"] = error.Side.ToString(), ["amount"] = error.Amount.ToGroupedText(), ["year"] = $"{error.Year}",
            ["on"] = error.On.ToIso(), ["document"] = error.Evidence, ["reason"] = error.Reason,
        });

    internal static RecordForm Purpose { get; } = RecordForm.Of("purpose", new("限定用途的钱改作他用，或解除限定；须有捐赠人同意或备案为证。", "Restricted money gets another purpose, or is freed, on the evidence of a consent or filing."),
        [
            FormField.Fund(), new("from", FieldKind.Source, new("原来源", "From source"), IsRequired: true),
            new("to", FieldKind.Text, new("新来源的代码", "Code of the new source"), new("已有的，或自拟一个新的", "one there is, or a new one of your own"), IsRequired: true),
            new("name", FieldKind.Text, new("新来源的名称", "Name of the new source"), new("没有这一来源时建立", "to make it where there is none")),
            new("lifts", FieldKind.Tick, new("解除限定", "The restriction falls away")), FormField.Amount, FormField.On,
            new("consent", FieldKind.Choice, new("依据", "What allows it"), Choices: [(nameof(ConsentKind.Donor), new("捐赠人同意", "Donor's consent")), (nameof(ConsentKind.Filing), new("备案", "Filing"))]),
            new("consent-number", FieldKind.Text, new("同意书或备案的编号", "Number of the consent or filing"), IsRequired: true),
            FormField.Evidence(new("同意书或备案文件", "File of the consent or filing")), new("reason", FieldKind.LongText, new("事由", "Reason")),
        ],
        ChangePurpose.Kind,
        read => new PurposeChange(
            read.Text("fund"), read.Text("from"), read.Text("to"), read.Amount("amount"), read.Day("on"), read.Choice<ConsentKind>("consent"), read.Text("consent-number"), read.Text("document"),
            read.Optional("name"), read.IsTicked("lifts"), read.Optional("reason")),
        done => done.Entry,
        change => new Dictionary<string, string?>
        {
            ["fund"] = change.Fund, ["from"] = change.From, ["to"] = change.To, ["name"] = change.ToName, ["lifts"] = change.Lifts ? "yes" : null, ["amount"] = change.Amount.ToGroupedText(),
            ["on"] = change.On.ToIso(), ["consent"] = change.Consent.ToString(), ["consent-number"] = change.ConsentNumber, ["document"] = change.Evidence, ["reason"] = change.Reason,
        });
}
