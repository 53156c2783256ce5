using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.OwnAccount;

/// <summary>One's own roles, how one signs in, and where one is signed in.</summary>
[Needs]
public sealed class AccountModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Account;
    public override Bilingual Title => new("我的账号", "My account");

    public IReadOnlyList<AccessToken> Sessions { get; private set; } = [];
    public IReadOnlyList<Grant> Grants => [.. Who.Grants.Where(grant => grant.HoldsOn(Today))];
    public long CodesLeft { get; private set; }

    public Task OnGetAsync() => ReadAsync(async (reader, _) =>
    {
        Sessions = [.. (await AccessTokens.ListAsync(reader, Who.Person.Id, TokenKind.Session)).Where(token => token.IsGoodAt(Now))];
        CodesLeft = await RecoveryCodes.CountAsync(reader, Who.Person.Id);
    });

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] long session)
    {
        var ends = new EndSessions(Database);
        var (person, stop) = (Who.Person.Id, HttpContext.RequestAborted);
        var outcome = step switch
        {
            "end" => await ends.OneAsync(AskedAs("sign-out/" + FormKey.New()), person, session, stop),
            "end-all" => await ends.AllAsync(AskedAs("sign-out/" + FormKey.New()), person, Who.Token.Id, stop),
            _ => null,
        };
        if (outcome is null) return BadRequest();
        new Notice(outcome.IsDone(out var ended, out var refusal) ? new($"已登出 {ended.Count} 处。", $"{ended.Count} session(s) are over.") : refusal.Message, WasDoneBefore: false).PutInto(TempData);
        return LocalRedirect("/account");
    }
}
