using FundLedger.Donations.Lists;
using FundLedger.Values;

namespace FundLedger.Tests.Donations.Lists;

public sealed class ReadingXlsxLists
{
    [Test]
    public void Numbers_dates_and_texts_are_read_as_the_sheet_shows_them()
    {
        using var file = TestLists.OfBytes(XlsxFile.Of(XlsxFile.Sheet(
            ["2024年捐赠明细"], ["日期", "捐赠人", "金额", "流水号"],
            [new DateOnly(2024, 5, 1), "张　三", 0.1 + 0.2, 20240501m],
            ["2024/5/2", "某某公司", "1,000.50", "A-1"])));
        var rows = TestLists.Scanned(file, Currency.Cny).Rows().ToList();
        Assert.That(rows, Is.EqualTo(new ListRow[]
        {
            new ListRow.Gift(3, "张三", new Money(30, Currency.Cny), new(2024, 5, 1), "20240501", null, ""),
            new ListRow.Gift(4, "某某公司", new Money(100_050, Currency.Cny), new(2024, 5, 2), "A-1", null, ""),
        }));
    }

    [TestCase("s=\"1\"><v>45413</v>", "", "2024-05-01")]
    [TestCase("s=\"2\"><v>45413.75</v>", "", "2024-05-01")]
    [TestCase("s=\"1\"><v>43951</v>", "<workbookPr date1904=\"1\"/>", "2024-05-01")]
    [TestCase("t=\"d\"><v>2024-05-01T00:00:00</v>", "", "2024-05-01")]
    [TestCase("><v>20240501</v>", "", "2024-05-01")]
    [TestCase("><v>45413</v>", "", null)]
    [TestCase("s=\"1\"><v>59</v>", "", null)]
    [TestCase("t=\"b\"><v>1</v>", "", null)]
    public void A_date_is_a_count_of_days_only_where_the_style_says_so(string cell, string properties, string? expected)
    {
        var xml = XlsxFile.Sheet(["日期", "金额"]).Replace("</sheetData>", $"<row><c {cell}</c><c><v>5</v></c></row></sheetData>", StringComparison.Ordinal);
        using var file = TestLists.OfBytes(XlsxFile.OfParts([("明细", xml, "")], workbookProperties: properties));
        var row = TestLists.Scanned(file, Currency.Cny).Rows().Single();
        Assert.That((row as ListRow.Gift)?.Date.ToIso(), Is.EqualTo(expected));
        if (expected is null) Assert.That(((ListRow.Failed)row).Reason.Code, Is.EqualTo("date-unreadable"));
    }

    [Test]
    public void Shared_texts_are_read_in_all_their_runs_without_phonetic_guides_and_escapes()
    {
        const string texts = "<sst><si><t>捐赠人</t></si><si><r><t>金</t></r><r><t>额</t></r></si>"
            + "<si><t xml:space=\"preserve\"> 王_x000D_</t><rPh sb=\"0\" eb=\"1\"><t>wang</t></rPh></si></sst>";
        const string xml = XlsxFile.Open + "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c></row>"
            + "<row r=\"7\"><c r=\"A7\" t=\"s\"><v>2</v></c><c r=\"C7\"><v>9.5</v></c></row>" + XlsxFile.Close;
        using var file = TestLists.OfBytes(XlsxFile.OfParts([("明细", xml, "")], texts));
        var gift = (ListRow.Gift)TestLists.Scanned(file, Currency.Cny, on: TestLists.On).Rows().Single();
        Assert.That((gift.Row, gift.Donor, gift.Amount.MinorUnits), Is.EqualTo((7, "王", 950L)));
    }

