using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Tests.Programmes;

/// <summary>Programmes and rounds that scenarios of grants begin with: fund POOL, programme VP, round VP-1 open from 1 March 09:00 to 31 March 17:00.</summary>
internal static class GrantScenes
{
    internal static GrantTerms Terms { get; } = GrantTemplate.Venture(Currency.Cny);

    internal static NewGrantProgramme Programme(GrantTerms? terms = null, string code = "VP") =>
        new(code, "POOL", GrantProgrammeKind.Venture, new("公益创投", "Venture"), terms ?? Terms);

    internal static NewGrantRound Round(string code = "VP-1", string programme = "VP") =>
        new(programme, code, new("第一批", "First round"), At(3, 1, 9), At(3, 31, 17), TestLedger.Cny(500_000));

    /// <summary>A moment of 2026 in Shanghai.</summary>
    internal static long At(int month, int day, int hour, int minute = 0) => Moments.ToMicroseconds(new DateTimeOffset(2026, month, day, hour, minute, 0, TimeSpan.FromHours(8)));

    internal static async Task RoundAsync(this TestLedger ledger, GrantTerms? terms = null)
    {
        await ledger.FundAsync("POOL");
        (await new CreateGrantProgramme(ledger.Database).RunAsync(ledger.Ask(), Programme(terms))).Expect();
        (await new OpenGrantRound(ledger.Database).RunAsync(ledger.Ask(), Round())).Expect();
    }

    internal static void GoTo(this TestLedger ledger, long moment) => ledger.Clock.SetUtcNow(Moments.FromMicroseconds(moment));
}
