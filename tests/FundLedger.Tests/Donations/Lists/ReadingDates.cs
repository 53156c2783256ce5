using FundLedger.Donations.Lists;

namespace FundLedger.Tests.Donations.Lists;

public sealed class ReadingDates
{
    [TestCase("2024-09-01")]
    [TestCase("2024/9/1")]
    [TestCase("2024.9.1")]
    [TestCase("2024年9月1日")]
    [TestCase("2024 年 9 月 1 日")]
    [TestCase("20240901")]
    [TestCase("20240901123059")]
    [TestCase("20240901 12:30:59")]
    [TestCase("2024-09-01 12:30")]
    [TestCase("2024年9月1日 12时30分")]
    [TestCase("20240901 123059")]
    [TestCase("2024-09-01 00:00:00.000")]
    [TestCase("2024-09-01T12:30:00Z")]
    [TestCase("2024/9/1 下午3:05")]
    [TestCase("２０２４－０９－０１")]
    [TestCase("　2024-09-01　")]
    public void Dates_that_begin_with_the_year_read_in_every_format(string text)
    {
        foreach (var format in Enum.GetValues<DateFormat>()) Assert.That(Read(text, format), Is.EqualTo(new DateOnly(2024, 9, 1)), $"{format}");
    }

    [Test]
    public void The_format_says_which_number_is_the_day()
    {
        Assert.That(Read("01/09/2024", DateFormat.DayFirst), Is.EqualTo(new DateOnly(2024, 9, 1)));
        Assert.That(Read("01/09/2024 10:11:12", DateFormat.MonthFirst), Is.EqualTo(new DateOnly(2024, 1, 9)));
        Assert.That(Read("1.9.2024", DateFormat.DayFirst), Is.EqualTo(new DateOnly(2024, 9, 1)));
        Assert.That(Read("01/09/2024", DateFormat.YearFirst), Is.Null);
    }

    [TestCase("2023-02-29")]
    [TestCase("2024-13-01")]
    [TestCase("2024-09")]
    [TestCase("9月1日")]
    [TestCase("24-09-01")]
    [TestCase("01/09/24")]
    [TestCase("31/04/2024")]
    [TestCase("2024-09/01")]
    [TestCase("2024-09-01 to 2024-09-03")]
    [TestCase("2024-09-01 2024-09-03")]
    [TestCase("2024.9.1-9.3")]
    [TestCase("20240901-20240903")]
    [TestCase("43860")]
    [TestCase("00000000")]
    [TestCase("18990101")]
    [TestCase("12345678901")]
    [TestCase("昨天")]
    [TestCase("")]
    public void Texts_that_are_no_single_day(string text) => Assert.That(Read(text, DateFormat.DayFirst), Is.Null);

    private static DateOnly? Read(string text, DateFormat format) => DateText.TrySplit(text, out var parts) && parts.TryRead(format, out var day) ? day : null;
}
