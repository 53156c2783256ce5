using FundLedger.Matching;
using FundLedger.Organisations;
using FundLedger.Reporting.Registers;
using FundLedger.Tests.Awards;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Reporting;

/// <summary>The register of related parties tells what was agreed with organisations whose insiders they are.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class DealingsWithRelatedOrganisations(TestDatabase database)
{
    [TestCase(PersonRelation.LegalRepresentative, "李 理事", true, TestName = "The legal representative, blanks or not")]
    [TestCase(PersonRelation.Director, "李理事", true, TestName = "A director")]
    [TestCase(PersonRelation.Related, "李理事", true, TestName = "Somebody entered as close to them")]
    [TestCase(PersonRelation.Staff, "李理事", false, TestName = "Staff decide nothing")]
    [TestCase(PersonRelation.Director, "李理", false, TestName = "Another name")]
    public Task An_award_is_told_where_an_insider_of_the_fund_stands_in_the_organisation(PersonRelation relation, string name, bool isTold) => database.RunAsync(async ledger =>
    {
        var fund = await MadeAsync(ledger, March(1));
        (await new AddOrganisationPerson(ledger.Database).RunAsync(ledger.Ask(), new NewOrganisationPerson((await ledger.AwardAsync()).Organisation, relation, name))).Expect();
        var dealings = await DealingsAsync(ledger, fund);
        Assert.That(dealings.Select(one => (one.Number, one.Amount, one.Person)), isTold ? Is.EqualTo(new[] { ("A-1", Cny(60), "李*") }) : Is.Empty);
    });

    [Test]
    public Task Only_what_was_agreed_while_both_stood_there() => database.RunAsync(async ledger =>
    {
        var fund = await MadeAsync(ledger, March(1));
        var organisation = (await ledger.AwardAsync()).Organisation;
        var decided = (await ledger.AwardAsync()).DecidedOn;
        var person = (await new AddOrganisationPerson(ledger.Database).RunAsync(ledger.Ask(), new NewOrganisationPerson(organisation, PersonRelation.Director, "李理事", Since: decided.AddDays(-10)))).Expect().Person;
        Assert.That(await DealingsAsync(ledger, fund), Has.Count.EqualTo(1));
        (await new EndOrganisationPerson(ledger.Database).RunAsync(ledger.Ask(), organisation, person, decided.AddDays(-1))).Expect();
        Assert.That(await DealingsAsync(ledger, fund), Is.Empty);
    });

    [Test]
    public Task An_organisation_that_is_a_related_party_itself_is_told_of() => database.RunAsync(async ledger =>
    {
        var fund = await MadeAsync(ledger, March(1));
        (await new RegisterRelatedParty(ledger.Database).RunAsync(ledger.Ask(), new NewRelatedParty(null, (await ledger.AwardAsync()).OrganisationName, "控制的机构", March(1)))).Expect();
        Assert.That((await DealingsAsync(ledger, fund)).Select(one => (one.Number, one.Person, one.As.En)), Is.EqualTo(new[] { ("A-1", "", "the organisation itself") }));
    });

    private static async Task<string> MadeAsync(TestLedger ledger, DateOnly since)
    {
        await ledger.MoneyAsync();
        (await ledger.DecideAsync(AwardScenes.Award())).Expect();
        (await new RegisterRelatedParty(ledger.Database).RunAsync(ledger.Ask(), new NewRelatedParty(null, "李理事", "理事", since))).Expect();
        return (await ledger.AwardAsync()).Fund.Code;
    }

    private static async Task<IReadOnlyList<RelatedDealing>> DealingsAsync(TestLedger ledger, string fund) =>
        (await ledger.Database.ReadAsync(reader => EventRegisters.RelatedPartiesAsync(reader, fund, new DateSpan(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31))))).Expect().Dealings;
}
