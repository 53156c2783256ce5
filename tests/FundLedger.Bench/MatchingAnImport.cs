using FundLedger.Matching;
using FundLedger.SeedMoney;

namespace FundLedger.Bench;

/// <summary>A long donation list whose every gift is matched, beside the same list where none is.</summary>
internal static class MatchingAnImport
{
    private const int Rounds = 3;
    private const double Most = 1.5;

    internal static async Task RunAsync(BenchFolder folder, BenchOptions options, ResultTable results, CancellationToken stop)
    {
        var list = folder.PathOf("matched.csv");
        DonationLists.Write(list, options.Rows);
        List<TimeSpan> matched = [], plain = [];
        for (var round = 0; round < Rounds; round++)
        {
            stop.ThrowIfCancellationRequested();
            plain.Add(await MeasureAsync(folder, $"plain-{round}", list, options.Rows, isMatched: false));
            matched.Add(await MeasureAsync(folder, $"matched-{round}", list, options.Rows, isMatched: true));
        }

        var (with, without) = (Timing.Median(matched), Timing.Median(plain));
        results.Add(new Result(
            $"import {options.Rows:N0} rows, each matched", $"{Timing.Shown(with)}, {Timing.PerSecond(options.Rows, with)}", $"without matching {Timing.Shown(without)}", with / without, $"<= {Most}", with <= without * Most));
    }

    private static async Task<TimeSpan> MeasureAsync(BenchFolder folder, string name, string list, int rows, bool isMatched)
    {
        TimeSpan time;
        await using (var database = await folder.OpenWithFundAsync(name, DonationLists.Currency))
        {
            if (isMatched) await OpenProgrammeAsync(database, name);
            time = await Timing.OfAsync(() => ImportingAList.ImportAsync(database, name, list, rows));
        }

        folder.Delete(name);
        return time;
    }

    /// <summary>Brackets, and every cap there is: none of them is reached, so that every gift goes the whole way.</summary>
    private static async Task OpenProgrammeAsync(Database database, string fund)
    {
        var currency = DonationLists.Currency;
        Money Of(long units) => new(units, currency);
        await BenchFolder.CreateFundAsync(database, "pool", currency);
        var pot = Of(500_000_000_000_000);
        var seed = (await new ReceiveSeedMoney(database).RunAsync(new Asked("seed", "bench"), new SeedMoneyReceipt("pool", pot, new DateOnly(2024, 1, 2), "district", "1"))).Expect();
        var terms = new MatchingTerms([new(new(1, 1), Of(1_000_000)), new(new(1, 2))]) { Basis = TierBasis.DonorTotal, Minimum = Of(1), GiftCap = pot, DonorCap = pot, FundCap = pot, DayCap = pot };
        var programme = new NewMatchingProgramme("bench", "bench", "pool", seed.Source, pot, new DateOnly(2024, 1, 2), new DateOnly(2025, 12, 31), new GiftScope { Funds = [fund] }, terms);
        (await new OpenProgramme(database).RunAsync(new Asked("open", "bench"), programme)).Expect();
    }
}
