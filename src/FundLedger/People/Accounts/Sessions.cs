using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.People.Accounts;

public sealed record SessionStarted(long Session, long ExpiresAt);

/// <summary>Signs a person in: the host has checked password and second factor, and gives each session a secret of its own.</summary>
public sealed class StartSession(Database database)
{
    /// <param name="asked">Its actor is the person.</param>
    /// <param name="secret">From <see cref="Secret.New"/>; it goes into the cookie.</param>
    /// <param name="device">What the person will know the session by; at most 200 characters are kept.</param>
    /// <param name="ends">A session of the same person that this one takes the place of; 0 for none.</param>
    public Task<Outcome<SessionStarted>> RunAsync(Asked asked, string secret, TimeSpan lifetime, string device, long ends = 0, CancellationToken stop = default) => database.WriteAsync<SessionStarted>(
        asked.For("start-session", OperationField.Personal("secret", secret)),
        async tx =>
        {
            if (await Persons.FindAsync(tx, asked.Actor) is not { IsActive: true } person || person.SignIn.IsLockedOutAt(tx.RecordedAt))
                return Refusal.Of("sign-in-refused", "", "无法登录。", "You cannot sign in.");
            if (person.SignIn.FailedCount > 0) await PersonStore.SaveAsync(tx, person.Id, person.SignIn with { FailedCount = 0 });
            if (ends != 0) await AccessTokens.EndAsync(tx, ends, person.Id);
            var expiresAt = Lifetimes.EndOf(tx.RecordedAt, lifetime);
            var session = await AccessTokens.AddAsync(tx, TokenKind.Session, secret, person.Id, expiresAt, Shortened(device.ToNfc()), isConfirmed: true);
            await AuditTrail.AddAsync(tx, AuditNote.Done("sign-in", "session", session));
            return new SessionStarted(session, expiresAt);
        }, stop);

    private static string Shortened(string device) => device.Length > KeptText.TokenLabel.Longest ? device[..KeptText.TokenLabel.Longest].ToNfc() : device;
}

public sealed record TokenUsed(long Token);

/// <summary>Notes that a session or API token is in use; the host calls it now and then, not at each request.</summary>
public sealed class UseToken(Database database)
{
    private static readonly SqlFile Use = new("people/use_token");

    /// <param name="isConfirmed">The person has just proved again to be the one: money acts may go on for a while.</param>
    public Task<Outcome<TokenUsed>> RunAsync(Asked asked, long token, bool isConfirmed = false, CancellationToken stop = default) => database.WriteAsync<TokenUsed>(
        asked.For("use-token", OperationField.Of("token", token), OperationField.Of("confirmed", isConfirmed.ToString())),
        async tx =>
        {
            if (await tx.ExecuteAsync(Use, new { used_at = tx.RecordedAt, is_confirmed = isConfirmed ? 1 : 0, token_id = token, person_id = asked.Actor }) == 0) return Authority.NotThere;
            if (isConfirmed) await AuditTrail.AddAsync(tx, AuditNote.Done("confirm-session", "session", token));
            return new TokenUsed(token);
        }, stop);
}

public sealed record SessionsEnded(int Count);

/// <summary>Ends sessions or revokes API tokens: one's own, or another's by an administrator.</summary>
public sealed class EndSessions(Database database)
{
    public Task<Outcome<SessionsEnded>> OneAsync(Asked asked, string person, long token, CancellationToken stop = default) => database.WriteAsync<SessionsEnded>(
        asked.For("end-session", OperationField.Of("person", person), OperationField.Of("token", token)),
        async tx =>
        {
            if (await SelfOr.RefusalForAsync(tx, person, Permission.ManagePeople) is { } notAllowed) return notAllowed;
            if (!await AccessTokens.EndAsync(tx, token, person)) return Authority.NotThere;
            await AuditTrail.AddAsync(tx, AuditNote.Done("end-session", "session", token));
            return new SessionsEnded(1);
        }, stop);

    /// <summary>Signs out everywhere.</summary>
    /// <param name="except">The session in which it is asked, if it is to stay; 0 for none.</param>
    public Task<Outcome<SessionsEnded>> AllAsync(Asked asked, string person, long except = 0, CancellationToken stop = default) => database.WriteAsync<SessionsEnded>(
        asked.For("end-all-sessions", OperationField.Of("person", person), OperationField.Of("except", except)),
        async tx =>
        {
            if (await SelfOr.RefusalForAsync(tx, person, Permission.ManagePeople) is { } notAllowed) return notAllowed;
            var ended = await AccessTokens.EndAllAsync(tx, person, TokenKind.Session, except);
            await AuditTrail.AddAsync(tx, AuditNote.Done("end-all-sessions", "person", person, $"{ended}"));
            return new SessionsEnded(ended);
        }, stop);
}
