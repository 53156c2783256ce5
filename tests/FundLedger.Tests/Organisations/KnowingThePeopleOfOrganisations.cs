using FundLedger.Organisations;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Tests.People;
using static FundLedger.Tests.TestLedger;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Tests.Organisations;

/// <summary>People of organisations are masked, found by keys, shown with a reason, and erased.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class KnowingThePeopleOfOrganisations(TestDatabase database)
{
    private static readonly NewOrganisationPerson Wang = new("LAKE", PersonRelation.LegalRepresentative, "王小明", "138 0013 8000", "31011519800101123x", March(1));

    [Test]
    public Task A_person_is_masked_and_the_number_of_the_card_is_never_kept() => database.RunAsync(async ledger =>
    {
        await AddAsync(ledger, Wang with { Phone = "13800138000" });
        var person = (await PersonsAsync(ledger)).Single();
        Assert.That((person.MaskedName, person.MaskedPhone, person.HasId), Is.EqualTo(("王*", "138****8000", true)));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM operations WHERE content LIKE '%王小明%' OR content LIKE '%31011519800101123%'"), Is.Zero);
    });

    [Test]
    public Task The_same_person_is_found_by_keys_alone() => database.RunAsync(async ledger =>
    {
        await AddAsync(ledger, Wang);
        await AddAsync(ledger, Wang with { Organisation = "RIVER", Relation = PersonRelation.Director, Phone = null, IdNumber = "31011519800101123X" });
        Assert.That((await FindAsync(ledger, "王 小明", "+86 138-0013-8000", null)).Select(same => (same.Code, same.By)), Is.EqualTo(new[] { ("LAKE", "name"), ("LAKE", "phone"), ("RIVER", "name") }));
        Assert.That((await FindAsync(ledger, null, null, "31011519800101123X")).Select(same => same.Code), Is.EqualTo(new[] { "LAKE", "RIVER" }));
        Assert.That(await FindAsync(ledger, null, null, null), Is.Empty, "nothing asked, nobody found");
        Assert.That(await FindAsync(ledger, "王小红", "13800138001", "x"), Is.Empty);
    });

    [Test]
    public Task Erasing_a_person_takes_name_telephone_and_keys() => database.RunAsync(async ledger =>
    {
        await AddAsync(ledger, Wang);
        var number = (await PersonsAsync(ledger)).Single().No;
        Assert.That(Refused.CodeOf(await new EndOrganisationPerson(ledger.Database).RunAsync(ledger.Ask(), "LAKE", number + 1, Today)), Is.EqualTo("person-unknown"));
        (await new EndOrganisationPerson(ledger.Database).RunAsync(ledger.Ask(), "LAKE", number, Today)).Expect();
        (await new EndOrganisationPerson(ledger.Database).EraseAsync(ledger.Ask(), "LAKE", number)).Expect();
        var erased = (await PersonsAsync(ledger)).Single();
        Assert.That((erased.Name, erased.Phone, erased.HasId, erased.Relation, erased.Until), Is.EqualTo(((string?)null, (string?)null, false, PersonRelation.LegalRepresentative, (DateOnly?)Today)));
        Assert.That(await FindAsync(ledger, "王小明", "13800138000", "31011519800101123x"), Is.Empty);
        Assert.That(Refused.CodeOf(await new EndOrganisationPerson(ledger.Database).EraseAsync(ledger.Ask(), "LAKE", number)), Is.EqualTo("person-unknown"));
    });

    [Test]
    public Task Seeing_a_name_is_noted_before_it_is_shown_and_only_for_who_may() => database.RunAsync(async ledger =>
    {
        await AddAsync(ledger, Wang);
        var number = (await PersonsAsync(ledger)).Single().No;
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var manager = await people.AddAsync("manager", PersonRole.FundManager);
        var owner = await people.AddAsync("owner", PersonRole.OrganisationOwner, Scope.OfOrganisation("LAKE"));
        var stranger = await people.AddAsync("stranger", PersonRole.OrganisationOwner, Scope.OfOrganisation("RIVER"));
        var reveal = new RevealOrganisationPerson(ledger.Database);
        Assert.That((await reveal.RunAsync(people.By(manager), "LAKE", number, PersonRevealReason.Conflict)).Expect().Name, Is.EqualTo("王小明"));
        Assert.That((await reveal.RunAsync(people.By(owner), "LAKE", number, PersonRevealReason.Contact)).Expect().Phone, Is.EqualTo("138 0013 8000"));
        Assert.That(Refused.CodeOf(await reveal.RunAsync(people.By(stranger), "LAKE", number, PersonRevealReason.Contact)), Is.EqualTo("not-there"));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM audit_events WHERE act = 'reveal-organisation-person' AND outcome = 'revealed'"), Is.EqualTo(2));
    });

    [Test]
    public Task Related_organisations_are_named_with_their_code_and_end() => database.RunAsync(async ledger =>
    {
        await ledger.RegisterAsync("LAKE");
        var relate = new RelateOrganisation(ledger.Database);
        Assert.That(Refused.CodeOf(await relate.RunAsync(ledger.Ask(), new NewRelation("LAKE", OrganisationRelation.Parent, "母机构", "91350100M000100Y42"))), Is.EqualTo("credit-code"));
        var number = (await relate.RunAsync(ledger.Ask(), new NewRelation("LAKE", OrganisationRelation.Parent, "母机构", "91350100M000100Y43"))).Expect().Relation;
        Assert.That(Refused.CodeOf(await relate.EndAsync(ledger.Ask(), "LAKE", number + 1, Today)), Is.EqualTo("relation-unknown"));
        (await relate.EndAsync(ledger.Ask(), "LAKE", number, Today)).Expect();
        var later = (await relate.RunAsync(ledger.Ask(), new NewRelation("LAKE", OrganisationRelation.Parent, "后来的", Since: Today))).Expect().Relation;
        Assert.That(Refused.CodeOf(await relate.EndAsync(ledger.Ask(), "LAKE", later, Today.AddDays(-1))), Is.EqualTo("relation-days"));
        (await relate.EndAsync(ledger.Ask(), "LAKE", later, Today)).Expect();
        var relation = (await ledger.Database.ReadAsync(async reader => await Directory.RelationsAsync(reader, (await Directory.FindAsync(reader, "LAKE"))!))).Single(one => one.No == number);
        Assert.That((relation.Name, relation.CreditCode, relation.Until), Is.EqualTo(("母机构", "91350100M000100Y43", (DateOnly?)Today)));
    });

    private static async Task AddAsync(TestLedger ledger, NewOrganisationPerson person)
    {
        if (await ledger.Database.ReadAsync(reader => Directory.FindAsync(reader, person.Organisation)) is null) await ledger.RegisterAsync(person.Organisation);
        (await new AddOrganisationPerson(ledger.Database).RunAsync(ledger.Ask(), person)).Expect();
    }

    private static Task<IReadOnlyList<OrganisationPerson>> PersonsAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader => await Directory.PersonsAsync(reader, (await Directory.FindAsync(reader, "LAKE"))!));

    private static Task<IReadOnlyList<SamePerson>> FindAsync(TestLedger ledger, string? name, string? phone, string? idNumber) => ledger.Database.ReadAsync(reader => RelatedPersons.FindAsync(reader, name, phone, idNumber));
}
