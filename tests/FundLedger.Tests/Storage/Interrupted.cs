using System.Diagnostics;
using System.Globalization;
using FundLedger.Storage;
using FundLedger.Values;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FundLedger.Tests.Storage;

/// <summary>Breaks off what runs in embedded books, at a named point of the writer. Servers are broken off by <see cref="SeveralNodes"/> and <see cref="KillingANode"/>.</summary>
internal static class Interrupted
{
    /// <summary>Where it is killed: the point, and at which time it is reached.</summary>
    internal static readonly (string Point, int Nth)[] Kills = [("begun", 1), ("operation", 3), ("statement", 50), ("flushed", 1), ("committing", 1), ("committed", 1)];

    internal static readonly string[] Points = [.. Kills.Select(kill => kill.Point)];

    /// <summary>Runs several times, each with a fault at the point, reached for the first time, the second and so on.</summary>
    internal static async Task ByFaultsAsync(TestLedger ledger, string point, Func<Task> run)
    {
        var failed = 0;
        foreach (var wanted in new[] { 1, 2, 5, 40 })
        {
            var left = wanted;
            ((SqliteDatabase)ledger.Database).Faults = reached =>
            {
                if (reached == point && Interlocked.Decrement(ref left) == 0) throw new SqliteException($"fault at {point}", raw.SQLITE_IOERR);
            };
            try
            {
                await run();
            }
            catch (StorageException)
            {
                failed++;
            }
        }

        ((SqliteDatabase)ledger.Database).Faults = null;
        Assert.That(failed, Is.GreaterThan(0), "it failed at least once");
    }

    /// <summary>The due run of a day in a process of its own, which ends without warning; then the books are opened again.</summary>
    internal static async Task ByKillingAsync(TestLedger ledger, DateOnly day, string point, int nth)
    {
        await ledger.Database.DisposeAsync();
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        var start = new ProcessStartInfo(host) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[] { "exec", typeof(Interrupted).Assembly.Location, KilledChild.DueVerb, ledger.Options.Directory, day.ToIso(), point, nth.ToString(CultureInfo.InvariantCulture) }) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        using (var child = Process.Start(start)!)
        {
            child.ErrorDataReceived += (_, _) => { };
            child.BeginErrorReadLine();
            await child.StandardOutput.ReadToEndAsync();
            await child.WaitForExitAsync();
            Assert.That(child.ExitCode, Is.Not.EqualTo(0).And.Not.EqualTo(2), $"it was to be killed at {point}");
        }

        await ledger.ReopenAsync();
    }
}
