using System.Globalization;
using System.Text;
using CsvHelper;
using FundLedger.Reporting;
using FundLedger.Reports.Content;
using FundLedger.Reports.Tests.Samples;
using FundLedger.Values;

namespace FundLedger.Reports.Tests.Data;

public sealed class ReadingTheCsv
{
    [Test]
    public void It_starts_with_the_mark_by_which_Excel_knows_UTF_8() =>
        Assert.That(Write(FundStatementReport.Of(LakesideFund.Statement())).Take(3), Is.EqualTo(Encoding.UTF8.GetPreamble()));

    [TestCase(Language.Zh, "日期,分录号,事项,摘要,资金来源,对方科目,收入(CNY),支出(CNY),余额(CNY)")]
    [TestCase(Language.En, "Date,Entry,Kind,Description,Source,Against,In (CNY),Out (CNY),Balance (CNY)")]
    public void Its_header_is_in_the_language_asked_for(Language language, string header) =>
        Assert.That(Text(FundStatementReport.Of(LakesideFund.Statement()), language).Split("\r\n")[0], Is.EqualTo(header));

    [Test]
    public void Its_lines_add_up_to_the_totals()
    {
        var statement = LongStatement.Of(4_000, Currency.Of("KWD"));
        var rows = Rows(FundStatementReport.Of(statement));
        Assert.That(rows, Has.Count.EqualTo(4_000));
        var cameIn = rows.Sum(row => decimal.Parse(row[6], CultureInfo.InvariantCulture));
        Assert.That(cameIn.ToString(CultureInfo.InvariantCulture), Is.EqualTo(statement.In.ToAmountText()));
        Assert.That(rows[^1][8], Is.EqualTo(statement.Closing.ToAmountText()));
    }

    [TestCase("=1+1", "'=1+1")]
    [TestCase("+86 138", "'+86 138")]
    [TestCase("-王*", "'-王*")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("\t=1", "'\t=1")]
    [TestCase("\r=1", "'\r=1")]
    [TestCase("＝1+1", "'＝1+1")]
    [TestCase("王* =1", "王* =1")]
    [TestCase("\"甲\",乙\n丙", "\"甲\",乙\n丙")]
    [TestCase("甲\u0001乙👍", "甲\ufffd乙👍")]
    public void A_text_never_becomes_a_formula_and_otherwise_stays_itself(string description, string expected) =>
        Assert.That(Rows(FundStatementReport.Of(LongStatement.Of(1, Currency.Cny, describe: _ => description)))[0][3], Is.EqualTo(expected));

    [Test]
    public void A_character_that_xml_forbids_becomes_the_replacement_character() =>
        A_text_never_becomes_a_formula_and_otherwise_stays_itself("甲\uffff乙\ufffe", "甲\ufffd乙\ufffd");

    [Test]
    public void A_lone_surrogate_becomes_the_replacement_character() =>
        A_text_never_becomes_a_formula_and_otherwise_stays_itself("甲\ud800乙", "甲\ufffd乙");

    [Test]
    public void A_negative_amount_is_a_number_not_an_escaped_text() =>
        Assert.That(Rows(FundStatementReport.Of(LongStatement.Of(1, Currency.Cny, opening: -5_000_000)))[0][8], Is.EqualTo("-49998.63"));

    [Test]
    public void Each_account_of_the_trial_balance_says_its_layer() =>
        Assert.That(Rows(TrialBalanceReport.Of(LakesideFund.TrialBalance())).Select(row => row[0]).Distinct(), Is.EqualTo(new[] { "实际账", "承诺账" }));

    private static List<string[]> Rows(ReportContent content)
    {
        using var csv = new CsvParser(new StringReader(Text(content, Language.Zh)), CultureInfo.InvariantCulture);
        var rows = new List<string[]>();
        while (csv.Read()) rows.Add(csv.Record!);
        return rows[1..];
    }

    private static string Text(ReportContent content, Language language) => Encoding.UTF8.GetString(Write(content, language)[3..]);

    private static byte[] Write(ReportContent content, Language language = Language.Zh)
    {
        using var output = new MemoryStream();
        ReportWriter.Write(content, ReportFormat.Csv, language, output);
        return output.ToArray();
    }
}
