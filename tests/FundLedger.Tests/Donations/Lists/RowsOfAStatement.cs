using FundLedger.Donations.Lists;
using FundLedger.Values;

namespace FundLedger.Tests.Donations.Lists;

public sealed class RowsOfAStatement
{
    [TestCase("2024-05-01,,5.00,95.00,手续费", NotAGiftKind.MoneyOut)]
    [TestCase("2024-05-01,0.00,5.00,95.00,手续费", NotAGiftKind.MoneyOut)]
    [TestCase("2024-05-01,0.00,,95.00,查询", NotAGiftKind.ZeroAmount)]
    [TestCase("期初余额,,,100.00,", NotAGiftKind.CarriedBalance)]
    [TestCase("承前页,500.00,200.00,100.00,", NotAGiftKind.CarriedBalance)]
    [TestCase("一、单位捐赠,,,,", NotAGiftKind.Heading)]
    [TestCase("制表人：张三,,,,复核：李四", NotAGiftKind.Heading)]
    [TestCase("日期,贷方发生额,借方发生额,余额,摘要", NotAGiftKind.RepeatedHeader)]
    public void Rows_that_are_no_gift_say_why(string row, NotAGiftKind kind) =>
        Assert.That(((ListRow.NotAGift)Row(row)).Kind, Is.EqualTo(kind));

    [TestCase("2024-05-01,1.00,5.00,95.00,x", "借方发生额", "amount-in-and-out")]
    [TestCase("2024-05-01,-1.00,,95.00,冲正", "贷方发生额", "amount-negative")]
    [TestCase("2024-05-01,一百,,95.00,x", "贷方发生额", "amount-unreadable")]
    [TestCase("2024-05-01,1.005,,95.00,x", "贷方发生额", "amount-not-money")]
    [TestCase("2024-05-01,,,95.00,x", "贷方发生额", "amount-missing")]
    [TestCase("五月一日,1.00,,95.00,x", "日期", "date-unreadable")]
    public void A_row_that_fails_says_row_column_reason_and_mend_in_both_languages(string row, string column, string code)
    {
        var failed = (ListRow.Failed)Row(row);
        Assert.That((failed.Row, failed.Column, failed.Reason.Code), Is.EqualTo((2, column, code)));
        Assert.That(failed.Reason.Message.Zh, Does.Contain("第2行").And.EndWith("。"));
        Assert.That(failed.Reason.Message.En, Does.Match("[Rr]ow 2\\b").And.EndWith("."));
    }

    [Test]
    public void A_text_longer_than_is_kept_fails_and_is_not_cut()
    {
        Assert.That(((ListRow.Failed)Row("2024-05-01,1.00,,95.00," + new string('长', ListLimits.NoteCharacters + 1))).Reason.Code, Is.EqualTo("text-too-long"));
        Assert.That(Row("2024-05-01,1.00,,95.00," + new string('长', ListLimits.NoteCharacters)), Is.InstanceOf<ListRow.Gift>());
        var failed = (ListRow.Failed)TestLists.RowsOf($"捐赠人,金额\n{new string('甲', ListLimits.DonorCharacters + 1)},10\n").Single();
        Assert.That((failed.Column, failed.Reason.Code), Is.EqualTo(("捐赠人", "text-too-long")));
    }

    [Test]
    public void The_balance_is_kept_when_it_can_be_read()
    {
        Assert.That(((ListRow.Gift)Row("2024-05-01,1.00,,-95.00,x")).Balance, Is.EqualTo(new Money(-9_500, Currency.Cny)));
        Assert.That(((ListRow.Gift)Row("2024-05-01,1.00,,n/a,x")).Balance, Is.Null);
    }

    [Test]
    public void A_direction_column_tells_money_in_from_money_out()
    {
        var rows = TestLists.RowsOf("交易时间,借贷标志,交易金额,付款人名称\n2024-05-01,贷,10,甲\n2024-05-01,借,5,乙\n2024-05-01,?,5,丙\n");
        Assert.That(rows[0], Is.InstanceOf<ListRow.Gift>());
        Assert.That(rows[1], Is.EqualTo(new ListRow.NotAGift(3, NotAGiftKind.MoneyOut, new Money(500, Currency.Cny))));
        Assert.That(((ListRow.Failed)rows[2]).Reason.Code, Is.EqualTo("direction-unknown"));
    }

    [Test]
    public void A_negative_amount_is_a_payment_in_a_statement_and_a_mistake_in_a_list_of_gifts()
    {
        Assert.That(TestLists.RowsOf("日期,交易金额\n2024-05-01,-10\n").Single(), Is.EqualTo(new ListRow.NotAGift(2, NotAGiftKind.MoneyOut, new Money(1_000, Currency.Cny))));
        Assert.That(((ListRow.Failed)TestLists.RowsOf("日期,捐赠金额\n2024-05-01,-10\n").Single()).Reason.Code, Is.EqualTo("amount-negative"));
    }

    [TestCase("人民币", true)]
    [TestCase("CNY", true)]
    [TestCase("RMB", true)]
    [TestCase("", true)]
    [TestCase("USD", false)]
    [TestCase("港币", false)]
    public void A_row_in_another_currency_fails(string currency, bool isGift)
    {
        var row = TestLists.RowsOf($"日期,金额,币种\n2024-05-01,10,{currency}\n").Single();
        Assert.That(row is ListRow.Gift, Is.EqualTo(isGift));
        if (!isGift) Assert.That(((ListRow.Failed)row).Reason.Code, Is.EqualTo("other-currency"));
    }

    [TestCase("　张　三　", "张三")]
    [TestCase("王 *", "王*")]
    [TestCase("欧 阳 修", "欧阳修")]
    [TestCase("张三 李四", "张三 李四")]
    [TestCase("YANG  YE\u00a0JEE", "YANG YE JEE")]
    [TestCase("\u200b某某公司\ufeff", "某某公司")]
    [TestCase("中诚政融(北京)有限公司", "中诚政融(北京)有限公司")]
    [TestCase("　", "")]
    public void Names_lose_the_blanks_that_only_pad_them(string written, string name) =>
        Assert.That(((ListRow.Gift)TestLists.RowsOf($"捐赠人,金额,备注\n{written},10,x\n").Single()).Donor, Is.EqualTo(name));

    private static ListRow Row(string row) => TestLists.RowsOf("日期,贷方发生额,借方发生额,余额,摘要\n" + row + "\n2024-05-09,0.50,,1.50,y\n")[0];
}
