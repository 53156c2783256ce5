using System.IO.Compression;
using FundLedger.Reports.Content;
using FundLedger.Reports.Tests.Samples;
using FundLedger.Reports.Xlsx;
using FundLedger.Values;
using MiniExcelLibs;

namespace FundLedger.Reports.Tests.Xlsx;

public sealed class ReadingTheWorkbook
{
    private static ReportContent Statement => FundStatementReport.Of(LakesideFund.Statement());

    [TestCase(Language.Zh, "概要", "按资金来源", "日终现金为负的日期", "收支明细", "现金余额走势")]
    [TestCase(Language.En, "Overview", "By source", "Days that ended below zero", "Lines", "Cash over time")]
    public void An_overview_comes_first_and_each_table_has_its_sheet(Language language, params string[] names)
    {
        using var workbook = new MemoryStream(XlsxReading.Write(Statement, language));
        Assert.That(workbook.GetSheetNames(), Is.EqualTo(names));
    }

    [Test]
    public void Another_program_reads_days_as_days_and_amounts_as_numbers()
    {
        var statement = LakesideFund.Statement();
        using var workbook = new MemoryStream(XlsxReading.Write(Statement, Language.En));
        var rows = workbook.Query(useHeaderRow: true, sheetName: "Lines").Cast<IDictionary<string, object>>().ToArray();
        var (first, line) = (rows[1], statement.Lines.First());
        Assert.That(first["Date"], Is.EqualTo(line.OccurredOn.ToDateTime(default)));
        Assert.That(first["Entry"], Is.EqualTo((double)line.Entry));
        Assert.That(first["Description"], Is.EqualTo(line.Description));
        Assert.That(first["In (CNY)"], Is.EqualTo(200_000.0));
        Assert.That(rows[^1]["In (CNY)"], Is.EqualTo(242_929.23), "the figure of a total stands beside its formula");
        Assert.That(rows, Has.Length.EqualTo(statement.LineCount + 2));
    }

    [TestCase("CNY", "12345.67", "#,##0.00;[Red]\\-#,##0.00;")]
    [TestCase("VND", "1234567", "#,##0;[Red]\\-#,##0;")]
    [TestCase("KWD", "1234.567", "#,##0.000;[Red]\\-#,##0.000;")]
    public void An_amount_is_a_number_with_the_decimals_of_its_currency(string code, string number, string format)
    {
        var lines = LinesOf(FundStatementReport.Of(LongStatement.Of(1, Currency.Of(code), minorOf: _ => 1_234_567)));
        Assert.That(lines.At("G3"), Is.EqualTo(new XlsxCell("G3", "n", number, null, format, false)));
    }

    [TestCase(999_999_999_999_999, "n", "9999999999999.99")]
    [TestCase(1_000_000_000_000_000, "inlineStr", "10,000,000,000,000.00")]
    [TestCase(long.MaxValue, "inlineStr", "92,233,720,368,547,758.07")]
    public void An_amount_of_more_digits_than_a_spreadsheet_keeps_stands_as_text(long minor, string type, string value)
    {
        var workbook = XlsxReading.Write(FundStatementReport.Of(LongStatement.Of(1, Currency.Cny, opening: 0, minorOf: _ => minor)));
        var sheets = XlsxReading.SheetsOf(workbook);
        Assert.That((sheets[2].At("G3").Type, sheets[2].At("G3").Value), Is.EqualTo((type, value)));
        Assert.That(XlsxReading.TextOf(workbook).Contains("超过 15 位数字的数值以文本列示", StringComparison.Ordinal), Is.EqualTo(type != "n"), "the overview says so");
    }

    [TestCase("=cmd|' /C calc'!A0")]
    [TestCase("+86 138")]
    [TestCase("-王*")]
    [TestCase("@SUM(A1)")]
    [TestCase("＝1+1")]
    [TestCase("\t=1")]
    [TestCase("<script>alert(1)</script>&amp;\"'")]
    [TestCase("]]><f>1+1</f>")]
    [TestCase("王* 👍𠮷\n二")]
    [TestCase("1002")]
    public void A_text_is_a_text_and_reads_back_as_it_was(string description)
    {
        var workbook = XlsxReading.Write(FundStatementReport.Of(LongStatement.Of(1, Currency.Cny, describe: _ => description)));
        var cell = XlsxReading.SheetsOf(workbook)[2].At("D3");
        Assert.That((cell.Type, cell.Value, cell.Formula), Is.EqualTo(("inlineStr", description, (string?)null)));
        Assert.That(cell.IsQuoted, Is.EqualTo("=+-@＝\t".Contains(description[0], StringComparison.Ordinal)), "edited, it stays a text");
        using var stream = new MemoryStream(workbook);
        Assert.That(((IDictionary<string, object>)stream.Query(sheetName: "收支明细").ElementAt(2))["D"], Is.EqualTo(description));
    }

