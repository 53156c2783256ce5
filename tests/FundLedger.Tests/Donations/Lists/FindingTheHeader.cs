using FundLedger.Donations.Lists;
using FundLedger.Values;

namespace FundLedger.Tests.Donations.Lists;

public sealed class FindingTheHeader
{
    [TestCase("捐赠人,金额", "Donor=1 Amount=2")]
    [TestCase("序号,捐款人姓名,捐款金额（元）,捐款日期,备注", "Donor=2 Amount=3 Date=4 Note=5")]
    [TestCase("交易日期,交易时间,凭证号,借方发生额,贷方发生额,余额,对方户名,对方账号,摘要", "Date=1 Reference=3 Debit=4 Amount=5 Balance=6 Donor=7 Note=9")]
    [TestCase("记账日期,收入金额,支出金额,账户余额,币种,对方名称,附言,交易流水号", "Date=1 Amount=2 Debit=3 Balance=4 Currency=5 Donor=6 Note=7 Reference=8")]
    [TestCase("交易时间,借贷标志,交易金额,付款人名称,用途", "Date=1 Direction=2 Amount=3 Donor=4 Note=5")]
    [TestCase("交易时间,交易对方,收/支,金额(元),交易单号,备注", "Date=1 Donor=2 Direction=3 Amount=4 Reference=5 Note=6")]
    [TestCase("PageId,TNXDate,DocNo,Debit,Credit,Balance,TransactionDetails", "Date=2 Reference=3 Debit=4 Amount=5 Balance=6 Note=7")]
    [TestCase("PageId,Date,Time,DocumentNumber,ReferenceNumber,TransactionDetails,DebitAmount,CreditAmount,Balance,OffsetAccount", "Date=2 Reference=5 Note=6 Debit=7 Amount=8 Balance=9")]
    [TestCase("Ngày giao dịch,Số tham chiếu,Số tiền ghi có,Số tiền ghi nợ,Diễn giải", "Date=1 Reference=2 Amount=3 Debit=4 Note=5")]
    [TestCase("姓　名,金　额,时　间", "Donor=1 Amount=2 Date=3")]
    [TestCase("Ｄａｔｅ,Ａｍｏｕｎｔ,Ｎａｍｅ", "Date=1 Amount=2 Donor=3")]
    [TestCase("认捐金额,到账金额,捐赠单位/个人", "Amount=2 Donor=3")]
    public void Columns_are_known_by_the_names_lists_give_them(string header, string expected)
    {
        using var file = TestLists.OfText(header + "\n");
        var mapping = TestLists.Scanned(file, Currency.Cny, on: TestLists.On).Mapping;
        var found = mapping.Columns.OrderBy(column => column.Value.Index).Select(column => $"{column.Key}={column.Value.Index + 1}");
        Assert.That(string.Join(' ', found), Is.EqualTo(expected));
    }

    [Test]
    public void The_header_may_stand_below_a_title_and_the_particulars_of_an_account()
    {
        var rows = TestLists.RowsOf("某某社区基金捐赠明细\n账号：,123456,币种：,人民币,余额：,100.00\n\n捐赠人,金额\n张三,10\n");
        Assert.That(rows.Single(), Is.InstanceOf<ListRow.Gift>().With.Property("Row").EqualTo(5));
    }

    [Test]
    public void A_list_without_a_known_header_is_refused_with_what_was_read()
    {
        using var file = TestLists.OfText("甲,10\n乙,20\n");
        var refused = TestLists.Refused(file, Currency.Cny, on: TestLists.On);
        Assert.That(refused.Reason.Code, Is.EqualTo("header-not-found"));
        Assert.That(refused.Reason.Message.En, Does.Contain("甲 | 10 | 乙 | 20"));
        Assert.That((refused.Mapping, refused.Sample.Count), Is.EqualTo(((ColumnMapping?)null, 2)));
    }

    [Test]
    public void A_profile_reads_a_list_without_a_header()
    {
        var profile = new ListProfile(HeaderRow: 0, Columns: new Dictionary<ListColumn, string> { [ListColumn.Donor] = "#1", [ListColumn.Amount] = "#2" });
        var rows = TestLists.RowsOf("甲,10\n乙,20\n", profile);
        Assert.That(rows.Cast<ListRow.Gift>().Select(gift => (gift.Row, gift.Donor)), Is.EqualTo(new[] { (1, "甲"), (2, "乙") }));
    }

