using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Trail;

namespace FundLedger.People.Roles;

/// <summary>A role to be given.</summary>
/// <param name="From">First day; null for today.</param>
/// <param name="Until">Last day, included; null without an end.</param>
public sealed record NewGrant(PersonRole Role, Scope Scope, DateOnly? From = null, DateOnly? Until = null)
{
    internal string Text => $"{StoredWords.Word(Role)} {StoredWords.Word(Scope.Kind)} {Scope.Code} {From?.ToIso()} {Until?.ToIso()}";
}

public sealed record RoleGiven(long Grant);

/// <summary>Gives a person a role over the whole ledger or a part of it.</summary>
public sealed class GiveRole(Database database)
{
    public Task<Outcome<RoleGiven>> RunAsync(Asked asked, string person, NewGrant grant, CancellationToken stop = default) => database.WriteAsync<RoleGiven>(
        asked.For("give-role", OperationField.Of("person", person), OperationField.Of("grant", grant.Text)),
        async tx =>
        {
            if (await Grants.RefusalForAsync(tx, asked.Actor, Permission.ManagePeople, Target.WholeLedger) is { } notAllowed) return notAllowed;
            if (await Persons.FindAsync(tx, person) is not { IsErased: false }) return Authority.NotThere;
            return await AddAsync(tx, person, grant) is var added && added.IsDone(out var id, out var refusal) ? new RoleGiven(id) : refusal!;
        }, stop);

    /// <summary>Adds the grant and tells the trail.</summary>
    internal static async Task<Outcome<long>> AddAsync(LedgerTransaction tx, string person, NewGrant grant)
    {
        var from = grant.From ?? tx.Today;
        if (grant.Until < from)
            return Refusal.Of("grant-days", "until", $"结束日期 {grant.Until?.ToIso()} 早于开始日期 {from.ToIso()}。", $"It would end on {grant.Until?.ToIso()}, before it begins ({from.ToIso()}).");
        if (KeptText.OrganisationCode.RefusalFor(grant.Scope.Code, "scope") is { } badCode) return badCode;
        if (!await IsThereAsync(tx, grant.Scope))
            return Refusal.Of("scope-unknown", "scope", $"没有代码为“{grant.Scope.Code}”的会计主体或基金。", $"There is no entity or fund of the code '{grant.Scope.Code}'.");
        var id = await Grants.AddAsync(tx, person, grant.Role, grant.Scope, from, grant.Until);
        await AuditTrail.AddAsync(tx, AuditNote.Done("give-role", "person", person, $"{id} {grant.Text}".TrimEnd()));
        return id;
    }

    private static async Task<bool> IsThereAsync(LedgerTransaction tx, Scope scope) => scope.Kind switch
    {
        ScopeKind.Entity => (await Books.OfAsync(tx)).Entities.Any(entity => entity.Code == scope.Code),
        ScopeKind.Fund => (await Books.OfAsync(tx)).FindFund(scope.Code) is not null,
        ScopeKind.Organisation => scope.Code.Length > 0,
        _ => scope.Code.Length == 0,
    };
}

public sealed record RoleTaken(long Grant);

/// <summary>Takes a role back, from this moment on.</summary>
public sealed class TakeRole(Database database)
{
    public Task<Outcome<RoleTaken>> RunAsync(Asked asked, string person, long grant, CancellationToken stop = default) => database.WriteAsync<RoleTaken>(
        asked.For("take-role", OperationField.Of("person", person), OperationField.Of("grant", grant)),
        async tx =>
        {
            if (await Grants.RefusalForAsync(tx, asked.Actor, Permission.ManagePeople, Target.WholeLedger) is { } notAllowed) return notAllowed;
            if (!await Grants.RevokeAsync(tx, grant, person)) return Authority.NotThere;
            if (await Administrators.RefusalForNoneLeftAsync(tx) is { } noneLeft) return noneLeft;
            await AuditTrail.AddAsync(tx, AuditNote.Done("take-role", "person", person, $"{grant}"));
            return new RoleTaken(grant);
        }, stop);
}

/// <summary>Somebody must be left who can give roles.</summary>
internal static class Administrators
{
    private static readonly SqlFile Count = new("people/count_administrators");

    /// <summary>To be asked after the change; the change is undone with the refusal.</summary>
    internal static async Task<Refusal?> RefusalForNoneLeftAsync(LedgerTransaction tx) => await CountAsync(tx) > 0 ? null
        : Refusal.Of("last-administrator", "person", "这是最后一位管理员。请先让另一人成为管理员。", "This is the last administrator. Make somebody else one first.");

    /// <summary>Active people who run the whole ledger today without an end in sight.</summary>
    internal static Task<long> CountAsync(LedgerTransaction tx) => tx.SingleAsync<long>(Count, new { today = tx.Today.ToIso() });
}
