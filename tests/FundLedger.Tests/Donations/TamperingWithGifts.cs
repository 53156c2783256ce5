using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Donations;

/// <summary>Somebody who may write the database takes a trigger off and changes what is kept beside the gifts: verify finds it.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class TamperingWithGifts(TestDatabase database)
{
    [TestCase("receipt_voids_are_never_deleted", "DELETE FROM receipt_voids", "Receipt 2026-000001 (entry 1) is of a gift that has another one, and the earlier is not void.")]
    [TestCase("", "UPDATE fiscal_receipts SET is_current = 0", "Receipt 2026-000002 has fiscal receipts in versions that leave a gap, or another than the last counts.")]
    [TestCase("", "UPDATE donations SET split_of = NULL WHERE split_of IS NOT NULL", "it does not go with the first part of the gift that it is a part of.")]
    [TestCase("", "UPDATE donations SET split_of = 4 WHERE split_of IS NOT NULL", "it does not go with the first part of the gift that it is a part of.")]
    [TestCase("pledge_gifts_are_never_deleted", "DELETE FROM pledge_gifts", "What pledge no. 1 still expects does not agree with its instalments and the gifts on it, or a gift is of another fund.")]
    [TestCase("", "UPDATE pledges SET expected_count = 7 WHERE instalment_count IS NULL", "What pledge no. 2 still expects does not agree with its instalments and the gifts on it, or a gift is of another fund.")]
    [TestCase("donor_merges_keep_their_content", "UPDATE donor_merges SET into_id = 3 WHERE donor_id = 2", "Donor no. 2 was merged into one that is merged into another.")]
    public async Task What_was_changed_is_told(string trigger, string change, string told)
    {
        await using var ledger = new TestLedger(database); // which does not verify at the end
        await MakeGiftsAsync(ledger);
        await ledger.MustVerifyAsync();
        if (trigger.Length > 0) await Tampering.ExecuteAsync(ledger, $"DROP TRIGGER {trigger}");
        await Tampering.ExecuteAsync(ledger, change);
        Assert.That((await ledger.VerifyAsync()).Findings.Select(finding => finding.Message.En), Has.Some.Contains(told));
    }

    [TestCase("UPDATE receipts SET number = 9")]
    [TestCase("DELETE FROM receipts")]
    [TestCase("UPDATE receipt_voids SET reason = 'x'")]
    [TestCase("DELETE FROM receipt_voids")]
    [TestCase("UPDATE fiscal_receipts SET fiscal_number = '9'")]
    [TestCase("DELETE FROM fiscal_receipts")]
    [TestCase("UPDATE pledges SET amount_minor = 1")]
    [TestCase("DELETE FROM pledges")]
    [TestCase("DELETE FROM pledge_gifts")]
    [TestCase("UPDATE donor_merges SET into_id = 3")]
    [TestCase("DELETE FROM donor_merges")]
    public Task The_database_refuses_to_change_what_is_kept(string change) => database.RunAsync(async ledger =>
    {
        await MakeGiftsAsync(ledger);
        Assert.That(async () => await Tampering.ExecuteAsync(ledger, change), Throws.Exception);
    });

    /// <summary>Entries 1 and 2 are one gift, whose receipt was replaced; 4 is a gift on pledge 1; pledge 2 goes on; donors 2 and 4 are donors 1 and 3.</summary>
    private static async Task MakeGiftsAsync(TestLedger ledger)
    {
        foreach (var fund in new[] { "LAKE", "HILL" }) await ledger.FundAsync(fund);
        var split = (await new RecordSplitGift(ledger.Database).RunAsync(ledger.Ask(), new SplitGift(
            Cny(100), Today, DonorName.Of("王小明"), [new GiftShare("LAKE", Amount: Cny(60)), new GiftShare("HILL", Amount: Cny(40))], WithReceipt: true))).Expect();
        (await new VoidReceipt(ledger.Database).RunAsync(ledger.Ask(), new ReceiptToVoid(split.Receipt!.Value, "重开"))).Expect();
        var receipt = (await new IssueReceipt(ledger.Database).RunAsync(ledger.Ask(), split.Entry)).Expect().Receipt;
        (await new RegisterFiscalReceipt(ledger.Database).RunAsync(ledger.Ask(), new FiscalRegistration(receipt, new FiscalReceipt("12345678", "0000000101", "a1b2c3", Today)))).Expect();
        var pledge = (await new RecordPledge(ledger.Database).RunAsync(ledger.Ask(), new NewPledge("LAKE", DonorName.Of("王 小明"), Cny(100), March(1), March(1), 1, 4))).Expect().Pledge;
        (await new PayPledge(ledger.Database).RunAsync(ledger.Ask(), new PledgePayment(pledge, Cny(30), Today))).Expect();
        (await new RecordPledge(ledger.Database).RunAsync(ledger.Ask(), new NewPledge("LAKE", DonorName.Of("李雷"), Cny(10), March(1), March(1), 1, null))).Expect();
        await ledger.DonateAsync("LAKE", 1, donor: "李 雷");
        (await new MergeDonors(ledger.Database).RunAsync(ledger.Ask(), new DonorMerge(2, 1))).Expect();
        (await new MergeDonors(ledger.Database).RunAsync(ledger.Ask(), new DonorMerge(3, 4))).Expect();
    }
}
