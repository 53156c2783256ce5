namespace FundLedger.People.Accounts;

public enum PersonStatus
{
    Active,

    /// <summary>May not sign in and holds no rights; may be let in again.</summary>
    Disabled,

    /// <summary>Name and everything to sign in with are gone for good; the id stands in the books.</summary>
    Erased,
}

/// <summary>Somebody who signs in.</summary>
/// <param name="Id">Opaque: what the journal and the trail call them by, for good.</param>
/// <param name="Name">Personal data; null once erased.</param>
/// <param name="SignInName">What they type to sign in; null once erased.</param>
/// <param name="Email">Null when they have none or are erased.</param>
public sealed record Person(string Id, PersonStatus Status, string? Name, string? SignInName, string? Email, SignInState SignIn, long CreatedAt)
{
    public bool IsActive => Status == PersonStatus.Active;
    public bool IsErased => Status == PersonStatus.Erased;
}

/// <summary>What signing in goes by. The host makes and checks hashes and codes; the ledger keeps them.</summary>
/// <param name="PasswordHash">Null until an invitation is accepted.</param>
/// <param name="SecurityStamp">Changes when the password does, a factor is changed, or the person is disabled: sessions that know another are over.</param>
/// <param name="TotpKey">The authenticator's key as the host protects it; null when there is none.</param>
/// <param name="FailedCount">Wrong passwords since the last right one or lockout.</param>
/// <param name="LockoutEnd">Microseconds since 1970-01-01 UTC; 0 when not locked out.</param>
/// <param name="Version">Goes up with each change.</param>
public sealed record SignInState(
    string? PasswordHash, string SecurityStamp, string? TotpKey, bool HasTwoFactors, long FailedCount, long LockoutEnd, long Version)
{
    public bool IsLockedOutAt(long moment) => moment < LockoutEnd;
}
