using System.Diagnostics;
using FundLedger.Storage;

namespace FundLedger.Bench.Endurance;

/// <summary>
/// The built program is used by many at once while it is killed, stopped and left without room; then for a while undisturbed, which is when memory is looked at. At the end everything
/// that was acknowledged must be in the books once.
/// </summary>
internal static class Soaking
{
    private const int FewestAcknowledged = 10;
    private const int MostSecondsMore = 120;
    private const double DisturbedShare = 0.6;
    private const double MostFailedShare = 0.001;
    private const int TokensOfEach = 60;
    private const int ErrorsShown = 8;
    private const int LinesOfAnError = 14;

    /// <param name="tamper">Of tests: changes the books after the last stop, before they are looked at.</param>
    /// <returns>False when something was lost, doubled or wrong, or grew.</returns>
    internal static async Task<bool> RunAsync(EnduranceOptions options, ResultTable results, CancellationToken stop, Func<StorageOptions, Task>? tamper = null, int tokensOfEach = TokensOfEach)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Folder ?? Path.GetTempPath(), $"fundledger-soak-{Environment.ProcessId}-{options.Seed}"));
        var place = options.Server is { } server ? SoakBooks.NewOnServer(server) : new StorageOptions { Directory = Path.Combine(folder.FullName, "books") };
        try
        {
            var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));
            results.Note("making books, people and tokens");
            var people = await SoakBooks.MakeAsync(place, today, tokensOfEach);
            return await SoakAsync(options, place, people, today, results, tamper, stop);
        }
        finally
        {
            if (place.Dialect == Dialect.SqlServer) await SoakBooks.DropAsync(place);
            folder.Delete(recursive: true);
        }
    }

    private static async Task<bool> SoakAsync(EnduranceOptions options, StorageOptions place, IReadOnlyList<SoakPerson> people, DateOnly today, ResultTable results, Func<StorageOptions, Task>? tamper, CancellationToken stop)
    {
        var (site, journal, latencies, memory) = (new Site(), new SentJournal(), new Latencies(), new MemoryWatch());
        using var program = new SoakedProgram(place, site);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 4 * options.Callers }) { Timeout = TimeSpan.FromSeconds(60) };
        await program.StartAsync();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var callers = Enumerable.Range(0, options.Callers).Select(number => Task.Run(() => new Caller(number, options.Seed, site, people, journal, latencies, today, client).RunAsync(over.Token), CancellationToken.None)).ToArray();

        var began = DateTimeOffset.UtcNow;
        var disturbances = new Disturbances(program, site, new Random(options.Seed), results);
        var watching = Task.WhenAll(callers); // a caller that throws is a fault of the soak, and is heard at the end
        results.Note($"{options.Callers} callers for {options.Length.TotalMinutes:0.#} min; things go wrong for {options.Length.TotalMinutes * DisturbedShare:0.#} of them");
        await disturbances.RunAsync(began + options.Length * DisturbedShare, stop);
        results.Note("undisturbed from here on");
        using (var quiet = CancellationTokenSource.CreateLinkedTokenSource(stop))
        {
            var looking = memory.RunAsync(program.Current!, quiet.Token);
            var left = began + options.Length - DateTimeOffset.UtcNow;
            if (left > TimeSpan.Zero) await Task.WhenAny(watching, Task.Delay(left, stop));
            await quiet.CancelAsync();
            await looking;
        }

        // A machine so slow that nearly nothing was done would prove nothing.
        for (var waited = 0; waited < MostSecondsMore && !watching.IsCompleted && journal.Writes.Count(write => write.IsAcknowledged) < FewestAcknowledged; waited++) await Task.Delay(1_000, stop);
        await over.CancelAsync();
        await watching;
        var length = DateTimeOffset.UtcNow - began;
        using (site.Disturb()) await disturbances.StopNowAsync();
        if (tamper is not null) await tamper(place);

        var wrong = new List<string>();
        wrong.AddRange(Settlement.InTheRows(journal, await KeptBooks.ReadAsync(place)));
        var openAtTheEnd = journal.Writes.Count(write => write.Status is null);
        await program.StartAsync();
        var (again, settled) = await Settlement.SendAgainAsync(journal, site.Address!, people, client);
        wrong.AddRange(again);
        await disturbances.StopNowAsync();
        wrong.AddRange(Settlement.InTheRows(journal, await KeptBooks.ReadAsync(place)));
        var verifying = Stopwatch.GetTimestamp();
        var verified = await program.VerifyAsync();
        var verifyTime = Stopwatch.GetElapsedTime(verifying);
        if (verified.ExitCode != 0) wrong.Add("verify: " + verified.Said);
        return Tell(results, new(options, journal, latencies, memory, disturbances, program, disturbances.Wrongs.Concat(wrong).Distinct().ToList(), length, settled, openAtTheEnd, verifyTime));
    }

    private sealed record Ended(
        EnduranceOptions Options, SentJournal Journal, Latencies Latencies, MemoryWatch Memory, Disturbances Disturbances, SoakedProgram Program, IReadOnlyList<string> Wrong, TimeSpan Length, int Settled, int OpenAtTheEnd, TimeSpan VerifyTime);

    private static bool Tell(ResultTable results, Ended ended)
    {
        var (writes, latencies) = (ended.Journal.Writes, ended.Latencies);
        ended.Latencies.Print(results);
        results.Add(new Result("writes sent", $"{writes.Count:N0}", $"{writes.Count / ended.Length.TotalSeconds:0}/s, seed {ended.Options.Seed}"));
        results.Add(new Result("acknowledged, refused, settled only at the end", $"{writes.Count(write => write.IsAcknowledged):N0}, {writes.Count(write => write.IsRefused):N0}, {ended.Settled:N0}", $"{ended.OpenAtTheEnd:N0} unknown to their senders"));
        results.Add(new Result("imports finished", $"{ended.Journal.Imports.Count(import => import.IsAcknowledged):N0}", $"of {ended.Journal.Imports.Count:N0} sent"));
        results.Add(new Result("killed, stopped, without room", $"{ended.Disturbances.Kills}, {ended.Disturbances.Stops}, {ended.Disturbances.FullDisks}", $"longest stop {ended.Disturbances.LongestStopTaken.TotalSeconds:0.0} s"));
        results.Add(new Result("started again", $"median {Timing.Median(ended.Program.StartSeconds):0.0} s", $"longest {ended.Program.StartSeconds.Max():0.0} s"));
        var share = latencies.Failed / (double)Math.Max(1, latencies.Count + latencies.Failed);
        var fewFail = share <= MostFailedShare;
        results.Add(new Result("failed though undisturbed", $"{latencies.Failed:N0} of {latencies.Count + latencies.Failed:N0}", $"busy {latencies.Busy:N0}", null, $"≤ {MostFailedShare:0.0%}", fewFail));
        foreach (var failure in latencies.Failures) results.Note("failed: " + failure);
        var isFlat = ended.Memory.Print(results);
        TellLog(results, ended.Program);
        results.Add(new Result("verify at the end", Timing.Shown(ended.VerifyTime)));
        results.Add(new Result("lost, doubled or wrong", $"{ended.Wrong.Count:N0}", "", null, "0", ended.Wrong.Count == 0));
        foreach (var one in ended.Wrong.Take(20)) results.Note(one);
        return ended.Wrong.Count == 0 && fewFail && isFlat;
    }

    /// <summary>What the program logged as errors, each sort once.</summary>
    private static void TellLog(ResultTable results, SoakedProgram program)
    {
        var lines = program.Log.ToArray();
        var errors = Enumerable.Range(0, lines.Length).Where(i => lines[i].Contains(" ERR] ", StringComparison.Ordinal) || lines[i].Contains(" FTL] ", StringComparison.Ordinal)).ToList();
        results.Add(new Result("errors in the log", $"{errors.Count:N0}", $"of {lines.Length:N0} lines"));
        foreach (var sort in errors.GroupBy(Told).OrderByDescending(group => group.Count()).Take(ErrorsShown))
            results.Note($"{sort.Count():N0} × {string.Join("\n    ", lines.Skip(sort.First()).Take(LinesOfAnError))}");

        // The failure stands on the line after.
        string Told(int i) => lines[i][(lines[i].IndexOf(']', StringComparison.Ordinal) + 1)..] + (i + 1 < lines.Length ? lines[i + 1] : "");
    }
}
