using System.Globalization;
using FundLedger.Storage;

namespace FundLedger.Web.Asking;

/// <summary>Moments as a browser sends them, in Beijing time: <c>2026-01-31T08:00</c>; or in full, with the offset named.</summary>
/// <remarks>A second counts to its end: reports print moments to the second, and what is copied from one must find what it holds.</remarks>
internal static class TypedMoment
{
    private const long MinuteMicroseconds = 60_000_000;
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    /// <returns>Microseconds since 1970-01-01 UTC.</returns>
    internal static Outcome<long> Read(string text, string field)
    {
        if (Moments.TryParse(text, out var moment)) return moment;
        if (DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return Moments.ToMicroseconds(new DateTimeOffset(local, Beijing)) + 999_999;
        return Values.Refusal.Of("moment-unreadable", field, $"“{text}”不是时刻。请写如 2026-01-31 08:00。", $"'{text}' is not a moment. Write it like 2026-01-31 08:00.");
    }

    /// <summary>The minute that it is in, from its beginning.</summary>
    internal static Outcome<long> Minute(string text, string field) => Read(text, field).IsDone(out var moment, out var refusal) ? moment / MinuteMicroseconds * MinuteMicroseconds : refusal;

    /// <summary>As a form shows it.</summary>
    internal static string Shown(long moment) => Moments.FromMicroseconds(moment).ToOffset(Beijing).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