    [Test]
    public void The_first_visible_sheet_with_a_header_is_read_unless_one_is_named()
    {
        string List(string donor) => XlsxFile.Sheet(["捐赠人", "金额"], [donor, 1m]);
        using var file = TestLists.OfBytes(XlsxFile.OfParts(
            [("说明", XlsxFile.Sheet(["本表……"]), ""), ("旧", List("旧"), "state=\"hidden\""), ("一月", List("甲"), ""), ("二月", List("乙"), "")]));
        Assert.That(DonorOn(file, null), Is.EqualTo(("一月", "甲")));
        Assert.That(DonorOn(file, "二月"), Is.EqualTo(("二月", "乙")));
        Assert.That(TestLists.Scanned(file, Currency.Cny, on: TestLists.On).OtherSheets, Is.EqualTo(new[] { "二月" }), "a sheet left out must not go unseen");
        var refused = TestLists.Refused(file, Currency.Cny, new ListProfile(Sheet: "三月"), TestLists.On).Reason;
        Assert.That((refused.Code, refused.Message.En.Contains("一月, 二月", StringComparison.Ordinal)), Is.EqualTo(("sheet-not-found", true)));
    }

    [Test]
    public void Cells_merged_down_a_column_are_refused_because_the_rows_below_would_read_as_empty()
    {
        var xml = XlsxFile.Sheet(["日期", "捐赠人", "金额"], [new DateOnly(2024, 5, 1), "甲", 1m], [null, "乙", 2m])
            .Replace("</worksheet>", "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells></worksheet>", StringComparison.Ordinal);
        using var file = TestLists.OfBytes(XlsxFile.Of(xml));
        var reason = TestLists.Refused(file, Currency.Cny, on: TestLists.On).Reason;
        Assert.That((reason.Code, reason.Message.En.Contains("A2:A3", StringComparison.Ordinal)), Is.EqualTo(("merged-cells", true)));
    }

    [Test]
    public void A_title_merged_over_the_table_and_a_remark_below_it_are_no_obstacle()
    {
        var xml = XlsxFile.Sheet(["标题"], [null], ["捐赠人", "金额"], ["甲", 1m], ["说明：以上"], [null])
            .Replace("</worksheet>", "<mergeCells><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"A5:B6\"/></mergeCells></worksheet>", StringComparison.Ordinal);
        using var file = TestLists.OfBytes(XlsxFile.Of(xml));
        Assert.That(TestLists.Scanned(file, Currency.Cny, on: TestLists.On).Gifts, Is.EqualTo(1));
    }

    [TestCase("<f>SUM(B1)</f>", "formula-without-value")]
    [TestCase("<f>1/0</f><v>33.3333333333333</v>", "amount-not-money")]
    [TestCase("<v>1E+20</v>", "amount-unreadable")]
    [TestCase("<v>1E+17</v>", "amount-not-money")]
    [TestCase("<v>-5</v>", "amount-negative")]
    public void Cells_that_hold_no_amount_of_money_fail_their_row(string cell, string code)
    {
        var xml = XlsxFile.Sheet(["捐赠人", "金额"])
            .Replace("</sheetData>", $"<row><c t=\"inlineStr\"><is><t>甲</t></is></c><c>{cell}</c></row></sheetData>", StringComparison.Ordinal);
        using var file = TestLists.OfBytes(XlsxFile.Of(xml));
        var failed = TestLists.Scanned(file, Currency.Cny, on: TestLists.On).FirstFailures.Single();
        Assert.That((failed.Row, failed.Column, failed.Reason.Code), Is.EqualTo((2, "金额", code)));
    }

    [Test]
    public void An_error_in_a_cell_fails_its_row()
    {
        var xml = XlsxFile.Sheet(["捐赠人", "金额"], ["甲", "#"])
            .Replace("t=\"inlineStr\"><is><t xml:space=\"preserve\">#</t></is>", "t=\"e\"><v>#N/A</v>", StringComparison.Ordinal);
        using var file = TestLists.OfBytes(XlsxFile.Of(xml));
        Assert.That(TestLists.Scanned(file, Currency.Cny, on: TestLists.On).FirstFailures.Single().Reason.Code, Is.EqualTo("amount-unreadable"));
    }

    private static (string Sheet, string Donor) DonorOn(ListFile file, string? sheet)
    {
        var scan = TestLists.Scanned(file, Currency.Cny, new ListProfile(Sheet: sheet), TestLists.On);
        return (scan.Sheet, ((ListRow.Gift)scan.Rows().Single()).Donor);
    }
}
