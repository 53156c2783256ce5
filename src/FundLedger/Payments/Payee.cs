using System.Text.Json.Serialization;
using FundLedger.Ledger;

namespace FundLedger.Payments;

[JsonConverter(typeof(JsonStringEnumConverter<PayeeKind>))]
public enum PayeeKind
{
    Organisation,
    Person,
}

/// <summary>Somebody money is paid to, with the bank account that counts now.</summary>
/// <param name="Name">Null once erased.</param>
public sealed record Payee(long Id, Entity Entity, string Code, PayeeKind Kind, string? Name, PayeeAccount Account);

/// <param name="Version">Counted from 1; a change is a new version.</param>
/// <param name="Number">In full: show <see cref="Masked"/>. Null once erased.</param>
/// <param name="UsableFrom">Nothing is paid to the payee before this day.</param>
/// <param name="Proposal">In which another person checked it; null in books without people.</param>
public sealed record PayeeAccount(int Version, string? Holder, string? BankName, string? Number, string? BankCode, DateOnly UsableFrom, string Maker, long? Proposal)
{
    public string Masked => MaskedNumber(Number);

    /// <summary>The last four digits behind stars.</summary>
    public static string MaskedNumber(string? number) => number is null ? "" : number.Length > 4 ? "****" + number[^4..] : "****";

    public bool IsUsableOn(DateOnly day) => Number is not null && UsableFrom <= day;
}

public static class PayeeKinds
{
    public static Bilingual Name(this PayeeKind kind) => kind == PayeeKind.Person ? new("个人", "Person") : new("单位", "Organisation");
}

/// <summary>Payees in the database.</summary>
internal static class PayeeStore
{
    private static readonly SqlFile List = new("payments/list_payees");
    private static readonly SqlFile Find = new("payments/find_payee");
    private static readonly SqlFile Lock = new("payments/lock_payee");
    private static readonly SqlFile InsertPayee = new("payments/insert_payee");
    private static readonly SqlFile Rename = new("payments/rename_payee");
    private static readonly SqlFile InsertAccount = new("payments/insert_account");
    private static readonly SqlFile EraseName = new("payments/erase_payee");
    private static readonly SqlFile EraseAccounts = new("payments/erase_accounts");

    internal static async Task<IReadOnlyList<Payee>> ListAsync(LedgerReader reader, Books books) => [.. (await reader.QueryAsync<PayeeRow>(List)).Select(row => row.ToPayee(books))];

    internal static async Task<Payee?> FindAsync(LedgerReader reader, Books books, Entity entity, string code) =>
        (await reader.FindAsync<PayeeRow>(Find, new { entity_id = entity.Id, code }))?.ToPayee(books);

    /// <summary>As it stands, and nobody else changes it until the transaction ends.</summary>
    internal static async Task<Payee?> LockAsync(LedgerTransaction tx, Books books, Entity entity, string code)
    {
        await tx.ExecuteAsync(Lock, new { entity_id = entity.Id, code });
        return await FindAsync(tx, books, entity, code);
    }

    internal static Task<long> InsertAsync(LedgerTransaction tx, Entity entity, NewPayee wanted) => tx.SingleAsync<long>(
        InsertPayee, new { entity_id = entity.Id, code = wanted.Code, kind = StoredWords.Word(wanted.Kind), name = wanted.Name, recorded_at = tx.RecordedAt });

    internal static Task RenameAsync(LedgerTransaction tx, Payee payee, NewPayee wanted) =>
        tx.ExecuteAsync(Rename, new { name = wanted.Name, kind = StoredWords.Word(wanted.Kind), payee_id = payee.Id });

    internal static Task AddAccountAsync(LedgerTransaction tx, long payee, int version, NewPayee wanted, DateOnly usableFrom, long? proposal) => tx.ExecuteAsync(InsertAccount, new
    {
        payee_id = payee,
        version_no = version,
        holder = wanted.Holder,
        bank_name = wanted.BankName,
        account_number = wanted.Number,
        bank_code = wanted.BankCode,
        usable_from = usableFrom.ToIso(),
        maker = tx.Operation.Actor,
        proposal_id = proposal,
        recorded_at = tx.RecordedAt,
    });

    internal static async Task EraseAsync(LedgerTransaction tx, Payee payee)
    {
        await tx.ExecuteAsync(EraseName, new { payee_id = payee.Id });
        await tx.ExecuteAsync(EraseAccounts, new { payee_id = payee.Id });
    }

    private sealed record PayeeRow
    {
        public long PayeeId { get; init; }
        public long EntityId { get; init; }
        public string Code { get; init; } = "";
        public string Kind { get; init; } = "";
        public string? Name { get; init; }
        public long VersionNo { get; init; }
        public string? Holder { get; init; }
        public string? BankName { get; init; }
        public string? AccountNumber { get; init; }
        public string? BankCode { get; init; }
        public string UsableFrom { get; init; } = "";
        public string Maker { get; init; } = "";
        public long? ProposalId { get; init; }

        internal Payee ToPayee(Books books) => new(
            PayeeId, books.Entity(EntityId), Code, StoredWords.Read<PayeeKind>(Kind), Name,
            new PayeeAccount((int)VersionNo, Holder, BankName, AccountNumber, BankCode, IsoDates.Read(UsableFrom), Maker, ProposalId));
    }
}
