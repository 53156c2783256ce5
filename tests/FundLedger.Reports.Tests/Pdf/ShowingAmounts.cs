using FundLedger.Reports.Charts;
using FundLedger.Reports.Content;
using FundLedger.Reports.Tests.Samples;
using FundLedger.Values;
using UglyToad.PdfPig;

namespace FundLedger.Reports.Tests.Pdf;

public sealed class ShowingAmounts
{
    [TestCase("VND", "1,234,567", "-1,234,568")]
    [TestCase("CNY", "12,345.67", "-12,345.68")]
    [TestCase("KWD", "1,234.567", "-1,234.568")]
    public void The_decimals_are_those_of_the_currency(string code, string cameIn, string balance)
    {
        var statement = LongStatement.Of(1, Currency.Of(code), opening: -2_469_135, minorOf: _ => 1_234_567);
        Assert.That(PdfReading.TextOf(PdfReading.Draw(FundStatementReport.Of(statement))), Does.Contain($"{cameIn}  {balance}\n"));
    }

    [Test]
    public void A_negative_amount_has_a_minus_and_is_dark_red()
    {
        using var document = PdfDocument.Open(PdfReading.Draw(FundStatementReport.Of(LongStatement.Of(1, Currency.Cny, opening: -5_000_000))));
        var minus = document.GetPages().SelectMany(page => page.Letters).Where(letter => letter.Value == "-" && IsRed(letter)).ToArray();
        Assert.That(minus, Has.Length.GreaterThanOrEqualTo(4), "opening and closing, as figures and in the tables");

        static bool IsRed(UglyToad.PdfPig.Content.Letter letter)
        {
            var (red, green, blue) = letter.Color.ToRGBValues();
            return red > 2 * green && red > 2 * blue;
        }
    }

    [Test]
    public void An_amount_too_wide_for_its_column_is_made_smaller_not_cut()
    {
        var statement = LongStatement.Of(2, Currency.Cny, opening: 0, minorOf: i => i == 0 ? 4_000_000_000_000_000_000 : -4_000_000_000_000_000_000);
        var text = PdfReading.TextOf(PdfReading.Draw(FundStatementReport.Of(statement)));
        Assert.That(text, Does.Contain("40,000,000,000,000,000.00  40,000,000,000,000,000.00\n"));
    }

    [Test]
    public void Amounts_of_a_column_end_on_one_line()
    {
        using var document = PdfDocument.Open(PdfReading.Draw(FundStatementReport.Of(LongStatement.Of(60, Currency.Cny))));
        var ends = document.GetPage(2).Letters.GroupBy(letter => Math.Round(letter.StartBaseLine.Y)).Select(line => line.MaxBy(letter => letter.EndBaseLine.X)!)
            .Where(letter => char.IsAsciiDigit(letter.Value[0]) && letter.PointSize > 7.5).Select(letter => Math.Round(letter.EndBaseLine.X, 1)).Distinct();
        Assert.That(ends.Count(), Is.EqualTo(1));
    }

    [TestCase(0, 0)]
    [TestCase(-1, 0)]
    [TestCase(0, 97_160_65)]
    [TestCase(-5, 7)]
    [TestCase(-9_000_000_000_000_000_000, 9_000_000_000_000_000_000)]
    public void The_scale_of_a_chart_covers_its_amounts_in_a_few_round_steps_with_zero(long low, long high)
    {
        var scale = AmountScale.Covering([new(low, Currency.Cny), new(high, Currency.Cny)], Currency.Cny);
        Assert.That(scale.Low, Is.LessThanOrEqualTo(low));
        Assert.That(scale.High, Is.GreaterThanOrEqualTo(high));
        Assert.That(scale.Ticks, Does.Contain(0L));
        Assert.That(scale.Ticks, Has.Count.InRange(2, 8));
    }

    [TestCase("2026-01-01", "2026-01-01")]
    [TestCase("2026-01-15", "2026-03-17")]
    [TestCase("2026-01-15", "2026-03-18")]
    [TestCase("2023-07-01", "2026-06-30")]
    [TestCase("0001-01-01", "9999-12-31")]
    public void The_days_under_a_chart_lie_in_its_span_and_are_few(string first, string last)
    {
        Assert.That(IsoDates.TryParse(first, out var from) & IsoDates.TryParse(last, out var to), Is.True);
        var ticks = DayScale.TicksOf(new DateSpan(from, to)).ToArray();
        Assert.That(ticks, Is.Ordered.And.All.InRange(from, to));
        Assert.That(ticks, Has.Length.InRange(1, 9));
    }
}
