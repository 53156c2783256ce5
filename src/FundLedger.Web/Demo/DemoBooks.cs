using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Demo;

/// <summary>Fills a demo ledger with a year of made-up entries, through the operations that people use.</summary>
internal static class DemoBooks
{
    /// <summary>How long before today the story begins.</summary>
    internal const int DaysBack = DaysTold + DaysUntilToday - 1;

    private const int DaysTold = 365;
    private const int DaysUntilToday = 3;

    /// <summary>Run again it adds nothing; interrupted, it goes on. Books that an earlier version told another story in stay as they are.</summary>
    /// <param name="clock">Of the database: each step is recorded on its own day, and afterwards the clock runs as the host's.</param>
    /// <param name="progress">Hears how many of how many steps are done.</param>
    /// <returns>How many entries the books hold now.</returns>
    /// <exception cref="InvariantBrokenException">The ledger was not made as a demo.</exception>
    internal static async Task<long> FillAsync(Database database, StoryClock clock, CancellationToken stop, IProgress<(int Done, int Of)>? progress = null)
    {
        Invariant.Holds(database.Ledger.IsDemo);
        var first = await FirstDayAsync(database, stop) ?? clock.HostDay.AddDays(-DaysBack);
        var plan = await TellsAnotherStoryAsync(database, stop) ? [] : DemoYear.Plan(database, new DateSpan(first, first.AddDays(DaysTold - 1)), clock);
        try
        {
            for (var i = 0; i < plan.Count; i++)
            {
                stop.ThrowIfCancellationRequested();
                clock.StandAt(plan[i].Day);
                await plan[i].RunAsync();
                progress?.Report((i + 1, plan.Count));
            }
        }
        finally
        {
            clock.GoOn();
        }

        return await database.ReadAsync(JournalReading.LastAsync, stop);
    }

    /// <summary>The story begins on the day of the first entry, so that a start on a later day tells the same one.</summary>
    private static Task<DateOnly?> FirstDayAsync(Database database, CancellationToken stop) => database.ReadAsync<DateOnly?>(
        async reader => (await JournalReading.FindAsync(reader, new EntryId(1), await Books.LoadAsync(reader)))?.OccurredOn, stop);

    /// <summary>This story enters an organisation before its first fund.</summary>
    private static Task<bool> TellsAnotherStoryAsync(Database database, CancellationToken stop) => database.ReadAsync(async reader =>
        (await Books.LoadAsync(reader)).Funds.Any() && await Organisations.Directory.FindAsync(reader, DemoAwards.First) is null, stop);
}
