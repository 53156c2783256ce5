using FundLedger.Organisations;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Tests.Organisations;
using FundLedger.Tests.Storage;
using FundLedger.Values;
using static FundLedger.Tests.Taper.TaperScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Taper;

/// <summary>The due run of plans fails, is killed, runs on two nodes, late, early or with a clock that jumped: each period is released once, and the ledger ties out.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class RunningDuePeriods(TestDatabase database)
{
    internal const int Plans = 8;

    private static readonly TaperPlanTerms Year = Terms(TaperBasis.Plan, terms: Curve(10), parts: [Part("seed", 40)]);

    [Test]
    public Task On_two_nodes_at_once_each_is_released_by_one_of_them() => database.RunAsync(async ledger =>
    {
        await ManyAsync(ledger);
        var other = database.IsOnSqlServer ? Databases.Open(ledger.Options, ledger.Clock) : null;  // embedded books have one writer: two runs share it
        try
        {
            var runs = await Task.WhenAll(new[] { ledger.Database, other ?? ledger.Database, ledger.Database }.Select((node, i) => Task.Run(() => new ReleaseDuePeriods(node).RunAsync($"node-{i}", ledger.Now()))));
            Assert.That(runs.SelectMany(run => run.Released).Select(one => one.Plan).Order(), Is.EqualTo(Numbers.Order()), "each by one run, and no other run says it was there");
            Assert.That(runs.SelectMany(run => run.Held), Is.Empty);
            await MustBeReleasedOnceAsync(ledger);
        }
        finally
        {
            if (other is not null) await other.DisposeAsync();
        }
    });

    [Test]
    public Task What_changed_after_it_was_read_is_decided_about_again() => database.RunAsync(async ledger =>
    {
        await ManyAsync(ledger);
        var planned = (await ledger.Database.ReadAsync(reader => ReleaseDuePeriods.PlanAsync(reader, ledger.Now()))).Planned.ToDictionary(one => one.Plan.Number);
        Task<Outcome<PeriodReleased>> ReleaseAsync(int i) => new ReleasePeriod(ledger.Database).RunAsync("schedule", planned[$"T-{i}"], ledger.Now());
        (await ReleaseAsync(1)).Expect();
        (await new HoldTaperPeriod(ledger.Database).RunAsync(ledger.Ask(), "T-2", 1, "核查")).Expect();
        Assert.That(Refused.CodeOf(await ReleaseAsync(2)), Is.EqualTo("period-held"));
        (await ledger.EndAsync("T-3")).Expect();
        Assert.That(Refused.CodeOf(await ReleaseAsync(3)), Is.EqualTo("taper-over"));
        (await ledger.AmendAsync(1, Terms(TaperBasis.Plan, terms: Curve(20), parts: [Part("seed", 80)]), "T-4")).Expect();
        Assert.That((await ReleaseAsync(4)).Expect().Support, Is.EqualTo(Cny(20)), "as amended");
        (await new EndOperator(ledger.Database).RunAsync(ledger.Ask(), "HU5", Start.AddMonths(1), "换人")).Expect();
        Assert.That(Refused.CodeOf(await ReleaseAsync(5)), Is.EqualTo("period-held"));
        (await new MoveOrganisation(ledger.Database).RunAsync(ledger.Ask(), "HUA", OrganisationMove.Suspended, ledger.Now(), "核查举报")).Expect();
        Assert.That(Refused.CodeOf(await ReleaseAsync(6)), Is.EqualTo("period-held"), "so is what changed with its operator");
    });

    [Test]
    public Task A_result_accepted_after_it_was_read_counts() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync();
        ledger.GoPast(1);
        await ledger.ReportAsync(1, 70);
        var planned = (await ledger.Database.ReadAsync(reader => ReleaseDuePeriods.PlanAsync(reader, ledger.Now()))).Planned.Single();
        await ledger.ReportAsync(1, 60);
        Assert.That((await new ReleasePeriod(ledger.Database).RunAsync("schedule", planned, ledger.Now())).Expect().Support, Is.EqualTo(Cny(60)));
    });

    [Test]
    public Task After_two_years_without_a_run_all_that_fell_due_is_released_once_and_no_day_moved() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync(Terms(TaperBasis.Plan));
        (await ledger.ApproveAsync(2)).Expect();
        var days = (await ledger.PeriodsAsync()).Select(period => period.DueOn).ToList();
        ledger.GoPast(9);
        Assert.That((await ledger.RunDueAsync()).Released.Select(one => (one.No, one.Support)), Is.EqualTo(Enumerable.Range(1, 8).Select(no => (no, Cny(no <= 4 ? 100 : 50)))));
        Assert.That((await ledger.PeriodsAsync()).Select(period => (period.DueOn, period.ReleasedOn)), Is.EqualTo(days.Select(day => (day, (DateOnly?)ledger.Now()))));
        Assert.That(await ledger.MoneyAsync(), Is.EqualTo((2_000m, 600m, 0m, 1_400m)));
    });

    [TestCase(0)]
    [TestCase(15)]
    public Task A_period_is_released_on_its_day_and_not_the_day_before(int dueDays) => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync(Terms(TaperBasis.Plan, dueDays: dueDays));
        var due = new DateOnly(2026, 6, 30).AddDays(dueDays);
        ledger.Clock.SetUtcNow(new DateTimeOffset(due.AddDays(-1), new TimeOnly(23, 59), TimeSpan.FromHours(8)));
        Assert.That((await ledger.RunDueAsync()).Released, Is.Empty);
        ledger.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That((await ledger.RunDueAsync()).Released.Single().No, Is.EqualTo(1));
        Assert.That((await ledger.RunDueAsync(due.AddDays(-1))).Released, Is.Empty, "a node whose clock is behind");
    });

    private static IEnumerable<string> Numbers => Enumerable.Range(1, Plans).Select(i => $"T-{i}");

    /// <summary>Plans of 40 yuan a year, each of another space, with a first period of 10 that is due.</summary>
    internal static async Task ManyAsync(TestLedger ledger)
    {
        await ledger.LakeAsync();
        for (var i = 1; i <= Plans; i++)
        {
            await ledger.SpaceAsync($"HU{i}", "HUA");
            await ledger.StartedAsync(Year, $"T-{i}", $"HU{i}");
        }

        ledger.GoPast(1);
    }

    internal static async Task MustBeReleasedOnceAsync(TestLedger ledger)
    {
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM journal_entries WHERE operation_key LIKE 'taper/%'"), Is.EqualTo(Plans));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM taper_periods WHERE status = 'released'"), Is.EqualTo(Plans));
        Assert.That(await ledger.MoneyAsync(), Is.EqualTo((2_000m, 80m, 240m, 1_680m)));
        Assert.That((await ledger.RunDueAsync()).Released, Is.Empty);
        await ledger.MustVerifyAsync();
    }
}
