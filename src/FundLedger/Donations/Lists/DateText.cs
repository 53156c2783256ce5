using System.Buffers;

namespace FundLedger.Donations.Lists;

/// <summary>A date as a text writes it, before it is known which of its numbers is the day.</summary>
internal readonly record struct DateText(int First, int Second, int Third)
{
    private const int LongestText = 40;

    /// <summary>A four-digit year stands first, so month and day follow in that order.</summary>
    public bool IsYearFirst => First >= 1000;

    /// <summary>Takes a text apart: three numbers between equal separators (or 年 月 日), or eight digits; a time of day may follow and is dropped.</summary>
    /// <returns>False when the text has another shape. The date may still not exist.</returns>
    public static bool TrySplit(ReadOnlySpan<char> text, out DateText parts)
    {
        parts = default;
        text = Blanks.Trim(text);
        if (text.IsEmpty || text.Length > LongestText) return false;
        Span<char> narrow = stackalloc char[LongestText];
        for (var i = 0; i < text.Length; i++) narrow[i] = Blanks.Narrow(text[i]);
        ReadOnlySpan<char> rest = narrow[..text.Length];

        if (TryTakeEightDigits(ref rest, out parts)) return IsTimeOrNothing(rest, afterDigits: true);
        if (!TryTakeNumber(ref rest, out var first, out var firstDigits) || !TryTakeSeparator(ref rest, out var between)) return false;
        if (!TryTakeNumber(ref rest, out var second, out var secondDigits) || !TryTakeSeparator(ref rest, out var between2)) return false;
        if (!TryTakeNumber(ref rest, out var third, out var thirdDigits)) return false;
        var yearIsWhole = (firstDigits == 4 && thirdDigits <= 2) || (thirdDigits == 4 && firstDigits <= 2);
        if (!yearIsWhole || secondDigits > 2 || (between, between2) is not (('/', '/') or ('-', '-') or ('.', '.') or ('年', '月'))) return false;
        if (between == '年' && Blanks.Trim(rest) is ['日', .. var afterDay]) rest = afterDay;
        parts = new DateText(first, second, third);
        return IsTimeOrNothing(rest, afterDigits: false);
    }

    /// <returns>False when there is no such day in that format, or it is outside 1900 to 2199.</returns>
    public bool TryRead(DateFormat format, out DateOnly day)
    {
        var (year, month, dayOfMonth) = this switch
        {
            { IsYearFirst: true } => (First, Second, Third),
            _ when format == DateFormat.DayFirst => (Third, Second, First),
            _ when format == DateFormat.MonthFirst => (Third, First, Second),
            _ => (0, 0, 0),
        };
        day = default;
        if (year is < 1900 or > 2199 || month is < 1 or > 12 || dayOfMonth < 1 || dayOfMonth > DateTime.DaysInMonth(year, month)) return false;
        day = new DateOnly(year, month, dayOfMonth);
        return true;
    }

    private static bool TryTakeEightDigits(ref ReadOnlySpan<char> text, out DateText parts)
    {
        parts = default;
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        if (digits < 0) digits = text.Length;
        if (digits is not (8 or 12 or 14)) return false;
        parts = new DateText(NumberOf(text[..4]), NumberOf(text[4..6]), NumberOf(text[6..8]));
        text = text[8..];
        return parts.IsYearFirst;
    }

    private static bool TryTakeNumber(ref ReadOnlySpan<char> text, out int number, out int digits)
    {
        text = Blanks.Trim(text);
        digits = text.IndexOfAnyExceptInRange('0', '9');
        if (digits < 0) digits = text.Length;
        number = 0;
        if (digits is < 1 or > 4) return false;
        number = NumberOf(text[..digits]);
        text = text[digits..];
        return true;
    }

    private static bool TryTakeSeparator(ref ReadOnlySpan<char> text, out char separator)
    {
        text = Blanks.Trim(text);
        separator = text.IsEmpty ? '\0' : text[0];
        if (separator is not ('/' or '-' or '.' or '年' or '月')) return false;
        text = text[1..];
        return true;
    }

    /// <summary>A time of day: 12:30, 下午3:05, 12时30分, 123059. A second date is none.</summary>
    private static bool IsTimeOrNothing(ReadOnlySpan<char> text, bool afterDigits)
    {
        if (text.IsEmpty) return true;
        if (!afterDigits && !Blanks.Is(text[0]) && text[0] != 'T') return false;
        text = Blanks.Trim(text[0] == 'T' ? text[1..] : text);
        if (text.ContainsAnyExcept(TimeCharacters)) return false;
        if (text.StartsWith("上午") || text.StartsWith("下午")) text = Blanks.Trim(text[2..]);
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        return digits < 0 ? text.Length is 4 or 6 : digits is 1 or 2 && text[digits] is ':' or '时';
    }

    private static readonly SearchValues<char> TimeCharacters = SearchValues.Create("0123456789:.+-Z AaPpMm上下午时分秒");

    private static int NumberOf(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var c in digits) number = number * 10 + (c - '0');
        return number;
    }
}
