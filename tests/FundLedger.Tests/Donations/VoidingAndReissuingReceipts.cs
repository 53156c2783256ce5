using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Donations;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class VoidingAndReissuingReceipts(TestDatabase database)
{
    private static readonly FiscalReceipt Fiscal = new("12345678", "0000000101", "a1b2c3", Today);

    private static async Task<DonationRecorded> GiveAsync(TestLedger ledger, decimal yuan = 10, string donor = "王小明") =>
        (await new RecordDonation(ledger.Database).RunAsync(ledger.Ask(), new Gift("LAKE", Cny(yuan), Today, DonorName.Of(donor), WithReceipt: true))).Expect();

    private static Task<Outcome<ReceiptVoided>> VoidAsync(TestLedger ledger, ReceiptNumber receipt, string reason = "抬头开错") =>
        new VoidReceipt(ledger.Database).RunAsync(ledger.Ask(), new ReceiptToVoid(receipt, reason));

    private static Task<Outcome<ReceiptIssued>> IssueAsync(TestLedger ledger, EntryId gift) => new IssueReceipt(ledger.Database).RunAsync(ledger.Ask(), gift);

    private static Task<Outcome<FiscalRegistered>> RegisterAsync(TestLedger ledger, ReceiptNumber receipt, FiscalReceipt? fiscal = null) =>
        new RegisterFiscalReceipt(ledger.Database).RunAsync(ledger.Ask(), new FiscalRegistration(receipt, fiscal ?? Fiscal));

    private static Task<IReadOnlyList<Receipt>> AllAsync(TestLedger ledger, EntryId gift) =>
        ledger.Database.ReadAsync(async reader => await Receipts.AllOfGiftAsync(reader, await Books.LoadAsync(reader), gift));

    private static Task<ReceiptRegister> RegisterOfAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader => (await ReceiptFigures.RegisterAsync(reader, 2026)).Expect());

    [Test]
    public Task A_void_receipt_keeps_its_number_and_its_gift_gets_the_next_one() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gift = await GiveAsync(ledger);
        Assert.That(Refused.CodeOf(await IssueAsync(ledger, gift.Entry)), Is.EqualTo("receipt-stands"));
        Assert.That((await VoidAsync(ledger, gift.Receipt!.Value)).Expect().Gift, Is.EqualTo(gift.Entry));
        Assert.That((await IssueAsync(ledger, gift.Entry)).Expect().Receipt, Is.EqualTo(new ReceiptNumber(2026, 2)));

        var receipts = await AllAsync(ledger, gift.Entry);
        Assert.That(receipts.Select(receipt => (receipt.Number.Number, receipt.IssueNo, receipt.State, receipt.VoidReason, receipt.Kept)), Is.EqualTo(new[]
        {
            (2L, 2, ReceiptState.Valid, "", Cny(10)), (1L, 1, ReceiptState.Void, "抬头开错", Cny(0)),
        }));
        var register = await RegisterOfAsync(ledger);
        Assert.That((register.Last, register.Issued, register.Voided, register.Missing, register.Kept), Is.EqualTo((2L, 2L, 1L, "", Cny(10))), "the gift counts once");
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task A_receipt_is_made_void_once_with_a_reason_and_not_when_its_gift_was_reversed() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var (gift, reversed) = (await GiveAsync(ledger), await GiveAsync(ledger));
        Assert.That(Refused.CodeOf(await VoidAsync(ledger, gift.Receipt!.Value, " ")), Is.EqualTo("reason"));
        Assert.That(Refused.CodeOf(await VoidAsync(ledger, gift.Receipt!.Value, new string('长', 201))), Is.EqualTo("reason"));
        Assert.That(Refused.CodeOf(await VoidAsync(ledger, new ReceiptNumber(2026, 9))), Is.EqualTo("receipt-unknown"));
        (await VoidAsync(ledger, gift.Receipt!.Value)).Expect();
        Assert.That(Refused.CodeOf(await VoidAsync(ledger, gift.Receipt!.Value)), Is.EqualTo("receipt-void"));

        (await ledger.TryReverseAsync(reversed.Entry)).Expect();
        Assert.That(Refused.CodeOf(await VoidAsync(ledger, reversed.Receipt!.Value)), Is.EqualTo("receipt-void"));
        Assert.That(Refused.CodeOf(await IssueAsync(ledger, reversed.Entry)), Is.EqualTo("gift-reversed"));
        Assert.That((await AllAsync(ledger, reversed.Entry)).Single().State, Is.EqualTo(ReceiptState.Reversed));
        Assert.That((await RegisterOfAsync(ledger)).Voided, Is.EqualTo(2));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Gifts_that_went_back_whole_were_reversed_or_are_none_get_no_receipt() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var (refunded, reversed, partly) = (await ledger.DonateAsync("LAKE", 10), await ledger.DonateAsync("LAKE", 10), await ledger.DonateAsync("LAKE", 10));
        (await ledger.TryRefundAsync(refunded, 10)).Expect();
        (await ledger.TryRefundAsync(partly, 4)).Expect();
        (await ledger.TryReverseAsync(reversed)).Expect();
        Assert.That(Refused.CodeOf(await IssueAsync(ledger, refunded)), Is.EqualTo("gift-refunded"));
        Assert.That(Refused.CodeOf(await IssueAsync(ledger, reversed)), Is.EqualTo("gift-reversed"));
        Assert.That(Refused.CodeOf(await IssueAsync(ledger, new EntryId(999))), Is.EqualTo("gift-unknown"));
        Assert.That((await IssueAsync(ledger, partly)).Expect().Receipt.Number, Is.EqualTo(1));
        var receipt = (await AllAsync(ledger, partly)).Single();
        Assert.That((receipt.State, receipt.Kept), Is.EqualTo((ReceiptState.PartlyRefunded, Cny(6))));
        (await ledger.TryRefundAsync(partly, 6)).Expect();
        Assert.That((await AllAsync(ledger, partly)).Single().State, Is.EqualTo(ReceiptState.Refunded), "the receipt of a refunded gift says so and stands");
    });

    [Test]
    public Task A_fiscal_receipt_is_registered_corrected_and_stands_beside_one_receipt() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var (first, second) = (await GiveAsync(ledger), await GiveAsync(ledger));
        Assert.That(Refused.Of(await RegisterAsync(ledger, first.Receipt!.Value, Fiscal with { CheckCode = "校验" })).Field, Is.EqualTo("check-code"));
        Assert.That(Refused.CodeOf(await RegisterAsync(ledger, first.Receipt!.Value, Fiscal with { IssuedOn = Today.AddDays(1) })), Is.EqualTo("date-in-future"));
        Assert.That((await RegisterAsync(ledger, first.Receipt!.Value)).Expect().Version, Is.EqualTo(1));
        Assert.That(Refused.CodeOf(await RegisterAsync(ledger, first.Receipt!.Value)), Is.EqualTo("fiscal-unchanged"));
        Assert.That(Refused.TextOf(await RegisterAsync(ledger, second.Receipt!.Value)), Does.Contain("2026-000001"), "another's number");

        Assert.That((await RegisterAsync(ledger, first.Receipt!.Value, Fiscal with { Number = "0000000102" })).Expect().Version, Is.EqualTo(2));
        Assert.That((await RegisterAsync(ledger, second.Receipt!.Value)).Expect().Version, Is.EqualTo(1), "the number that was corrected away is free again");
        var receipt = (await AllAsync(ledger, first.Entry)).Single();
        var versions = await ledger.Database.ReadAsync(reader => Receipts.FiscalVersionsAsync(reader, receipt));
        Assert.That((receipt.Fiscal!.Number, string.Join(' ', versions.Select(version => version.Fiscal.Number))), Is.EqualTo(("0000000102", "0000000102 0000000101")));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task The_fiscal_receipt_of_a_void_one_may_be_registered_for_the_one_in_its_place() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gift = await GiveAsync(ledger);
        (await RegisterAsync(ledger, gift.Receipt!.Value)).Expect();
        (await VoidAsync(ledger, gift.Receipt!.Value)).Expect();
        Assert.That(Refused.CodeOf(await RegisterAsync(ledger, gift.Receipt!.Value, Fiscal with { Number = "7" })), Is.EqualTo("receipt-void"));
        var next = (await IssueAsync(ledger, gift.Entry)).Expect();
        (await RegisterAsync(ledger, next.Receipt)).Expect();
        Assert.That((await AllAsync(ledger, gift.Entry)).Select(receipt => receipt.Fiscal?.Number), Is.EqualTo(new[] { Fiscal.Number, Fiscal.Number }), "the void one keeps what it had");
        await ledger.MustVerifyAsync();
    });

    [Test]
    public void Codes_are_read_as_they_are_typed() =>
        Assert.That(FiscalReceipt.Of(" １２３４ 5678", "00000 00101", "Ａ1b2c3", Today), Is.EqualTo(new FiscalReceipt("12345678", "0000000101", "A1b2c3", Today)));

    [Test]
    public Task Many_gifts_of_some_days_get_theirs_in_order_and_nobody_unnamed_does() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("HILL");
        var late = await ledger.DonateAsync("LAKE", 3, March(12));
        var early = await ledger.DonateAsync("LAKE", 5, March(3));
        await ledger.DonateAsync("LAKE", 7, March(3), donor: "");
        await ledger.DonateAsync("LAKE", 9, March(14));
        await ledger.DonateAsync("HILL", 11, March(3));
        var has = await GiveAsync(ledger);
        (await ledger.TryRefundAsync(early, 1)).Expect();

        var span = new DateSpan(March(1), March(12));
        var due = await ledger.Database.ReadAsync(async reader => (await IssueReceipts.DueAsync(reader, await Books.LoadAsync(reader), "LAKE", span, 10)).Expect());
        Assert.That((due.Count, due.Kept, due.UnnamedCount), Is.EqualTo((2L, Cny(7), 1L)));
        Assert.That(due.Gifts.Select(gift => (gift.Gift, gift.Donor)), Is.EqualTo(new[] { (early, "王*"), (late, "王*") }));

        var issued = (await new IssueReceipts(ledger.Database).RunAsync(Ask("bulk"), "LAKE", span)).Expect();
        Assert.That(issued, Is.EqualTo(new ReceiptsIssued(2, new ReceiptNumber(2026, 2), new ReceiptNumber(2026, 3))));
        Assert.That((await new IssueReceipts(ledger.Database).RunAsync(Ask("bulk"), "LAKE", span)).Expect(), Is.EqualTo(issued), "the same request again");
        Assert.That((await new IssueReceipts(ledger.Database).RunAsync(ledger.Ask(), "LAKE", span)).Expect().Count, Is.Zero);
        Assert.That((await AllAsync(ledger, early)).Single().Number.Number, Is.EqualTo(2), "by day");
        Assert.That((await AllAsync(ledger, has.Entry)).Single().Number.Number, Is.EqualTo(1));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task More_than_fit_into_one_operation_are_issued_in_parts_and_a_preview_issues_none() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        for (var i = 0; i < 501; i++) await ledger.DonateAsync("LAKE", 1, March(2));
        var span = new DateSpan(March(1), March(31));
        (await new IssueReceipts(new Preview(ledger.Database)).RunAsync(ledger.Ask(), "LAKE", span)).Expect();
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM receipts"), Is.Zero);
        Assert.That((await new IssueReceipts(ledger.Database).RunAsync(ledger.Ask(), "LAKE", span)).Expect().Count, Is.EqualTo(501));
        await ledger.MustVerifyAsync();
    });

    /// <summary>Callers void, issue again, issue in bulk and register at once: whatever wins, no number is missing or doubled and no gift has two that stand.</summary>
    [Test]
    public Task Sixty_four_who_void_reissue_and_issue_in_bulk_leave_no_gap_and_no_double() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gifts = new List<DonationRecorded>();
        for (var i = 0; i < 8; i++) gifts.Add(await GiveAsync(ledger, donor: $"捐赠人{i}"));
        for (var i = 0; i < 30; i++) await ledger.DonateAsync("LAKE", 1, March(2), donor: $"捐赠人{i}");
        await Task.WhenAll(Enumerable.Range(0, 64).Select(caller => Task.Run(async () =>
        {
            var gift = gifts[caller % gifts.Count];
            switch (caller % 4)
            {
                case 0: await GiveAsync(ledger, donor: $"捐赠人{caller}"); break;
                case 1: await new IssueReceipts(ledger.Database).RunAsync(ledger.Ask(), "LAKE", new DateSpan(March(1), March(31))); break;
                case 2: await RegisterAsync(ledger, gift.Receipt!.Value, Fiscal with { Number = $"{caller}" }); break;
                default:
                    await VoidAsync(ledger, gift.Receipt!.Value);
                    await IssueAsync(ledger, gift.Entry);
                    break;
            }
        })));
        var numbers = await ledger.Database.ReadAsync(async reader => await Receipts.ListAsync(reader, await Books.LoadAsync(reader), (await Books.LoadAsync(reader)).Entities.Single(), 2026, 10_000));
        Assert.That(numbers.Select(receipt => receipt.Number.Number), Is.EqualTo(Enumerable.Range(1, numbers.Count).Reverse().Select(number => (long)number)));
        Assert.That(numbers.Where(receipt => !receipt.IsVoid).GroupBy(receipt => receipt.Gift).Where(group => group.Count() > 1), Is.Empty);
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task A_donors_year_counts_each_gift_once_less_what_went_back() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var (kept, reissued, reversed) = (await GiveAsync(ledger, 10), await GiveAsync(ledger, 20), await GiveAsync(ledger, 40));
        (await VoidAsync(ledger, reissued.Receipt!.Value)).Expect();
        var next = (await IssueAsync(ledger, reissued.Entry)).Expect();
        (await RegisterAsync(ledger, next.Receipt)).Expect();
        (await ledger.TryRefundAsync(kept.Entry, 3)).Expect();
        (await ledger.TryReverseAsync(reversed.Entry)).Expect();
        await ledger.DonateAsync("LAKE", 100, new DateOnly(2025, 12, 31));
        await GiveAsync(ledger, 80, "李雷");

        var donor = await ledger.ScalarAsync<long>($"SELECT donor_id FROM donations WHERE entry_id = {kept.Entry}");
        var year = await ledger.Database.ReadAsync(async reader => (await ReceiptFigures.DonorYearAsync(reader, donor, 2026)).Expect());
        Assert.That((year.Donor, year.Given, year.Refunded, year.Kept), Is.EqualTo(("王*", Cny(30), Cny(3), Cny(27))));
        Assert.That(year.Gifts.Select(gift => (gift.Receipt?.Number, gift.Fiscal)), Is.EqualTo(new (long?, string)[] { (1, ""), (next.Receipt.Number, "12345678 0000000101") }));
        var years = await ledger.Database.ReadAsync(reader => DonorList.YearsAsync(reader, donor));
        Assert.That(years.Select(one => (one.Year, one.Kept)), Is.EqualTo(new[] { (2026, Cny(27)), (2025, Cny(100)) }), "the page says the same");
    });

    [Test]
    public Task A_document_bears_the_name_only_for_who_knows_it() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gift = await GiveAsync(ledger);
        Task<Outcome<ReceiptDocument>> DrawAsync(string? name) => ledger.Database.ReadAsync(reader => ReceiptFigures.ReceiptAsync(reader, gift.Receipt!.Value, name: name));
        Assert.That((await DrawAsync(null)).Expect().Donor, Is.EqualTo("王*"));
        Assert.That((await DrawAsync(" 王小明 ")).Expect().Donor, Is.EqualTo("王小明"));
        Assert.That(Refused.CodeOf(await DrawAsync("王小")), Is.EqualTo("donor-name-differs"));
        Assert.That(Refused.CodeOf(await DrawAsync("")), Is.EqualTo("donor-name-differs"));
    });
}
