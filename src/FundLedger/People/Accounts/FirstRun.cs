using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.People.Accounts;

public sealed record FirstRunOpened(long ExpiresAt);

/// <summary>Keeps a one-time code that makes whoever types it the first administrator. The host prints the code when it starts; codes of earlier starts end.</summary>
public sealed class OpenFirstRun(Database database)
{
    private static readonly SqlFile EndEarlier = new("people/end_first_run_codes");

    /// <param name="code">From <see cref="Secret.NewToType"/>.</param>
    public Task<Outcome<FirstRunOpened>> RunAsync(Asked asked, string code, TimeSpan lifetime, CancellationToken stop = default) => database.WriteAsync<FirstRunOpened>(
        asked.For("open-first-run", OperationField.Personal("code", code)),
        async tx =>
        {
            if (await Administrators.CountAsync(tx) > 0) return Refused;
            await tx.ExecuteAsync(EndEarlier, new { ended_at = tx.RecordedAt });
            var expiresAt = Lifetimes.EndOf(tx.RecordedAt, lifetime);
            await AccessTokens.AddAsync(tx, TokenKind.FirstRun, code, person: null, expiresAt);
            await AuditTrail.AddAsync(tx, AuditNote.Done("open-first-run", "", ""));
            return new FirstRunOpened(expiresAt);
        }, stop);

    internal static Refusal Refused => Refusal.Of("administrator-exists", "", "账本已有管理员。请由管理员邀请其他人。", "There is an administrator already. Ask them for an invitation.");
}

public sealed record PersonAdded(string Person);

/// <summary>Makes the first administrator out of whoever knows the code. They may also record and propose money, and nobody checks what they propose until there is another.</summary>
public sealed class CreateFirstAdministrator(Database database)
{
    /// <param name="passwordHash">Made by the host, of a password that <see cref="PasswordRule"/> accepts.</param>
    public Task<Outcome<PersonAdded>> RunAsync(Asked asked, string code, PersonNames names, string passwordHash, CancellationToken stop = default) => database.WriteAsync<PersonAdded>(
        asked.For("create-first-administrator", [OperationField.Personal("code", code), .. names.Content]),
        async tx =>
        {
            if (await Administrators.CountAsync(tx) > 0) return OpenFirstRun.Refused;
            if (await AccessTokens.FindAsync(tx, TokenKind.FirstRun, code) is not { } token || !token.IsGoodAt(tx.RecordedAt) || !await AccessTokens.EndAsync(tx, token.Id, null))
                return Refusal.Of("code-wrong", "code", "一次性代码不正确或已失效。请重启服务，使用新打印的代码。", "The one-time code is wrong or no longer good. Start the server again and use the code it prints.");
            if (!(await PersonStore.AddAsync(tx, names, passwordHash)).IsDone(out var person, out var refusal)) return refusal;
            await Grants.AddAsync(tx, person, PersonRole.Administrator, Scope.WholeLedger, tx.Today);
            await Grants.AddAsync(tx, person, PersonRole.FundManager, Scope.WholeLedger, tx.Today);
            await AuditTrail.AddAsync(tx, AuditNote.Done("create-first-administrator", "person", person));
            return new PersonAdded(person);
        }, stop);
}

/// <summary>How long things last.</summary>
internal static class Lifetimes
{
    internal static readonly TimeSpan Invitation = TimeSpan.FromDays(7);

    internal static long EndOf(long from, TimeSpan lifetime)
    {
        Invariant.Holds(lifetime > TimeSpan.Zero);
        return checked(from + lifetime.Ticks / TimeSpan.TicksPerMicrosecond);
    }
}
