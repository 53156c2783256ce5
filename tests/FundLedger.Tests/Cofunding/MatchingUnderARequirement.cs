using FundLedger.Cofunding;
using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Tests.Matching;
using FundLedger.Values;
using static FundLedger.Tests.Matching.MatchingBooks;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Cofunding;

/// <summary>A match is public money that moves: it waits for proof like any other.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class MatchingUnderARequirement(TestDatabase database)
{
    private static readonly Attachment Statement = new("对账单.pdf", [1, 2, 3]);

    [Test]
    public Task A_gift_earns_nothing_where_its_match_would_go_beyond_what_is_proved_and_says_by_how_much() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await RequireAsync(ledger);
        await ledger.OpenAsync(Programme());
        var stopped = await ledger.DonateAsync("LAKE", 100, March(10));
        var told = (await ledger.MatchAsync(stopped))!;
        Assert.That((told.Matched, told.Reason, told.Stop, told.Entry), Is.EqualTo((Cny(0), NoMatch.Cofunding, new CofundingStop(Cny(100), Cny(0)), (EntryId?)null)));
        Assert.That(await ledger.EarnAsync("RIVER", 100, March(10)), Is.EqualTo(100), "nothing is asked of the other fund");

        await ProveAsync(ledger, 40);
        Assert.That(await ledger.EarnAsync("LAKE", 50, March(10)), Is.EqualTo(50));
        var over = await ledger.DonateAsync("LAKE", 10.01m, March(10));
        Assert.That((await ledger.MatchAsync(over))!.Stop, Is.EqualTo(new CofundingStop(Cny(10.01m), Cny(10))), "room is 60 by 40 of social money, and 50 of it is used");
        Assert.That(await ledger.EarnAsync("LAKE", 10, March(10)), Is.EqualTo(10), "to the last fen");
        Assert.That(await ledger.EarnedAsync(stopped), Is.Zero, "what was stopped is not matched afterwards");
        Assert.That(await ledger.PotOfAsync(), Is.EqualTo((160m, 0m, 0m, 0m, 4_840m)), "and counts nowhere");
        Assert.That((await ledger.VerifyAsync()).Findings, Is.Empty);
    });

    [Test]
    public Task A_requirement_holds_in_its_days_only() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await RequireAsync(ledger, first: March(10), last: March(12));
        await ledger.OpenAsync(Programme());
        foreach (var (day, earned) in new[] { (9, 100m), (10, 0m), (12, 0m), (13, 100m) }) Assert.That(await ledger.EarnAsync("LAKE", 100, March(day)), Is.EqualTo(earned), $"{day}");
    });

    [Test]
    public Task Gifts_at_once_do_not_both_use_the_same_proof() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await RequireAsync(ledger);
        await ledger.OpenAsync(Programme());
        await ProveAsync(ledger, 40);
        var gifts = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => ledger.DonateAsync("LAKE", 20, March(10), $"居民{i}"))));
        var earned = new List<decimal?>();
        foreach (var gift in gifts) earned.Add(await ledger.EarnedAsync(gift));
        Assert.That(earned.Count(one => one == 20), Is.EqualTo(3), "room for 60");
        Assert.That(earned.Sum(), Is.EqualTo(60));
    });

    [Test]
    public Task A_refund_gives_room_back() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await RequireAsync(ledger);
        await ledger.OpenAsync(Programme());
        await ProveAsync(ledger, 40);
        var first = await ledger.DonateAsync("LAKE", 60, March(10));
        Assert.That(await ledger.EarnAsync("LAKE", 5, March(10)), Is.Zero);
        (await new FundLedger.Donations.RefundDonation(ledger.Database).RunAsync(ledger.Ask(), new FundLedger.Donations.Refund(first, Cny(30), March(10)))).Expect();
        Assert.That(await ledger.EarnAsync("LAKE", 30, March(10)), Is.EqualTo(30));
    });

    [Test]
    public Task A_pro_rata_close_waits_for_the_proof_and_goes_on_after_it() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await RequireAsync(ledger);
        await ledger.OpenAsync(Programme() with { Exhaustion = Exhaustion.ProRata });
        await ledger.DonateAsync("LAKE", 60, March(10));
        (await ledger.TryEndAsync(on: Today)).Expect();
        var finish = new FinishClosings(ledger.Database);
        Assert.That(Refused.CodeOf(await finish.RunAsync("clerk-7")), Is.EqualTo("cofunding-short"));
        var waiting = (await ledger.Database.ReadAsync(async reader => await MatchingReading.ClosingAsync(reader, await Books.LoadAsync(reader)))).Single();
        Assert.That((waiting.Code, waiting.PartsDone, waiting.PartCount), Is.EqualTo(("SPRING", 0, 1)));
        await ProveAsync(ledger, 40);
        (await finish.RunAsync("clerk-7")).Expect();
        Assert.That(await ledger.PotOfAsync(), Is.EqualTo((60m, 0m, 0m, 0m, 4_940m)));
        Assert.That((await ledger.VerifyAsync()).Findings, Is.Empty);
    });

    [Test]
    public Task The_statement_of_matches_explains_every_gift_and_adds_up() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await RequireAsync(ledger);
        await ledger.OpenAsync(Programme(terms: new MatchingTerms([UpTo(20, 1, 1), Above(1, 2)]) { GiftCap = Cny(30), Minimum = Cny(5) }));
        await ProveAsync(ledger, 40);
        var whole = await ledger.DonateAsync("LAKE", 30, March(10));
        var capped = await ledger.DonateAsync("LAKE", 100, March(11));
        var small = await ledger.DonateAsync("LAKE", 4, March(11));
        var stopped = await ledger.DonateAsync("LAKE", 40, March(12));
        await ledger.DonateAsync("RIVER", 40, March(12));
        (await new FundLedger.Donations.RefundDonation(ledger.Database).RunAsync(ledger.Ask(), new FundLedger.Donations.Refund(capped, Cny(100), Today))).Expect();

        var statement = (await StatementAsync(ledger)).Expect();
        Assert.That(statement.Lines.Select(line => (line.Gift, line.How.En, line.Entitled, line.Limit.En, line.Matched, line.Returned)), Is.EqualTo(new[]
        {
            (whole.Value, "0.00–20.00 × 1:1 = 20.00; 20.00–30.00 × 1:2 = 5.00", Cny(25), "", Cny(25), Cny(0)),
            (capped.Value, "0.00–20.00 × 1:1 = 20.00; 20.00–100.00 × 1:2 = 40.00", Cny(60), "Cap per gift: 30.00 left", Cny(30), Cny(30)),
            (small.Value, "", Cny(0), "Below the smallest gift that counts", Cny(0), Cny(0)),
            (stopped.Value, "", Cny(30), "Too little social money is proved (room for 5.00)", Cny(0), Cny(0)),
        }));
        Assert.That((statement.LineCount, statement.Gifts, statement.Matched, statement.Returned, statement.Kept), Is.EqualTo((4L, Cny(174), Cny(55), Cny(30), Cny(25))));
        Assert.That(statement.Rules.Select(rule => (rule.Programme, rule.Version)), Is.EqualTo(new[] { ("SPRING", 1) }));

        var before = await ledger.Database.ReadAsync(async reader => (await MatchStatements.OfAsync(reader, "LAKE", new DateSpan(March(11), March(11)))).Expect().Lines.Select(line => line.Gift).ToList());
        Assert.That(before, Is.EqualTo(new[] { capped.Value, small.Value }), "the days asked for");
    });

    [Test]
    public Task What_was_known_earlier_shows_a_match_before_it_came_back() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme());
        var gift = await ledger.DonateAsync("LAKE", 30, March(10));
        var then = await ledger.ScalarAsync<long>("SELECT MAX(recorded_at) FROM journal_entries");
        (await new FundLedger.Donations.RefundDonation(ledger.Database).RunAsync(ledger.Ask(), new FundLedger.Donations.Refund(gift, Cny(30), Today))).Expect();
        Assert.That((await StatementAsync(ledger)).Expect().Returned, Is.EqualTo(Cny(30)));
        Assert.That((await StatementAsync(ledger, then)).Expect().Returned, Is.EqualTo(Cny(0)));
    });

    private static Task<Outcome<MatchStatement>> StatementAsync(TestLedger ledger, long? knownAt = null) =>
        ledger.Database.ReadAsync(async reader => await MatchStatements.OfAsync(reader, "LAKE", new DateSpan(March(1), Today), knownAt) switch
        {
            Outcome<MatchStatement>.Done done => new Outcome<MatchStatement>.Done(done.Value with { Lines = [.. done.Value.Lines] }),
            var other => other,
        });

    /// <summary>LAKE needs 40% of social money.</summary>
    private static async Task RequireAsync(TestLedger ledger, DateOnly? first = null, DateOnly? last = null) =>
        (await new RequireCofunding(ledger.Database).RunAsync(ledger.Ask(), new NewCofundingRequirement("LAKE", new BasisPoints(4_000), first ?? March(1), "府办〔2026〕7号", last))).Expect();

    private static async Task ProveAsync(TestLedger ledger, decimal yuan) =>
        (await new ProveCofunding(ledger.Database).RunAsync(ledger.Ask(), new NewCofundingProof("LAKE", Cny(yuan), March(5), "某公司账户", Evidence.Name(Statement)), Statement)).Expect();
}
