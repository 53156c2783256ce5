using System.CommandLine;
using System.Text;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary>Who runs a verb that writes: without people in the books the operating system's user, from the first person on only somebody whose API token is given.</summary>
/// <param name="Actor">Opaque id, as the books keep it.</param>
/// <param name="Person">Null without people in the books.</param>
internal sealed record WhoActs(string Actor, SignedIn? Person, DateOnly Today)
{
    private const string Variable = "FUNDLEDGER_Token";
    private const long MostBytes = 1_000;

    /// <summary>A command line is seen by everybody on the machine, so a token never stands on it.</summary>
    internal static Option<string> TokenFile(Shell shell) => Options.Text(shell, "--token-file", new("文件", "FILE"), new(
        $"本人的 API 令牌所在文件（默认：环境变量 {Variable}）；账本有人员登记后须有", $"file that holds your API token (default: variable {Variable}); needed once the books have people"));

    /// <summary>Whoever acts on these books now, or why nobody does.</summary>
    internal static async Task<Outcome<WhoActs>> FindAsync(Shell shell, ParseResult parsed, Database database, CancellationToken stop)
    {
        var systemUser = new WhoActs(Asking.Actor.OfSystemUser(database.Ledger, shell.Around.UserName).Id, null, shell.Today);
        if (!await database.ReadAsync(Persons.AnyAsync, stop)) return systemUser;
        if (!(await SecretAsync(shell, parsed.GetValue(shell.TokenFile), stop)).IsDone(out var secret, out var refusal)) return refusal;
        var moment = Moments.ToMicroseconds(shell.Clock.GetUtcNow());
        if (await database.ReadAsync(reader => SignedIn.FindAsync(reader, TokenKind.Api, secret, moment), stop) is { } person) return systemUser with { Actor = person.Person.Id, Person = person };
        if (database.IsWriting) await new NoteAct(database).RunAsync(new Asked(shell.Around.NewKey(), systemUser.Actor), new AuditNote("use-api-token", AuditOutcome.Tried), stop);
        return Refusal.Of("token-wrong", "token-file",
            "这个令牌不存在、已过期或已撤销。请登录网站另发一个。", "This token is unknown, over or revoked. Sign in to the web site and issue another.");
    }

    /// <summary>Why this may not even be tried: no role of theirs, or not this token, allows it anywhere.</summary>
    internal Refusal? RefusalFor(Need need)
    {
        if (Person is null || need.Act is not { } act) return null;
        var isAllowed = need.Where is null ? Person.Token.Scopes.Contains(act) : Person.MayDoSomewhere(act, Today);
        return isAllowed ? null : Refusal.Of("not-permitted", "",
            $"您或这个令牌没有此权限（{Choices.Dashed(act.ToString())}）。", $"You, or this token, have not the permission for it ({Choices.Dashed(act.ToString())}).");
    }

    /// <summary>Why they may not do it to what the options name.</summary>
    internal async Task<Refusal?> RefusalForAsync(Need need, WriteRun run)
    {
        if (Person is null || need is not { Act: { } act, Where: { } where }) return null;
        return Person.RefusalFor(act, await where(run), Today);
    }

    private static async Task<Outcome<string>> SecretAsync(Shell shell, string? file, CancellationToken stop)
    {
        var secret = shell.Around.Environment(Variable);
        if (file is not null)
        {
            if (!(await InputFile.ReadAsync(file, "token-file", MostBytes, stop)).IsDone(out var content, out var refusal)) return refusal;
            secret = Encoding.UTF8.GetString(content);
        }

        return !string.IsNullOrWhiteSpace(secret) ? secret.Trim() : Refusal.Of("token-missing", "token-file",
            $"账本已有人员登记，写入须以本人的 API 令牌进行。请登录网站发一个，放在环境变量 {Variable} 或只有本人可读的文件里。",
            $"These books have people, so whoever writes is to be known by an API token. Issue one on the web site and keep it in the variable {Variable} or in a file that only you can read.");
    }
}
