using FundLedger.Tests.Storage;

namespace FundLedger.Tests.Taper;

/// <summary>The due run broken off at each named point and run again: everything is released, and nothing twice.</summary>
public sealed class InterruptingDuePeriods
{
    private static readonly TestDatabase Embedded = TestDatabase.All[0];

    [Test]
    public Task A_fault_at_each_named_point_and_run_again([ValueSource(typeof(Interrupted), nameof(Interrupted.Points))] string point) => Embedded.RunAsync(async ledger =>
    {
        await RunningDuePeriods.ManyAsync(ledger);
        await Interrupted.ByFaultsAsync(ledger, point, () => ledger.RunDueAsync());
        await ledger.RunDueAsync();
        await RunningDuePeriods.MustBeReleasedOnceAsync(ledger);
    });

    [Test]
    public async Task Killed_at_each_named_point_and_run_again()
    {
        foreach (var (point, nth) in Interrupted.Kills)
            await Embedded.RunAsync(async ledger =>
            {
                await RunningDuePeriods.ManyAsync(ledger);
                await Interrupted.ByKillingAsync(ledger, ledger.Now(), point, nth);
                var run = await ledger.RunDueAsync();
                Assert.That(run.Released, Has.Count.EqualTo(point == "committed" ? 0 : RunningDuePeriods.Plans), $"{point}: what was committed stays, and nothing else was");
                await RunningDuePeriods.MustBeReleasedOnceAsync(ledger);
            });
    }
}
