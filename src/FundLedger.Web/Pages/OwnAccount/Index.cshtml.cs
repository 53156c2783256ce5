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

    /// <summary>What a role is over, by the name it has in the books or the directory; its code where it has none any more.</summary>
    public string NameOf(Grant grant) => names.GetValueOrDefault((grant.Scope.Kind, grant.Scope.Code), grant.Scope.Code);

    /// <summary>They may invite people, and nobody else is here yet.</summary>
    public bool IsAlone { get; private set; }

    private Dictionary<(ScopeKind Kind, string Code), string> names = [];

    public Task OnGetAsync() => ReadAsync(async (reader, books) =>
    {
        Sessions = [.. (await AccessTokens.ListAsync(reader, Who.Person.Id, TokenKind.Session)).Where(token => token.IsGoodAt(Now))];
        CodesLeft = await RecoveryCodes.CountAsync(reader, Who.Person.Id);
        IsAlone = MayEverywhere(Permission.ManagePeople) && (await Persons.ListAsync(reader)).Count == 1;
        names = books.Entities.Select(entity => (Of: (ScopeKind.Entity, entity.Code), entity.Name))
            .Concat(books.Funds.Select(fund => (Of: (ScopeKind.Fund, fund.Code), fund.Name)))
            .Concat((await FundLedger.Organisations.Directory.ListAsync(reader)).Select(organisation => (Of: (ScopeKind.Organisation, organisation.Code), organisation.Name)))
            .ToDictionary(one => one.Of, one => one.Name);
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
