using FundLedger.Applications;
using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.Tests.Applications;
using FundLedger.Tests.Awards;
using FundLedger.Values;
using FundLedger.Worklist;
using static FundLedger.Tests.Awards.AwardScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Worklist;

/// <summary>The board: counts and money by stage, and by programme and source the same money that the ledger has.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class TheBoard(TestDatabase database)
{
    [Test]
    public Task Applications_and_awards_are_counted_by_stage_with_their_money() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync(Plain with { PublicityWorkingDays = 1 });
        await ledger.DraftAsync("LIN");
        await ledger.SubmittedAsync("MEI");
        await ledger.SubmittedAsync("SONG");
        (await ledger.DecideAsync(Award(25, "A-1"))).Expect();
        (await ledger.DecideAsync(Award(22, "A-2") with { Round = null })).Expect();
        (await ledger.DecideAsync(Award(21, "A-3"))).Expect();
        (await new RaiseObjection(ledger.Database).RunAsync(ledger.Ask(), new NewObjection("A-2", Today, "某居民", "重复资助"))).Expect();
        (await new EndAward(ledger.Database).RunAsync(ledger.Ask(), new AwardEnding("A-3", Today, "撤回"))).Expect();
        var board = await OfAsync(ledger);
        Assert.That(board.Applications, Is.EqualTo(new[] { new ApplicationColumn(ApplicationStatus.Draft, 1, Cny(20_000)), new ApplicationColumn(ApplicationStatus.Submitted, 2, Cny(40_000)) }));
        Assert.That(board.Awards, Is.EqualTo(new[] { new AwardColumn(AwardStage.Publicity, 1, Cny(25)), new AwardColumn(AwardStage.Objected, 1, Cny(22)), new AwardColumn(AwardStage.Cancelled, 1, Cny(0)) }));
        ledger.Days(2);
        (await ledger.SignAsync("A-1")).Expect();
        Assert.That((await OfAsync(ledger, "VP-1")).Awards, Is.EqualTo(new[] { new AwardColumn(AwardStage.Active, 1, Cny(25)), new AwardColumn(AwardStage.Cancelled, 1, Cny(0)) }), "of the round alone");
        Assert.That((await OfAsync(ledger, sees: _ => false)).Applications, Is.Empty);
    });

    [Test]
    public Task Its_stages_are_those_that_each_award_says_of_itself() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync(Plain with { PublicityWorkingDays = 3 });
        for (var i = 1; i <= 4; i++)
        {
            (await ledger.DecideAsync(Award(21, $"A-{i}") with { On = Now(ledger), Starts = Now(ledger), Ends = Now(ledger) })).Expect();
            await MustAgreeAsync(ledger);
            ledger.Days(2);
            await MustAgreeAsync(ledger);
        }

        (await ledger.SignAsync("A-1")).Expect();
        await MustAgreeAsync(ledger);
        (await new EndAward(ledger.Database).RunAsync(ledger.Ask(), new AwardEnding("A-1", Now(ledger), "终止"))).Expect();
        await MustAgreeAsync(ledger);
    });

    [Test]
    public Task Money_by_programme_and_by_source_is_the_ledgers() => database.RunAsync(async ledger =>
    {
        var seed = await ledger.MoneyAsync();
        await ledger.StartAsync(Award(60, parts: [Part(seed, 40), Part("donation", 20)]));
        await MustBeAsync(ledger, 60, 0, 0);
        await ledger.RunDueAsync();
        await MustBeAsync(ledger, 40, 20, 0);
        (await ledger.PayAsync(1, 15)).Expect();
        await MustBeAsync(ledger, 40, 5, 15);
        var bySource = (await OfAsync(ledger)).BySource;
        Assert.That(bySource.Select(row => (row.Code, row.Awarded)), Is.EquivalentTo(new[] { (seed, Cny(40)), ("donation", Cny(20)) }));
        Assert.That(bySource.Select(row => row.Left), Is.EquivalentTo(bySource.Select(row => row.Awarded - row.Paid)));
        (await new ClaimBack(ledger.Database).RunAsync(ledger.Ask(), new NewClawback("A-1", Cny(6), Now(ledger), [new(Now(ledger), Cny(6))], "不合规"))).Expect();
        await MustBeAsync(ledger, 40, 5, 9);
        (await new EndAward(ledger.Database).RunAsync(ledger.Ask(), new AwardEnding("A-1", Now(ledger), "终止"))).Expect();
        await MustBeAsync(ledger, 0, 5, 9);
    });

    private static async Task MustBeAsync(TestLedger ledger, decimal committed, decimal owed, decimal paid)
    {
        var board = await OfAsync(ledger);
        var programme = board.ByProgramme.Single();
        Assert.That((programme.Code, programme.Committed, programme.Owed, programme.Paid), Is.EqualTo(("VP", Cny(committed), Cny(owed), Cny(paid))));
        foreach (var figure in new Func<AwardMoney, Money>[] { row => row.Committed, row => row.Owed, row => row.Paid })
            Assert.That(board.BySource.Select(figure).Aggregate((sum, one) => sum + one), Is.EqualTo(figure(programme)));
        var figures = await ledger.FiguresAsync();
        Assert.That((figures.Committed, figures.Owed), Is.EqualTo((committed, owed)), "as the fund has them");
    }

    private static async Task MustAgreeAsync(TestLedger ledger)
    {
        var awards = await ledger.Database.ReadAsync(async reader => await AwardReading.ListAsync(reader, await Books.LoadAsync(reader)));
        Assert.That((await OfAsync(ledger)).Awards.Select(column => (column.Stage, column.Count)), Is.EqualTo(awards.GroupBy(award => award.StageOn(Now(ledger))).OrderBy(group => group.Key).Select(group => (group.Key, group.Count()))));
    }

    private static Task<GrantBoard> OfAsync(TestLedger ledger, string round = "", Func<Fund, bool>? sees = null) =>
        ledger.Database.ReadAsync(async reader => await GrantBoard.OfAsync(reader, await Books.LoadAsync(reader), sees ?? (_ => true), Now(ledger), round));
}
