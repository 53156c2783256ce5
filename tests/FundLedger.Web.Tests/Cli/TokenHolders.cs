using FundLedger.People.Accounts;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Storage;

namespace FundLedger.Web.Tests.Cli;

/// <summary>People put into books on disk between two runs of the command line, as the web site does it.</summary>
internal sealed class TokenHolders(string books, DateOnly day)
{
    private string admin = "";

    internal sealed record Holder(string Id, string SignInName, string Secret);

    /// <summary>The first administrator, who is fund manager too.</summary>
    internal Task<Holder> FirstAsync() => RunAsync(async database =>
    {
        var code = Secret.NewToType();
        (await new OpenFirstRun(database).RunAsync(New("host"), code, TimeSpan.FromHours(1))).Expect();
        admin = (await new CreateFirstAdministrator(database).RunAsync(New("visitor"), code, new PersonNames("张岚", "zhang"), "hash")).Expect().Person;
        return await WithTokenAsync(database, admin, "zhang", [Permission.RecordMoney, Permission.Propose, Permission.ManageFunds, Permission.ErasePeople, Permission.ClosePeriod]);
    });

    /// <summary>Somebody with one role and a token that may do all that role may.</summary>
    internal Task<Holder> AddAsync(string signInName, string name, PersonRole role, Scope? scope = null) => RunAsync(async database =>
    {
        var secret = Secret.New();
        var person = (await new InvitePerson(database).RunAsync(New(admin), new PersonNames(name, signInName), [new NewGrant(role, scope ?? Scope.WholeLedger)], secret)).Expect().Person;
        (await new AcceptInvitation(database).RunAsync(New(person), secret, "hash")).Expect();
        return await WithTokenAsync(database, person, signInName, [.. Authority.Of(role)]);
    });

    internal Task<Holder> AnotherTokenAsync(Holder holder, TimeSpan lifetime, params Permission[] scopes) => RunAsync(database => WithTokenAsync(database, holder.Id, holder.SignInName, scopes, lifetime));

    internal Task<T> RunAsync<T>(Func<Database, Task<T>> work) => OpenAsync(work);

    internal Task DelegateAsync(Holder from, Holder to) =>
        RunAsync(async database => (await new People.Approvals.Delegate(database).RunAsync(New(from.Id), to.Id, new Values.DateSpan(day, day))).Expect());

    /// <summary>What the trail tells of last, newest first.</summary>
    internal Task<IReadOnlyList<AuditEvent>> TrailAsync(int most = 5) => RunAsync(database => database.ReadAsync(async reader => (await AuditTrail.PageAsync(reader, new AuditFilter(), most)).Events));

    internal Task<Proposal> ProposalAsync(long id) => RunAsync(database => database.ReadAsync(async reader => (await Proposals.FindAsync(reader, id))!));

    private async Task<T> OpenAsync<T>(Func<Database, Task<T>> work)
    {
        await using var database = SqliteDatabase.Open(new StorageOptions { Directory = books }, new StandingClock(day));
        return await work(database);
    }

    private static async Task<Holder> WithTokenAsync(Database database, string person, string signInName, IReadOnlyList<Permission> scopes, TimeSpan? lifetime = null)
    {
        var secret = Secret.New();
        (await new IssueApiToken(database).RunAsync(New(person), secret, "test", scopes, lifetime ?? TimeSpan.FromDays(300))).Expect();
        return new Holder(person, signInName, secret);
    }

    private static Asked New(string actor) => new(Guid.NewGuid().ToString(), actor);
}
