using FundLedger.People.Accounts;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using Microsoft.AspNetCore.Identity;

namespace FundLedger.Web.SigningIn;

/// <summary>Checks that somebody is who they say, counts the tries that fail, and starts sessions.</summary>
internal sealed class SignInFlow(Database database, UserManager<Account> accounts, TimeProvider clock)
{
    /// <summary>However it is used, a session ends with the working day.</summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private const string Nobody = "nobody"; // who tries under a name is not known to be the person

    private static readonly Account Stranger = new(new Person("", PersonStatus.Active, null, null, null, new SignInState(null, "", null, false, 0, 0, 0), 0));
    private static string strangersHash = "";

    /// <summary>One answer for a name that is unknown, a password that is wrong, and an account that is locked out.</summary>
    internal static Refusal WrongPassword => Refusal.Of("sign-in-refused", "password",
        $"登录名或密码不正确；连续输错 {CountFailedSignIn.MostFailures} 次后要等 {CountFailedSignIn.Lockout.TotalMinutes:0} 分钟。",
        $"The sign-in name or the password is wrong. After {CountFailedSignIn.MostFailures} wrong tries in a row there is a wait of {CountFailedSignIn.Lockout.TotalMinutes:0} minutes.");

    internal static Refusal WrongCode => Refusal.Of("code-wrong", "code", "验证码不正确，或已用过。请输入验证器现在显示的六位数字，或一个恢复代码。",
        "The code is wrong, or was used already. Type the six digits your authenticator shows now, or a recovery code.");

    /// <summary>The first factor.</summary>
    internal async Task<Outcome<Account>> PasswordAsync(string name, string password, CancellationToken stop)
    {
        if (name.Trim().Length is 0 or > 200 || password.Length is 0 or > 4 * PasswordRule.Longest) return WrongPassword;
        if (await accounts.FindByNameAsync(name) is { } account) return await PasswordAsync(account, password, stop);
        // As much work as for somebody who exists, so that the time taken tells nothing.
        if (strangersHash.Length == 0) strangersHash = accounts.PasswordHasher.HashPassword(Stranger, Nobody);
        accounts.PasswordHasher.VerifyHashedPassword(Stranger, strangersHash, password);
        return WrongPassword;
    }

    internal async Task<Outcome<Account>> PasswordAsync(Account account, string password, CancellationToken stop)
    {
        var isRight = await accounts.CheckPasswordAsync(account, PasswordRule.Normalised(password));
        if (IsLockedOut(account)) return WrongPassword;
        if (isRight) return account;
        await CountFailureAsync(account, stop);
        return WrongPassword;
    }

    /// <summary>The second factor: an authenticator's code, good once, or a recovery code.</summary>
    internal async Task<Outcome<Account>> CodeAsync(Account account, string typed, CancellationToken stop)
    {
        var code = new string([.. typed.Where(letter => !char.IsWhiteSpace(letter))]);
        if (IsLockedOut(account)) return WrongCode;
        if (code.Length > 0 && await IsRightAsync(account, code, stop)) return account;
        await CountFailureAsync(account, stop);
        return WrongCode;
    }

    /// <summary>A session with a secret of its own; the one that the browser had is over.</summary>
    internal async Task<Outcome<SessionStarted>> StartAsync(HttpContext context, string person, CancellationToken stop)
    {
        var secret = Secret.New();
        var ends = context.Features.Get<SignedIn>() is { Token: { Kind: TokenKind.Session } token } ? token : null;
        if (ends is not null && ends.Person != person) await new EndSessions(database).OneAsync(new Asked("sign-out/" + FormKey.New(), ends.Person!), ends.Person!, ends.Id, stop);
        var outcome = await new StartSession(database).RunAsync(new Asked("sign-in/" + FormKey.New(), person), secret, Lifetime, Device.Of(context.Request), ends?.Person == person ? ends.Id : 0, stop);
        if (!outcome.IsDone(out _, out _)) return outcome;
        SiteCookies.DropAwaited(context);
        SiteCookies.KeepSession(context, secret);
        return outcome;
    }

    internal string HashOf(string password) => accounts.PasswordHasher.HashPassword(Stranger, PasswordRule.Normalised(password));

    private async Task<bool> IsRightAsync(Account account, string code, CancellationToken stop)
    {
        if (code.Length == 6 && code.All(char.IsAsciiDigit))
            return await accounts.GetAuthenticatorKeyAsync(account) is { } key && Totp.StepOf(key, code, clock.GetUtcNow()) is { } step
                && (await new AcceptCode(database).RunAsync(new Asked("code/" + FormKey.New(), account.Id), account.Id, step, stop)).IsDone(out _, out _);
        return (await accounts.RedeemTwoFactorRecoveryCodeAsync(account, code)).Succeeded;
    }

    private bool IsLockedOut(Account account) => account.Person.SignIn.IsLockedOutAt(Moments.ToMicroseconds(clock.GetUtcNow()));

    private Task CountFailureAsync(Account account, CancellationToken stop) => new CountFailedSignIn(database).RunAsync(new Asked("failed/" + FormKey.New(), Nobody), account.Id, stop);
}
