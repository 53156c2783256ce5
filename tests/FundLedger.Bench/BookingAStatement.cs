using System.Diagnostics;
using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Statements;
using FundLedger.Donations.Lists;

namespace FundLedger.Bench;

/// <summary>A long bank statement from file to books: staged, matched and booked line by line as gifts, beside hledger, which only reads the same file.</summary>
internal static class BookingAStatement
{
    internal static async Task RunAsync(BenchFolder folder, BenchOptions options, ResultTable results, CancellationToken stop)
    {
        var (file, rules) = (folder.PathOf("statement.csv"), folder.PathOf("statement.rules"));
        DonationLists.Write(file, options.Rows);
        await File.WriteAllTextAsync(rules, "skip 1\nfields page,date,doc,debit,credit,balance,description\ndate-format %d/%m/%Y\ndecimal-mark ,\namount %credit\naccount1 assets:bank\naccount2 income:gifts\n", stop);
        TimeSpan staged, booked;
        await using (var database = await folder.OpenWithFundAsync("bank", DonationLists.Currency))
        {
            var account = (await new MainAccount(database).EnsureAsync(new Asked("account", "bench"), "bank", stop)).Expect().Account;
            staged = await Timing.OfAsync(() => StageAsync(database, account, file, options.Rows, stop));
            booked = await Timing.OfAsync(async () =>
            {
                var done = (await new AutoMatch(database).RunAsync(new Asked("match", "bench"), new AutoMatchRequest(account, UnmatchedCredit.Donation, Fund: "bank"), stop: stop)).Expect();
                if (done.Open != 0) throw new InvalidOperationException($"{done.Open} lines are still open: {done.Stopped}");
            });
        }

        folder.Delete("bank");
        using var process = Process.GetCurrentProcess();
        var (both, what) = (staged + booked, $"{options.Rows:N0} statement lines staged, matched and booked");
        var measured = $"{Timing.Shown(both)} ({Timing.Shown(staged)} + {Timing.Shown(booked)}), {process.PeakWorkingSet64 >> 20} MB at most";
        results.Add(ImportingAList.Run("hledger", "-f", file, "--rules-file", rules, "balance") is { } hledger
            ? new Result(what, measured, $"hledger balance {Timing.Shown(hledger)}", both / hledger)
            : new Result(what, measured, "hledger is not installed"));
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
