using Hangfire;
using Hangfire.InMemory;

namespace FundLedger.Web.Jobs;

/// <summary>Where Hangfire keeps its jobs: the one place that chooses.</summary>
internal static class JobsStore
{
    /// <summary>In memory, for the embedded database: nothing is lost with it, since the schedule is made anew at each start and what is due is asked of the books.</summary>
    internal static JobStorage For(IServiceProvider services) => new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromDays(7) });
}
