using CsCheck;
using FundLedger.Organisations;
using FundLedger.Storage;
using FundLedger.Tests.Notices;
using static FundLedger.Tests.Organisations.DirectoryOfATest;
using static FundLedger.Tests.TestLedger;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Tests.Organisations;

/// <summary>A qualification is renewed yearly: opened, reminded of and lapsed, each once.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class RenewingQualifications(TestDatabase database)
{
    private static readonly DateOnly Ends = new(2026, 3, 31);

    [Test]
    public Task Each_stage_is_given_once_however_often_it_runs() => database.RunAsync(async ledger =>
    {
        await ledger.QualifyAsync("LAKE", Ends);
        var keep = new KeepDirectory(ledger.Database);
        var given = new List<(DateOnly, RenewalStage)>();
        for (var day = Ends.AddDays(-70); day <= Ends.AddDays(5); day = day.AddDays(1))
            for (var again = 0; again < 2; again++)
                given.AddRange((await keep.RunAsync("schedule", day)).Select(renewal => (day, renewal.Stage)));
        Assert.That(given, Is.EqualTo(new[] { (Ends.AddDays(-60), RenewalStage.Opened), (Ends.AddDays(-14), RenewalStage.Reminded), (Ends.AddDays(1), RenewalStage.Lapsed) }));
        Assert.That((await ledger.EventsAsync()).Select(one => (one.Kind, one.Organisation, one.Word("stage"))), Is.EqualTo(new[] { "opened", "reminded", "lapsed" }.Select(stage => ("renewal.due", "LAKE", stage))));
    });

    [Test]
    public Task A_late_run_gives_what_was_missed() => database.RunAsync(async ledger =>
    {
        await ledger.QualifyAsync("LAKE", Ends);
        var given = await new KeepDirectory(ledger.Database).RunAsync("schedule", Ends.AddDays(100));
        Assert.That(given.Select(renewal => (renewal.EndsOn, renewal.Stage)), Is.EqualTo(new[] { (Ends, RenewalStage.Opened), (Ends, RenewalStage.Reminded), (Ends, RenewalStage.Lapsed) }));
        Assert.That(await new KeepDirectory(ledger.Database).RunAsync("schedule", Ends.AddDays(-3)), Is.Empty, "a clock that jumps back");
        Assert.That((await ledger.EventsAsync()).Select(one => one.Word("stage")), Is.EqualTo(new[] { "lapsed" }), "people are told of where it stands, not of what was missed");
    });

    [Test]
    public Task Two_nodes_at_once_give_each_stage_once() => database.RunAsync(async ledger =>
    {
        for (var i = 0; i < 5; i++) await ledger.QualifyAsync($"ORG{i}", Ends);
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new KeepDirectory(ledger.Database).RunAsync("schedule", Ends))));
        Assert.That(runs.SelectMany(given => given).Select(renewal => (renewal.Organisation, renewal.Stage)), Is.Unique.And.Exactly(10).Items);
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM organisation_renewals"), Is.EqualTo(10));
    });

    [Test]
    public Task A_renewed_qualification_opens_anew_the_next_year_and_one_that_left_is_left_alone() => database.RunAsync(async ledger =>
    {
        await ledger.QualifyAsync("LAKE", Ends);
        await ledger.QualifyAsync("RIVER", Ends);
        (await new MoveOrganisation(ledger.Database).RunAsync(ledger.Ask(), "RIVER", OrganisationMove.Left, Today, "注销")).Expect();
        var keep = new KeepDirectory(ledger.Database);
        Assert.That((await keep.RunAsync("schedule", Today)).Select(renewal => renewal.Organisation), Is.EqualTo(new[] { "LAKE" }));
        await ledger.DocumentAsync("LAKE", QualificationKind.YearlyCheck, Ends.AddDays(1), Ends.AddYears(1));
        Assert.That(await keep.RunAsync("schedule", Ends.AddDays(1)), Is.Empty);
        Assert.That((await keep.RunAsync("schedule", Ends.AddYears(1).AddDays(-60))).Select(renewal => (renewal.EndsOn, renewal.Stage)), Is.EqualTo(new[] { (Ends.AddYears(1), RenewalStage.Opened) }));
    });

    [Test]
    public void However_it_is_run_the_stages_are_those_of_its_last_day() => Gen.Select(Gen.Int[0, 800].Array[1, 30], Gen.Int[0, 400]).Sample((offsets, length) =>
    {
        var (from, to) = (new DateOnly(2024, 2, 29), new DateOnly(2024, 2, 29).AddDays(length));
        var facts = new OrganisationFacts(
            new Organisation(1, "LAKE", "LAKE", null, OrganisationKind.Community, [], "", null, null, 1),
            [.. new[] { QualificationKind.Filing, QualificationKind.YearlyCheck }.Select((kind, i) => new Qualification(i, kind, "1", from, to, "f", [], "a", new QualificationCheck(true, "", "b", 0)))], [], []);
        var given = offsets.SelectMany(offset => KeepDirectory.DueOf(facts, DirectoryRules.Default, from.AddDays(offset))).Select(renewal => (renewal.EndsOn, renewal.Stage)).Distinct().ToList();
        var last = from.AddDays(offsets.Max());
        var expected = new[] { (RenewalStage.Opened, -60), (RenewalStage.Reminded, -14), (RenewalStage.Lapsed, 1) }.Where(stage => to.AddDays(stage.Item2) <= last).Select(stage => (to, stage.Item1));
        Assert.That(given, Is.EquivalentTo(expected));
    });
}
