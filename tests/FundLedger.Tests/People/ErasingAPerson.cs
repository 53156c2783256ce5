using FundLedger.People.Accounts;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Funds;

namespace FundLedger.Tests.People;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ErasingAPerson(TestDatabase database)
{
    [Test]
    public Task Who_they_were_is_gone_and_what_they_did_stands() => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        await people.FundsAsync();
        var checker = await people.AddAsync("checker", PersonRole.Approver);
        var maker = await people.AddAsync("maker-unique-name", PersonRole.FundManager);
        await people.ApproveAsync(checker, (await people.ProposeAsync(maker, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(30))).Proposal);
        var secret = Secret.New();
        (await new StartSession(ledger.Database).RunAsync(people.By(maker), secret, TimeSpan.FromHours(1), "我的手机")).Expect();
        (await new RecoveryCodes(ledger.Database).ReplaceAsync(people.By(maker), maker, ["aaaa"])).Expect();

        (await new ErasePerson(ledger.Database).RunAsync(people.By(people.Admin), maker)).Expect();

        var person = await people.PersonAsync(maker);
        Assert.That((person.Status, person.Name, person.SignInName, person.Email, person.SignIn.PasswordHash), Is.EqualTo((PersonStatus.Erased, (string?)null, (string?)null, (string?)null, (string?)null)));
        Assert.That(await ledger.Database.ReadAsync(reader => Persons.FindBySignInNameAsync(reader, "maker-unique-name")), Is.Null);
        Assert.That(await ledger.Database.ReadAsync(reader => SignedIn.FindAsync(reader, TokenKind.Session, secret, people.Now)), Is.Null);
        Assert.That(await ledger.Database.ReadAsync(async reader => (await AccessTokens.ListAsync(reader, maker, TokenKind.Session)).Select(token => token.Label)), Is.EqualTo(new string?[] { null }));
        Assert.That(await ledger.Database.ReadAsync(reader => RecoveryCodes.CountAsync(reader, maker)), Is.Zero);
        Assert.That(await ledger.AvailableAsync("RIVER"), Is.EqualTo(30));
        Assert.That(Refused.CodeOf(await people.TryProposeAsync(maker, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(1))), Is.EqualTo("not-there"));
        Assert.That(Refused.CodeOf(await new EnablePerson(ledger.Database).RunAsync(people.By(people.Admin), maker)), Is.EqualTo("not-there"), "for good");
        await people.AddAsync("maker-unique-name", PersonRole.FundManager);
    });

    [Test]
    public Task The_last_administrator_is_neither_erased_nor_disabled_nor_stripped() => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var grant = (await ledger.Database.ReadAsync(reader => Grants.OfAsync(reader, people.Admin))).First(held => held.Role == PersonRole.Administrator).Id;
        Assert.That(Refused.CodeOf(await new ErasePerson(ledger.Database).RunAsync(people.By(people.Admin), people.Admin)), Is.EqualTo("last-administrator"));
        Assert.That(Refused.CodeOf(await new DisablePerson(ledger.Database).RunAsync(people.By(people.Admin), people.Admin)), Is.EqualTo("last-administrator"));
        Assert.That(Refused.CodeOf(await new TakeRole(ledger.Database).RunAsync(people.By(people.Admin), people.Admin, grant)), Is.EqualTo("last-administrator"));
        var other = (await new InvitePerson(ledger.Database).RunAsync(people.By(people.Admin), new PersonNames("李", "li"), [new NewGrant(PersonRole.Administrator, Scope.WholeLedger)], Secret.New())).Expect().Person;
        Assert.That(Refused.CodeOf(await new TakeRole(ledger.Database).RunAsync(people.By(people.Admin), people.Admin, grant)), Is.EqualTo("last-administrator"), "one who has no password yet cannot stand in");
        Assert.That(other, Is.Not.Empty);
    });

    [Test]
    public Task Only_who_may_manages_people() => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var manager = await people.AddAsync("manager", PersonRole.FundManager);
        var by = people.By(manager);
        Assert.That(Refused.CodeOf(await new DisablePerson(ledger.Database).RunAsync(by, people.Admin)), Is.EqualTo("not-there"));
        Assert.That(Refused.CodeOf(await new ErasePerson(ledger.Database).RunAsync(by, people.Admin)), Is.EqualTo("not-there"));
        Assert.That(Refused.CodeOf(await new GiveRole(ledger.Database).RunAsync(by, manager, new NewGrant(PersonRole.Administrator, Scope.WholeLedger))), Is.EqualTo("not-there"));
        Assert.That(Refused.CodeOf(await new InvitePerson(ledger.Database).RunAsync(by, new PersonNames("李", "li"), [], Secret.New())), Is.EqualTo("not-there"));
        Assert.That(Refused.CodeOf(await new SaveSignIn(ledger.Database).RunAsync(by, people.Admin, (await people.PersonAsync(people.Admin)).SignIn with { PasswordHash = "mine" })), Is.EqualTo("not-there"));
        Assert.That(Refused.CodeOf(await people.TryProposeAsync(manager, ApprovalSettings.Kind, new NewTiers("transfer", TestLedger.Today, [new(TestLedger.Cny(0), 0)]))), Is.EqualTo("not-there"));
        Assert.That(Refused.CodeOf(await new GiveRole(ledger.Database).RunAsync(people.By(people.Admin), manager, new NewGrant(PersonRole.Approver, Scope.OfFund("NONE")))), Is.EqualTo("scope-unknown"));
    });
}
