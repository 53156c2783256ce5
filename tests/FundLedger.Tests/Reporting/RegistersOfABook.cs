using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Reporting.Registers;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Reporting;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class RegistersOfABook(TestDatabase database)
{
    private static readonly DateSpan Year = new(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));

    [Test]
    public Task The_journal_lists_every_line_of_the_tree_and_comes_to_the_stored_totals() => database.RunAsync(async ledger =>
    {
        await TreeAsync(ledger);
        await ledger.DonateAsync("FAR", 9, March(3));
        await ledger.DonateAsync("POOL", 30, March(4), fee: 1);
        await ledger.DonateAsync("LAKE", 20, March(2));
        await ledger.Database.ReadAsync(async reader =>
        {
            var journal = (await JournalListings.OfAsync(reader, "POOL", Year)).Expect();
            var lines = journal.Lines.ToList();
            Assert.That(lines, Has.Count.EqualTo(journal.LineCount));
            Assert.That((Sum(lines.Select(line => line.Debit)), Sum(lines.Select(line => line.Credit))), Is.EqualTo((journal.Debit, journal.Credit)));
            Assert.That(journal.Debit, Is.EqualTo(journal.Credit));
            Assert.That(lines.Where(line => line.IsFirst).Select(line => (line.On, line.Fund)), Is.EqualTo(new[] { (March(2), "LAKE"), (March(4), "POOL") }), "by day, without the fund outside the tree");
            Assert.That(journal.Lines.ToList(), Is.EqualTo(lines), "walked again, the same");
            return 0;
        });
    });

    [Test]
    public Task The_register_of_donations_is_the_donation_income_of_the_activities() => database.RunAsync(async ledger =>
    {
        await TreeAsync(ledger);
        var gift = await ledger.DonateAsync("LAKE", 50, March(2));
        await ledger.DonateAsync("POOL", 30, March(4), donor: "李小红");
        (await ledger.TryRefundAsync(gift, 10, on: March(5))).Expect();
        var wrong = await ledger.DonateAsync("LAKE", 7, March(6));
        (await ledger.TryReverseAsync(wrong, March(7))).Expect();
        await ledger.Database.ReadAsync(async reader =>
        {
            var gifts = (await GiftRegisters.OfAsync(reader, "POOL", Year)).Expect();
            Assert.That(gifts.Lines.Select(line => line.Amount), Is.EqualTo(new[] { Cny(50), Cny(30), Cny(-10), Cny(7), Cny(-7) }));
            Assert.That((gifts.Total, gifts.Stored, gifts.LineCount), Is.EqualTo((Cny(70), Cny(70), 5L)));
            Assert.That(gifts.Lines.Select(line => line.Description), Has.None.Contains("小"), "names are masked");
            var activity = (await StatutoryFigures.ActivitiesAsync(reader, new StatutoryScope(), Year.Last)).Expect();
            Assert.That(activity.Lines.Single(line => line.Line.Key == "donations").Amounts[1].Total, Is.EqualTo(gifts.Total));

            var reversals = (await EventRegisters.ReversalsAsync(reader, "POOL", Year)).Expect();
            Assert.That(reversals.Events.Select(one => (one.On, one.Reverses, one.Amount)), Is.EqualTo(new[] { (March(7), (long?)wrong.Value, Cny(7)) }));
            return 0;
        });
    });

    [Test]
    public Task Months_closed_and_opened_again_are_listed_as_it_happened() => database.RunAsync(async ledger =>
    {
        await TreeAsync(ledger);
        await ledger.DonateAsync("LAKE", 50, new DateOnly(2026, 1, 5));
        await ledger.CloseAsync(1);
        var events = (await ledger.Database.ReadAsync(async reader => (await EventRegisters.PeriodsAsync(reader, "LAKE", Year)).Expect())).Events;
        Assert.That(events.Select(one => one.Month).Distinct(), Is.EqualTo(new[] { new PeriodMonth(202601) }));
        Assert.That((events[0].From.En, events[^1].To.En), Is.EqualTo(("Open", "Closed")));
        var later = new DateSpan(new DateOnly(2026, 2, 1), Year.Last);
        Assert.That((await ledger.Database.ReadAsync(async reader => (await EventRegisters.PeriodsAsync(reader, "LAKE", later)).Expect())).Events, Is.Empty);
    });

    [Test]
    public Task Seed_money_is_told_by_its_document_and_every_source_by_its_fund() => database.RunAsync(async ledger =>
    {
        await TreeAsync(ledger);
        var seed = (await ledger.SeedAsync("POOL", 500)).Source;
        (await new TransferBetweenFunds(ledger.Database).RunAsync(ledger.Ask(), new FundTransfer("POOL", "LAKE", seed, Cny(200), Today))).Expect();
        await ledger.SpendAsync("LAKE", 30, seed);
        await ledger.Database.ReadAsync(async reader =>
        {
            var use = (await EventRegisters.SeedUseAsync(reader, "POOL", Year)).Expect().Uses.Single();
            Assert.That((use.Document, use.GivenBy, use.Source.Figures.Income, use.Source.Figures.Spending, use.Source.Figures.Closing), Is.EqualTo(("府办〔2026〕3号", "区民政局", Cny(500), Cny(30), Cny(470))));
            var tree = (await FundTreeFigures.OfAsync(reader, "POOL", Year)).Expect();
            Assert.That(tree.Parts.Select(part => (part.Fund.Code, part.Source.Code, part.Source.Figures.Closing)), Is.EqualTo(new[] { ("POOL", seed, Cny(300)), ("LAKE", seed, Cny(170)) }));
            Assert.That(Sum(tree.Parts.Select(part => part.Source.Figures.Closing)), Is.EqualTo(tree.Total.Closing));
            return 0;
        });
    });

    [Test]
    public Task What_nobody_asked_for_and_nobody_signed_is_an_empty_register() => database.RunAsync(async ledger =>
    {
        await TreeAsync(ledger);
        await ledger.Database.ReadAsync(async reader =>
        {
            Assert.That((await EventRegisters.ApprovalsAsync(reader, "POOL", Year)).Expect().Proposals, Is.Empty);
            Assert.That((await EventRegisters.RelatedPartiesAsync(reader, "POOL", Year)).Expect().Parties, Is.Empty);
            Assert.That((await EventRegisters.InKindAsync(reader, "POOL", Year)).Expect().Events, Is.Empty);
            Assert.That((await EventRegisters.MatchingAsync(reader, "POOL", Year)).Expect().Funds, Is.Empty);
            Assert.That((await GrantRegisters.OfAsync(reader, "POOL", Year)).Expect().Tranches, Is.Empty);
            Assert.That((await EventRegisters.ProofAsync(reader, "POOL", Year)).Expect().Last, Is.Null);
            Assert.That((await JournalListings.OfAsync(reader, "NONE", Year)).IsDone(out _, out _), Is.False);
            return 0;
        });
    });

    private static async Task TreeAsync(TestLedger ledger)
    {
        await ledger.FundAsync("POOL");
        (await new CreateFund(ledger.Database).RunAsync(ledger.Ask(), new NewFund("LAKE", "LAKE", FundKind.CommunityFund, Currency.Cny, "POOL"))).Expect();
        await ledger.FundAsync("FAR");
    }

    private static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Cny(0), (sum, amount) => sum + amount);
}
