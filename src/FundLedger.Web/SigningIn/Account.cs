using FundLedger.People.Accounts;
using FundLedger.Storage;
using FundLedger.Web.Asking;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace FundLedger.Web.SigningIn;

/// <summary>A person as ASP.NET Core Identity works with them: it changes the state, then asks for it to be kept.</summary>
internal sealed class Account(Person person)
{
    internal Person Person { get; private set; } = person;

    internal SignInState State { get; set; } = person.SignIn;

    internal string Id => Person.Id;

    internal void Kept(long version) => Person = Person with { SignIn = State = State with { Version = version } };
}

/// <summary>Identity's stores over the ledger's people.</summary>
/// <remarks>Wrong passwords are counted by <see cref="CountFailedSignIn"/>, in one statement, and people come and go through the ledger's operations: neither is asked of this store.</remarks>
internal sealed class AccountStore(Database database, IDataProtectionProvider protection, IHttpContextAccessor request) :
    IUserPasswordStore<Account>, IUserSecurityStampStore<Account>, IUserTwoFactorStore<Account>, IUserAuthenticatorKeyStore<Account>, IUserTwoFactorRecoveryCodeStore<Account>
{
    private readonly IDataProtector keys = protection.CreateProtector("authenticator-key");

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) => AccountOf(await database.ReadAsync(reader => Persons.FindAsync(reader, userId), cancellationToken));

    public async Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        AccountOf(await database.ReadAsync(reader => Persons.FindBySignInNameAsync(reader, normalizedUserName), cancellationToken));

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Person.SignInName);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Person.SignInName is { } name ? Persons.Normalised(name) : null);

    /// <summary>Found by a keyed hash that the ledger makes itself: there is nothing to keep.</summary>
    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.State.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.State.PasswordHash is not null);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) => Change(user, user.State with { PasswordHash = passwordHash });

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.State.SecurityStamp);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) => Change(user, user.State with { SecurityStamp = stamp });

    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.State.HasTwoFactors);

    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Change(user, user.State with { HasTwoFactors = enabled });

    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.State.TotpKey is { } kept ? keys.Unprotect(kept) : null);

    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) => Change(user, user.State with { TotpKey = keys.Protect(key) });

    public async Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        (await new RecoveryCodes(database).ReplaceAsync(By(user), user.Id, [.. recoveryCodes], cancellationToken)).Expect();

    public async Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken) =>
        (await new RecoveryCodes(database).UseAsync(By(user), user.Id, code, cancellationToken)).IsDone(out _, out _);

    public async Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) => (int)await database.ReadAsync(reader => RecoveryCodes.CountAsync(reader, user.Id), cancellationToken);

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        if (user.State == user.Person.SignIn) return IdentityResult.Success;
        // Of a person's sessions the one in which they change their password goes on.
        var here = request.HttpContext?.Features.Get<SignedIn>() is { } who && who.Person.Id == user.Id ? who.Token.Id : 0;
        if (!(await new SaveSignIn(database).RunAsync(By(user), user.Id, user.State, here, cancellationToken)).IsDone(out var saved, out var refusal))
            return IdentityResult.Failed(new IdentityError { Code = refusal.Code, Description = refusal.Message.En });
        user.Kept(saved.Version);
        return IdentityResult.Success;
    }

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => throw NotHere();

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => throw NotHere();

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw NotHere();

    public void Dispose()
    {
    }

    private static Account? AccountOf(Person? person) => person is { IsActive: true } ? new Account(person) : null;

    private static Asked By(Account account) => new("account/" + FormKey.New(), account.Id);

    private static Task Change(Account account, SignInState state)
    {
        account.State = state;
        return Task.CompletedTask;
    }

    private static NotSupportedException NotHere() => new("People are invited, renamed and erased by the ledger's own operations.");
}

/// <summary>Names in the one form in which the ledger compares them.</summary>
internal sealed class AccountNames : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name is null ? null : Persons.Normalised(name);

    public string? NormalizeEmail(string? email) => NormalizeName(email);
}
