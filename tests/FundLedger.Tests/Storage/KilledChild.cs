using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Tests.Storage;

/// <summary>The program that <see cref="KillingTheProcess"/> starts from this very assembly, and kills: it posts gifts from several callers and says which were acknowledged.</summary>
internal static class KilledChild
{
    internal const string Verb = "post-until-killed";

    private const int Callers = 8;

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [Verb, var folder, var run, var point, var nth]) return 2;
        var database = SqliteDatabase.Open(new StorageOptions { Directory = folder }, TimeProvider.System);
        var left = int.Parse(nth, System.Globalization.CultureInfo.InvariantCulture);
        database.Faults = reached =>
        {
            if (reached == point && Interlocked.Decrement(ref left) == 0) Environment.FailFast(null);
        };
        await new FundLedger.Funds.CreateFund(database).RunAsync(new Asked("fund", "clerk-7"), new("LAKE", "湖畔", FundLedger.Ledger.FundKind.CommunityFund, Currency.Cny));
        var saying = new Lock();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var record = new RecordDonation(database);
            for (var i = 0; ; i++)
            {
                var key = $"{run}/{caller}/{i}";
                var gift = new Gift("LAKE", new Money(100 + i, Currency.Cny), new DateOnly(2026, 1, 5), DonorName.Of($"捐赠人{caller}"), Fee: new Money(1, Currency.Cny), Note: key);
                var entry = (await record.RunAsync(new Asked(key, "clerk-7"), gift)).Expect().Entry;
                lock (saying)
                {
                    Console.Out.WriteLine($"{key} {entry}");
                    Console.Out.Flush();
                }
            }
        })));
        return 0;
    }
}
