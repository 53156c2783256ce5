using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Statements;
using FundLedger.Donations.Lists;

namespace FundLedger.Bench;

/// <summary>A long bank statement from file to books: staged, matched and booked line by line as gifts, beside hledger, which only reads the same file.</summary>
internal static class BookingAStatement
{
    /// <summary>Memory is flat when a statement a tenth as long takes about as much.</summary>
    private const int Shorter = 10;

    internal static async Task RunAsync(BenchFolder folder, BenchOptions options, ResultTable results, CancellationToken stop)
    {
        var (file, rules) = (folder.PathOf("statement.csv"), folder.PathOf("statement.rules"));
        var small = await MeasureAsync(folder, file, options.Rows / Shorter, stop);
        var large = await MeasureAsync(folder, file, options.Rows, stop);
        await File.WriteAllTextAsync(rules, "skip 1\nfields page,date,doc,debit,credit,balance,description\ndate-format %d/%m/%Y\ndecimal-mark ,\namount %credit\naccount1 assets:bank\naccount2 income:gifts\n", stop);
        var (both, what) = (large.Staged + large.Booked, $"{options.Rows:N0} statement lines staged, matched and booked");
        var measured = $"{Timing.Shown(both)} ({Timing.Shown(large.Staged)} + {Timing.Shown(large.Booked)})";
        results.Add(ImportingAList.Run("hledger", "-f", file, "--rules-file", rules, "balance") is { } hledger
            ? new Result(what, measured, $"hledger balance {Timing.Shown(hledger)}", both / hledger)
            : new Result(what, measured, "hledger is not installed"));
        foreach (var (phase, most, before) in new[] { ("staging", large.Staging, small.Staging), ("matching and booking", large.Booking, small.Booking) })
            results.Add(new Result($"most memory while {phase}", $"{options.Rows:N0} lines: {Shown(most)}", $"{options.Rows / Shorter:N0} lines: {Shown(before)}", (double)most.Process / before.Process));
    }

    private static string Shown((long Process, long Objects) most) => $"{most.Process} MB, {most.Objects} MB of it objects";

    private sealed record Measured(TimeSpan Staged, TimeSpan Booked, (long Process, long Objects) Staging, (long Process, long Objects) Booking);

    private static async Task<Measured> MeasureAsync(BenchFolder folder, string file, int rows, CancellationToken stop)
    {
        DonationLists.Write(file, rows);
        TimeSpan staged, booked;
        (long, long) staging, booking;
        await using (var database = await folder.OpenWithFundAsync("bank", DonationLists.Currency))
        {
            var account = (await new MainAccount(database).EnsureAsync(new Asked("account", "bench"), "bank", stop)).Expect().Account;
            using (var peak = new PeakMemory())
            {
                staged = await Timing.OfAsync(() => StageAsync(database, account, file, rows, stop));
                staging = (peak.Process, peak.Objects);
            }

            using (var peak = new PeakMemory())
            {
                booked = await Timing.OfAsync(async () =>
                {
                    var done = (await new AutoMatch(database).RunAsync(new Asked("match", "bench"), new AutoMatchRequest(account, UnmatchedCredit.Donation, Fund: "bank"), stop: stop)).Expect();
                    if (done.Open != 0) throw new InvalidOperationException($"{done.Open} lines are still open: {done.Stopped}");
                });
                booking = (peak.Process, peak.Objects);
            }
        }

        folder.Delete("bank");
        return new Measured(staged, booked, staging, booking);
    }

    private static async Task StageAsync(Database database, string account, string path, int rows, CancellationToken stop)
    {
        using var list = ((ListOpening.Opened)ListFile.Open(path)).File;
        var settings = new ListSettings(DonationLists.Currency, ListProfile.Guess with { Dates = DateFormat.DayFirst }, IsStatement: true);
        var scan = ((ListScanning.Scanned)list.Scan(settings, stop: stop)).Scan;
        var (summary, refused) = await new ImportStatement(database, TimeProvider.System).RunAsync("bench", StatementFile.Of(list, scan), new StatementChoices(account), stop: stop);
        if (summary?.Lines != rows) throw new InvalidOperationException($"not all lines were staged: {refused?.Reason}");
    }
}
