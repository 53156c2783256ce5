using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Storage;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.People;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class SigningIn(TestDatabase database)
{
    private static readonly TimeSpan Hours = TimeSpan.FromHours(12);

    [Test]
    public Task The_first_run_code_makes_one_administrator_and_is_good_no_more() => database.RunAsync(async ledger =>
    {
        var code = Secret.NewToType();
        var first = new CreateFirstAdministrator(ledger.Database);
        Assert.That(Refused.CodeOf(await first.RunAsync(Ask("a"), code, new PersonNames("张", "zhang"), "hash")), Is.EqualTo("code-wrong"));
        (await new OpenFirstRun(ledger.Database).RunAsync(Ask("b"), code, Hours)).Expect();
        var later = Secret.NewToType();
        (await new OpenFirstRun(ledger.Database).RunAsync(Ask("c"), later, Hours)).Expect();
        Assert.That(Refused.CodeOf(await first.RunAsync(Ask("d"), code, new PersonNames("张", "zhang"), "hash")), Is.EqualTo("code-wrong"), "of an earlier start");
        var admin = (await first.RunAsync(Ask("e"), later.Replace("-", " ").ToLowerInvariant(), new PersonNames("张", "zhang"), "hash")).Expect().Person;
        Assert.That(Refused.CodeOf(await new OpenFirstRun(ledger.Database).RunAsync(Ask("f"), Secret.NewToType(), Hours)), Is.EqualTo("administrator-exists"));
        Assert.That(Refused.CodeOf(await first.RunAsync(Ask("g"), later, new PersonNames("李", "li"), "hash")), Is.EqualTo("administrator-exists"));
        Assert.That((await new PeopleOfALedger(ledger).PersonAsync(admin)).SignIn.PasswordHash, Is.EqualTo("hash"));
    });

    [Test]
    public Task A_code_that_was_not_used_in_time_is_good_no_more() => database.RunAsync(async ledger =>
    {
        var code = Secret.NewToType();
        (await new OpenFirstRun(ledger.Database).RunAsync(Ask("a"), code, Hours)).Expect();
        ledger.Clock.Advance(Hours + TimeSpan.FromSeconds(1));
        Assert.That(Refused.CodeOf(await new CreateFirstAdministrator(ledger.Database).RunAsync(Ask("b"), code, new PersonNames("张", "zhang"), "hash")), Is.EqualTo("code-wrong"));
    });

    [Test]
    public Task Names_are_found_in_any_case_and_belong_to_one_account() => WithAsync(async (ledger, people) =>
    {
        var person = (await new InvitePerson(ledger.Database).RunAsync(people.By(people.Admin), new PersonNames(" 王 ", "Wang.X", "Wang@Example.org"), [], Secret.New())).Expect().Person;
        Assert.That(await ledger.Database.ReadAsync(async reader => (await Persons.FindBySignInNameAsync(reader, " wang.x "))!.Id), Is.EqualTo(person));
        Assert.That(await ledger.Database.ReadAsync(async reader => (await Persons.FindByEmailAsync(reader, "WANG@EXAMPLE.ORG"))!.Name), Is.EqualTo("王"));
        Assert.That(Refused.CodeOf(await InviteAsync(ledger, people, new PersonNames("别人", "WANG.x"))), Is.EqualTo("sign-in-name-taken"));
        Assert.That(Refused.CodeOf(await InviteAsync(ledger, people, new PersonNames("别人", "other", "wang@example.org"))), Is.EqualTo("email-taken"));
        Assert.That(Refused.CodeOf(await InviteAsync(ledger, people, new PersonNames("别人", "other", "no address"))), Is.EqualTo("email"));
        Assert.That(Refused.CodeOf(await InviteAsync(ledger, people, new PersonNames("", "other"))), Is.EqualTo("person-name"));
    });

    [Test]
    public Task An_invitation_is_good_once_for_a_week_and_until_the_next() => WithAsync(async (ledger, people) =>
    {
        var (first, second) = (Secret.New(), Secret.New());
        var invited = (await new InvitePerson(ledger.Database).RunAsync(people.By(people.Admin), new PersonNames("王", "wang"), [], first)).Expect();
        (await new InvitePerson(ledger.Database).AgainAsync(people.By(people.Admin), invited.Person, second)).Expect();
        var accept = new AcceptInvitation(ledger.Database);
        Assert.That(Refused.CodeOf(await accept.RunAsync(people.By("visitor"), first, "hash")), Is.EqualTo("invitation-over"));
        (await accept.RunAsync(people.By("visitor"), second, "hash")).Expect();
        Assert.That(Refused.CodeOf(await accept.RunAsync(people.By("visitor"), second, "hash")), Is.EqualTo("invitation-over"));
        var third = Secret.New();
        (await new InvitePerson(ledger.Database).AgainAsync(people.By(people.Admin), invited.Person, third)).Expect();
        ledger.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        Assert.That(Refused.CodeOf(await accept.RunAsync(people.By("visitor"), third, "hash")), Is.EqualTo("invitation-over"));
    });

    [Test]
    public Task A_session_lets_in_by_its_secret_until_it_ends_and_none_outlives_disabling() => WithAsync(async (ledger, people) =>
    {
        var person = await people.AddAsync("wang", PersonRole.FundManager);
        string[] secrets = [Secret.New(), Secret.New(), Secret.New()];
        var sessions = new long[secrets.Length];
        for (var i = 0; i < secrets.Length; i++) sessions[i] = await StartAsync(ledger, people, person, secrets[i]);
        Assert.That((await FindAsync(ledger, people, secrets[0]))!.Person.Id, Is.EqualTo(person));
        Assert.That(await FindAsync(ledger, people, Secret.New()), Is.Null);

        (await new EndSessions(ledger.Database).OneAsync(people.By(person), person, sessions[0])).Expect();
        Assert.That(await FindAsync(ledger, people, secrets[0]), Is.Null);
        (await new EndSessions(ledger.Database).AllAsync(people.By(person), person, except: sessions[2])).Expect();
        Assert.That((await FindAsync(ledger, people, secrets[1]), (await FindAsync(ledger, people, secrets[2]))?.Token.Id), Is.EqualTo(((SignedIn?)null, sessions[2])));

        (await new DisablePerson(ledger.Database).RunAsync(people.By(people.Admin), person)).Expect();
        Assert.That(await FindAsync(ledger, people, secrets[2]), Is.Null);
        Assert.That(Refused.CodeOf(await new StartSession(ledger.Database).RunAsync(people.By(person), Secret.New(), Hours, "")), Is.EqualTo("sign-in-refused"));
        (await new EnablePerson(ledger.Database).RunAsync(people.By(people.Admin), person)).Expect();
        Assert.That(await FindAsync(ledger, people, secrets[2]), Is.Null, "letting in again brings no session back");
    });

    [Test]
    public Task Nobody_ends_anothers_session_but_an_administrator() => WithAsync(async (ledger, people) =>
    {
        var (one, other) = (await people.AddAsync("one", PersonRole.FundManager), await people.AddAsync("other", PersonRole.FundManager));
        var session = await StartAsync(ledger, people, one, Secret.New());
        Assert.That(Refused.CodeOf(await new EndSessions(ledger.Database).OneAsync(people.By(other), one, session)), Is.EqualTo("not-there"));
        Assert.That(Refused.CodeOf(await new EndSessions(ledger.Database).OneAsync(people.By(other), other, session)), Is.EqualTo("not-there"), "nor by calling it their own");
        (await new EndSessions(ledger.Database).OneAsync(people.By(people.Admin), one, session)).Expect();
    });

    [Test]
    public Task A_session_that_was_confirmed_says_when_and_one_that_is_over_cannot_be_used() => WithAsync(async (ledger, people) =>
    {
        var secret = Secret.New();
        var session = await StartAsync(ledger, people, people.Admin, secret);
        ledger.Clock.Advance(TimeSpan.FromHours(1));
        (await new UseToken(ledger.Database).RunAsync(people.By(people.Admin), session)).Expect();
        var used = (await FindAsync(ledger, people, secret))!.Token;
        Assert.That(used.LastUsedAt, Is.GreaterThan(used.ConfirmedAt));
        (await new UseToken(ledger.Database).RunAsync(people.By(people.Admin), session, isConfirmed: true)).Expect();
        Assert.That((await FindAsync(ledger, people, secret))!.Token.ConfirmedAt, Is.GreaterThan(used.ConfirmedAt));
        ledger.Clock.Advance(Hours);
        Assert.That(Refused.CodeOf(await new UseToken(ledger.Database).RunAsync(people.By(people.Admin), session)), Is.EqualTo("not-there"));
    });

    [Test]
    public Task Guesses_made_at_once_are_all_counted_and_lock_the_account_for_a_while() => WithAsync(async (ledger, people) =>
    {
        await Task.WhenAll(Enumerable.Range(0, CountFailedSignIn.MostFailures - 1).Select(_ => Task.Run(() => new CountFailedSignIn(ledger.Database).RunAsync(people.By("visitor"), people.Admin))));
        Assert.That((await people.PersonAsync(people.Admin)).SignIn.FailedCount, Is.EqualTo(CountFailedSignIn.MostFailures - 1));
        Assert.That((await new CountFailedSignIn(ledger.Database).RunAsync(people.By("visitor"), people.Admin)).Expect().LockedOutUntil, Is.Positive);
        Assert.That(Refused.CodeOf(await new StartSession(ledger.Database).RunAsync(people.By(people.Admin), Secret.New(), Hours, "")), Is.EqualTo("sign-in-refused"));
        ledger.Clock.Advance(CountFailedSignIn.Lockout + TimeSpan.FromSeconds(1));
        await StartAsync(ledger, people, people.Admin, Secret.New());
        var tried = await ledger.Database.ReadAsync(reader => AuditTrail.PageAsync(reader, new AuditFilter(Act: "sign-in", Outcome: AuditOutcome.Tried), 100));
        Assert.That((tried.Events.Count, tried.Events[0].Note.Detail), Is.EqualTo((CountFailedSignIn.MostFailures, "locked-out")));
    });

    [Test]
    public Task A_code_of_the_authenticator_or_for_recovery_is_good_once() => WithAsync(async (ledger, people) =>
    {
        var totp = new AcceptCode(ledger.Database);
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => totp.RunAsync(people.By(people.Admin), people.Admin, 58_000_000))));
        Assert.That(answers.OfType<Outcome<CodeAccepted>.Done>().Count(), Is.EqualTo(1));
        Assert.That(Refused.CodeOf(await totp.RunAsync(people.By(people.Admin), people.Admin, 57_999_999)), Is.EqualTo("code-used"), "nor one from before it");

        var recovery = new RecoveryCodes(ledger.Database);
        (await recovery.ReplaceAsync(people.By(people.Admin), people.Admin, ["aaaa-1111", "bbbb-2222"])).Expect();
        Assert.That((await recovery.UseAsync(people.By("visitor"), people.Admin, "AAAA1111")).Expect().Left, Is.EqualTo(1));
        Assert.That(Refused.CodeOf(await recovery.UseAsync(people.By("visitor"), people.Admin, "aaaa-1111")), Is.EqualTo("code-wrong"));
        (await recovery.ReplaceAsync(people.By(people.Admin), people.Admin, ["cccc-3333"])).Expect();
        Assert.That(Refused.CodeOf(await recovery.UseAsync(people.By("visitor"), people.Admin, "bbbb-2222")), Is.EqualTo("code-wrong"));
    });

    [Test]
    public Task What_two_save_at_once_is_not_mixed_and_another_stamp_ends_the_other_sessions() => WithAsync(async (ledger, people) =>
    {
        var (kept, other) = (Secret.New(), Secret.New());
        var session = await StartAsync(ledger, people, people.Admin, kept);
        await StartAsync(ledger, people, people.Admin, other);
        var state = (await people.PersonAsync(people.Admin)).SignIn;
        (await new SaveSignIn(ledger.Database).RunAsync(people.By(people.Admin), people.Admin, state with { PasswordHash = "new", SecurityStamp = "another" }, session)).Expect();
        Assert.That(Refused.CodeOf(await new SaveSignIn(ledger.Database).RunAsync(people.By(people.Admin), people.Admin, state with { TotpKey = "key" })), Is.EqualTo("sign-in-changed"));
        Assert.That((await FindAsync(ledger, people, kept) is not null, await FindAsync(ledger, people, other) is not null), Is.EqualTo((true, false)));
        Assert.That((await people.PersonAsync(people.Admin)).SignIn, Is.EqualTo(state with { PasswordHash = "new", SecurityStamp = "another", Version = state.Version + 1 }));
    });

    [Test]
    public Task An_api_token_may_do_what_its_scopes_name_and_its_owner_may() => WithAsync(async (ledger, people) =>
    {
        var person = await people.AddAsync("wang", PersonRole.FundManager);
        var secret = Secret.New();
        var issue = new IssueApiToken(ledger.Database);
        Assert.That(Refused.CodeOf(await issue.RunAsync(people.By(person), secret, "x", [Permission.ManagePeople], TimeSpan.FromDays(1))), Is.EqualTo("token-scopes"));
        Assert.That(Refused.CodeOf(await issue.RunAsync(people.By(person), secret, "x", [], TimeSpan.FromDays(1))), Is.EqualTo("token-scopes"));
        Assert.That(Refused.CodeOf(await issue.RunAsync(people.By(person), secret, "x", [Permission.Propose], TimeSpan.FromDays(367))), Is.EqualTo("token-lifetime"));
        var token = (await issue.RunAsync(people.By(person), secret, "命令行", [Permission.Propose], TimeSpan.FromDays(1))).Expect().Token;

        var signedIn = (await ledger.Database.ReadAsync(reader => SignedIn.FindAsync(reader, TokenKind.Api, secret, people.Now)))!;
        Assert.That((signedIn.MayDo(Permission.Propose, Target.WholeLedger, Today), signedIn.MayDo(Permission.RecordMoney, Target.WholeLedger, Today)), Is.EqualTo((true, false)));
        Assert.That(await FindAsync(ledger, people, secret), Is.Null, "a token is no session");
        (await new EndSessions(ledger.Database).OneAsync(people.By(person), person, token)).Expect();
        Assert.That(await ledger.Database.ReadAsync(reader => SignedIn.FindAsync(reader, TokenKind.Api, secret, people.Now)), Is.Null);
    });

    [Test]
    public Task No_secret_is_in_the_database_as_it_was_handed_out() => WithAsync(async (ledger, people) =>
    {
        var secret = Secret.New();
        await StartAsync(ledger, people, people.Admin, secret);
        Assert.That(await ledger.ScalarAsync<long>($"SELECT COUNT(*) FROM operations WHERE content LIKE '%{secret}%' OR outcome LIKE '%{secret}%'"), Is.Zero);
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM operations WHERE content LIKE '%zhang%' OR content LIKE '%张岚%' OR outcome LIKE '%张岚%'"), Is.Zero, "nor a name");
    });

    private Task WithAsync(Func<TestLedger, PeopleOfALedger, Task> scenario) =>
        database.RunAsync(async ledger => await scenario(ledger, await PeopleOfALedger.WithAdministratorAsync(ledger)));

    private static Task<Outcome<PersonInvited>> InviteAsync(TestLedger ledger, PeopleOfALedger people, PersonNames names) =>
        new InvitePerson(ledger.Database).RunAsync(people.By(people.Admin), names, [], Secret.New());

    private static async Task<long> StartAsync(TestLedger ledger, PeopleOfALedger people, string person, string secret) =>
        (await new StartSession(ledger.Database).RunAsync(people.By(person), secret, Hours, "办公室电脑")).Expect().Session;

    private static Task<SignedIn?> FindAsync(TestLedger ledger, PeopleOfALedger people, string secret) =>
        ledger.Database.ReadAsync(reader => SignedIn.FindAsync(reader, TokenKind.Session, secret, people.Now));
}
