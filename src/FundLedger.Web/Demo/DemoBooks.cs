using FundLedger.Banking.Accounts;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Demo;

/// <summary>Fills a demo ledger with a year of made-up entries, through the operations that people use.</summary>
internal static class DemoBooks
{
    private const int DaysTold = 365;
    private const int DaysUntilToday = 3;

    /// <summary>Run again it adds nothing; interrupted, it goes on. Books that an earlier version told another story in stay as they are.</summary>
    /// <returns>How many entries the books hold now.</returns>
    /// <exception cref="InvariantBrokenException">The ledger was not made as a demo.</exception>
    internal static async Task<long> FillAsync(Database database, TimeProvider clock, CancellationToken stop)
    {
        Invariant.Holds(database.Ledger.IsDemo);
        var first = await FirstDayAsync(database, stop) ?? Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow())).AddDays(1 - DaysUntilToday - DaysTold);
        var plan = await TellsAnotherStoryAsync(database, stop) ? [] : DemoYear.Plan(database, new DateSpan(first, first.AddDays(DaysTold - 1)), clock);
        foreach (var step in plan)
        {
            stop.ThrowIfCancellationRequested();
            await step.RunAsync();
        }

        return await database.ReadAsync(JournalReading.LastAsync, stop);
    }

    /// <summary>The story begins on the day of the first entry, so that a start on a later day tells the same one.</summary>
    private static Task<DateOnly?> FirstDayAsync(Database database, CancellationToken stop) => database.ReadAsync<DateOnly?>(
        async reader => (await JournalReading.FindAsync(reader, new EntryId(1), await Books.LoadAsync(reader)))?.OccurredOn, stop);

    /// <summary>This story opens its bank account before its first fund.</summary>
    private static Task<bool> TellsAnotherStoryAsync(Database database, CancellationToken stop) => database.ReadAsync(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        return books.Funds.Any() && (await BankBook.LoadAsync(reader, books)).Accounts.All(account => account.Code != DemoBank.Account);
    }, stop);
}
