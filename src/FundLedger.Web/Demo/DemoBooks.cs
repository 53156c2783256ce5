using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Demo;

/// <summary>Fills a demo ledger with a year of made-up entries, and three of public spaces, through the operations that people use.</summary>
internal static class DemoBooks
{
    /// <summary>How long before today the story begins.</summary>
    internal const int DaysBack = DaysBefore + DaysTold + DaysUntilToday - 1;

    /// <summary>The spaces' support began so long before the year that is told.</summary>
    internal const int DaysBefore = DemoTaper.Days - DaysTold;

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
        await TellAsync(await TellsAnotherStoryAsync(database, stop) ? [] : DemoYear.Plan(database, first, new DateSpan(first.AddDays(DaysBefore), first.AddDays(DaysBefore + DaysTold - 1)), clock), clock, progress, stop);
        return await database.ReadAsync(JournalReading.LastAsync, stop);
    }

    /// <summary>Three years of public spaces alone, in books of their own. Run again it adds nothing; interrupted, it goes on.</summary>
    /// <returns>Refused where the books hold something else.</returns>
    /// <exception cref="InvariantBrokenException">The ledger was not made as a demo.</exception>
    internal static async Task<Outcome<TaperTold>> FillWithSpacesAsync(Database database, StoryClock clock, CancellationToken stop, IProgress<(int Done, int Of)>? progress = null)
    {
        Invariant.Holds(database.Ledger.IsDemo);
        if (await TellsAnotherStoryAsync(database, stop))
            return Refusal.Of("another-story", "", "这里的演示账本讲的是别的故事。请用 --data 指定一个空目录。", "These demo books tell another story. Name an empty folder with --data.");
        var first = await FirstDayAsync(database, stop) ?? clock.HostDay.AddDays(-DemoTaper.Days);
        var plan = new DemoPlan(new DateSpan(first, first.AddDays(DemoTaper.Days)));
        new DemoTaper(database, plan, first).Tell(DemoYear.Entity);
        await TellAsync(plan.Steps, clock, progress, stop);
        return await DemoTaper.ToldAsync(database, clock.HostDay, stop);
    }

    /// <summary>Each step is recorded on its own day.</summary>
    private static async Task TellAsync(IReadOnlyList<DemoStep> plan, StoryClock clock, IProgress<(int Done, int Of)>? progress, CancellationToken stop)
    {
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
    }

    /// <summary>The story begins on the day of the first entry, so that a start on a later day tells the same one.</summary>
    private static Task<DateOnly?> FirstDayAsync(Database database, CancellationToken stop) => database.ReadAsync<DateOnly?>(
        async reader => (await JournalReading.FindAsync(reader, new EntryId(1), await Books.LoadAsync(reader)))?.OccurredOn, stop);

    /// <summary>This story enters the operator of a space before its first fund.</summary>
    private static Task<bool> TellsAnotherStoryAsync(Database database, CancellationToken stop) => database.ReadAsync(async reader =>
        (await Books.LoadAsync(reader)).Funds.Any() && await Organisations.Directory.FindAsync(reader, DemoTaper.FirstOperator) is null, stop);
}
