using FundLedger.Ledger;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Tests.Organisations;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Spaces;

/// <summary>Spaces in a test's ledger, and what scenarios do with them all the time.</summary>
internal static class SpaceScenes
{
    internal static readonly DateOnly Opened = new(2025, 6, 1);

    internal static SpaceWanted Wanted(string code, string? centre = null) => new(code, "LAKE", $"{code}邻里中心", centre, "青川街道湖滨路 1 号", 25_050, ["议事", "助老"], SpaceOwnership.Collective, OperationModel.Enabled, Opened);

    /// <summary>A fund LAKE, a space run by an organisation since it opened.</summary>
    internal static async Task SpaceAsync(this TestLedger ledger, string code = "S1", string organisation = "CARE")
    {
        await ledger.FundAsync("LAKE");
        await ledger.RegisterAsync(organisation);
        (await new RegisterSpace(ledger.Database).RunAsync(ledger.Ask(), Wanted(code))).Expect();
        (await new AppointOperator(ledger.Database).RunAsync(ledger.Ask(), new NewOperator(code, organisation, Opened, new DateOnly(2028, 5, 31), "三年，水电自理", "王小明"))).Expect();
    }

    internal static ResultContent Content(decimal cost, decimal revenue, decimal ineligible = 0, int users = 0, int hours = 0) => new(
        [new ResultLine("staff", "人员", Cny(cost - ineligible)), .. ineligible == 0 ? Array.Empty<ResultLine>() : [new ResultLine("party", "聚餐", Cny(ineligible), IsEligible: false)]],
        revenue == 0 ? [] : [new ResultLine("fees", "服务收费", Cny(revenue))], users, hours, 3, 20, "平稳");

    internal static NewResult Month(string space, int year, int month, ResultContent content, string? reason = null) =>
        new(space, new DateOnly(year, month, 1), new DateOnly(year, month, 1).AddMonths(1).AddDays(-1), content, reason);

    internal static Task<Outcome<ResultReported>> TryReportAsync(this TestLedger ledger, NewResult result) => new ReportResult(ledger.Database).RunAsync(ledger.Ask(), result);

    internal static async Task<ResultReported> ReportAsync(this TestLedger ledger, NewResult result) => (await ledger.TryReportAsync(result)).Expect();

    internal static Task<Outcome<ResultDecided>> TryDecideAsync(this TestLedger ledger, ResultReported reported, ResultDecision decision, string? note = null, string by = "manager-2") =>
        new DecideResult(ledger.Database).RunAsync(ledger.Ask() with { Actor = by }, new ResultDeciding(reported.Space, reported.First, reported.Last, reported.Version, decision, note));

    internal static async Task DecideAsync(this TestLedger ledger, ResultReported reported, ResultDecision decision = ResultDecision.Accepted, string? note = null) => (await ledger.TryDecideAsync(reported, decision, note)).Expect();

    internal static Task<T> ReadAsync<T>(this TestLedger ledger, string space, Func<LedgerReader, Books, Space, Task<T>> read) => ledger.Database.ReadAsync(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        return await read(reader, books, (await SpaceReading.FindAsync(reader, books, space))!);
    });

    internal static Task<Space> FindAsync(this TestLedger ledger, string space) => ledger.ReadAsync(space, (_, _, found) => Task.FromResult(found));

    internal static Task<IReadOnlyList<OperatingResult>> ResultsAsync(this TestLedger ledger, string space) => ledger.ReadAsync(space, OperatingResults.OfAsync);

    internal static Task<List<ResultFigures>> AcceptedAsync(this TestLedger ledger, string space) => ledger.ReadAsync(space, async (reader, books, found) => (await OperatingResults.AcceptedAsync(reader, books))[found.Id].ToList());
}
