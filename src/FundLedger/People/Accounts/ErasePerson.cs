using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.People.Accounts;

public sealed record PersonErased(string Person);

/// <summary>Removes who somebody was: name, sign-in name, e-mail, password, second factor, device names. Their id, what they did and every hash stand.</summary>
public sealed class ErasePerson(Database database)
{
    private static readonly SqlFile Erase = new("people/erase_person");
    private static readonly SqlFile EraseLabels = new("people/erase_token_labels");
    private static readonly SqlFile DeleteFilters = new("people/delete_saved_filters");
    private static readonly SqlFile RevokeDelegations = new("people/revoke_delegations");

    public Task<Outcome<PersonErased>> RunAsync(Asked asked, string person, CancellationToken stop = default) => database.WriteAsync<PersonErased>(
        asked.For("erase-person", OperationField.Of("person", person)) with { Erases = true },
        async tx =>
        {
            if (await Grants.RefusalForAsync(tx, asked.Actor, Permission.ErasePeople, Target.WholeLedger) is { } notAllowed) return notAllowed;
            if (await tx.ExecuteAsync(Erase, new { security_stamp = PersonStore.NewStamp(tx), person_id = person }) == 0) return Authority.NotThere;
            if (await Administrators.RefusalForNoneLeftAsync(tx) is { } noneLeft) return noneLeft;
            await Grants.RevokeAllAsync(tx, person);
            await tx.ExecuteAsync(RevokeDelegations, new { revoked_at = tx.RecordedAt, person_id = person });
            await AccessTokens.EndAllAsync(tx, person);
            await tx.ExecuteAsync(EraseLabels, new { person_id = person });
            await RecoveryCodes.DeleteAllAsync(tx, person);
            await tx.ExecuteAsync(DeleteFilters, new { person_id = person });
            await AuditTrail.AddAsync(tx, AuditNote.Done("erase-person", "person", person));
            return new PersonErased(person);
        }, stop);
}
