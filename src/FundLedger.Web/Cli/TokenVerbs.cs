using System.CommandLine;
using FundLedger.People.Accounts;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>token list</c>, <c>token revoke</c>: one's own API tokens. They are issued on the web site, where people sign in.</summary>
internal static class TokenVerbs
{
    internal static Command In(Shell shell) => Commands.Group(shell, "token", new("本人的 API 令牌（在网站上签发）", "Your API tokens (issued on the web site)"), List(shell), Revoke(shell));

    private static Command List(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<AccessToken>>(
        shell, "list", new("列出本人的令牌", "List your tokens"), [shell.TokenFile],
        async (run, reader, _) => (await WhoActs.FindAsync(shell, run.Parsed, run.Database, run.Stop)).IsDone(out var who, out var refusal)
            ? (await AccessTokens.ListAsync(reader, who.Actor, TokenKind.Api)).ToArray()
            : refusal,
        Print, tokens => tokens.Select(token => new { Token = token.Id, token.Label, token.Scopes, CreatedAt = Moments.ToIso(token.CreatedAt), ExpiresAt = Moments.ToIso(token.ExpiresAt), IsGood = IsGood(shell, token) }));

    private static Command Revoke(Shell shell)
    {
        var number = new Argument<long>(shell.In("编号", "NUMBER")) { Description = shell.In("令牌编号，见 token list", "number of the token, as 'token list' prints it") };
        return WriteVerb.Make(
            shell, "revoke", new("撤销本人的一个令牌，立即生效", "Revoke a token of yours; it counts no more at once"), Need.Nothing, [number],
            run => new EndSessions(run.Database).OneAsync(run.Asked, run.Who.Actor, run.Required(number), run.Stop),
            _ => new("已撤销。", "It is revoked."));
    }

    private static void Print(Shell shell, TextWriter to, IReadOnlyList<AccessToken> tokens) => TextTable.Write(
        to, [shell.In("编号", "Number"), shell.In("用途", "For"), shell.In("权限", "Permissions"), shell.In("到期", "Until"), shell.In("状态", "State")],
        [.. tokens.Select(token => new[]
        {
            $"{token.Id}", token.Label ?? "", string.Join(' ', token.Scopes.Select(scope => Choices.Dashed(scope.ToString()))), Moments.DayInShanghai(token.ExpiresAt).ToIso(),
            IsGood(shell, token) ? shell.In("有效", "good") : shell.In("已失效", "over"),
        })], rightAligned: 0);

    private static bool IsGood(Shell shell, AccessToken token) => token.IsGoodAt(Moments.ToMicroseconds(shell.Clock.GetUtcNow()));
}
