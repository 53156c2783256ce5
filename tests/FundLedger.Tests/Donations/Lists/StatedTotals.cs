using FundLedger.Donations.Lists;
using FundLedger.Values;

namespace FundLedger.Tests.Donations.Lists;

public sealed class StatedTotals
{
    [TestCase("共计2856人次,总金额314540755.69", 2856, "314540755.69")]
    [TestCase("合计2856笔，314540755.69元,", 2856, "314540755.69")]
    [TestCase("合计,314540755.69", null, "314540755.69")]
    [TestCase("合　计：,￥314540755.69", null, "314540755.69")]
    [TestCase("总计：捐款人数 2856 人 捐款总额 314540755.69 元,", 2856, "314540755.69")]
    [TestCase("总人数：2856,314540755.69", 2856, "314540755.69")]
    [TestCase("共2856笔；共314540755.69元,", 2856, "314540755.69")]
    [TestCase("Total,314540755.69", null, "314540755.69")]
    [TestCase("TOTAL: 2856 gifts,314540755.69", 2856, "314540755.69")]
    [TestCase("Grand total,314540755.69", null, "314540755.69")]
    [TestCase("Tổng cộng,314540755.69", null, "314540755.69")]
    [TestCase("总额,3.5万元", null, "35000.00")]
    [TestCase("合计2856笔,", 2856, null)]
    public void A_row_that_states_a_total_is_never_a_gift(string row, int? count, string? sum)
    {
        var total = (ListRow.ControlTotal)TestLists.RowsOf("捐赠人,金额\n甲,0.5\n" + row + "\n")[1];
        Assert.That((total.Scope, total.Count, total.Sum?.ToAmountText()), Is.EqualTo((TotalScope.WholeList, count, sum)));
    }

    [TestCase("Total Energies (China)")]
    [TestCase("合计划（北京）公司")]
    [TestCase("共青团上海市委")]
    [TestCase("总工会")]
    [TestCase("个人")]
    [TestCase("爱心人士")]
    [TestCase("万人捐")]
    [TestCase("138****1234")]
    public void A_giver_whose_name_begins_like_a_total_is_a_giver(string donor)
    {
        var gift = (ListRow.Gift)TestLists.RowsOf($"捐赠人,金额\n{donor},10\n").Single();
        Assert.That(gift.Donor, Is.EqualTo(donor));
    }

    [Test]
    public void A_note_may_say_total_without_making_its_row_one() =>
        Assert.That(TestLists.RowsOf("日期,金额,备注\n2024-05-01,10,合计\n").Single(), Is.InstanceOf<ListRow.Gift>());

    [Test]
    public void A_stated_total_is_compared_wherever_it_stands()
    {
        using var file = TestLists.OfText("捐赠人,金额\n合计 2 笔,30\n甲,10\n乙,20\n总计,30\n");
        var scan = TestLists.Scanned(file, Currency.Cny, on: TestLists.On);
        Assert.That(scan.Controls.Select(control => control.Agrees), Is.EqualTo(new[] { true, true }));
        Assert.That(scan.Difference, Is.Null);
    }

    [Test]
    public void A_difference_is_refused_with_both_figures()
    {
        using var file = TestLists.OfText("捐赠人,金额\n甲,10\n乙,20\n总计3笔,30.01\n");
        var scan = TestLists.Scanned(file, Currency.Cny, on: TestLists.On);
        var check = scan.Controls.Single();
        Assert.That((check.CountDifference, check.SumDifference), Is.EqualTo((1, new Money(1, Currency.Cny))));
        Assert.That((scan.Difference?.Code, scan.Difference?.Field), Is.EqualTo(("control-total-differs", "acceptDifference")));
        Assert.That(scan.Difference?.Message.En, Does.Contain("(count / sum: 3 / 30.01)").And.Contain("(2 / 30.00)").And.Contain("--accept-difference"));
    }

    [Test]
    public void Page_totals_are_compared_with_their_page_and_the_header_may_repeat()
    {
        using var file = TestLists.OfText("捐赠人,金额\n甲,10\n乙,20\n本页小计,30\n第1页 共2页\n捐赠人,金额\n丙,5\n小计,6\n总计,35\n");
        var scan = TestLists.Scanned(file, Currency.Cny, on: TestLists.On);
        Assert.That(scan.Controls.Select(control => (control.Stated.Scope, control.Gifts, control.Agrees)), Is.EqualTo(new[]
        {
            (TotalScope.Section, 2, true), (TotalScope.Section, 1, false), (TotalScope.WholeList, 3, true),
        }));
        Assert.That(scan.Rows().OfType<ListRow.NotAGift>().Select(row => row.Kind), Is.EqualTo(new[] { NotAGiftKind.Heading, NotAGiftKind.RepeatedHeader }));
    }

    [Test]
    public void A_total_in_a_column_of_ten_thousands_counts_in_them_and_a_sentence_says_its_own_unit()
    {
        using var file = TestLists.OfText("捐赠人,金额（万元）\n甲,1.5\n乙,2\n合计,3.5\n共2笔，35000元,\n");
        Assert.That(TestLists.Scanned(file, Currency.Cny, on: TestLists.On).Controls.Select(control => control.Agrees), Is.EqualTo(new[] { true, true }));
    }

    [Test]
    public void A_total_beyond_all_money_is_a_remark_and_not_an_error() =>
        Assert.That(TestLists.RowsOf("捐赠人,金额（亿元）\n甲,1.5\n合计,999999999999999999亿\n")[1], Is.InstanceOf<ListRow.NotAGift>());

    [Test]
    public void An_amount_alone_that_equals_the_sum_before_it_is_asked_about()
    {
        var rows = TestLists.RowsOf("捐赠人,金额\n甲,10\n乙,20\n,30\n,31\n");
        Assert.That(((ListRow.Failed)rows[2]).Reason.Code, Is.EqualTo("total-or-gift"));
        Assert.That(((ListRow.Gift)rows[3]).Donor, Is.Empty);
    }
}
