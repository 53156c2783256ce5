using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Administration;

/// <param name="Grants">Roles in force today, of somebody disabled too: they come back when the person does.</param>
/// <param name="SignedInAt">Null for never.</param>
public sealed record ListedPerson(Person Person, IReadOnlyList<Grant> Grants, long? SignedInAt);

/// <summary>Everybody who can sign in, could, or is invited to.</summary>
[Needs(Permission.ManagePeople, Everywhere = true)]
public sealed class PeopleModel(Database database, TimeProvider clock) : PeoplePage(database, clock)
{
    public IReadOnlyList<ListedPerson> People { get; private set; } = [];

    public Task OnGetAsync() => ReadAsync(async (reader, books) =>
    {
        Books = books;
        var (signIns, active) = (await AccessTokens.LastSignInsAsync(reader), (await FundLedger.People.Roles.Grants.OfActivePeopleAsync(reader)).ToLookup(grant => grant.Person));
        var listed = new List<ListedPerson>();
        foreach (var person in await Persons.ListAsync(reader))
        {
            var grants = person.IsActive ? active[person.Id] : await FundLedger.People.Roles.Grants.OfAsync(reader, person.Id);
            listed.Add(new ListedPerson(person, [.. grants.Where(grant => grant.HoldsOn(Today))], signIns.TryGetValue(person.Id, out var moment) ? moment : null));
        }

        People = listed;
    });
}