    [TestCase("甲\u0001乙", "甲\ufffd乙")]
    [TestCase("一\r\n二\r三", "一\n二\n三")]
    [TestCase("_x0041_ _x1", "_x005F_x0041_ _x1")]
    public void What_a_sheet_cannot_say_is_written_so_that_it_can(string description, string written) =>
        Assert.That(LinesOf(FundStatementReport.Of(LongStatement.Of(1, Currency.Cny, describe: _ => description))).At("D3").Value, Is.EqualTo(written));

    [Test]
    public void Characters_that_xml_forbids_become_the_replacement_character() => What_a_sheet_cannot_say_is_written_so_that_it_can("甲\ud800\uffff", "甲\ufffd\ufffd");

    [Test]
    public void A_text_too_long_for_a_cell_ends_in_an_ellipsis_between_characters()
    {
        var text = LinesOf(FundStatementReport.Of(LongStatement.Of(1, Currency.Cny, describe: _ => "王" + string.Concat(Enumerable.Repeat("𠮷", 20_000))))).At("D3").Value;
        Assert.That(text, Has.Length.LessThanOrEqualTo(32_767).And.EndsWith("𠮷…"));
    }

    [Test]
    public void A_day_that_spreadsheets_disagree_about_stands_as_text()
    {
        Assert.That(CellForm.SerialOf(new(1900, 2, 28)), Is.Null);
        Assert.That(CellForm.SerialOf(new(1900, 3, 1)), Is.EqualTo("61"));
        Assert.That(CellForm.SerialOf(new(2026, 1, 1)), Is.EqualTo("46023"));
    }

    [Test]
    public void The_header_stays_in_sight_and_on_every_printed_page()
    {
        var workbook = XlsxReading.Write(Statement);
        foreach (var sheet in XlsxReading.SheetsOf(workbook).Skip(1))
        {
            var pane = sheet.Xml.Descendants(XlsxReading.Main + "pane").Single();
            Assert.That((pane.Attribute("ySplit")!.Value, pane.Attribute("state")!.Value), Is.EqualTo(("1", "frozen")));
            Assert.That(sheet.Xml.Descendants(XlsxReading.Main + "col").Select(column => (double)column.Attribute("width")!), Is.All.InRange(10, 60));
        }

        using var zip = new ZipArchive(new MemoryStream(workbook));
        Assert.That(XlsxReading.Part(zip, "xl/workbook.xml").Descendants(XlsxReading.Main + "definedName").Select(name => name.Value), Does.Contain("'收支明细'!$1:$1"));
    }

    [Test]
    public void The_same_report_gives_the_same_bytes_in_a_file_and_in_a_pipe()
    {
        var written = new List<byte>();
        var pipe = new ForwardOnlyStream(new RecordingStream(written));
        ReportWriter.Write(Statement, ReportFormat.Xlsx, Language.Zh, pipe);
        Assert.That(XlsxReading.Write(Statement), Is.EqualTo(written.ToArray()));
        using var zip = new ZipArchive(new MemoryStream(XlsxReading.Write(Statement)));
        Assert.That(zip.Entries.Select(entry => entry.LastWriteTime.DateTime).Distinct(), Is.EqualTo(new[] { new DateTime(1980, 1, 1) }));
        Assert.That(zip.Entries[0].FullName, Is.EqualTo("[Content_Types].xml"));
    }

    [TestCase("", "")]
    [TestCase("收/支[1]:*?\\'", "收_支_1______")]
    [TestCase("A heading that is far too long for a sheet", "A heading that is far too long ")]
    public void A_sheet_has_a_name_that_spreadsheets_take(string heading, string name) => Assert.That(XlsxPackage.SheetName(heading), Is.EqualTo(name));

    private static XlsxSheet LinesOf(ReportContent content) => XlsxReading.SheetsOf(XlsxReading.Write(content)).Single(sheet => sheet.Name == "收支明细");

    private sealed class RecordingStream(List<byte> written) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => written.AddRange(buffer);
    }
}
