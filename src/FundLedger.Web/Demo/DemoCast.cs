using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Demo;

/// <summary>Brings people into demo books, each once: they are known by the name they sign in with, and all have one password.</summary>
internal sealed class DemoCast(Database database)
{
    private readonly string hash = SignInServices.HashOf(DemoSignIns.PasswordOf(database));
    private string? administrator;

    /// <summary>The first of all; must come before anybody else.</summary>
    /// <returns>Who they are to the ledger.</returns>
    internal async Task<string> AdministratorAsync(PersonNames names, CancellationToken stop = default) => administrator = await FindAsync(names, stop) ?? await FirstAsync(names, stop);

    internal async Task<string> PersonAsync(PersonNames names, PersonRole role, Scope scope, CancellationToken stop = default) => await FindAsync(names, stop) ?? await InviteAsync(names, new NewGrant(role, scope), stop);

    private async Task<string?> FindAsync(PersonNames names, CancellationToken stop) => (await database.ReadAsync(reader => Persons.FindBySignInNameAsync(reader, names.SignInName), stop))?.Id;

    private async Task<string> FirstAsync(PersonNames names, CancellationToken stop)
    {
        var code = Secret.NewToType();
        (await new OpenFirstRun(database).RunAsync(Asked("first-run", "demo"), code, TimeSpan.FromMinutes(5), stop)).Expect();
        var id = (await new CreateFirstAdministrator(database).RunAsync(Asked("first-run", "demo"), code, names, hash, stop)).Expect().Person;
        // Here every role has a person of its own.
        foreach (var grant in (await database.ReadAsync(reader => Grants.OfAsync(reader, id), stop)).Where(grant => grant.Role != PersonRole.Administrator))
            (await new TakeRole(database).RunAsync(Asked("take-role", id), id, grant.Id, stop)).Expect();
        return id;
    }

    private async Task<string> InviteAsync(PersonNames names, NewGrant grant, CancellationToken stop)
    {
        var invitation = Secret.New();
        var id = (await new InvitePerson(database).RunAsync(Asked("invite", administrator!), names, [grant], invitation, stop)).Expect().Person;
        (await new AcceptInvitation(database).RunAsync(Asked("accept", id), invitation, hash, stop)).Expect();
        return id;
    }

    private static Asked Asked(string what, string actor) => new($"demo/{what}/{Guid.CreateVersion7()}", actor);
}
