using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.People.Accounts;

public sealed record ApiTokenIssued(long Token, long ExpiresAt);

/// <summary>Gives a person a token for a program or the command line. It may do what its scopes name, and never more than the person may. <see cref="EndSessions"/> revokes it.</summary>
public sealed class IssueApiToken(Database database)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <param name="asked">Its actor is the person.</param>
    /// <param name="secret">From <see cref="Secret.New"/>; shown once.</param>
    /// <param name="lifetime">At most a year.</param>
    public Task<Outcome<ApiTokenIssued>> RunAsync(Asked asked, string secret, string label, IReadOnlyList<Permission> scopes, TimeSpan lifetime, CancellationToken stop = default) =>
        database.WriteAsync<ApiTokenIssued>(
            asked.For("issue-api-token", OperationField.Personal("secret", secret), OperationField.Personal("label", label), OperationField.Of("scopes", string.Join(' ', scopes))),
            async tx =>
            {
                if (await SelfOr.RefusalForAsync(tx, asked.Actor, Permission.ManagePeople) is { } notAllowed) return notAllowed;
                if (string.IsNullOrWhiteSpace(label)) return Refusal.Of("token-label", "label", "请写明用途。", "Say what it is for.");
                if (KeptText.TokenLabel.RefusalFor(label.Trim(), "label") is { } tooLong) return tooLong;
                if (lifetime <= TimeSpan.Zero || lifetime > Longest)
                    return Refusal.Of("token-lifetime", "lifetime", "有效期应为 1 至 366 天。", "It is good for 1 to 366 days.");
                var grants = await Grants.OfAsync(tx, asked.Actor);
                if (scopes.Count == 0 || scopes.FirstOrDefault(scope => !Authority.MayDoSomewhere(grants, scope, tx.Today)) is var missing && missing != Permission.ReadPublished)
                    return Refusal.Of("token-scopes", "scopes", "请选择本人具有的权限。", "Choose among the permissions you have yourself.");
                var expiresAt = Lifetimes.EndOf(tx.RecordedAt, lifetime);
                var token = await AccessTokens.AddAsync(tx, TokenKind.Api, secret, asked.Actor, expiresAt, label.Trim().ToNfc(), scopes.Distinct());
                await AuditTrail.AddAsync(tx, AuditNote.Done("issue-api-token", "session", token, string.Join(' ', scopes)));
                return new ApiTokenIssued(token, expiresAt);
            }, stop);
}