    [Test]
    public void A_profile_corrects_the_guess_by_name_by_place_and_by_leaving_out()
    {
        var profile = ListProfile.Guess with
        {
            Columns = new Dictionary<ListColumn, string> { [ListColumn.Donor] = "代捐人", [ListColumn.Amount] = "#4", [ListColumn.Note] = "" },
        };
        const string list = "代捐人,捐赠人,金额,实到,备注\n李四,张三,10,9.5,谢谢\n";
        var gift = (ListRow.Gift)TestLists.RowsOf(list, profile).Single();
        Assert.That((gift.Donor, gift.Amount.MinorUnits, gift.Note), Is.EqualTo(("李四", 950L, "")));

        using var file = TestLists.OfText(list);
        var lines = TestLists.Scanned(file, Currency.Cny, profile, TestLists.On).Mapping.Describe();
        Assert.That(lines.Select(line => line.En), Does.Contain("donor ← column 1 \"代捐人\" (as told)"));
        Assert.That(lines.Select(line => line.Zh), Does.Contain("金额 ← 第4列“实到”（指定）"));
    }

    [Test]
    public void A_profile_whose_columns_are_not_there_is_refused_with_those_that_are()
    {
        using var file = TestLists.OfText("捐赠人,金额\n张三,10\n");
        var profile = ListProfile.Guess with { Columns = new Dictionary<ListColumn, string> { [ListColumn.Amount] = "善款" } };
        var reason = TestLists.Refused(file, Currency.Cny, profile, TestLists.On).Reason;
        Assert.That(reason.Code, Is.EqualTo("column-not-found"));
        Assert.That(reason.Message.En, Does.Contain("善款").And.Contain("捐赠人 | 金额"));
    }

    [TestCase("捐赠人,金额（万元）\n甲,3.5\n")]
    [TestCase("捐赠人,捐款金额万元\n甲,3.5\n")]
    [TestCase("捐赠明细,单位：万元\n捐赠人,金额\n甲,3.5\n")]
    [TestCase("捐赠明细（单位: 人民币万元）\n捐赠人,金额\n甲,3.5\n")]
    public void Amounts_in_ten_thousands_are_read_in_full_and_the_mapping_says_so(string list)
    {
        using var file = TestLists.OfText(list);
        var scan = TestLists.Scanned(file, Currency.Cny, on: TestLists.On);
        Assert.That((scan.Mapping.Unit, scan.Sum.ToAmountText(), scan.Profile.Unit), Is.EqualTo((10_000, "35000.00", (int?)null)));
        Assert.That(scan.Mapping.Describe()[^1].En, Does.Contain("10000"));
    }

    [TestCase("首批善款500万元捐赠明细（共计3000万元）\n捐赠人,金额\n甲,3.5\n")]
    [TestCase("单位：万元\n捐赠人,金额（元）\n甲,3.5\n")]
    [TestCase("捐赠单位名单\n捐赠人,金额\n甲,3.5\n")]
    public void A_title_that_mentions_ten_thousands_does_not_change_the_unit(string list) =>
        Assert.That(((ListRow.Gift)TestLists.RowsOf(list).Single()).Amount.MinorUnits, Is.EqualTo(350));

    [Test]
    public void A_header_of_two_rows_is_read_by_its_lower_names()
    {
        var rows = TestLists.RowsOf("日期,摘要,发生额,,余额\n,,借方,贷方,\n2024-05-01,手续费,5,,95\n2024-05-02,捐款,,10,105\n");
        Assert.That(rows, Is.EqualTo(new ListRow[]
        {
            new ListRow.NotAGift(3, NotAGiftKind.MoneyOut, new Money(500, Currency.Cny)),
            new ListRow.Gift(4, "", new Money(1_000, Currency.Cny), new(2024, 5, 2), "", new Money(10_500, Currency.Cny), "捐款"),
        }));
    }
}
