using FundLedger.Budgets;
using FundLedger.Corrections;
using FundLedger.Funds;
using FundLedger.People.Accounts;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using Microsoft.AspNetCore.Identity;

namespace FundLedger.Web.Tests.Hosting;

/// <summary>People of a site under test, made by the ledger's own operations.</summary>
internal static class SitePeople
{
    internal const string Password = "七点半在河边跑步 again";

    /// <summary>Longer than any test's clock moves.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromDays(365);

    /// <summary>One round will do: what is tested is not how long guessing takes.</summary>
    private static readonly string PasswordHash = HashOf(Password);

    /// <summary>Who holds every role over the whole ledger and is alone in it, so that nobody is asked to check what they do.</summary>
    /// <param name="today">As the database's clock has it.</param>
    internal static async Task<string> EverybodyAsync(Database database, DateOnly today)
    {
        if (await FindAsync(database) is { } known) return known;
        var code = Secret.NewToType();
        (await new OpenFirstRun(database).RunAsync(Asked("first-run"), code, Long)).Expect();
        var person = (await new CreateFirstAdministrator(database).RunAsync(Asked("first-run"), code, new PersonNames("经办人", "jingban"), PasswordHash)).Expect().Person;
        foreach (var role in new[] { PersonRole.Approver, PersonRole.Auditor, PersonRole.Operator }) (await new GiveRole(database).RunAsync(Asked(person), person, new NewGrant(role, Scope.WholeLedger))).Expect();
        foreach (var kind in new[] { TransferBetweenFunds.Kind.Code, ReverseEntry.Kind.Code, CloseFund.Kind.Code, ReopenFund.Kind.Code, SetBudget.Kind.Code }) await SetCheckersAsync(database, person, kind, 0, today);
        return person;
    }

    /// <summary>Somebody with roles and the password of all test people.</summary>
    internal static async Task<string> AddAsync(Database database, string name, params NewGrant[] roles)
    {
        var (administrator, invitation) = ((await FindAsync(database))!, Secret.New());
        var person = (await new InvitePerson(database).RunAsync(Asked(administrator), new PersonNames(name, name), roles, invitation)).Expect().Person;
        (await new AcceptInvitation(database).RunAsync(Asked(person), invitation, PasswordHash)).Expect();
        return person;
    }

    internal static Task<string> AddAsync(Database database, string name, PersonRole role) => AddAsync(database, name, new NewGrant(role, Scope.WholeLedger));

    /// <summary>So many must agree from now on, whatever the amount; to be set while nobody else could check that.</summary>
    internal static async Task SetCheckersAsync(Database database, string person, string kind, int checkers, DateOnly today)
    {
        (await new ProposeAct(database).RunAsync(Asked(person), ApprovalSettings.Kind, new NewTiers(kind, today, [new ApprovalTier(Money.Zero(Currency.Cny), checkers)]))).Expect();
    }

    /// <summary>What the cookie of a new session holds.</summary>
    internal static async Task<string> SignInAsync(Database database, string person)
    {
        var secret = Secret.New();
        (await new StartSession(database).RunAsync(Asked(person), secret, Long, "test")).Expect();
        return secret;
    }

    /// <summary>An API token of somebody's.</summary>
    internal static async Task<string> TokenAsync(Database database, string person, params Permission[] scopes)
    {
        var secret = Secret.New();
        (await new IssueApiToken(database).RunAsync(Asked(person), secret, "test", scopes, Long)).Expect();
        return secret;
    }

    private static async Task<string?> FindAsync(Database database) => (await database.ReadAsync(reader => Persons.FindBySignInNameAsync(reader, "jingban")))?.Id;

    internal static Asked Asked(string person) => new("test/" + Guid.NewGuid(), person);

    private static string HashOf(string password) => new PasswordHasher<object>(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 1 })).HashPassword(new object(), PasswordRule.Normalised(password));
}
