using System.Globalization;

namespace FundLedger.Storage;

/// <summary>Moments as the ledger keeps them: whole microseconds since 1970-01-01 UTC.</summary>
public static class Moments
{
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);  // no daylight saving since 1991; the books begin later

    public static long ToMicroseconds(DateTimeOffset moment) => (moment.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        new(DateTime.UnixEpoch.Ticks + checked(microseconds * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    public static DateOnly DayInShanghai(long microseconds) => DateOnly.FromDateTime(FromMicroseconds(microseconds).ToOffset(Shanghai).DateTime);

    /// <summary><c>2026-01-31T08:00:00.123456Z</c></summary>
    public static string ToIso(long microseconds) =>
        FromMicroseconds(microseconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="ToIso"/> writes, and any ISO 8601 moment that names its offset.</summary>
    public static bool TryParse(string? text, out long microseconds)
    {
        microseconds = 0;
        if (text is null || text.Length < 11 || !(text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10)) return false;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment)) return false;
        microseconds = ToMicroseconds(moment);
        return true;
    }
}
