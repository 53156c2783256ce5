using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.People.Accounts;

public sealed record PersonInvited(string Person, long ExpiresAt);

/// <summary>Adds a person with roles and makes an invitation, good once and for a week, by which they choose a password.</summary>
public sealed class InvitePerson(Database database)
{
    /// <param name="secret">From <see cref="Secret.New"/>; the host sends it to the person and forgets it.</param>
    public Task<Outcome<PersonInvited>> RunAsync(Asked asked, PersonNames names, IReadOnlyList<NewGrant> grants, string secret, CancellationToken stop = default) =>
        database.WriteAsync<PersonInvited>(
            asked.For("invite-person", [.. names.Content, OperationField.Of("grants", string.Join("; ", grants.Select(grant => grant.Text)))]),
            async tx =>
            {
                if (await Grants.RefusalForAsync(tx, asked.Actor, Permission.ManagePeople, Target.WholeLedger) is { } notAllowed) return notAllowed;
                if (!(await PersonStore.AddAsync(tx, names, passwordHash: null)).IsDone(out var person, out var refusal)) return refusal;
                foreach (var grant in grants)
                    if (!(await GiveRole.AddAsync(tx, person, grant)).IsDone(out _, out refusal)) return refusal;
                return await InviteAsync(tx, person, secret);
            }, stop);

    /// <summary>Another invitation for somebody known: the first was lost, or the password was.</summary>
    public Task<Outcome<PersonInvited>> AgainAsync(Asked asked, string person, string secret, CancellationToken stop = default) => database.WriteAsync<PersonInvited>(
        asked.For("invite-again", OperationField.Of("person", person)),
        async tx =>
        {
            if (await Grants.RefusalForAsync(tx, asked.Actor, Permission.ManagePeople, Target.WholeLedger) is { } notAllowed) return notAllowed;
            if (await Persons.FindAsync(tx, person) is not { IsActive: true }) return Authority.NotThere;
            return await InviteAsync(tx, person, secret);
        }, stop);

    internal static async Task<PersonInvited> InviteAsync(LedgerTransaction tx, string person, string secret)
    {
        await AccessTokens.EndAllAsync(tx, person, TokenKind.Invitation);
        var expiresAt = Lifetimes.EndOf(tx.RecordedAt, Lifetimes.Invitation);
        await AccessTokens.AddAsync(tx, TokenKind.Invitation, secret, person, expiresAt);
        await AuditTrail.AddAsync(tx, AuditNote.Done(tx.Operation.Name, "person", person));
        return new PersonInvited(person, expiresAt);
    }
}

public sealed record InvitationAccepted(string Person);

/// <summary>Takes an invitation: the person has a password now, every session they had is over, and so is their lockout.</summary>
public sealed class AcceptInvitation(Database database)
{
    private static readonly Refusal Over = Refusal.Of(
        "invitation-over", "secret", "邀请已使用或已过期。请向管理员再要一份。", "The invitation was used or is over. Ask an administrator for another.");

    /// <summary>Who is invited by this secret; null when it is no good invitation.</summary>
    public static async Task<Person?> FindAsync(LedgerReader reader, string secret, long moment) =>
        await AccessTokens.FindAsync(reader, TokenKind.Invitation, secret) is { Person: { } person } token && token.IsGoodAt(moment)
            && await Persons.FindAsync(reader, person) is { IsActive: true } invited ? invited : null;

    /// <param name="passwordHash">Made by the host, of a password that <see cref="PasswordRule"/> accepts.</param>
    public Task<Outcome<InvitationAccepted>> RunAsync(Asked asked, string secret, string passwordHash, CancellationToken stop = default) => database.WriteAsync<InvitationAccepted>(
        asked.For("accept-invitation", OperationField.Personal("secret", secret)),
        async tx =>
        {
            if (await FindAsync(tx, secret, tx.RecordedAt) is not { } person)
                return Over;
            // Ended before anything else: of two who hurry, the second waits here and is told.
            if (await AccessTokens.EndAllAsync(tx, person.Id, TokenKind.Invitation) == 0) return Over;
            await AccessTokens.EndAllAsync(tx, person.Id);
            var isSaved = await PersonStore.SaveAsync(tx, person.Id, person.SignIn with { PasswordHash = passwordHash, SecurityStamp = PersonStore.NewStamp(tx), FailedCount = 0, LockoutEnd = 0 });
            Invariant.Holds(isSaved);
            await AuditTrail.AddAsync(tx, AuditNote.Done("accept-invitation", "person", person.Id));
            return new InvitationAccepted(person.Id);
        }, stop);
}
