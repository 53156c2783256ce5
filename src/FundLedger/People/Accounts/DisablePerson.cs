using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.People.Accounts;

public sealed record PersonMoved(string Person, PersonStatus Status);

/// <summary>Shuts a person out at once: sessions and tokens end, roles count for nothing until they are let in again.</summary>
public sealed class DisablePerson(Database database)
{
    public Task<Outcome<PersonMoved>> RunAsync(Asked asked, string person, CancellationToken stop = default) => database.WriteAsync<PersonMoved>(
        asked.For("disable-person", OperationField.Of("person", person)),
        async tx =>
        {
            if (await Grants.RefusalForAsync(tx, asked.Actor, Permission.ManagePeople, Target.WholeLedger) is { } notAllowed) return notAllowed;
            if (!await PersonStore.SetStatusAsync(tx, person, PersonStatus.Disabled)) return Authority.NotThere;
            if (await Administrators.RefusalForNoneLeftAsync(tx) is { } noneLeft) return noneLeft;
            await AccessTokens.EndAllAsync(tx, person);
            await AuditTrail.AddAsync(tx, AuditNote.Done("disable-person", "person", person));
            return new PersonMoved(person, PersonStatus.Disabled);
        }, stop);
}

/// <summary>Lets a disabled person in again, with the roles they had.</summary>
public sealed class EnablePerson(Database database)
{
    public Task<Outcome<PersonMoved>> RunAsync(Asked asked, string person, CancellationToken stop = default) => database.WriteAsync<PersonMoved>(
        asked.For("enable-person", OperationField.Of("person", person)),
        async tx =>
        {
            if (await Grants.RefusalForAsync(tx, asked.Actor, Permission.ManagePeople, Target.WholeLedger) is { } notAllowed) return notAllowed;
            if (!await PersonStore.SetStatusAsync(tx, person, PersonStatus.Active)) return Authority.NotThere;
            await AuditTrail.AddAsync(tx, AuditNote.Done("enable-person", "person", person));
            return new PersonMoved(person, PersonStatus.Active);
        }, stop);
}

/// <summary>Changes what a person is called; they themselves or an administrator may.</summary>
public sealed class RenamePerson(Database database)
{
    public Task<Outcome<PersonAdded>> RunAsync(Asked asked, string person, PersonNames names, CancellationToken stop = default) => database.WriteAsync<PersonAdded>(
        asked.For("rename-person", [OperationField.Of("person", person), .. names.Content]) with { Erases = true },
        async tx =>
        {
            if (await SelfOr.RefusalForAsync(tx, person, Permission.ManagePeople) is { } notAllowed) return notAllowed;
            if (await PersonStore.RenameAsync(tx, person, names) is { } refusal) return refusal;
            await AuditTrail.AddAsync(tx, AuditNote.Done("rename-person", "person", person));
            return new PersonAdded(person);
        }, stop);
}

/// <summary>What people may do to their own account, and others only with a permission.</summary>
internal static class SelfOr
{
    internal static async Task<Refusal?> RefusalForAsync(LedgerTransaction tx, string person, Permission act)
    {
        if (tx.Operation.Actor != person) return await Grants.RefusalForAsync(tx, tx.Operation.Actor, act, Target.WholeLedger);
        return await Persons.FindAsync(tx, person) is { IsActive: true } ? null : Authority.NotThere;
    }
}
