using FundLedger.Donations.Lists;
using FundLedger.Values;

namespace FundLedger.Tests.Donations.Lists;

public sealed class SettlingFormats
{
    [Test]
    public void One_number_that_reads_only_one_way_settles_the_column()
    {
        Assert.That(Sums("姓名;金额\n甲;1.000\n乙;12,5\n", "EUR"), Is.EqualTo("1012.50"));
        Assert.That(Sums("姓名;金额\n甲;1,000\n乙;12.5\n", "EUR"), Is.EqualTo("1012.50"));
    }

    [Test]
    public void A_balance_settles_the_amounts_beside_it() =>
        Assert.That(Sums("姓名;金额;余额\n甲;1.000;1.234,56\n", "EUR"), Is.EqualTo("1000.00"));

    [Test]
    public void A_column_that_reads_both_ways_is_refused_with_both_readings()
    {
        using var file = TestLists.OfText("姓名;金额\n甲;500\n乙;50.000\n丙;1,000\n");
        var refused = TestLists.Refused(file, Currency.Cny, on: TestLists.On);
        Assert.That((refused.Reason.Code, refused.Reason.Field), Is.EqualTo(("ambiguous-numbers", "numbers")));
        Assert.That(refused.Reason.Message.En, Does.Contain("\"50.000\" in row 3 can be 50 or 50000").And.Contain("--numbers 1.234,56 (it is 50000)"));
        Assert.That(refused.Reason.Message.Zh, Does.Contain("“50.000”可读作50，也可读作50000"));
        Assert.That(refused.Sample[0].Cells, Is.EqualTo(new[] { "姓名", "金额" }));
    }

    [Test]
    public void The_option_settles_an_ambiguous_column()
    {
        const string list = "姓名;金额\n乙;50.000\n";
        Assert.That(Sums(list, "CNY", new ListProfile(Numbers: NumberFormat.DecimalComma)), Is.EqualTo("50000.00"));
        Assert.That(Sums(list, "CNY", new ListProfile(Numbers: NumberFormat.DecimalPoint)), Is.EqualTo("50.00"));
    }

    [Test]
    public void A_currency_without_decimals_needs_no_option()
    {
        Assert.That(Sums("name;amount\na;50.000\n", "VND"), Is.EqualTo("50000"));
        Assert.That(Sums("name;amount\na;500,000\n", "VND"), Is.EqualTo("500000"));
    }

    [Test]
    public void A_column_in_both_formats_is_refused_until_told_and_then_the_odd_row_fails()
    {
        const string list = "姓名;金额\n甲;1,234.50\n乙;1.234,50\n";
        using var file = TestLists.OfText(list);
        Assert.That(TestLists.Refused(file, Currency.Cny, on: TestLists.On).Reason.Code, Is.EqualTo("mixed-numbers"));
        var rows = TestLists.RowsOf(list, new ListProfile(Numbers: NumberFormat.DecimalPoint));
        Assert.That(rows[0], Is.InstanceOf<ListRow.Gift>());
        Assert.That(((ListRow.Failed)rows[1]).Reason.Code, Is.EqualTo("amount-unreadable"));
    }

    [TestCase("01/02/2024\n13/02/2024", "2024-02-01..2024-02-13")]
    [TestCase("01/02/2024\n02/13/2024", "2024-01-02..2024-02-13")]
    [TestCase("02/02/2024\n03/03/2024", "2024-02-02..2024-03-03")]
    [TestCase("2024-02-01\n2024年3月1日", "2024-02-01..2024-03-01")]
    public void Dates_settle_by_any_that_has_one_reading(string dates, string expected)
    {
        using var file = TestLists.OfText("日期,金额\n" + string.Join('\n', dates.Split('\n').Select(date => date + ",10")));
        Assert.That(TestLists.Scanned(file, Currency.Cny).Dates?.ToString(), Is.EqualTo(expected));
    }

    [Test]
    public void Dates_with_two_readings_are_refused_with_both()
    {
        using var file = TestLists.OfText("日期,金额\n02/02/2024,5\n01/09/2024,10\n");
        var reason = TestLists.Refused(file, Currency.Cny).Reason;
        Assert.That((reason.Code, reason.Field), Is.EqualTo(("ambiguous-dates", "dates")));
        Assert.That(reason.Message.En, Does.Contain("\"01/09/2024\" in row 3 can be 2024-09-01 or 2024-01-09"));
    }

    [Test]
    public void Dates_in_both_orders_are_refused()
    {
        using var file = TestLists.OfText("日期,金额\n13/02/2024,5\n02/13/2024,10\n");
        Assert.That(TestLists.Refused(file, Currency.Cny).Reason.Code, Is.EqualTo("mixed-dates"));
    }

    [Test]
    public void A_list_without_dates_needs_the_date_to_be_said_and_a_row_with_one_keeps_it()
    {
        using var undated = TestLists.OfText("姓名,金额\n甲,5\n");
        Assert.That(TestLists.Refused(undated, Currency.Cny).Reason.Code, Is.EqualTo("date-missing"));

        const string partly = "日期,姓名,金额\n2024-05-01,甲,5\n,乙,6\n";
        using var file = TestLists.OfText(partly);
        Assert.That(TestLists.Scanned(file, Currency.Cny).FirstFailures.Single().Reason.Code, Is.EqualTo("date-missing"));
        Assert.That(TestLists.RowsOf(partly).Cast<ListRow.Gift>().Select(gift => gift.Date), Is.EqualTo(new[] { new DateOnly(2024, 5, 1), TestLists.On }));
    }

    [Test]
    public void The_profile_to_save_reads_the_next_list_without_guessing()
    {
        using var first = TestLists.OfText("日期;户名;金额\n13/02/2024;甲;1.234,50\n");
        var profile = TestLists.Scanned(first, Currency.Cny).Profile;
        Assert.That((profile.Dates, profile.Numbers), Is.EqualTo((DateFormat.DayFirst, NumberFormat.DecimalComma)));

        var json = System.Text.Json.JsonSerializer.Serialize(profile);
        var restored = System.Text.Json.JsonSerializer.Deserialize<ListProfile>(json)!;
        Assert.That(json, Does.Contain("\"dd/MM/yyyy\"").And.Contain("\"1.234,56\"").And.Contain("\"Donor\""));
        using var next = TestLists.OfText("标题\n金额;日期;户名\n1.000;01/02/2024;乙\n");
        var gift = (ListRow.Gift)TestLists.Scanned(next, Currency.Cny, restored).Rows().Single();
        Assert.That((gift.Donor, gift.Amount.MinorUnits, gift.Date), Is.EqualTo(("乙", 100_000L, new DateOnly(2024, 2, 1))));
    }

    private static string Sums(string list, string currency, ListProfile? profile = null)
    {
        using var file = TestLists.OfText(list);
        return TestLists.Scanned(file, Currency.Of(currency), profile, TestLists.On).Sum.ToAmountText();
    }
}
