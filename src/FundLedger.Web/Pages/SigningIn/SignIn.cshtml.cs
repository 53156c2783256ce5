using FundLedger.People.Accounts;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FundLedger.Web.Pages.SigningIn;

/// <summary>Name and password.</summary>
[AnyoneMay, EnableRateLimiting(SignInServices.FewTries)]
internal sealed class SignInModel(Database database, TimeProvider clock, SignInFlow flow, SiteCookies cookies) : DoorPage(database, clock)
{
    public override Bilingual Title => new("登录", "Sign in");

    public bool IsFirstRun { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (Me is not null) return LocalRedirect(NextOr("/"));
        IsFirstRun = !await Database.ReadAsync(Persons.AnyAsync, HttpContext.RequestAborted);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var stop = HttpContext.RequestAborted;
        if (!(await flow.PasswordAsync(Typed("name"), TypedSecret("password"), stop)).IsDone(out var account, out var refusal))
        {
            Refuse(refusal);
            return Again();
        }

        if (account.State.HasTwoFactors)
        {
            cookies.KeepAwaited(HttpContext, account.Id, account.State.SecurityStamp);
            return LocalRedirect("/sign-in/code" + QueryString.Create("next", NextOr("/")));
        }

        if ((await flow.StartAsync(HttpContext, account.Id, stop)).IsDone(out _, out refusal)) return LocalRedirect(NextOr("/"));
        Refuse(refusal);
        return Again();
    }
}
