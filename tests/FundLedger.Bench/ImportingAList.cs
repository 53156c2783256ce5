using System.Diagnostics;
using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Exchange;

namespace FundLedger.Bench;

/// <summary>A long donation list from file to ledger, beside plain-text accounting tools that only read the same entries.</summary>
internal static class ImportingAList
{
    private const int Rounds = 3;

    internal static async Task RunAsync(BenchFolder folder, BenchOptions options, ResultTable results, CancellationToken stop)
    {
        var list = folder.PathOf("gifts.csv");
        DonationLists.Write(list, options.Rows);
        List<TimeSpan> ours = [], hledger = [];
        for (var round = 0; round < Rounds; round++)
        {
            stop.ThrowIfCancellationRequested();
            await using var database = await folder.OpenWithFundAsync($"import-{round}", DonationLists.Currency);
            ours.Add(await Timing.OfAsync(() => ImportAsync(database, $"import-{round}", list, options.Rows)));
            if (round == 0)
            {
                await ExportAsync(database, JournalFormat.Hledger, folder.PathOf("gifts.journal"));
                await ExportAsync(database, JournalFormat.Beancount, folder.PathOf("gifts.beancount"));
            }

            if (Run("hledger", "-f", folder.PathOf("gifts.journal"), "check") is { } time) hledger.Add(time);
        }

        var median = Timing.Median(ours);
        var (what, measured) = ($"import {options.Rows:N0} rows", $"{Timing.Shown(median)}, {Timing.PerSecond(options.Rows, median)}");
        if (hledger.Count == 0) results.Add(new Result(what, measured, "hledger is not installed", null, "< hledger"));
        else results.Add(Beside(what, measured, median, "hledger check", Timing.Median(hledger)) with { Target = "< hledger", IsReached = median < Timing.Median(hledger) });
        if (Run("ledger", "-f", folder.PathOf("gifts.journal"), "balance") is { } ledger) results.Add(Beside(what, measured, median, "ledger balance", ledger));
        if (Run("bean-check", "--no-cache", folder.PathOf("gifts.beancount")) is { } beancount) results.Add(Beside(what, measured, median, "bean-check", beancount));
    }

    private static async Task ExportAsync(Database database, JournalFormat format, string path)
    {
        await using var output = File.Create(path);
        (await database.ReadAsync(reader => JournalExport.WriteAsync(reader, format, output))).Expect();
    }

    /// <summary>As the command line does it: opened, scanned whole, checked, posted, with progress.</summary>
    internal static async Task ImportAsync(Database database, string fund, string path, int rows)
    {
        using var file = ((ListOpening.Opened)ListFile.Open(path)).File;
        var settings = new ListSettings(DonationLists.Currency, ListProfile.Guess with { Dates = DateFormat.DayFirst });
        var scan = ((ListScanning.Scanned)file.Scan(settings, new Progress<long>())).Scan;
        var outcome = await new ImportDonations(database, TimeProvider.System).RunAsync("bench", file, scan, new ImportChoices(fund), new Progress<ImportProgress>());
        if (outcome is not ImportOutcome.Imported { Summary.Gifts: var gifts } || gifts != rows) throw new InvalidOperationException($"not all rows were imported: {outcome}");
    }

    private static Result Beside(string what, string measured, TimeSpan ours, string tool, TimeSpan theirs) =>
        new(what, measured, $"{tool} {Timing.Shown(theirs)}", ours / theirs);

    /// <returns>Null when the tool is not installed.</returns>
    internal static TimeSpan? Run(string tool, params string[] arguments)
    {
        var began = Stopwatch.GetTimestamp();
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        using (process)
        {
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) throw new InvalidOperationException($"{tool} refused the journal: {errors}");
        }

        return Stopwatch.GetElapsedTime(began);
    }
}
