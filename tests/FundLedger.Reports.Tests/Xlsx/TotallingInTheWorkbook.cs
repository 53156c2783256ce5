using System.Globalization;
using System.IO.Compression;
using FundLedger.Reporting;
using FundLedger.Reports.Content;
using FundLedger.Reports.Tests.Samples;
using FundLedger.Reports.Xlsx;
using FundLedger.Values;

namespace FundLedger.Reports.Tests.Xlsx;

public sealed class TotallingInTheWorkbook
{
    [Test]
    public void A_total_is_a_formula_over_the_lines_beside_the_figure_it_gives()
    {
        var statement = LakesideFund.Statement();
        var lines = Sheet(FundStatementReport.Of(statement), "收支明细");
        Assert.That((lines.At("G17").Formula, lines.At("G17").Value), Is.EqualTo(("SUM(G3:G16)", statement.In.ToAmountText())));
        Assert.That((lines.At("H17").Formula, lines.At("H17").Value), Is.EqualTo(("SUM(H3:H16)", statement.Out.ToAmountText())));
    }

    [Test]
    public void A_running_balance_ends_in_the_last_one_and_is_not_summed()
    {
        var statement = LakesideFund.Statement();
        var end = Sheet(FundStatementReport.Of(statement), "收支明细").At("I17");
        Assert.That((end.Formula, end.Value), Is.EqualTo(("I16", statement.Closing.ToAmountText())));
    }

    [Test]
    public void Each_layer_of_a_trial_balance_is_totalled_by_itself()
    {
        var sheet = Sheet(TrialBalanceReport.Of(LakesideFund.TrialBalance()), "科目余额");
        Assert.That(sheet.Rows.SelectMany(row => row).Where(cell => cell.Formula is not null && cell.Place[0] == 'F').Select(cell => cell.Formula), Is.EqualTo(new[] { "SUM(F2:F10)", "SUM(F12:F13)" }));
    }

    [Test]
    public void Formulas_computed_again_give_the_figures_beside_them([Values("CNY", "VND", "KWD")] string code)
    {
        ReportContent[] reports = [.. LakesideFund.Reports, FundStatementReport.Of(LongStatement.Of(300, Currency.Of(code), opening: -77))];
        foreach (var sheet in reports.SelectMany(report => XlsxReading.SheetsOf(XlsxReading.Write(report))))
        {
            var cells = sheet.Rows.SelectMany(row => row).ToDictionary(cell => cell.Place);
            foreach (var total in cells.Values.Where(cell => cell.Formula is not null)) Assert.That(Compute(total.Formula!, cells), Is.EqualTo(Number(total)), total.ToString());
        }
    }

    [Test]
    public void A_statement_without_lines_has_zeros_where_there_is_nothing_to_sum([Values("CNY", "VND")] string code)
    {
        var lines = Sheet(FundStatementReport.Of(LongStatement.Of(0, Currency.Of(code))), "收支明细");
        Assert.That(lines.Rows, Has.Count.EqualTo(4));
        Assert.That(lines.At("A3").Value, Is.EqualTo("本期没有现金收支。"));
        Assert.That((lines.At("G4").Formula, Number(lines.At("G4"))), Is.EqualTo(((string?)null, 0m)));
        Assert.That(lines.At("I4").Formula, Is.EqualTo("I2"));
    }

    [Test]
    public void A_total_over_amounts_that_stand_as_text_is_no_formula()
    {
        var statement = LongStatement.Of(2, Currency.Cny, opening: 0, minorOf: i => i == 0 ? 4_000_000_000_000_000_000 : 1);
        var lines = Sheet(FundStatementReport.Of(statement), "收支明细");
        Assert.That((lines.At("G5").Type, lines.At("G5").Value, lines.At("G5").Formula), Is.EqualTo(("inlineStr", "40,000,000,000,000,000.01", (string?)null)));
        Assert.That(lines.At("H5").Formula, Is.EqualTo("SUM(H3:H4)"));
    }

    [Test]
    public void Rows_beyond_what_a_sheet_holds_go_on_to_the_next_and_are_totalled_with_the_others()
    {
        using var output = new MemoryStream();
        XlsxRenderer.Write(FundStatementReport.Of(LongStatement.Of(20, Currency.Cny)), Language.En, output, mostRows: 9);
        var sheets = XlsxReading.SheetsOf(output.ToArray());
        Assert.That(sheets.Select(sheet => sheet.Name).Where(name => name.StartsWith("Lines", StringComparison.Ordinal)), Is.EqualTo(new[] { "Lines", "Lines (2)", "Lines (3)" }));
        var (total, balance) = (sheets[4].At("G7"), sheets[4].At("I7"));
        Assert.That((total.Formula, balance.Formula), Is.EqualTo(("SUM('Lines'!G3:G9,'Lines (2)'!G2:G9,G2:G6)", "I6")));
    }

    [Test]
    public void Totals_that_are_not_the_sum_of_the_lines_are_not_written()
    {
        var balances = LakesideFund.FundBalances();
        var content = FundBalancesReport.Of(balances with { Total = balances.Total with { Memo = balances.Total.Memo + new Money(1, Currency.Cny) } });
        using var output = new MemoryStream();
        Assert.That(() => ReportWriter.Write(content, ReportFormat.Xlsx, Language.Zh, output), Throws.TypeOf<InvariantBrokenException>());
        Assert.That(() => new ZipArchive(output), Throws.TypeOf<InvalidDataException>(), "what was written does not open");
    }

    private static XlsxSheet Sheet(ReportContent content, string name) => XlsxReading.SheetsOf(XlsxReading.Write(content)).Single(sheet => sheet.Name == name);

    private static decimal Number(XlsxCell cell) => decimal.Parse(cell.Value, CultureInfo.InvariantCulture);

    private static decimal Compute(string formula, Dictionary<string, XlsxCell> cells)
    {
        if (!formula.StartsWith("SUM(", StringComparison.Ordinal)) return Number(cells[formula]);
        return formula[4..^1].Split(',').Sum(range =>
        {
            var ends = range.Split(':');
            var column = ends[0][..1];
            var (first, last) = (int.Parse(ends[0][1..], CultureInfo.InvariantCulture), int.Parse(ends[1][1..], CultureInfo.InvariantCulture));
            return Enumerable.Range(first, last - first + 1).Sum(row => Number(cells[column + row.ToString(CultureInfo.InvariantCulture)]));
        });
    }
}
