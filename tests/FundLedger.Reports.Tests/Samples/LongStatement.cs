using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Tests.Samples;

/// <summary>A statement of any length whose lines are made while they are walked, as a database would yield them.</summary>
internal static class LongStatement
{
    private static readonly DateOnly FirstDay = new(2025, 1, 1);
    private static readonly Bilingual Gift = new("捐赠", "Donation");
    private static readonly Bilingual Cost = new("项目成本", "Programme cost");
    private static readonly Bilingual Income = new("捐赠收入", "Donation income");
    private static readonly Bilingual Payable = new("应付账款", "Payables");

    /// <param name="describe">The description of line i; a masked name with a number when null.</param>
    /// <param name="minorOf">Signed minor units of line i; gifts with a cost after every third when null.</param>
    public static FundStatement Of(int count, Currency currency, long opening = 1_000_000, Func<int, string>? describe = null, Func<int, long>? minorOf = null)
    {
        describe ??= i => $"JZ-2025-{i + 1:00000} 王*";
        minorOf ??= i => i % 3 == 2 ? -(i % 97 + 1) * 211L : (i % 89 + 1) * 137L;
        var signed = Enumerable.Range(0, count).Select(minorOf);
        var (cameIn, wentOut) = (signed.Where(minor => minor > 0).Sum(), -signed.Where(minor => minor < 0).Sum());
        Money Of(long minor) => new(minor, currency);

        var head = new ReportHead(
            "东湖街道社区发展基金会", new FundName("CF-001", "东湖社区基金"), currency, new DateSpan(FirstDay, new(2025, 12, 31)),
            new DateTimeOffset(2026, 1, 5, 2, 0, 0, TimeSpan.Zero), 100 + count, new byte[32]);
        var source = new SourceFigures(
            "S03", Gift, "居民捐赠", Of(opening), Of(cameIn), Of(wentOut), Of(opening + cameIn - wentOut), Of(0), Of(0), Of(opening + cameIn - wentOut));
        return new(
            head, source.Opening, source.In, source.Out, source.Closing, [source], [], Days(count, currency, opening, minorOf), count,
            Lines(count, currency, opening, describe, minorOf));
    }

    public static DateOnly DayOf(int line, int count) => FirstDay.AddDays((int)(line * 365L / Math.Max(1, count)));

    private static IEnumerable<StatementLine> Lines(int count, Currency currency, long opening, Func<int, string> describe, Func<int, long> minorOf)
    {
        var balance = opening;
        for (var i = 0; i < count; i++)
        {
            var minor = minorOf(i);
            balance += minor;
            yield return new(
                DayOf(i, count), 101 + i, minor < 0 ? Cost : Gift, describe(i), "居民捐赠", minor < 0 ? Payable : Income,
                new(Math.Max(0, minor), currency), new(Math.Max(0, -minor), currency), new(balance, currency));
        }
    }

    private static List<DayBalance> Days(int count, Currency currency, long opening, Func<int, long> minorOf)
    {
        var days = new List<DayBalance> { new(FirstDay, new(opening, currency)) };
        var balance = opening;
        for (var i = 0; i < count; i++)
        {
            balance += minorOf(i);
            var day = DayOf(i, count);
            if (days[^1].Day == day) days.RemoveAt(days.Count - 1);
            days.Add(new(day, new(balance, currency)));
        }

        return days;
    }
}
