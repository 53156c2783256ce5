using FundLedger.People.Roles;

namespace FundLedger.People.Accounts;

/// <summary>Who acts in a request: the person, by which session or token, and with which roles.</summary>
public sealed record SignedIn(Person Person, AccessToken Token, IReadOnlyList<Grant> Grants)
{
    /// <summary>Whoever this secret lets in now; null for a secret that is unknown, ended, over, or of somebody who is no longer active.</summary>
    /// <remarks>Asked at every request: who is disabled or signed out elsewhere is out at once.</remarks>
    /// <param name="kind">A session or an API token.</param>
    public static async Task<SignedIn?> FindAsync(LedgerReader reader, TokenKind kind, string secret, long moment)
    {
        Invariant.Holds(kind is TokenKind.Session or TokenKind.Api);
        if (await AccessTokens.FindAsync(reader, kind, secret) is not { Person: { } id } token || !token.IsGoodAt(moment)) return null;
        return await Persons.FindAsync(reader, id) is { IsActive: true } person ? new SignedIn(person, token, await Roles.Grants.OfAsync(reader, id)) : null;
    }

    /// <summary>Whether they may do this; a token never more than its scopes.</summary>
    public bool MayDo(Permission act, Target target, DateOnly day) => IsInScope(act) && Authority.MayDo(Grants, act, target, day);

    public bool MayDoSomewhere(Permission act, DateOnly day) => IsInScope(act) && Authority.MayDoSomewhere(Grants, act, day);

    /// <summary>One refusal for what is not there and what is not theirs.</summary>
    /// <param name="target">Null when what was asked for does not exist.</param>
    public Refusal? RefusalFor(Permission act, Target? target, DateOnly day) => target is not null && MayDo(act, target, day) ? null : Authority.NotThere;

    private bool IsInScope(Permission act) => Token.Kind != TokenKind.Api || Token.Scopes.Contains(act);
}
