using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Worklist;
using static FundLedger.Tests.Awards.AwardScenes;
using static FundLedger.Tests.Programmes.GrantScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Worklist;

/// <summary>What the list of what waits costs, counted in embedded books.</summary>
public sealed class AskingForWhatWaits
{
    [Test]
    public Task However_many_awards_there_are_as_many_queries_are_asked() => TestDatabase.All[0].RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        var queries = new List<int>();
        for (var more = 1; more <= 3; more++)
        {
            for (var i = 0; i < 4; i++) await ledger.StartAsync(Award(1, $"A-{more}-{i}", takesApproval: true) with { Tranches = [new AwardTranche(1, new("批", "Tranche"), Cny(1), TrancheDay.Signing, 0, false, null, [])], Budget = null });
            queries.Add(await QueriesAsync(ledger));
        }

        Assert.That(queries.Distinct().Count(), Is.EqualTo(1), string.Join(", ", queries));
    });

    /// <summary>How many statements the list of somebody who manages everything takes.</summary>
    private static async Task<int> QueriesAsync(TestLedger ledger)
    {
        var (count, ofList) = (0, 0);
        ((SqliteDatabase)ledger.Database).Faults = point => count += point == "statement" ? 1 : 0;
        (await ledger.Database.WriteAsync<bool>(ledger.Ask().For("count"), async tx =>
        {
            var (books, before) = (await Books.LoadAsync(tx), count);
            var manager = new Grant(1, "manager", PersonRole.FundManager, Scope.WholeLedger, Today, null, false);
            Assert.That(await WorkQueue.OfAsync(tx, books, "manager", [manager], Moments.ToMicroseconds(ledger.Clock.GetUtcNow())), Is.Not.Empty);
            ofList = count - before;
            return true;
        })).Expect();
        ((SqliteDatabase)ledger.Database).Faults = null;
        return ofList;
    }
}
