using FundLedger.Donations.Lists;
using FundLedger.Tests.Donations.Importing;
using FundLedger.Values;

namespace FundLedger.Tests.Donations.Lists;

/// <summary>Public files as givers and banks publish them.</summary>
/// <remarks>They stay outside the project, in a folder <c>shared/data</c> beside it; without it the tests are ignored.</remarks>
public sealed class RealDonationLists
{
    private static readonly DateOnly February = new(2020, 2, 1);
    private static readonly ListProfile DayFirst = ListProfile.Guess with { Dates = DateFormat.DayFirst };

    [Test]
    public void The_red_cross_list_has_2855_gifts_where_its_trailer_claims_2856()
    {
        using var file = TestLists.Opened(SharedData.PathOf("wuhan-redcross-bocom-2020.xlsx"));
        var scan = TestLists.Scanned(file, Currency.Cny, on: February);

        Assert.That((scan.HeaderRow, scan.Gifts, scan.Sum.ToAmountText(), scan.FailedRows, scan.NotGifts), Is.EqualTo((2, 2855, "314540755.69", 0, 0)));
        var check = scan.Controls.Single();
        Assert.That(check.Stated, Is.EqualTo(new ListRow.ControlTotal(2858, TotalScope.WholeList, 2856, new Money(31_454_075_569, Currency.Cny))));
        Assert.That((check.CountDifference, check.SumDifference), Is.EqualTo((1, Money.Zero(Currency.Cny))));
        Assert.That(scan.Difference?.Code, Is.EqualTo("control-total-differs"));

        var rows = scan.Rows().ToList();
        Assert.That(rows[0], Is.EqualTo(new ListRow.Gift(3, "许昌市胖东来商贸集团有限公司", new Money(5_000_000_000, Currency.Cny), February, "", null, "")));
        var gifts = rows.OfType<ListRow.Gift>().ToList();
        var repeats = gifts.GroupBy(gift => (gift.Donor, gift.Amount)).Where(group => group.Count() > 1).Sum(group => group.Count() - 1);
        Assert.That((gifts.Count, repeats), Is.EqualTo((2855, 1208)), "equal rows are genuine gifts");
    }

    [Test]
    public void A_vietnamese_statement_reads_with_its_date_order_and_currency()
    {
        using var file = TestLists.Opened(SharedData.PathOf("bank-statement-vcb-2024-09.csv"));
        var vnd = Currency.Of("VND");
        var scan = TestLists.Scanned(file, vnd, DayFirst);

        Assert.That((scan.Gifts, scan.Sum.MinorUnits, scan.FailedRows, scan.NotGifts), Is.EqualTo((7_999, 9_780_159_052L, 0, 1)));
        Assert.That(scan.Dates, Is.EqualTo(new DateSpan(new(2024, 9, 1), new(2024, 9, 10))));
        Assert.That(scan.Profile.Numbers, Is.EqualTo(NumberFormat.DecimalComma));
        Assert.That(scan.Controls, Is.Empty);

        var rows = scan.Rows().ToList();
        Assert.That(rows.OfType<ListRow.NotAGift>().Single(), Is.EqualTo(new ListRow.NotAGift(141, NotAGiftKind.MoneyOut, new Money(55_000, vnd))));
        Assert.That(rows.OfType<ListRow.Gift>().Select(gift => gift.Reference).Distinct().Count(), Is.EqualTo(7_993 - 1), "a reference is not unique");
    }

    [Test]
    public void A_statement_of_the_first_days_of_a_month_is_refused_without_its_date_order()
    {
        using var file = TestLists.Opened(SharedData.PathOf("bank-statement-vcb-2024-09.csv"));
        var refused = TestLists.Refused(file, Currency.Of("VND"));

        Assert.That(refused.Reason.Code, Is.EqualTo("ambiguous-dates"));
        Assert.That(refused.Reason.Message.En, Does.Contain("--dates dd/MM/yyyy").And.Contain("--dates MM/dd/yyyy"));
        Assert.That(refused.Mapping?.Columns.Keys, Does.Contain(ListColumn.Amount));
    }

    [Test]
    public void Another_bank_writes_commas_in_thousands_and_carries_a_balance()
    {
        using var file = TestLists.Opened(SharedData.PathOf("bank-statement-agri-2024-09.csv"));
        var vnd = Currency.Of("VND");
        var scan = TestLists.Scanned(file, vnd, DayFirst);

        Assert.That((scan.Gifts, scan.Sum.MinorUnits, scan.FailedRows, scan.NotGifts), Is.EqualTo((3_000, 1_747_963_098L, 0, 0)));
        var last = scan.Rows().OfType<ListRow.Gift>().Last();
        Assert.That((last.Reference, last.Balance), Is.EqualTo(("93595891", (Money?)new Money(1_747_987_798, vnd))));
    }
}
