using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FundLedger.Web.Pages.SigningIn;

/// <summary>The second factor, for whoever has just given the right password.</summary>
[AnyoneMay, EnableRateLimiting(SignInServices.FewTries)]
internal sealed class CodeModel(Database database, TimeProvider clock, SignInFlow flow, SiteCookies cookies, UserManager<Account> accounts) : DoorPage(database, clock)
{
    public override Bilingual Title => new("验证码", "Code");

    public async Task<IActionResult> OnGetAsync() => await AwaitedAsync() is null ? LocalRedirect("/sign-in") : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await AwaitedAsync() is not { } account) return LocalRedirect("/sign-in");
        var stop = HttpContext.RequestAborted;
        if ((await flow.CodeAsync(account, Typed("code"), stop)).IsDone(out _, out var refusal)
            && (await flow.StartAsync(HttpContext, account.Id, stop)).IsDone(out _, out refusal)) return LocalRedirect(NextOr("/"));
        Refuse(refusal);
        return Again();
    }

    private async Task<Account?> AwaitedAsync() =>
        cookies.AwaitedOf(Request) is var (person, stamp) && await accounts.FindByIdAsync(person) is { } account && account.State.SecurityStamp == stamp ? account : null;
}
