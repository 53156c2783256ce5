using System.Globalization;
using System.Text.RegularExpressions;

namespace FundLedger.Reporting;

/// <summary>What may be meant by the words in the search box: all readings at once, each to be looked for.</summary>
/// <param name="Text">As typed, trimmed.</param>
/// <param name="Entry">A whole number may be an entry's.</param>
/// <param name="Amount">As a number, whatever the currency: <c>1234.5</c>, <c>1,234.50</c>, <c>¥1234.50</c>.</param>
/// <param name="Days">A day, a month or a day of the year: <c>2026-01-08</c>, <c>2026-01</c>, <c>1月8日</c>.</param>
public sealed partial record SearchQuery(string Text, EntryId? Entry, decimal? Amount, DateSpan? Days, ReceiptNumber? Receipt)
{
    /// <summary>Reads it.</summary>
    /// <param name="today">A day without a year is the last one not after this.</param>
    public static SearchQuery Of(string? typed, DateOnly today)
    {
        var text = (typed ?? "").ToNfc().Trim();
        var isWhole = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
        return new SearchQuery(text, isWhole ? new EntryId(number) : null, AmountOf(text), DaysOf(text, today), ReceiptNumber.TryParse(text, out var receipt) ? receipt : null);
    }

    /// <summary>The amount in a currency, when it has no more decimals than that.</summary>
    public Money? AmountIn(Currency currency)
    {
        if (Amount is not { } amount) return null;
        var minor = amount * currency.MinorPerUnit;
        return minor == decimal.Truncate(minor) && minor < 1_000_000_000_000_000m ? new Money((long)minor, currency) : null;
    }

    private static decimal? AmountOf(string text)
    {
        if (!Figure().IsMatch(text)) return null;
        var plain = text.TrimStart('¥', '￥', ' ').Replace(",", "", StringComparison.Ordinal).TrimEnd('元', ' ');
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;
    }

    private static DateSpan? DaysOf(string text, DateOnly today)
    {
        if (DayOfYear().Match(text) is { Success: true } found)
        {
            var (month, day) = (Number(found, "month"), Number(found, "day"));
            if (found.Groups["year"].Success) return Day(Number(found, "year"), month, day);
            for (var year = today.Year; year > today.Year - 8 && year > 0; year--)
                if (Day(year, month, day) is { } span && span.First <= today) return span;
            return null;
        }

        if (MonthOfYear().Match(text) is not { Success: true } named) return null;
        var (ofYear, number) = (Number(named, "year"), Number(named, "month"));
        if (ofYear < 1 || number is < 1 or > 12) return null;
        var asked = new PeriodMonth(ofYear * 100 + number);
        return new DateSpan(asked.FirstDay, asked.LastDay);
    }

    private static DateSpan? Day(int year, int month, int day)
    {
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        var on = new DateOnly(year, month, day);
        return new DateSpan(on, on);
    }

    private static int Number(Match found, string name) => int.Parse(found.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[¥￥]?\s*([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,15})(\.[0-9]{1,4})?\s*元?$")]
    private static partial Regex Figure();

    [GeneratedRegex(@"^(?:(?<year>[0-9]{4})[-/.])(?<month>[0-9]{1,2})[-/.](?<day>[0-9]{1,2})$|^(?:(?<year>[0-9]{4})年)?(?<month>[0-9]{1,2})月(?<day>[0-9]{1,2})[日号]?$")]
    private static partial Regex DayOfYear();

    [GeneratedRegex(@"^(?<year>[0-9]{4})(?:[-/.](?<month>[0-9]{1,2})|年(?<month>[0-9]{1,2})月)$")]
    private static partial Regex MonthOfYear();
}
