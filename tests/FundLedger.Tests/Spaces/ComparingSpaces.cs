using CsCheck;
using FundLedger.Ledger;
using FundLedger.Spaces;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Spaces;

/// <summary>What accepted results say: no database.</summary>
public sealed class ComparingSpaces
{
    private static readonly Fund Lake = new(1, 1, "LAKE", "湖", FundKind.CommunityFund, Currency.Cny, null, []);

    [Test]
    public void A_ratio_is_rounded_down_and_there_is_none_without_cost()
    {
        Assert.That(SpaceFigures.RatioOf(Cny(999.99m), Cny(1_000))!.Value.Value, Is.EqualTo(9_999));
        Assert.That(SpaceFigures.RatioOf(Cny(5), Cny(0)), Is.Null);
        Assert.That(SpaceFigures.CurveOf([Figures(1, 2026, 2, 1, 100, 60), Figures(1, 2026, 1, 1, 0, 5)]), Is.EqualTo(new[]
        {
            new ResultPoint(new(2026, 1, 1), new(2026, 1, 31), Cny(0), Cny(5), null), new ResultPoint(new(2026, 2, 1), new(2026, 2, 28), Cny(100), Cny(60), new BasisPoints(6_000)),
        }));
    }

    [Test]
    public void Spaces_are_compared_over_their_last_period_and_over_the_same_twelve_months()
    {
        var accepted = new[]
        {
            Figures(1, 2025, 1, 1, 999, 999), Figures(1, 2025, 2, 3, 300, 60, users: 100, hours: 50), Figures(1, 2025, 12, 1, 200, 100, users: 100, hours: 50),
            Figures(2, 2026, 1, 1, 80, 100),
        }.ToLookup(one => one.SpaceId);
        var compared = SpaceFigures.Compare([Space(1, 10_000), Space(2, 0), Space(3, 5)], accepted);
        Assert.That(compared[0].LastPeriod, Is.EqualTo(new SpaceMeasure(new(2025, 12, 1), new(2025, 12, 31), 1, Cny(200), Cny(100), 100, 50, new BasisPoints(5_000), Cny(2), Cny(1), Cny(2), Cny(1), Cny(4), Cny(2))));
        Assert.That(compared[0].LastYear, Is.EqualTo(new SpaceMeasure(new(2025, 2, 1), new(2025, 12, 31), 4, Cny(500), Cny(160), 200, 100, new BasisPoints(3_200), Cny(1.25m), Cny(0.40m), Cny(2.5m), Cny(0.8m), Cny(5), Cny(1.6m))));
        Assert.That(compared[1].LastPeriod, Is.EqualTo(new SpaceMeasure(new(2026, 1, 1), new(2026, 1, 31), 1, Cny(80), Cny(100), 0, 0, new BasisPoints(12_500), null, null, null, null, null, null)));
        Assert.That((compared[2].LastPeriod, compared[2].LastYear), Is.EqualTo(((SpaceMeasure?)null, (SpaceMeasure?)null)));
        Assert.That(SpaceFigures.Compare([], accepted), Is.Empty);
    }

    [Test]
    public void A_figure_per_visit_is_the_nearest_minor_unit_and_sums_are_exact() => Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000], Gen.Int[1, 5_000]).List[1, 12].Sample(months =>
    {
        var periods = months.Select((month, i) => Figures(1, 2025, i + 1, 1, month.Item1 / 100m, month.Item2 / 100m, users: month.Item3)).ToList();
        var measure = SpaceFigures.MeasureOf(Space(1, 0), periods)!;
        var (cost, users) = (months.Sum(month => (long)month.Item1), months.Sum(month => month.Item3));
        Assert.That((measure.Cost.MinorUnits, measure.Users, measure.Months), Is.EqualTo((cost, users, months.Count)));
        var per = measure.CostPerVisit!.Value.MinorUnits;
        Assert.That(Math.Abs(2 * (per * users - cost)), Is.LessThanOrEqualTo(users), "never off by more than half a unit a visit");
    });

    [Test]
    public void A_period_nobody_reported_is_missed_when_it_is_over()
    {
        var space = Space(1, 0) with { Operator = new SpaceOperator(1, 1, "CARE", "关怀", null, new(2025, 8, 20), null, "", null) };
        string Missing(Space of, DateOnly today, params ResultFigures[] reported) => string.Join(' ', DuePeriods.Of(of, [.. reported.Select(Result)], today).Select(period => $"{period.First:yyyyMM}-{period.Last:yyyyMM}@{period.DueOn:MMdd}"));
        Assert.That(Missing(space, new(2026, 3, 15)), Is.EqualTo("202507-202509@1015 202510-202512@0115"), "quarters of the year where nothing was reported yet");
        Assert.That(Missing(space, new(2026, 3, 31)), Is.EqualTo("202507-202509@1015 202510-202512@0115"), "a quarter is over when its last day is");
        Assert.That(Missing(space, new(2026, 4, 1)), Is.EqualTo("202507-202509@1015 202510-202512@0115 202601-202603@0415"));
        Assert.That(Missing(space, new(2026, 3, 15), Figures(1, 2025, 8, 1, 1, 1), Figures(1, 2025, 10, 1, 1, 1)), Is.EqualTo("202509-202509@1015 202511-202511@1215 202512-202512@0115 202601-202601@0215 202602-202602@0315"), "months where a month was reported");
        Assert.That(Missing(space, new(2026, 3, 15), Figures(1, 2025, 9, 3, 1, 1)), Is.EqualTo("202508-202508@0915 202512-202602@0315"), "three months after three, and what is left before them by months");
        Assert.That(Missing(space with { ClosedOn = new(2026, 3, 1) }, new(2026, 3, 15)), Is.Empty);
        Assert.That(Missing(space with { Operator = null }, new(2026, 3, 15)), Is.Empty);
        Assert.That(Missing(space, new(2030, 1, 1)).Split(' '), Has.Length.EqualTo(4), "what is a year old is not asked for any more");
    }

    private static Space Space(long id, long area) =>
        new(id, $"S{id}", $"空间{id}", Lake, null, "", area, [], SpaceOwnership.Public, OperationModel.PartyLed, new(2025, 1, 1), null, null);

    private static ResultFigures Figures(long space, int year, int month, int months, decimal cost, decimal revenue, int users = 0, int hours = 0) =>
        new(space, new(year, month, 1), new DateOnly(year, month, 1).AddMonths(months).AddDays(-1), 1, Cny(cost), Cny(cost), Cny(revenue), users, hours, 0, 0);

    private static OperatingResult Result(ResultFigures figures) => new(figures, new ResultContent([], [], 0, 0, 0, 0, ""), null, null, figures.Last, "clerk", null, null, null, null);
}
