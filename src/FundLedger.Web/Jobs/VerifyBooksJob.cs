using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using Hangfire;
using Hangfire.Server;

namespace FundLedger.Web.Jobs;

/// <summary>Verifies the books, every night and when somebody asks. Run it as often as you like: a night's run has a key of its own, under which one node does it.</summary>
internal sealed class VerifyBooksJob(Database database, TimeProvider clock, SealPlaces? places = null)
{
    [AutomaticRetry(Attempts = 2)]
    public Task RunAsync(PerformContext? context, CancellationToken stop) => OnceAsync("verify", context, stop);

    /// <summary>Makes up for a night that was missed. Of several nodes that start, the first does it.</summary>
    [AutomaticRetry(Attempts = 2)]
    public async Task CatchUpAsync(PerformContext? context, CancellationToken stop)
    {
        var now = Moments.ToMicroseconds(clock.GetUtcNow());
        if (await database.ReadAsync(async reader => (await VerificationRuns.StateAsync(reader)).IsDue(now), stop)) await OnceAsync("verify-catch-up", context, stop);
    }

    /// <summary>Goes through a run that a person began.</summary>
    [AutomaticRetry(Attempts = 0)]
    public Task FinishAsync(long run, CancellationToken stop) => Verifier.FinishAsync(run, stop);

    /// <summary>Compares with what is filed outside, too.</summary>
    private VerifyBooks Verifier => new(database, outside: () => CheckpointFolder.Read(places?.Folder));

    /// <summary>Once a day, and once more each time that it failed.</summary>
    private Task OnceAsync(string what, PerformContext? context, CancellationToken stop)
    {
        var day = Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()));
        var key = $"{what}/{day.ToIso()}/{context?.GetJobParameter<int>("RetryCount") ?? 0}";
        return Verifier.RunAsync(new Asked(key, VerificationRuns.Schedule), stop);
    }
}
