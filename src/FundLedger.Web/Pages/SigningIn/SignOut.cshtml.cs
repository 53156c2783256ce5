using FundLedger.People.Accounts;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.SigningIn;

/// <summary>Ends this session.</summary>
[Needs]
public sealed class SignOutModel(Database database, TimeProvider clock) : DoorPage(database, clock)
{
    public override Bilingual Title => new("登出", "Sign out");

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await new EndSessions(Database).OneAsync(AskedAs("sign-out/" + FormKey.New()), Who.Person.Id, Who.Token.Id, HttpContext.RequestAborted);
        SiteCookies.DropSession(HttpContext);
        return LocalRedirect("/sign-in");
    }
}
