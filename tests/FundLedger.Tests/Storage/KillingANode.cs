using System.Diagnostics;
using System.Globalization;
using Dapper;
using FundLedger.Storage;

namespace FundLedger.Tests.Storage;

/// <summary>Two processes write one database, 32 callers each; one is killed. What either acknowledged is there once, and the books verify.</summary>
[Category("SqlServer")]
public sealed class KillingANode
{
    private const int EachOfTheOther = 3;

    [SetUp]
    public void MustBeConfigured() => SqlServerOnly.MustBeConfigured();

    [Test]
    public Task Nothing_acknowledged_is_lost_and_nothing_is_doubled() => SqlServerOnly.Database.RunAsync(async ledger =>
    {
        await KilledChild.CreateFundAsync(ledger.Database);
        var acknowledged = new Dictionary<string, long>();
        using var killed = Start(ledger.Options, "killed", int.MaxValue);
        using var other = Start(ledger.Options, "other", EachOfTheOther);
        await Task.WhenAll(ReadAsync(killed, acknowledged, killAfter: 40), ReadAsync(other, acknowledged, killAfter: int.MaxValue));
        Assert.That((killed.ExitCode, other.ExitCode), Is.EqualTo((128 + 9, 0)));

        var posted = await ledger.Database.ReadAsync(async reader =>
            (await reader.Connection.QueryAsync<(string Key, long Entry)>("SELECT operation_key, entry_id FROM journal_entries", transaction: reader.Transaction)).ToList());
        Assert.That(posted.Select(row => row.Key), Is.Unique);
        var entryOf = posted.ToDictionary(row => row.Key, row => row.Entry);
        Assert.That(acknowledged.Where(pair => entryOf.GetValueOrDefault(pair.Key) != pair.Value), Is.Empty, "acknowledged and not there, or another entry");
        var receipts = await ledger.Database.ReadAsync(async reader => (await reader.Connection.QueryAsync<long>("SELECT number FROM receipts ORDER BY year, number", transaction: reader.Transaction)).ToList());
        Assert.That(receipts, Is.EqualTo(Enumerable.Range(1, posted.Count).Select(number => (long)number)), "a receipt for every gift, and no number between them lost");
        Assert.That(acknowledged.Keys.Count(key => key.StartsWith("other/", StringComparison.Ordinal)), Is.EqualTo(32 * EachOfTheOther));
        Assert.That(acknowledged.Keys.Count(key => key.StartsWith("killed/", StringComparison.Ordinal)), Is.GreaterThanOrEqualTo(40));
    });

    private static Process Start(StorageOptions options, string node, int each)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        var start = new ProcessStartInfo(host) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { "exec", typeof(KillingANode).Assembly.Location, KilledChild.ServerVerb, node, each.ToString(CultureInfo.InvariantCulture) }) start.ArgumentList.Add(argument);
        start.Environment[KilledChild.Connection] = options.ConnectionString;
        return Process.Start(start)!;
    }

    private static async Task ReadAsync(Process child, Dictionary<string, long> acknowledged, int killAfter)
    {
        var seen = 0;
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            // A line that was cut off by the end is no acknowledgement.
            if (line.Split(' ') is [var key, var entry] && long.TryParse(entry, CultureInfo.InvariantCulture, out var id))
                lock (acknowledged) acknowledged[key] = id;
            if (++seen == killAfter) child.Kill();
        }

        await child.WaitForExitAsync();
    }
}
