using System.Globalization;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using FundLedger.Web.Pages.SigningIn;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.OwnAccount;

/// <summary>One's own tokens for the command line and other programs.</summary>
[Needs]
public sealed class TokensModel(Database database, TimeProvider clock) : DoorPage(database, clock)
{
    private const string MostPeopleWant = "90";

    public override Part Where => Part.Account;
    public override Bilingual Title => new("命令行和程序的令牌", "Tokens for programs");

    /// <summary>A token outlives the session: it is given out as carefully as money.</summary>
    internal override IReadOnlyList<Permission> ActsAskedFor => [Permission.Approve];

    public IReadOnlyList<AccessToken> Tokens { get; private set; } = [];

    /// <summary>The token just made; null on any other visit.</summary>
    public string? Issued { get; private set; }

    public IReadOnlyList<Permission> Choices => [.. Enum.GetValues<Permission>().Where(act => act != Permission.ReadPublished && MaySomewhere(act))];

    public bool IsChosen(Permission act) => Request.HasFormContentType && Request.Form["scope"].Contains(act.ToString());

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] long token)
    {
        var (person, stop) = (Who.Person.Id, HttpContext.RequestAborted);
        if (step == "revoke")
        {
            var ended = await new EndSessions(Noting).OneAsync(AskedAs("revoke/" + FormKey.New()), person, token, stop);
            new Notice(ended.IsDone(out _, out var refusal) ? new("令牌已吊销。", "The token is revoked.") : refusal.Message, WasDoneBefore: false).PutInto(TempData);
            return LocalRedirect("/account/tokens");
        }

        var isNumber = int.TryParse(Typed("days") is { Length: > 0 } typed ? typed : MostPeopleWant, NumberStyles.None, CultureInfo.InvariantCulture, out var days);
        var secret = Secret.New();
        Permission[] scopes = [.. Request.Form["scope"].Select(text => Enum.TryParse<Permission>(text, out var act) ? act : Permission.ReadPublished)];
        var outcome = await new IssueApiToken(Noting).RunAsync(AskedAs("token/" + FormKey.New()), secret, Typed("label"), scopes, TimeSpan.FromDays(isNumber ? Math.Min(days, 1_000) : 0), stop);
        if (!outcome.IsDone(out _, out var notIssued)) Refuse(notIssued with { Field = notIssued.Field == "lifetime" ? "days" : notIssued.Field == "scopes" ? "" : notIssued.Field });
        else
        {
            Issued = secret;
            Response.MustBeKeptNowhere();
        }

        await LoadAsync();
        return Issued is null ? Again() : Page();
    }

    private Task LoadAsync() => ReadAsync(async (reader, _) => Tokens = [.. (await AccessTokens.ListAsync(reader, Who.Person.Id, TokenKind.Api)).Where(token => token.IsGoodAt(Now))]);
}
