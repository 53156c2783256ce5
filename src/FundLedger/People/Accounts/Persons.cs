using System.Security.Cryptography;
using System.Text;
using FundLedger.Ledger;

namespace FundLedger.People.Accounts;

/// <summary>Reads people. Sign-in names and e-mail addresses are found by keyed hashes, whatever their letter case.</summary>
public static class Persons
{
    private static readonly SqlFile Find = new("people/find_person");
    private static readonly SqlFile FindBySignInName = new("people/find_person_by_sign_in_name");
    private static readonly SqlFile FindByEmail = new("people/find_person_by_email");
    private static readonly SqlFile List = new("people/list_people");
    private static readonly SqlFile Count = new("people/count_people");

    /// <summary>The one form in which sign-in names and addresses are compared: trimmed, NFC, capitals.</summary>
    public static string Normalised(string text) => text.Trim().ToNfc().ToUpperInvariant();

    public static async Task<Person?> FindAsync(LedgerReader reader, string id) => (await reader.FindAsync<PersonRow>(Find, new { person_id = id }))?.ToPerson();

    /// <param name="signInName">As typed or <see cref="Normalised"/>.</param>
    public static async Task<Person?> FindBySignInNameAsync(LedgerReader reader, string signInName) =>
        (await reader.FindAsync<PersonRow>(FindBySignInName, new { sign_in_key = KeyOf(reader, "sign-in", signInName) }))?.ToPerson();

    public static async Task<Person?> FindByEmailAsync(LedgerReader reader, string email) =>
        (await reader.FindAsync<PersonRow>(FindByEmail, new { email_key = KeyOf(reader, "email", email) }))?.ToPerson();

    /// <summary>Everybody, in the order they came.</summary>
    public static async Task<IReadOnlyList<Person>> ListAsync(LedgerReader reader) => [.. (await reader.QueryAsync<PersonRow>(List)).Select(row => row.ToPerson())];

    /// <summary>Whether the ledger has people: from then on nobody acts without a name.</summary>
    public static async Task<bool> AnyAsync(LedgerReader reader) => await reader.SingleAsync<long>(Count) > 0;

    internal static byte[] KeyOf(LedgerReader reader, string kind, string text) =>
        HMACSHA256.HashData(reader.Ledger.Secret, Encoding.UTF8.GetBytes($"{kind}:{Normalised(text)}"));

    private sealed record PersonRow
    {
        public string PersonId { get; init; } = "";
        public string Status { get; init; } = "";
        public string? Name { get; init; }
        public string? SignInName { get; init; }
        public string? Email { get; init; }
        public string? PasswordHash { get; init; }
        public string SecurityStamp { get; init; } = "";
        public string? TotpKey { get; init; }
        public long HasTwoFactors { get; init; }
        public long FailedCount { get; init; }
        public long LockoutEnd { get; init; }
        public long Version { get; init; }
        public long CreatedAt { get; init; }

        internal Person ToPerson() => new(PersonId, StoredWords.Read<PersonStatus>(Status), Name, SignInName, Email,
            new SignInState(PasswordHash, SecurityStamp, TotpKey, HasTwoFactors == 1, FailedCount, LockoutEnd, Version), CreatedAt);
    }
}
