using System.Globalization;
using FundLedger.Ledger;
using FundLedger.People.Accounts;

namespace FundLedger.People.Roles;

/// <summary>The roles people hold, as stored.</summary>
public static class Grants
{
    private static readonly SqlFile List = new("people/list_grants");
    private static readonly SqlFile ListActive = new("people/list_active_grants");
    private static readonly SqlFile Insert = new("people/insert_grant");
    private static readonly SqlFile Revoke = new("people/revoke_grant");
    private static readonly SqlFile RevokeAll = new("people/revoke_grants");

    /// <summary>Every grant of a person, in force or not, oldest first.</summary>
    public static async Task<IReadOnlyList<Grant>> OfAsync(LedgerReader reader, string person) =>
        [.. (await reader.QueryAsync<GrantRow>(List, new { person_id = person })).Select(row => row.ToGrant())];

    /// <summary>The grants of everybody who is active, without those taken back.</summary>
    public static async Task<IReadOnlyList<Grant>> OfActivePeopleAsync(LedgerReader reader) =>
        [.. (await reader.QueryAsync<GrantRow>(ListActive)).Select(row => row.ToGrant())];

    /// <summary>The refusal for an actor who is no active person or may not do this; the roles of a disabled person count for nothing.</summary>
    internal static async Task<Refusal?> RefusalForAsync(LedgerTransaction tx, string person, Permission act, Target target) =>
        await Persons.FindAsync(tx, person) is { IsActive: true } ? Authority.RefusalFor(await OfAsync(tx, person), act, target, tx.Today) : Authority.NotThere;

    internal static Task<long> AddAsync(LedgerTransaction tx, string person, PersonRole role, Scope scope, DateOnly from, DateOnly? until = null) => tx.SingleAsync<long>(Insert, new
    {
        person_id = person,
        role = StoredWords.Word(role),
        scope = StoredWords.Word(scope.Kind),
        scope_code = scope.Code,
        valid_from = from.ToIso(),
        valid_to = until?.ToIso(),
        granted_by = tx.Operation.Actor,
        granted_at = tx.RecordedAt,
    });

    internal static async Task<bool> RevokeAsync(LedgerTransaction tx, long grant, string person) =>
        await tx.ExecuteAsync(Revoke, new { revoked_at = tx.RecordedAt, grant_id = grant, person_id = person }) > 0;

    internal static Task RevokeAllAsync(LedgerTransaction tx, string person) => tx.ExecuteAsync(RevokeAll, new { revoked_at = tx.RecordedAt, person_id = person });

    private sealed record GrantRow
    {
        public long GrantId { get; init; }
        public string PersonId { get; init; } = "";
        public string Role { get; init; } = "";
        public string Scope { get; init; } = "";
        public string ScopeCode { get; init; } = "";
        public string ValidFrom { get; init; } = "";
        public string? ValidTo { get; init; }
        public long? RevokedAt { get; init; }

        internal Grant ToGrant() => new(
            GrantId, PersonId, StoredWords.Read<PersonRole>(Role), new Scope(StoredWords.Read<ScopeKind>(Scope), ScopeCode), Day(ValidFrom), ValidTo is null ? null : Day(ValidTo), RevokedAt is not null);

        private static DateOnly Day(string iso) => DateOnly.Parse(iso, CultureInfo.InvariantCulture);
    }
}
