using System.Globalization;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.People.Approvals;

/// <summary>Somebody decides in another's stead, both days included.</summary>
public sealed record Delegation(long Id, string From, string To, DateOnly First, DateOnly Last, bool IsRevoked)
{
    public bool HoldsOn(DateOnly day) => !IsRevoked && First <= day && day <= Last;
}

public sealed record Delegated(long Delegation);

/// <summary>Lets a colleague decide in one's stead for some days. It hands on the right to check, no other, and is not handed on further.</summary>
public sealed class Delegate(Database database)
{
    public Task<Outcome<Delegated>> RunAsync(Asked asked, string to, DateSpan days, CancellationToken stop = default) => database.WriteAsync<Delegated>(
        asked.For("delegate", OperationField.Of("to", to), OperationField.Of("days", $"{days}")),
        async tx =>
        {
            if (!Authority.MayDoSomewhere(await Grants.OfAsync(tx, asked.Actor), Permission.Approve, tx.Today) || await Persons.FindAsync(tx, asked.Actor) is not { IsActive: true }) return Authority.NotThere;
            if (to == asked.Actor)
                return Refusal.Of("delegate-to-self", "to", "不能委托给本人。", "One does not delegate to oneself.");
            if (await Persons.FindAsync(tx, to) is not { IsActive: true }) return Authority.NotThere;
            if (days.Last < tx.Today)
                return Refusal.Of("date-in-past", "until", $"委托期已过（今天是 {tx.Today.ToIso()}）。", $"These days are over (today is {tx.Today.ToIso()}).");
            var id = await Delegations.AddAsync(tx, to, days);
            await AuditTrail.AddAsync(tx, AuditNote.Done("delegate", "person", to, $"{id} {days}"));
            return new Delegated(id);
        }, stop);

    /// <summary>Takes it back at once; the one who gave it or an administrator may.</summary>
    public Task<Outcome<Delegated>> EndAsync(Asked asked, string from, long delegation, CancellationToken stop = default) => database.WriteAsync<Delegated>(
        asked.For("end-delegation", OperationField.Of("delegation", delegation)),
        async tx =>
        {
            if (await SelfOr.RefusalForAsync(tx, from, Permission.ManagePeople) is { } notAllowed) return notAllowed;
            if (!await Delegations.RevokeAsync(tx, from, delegation)) return Authority.NotThere;
            await AuditTrail.AddAsync(tx, AuditNote.Done("end-delegation", "person", from, $"{delegation}"));
            return new Delegated(delegation);
        }, stop);
}

/// <summary>Who may decide in whose stead.</summary>
public static class Delegations
{
    private static readonly SqlFile List = new("people/list_delegations");
    private static readonly SqlFile Insert = new("people/insert_delegation");
    private static readonly SqlFile Revoke = new("people/revoke_delegation");

    /// <summary>What this person gave and got, newest first.</summary>
    public static async Task<IReadOnlyList<Delegation>> OfAsync(LedgerReader reader, string person) =>
        [.. (await reader.QueryAsync<DelegationRow>(List, new { person_id = person })).Select(row => row.ToDelegation())];

    /// <summary>On the day of the operation.</summary>
    internal static async Task<bool> HoldsAsync(LedgerTransaction tx, string from, string to) =>
        (await OfAsync(tx, to)).Any(delegation => delegation.From == from && delegation.To == to && delegation.HoldsOn(tx.Today));

    internal static Task<long> AddAsync(LedgerTransaction tx, string to, DateSpan days) => tx.SingleAsync<long>(Insert, new
    {
        from_person = tx.Operation.Actor,
        to_person = to,
        first_day = days.First.ToIso(),
        last_day = days.Last.ToIso(),
        created_at = tx.RecordedAt,
    });

    internal static async Task<bool> RevokeAsync(LedgerTransaction tx, string from, long delegation) =>
        await tx.ExecuteAsync(Revoke, new { revoked_at = tx.RecordedAt, delegation_id = delegation, from_person = from }) > 0;

    private sealed record DelegationRow
    {
        public long DelegationId { get; init; }
        public string FromPerson { get; init; } = "";
        public string ToPerson { get; init; } = "";
        public string FirstDay { get; init; } = "";
        public string LastDay { get; init; } = "";
        public long? RevokedAt { get; init; }

        internal Delegation ToDelegation() => new(DelegationId, FromPerson, ToPerson, Day(FirstDay), Day(LastDay), RevokedAt is not null);

        private static DateOnly Day(string iso) => DateOnly.Parse(iso, CultureInfo.InvariantCulture);
    }
}
