using FundLedger.Auditing.Sampling;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Auditing;

/// <summary>A sample is of what was known, is kept with all that it takes to draw it again, and gets results in versions.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class SamplingTheBooks(TestDatabase database)
{
    [Test]
    public Task The_same_seed_over_the_same_moment_draws_the_same_whatever_was_recorded_since() => database.RunAsync(async ledger =>
    {
        await BooksAsync(ledger);
        var first = (await DrawAsync(ledger, Units(PopulationKind.Gifts, 100))).Expect();
        var (sample, items) = await ReadAsync(ledger, first.Sample);
        await ledger.DonateAsync("LAKE", 777, March(1));
        var again = (await DrawAsync(ledger, Units(PopulationKind.Gifts, 100) with { KnownAt = sample.Wanted.KnownAt })).Expect();
        Assert.That((await ReadAsync(ledger, again.Sample)).Items.Select(Drawn), Is.EqualTo(items.Select(Drawn)));
        Assert.That((again.Population, again.Sum), Is.EqualTo((first.Population, first.Sum)));
        Assert.That((await DrawAsync(ledger, Units(PopulationKind.Gifts, 100))).Expect().Population, Is.EqualTo(first.Population + 1), "known now");
        Assert.That((sample.Wanted.Seed, sample.LastEntry, sample.LastHash.Length, sample.Algorithm), Is.EqualTo(("seed-1", await ledger.EntryCountAsync() - 1, 32, 1)));

        static object Drawn(SampleItem item) => (item.No, item.Entry, item.Line, item.Place, item.Amount, item.UpTo, item.Hits, item.IsTop);
    });

    [Test]
    public Task The_same_request_under_its_key_is_one_sample() => database.RunAsync(async ledger =>
    {
        await BooksAsync(ledger);
        var asked = ledger.Ask();
        var first = (await new DrawSample(ledger.Database).RunAsync(asked, Units(PopulationKind.Gifts, 100))).Expect();
        await ledger.DonateAsync("LAKE", 5, March(1));
        Assert.That(await new DrawSample(ledger.Database).RunAsync(asked, Units(PopulationKind.Gifts, 100)), Is.EqualTo(new Outcome<SampleDrawn>.Done(first, WasDoneBefore: true)));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM audit_samples"), Is.EqualTo(1));
    });

    [Test]
    public Task A_population_is_what_the_reports_say_of_its_accounts() => database.RunAsync(async ledger =>
    {
        await BooksAsync(ledger);
        var cost = await ledger.Database.ReadAsync(async reader => (await Books.LoadAsync(reader)).Accounts.First(account => account.Role == AccountRole.ProgrammeCost).Code);
        foreach (var kind in Enum.GetValues<PopulationKind>())
            foreach (var part in Enum.GetValues<PopulationPart>())
                await ledger.Database.ReadAsync(async reader =>
                {
                    var asked = new PopulationAsked(null, "LAKE", new DateSpan(March(1), March(31)), kind, kind == PopulationKind.Account ? cost : "", part);
                    var population = (await Population.OfAsync(reader, asked, null)).Expect();
                    var (sums, items) = (await population.SumsAsync(), population.Items().ToList());
                    Assert.That((items.Count, items.Sum(item => item.Amount)), Is.EqualTo((sums.Count, sums.Sum)), $"{kind} {part}");
                    Assert.That(sums.Sum - sums.OtherSum, Is.EqualTo(await population.LedgerAsync()), $"{kind} {part}");
                    return 0;
                });
    });

    [Test]
    public Task Items_of_the_other_sign_are_told_apart_and_drawn_by_themselves() => database.RunAsync(async ledger =>
    {
        await BooksAsync(ledger);
        var positive = (await DrawAsync(ledger, All(PopulationKind.Expenses))).Expect();
        var (sample, items) = await ReadAsync(ledger, positive.Sample);
        Assert.That((sample.PopulationCount, sample.PopulationSum, sample.OtherCount, sample.OtherSum), Is.EqualTo((3L, Cny(130), 1L, Cny(30))));
        Assert.That(items.Select(item => item.Amount), Is.EqualTo(new[] { Cny(60), Cny(30), Cny(40) }));
        var wanted = All(PopulationKind.Expenses);
        var negative = (await DrawAsync(ledger, wanted with { Of = wanted.Of with { Part = PopulationPart.Negative } })).Expect();
        Assert.That((await ReadAsync(ledger, negative.Sample)).Items.Select(item => (item.Amount, item.Kind)), Is.EqualTo(new[] { (Cny(30), EntryKind.Reversal) }));
    });

    [Test]
    public Task Other_funds_and_days_have_no_part_in_it_and_those_below_have() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("RIVER");
        await ledger.DonateAsync("LAKE", 10, March(2));
        await ledger.DonateAsync("LAKE", 20, new DateOnly(2026, 2, 2));
        await ledger.DonateAsync("RIVER", 40, March(2));
        Assert.That((await DrawAsync(ledger, All(PopulationKind.Gifts))).Expect().Sum, Is.EqualTo(Cny(10)));
        Assert.That((await DrawAsync(ledger, All(PopulationKind.Gifts) with { Of = new PopulationAsked(null, null, new DateSpan(March(1), March(31)), PopulationKind.Gifts) })).Expect().Sum, Is.EqualTo(Cny(50)), "the entity");
    });

    [Test]
    public Task What_cannot_be_drawn_is_refused_and_nothing_is_kept() => database.RunAsync(async ledger =>
    {
        await BooksAsync(ledger);
        var units = Units(PopulationKind.Gifts, 100);
        Assert.That(Refused.CodeOf(await DrawAsync(ledger, units with { Seed = "两" })), Is.EqualTo("seed"));
        Assert.That(Refused.CodeOf(await DrawAsync(ledger, units with { Interval = null })), Is.EqualTo("interval"));
        Assert.That(Refused.CodeOf(await DrawAsync(ledger, units with { Factor = 300, Tolerable = Cny(300) })), Is.EqualTo("interval-twice"));
        Assert.That(Refused.CodeOf(await DrawAsync(ledger, units with { Interval = Cny(1_000_000) })), Is.EqualTo("interval-over"));
        Assert.That(Refused.CodeOf(await DrawAsync(ledger, units with { Interval = new Money(100, Currency.Of("USD")) })), Is.EqualTo("currency"));
        Assert.That(Refused.CodeOf(await DrawAsync(ledger, Random(99))), Is.EqualTo("size-over"));
        Assert.That(Refused.CodeOf(await DrawAsync(ledger, Random(0))), Is.EqualTo("size"));
        Assert.That(Refused.CodeOf(await DrawAsync(ledger, units with { Of = units.Of with { Kind = PopulationKind.Account } })), Is.EqualTo("account-missing"));
        Assert.That(Refused.CodeOf(await DrawAsync(ledger, units with { Of = units.Of with { Kind = PopulationKind.Account, Account = "9999" } })), Is.EqualTo("account-unknown"));
        Assert.That(Refused.CodeOf(await DrawAsync(ledger, units with { Of = units.Of with { Span = new DateSpan(new DateOnly(2020, 1, 1), new DateOnly(2020, 1, 2)) } })), Is.EqualTo("population-empty"));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM audit_samples"), Is.Zero);
    });

    [Test]
    public Task The_interval_follows_from_the_tolerable_misstatement_and_the_factor() => database.RunAsync(async ledger =>
    {
        await BooksAsync(ledger);
        var drawn = (await DrawAsync(ledger, Units(PopulationKind.Gifts, 100) with { Interval = null, Tolerable = Cny(300), Factor = 300 })).Expect();
        var sample = (await ReadAsync(ledger, drawn.Sample)).Sample;
        Assert.That((sample.Interval, sample.Wanted.Tolerable, sample.Wanted.Factor, sample.Wanted.Interval), Is.EqualTo((Cny(100), Cny(300), 300, (Money?)null)));
    });

    [Test]
    public Task Results_come_in_versions_and_project_by_tainting() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        foreach (var yuan in new[] { 500m, 40, 60, 30, 70 }) await ledger.DonateAsync("LAKE", yuan, March(2));
        var drawn = (await DrawAsync(ledger, Units(PopulationKind.Gifts, 100) with { Factor = null })).Expect();
        var (_, items) = await ReadAsync(ledger, drawn.Sample);
        var (top, small) = (items.Single(item => item.IsTop), items.First(item => !item.IsTop));
        var found = new RecordTestResult(ledger.Database);
        foreach (var item in items) (await found.RunAsync(ledger.Ask(), drawn.Sample, item.No, new TestFound(TestResult.NotFound, Note: "王小明说丢了"))).Expect();
        foreach (var item in items) (await found.RunAsync(ledger.Ask(), drawn.Sample, item.No, new TestFound(TestResult.Sound))).Expect();
        (await found.RunAsync(ledger.Ask(), drawn.Sample, top.No, new TestFound(TestResult.Misstated, Cny(450)))).Expect();
        Assert.That((await found.RunAsync(ledger.Ask(), drawn.Sample, small.No, new TestFound(TestResult.Misstated, new Money(small.Amount.MinorUnits * 3 / 4, Currency.Cny)))).Expect().Version, Is.EqualTo(3));

        var (sample, after) = await ReadAsync(ledger, drawn.Sample);
        var projection = Projection.Of(sample, after);
        Assert.That((projection.Misstated, projection.IsWhole), Is.EqualTo((2, true)));
        Assert.That(projection.Known, Is.EqualTo(Cny(50) + new Money(small.Amount.MinorUnits / 4, Currency.Cny)));
        Assert.That(projection.Estimates.ToDictionary(estimate => estimate.Key, estimate => estimate.Amount), Is.EqualTo(new Dictionary<string, Money> { ["topStratum"] = Cny(50), ["belowInterval"] = Cny(25), ["projected"] = Cny(75) }));

        (await found.EraseNoteAsync(ledger.Ask(), drawn.Sample, top.No, 1)).Expect();
        Assert.That(Refused.CodeOf(await found.EraseNoteAsync(ledger.Ask(), drawn.Sample, top.No, 1)), Is.EqualTo("note-unknown"));
        var results = await ledger.Database.ReadAsync(async reader => await Samples.ResultsAsync(reader, sample));
        Assert.That(results[top.No].Select(result => (result.Version, result.Result, result.Note)), Is.EqualTo(new[] { (1, TestResult.NotFound, (string?)null), (2, TestResult.Sound, null), (3, TestResult.Misstated, null) }));
        Assert.That(results[small.No].First().Note, Is.EqualTo("王小明说丢了"));
    });

    [Test]
    public Task A_random_sample_projects_by_ratio_and_by_difference() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        foreach (var yuan in new[] { 100m, 200, 300, 400 }) await ledger.DonateAsync("LAKE", yuan, March(2));
        var drawn = (await DrawAsync(ledger, Random(2))).Expect();
        var (_, items) = await ReadAsync(ledger, drawn.Sample);
        var found = new RecordTestResult(ledger.Database);
        (await found.RunAsync(ledger.Ask(), drawn.Sample, 1, new TestFound(TestResult.Misstated, items[0].Amount - Cny(30)))).Expect();
        Assert.That(Projection.Of(await SampleAsync(ledger, drawn.Sample), (await ReadAsync(ledger, drawn.Sample)).Items).IsWhole, Is.False);
        (await found.RunAsync(ledger.Ask(), drawn.Sample, 2, new TestFound(TestResult.Sound))).Expect();
        var (sample, after) = await ReadAsync(ledger, drawn.Sample);
        var book = after.Sum(item => item.Amount.MinorUnits);
        Assert.That(Projection.Of(sample, after).Estimates.Select(estimate => (estimate.Key, estimate.Amount.MinorUnits)), Is.EqualTo(new[]
        {
            ("ratio", (long)Math.Round(30_00m * 1_000_00 / book, MidpointRounding.AwayFromZero)), ("difference", 60_00L),
        }));
    });

    [Test]
    public Task A_result_that_says_nothing_is_refused() => database.RunAsync(async ledger =>
    {
        await BooksAsync(ledger);
        var drawn = (await DrawAsync(ledger, All(PopulationKind.Gifts))).Expect();
        var found = new RecordTestResult(ledger.Database);
        var amount = (await ReadAsync(ledger, drawn.Sample)).Items[0].Amount;
        Assert.That(Refused.CodeOf(await found.RunAsync(ledger.Ask(), drawn.Sample, 1, new TestFound(TestResult.Misstated))), Is.EqualTo("audited"));
        Assert.That(Refused.CodeOf(await found.RunAsync(ledger.Ask(), drawn.Sample, 1, new TestFound(TestResult.Sound, Cny(1)))), Is.EqualTo("audited"));
        Assert.That(Refused.CodeOf(await found.RunAsync(ledger.Ask(), drawn.Sample, 1, new TestFound(TestResult.Misstated, amount))), Is.EqualTo("audited-same"));
        Assert.That(Refused.CodeOf(await found.RunAsync(ledger.Ask(), drawn.Sample, 99, new TestFound(TestResult.Sound))), Is.EqualTo("item-unknown"));
        Assert.That(Refused.CodeOf(await found.RunAsync(ledger.Ask(), 99, 1, new TestFound(TestResult.Sound))), Is.EqualTo("item-unknown"));
    });

    [Test]
    public Task Nothing_of_a_sample_is_ever_changed() => database.RunAsync(async ledger =>
    {
        await BooksAsync(ledger);
        var drawn = (await DrawAsync(ledger, All(PopulationKind.Gifts))).Expect();
        (await new RecordTestResult(ledger.Database).RunAsync(ledger.Ask(), drawn.Sample, 1, new TestFound(TestResult.Sound, Note: "x"))).Expect();
        foreach (var statement in new[]
        {
            "UPDATE audit_samples SET seed = 'other'", "DELETE FROM audit_samples", "UPDATE audit_sample_items SET hits = 2", "DELETE FROM audit_sample_items",
            "UPDATE audit_sample_results SET note = 'y'", "UPDATE audit_sample_results SET result = 'not-found', note = NULL", "DELETE FROM audit_sample_results",
        })
            Assert.That(async () => await Tampering.ExecuteAsync(ledger, statement), Throws.Exception, statement);
    });

    [Test]
    public Task A_report_of_a_sample_draws_it_again_and_finds_the_same() => database.RunAsync(async ledger =>
    {
        await BooksAsync(ledger);
        var drawn = (await DrawAsync(ledger, Units(PopulationKind.Expenses, 20))).Expect();
        await ledger.SpendAsync("LAKE", 12, on: March(2));
        var report = await ledger.Database.ReadAsync(async reader => (await SampleFigures.OfAsync(reader, drawn.Sample)).Expect());
        Assert.That((report.Again, report.Same), Is.EqualTo(((long)drawn.Items, (long)drawn.Items)));
        Assert.That(report.PopulationSum - report.OtherSum, Is.EqualTo(report.Ledger));
    });

    /// <summary>Five gifts, two expenses, and one that was reversed.</summary>
    private static async Task BooksAsync(TestLedger ledger)
    {
        await ledger.FundAsync("LAKE");
        foreach (var yuan in new[] { 100m, 300, 50, 20, 250 }) await ledger.DonateAsync("LAKE", yuan, March(2));
        await ledger.SpendAsync("LAKE", 60, on: March(3));
        var wrong = await ledger.SpendAsync("LAKE", 30, on: March(3));
        (await ledger.TryReverseAsync(wrong, March(4))).Expect();
        await ledger.SpendAsync("LAKE", 40, on: March(5));
    }

    private static PopulationAsked Of(PopulationKind kind) => new(null, "LAKE", new DateSpan(March(1), March(31)), kind);

    private static SampleWanted Units(PopulationKind kind, decimal interval) => new(Of(kind), SampleMethod.MonetaryUnit, "seed-1", "", Interval: Cny(interval));

    private static SampleWanted Random(int size) => new(Of(PopulationKind.Gifts), SampleMethod.Random, "seed-1", "", Size: size);

    private static SampleWanted All(PopulationKind kind) => new(Of(kind), SampleMethod.AllOver, "", "", From: new Money(1, Currency.Cny));

    private static Task<Outcome<SampleDrawn>> DrawAsync(TestLedger ledger, SampleWanted wanted) => new DrawSample(ledger.Database).RunAsync(ledger.Ask(), wanted);

    private static async Task<Sample> SampleAsync(TestLedger ledger, long id) => (await ReadAsync(ledger, id)).Sample;

    private static Task<(Sample Sample, IReadOnlyList<SampleItem> Items)> ReadAsync(TestLedger ledger, long id) => ledger.Database.ReadAsync(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        var sample = (await Samples.FindAsync(reader, books, id))!;
        return (sample, await Samples.ItemsAsync(reader, books, sample));
    });
}
