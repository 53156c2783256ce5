using FundLedger.People.Roles;
using FundLedger.SeedMoney;
using FundLedger.Values;

namespace FundLedger.Web.Api;

/// <summary>Public money under an appropriation.</summary>
internal static class SeedMoneyApi
{
    internal static void MapSeedMoney(this ApiRoutes api) =>
        api.Write<NewSeedMoney, SeedMoneyShown>("/seed-money", new("receiveSeedMoney", "seed-money", new("记种子资金到账", "Record seed money received"), "Public money under an appropriation has arrived; it gets a source of its own.", [])
        {
            Example = """{"fund":"F1","amount":{"amount":"5000.00","currency":"CNY"},"on":"2026-04-05","from":"民政局","reference":"民发2号","spendBy":"2027-12-31"}""",
        }, ReceiveAsync, Permission.RecordMoney);

    private static Task<IResult> ReceiveAsync(ApiCall call, NewSeedMoney seed) => call.WriteToFundsAsync(
        Permission.RecordMoney, [seed.Fund],
        asked => new ReceiveSeedMoney(call.Noting).RunAsync(asked, new SeedMoneyReceipt(seed.Fund, seed.Amount, seed.On, seed.From, seed.Reference, seed.SpendBy, seed.Conditions), call.Stop),
        done => new SeedMoneyShown(done.Entry, done.Source), done => EntriesApi.PathOf(done.Entry));
}

/// <param name="From">The office that gives it.</param>
/// <param name="Reference">Number of the appropriation.</param>
/// <param name="SpendBy">The last day to spend it; what is left goes back.</param>
public sealed record NewSeedMoney(string Fund, Money Amount, DateOnly On, string From, string Reference, DateOnly? SpendBy = null, string? Conditions = null);

/// <param name="Source">Code of the source that it is.</param>
public sealed record SeedMoneyShown(EntryId Entry, string Source);
