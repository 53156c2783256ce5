using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.Organisations;

/// <summary>Somebody of an organisation's team.</summary>
/// <param name="Name">Null once erased.</param>
public sealed record TeamMember(string Person, string? Name, Grant Grant);

/// <summary>The people who sign in for an organisation: its owner manages them, and so do fund managers and administrators.</summary>
public sealed class OrganisationTeam(Database database)
{
    /// <summary>The roles there are over an organisation.</summary>
    public static readonly IReadOnlyList<PersonRole> Roles = [PersonRole.OrganisationOwner, PersonRole.OrganisationCertifier, PersonRole.OrganisationEditor, PersonRole.OrganisationViewer];

    /// <summary>Active people with a role over an organisation that holds on a day.</summary>
    public static async Task<IReadOnlyList<TeamMember>> OfAsync(LedgerReader reader, string code, DateOnly day)
    {
        var grants = (await Grants.OfActivePeopleAsync(reader)).Where(grant => grant.Scope == Scope.OfOrganisation(code) && grant.HoldsOn(day));
        var names = (await Persons.ListAsync(reader)).ToDictionary(person => person.Id, person => person.Name);
        return [.. grants.OrderBy(grant => grant.Role).ThenBy(grant => grant.Id).Select(grant => new TeamMember(grant.Person, names.GetValueOrDefault(grant.Person), grant))];
    }

    /// <summary>Invites somebody new with one role over the organisation.</summary>
    /// <param name="secret">From <see cref="Secret.New"/>; the host hands it to the person and forgets it.</param>
    public Task<Outcome<PersonInvited>> InviteAsync(Asked asked, string code, PersonNames names, PersonRole role, string secret, CancellationToken stop = default) => database.WriteAsync<PersonInvited>(
        asked.For("invite-to-organisation", [.. names.Content, OperationField.Of("organisation", code), OperationField.Of("role", role.ToString())]),
        async tx =>
        {
            if (await RefusalForAsync(tx, asked.Actor, code) is { } notAllowed) return notAllowed;
            if (!Roles.Contains(role)) return Refusal.Of("organisation-role", "role", "这里只能给予机构的职责。", "Only roles of an organisation are given here.");
            if (!(await PersonStore.AddAsync(tx, names, passwordHash: null)).IsDone(out var person, out var refusal)) return refusal;
            if (!(await GiveRole.AddAsync(tx, person, new NewGrant(role, Scope.OfOrganisation(code)))).IsDone(out _, out refusal)) return refusal;
            return await InvitePerson.InviteAsync(tx, person, secret);
        }, stop);

    /// <summary>Takes a role over the organisation back. An owner cannot take the last owner's.</summary>
    public Task<Outcome<RoleTaken>> TakeAsync(Asked asked, string code, string person, long grant, CancellationToken stop = default) => database.WriteAsync<RoleTaken>(
        asked.For("take-organisation-role", OperationField.Of("organisation", code), OperationField.Of("person", person), OperationField.Of("grant", grant)),
        async tx =>
        {
            if (await RefusalForAsync(tx, asked.Actor, code) is { } notAllowed) return notAllowed;
            var team = await OfAsync(tx, code, tx.Today);
            if (team.FirstOrDefault(member => member.Person == person && member.Grant.Id == grant) is not { } member) return Authority.NotThere;
            if (member.Grant.Role == PersonRole.OrganisationOwner && team.Count(other => other.Grant.Role == PersonRole.OrganisationOwner) == 1)
                return Refusal.Of("last-owner", "person", "这是机构最后一位负责人。请先邀请另一位。", "This is the organisation's last owner. Invite another one first.");
            if (!await Grants.RevokeAsync(tx, grant, person)) return Authority.NotThere;
            await AuditTrail.AddAsync(tx, AuditNote.Done("take-role", "person", person, $"{grant}"));
            return new RoleTaken(grant);
        }, stop);

    private static async Task<Refusal?> RefusalForAsync(LedgerTransaction tx, string actor, string code)
    {
        if (!(await OrganisationStore.HoldAsync(tx, code)).IsDone(out _, out _) || await Persons.FindAsync(tx, actor) is not { IsActive: true }) return Authority.NotThere;
        var grants = await Grants.OfAsync(tx, actor);
        return Authority.MayDo(grants, Permission.ManageOrganisation, new Target(Organisation: code), tx.Today)
            || Authority.MayDo(grants, Permission.ManagePeople, Target.WholeLedger, tx.Today) || Authority.MayDoSomewhere(grants, Permission.RecordMoney, tx.Today) ? null : Authority.NotThere;
    }
}
