using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.People.Accounts;

public sealed record SignInSaved(string Person, long Version);

/// <summary>Keeps what signing in goes by as the host changed it: password hash, stamp, second factor, counts. For the stores that ASP.NET Core Identity asks for.</summary>
public sealed class SaveSignIn(Database database)
{
    /// <param name="state">Of the version that was read.</param>
    /// <param name="keepSession">With another stamp every session ends but this one; 0 for none.</param>
    public Task<Outcome<SignInSaved>> RunAsync(Asked asked, string person, SignInState state, long keepSession = 0, CancellationToken stop = default) => database.WriteAsync<SignInSaved>(
        asked.For("save-sign-in", OperationField.Of("person", person), OperationField.Of("version", state.Version), OperationField.Personal("state", $"{state}")) with { Erases = true },
        async tx =>
        {
            if (await SelfOr.RefusalForAsync(tx, person, Permission.ManagePeople) is { } notAllowed) return notAllowed;
            if (await Persons.FindAsync(tx, person) is not { } before || !await PersonStore.SaveAsync(tx, person, state))
                return Refusal.Of("sign-in-changed", "", "登录信息刚被另一处改动。请重试。", "The sign-in was changed elsewhere just now. Try again.");
            if (before.SignIn.SecurityStamp != state.SecurityStamp) await AccessTokens.EndAllAsync(tx, person, TokenKind.Session, keepSession);
            if (ChangesOf(before.SignIn, state) is { Length: > 0 } changes) await AuditTrail.AddAsync(tx, AuditNote.Done("change-sign-in", "person", person, changes));
            return new SignInSaved(person, state.Version + 1);
        }, stop);

    private static string ChangesOf(SignInState before, SignInState after) => string.Join(' ', new[]
    {
        before.PasswordHash != after.PasswordHash ? "password" : "",
        before.TotpKey != after.TotpKey ? "authenticator" : "",
        before.HasTwoFactors != after.HasTwoFactors ? after.HasTwoFactors ? "second-factor-on" : "second-factor-off" : "",
    }.Where(change => change.Length > 0));
}

/// <param name="LockedOutUntil">Microseconds; 0 when they may try again now.</param>
public sealed record FailureCounted(long LockedOutUntil);

/// <summary>Counts a wrong password or code; too many in a row lock the account for a while.</summary>
public sealed class CountFailedSignIn(Database database)
{
    public const int MostFailures = 5;
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    private static readonly SqlFile Count = new("people/count_failed_sign_in");

    /// <param name="asked">Its actor is whoever tries, who need not be the person.</param>
    public Task<Outcome<FailureCounted>> RunAsync(Asked asked, string person, CancellationToken stop = default) => database.WriteAsync<FailureCounted>(
        asked.For("count-failed-sign-in", OperationField.Of("person", person)),
        async tx =>
        {
            var until = Lifetimes.EndOf(tx.RecordedAt, Lockout);
            if (await tx.ExecuteAsync(Count, new { most_failures = MostFailures, lockout_end = until, person_id = person }) == 0) return Authority.NotThere;
            var signIn = (await Persons.FindAsync(tx, person))!.SignIn;
            await AuditTrail.AddAsync(tx, new AuditNote("sign-in", AuditOutcome.Tried, "person", person, signIn.LockoutEnd == until ? "locked-out" : ""));
            return new FailureCounted(signIn.IsLockedOutAt(tx.RecordedAt) ? signIn.LockoutEnd : 0);
        }, stop);
}

public sealed record CodeAccepted(long Step);

/// <summary>Accepts an authenticator's code for its time step, once: the same code sent again, or an older one, is refused.</summary>
public sealed class AcceptCode(Database database)
{
    private static readonly SqlFile TakeStep = new("people/take_totp_step");

    /// <param name="step">The 30-second step the host found the code to be right for.</param>
    public Task<Outcome<CodeAccepted>> RunAsync(Asked asked, string person, long step, CancellationToken stop = default) => database.WriteAsync<CodeAccepted>(
        asked.For("accept-code", OperationField.Of("person", person), OperationField.Of("step", step)),
        async tx => await tx.ExecuteAsync(TakeStep, new { totp_step = step, person_id = person }) > 0 ? new CodeAccepted(step)
            : Refusal.Of("code-used", "code", "这个验证码已用过。请等下一个。", "This code was used already. Wait for the next one."), stop);
}
