using System.Security.Cryptography;
using System.Text;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Demo;

/// <summary>People of the demo, one for each role, so that anybody can look at the books with each one's eyes; and a transfer that waits for the approver.</summary>
internal static class DemoSignIns
{
    internal sealed record DemoPerson(PersonRole Role, string Name, string SignInName);

    internal static readonly DemoPerson[] Everybody =
    [
        new(PersonRole.Administrator, "林知远", "admin"), new(PersonRole.FundManager, "周雅琴", "manager"), new(PersonRole.Approver, "沈建国", "approver"),
        new(PersonRole.Auditor, "何静怡", "auditor"), new(PersonRole.OrganisationOwner, "高玉兰", "organisation"), new(PersonRole.Expert, "司徒文博", "expert"),
        new(PersonRole.Operator, "马卫东", "operator"), new(PersonRole.Donor, "欧阳一诺", "donor"),
    ];

    /// <summary>The same for all of them and at each start; other demo books have another.</summary>
    internal static string PasswordOf(Database database) =>
        "demo-" + string.Join('-', Convert.ToHexStringLower(HMACSHA256.HashData(database.Ledger.Secret, Encoding.UTF8.GetBytes("demo-password")))[..12].Chunk(4).Select(group => new string(group)));

    /// <summary>Run again it adds who is missing.</summary>
    internal static async Task MakeAsync(Database database, CancellationToken stop)
    {
        Invariant.Holds(database.Ledger.IsDemo);
        var hash = SignInServices.HashOf(PasswordOf(database));
        var people = new Dictionary<PersonRole, string>();
        foreach (var person in Everybody)
            people[person.Role] = (await database.ReadAsync(reader => Persons.FindBySignInNameAsync(reader, person.SignInName), stop))?.Id
                ?? (people.Count == 0 ? await FirstAsync(database, person, hash, stop) : await InviteAsync(database, people[PersonRole.Administrator], person, hash, stop));
        await ProposeAsync(database, people[PersonRole.FundManager], stop);
    }

    private static async Task<string> FirstAsync(Database database, DemoPerson person, string hash, CancellationToken stop)
    {
        var code = Secret.NewToType();
        (await new OpenFirstRun(database).RunAsync(Asked("first-run", "demo"), code, TimeSpan.FromMinutes(5), stop)).Expect();
        var id = (await new CreateFirstAdministrator(database).RunAsync(Asked("first-run", "demo"), code, new PersonNames(person.Name, person.SignInName), hash, stop)).Expect().Person;
        // Here every role has a person of its own.
        foreach (var grant in (await database.ReadAsync(reader => Grants.OfAsync(reader, id), stop)).Where(grant => grant.Role != PersonRole.Administrator))
            (await new TakeRole(database).RunAsync(Asked("take-role", id), id, grant.Id, stop)).Expect();
        return id;
    }

    private static async Task<string> InviteAsync(Database database, string administrator, DemoPerson person, string hash, CancellationToken stop)
    {
        var invitation = Secret.New();
        var scope = person.Role == PersonRole.OrganisationOwner ? Scope.OfOrganisation("demo") : Scope.WholeLedger;
        var id = (await new InvitePerson(database).RunAsync(Asked("invite", administrator), new PersonNames(person.Name, person.SignInName), [new NewGrant(person.Role, scope)], invitation, stop)).Expect().Person;
        (await new AcceptInvitation(database).RunAsync(Asked("accept", id), invitation, hash, stop)).Expect();
        return id;
    }

    /// <summary>Something for the approver to find: money of the first fund that has some, for one below it.</summary>
    private static async Task ProposeAsync(Database database, string manager, CancellationToken stop)
    {
        if ((await database.ReadAsync(reader => Proposals.PageAsync(reader, null, most: 1), stop)).Count > 0) return;
        var books = await database.ReadAsync(Books.LoadAsync, stop);
        foreach (var fund in books.Funds.Where(fund => fund.ParentId is not null))
            foreach (var source in books.Sources.Where(source => source.Kind == SourceKind.SeedMoney))
            {
                var transfer = new FundTransfer(
                    books.Fund(fund.ParentId!.Value).Code, fund.Code, source.Code, new Money(500_000, fund.Currency), await TodayAsync(database, stop), Reason: "议事协商通过的追加 Addition agreed by the residents' council");
                if ((await new ProposeAct(database).RunAsync(Asked("propose", manager), TransferBetweenFunds.Kind, transfer, stop: stop)).IsDone(out _, out _)) return;
            }
    }

    private static Task<DateOnly> TodayAsync(Database database, CancellationToken stop) => database.ReadAsync(async reader =>
        (await JournalReading.FindAsync(reader, new EntryId(await JournalReading.LastAsync(reader)), await Books.LoadAsync(reader)))!.OccurredOn, stop);

    private static Asked Asked(string what, string actor) => new($"demo/{what}/{Guid.CreateVersion7()}", actor);
}
