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
}
