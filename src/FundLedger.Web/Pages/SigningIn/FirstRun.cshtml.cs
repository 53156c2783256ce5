using FundLedger.People.Accounts;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FundLedger.Web.Pages.SigningIn;

/// <summary>Makes the first administrator out of whoever has the code that the server printed.</summary>
[AnyoneMay, EnableRateLimiting(SignInServices.FewTries)]
internal sealed class FirstRunModel(Database database, TimeProvider clock, SignInFlow flow) : DoorPage(database, clock)
{
    public override Bilingual Title => new("首次使用", "First use");

    public async Task<IActionResult> OnGetAsync() => await Database.ReadAsync(Persons.AnyAsync, HttpContext.RequestAborted) ? LocalRedirect("/sign-in") : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        var stop = HttpContext.RequestAborted;
        if (await Database.ReadAsync(Persons.AnyAsync, stop)) return LocalRedirect("/sign-in");
        var (code, name, signInName, email) = (Typed("code"), Typed("name"), Typed("signInName"), Typed("email"));
        Refuse(Missing("code", code, new("一次性代码", "One-time code")));
        Refuse(Missing("name", name, new("姓名", "Name")));
        Refuse(Missing("signInName", signInName, new("登录名", "Sign-in name")));
        var password = NewPassword(name, signInName, email);
        if (Refusals.Count > 0) return Again();
        var outcome = await new CreateFirstAdministrator(Database).RunAsync(
            new Asked("first-run/" + FormKey.New(), "first-run"), code, new PersonNames(name, signInName, email.Length > 0 ? email : null), flow.HashOf(password), stop);
        if (outcome.IsDone(out var added, out var refusal) && (await flow.StartAsync(HttpContext, added.Person, stop)).IsDone(out _, out refusal))
        {
            new Notice(new($"您是这个账本的管理员，也能记账。下一步：邀请同事，并为自己打开两步验证。", $"You administer these books and may record money. Next: invite your colleagues, and turn on two-step sign-in for yourself."), WasDoneBefore: false).PutInto(TempData);
            return LocalRedirect("/account");
        }

        Refuse(refusal);
        return Again();
    }
}
