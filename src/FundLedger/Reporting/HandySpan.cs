namespace FundLedger.Reporting;

/// <summary>Days people ask for by name.</summary>
/// <param name="Code">Stands in addresses; never changes.</param>
public sealed record HandySpan(string Code, Bilingual Name)
{
    public static IReadOnlyList<HandySpan> All { get; } =
    [
        new("this-month", new("本月", "This month")),
        new("last-month", new("上月", "Last month")),
        new("this-quarter", new("本季度", "This quarter")),
        new("this-year", new("今年", "This year")),
        new("last-year", new("去年", "Last year")),
    ];

    /// <summary>The days as seen from one of them: what is not over ends today.</summary>
    public DateSpan On(DateOnly today)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        return Code switch
        {
            "this-month" => new(month, today),
            "last-month" => new(month.AddMonths(-1), month.AddDays(-1)),
            "this-quarter" => new(new DateOnly(today.Year, (today.Month - 1) / 3 * 3 + 1, 1), today),
            "this-year" => new(new DateOnly(today.Year, 1, 1), today),
            _ => new(new DateOnly(today.Year - 1, 1, 1), new DateOnly(today.Year - 1, 12, 31)),
        };
    }
}
