using FundLedger.Storage;

namespace FundLedger.Web.Demo;

/// <summary>The clock of demo books: it stands where a story is being told, and runs as the host's before and after.</summary>
internal sealed class StoryClock(TimeProvider host) : TimeProvider
{
    private long standing;

    /// <summary>The clock to open demo books with: new ones are made before their story begins, since nothing is recorded earlier than what was before.</summary>
    /// <param name="daysBack">How long before today the story begins.</param>
    internal static StoryClock For(StorageOptions books, TimeProvider host, int daysBack)
    {
        var clock = new StoryClock(host);
        if (books.Dialect != Dialect.Sqlite || !File.Exists(books.DatabaseFile)) clock.StandAt(clock.HostDay.AddDays(-daysBack), 1);
        return clock;
    }

    /// <summary>The host's day, wherever the story is.</summary>
    internal DateOnly HostDay => Moments.DayInShanghai(Moments.ToMicroseconds(host.GetUtcNow()));

    public override DateTimeOffset GetUtcNow() => Volatile.Read(ref standing) is not 0 and var moment ? Moments.FromMicroseconds(moment) : host.GetUtcNow();

    /// <summary>A moment of a day in Shanghai, in microseconds since 1970-01-01 UTC.</summary>
    internal static long At(DateOnly day, int hour, int minute = 0) => Moments.ToMicroseconds(new DateTimeOffset(day.ToDateTime(new TimeOnly(hour, minute)), TimeSpan.FromHours(8)));

    /// <returns>The moment it stands at now, in microseconds since 1970-01-01 UTC.</returns>
    internal long StandAt(DateOnly day, int hour = 12, int minute = 0)
    {
        var moment = At(day, hour, minute);
        Volatile.Write(ref standing, moment);
        return moment;
    }

    /// <summary>The story is over.</summary>
    internal void GoOn() => Volatile.Write(ref standing, 0);
}
