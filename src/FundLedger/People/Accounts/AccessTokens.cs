using FundLedger.Ledger;
using FundLedger.People.Roles;

namespace FundLedger.People.Accounts;

public enum TokenKind
{
    /// <summary>Lets whoever has it become the first administrator.</summary>
    FirstRun,

    /// <summary>Lets the person it was made for choose a password, once.</summary>
    Invitation,
    Session,
    Api,
}

/// <summary>Something handed out that opens a door. All moments in microseconds since 1970-01-01 UTC.</summary>
/// <param name="Person">Whose it is; null for the first administrator's code.</param>
/// <param name="Label">The device or the use, as its owner knows it; null once erased.</param>
/// <param name="Scopes">What an API token is held to; empty for every other kind.</param>
/// <param name="ConfirmedAt">When the person last proved in this session to be the one; 0 for never. Money acts ask that it be recent.</param>
/// <param name="EndedAt">Used up, signed out or revoked; null while it stands.</param>
public sealed record AccessToken(
    long Id, TokenKind Kind, string? Person, string? Label, IReadOnlyList<Permission> Scopes, long CreatedAt, long ExpiresAt, long LastUsedAt, long ConfirmedAt, long? EndedAt)
{
    public bool IsGoodAt(long moment) => EndedAt is null && moment < ExpiresAt;
}

/// <summary>Reads tokens. They are found by the secret itself, of which only the hash is kept.</summary>
public static class AccessTokens
{
    private static readonly SqlFile Find = new("people/find_token");
    private static readonly SqlFile List = new("people/list_tokens");
    private static readonly SqlFile ListLastSignIns = new("people/list_last_sign_ins");
    private static readonly SqlFile Insert = new("people/insert_token");
    private static readonly SqlFile End = new("people/end_token");
    private static readonly SqlFile EndAll = new("people/end_tokens");

    /// <summary>The token of this secret, good or not; null when there is none.</summary>
    public static async Task<AccessToken?> FindAsync(LedgerReader reader, TokenKind kind, string secret) =>
        (await reader.FindAsync<TokenRow>(Find, new { token_key = Secret.KeyOf(secret), kind = StoredWords.Word(kind) }))?.ToToken();

    /// <summary>A person's tokens of a kind, newest first, those that ended too.</summary>
    public static async Task<IReadOnlyList<AccessToken>> ListAsync(LedgerReader reader, string person, TokenKind kind) =>
        [.. (await reader.QueryAsync<TokenRow>(List, new { person_id = person, kind = StoredWords.Word(kind) })).Select(row => row.ToToken())];

    /// <summary>When each person last signed in, in microseconds; nobody who never did.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> LastSignInsAsync(LedgerReader reader) =>
        (await reader.QueryAsync<SignInRow>(ListLastSignIns)).ToDictionary(row => row.PersonId, row => row.SignedInAt);

    internal static Task<long> AddAsync(
        LedgerTransaction tx, TokenKind kind, string secret, string? person, long expiresAt, string? label = null, IEnumerable<Permission>? scopes = null, bool isConfirmed = false) =>
        tx.SingleAsync<long>(Insert, new
        {
            kind = StoredWords.Word(kind),
            token_key = Secret.KeyOf(secret),
            person_id = person,
            label,
            scopes = string.Join(',', scopes ?? []),
            created_at = tx.RecordedAt,
            expires_at = expiresAt,
            confirmed_at = isConfirmed ? tx.RecordedAt : 0,
        });

    /// <returns>False when it had ended: of two who use it at once, one is told so.</returns>
    internal static async Task<bool> EndAsync(LedgerTransaction tx, long token, string? person) =>
        await tx.ExecuteAsync(End, new { ended_at = tx.RecordedAt, token_id = token, person_id = person ?? "" }) > 0;

    /// <summary>Ends what a person has of a kind, or of every kind, but one.</summary>
    internal static Task<int> EndAllAsync(LedgerTransaction tx, string person, TokenKind? kind = null, long except = 0) =>
        tx.ExecuteAsync(EndAll, new { ended_at = tx.RecordedAt, person_id = person, kind = kind is { } one ? StoredWords.Word(one) : "", except });

    private sealed record SignInRow
    {
        public string PersonId { get; init; } = "";
        public long SignedInAt { get; init; }
    }

    private sealed record TokenRow
    {
        public long TokenId { get; init; }
        public string Kind { get; init; } = "";
        public string? PersonId { get; init; }
        public string? Label { get; init; }
        public string Scopes { get; init; } = "";
        public long CreatedAt { get; init; }
        public long ExpiresAt { get; init; }
        public long LastUsedAt { get; init; }
        public long ConfirmedAt { get; init; }
        public long? EndedAt { get; init; }

        internal AccessToken ToToken() => new(TokenId, StoredWords.Read<TokenKind>(Kind), PersonId, Label,
            [.. Scopes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Permission>)], CreatedAt, ExpiresAt, LastUsedAt, ConfirmedAt, EndedAt);
    }
}
