using System.Diagnostics;
using System.Globalization;
using Dapper;
using FundLedger.Seals;
using FundLedger.Storage;

namespace FundLedger.Tests.Storage;

/// <summary>A process that posts is ended without warning: what it acknowledged is there once, and the books verify.</summary>
public sealed class KillingTheProcess
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = TestFolder.New();

    [TearDown]
    public void DeleteFolder() => TestFolder.Delete(folder);

    [Test]
    public async Task At_random_times_again_and_again_on_the_same_books()
    {
        var random = new Random(20260315);
        var acknowledged = new Dictionary<string, long>();
        for (var run = 0; run < 10; run++) await RunUntilKilledAsync($"run-{run}", "never", 0, random.Next(0, 60), acknowledged);
        await MustHoldAsync(acknowledged);
        Assert.That(acknowledged, Has.Count.GreaterThan(100));
    }

    [Test]
    public async Task At_every_named_point()
    {
        var acknowledged = new Dictionary<string, long>();
        foreach (var (point, nth) in new[] { ("begun", 9), ("operation", 40), ("statement", 333), ("flushed", 8), ("committing", 1), ("committing", 9), ("committed", 2), ("committed", 9) })
            await RunUntilKilledAsync($"{point}-{nth}", point, nth, 0, acknowledged);
        await MustHoldAsync(acknowledged);
    }

    /// <param name="point">Where the child ends itself; with 0 it is killed from here instead, after so many acknowledgements.</param>
    private async Task RunUntilKilledAsync(string run, string point, int nth, int acknowledgements, Dictionary<string, long> acknowledged)
    {
        using var child = Start(run, point, nth);
        var seen = 0;
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            // A line that was cut off by the end is no acknowledgement.
            if (line.Split(' ') is [var key, var entry] && long.TryParse(entry, CultureInfo.InvariantCulture, out var id)) acknowledged[key] = id;
            if (nth == 0 && seen++ == acknowledgements) child.Kill();
        }

        await child.WaitForExitAsync();
        Assert.That(child.ExitCode, Is.Not.EqualTo(0).And.Not.EqualTo(2), "it was to be killed");
    }

    private Process Start(string run, string point, int nth)
    {
        var assembly = typeof(KillingTheProcess).Assembly.Location;
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        var start = new ProcessStartInfo(host) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[] { "exec", assembly, KilledChild.Verb, folder, run, point, nth.ToString(CultureInfo.InvariantCulture) }) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        var child = Process.Start(start)!;
        child.ErrorDataReceived += (_, _) => { };
        child.BeginErrorReadLine();
        return child;
    }

    private async Task MustHoldAsync(Dictionary<string, long> acknowledged)
    {
        await using var books = SqliteDatabase.Open(new StorageOptions { Directory = folder }, TimeProvider.System);
        var verification = await books.ReadAsync(reader => Verify.RunAsync(reader));
        Assert.That(verification.Findings.Select(finding => finding.Message.En), Is.Empty);
        var posted = await books.ReadAsync(async reader => (await reader.Connection.QueryAsync<(string Key, long Entry)>("SELECT operation_key, entry_id FROM journal_entries")).ToList());
        Assert.That(posted.Select(row => row.Key), Is.Unique);
        var entryOf = posted.ToDictionary(row => row.Key, row => row.Entry);
        Assert.That(acknowledged.Where(pair => entryOf.GetValueOrDefault(pair.Key) != pair.Value), Is.Empty, "acknowledged and not there, or another entry");
        var receipts = await books.ReadAsync(async reader => (await reader.Connection.QueryAsync<long>("SELECT number FROM receipts ORDER BY year, number")).ToList());
        Assert.That(receipts, Is.EqualTo(Enumerable.Range(1, posted.Count).Select(number => (long)number)), "a receipt for every gift, and no number between them lost");
    }
}
