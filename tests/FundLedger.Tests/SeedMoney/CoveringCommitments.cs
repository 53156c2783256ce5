using FundLedger.Corrections;
using FundLedger.SeedMoney;
using FundLedger.Spending;
using FundLedger.Storage;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.SeedMoney;

/// <summary>A confirmed appropriation covers commitments before its money arrives, where that is set.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class CoveringCommitments(TestDatabase database)
{
    private const string Source = "seed-" + RegisteringAnAppropriation.Number;

    [Test]
    public Task Without_the_setting_nothing_is_promised_before_the_money_is_there() => database.RunAsync(async ledger =>
    {
        await RegisterAsync(ledger, covers: false);
        Assert.That(Refused.CodeOf(await TryCommitAsync(ledger, 1)), Is.EqualTo("not-enough"));
    });

    [Test]
    public Task Commitments_use_it_to_the_last_fen_and_payments_do_not() => database.RunAsync(async ledger =>
    {
        await RegisterAsync(ledger);
        (await TryCommitAsync(ledger, 100)).Expect();
        Assert.That(Refused.TextOf(await TryCommitAsync(ledger, 0.01m)), Does.Contain("has 0.00 CNY available"));
        Assert.That(Refused.CodeOf(await TryTrancheDueAsync(ledger, 20)), Is.EqualTo("not-arrived"), "what falls due is owed in money");
        (await TryCommitAsync(ledger, -30)).Expect();
        Assert.That(Refused.TextOf(await ledger.TrySpendAsync("LAKE", 1, Source)), Does.Contain("has 0.00 CNY that has arrived"));
        Assert.That(Refused.TextOf(await ledger.TrySpendAsync("LAKE", 1)), Does.Contain("has 0.00 CNY to spend"));
        Assert.That((await ledger.PositionAsync("LAKE", Source)) with { SourceId = 0 }, Is.EqualTo(new FundLedger.Ledger.Position(0, Cny(-70), Cny(70), Cny(0), Cny(100))));
    });

    [Test]
    public Task The_cover_shrinks_by_what_arrives_and_grows_again_when_that_is_taken_back() => database.RunAsync(async ledger =>
    {
        await RegisterAsync(ledger);
        (await TryCommitAsync(ledger, 80)).Expect();
        var receipt = await ledger.SeedAsync("LAKE", 60);
        Assert.That((await ledger.PositionAsync("LAKE", Source)) with { SourceId = 0 }, Is.EqualTo(new FundLedger.Ledger.Position(0, Cny(-20), Cny(80), Cny(0), Cny(40))));
        (await TryTrancheDueAsync(ledger, 60)).Expect();
        Assert.That(Refused.CodeOf(await TryTrancheDueAsync(ledger, 0.01m)), Is.EqualTo("not-arrived"));
        (await ledger.TryPostAsync(Today, false, Line("2202.02", "LAKE", 60, Source), Line("1002", "LAKE", -60, Source))).Expect();
        await ledger.SeedAsync("LAKE", 40);
        Assert.That((await ledger.PositionAsync("LAKE", Source)) with { SourceId = 0 }, Is.EqualTo(new FundLedger.Ledger.Position(0, Cny(20), Cny(20), Cny(0), Cny(0))));

        await ledger.MustVerifyAsync();
        (await ledger.TryReverseAsync(receipt.Entry)).Expect();
        Assert.That((await ledger.PositionAsync("LAKE", Source)).Covered, Is.EqualTo(Cny(60)));
        Assert.That((await ledger.PositionAsync("LAKE", Source)).Shortfall, Is.EqualTo(Cny(0)));
    });

    [Test]
    public Task What_commitments_rely_on_is_neither_lowered_nor_received_elsewhere() => database.RunAsync(async ledger =>
    {
        await RegisterAsync(ledger);
        await ledger.FundAsync("RIVER");
        (await TryCommitAsync(ledger, 80)).Expect();
        Assert.That(Refused.CodeOf(await RegisteringAnAppropriation.AmendAsync(ledger, new(RegisteringAnAppropriation.Number, "减1", Cny(79)))), Is.EqualTo("cover-in-use"));
        Assert.That(Refused.CodeOf(await RegisteringAnAppropriation.AmendAsync(ledger, new(RegisteringAnAppropriation.Number, "减1", Covers: false))), Is.EqualTo("cover-in-use"));
        Assert.That(Refused.CodeOf(await RegisteringAnAppropriation.TrySeedAsync(ledger, 21, "RIVER")), Is.EqualTo("cover-elsewhere"));
        (await RegisteringAnAppropriation.TrySeedAsync(ledger, 20, "RIVER")).Expect();
        Assert.That((await ledger.PositionAsync("LAKE", Source)).Promisable, Is.EqualTo(Cny(0)));
        (await RegisteringAnAppropriation.AmendAsync(ledger, new(RegisteringAnAppropriation.Number, "增1", Cny(130)))).Expect();
        Assert.That((await ledger.PositionAsync("LAKE", Source)).Promisable, Is.EqualTo(Cny(30)));
    });

    [Test]
    public Task A_fee_that_overdraws_is_a_shortfall_only_beyond_the_cover() => database.RunAsync(async ledger =>
    {
        await RegisterAsync(ledger);
        (await new RecordBankFee(ledger.Database).RunAsync(ledger.Ask(), new BankMovement("LAKE", Cny(30), Today, Source))).Expect();
        Assert.That((await ledger.PositionAsync("LAKE", Source)) with { SourceId = 0 }, Is.EqualTo(new FundLedger.Ledger.Position(0, Cny(-30), Cny(0), Cny(0), Cny(100))));
        (await TryCommitAsync(ledger, 70)).Expect();
        Assert.That(Refused.CodeOf(await TryCommitAsync(ledger, 1)), Is.EqualTo("not-enough"));
    });

    [Test]
    public Task Many_at_once_promise_no_more_than_it_covers() => database.RunAsync(async ledger =>
    {
        await RegisterAsync(ledger);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => TryCommitAsync(ledger, 10))));
        Assert.That(answers.Count(answer => answer is Outcome<EntryPosted>.Done), Is.EqualTo(10));
    });

    [Test]
    public async Task Verify_finds_a_cover_that_was_changed()
    {
        await using var ledger = new TestLedger(database);
        await RegisterAsync(ledger);
        await Tampering.ExecuteAsync(ledger, "UPDATE positions SET available_minor = available_minor + 1, covered_minor = covered_minor + 1");
        Assert.That((await ledger.VerifyAsync()).Findings.Select(finding => finding.Message.En), Is.EqualTo(new[] { $"The stored cover of an appropriation (LAKE {Source}) is 100.01 CNY; by the entries it should be 100.00 CNY." }));
    }

    private static async Task RegisterAsync(TestLedger ledger, bool covers = true)
    {
        await ledger.FundAsync("LAKE");
        (await new RegisterAppropriation(ledger.Database).RunAsync(ledger.Ask(), RegisteringAnAppropriation.Of100(covers))).Expect();
    }

    /// <summary>Commits, or releases what is negative.</summary>
    private static Task<Outcome<EntryPosted>> TryCommitAsync(TestLedger ledger, decimal yuan) =>
        ledger.TryPostAsync(Today, false, Line("9101", "LAKE", yuan, Source), Line("9102", "LAKE", -yuan, Source));

    /// <summary>A tranche falls due: owed, and no longer committed.</summary>
    private static Task<Outcome<EntryPosted>> TryTrancheDueAsync(TestLedger ledger, decimal yuan) => ledger.TryPostAsync(Today, false,
        Line("5101.02", "LAKE", yuan, Source), Line("2202.02", "LAKE", -yuan, Source), Line("9102", "LAKE", yuan, Source), Line("9101", "LAKE", -yuan, Source));
}
