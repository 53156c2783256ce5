using FundLedger.Tests.Storage;

namespace FundLedger.Tests.Awards;

/// <summary>The due run broken off at each named point and run again: everything is released, and nothing twice.</summary>
public sealed class InterruptingWhatIsDue
{
    private static readonly TestDatabase Embedded = TestDatabase.All[0];

    [Test]
    public Task A_fault_at_each_named_point_and_run_again([ValueSource(typeof(Interrupted), nameof(Interrupted.Points))] string point) => Embedded.RunAsync(async ledger =>
    {
        await RunningWhatIsDue.ManyAsync(ledger);
        await Interrupted.ByFaultsAsync(ledger, point, () => ledger.RunDueAsync());
        await ledger.RunDueAsync();
        await RunningWhatIsDue.MustBeReleasedOnceAsync(ledger);
    });

    [Test]
    public async Task Killed_at_each_named_point_and_run_again()
    {
        foreach (var (point, nth) in Interrupted.Kills)
            await Embedded.RunAsync(async ledger =>
            {
                await RunningWhatIsDue.ManyAsync(ledger);
                await Interrupted.ByKillingAsync(ledger, AwardScenes.Now(ledger), point, nth);
                var run = await ledger.RunDueAsync();
                Assert.That(run.Released, Has.Count.EqualTo(point == "committed" ? 0 : RunningWhatIsDue.Awards), $"{point}: what was committed stays, and nothing else was");
                await RunningWhatIsDue.MustBeReleasedOnceAsync(ledger);
            });
    }
}
