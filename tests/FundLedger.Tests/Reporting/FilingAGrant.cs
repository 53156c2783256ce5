using FundLedger.Awards;
using FundLedger.Programmes;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Tests.Awards;
using FundLedger.Values;
using static FundLedger.Tests.Awards.AwardScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Reporting;

/// <summary>The file of a grant says what the ledger says, at every step of its way; a paid tranche has a voucher.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class FilingAGrant(TestDatabase database)
{
    [Test]
    public Task At_every_step_its_totals_are_those_of_the_ledger() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        (await ledger.DecideAsync(Award())).Expect();
        await MustAgreeAsync(ledger, moves: 1);
        ledger.Days(1);
        (await ledger.SignAsync()).Expect();
        await ledger.RunDueAsync();
        await MustAgreeAsync(ledger, moves: 2);
        var paid = (await ledger.PayAsync(1, 12)).Expect();
        await MustAgreeAsync(ledger, moves: 3);
        (await ledger.TryReverseAsync(paid.Entry, Now(ledger))).Expect(); // the bank brought it back
        (await ledger.PayAsync(1, 20)).Expect();
        await MustAgreeAsync(ledger, moves: 5);
        (await new ClaimBack(ledger.Database).RunAsync(ledger.Ask(), new NewClawback("A-1", Cny(8), Now(ledger), [new(Now(ledger).AddDays(10), Cny(8))], "支出不合规"))).Expect();
        (await new RepayClawback(ledger.Database).RunAsync(ledger.Ask(), new ClawbackSettling("A-1", 1, Cny(3), Now(ledger)))).Expect();
        var file = await MustAgreeAsync(ledger, moves: 7);
        Assert.That(file.Claims.Select(claim => (claim.Amount, claim.Open)), Is.EqualTo(new[] { (Cny(8), Cny(5)) }));
        Assert.That(file.Tranches.Select(one => (one.No, one.Paid, one.Owed)), Is.EqualTo(new[] { (1, Cny(20), Cny(0)), (2, Cny(0), Cny(0)) }));
        Assert.That(file.Course.Select(one => one.What.En), Is.EqualTo(new[] { "Decided", "Agreement signed, version 1" }));
        (await new EndAward(ledger.Database).RunAsync(ledger.Ask(), new AwardEnding("A-1", Now(ledger), "终止"))).Expect();
        Assert.That((await MustAgreeAsync(ledger, moves: 8)).Committed, Is.EqualTo(Cny(0)));
    });

    [Test]
    public Task A_tranche_that_was_paid_has_a_voucher_with_its_conditions_and_entries() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync(Plain with { Tranches = [Tranche(Cny(20), 0, Need(TrancheRequirementKind.Documents)), Tranche(null, 30)] });
        await ledger.StartAsync(Award());
        var evidence = await ledger.FileAsync();
        (await new ProveForAward(ledger.Database).RunAsync(ledger.Ask(), new NewProof("A-1", ProofKind.Documents, "开户证明", Now(ledger), evidence, Tranche: 1))).Expect();
        Assert.That(Refused.TextOf(await VoucherAsync(ledger, 1)), Is.EqualTo("Tranche 1 of award A-1 was not paid yet: there is no voucher of it."));
        await ledger.RunDueAsync();
        Assert.That(Refused.CodeOf(await VoucherAsync(ledger, 1)), Is.EqualTo("tranche-not-paid"), "owed, and not paid");
        var first = (await ledger.PayAsync(1, 5)).Expect();
        var second = (await ledger.PayAsync(1, 15)).Expect();
        var voucher = (await VoucherAsync(ledger, 1)).Expect();
        Assert.That((voucher.Planned, voucher.Released, voucher.Paid, voucher.Owed), Is.EqualTo((Cny(20), Cny(20), Cny(20), Cny(0))));
        Assert.That(voucher.Entries.Select(entry => entry.Paid), Is.EqualTo(new[] { Cny(0), Cny(5), Cny(15) }));
        Assert.That(voucher.Entries.Select(entry => entry.Entry).Skip(1), Is.EqualTo(new[] { first.Entry.Value, second.Entry.Value }));
        Assert.That(voucher.Entries[1].Hash, Is.EqualTo(Convert.ToHexStringLower((await ledger.EntryAsync(first.Entry)).Hash)));
        Assert.That(voucher.Conditions.Select(one => (one.Need.En, string.Join(' ', one.Evidence))), Is.EqualTo(new[] { ("Documents complete", evidence) }));
        Assert.That(voucher.Entries[1].Voucher, Is.Empty, "the month is open");
        ledger.Days(40);
        await ledger.CloseAsync(3);
        Assert.That((await VoucherAsync(ledger, 1)).Expect().Entries[1].Voucher, Does.Match("^2026-03 记-[0-9]+$"));
        Assert.That(Refused.CodeOf(await VoucherAsync(ledger, 9)), Is.EqualTo("tranche-unknown"));
        Assert.That(Refused.CodeOf(await FileAsync(ledger, "B-1")), Is.EqualTo("award-unknown"));
    });

    private static Task<Outcome<TrancheVoucher>> VoucherAsync(TestLedger ledger, int no) => ledger.Database.ReadAsync(reader => TrancheVoucherFigures.OfAsync(reader, "A-1", no));

    private static Task<Outcome<GrantFile>> FileAsync(TestLedger ledger, string number) => ledger.Database.ReadAsync(reader => GrantFileFigures.OfAsync(reader, number, Now(ledger)));

    /// <summary>Entry by entry it comes to what the pool holds, and to what the registers say.</summary>
    private static async Task<GrantFile> MustAgreeAsync(TestLedger ledger, int moves)
    {
        var file = (await FileAsync(ledger, "A-1")).Expect();
        var pool = await ledger.FiguresAsync();
        Money Sum(Func<GrantMove, Money> of) => file.Moves.Aggregate(Cny(0), (sum, move) => sum + of(move));
        Assert.That(file.Moves, Has.Count.EqualTo(moves));
        Assert.That((Sum(move => move.Committed), file.Committed, file.Waiting), Is.EqualTo((Cny(pool.Committed), Cny(pool.Committed), Cny(pool.Committed))));
        Assert.That((Sum(move => move.Owed), file.Tranches.Aggregate(Cny(0), (sum, one) => sum + one.Owed)), Is.EqualTo((Cny(pool.Owed), Cny(pool.Owed))));
        Assert.That(Cny(100 - pool.Cash), Is.EqualTo(Sum(move => move.Paid) - (file.Claims.Aggregate(Cny(0), (sum, claim) => sum + claim.Amount - claim.Open))), "what left the bank");
        Assert.That(Sum(move => move.Paid), Is.EqualTo(file.Tranches.Aggregate(Cny(0), (sum, one) => sum + one.Paid)));
        Assert.That(Sum(move => move.Claimed), Is.EqualTo(file.Claims.Aggregate(Cny(0), (sum, claim) => sum + claim.Open)));
        Assert.That(Sum(move => move.Borne), Is.EqualTo(Sum(move => move.Paid) + Sum(move => move.Owed) - file.Claims.Aggregate(Cny(0), (sum, claim) => sum + claim.Amount)));
        return file;
    }
}
