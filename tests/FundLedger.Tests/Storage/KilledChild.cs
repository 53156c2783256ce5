using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Storage;
using FundLedger.Values;
using Microsoft.Extensions.Time.Testing;

namespace FundLedger.Tests.Storage;

/// <summary>The program that <see cref="KillingTheProcess"/> starts from this very assembly, and kills: it posts gifts from several callers and says which were acknowledged.</summary>
internal static class KilledChild
{
    internal const string Verb = "post-until-killed";

    /// <summary>The same on a server, which other processes write too: its connection string is in the variable <see cref="Connection"/>.</summary>
    internal const string ServerVerb = "post-on-server";

    /// <summary>Runs the due run of <see cref="Interrupted.ByKillingAsync"/> on a day, in books that are there.</summary>
    internal const string DueVerb = "run-due-until-killed";

    internal const string Connection = "FUNDLEDGER_TEST_CHILD_CONNECTION";

    private const int Callers = 8;
    private const int ServerCallers = 32;

    private static readonly Lock Saying = new();

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is [ServerVerb, var node, var each]) return await PostOnServerAsync(node, int.Parse(each, System.Globalization.CultureInfo.InvariantCulture));
        if (arguments is [DueVerb, var books, var day, var where, var which]) return await RunDueAsync(books, IsoDates.Read(day), where, which);
        if (arguments is not [Verb, var folder, var run, var point, var nth]) return 2;
        var database = SqliteDatabase.Open(new StorageOptions { Directory = folder }, TimeProvider.System);
        EndAt(database, point, nth);
        await CreateFundAsync(database);
        var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(() => PostAsync(database, run, caller, int.MaxValue)));
        await Task.WhenAll(callers);
        return 0;
    }

    /// <summary>Ends this process, without warning, at the n-th call of a named point.</summary>
    private static void EndAt(SqliteDatabase database, string point, string nth)
    {
        var left = int.Parse(nth, System.Globalization.CultureInfo.InvariantCulture);
        database.Faults = reached =>
        {
            if (reached == point && Interlocked.Decrement(ref left) == 0) Environment.FailFast(null);
        };
    }

    private static async Task<int> RunDueAsync(string folder, DateOnly day, string point, string nth)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(day, new TimeOnly(7, 30), TimeSpan.FromHours(8)));
        await using var database = SqliteDatabase.Open(new StorageOptions { Directory = folder }, clock);
        EndAt(database, point, nth);
        await new FundLedger.Awards.ReleaseDueTranches(database).RunAsync("schedule", day);
        await new FundLedger.Taper.ReleaseDuePeriods(database).RunAsync("schedule", day);
        return 0;
    }

    private static async Task<int> PostOnServerAsync(string node, int each)
    {
        var options = new StorageOptions { Dialect = Dialect.SqlServer, ConnectionString = Environment.GetEnvironmentVariable(Connection)! };
        await using var database = SqlServerDatabase.Open(options, TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, ServerCallers).Select(caller => Task.Run(() => PostAsync(database, node, caller, each))));
        return 0;
    }

    internal static async Task CreateFundAsync(Database database) =>
        (await new FundLedger.Funds.CreateFund(database).RunAsync(new Asked("fund", "clerk-7"), new("LAKE", "湖畔", FundLedger.Ledger.FundKind.CommunityFund, Currency.Cny))).Expect();

    private static async Task PostAsync(Database database, string run, int caller, int count)
    {
        var record = new RecordDonation(database);
        for (var i = 0; i < count; i++)
        {
            var key = $"{run}/{caller}/{i}";
            var gift = new Gift("LAKE", new Money(100 + i, Currency.Cny), new DateOnly(2026, 1, 5), DonorName.Of($"捐赠人{caller}"), Fee: new Money(1, Currency.Cny), Note: key, WithReceipt: true);
            var entry = await UntilAnsweredAsync(() => record.RunAsync(new Asked(key, "clerk-7"), gift));
            lock (Saying)
            {
                Console.Out.WriteLine($"{key} {entry}");
                Console.Out.Flush();
            }
        }
    }

    /// <summary>Sends a request that was not written, or may not have been, again under its key, as every client may.</summary>
    private static async Task<FundLedger.Values.EntryId> UntilAnsweredAsync(Func<Task<Outcome<DonationRecorded>>> send)
    {
        while (true)
        {
            try
            {
                return (await send()).Expect().Entry;
            }
            catch (StorageException notAnswered) when (notAnswered is NotWrittenException or AmbiguousWriteException)
            {
                await Console.Error.WriteLineAsync($"{notAnswered.GetType().Name}: {notAnswered.InnerException?.GetType().Name} {(notAnswered.InnerException as Microsoft.Data.SqlClient.SqlException)?.Number} {notAnswered.Message}");
            }
        }
    }
}
