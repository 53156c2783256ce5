using System.Security.Cryptography;
using System.Text;
using FundLedger.Funds;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Payments;
using FundLedger.People.Accounts;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Demo;

/// <summary>People of the demo, one for each role, so that anybody can look at the books with each one's eyes; and a transfer that waits for the approver.</summary>
internal static class DemoSignIns
{
    internal sealed record DemoPerson(PersonRole Role, string Name, string SignInName);

    internal static readonly DemoPerson[] Everybody =
    [
        new(PersonRole.Administrator, "林知远", "admin"), new(PersonRole.FundManager, "周雅琴", "manager"), new(PersonRole.Approver, "沈建国", "approver"),
        new(PersonRole.Auditor, "何静怡", "auditor"), new(PersonRole.OrganisationOwner, "高玉兰", "organisation"),
        new(PersonRole.OrganisationCertifier, "罗思源", "certifier"), new(PersonRole.Expert, "司徒文博", "expert"),
        new(PersonRole.Operator, "马卫东", "operator"), new(PersonRole.Donor, "欧阳一诺", "donor"),
    ];

    /// <summary>The same for all of them and at each start; other demo books have another.</summary>
    internal static string PasswordOf(Database database) =>
        "demo-" + string.Join('-', Convert.ToHexStringLower(HMACSHA256.HashData(database.Ledger.Secret, Encoding.UTF8.GetBytes("demo-password")))[..12].Chunk(4).Select(group => new string(group)));

    /// <summary>Run again it adds who is missing.</summary>
    internal static async Task MakeAsync(Database database, CancellationToken stop)
    {
        Invariant.Holds(database.Ledger.IsDemo);
        var cast = new DemoCast(database);
        var people = await PeopleAsync(cast, DemoAwards.First, stop);
        await DemoReviews.TellAsync(database, people[PersonRole.FundManager], await DemoReviews.ExpertsAsync(cast, people, stop), stop);
        await ProposeAsync(database, people[PersonRole.FundManager], stop);
        await LinkDonorAsync(database, people, stop);
    }

    /// <summary>The donor reads the gifts of somebody in the books who gave more than once and did not ask to stay anonymous.</summary>
    private static async Task LinkDonorAsync(Database database, IReadOnlyDictionary<PersonRole, string> people, CancellationToken stop)
    {
        if ((await database.ReadAsync(reader => DonorPeople.OfPersonAsync(reader, people[PersonRole.Donor]), stop)).Count > 0) return;
        var known = await database.ReadAsync(reader => DonorList.PageAsync(reader, 500), stop);
        if (known.Donors.Where(donor => donor is { Kind: DonorKind.Person, IsAnonymous: false, IsErased: false }).MaxBy(donor => (donor.GiftCount, -donor.Id)) is { } donor)
            (await new LinkDonor(database).RunAsync(Asked("link-donor", people[PersonRole.Administrator]), people[PersonRole.Donor], donor.Id, stop)).Expect();
    }

    /// <summary>Everybody by role, brought in where they are missing.</summary>
    /// <param name="organisation">Code of the organisation that somebody runs.</param>
    internal static async Task<IReadOnlyDictionary<PersonRole, string>> PeopleAsync(DemoCast cast, string organisation, CancellationToken stop)
    {
        var people = new Dictionary<PersonRole, string>();
        foreach (var person in Everybody)
        {
            var names = new PersonNames(person.Name, person.SignInName);
            var scope = person.Role is PersonRole.OrganisationOwner or PersonRole.OrganisationCertifier ? Scope.OfOrganisation(organisation) : Scope.WholeLedger;
            people[person.Role] = people.Count == 0 ? await cast.AdministratorAsync(names, stop) : await cast.PersonAsync(names, person.Role, scope, stop);
        }

        return people;
    }

    /// <summary>Something for the approver to find: a payee's new account, and money of the first fund that has some, for one below it.</summary>
    internal static async Task ProposeAsync(Database database, string manager, CancellationToken stop)
    {
        if ((await database.ReadAsync(reader => Proposals.PageAsync(reader, null, most: 1), stop)).Count > 0) return;
        var books = await database.ReadAsync(Books.LoadAsync, stop);
        await new ProposeAct(database).RunAsync(Asked("payee", manager), SetPayee.Kind, DemoPayments.Moving, stop: stop); // books that an earlier version filled may refuse it
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
