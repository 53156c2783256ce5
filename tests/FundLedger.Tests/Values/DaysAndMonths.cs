using CsCheck;
using FundLedger.Values;

namespace FundLedger.Tests.Values;

public sealed class DaysAndMonths
{
    [Test]
    public void A_span_holds_both_its_ends_and_nothing_outside() =>
        Gen.Select(Gen.DateOnly, Gen.DateOnly, Gen.DateOnly).Sample((a, b, day) =>
        {
            var span = new DateSpan(a < b ? a : b, a < b ? b : a);
            return span.Contains(span.First) && span.Contains(span.Last) && span.Contains(day) == (day >= span.First && day <= span.Last);
        });

    [Test]
    public void A_span_that_ends_before_it_starts_is_refused() =>
        Assert.That(() => new DateSpan(new DateOnly(2026, 2, 1), new DateOnly(2026, 1, 31)), Throws.TypeOf<InvariantBrokenException>());

    [Test]
    public void A_span_of_one_day_prints_both_ends() =>
        Assert.That(new DateSpan(new DateOnly(2026, 1, 31), new DateOnly(2026, 1, 31)).ToString(), Is.EqualTo("2026-01-31..2026-01-31"));

    [Test]
    public void Every_day_lies_in_its_month_and_the_next_month_starts_the_day_after_the_last() =>
        Gen.DateOnly.Where(day => day.Year < 9999).Sample(day =>
        {
            var month = PeriodMonth.Of(day);
            return month.FirstDay <= day && day <= month.LastDay && month.Next.FirstDay == month.LastDay.AddDays(1) && month.CompareTo(month.Next) < 0;
        });

    [TestCase(202402, "2024-02-01", "2024-02-29")]
    [TestCase(202512, "2025-12-01", "2025-12-31")]
    [TestCase(999912, "9999-12-01", "9999-12-31")]
    public void A_month_knows_its_first_and_last_day(int number, string first, string last) =>
        Assert.That((new PeriodMonth(number).FirstDay.ToIso(), new PeriodMonth(number).LastDay.ToIso()), Is.EqualTo((first, last)));

    [Test]
    public void A_month_reads_back_as_it_was_written() =>
        Gen.DateOnly.Sample(day => PeriodMonth.TryParse(PeriodMonth.Of(day).ToString(), out var month) && month == PeriodMonth.Of(day));

    [TestCase("2026-1")]
    [TestCase("2026-13")]
    [TestCase("202601")]
    [TestCase("2026-01-01")]
    [TestCase(" 2026-01")]
    [TestCase("")]
    [TestCase(null)]
    public void What_is_no_month_is_refused(string? text) => Assert.That(PeriodMonth.TryParse(text, out _), Is.False);

    [Test]
    [SetCulture("th-TH")]
    public void A_day_reads_back_as_it_was_written_also_where_the_calendar_is_another() =>
        Gen.DateOnly.Sample(day => IsoDates.TryParse(day.ToIso(), out var read) && read == day && PeriodMonth.Of(day).ToString() == day.ToIso()[..7]);

    [TestCase("2026-02-29")]
    [TestCase("2026-2-1")]
    [TestCase("01/02/2026")]
    [TestCase("2026-01-01T00:00")]
    [TestCase("")]
    [TestCase(null)]
    public void What_is_no_day_is_refused(string? text) => Assert.That(IsoDates.TryParse(text, out _), Is.False);
}
