using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Web.Jobs;

namespace FundLedger.Web.Tests.Jobs;

/// <summary>The schedule of a node may stand in its own memory: what keeps a second node from doing a night's work again is the key.</summary>
public sealed class VerifyingEveryNight
{
    [Test]
    public async Task A_night_s_run_is_done_once_whoever_begins_it_again_and_the_next_night_s_anew()
    {
        var folder = Directory.CreateTempSubdirectory("fundledger-jobs-").FullName;
        var clock = new SetClock(new DateTimeOffset(2026, 3, 15, 18, 30, 0, TimeSpan.Zero));
        await using (var books = SqliteDatabase.Open(new StorageOptions { Directory = folder }, clock))
        {
            await new VerifyBooksJob(books, clock).CatchUpAsync(null, CancellationToken.None);
            for (var node = 0; node < 2; node++) await new VerifyBooksJob(books, clock).RunAsync(null, CancellationToken.None);
            Assert.That(await RunCountAsync(books), Is.EqualTo(2), "one caught up with, one of the night");
            clock.Now += TimeSpan.FromDays(1);
            for (var node = 0; node < 2; node++) await new VerifyBooksJob(books, clock).RunAsync(null, CancellationToken.None);
            Assert.That(await RunCountAsync(books), Is.EqualTo(3));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static Task<int> RunCountAsync(Database books) => books.ReadAsync(async reader => (await VerificationRuns.ListAsync(reader, 10)).Count);

    private sealed class SetClock(DateTimeOffset now) : TimeProvider
    {
        internal DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
