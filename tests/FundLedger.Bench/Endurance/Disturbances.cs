using System.Globalization;
using FundLedger.Storage;
using Microsoft.Data.Sqlite;

namespace FundLedger.Bench.Endurance;

/// <summary>What goes wrong, one thing after another: the process is killed, told to stop, or finds no room on the disk; each time it is started again.</summary>
internal sealed class Disturbances(SoakedProgram program, Site site, Random random, ResultTable results)
{
    private const int FewestPagesLeft = 2;
    private const int MostPagesLeft = 40;
    private const int Chunk = 1_048_576;
    private static readonly TimeSpan LongestFilling = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(28);

    internal int Kills { get; private set; }
    internal int Stops { get; private set; }
    internal int FullDisks { get; private set; }

    internal List<string> Wrongs { get; } = [];

    internal TimeSpan LongestStopTaken { get; private set; }

    internal async Task RunAsync(DateTimeOffset end, CancellationToken stop)
    {
        // One of each comes first, so that a short soak has all of them.
        var first = new Queue<int>(program.Place.Dialect == Dialect.Sqlite ? [0, 4, 3] : [0, 3]);
        var happened = 0;
        do
        {
            await PauseAsync(random.Next(3_000, 9_000), end, stop);
            if ((happened++ > 0 && DateTimeOffset.UtcNow >= end) || stop.IsCancellationRequested) return; // one there is, however slow the machine
            await ((first.TryDequeue(out var next) ? next : random.Next(5)) switch
            {
                3 => StopAsync(),
                4 when program.Place.Dialect == Dialect.Sqlite => FillDiskAsync(stop),
                _ => KillAsync(),
            });
        }
        while (DateTimeOffset.UtcNow < end);
    }

    internal async Task KillAsync()
    {
        using var disturbed = site.Disturb();
        NoticeEnd();
        await program.Current!.KillAsync();
        site.IsDown();
        Kills++;
        // At once, or after others have given up.
        await Task.Delay(random.Next(0, 800));
        await program.StartAsync();
    }

    private async Task StopAsync()
    {
        using var disturbed = site.Disturb();
        await StopNowAsync();
        await program.StartAsync();
    }

    internal async Task StopNowAsync()
    {
        if (NoticeEnd()) return;
        var ended = await program.Current!.StopAsync(LongestStop);
        site.IsDown();
        Stops++;
        if (ended is not { } how) Wrongs.Add("told to stop, it did not within 28 s");
        else
        {
            if (how.ExitCode != 0) Wrongs.Add(string.Create(CultureInfo.InvariantCulture, $"told to stop, it ended with exit code {how.ExitCode}{program.LastWords()}"));
            if (how.Took > LongestStopTaken) LongestStopTaken = how.Took;
        }
    }

    /// <summary>It is to end only when it is told to, or killed.</summary>
    private bool NoticeEnd()
    {
        if (program.Current!.ExitCode is not { } code) return false;
        site.IsDown();
        Wrongs.Add(string.Create(CultureInfo.InvariantCulture, $"it ended by itself with exit code {code}{program.LastWords()}"));
        return true;
    }

    private async Task FillDiskAsync(CancellationToken stop)
    {
        using var disturbed = site.Disturb();
        FullDisks++;
        if (SoakedProgram.MayFill(program.Place.Directory)) await FillDriveAsync(stop);
        else await FillQuotaAsync(stop);
    }

    /// <summary>The real thing, where the drive is small enough to be filled: for the database, its log and whatever else is written there.</summary>
    private async Task FillDriveAsync(CancellationToken stop)
    {
        var file = Path.Combine(program.Place.Directory, "ballast");
        try
        {
            using (var ballast = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                foreach (var size in new[] { Chunk, 65_536, 4_096, 512 })
                {
                    try
                    {
                        while (true) ballast.Write(new byte[size]);
                    }
                    catch (IOException)
                    {
                        // No such piece fits any more.
                    }
                }
            }

            await MustTellAsync(stop);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The file of the books may grow by a few pages and no more, which SQLite answers as it does a full disk.</summary>
    private async Task FillQuotaAsync(CancellationToken stop)
    {
        await StopNowAsync();
        var pages = await PagesAsync() + random.Next(FewestPagesLeft, MostPagesLeft);
        await program.StartAsync(("FUNDLEDGER_Storage__MostPages", pages.ToString(CultureInfo.InvariantCulture)));
        await MustTellAsync(stop);
        await StopNowAsync();
        await program.StartAsync();
    }

    /// <summary>Once callers have met the full disk, the program must say of itself that writes fail, for a monitor to hear; then it is left so for a while.</summary>
    private async Task MustTellAsync(CancellationToken stop)
    {
        using var client = new HttpClient();
        var (began, text) = (DateTimeOffset.UtcNow, "");
        while (!stop.IsCancellationRequested)
        {
            using var said = await client.GetAsync(new Uri(site.Address!, "/health"), CancellationToken.None);
            text = await said.Content.ReadAsStringAsync(CancellationToken.None);
            if (text.Contains("\"writer\",\"status\":\"unhealthy\"", StringComparison.Ordinal))
            {
                results.Note($"full disk: after {(DateTimeOffset.UtcNow - began).TotalSeconds:0.0} s /health answers {(int)said.StatusCode}");
                await Task.Delay(random.Next(500, 3_000), CancellationToken.None);
                return;
            }

            if (DateTimeOffset.UtcNow - began > LongestFilling) break;
            await Task.Delay(200, CancellationToken.None);
        }

        if (!stop.IsCancellationRequested) Wrongs.Add("on a full disk /health says nothing of the writer: " + text);
    }

    private async Task<long> PagesAsync()
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = program.Place.DatabaseFile, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA page_count";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static Task PauseAsync(int milliseconds, DateTimeOffset end, CancellationToken stop)
    {
        var left = end - DateTimeOffset.UtcNow;
        return Task.Delay(TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, Math.Max(0, left.TotalMilliseconds))), stop).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
