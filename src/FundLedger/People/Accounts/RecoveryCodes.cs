using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.People.Accounts;

public sealed record RecoveryCodesReplaced(int Count);

public sealed record RecoveryCodeUsed(long Left);

/// <summary>One-time codes for when the second factor is lost: kept as keyed hashes, each good once.</summary>
public sealed class RecoveryCodes(Database database)
{
    private static readonly SqlFile Insert = new("people/insert_recovery_code");
    private static readonly SqlFile Delete = new("people/delete_recovery_code");
    private static readonly SqlFile DeleteAll = new("people/delete_recovery_codes");
    private static readonly SqlFile Count = new("people/count_recovery_codes");

    public static Task<long> CountAsync(LedgerReader reader, string person) => reader.SingleAsync<long>(Count, new { person_id = person });

    /// <param name="codes">Made by the host and shown once; earlier ones are good no more.</param>
    public Task<Outcome<RecoveryCodesReplaced>> ReplaceAsync(Asked asked, string person, IReadOnlyList<string> codes, CancellationToken stop = default) => database.WriteAsync<RecoveryCodesReplaced>(
        asked.For("replace-recovery-codes", OperationField.Of("person", person), OperationField.Personal("codes", string.Join(' ', codes))),
        async tx =>
        {
            if (await SelfOr.RefusalForAsync(tx, person, Permission.ManagePeople) is { } notAllowed) return notAllowed;
            await DeleteAllAsync(tx, person);
            foreach (var code in codes.Distinct()) await tx.ExecuteAsync(Insert, new { person_id = person, code_key = KeyOf(tx, person, code) });
            await AuditTrail.AddAsync(tx, AuditNote.Done("replace-recovery-codes", "person", person));
            return new RecoveryCodesReplaced(codes.Count);
        }, stop);

    /// <summary>Uses a code up.</summary>
    public Task<Outcome<RecoveryCodeUsed>> UseAsync(Asked asked, string person, string code, CancellationToken stop = default) => database.WriteAsync<RecoveryCodeUsed>(
        asked.For("use-recovery-code", OperationField.Of("person", person), OperationField.Personal("code", code)),
        async tx =>
        {
            if (await Persons.FindAsync(tx, person) is not { IsActive: true } || await tx.ExecuteAsync(Delete, new { person_id = person, code_key = KeyOf(tx, person, code) }) == 0)
                return Refusal.Of("code-wrong", "code", "恢复代码不正确或已用过。", "The recovery code is wrong or was used.");
            await AuditTrail.AddAsync(tx, AuditNote.Done("use-recovery-code", "person", person));
            return new RecoveryCodeUsed(await CountAsync(tx, person));
        }, stop);

    internal static Task DeleteAllAsync(LedgerTransaction tx, string person) => tx.ExecuteAsync(DeleteAll, new { person_id = person });

    private static byte[] KeyOf(LedgerReader reader, string person, string code) => Persons.KeyOf(reader, "recovery/" + person, code.Replace("-", "", StringComparison.Ordinal));
}
