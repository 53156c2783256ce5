using FundLedger.Blueprints;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Tests.Spaces;
using FundLedger.Tests.Taper;
using FundLedger.Values;
using FundLedger.Worklist;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Blueprints;

/// <summary>Five years of a space, planned again each year.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class PlanningAhead(TestDatabase database)
{
    [Test]
    public Task What_came_of_each_year_stands_beside_what_was_planned_of_it() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        (await ledger.PlanAsync("HU", 0, Years(2026, 100))).Expect();
        foreach (var (kind, yuan) in new[] { (InvestmentKind.Hardware, 70m), (InvestmentKind.Governance, 20m), (InvestmentKind.Evaluation, 5m), (InvestmentKind.Hardware, 9m) })
            (await new InvestInSpace(ledger.Database).RunAsync(ledger.Ask(), new NewInvestment("HU", kind, Cny(yuan), March(5), "修缮"))).Expect();
        (await new VoidInvestment(ledger.Database).RunAsync(ledger.Ask(), "HU", 4, "重复")).Expect();
        await ledger.StartedAsync();
        ledger.GoPast(1);
        await ledger.ReportAsync(1, 80, 20);
        await ledger.RunDueAsync();

        var blueprint = await ledger.BlueprintAsync("HU");
        var year = blueprint.Years[0];
        Assert.That((year.Planned.Year, year.Version, year.Hardware.Actual, year.Governance.Actual, year.Operation.Actual, year.Reached),
            Is.EqualTo((2026, 1, Cny(70), Cny(20), Cny(85), (BasisPoints?)new BasisPoints(2_500))), "5 of evaluation and 80 of support; what is void does not count");
        Assert.That((year.Total.Planned, year.Total.Actual, year.Total.Left), Is.EqualTo((Cny(300), Cny(175), Cny(125))));
        Assert.That(blueprint.Years.Skip(1).Select(later => later.Total.Actual.MinorUnits), Is.All.Zero);
        Assert.That(blueprint.Years.Select(later => later.Planned.Year), Is.EqualTo(new[] { 2026, 2027, 2028, 2029, 2030 }));
    });

    [Test]
    public Task Planned_again_it_speaks_for_the_years_to_come_and_those_before_stay() => database.RunAsync(async ledger =>
    {
        await ledger.SpaceAsync();
        (await ledger.PlanAsync("S1", 0, Years(2026, 100))).Expect();
        Assert.That((await ledger.PlanAsync("S1", 1, Years(2026, 110), "更正")).Expect().Version, Is.EqualTo(2), "within its year it is planned as often as need be");
        Assert.That(await ledger.WaitsAsync(), Is.False);
        ledger.Clock.SetUtcNow(new DateTimeOffset(2027, 1, 4, 1, 0, 0, TimeSpan.Zero));
        Assert.That(await ledger.WaitsAsync(), Is.True, "a year has begun and nobody planned again");
        Assert.That(Refused.CodeOf(await ledger.PlanAsync("S1", 2, Years(2026, 90))), Is.EqualTo("blueprint-from"), "what is over is not planned any more");
        (await ledger.PlanAsync("S1", 2, Years(2027, 50), "第一年评估之后")).Expect();
        Assert.That(await ledger.WaitsAsync(), Is.False);

        var blueprint = await ledger.BlueprintAsync("S1");
        Assert.That(blueprint.Years.Select(year => (year.Planned.Year, year.Version, year.Planned.Hardware)), Is.EqualTo(
            new[] { (2026, 2, Cny(110)), (2027, 3, Cny(50)), (2028, 3, Cny(50)), (2029, 3, Cny(50)), (2030, 3, Cny(50)), (2031, 3, Cny(50)) }));
        Assert.That(blueprint.Versions.Select(version => (version.No, version.From, version.Reason)), Is.EqualTo(new[] { (1, 2026, "评议"), (2, 2026, "更正"), (3, 2027, "第一年评估之后") }));
    });

    [Test]
    public Task What_cannot_be_planned_is_refused_by_its_field() => database.RunAsync(async ledger =>
    {
        await ledger.SpaceAsync();
        async Task<string?> CodeOf(IReadOnlyList<BlueprintYear> years, string reason = "评议", int version = 0, string space = "S1") => Refused.CodeOf(await ledger.PlanAsync(space, version, years, reason));
        var good = Years(2026, 100);
        Assert.That(await CodeOf([.. good.Take(4)]), Is.EqualTo("blueprint-years"));
        Assert.That(await CodeOf([.. good.Take(4), good[4] with { Year = 2031 }]), Is.EqualTo("blueprint-years"));
        Assert.That(await CodeOf(Years(2024, 100)), Is.EqualTo("blueprint-from"), "before it opened");
        Assert.That(await CodeOf(Years(2028, 100)), Is.EqualTo("blueprint-from"), "later than next year");
        Assert.That(await CodeOf([good[0] with { Aim = " " }, .. good.Skip(1)]), Is.EqualTo("blueprint-aim"));
        Assert.That(await CodeOf([good[0] with { Operation = Cny(-1) }, .. good.Skip(1)]), Is.EqualTo("blueprint-money"));
        Assert.That(await CodeOf([good[0] with { Governance = new Money(1, Currency.Of("JPY")) }, .. good.Skip(1)]), Is.EqualTo("blueprint-money"));
        Assert.That(await CodeOf(good, " "), Is.EqualTo("reason-missing"));
        Assert.That(await CodeOf(good, version: 1), Is.EqualTo("blueprint-changed"));
        Assert.That(await CodeOf(good, space: "NONE"), Is.EqualTo("space-unknown"));
        Assert.That((await ledger.BlueprintAsync("S1")).Versions, Is.Empty);
        (await new CloseSpace(ledger.Database).RunAsync(ledger.Ask(), "S1", Today, "拆迁")).Expect();
        Assert.That(await CodeOf(good), Is.EqualTo("space-closed"));
    });

    [Test]
    public void The_last_that_begins_no_later_speaks_for_a_year_whatever_comes_after()
    {
        var chance = new Random(20261129);
        for (var times = 0; times < 2_000; times++)
        {
            var (versions, from) = (new List<BlueprintVersion>(), 2020);
            for (var no = 1; no <= chance.Next(1, 9); no++)
            {
                var before = BlueprintRules.Standing(versions).Where(one => one.Year.Year < from).ToList();
                versions.Add(new BlueprintVersion(no, Years(from, chance.Next(1_000)), "", new DateOnly(from, 1, 1), "m", null));
                var after = BlueprintRules.Standing(versions);
                if (!before.SequenceEqual(after.Where(one => one.Year.Year < from))) Assert.Fail($"version {no} from {from} changed a year before it");
                if (!after.Where(one => one.Year.Year >= from).Take(BlueprintRules.Length).All(one => one.Version == no)) Assert.Fail($"version {no} from {from} does not speak for its own years");
                if (!after.Select(one => one.Year.Year).SequenceEqual(Enumerable.Range(after[0].Year.Year, after.Count))) Assert.Fail("a year is missing");
                from += chance.Next(0, 3);
            }
        }
    }

    private static BlueprintYear[] Years(int from, decimal yuan) =>
        [.. Enumerable.Range(from, BlueprintRules.Length).Select(year => new BlueprintYear(year, $"{year} 年开放日增加", Cny(yuan), Cny(yuan), Cny(yuan), new BasisPoints(3_000)))];
}

internal static class BlueprintScenes
{
    internal static Task<Outcome<BlueprintPlanned>> PlanAsync(this TestLedger ledger, string space, int version, IReadOnlyList<BlueprintYear> years, string reason = "评议") =>
        new PlanBlueprint(ledger.Database).RunAsync(ledger.Ask(), new NewBlueprint(space, version, years, reason));

    internal static Task<Blueprint> BlueprintAsync(this TestLedger ledger, string space) => SpaceScenes.ReadAsync(ledger, space, (reader, books, found) => BlueprintReading.OfAsync(reader, books, found, ledger.Now()));

    /// <summary>Whether the fund's manager is told that a blueprint should be planned again.</summary>
    internal static Task<bool> WaitsAsync(this TestLedger ledger) => ledger.Database.ReadAsync(async reader =>
        (await WorkQueue.OfAsync(reader, await Books.LoadAsync(reader), "manager", [new Grant(1, "manager", PersonRole.FundManager, Scope.WholeLedger, March(1), null, IsRevoked: false)], Moments.ToMicroseconds(ledger.Clock.GetUtcNow()))).Any(item => item.Kind == WorkKind.BlueprintDue));
}
