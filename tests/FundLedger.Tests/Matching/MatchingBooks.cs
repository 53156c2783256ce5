using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Matching;

/// <summary>What scenarios of matching do all the time: POOL holds seed money, LAKE and RIVER get gifts.</summary>
internal static class MatchingBooks
{
    internal const string Seed = "seed-府办〔2026〕3号";

    /// <summary>The pot's fund with seed money, and two funds that get gifts.</summary>
    internal static async Task PotAsync(this TestLedger ledger, decimal yuan = 5_000)
    {
        foreach (var fund in new[] { "POOL", "LAKE", "RIVER" }) await ledger.FundAsync(fund);
        await ledger.SeedAsync("POOL", yuan, on: March(1), spendBy: new DateOnly(2027, 12, 31));
    }

    /// <summary>One to one, open all March, for gifts to LAKE and RIVER.</summary>
    internal static NewMatchingProgramme Programme(decimal pot = 5_000, MatchingTerms? terms = null, string code = "SPRING") =>
        new(code, "春季配比", "POOL", Seed, Cny(pot), March(1), March(31), new GiftScope { Funds = ["LAKE", "RIVER"] }, terms ?? MatchingTerms.Flat(1, 1));

    internal static async Task<ProgrammeOpened> OpenAsync(this TestLedger ledger, NewMatchingProgramme programme) => (await ledger.TryOpenAsync(programme)).Expect();

    internal static Task<Outcome<ProgrammeOpened>> TryOpenAsync(this TestLedger ledger, NewMatchingProgramme programme) => new OpenProgramme(ledger.Database).RunAsync(ledger.Ask(), programme);

    internal static Task<Outcome<RuleChanged>> TryChangeAsync(this TestLedger ledger, MatchingTerms terms, DateOnly? from = null, string code = "SPRING") =>
        new ChangeRule(ledger.Database).RunAsync(ledger.Ask(), new RuleChange(code, terms, from));

    internal static Task<Outcome<ProgrammeEnded>> TryEndAsync(this TestLedger ledger, string code = "SPRING", DateOnly? on = null) => new CloseProgramme(ledger.Database).RunAsync(ledger.Ask(), new ProgrammeEnd(code, on));

    internal static async Task<EntryId> GiveAsync(this TestLedger ledger, Gift gift) => (await new RecordDonation(ledger.Database).RunAsync(ledger.Ask(), gift)).Expect().Entry;

    /// <summary>What a gift earned, in yuan; null when no programme was asked about it.</summary>
    internal static async Task<decimal?> EarnedAsync(this TestLedger ledger, EntryId gift) => (await ledger.MatchAsync(gift))?.Matched.MinorUnits / 100m;

    internal static Task<GiftMatch?> MatchAsync(this TestLedger ledger, EntryId gift) => ledger.Database.ReadAsync(reader => MatchingReading.MatchOfAsync(reader, gift, Today));

    /// <summary>Records a gift and says what it earned.</summary>
    internal static async Task<decimal?> EarnAsync(this TestLedger ledger, string fund, decimal yuan, DateOnly? on = null, string donor = "王小明") =>
        await ledger.EarnedAsync(await ledger.DonateAsync(fund, yuan, on, donor));

    internal static async Task<ProgrammeSummary> SummaryAsync(this TestLedger ledger, string code = "SPRING") =>
        (await ledger.Database.ReadAsync(reader => MatchingReading.FindAsync(reader, code, Today))).Expect().Summary;

    /// <summary>(matched, returned, waived, owed, left), in yuan.</summary>
    internal static async Task<(decimal Matched, decimal Returned, decimal Waived, decimal Owed, decimal Left)> PotOfAsync(this TestLedger ledger, string code = "SPRING")
    {
        var pot = await ledger.SummaryAsync(code);
        return (pot.Matched.MinorUnits / 100m, pot.Returned.MinorUnits / 100m, pot.Waived.MinorUnits / 100m, pot.Owed.MinorUnits / 100m, pot.Left.MinorUnits / 100m);
    }

    internal static MatchingTier UpTo(decimal yuan, int match, int gift) => new(new MatchingRatio(match, gift), Cny(yuan));

    internal static MatchingTier Above(int match, int gift) => new(new MatchingRatio(match, gift));
}
