using FundLedger.Reporting;

namespace FundLedger.Tests.Reporting;

public sealed class AskingForDays
{
    [TestCase("this-month", "2026-03-15", "2026-03-01", "2026-03-15")]
    [TestCase("last-month", "2026-03-31", "2026-02-01", "2026-02-28")]
    [TestCase("last-month", "2026-01-01", "2025-12-01", "2025-12-31")]
    [TestCase("this-quarter", "2026-03-31", "2026-01-01", "2026-03-31")]
    [TestCase("this-quarter", "2026-04-01", "2026-04-01", "2026-04-01")]
    [TestCase("this-quarter", "2026-12-31", "2026-10-01", "2026-12-31")]
    [TestCase("this-year", "2026-01-01", "2026-01-01", "2026-01-01")]
    [TestCase("last-year", "2028-02-29", "2027-01-01", "2027-12-31")]
    public void Days_asked_for_by_name_never_go_beyond_today(string name, string today, string first, string last)
    {
        var span = HandySpan.All.Single(known => known.Code == name).On(DateOnly.ParseExact(today, "yyyy-MM-dd", null));
        Assert.That($"{span}", Is.EqualTo($"{first}..{last}"));
    }
}
