using FundLedger.People.Accounts;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Pages.SigningIn;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FundLedger.Web.Pages.OwnAccount;

/// <summary>Another password, for whoever knows the current one.</summary>
[Needs, EnableRateLimiting(SignInServices.FewTries)]
internal sealed class PasswordModel(Database database, TimeProvider clock, SignInFlow flow, UserManager<Account> accounts) : DoorPage(database, clock)
{
    public override Part Where => Part.Account;
    public override Bilingual Title => new("换密码", "Change the password");

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var (current, account) = (TypedSecret("current"), new Account(Who.Person));
        if (!(await flow.PasswordAsync(account, current, HttpContext.RequestAborted)).IsDone(out _, out _)) Refuse(Refusal.Of("password-wrong", "current", "现在的密码不正确。", "The current password is wrong."));
        var password = NewPassword(Who.Person.Name, Who.Person.SignInName, Who.Person.Email);
        if (Refusals.Count > 0) return Again();
        var changed = await accounts.ChangePasswordAsync(account, PasswordRule.Normalised(current), PasswordRule.Normalised(password));
        if (!changed.Succeeded)
        {
            Refuse(Refusal.Of("sign-in-changed", "", "登录信息刚被另一处改动。请重试。", "The sign-in was changed elsewhere just now. Try again."));
            return Again();
        }

        new Notice(new("密码已换；其他设备上的登录已结束。", "The password is changed; sessions on other devices are over."), WasDoneBefore: false).PutInto(TempData);
        return LocalRedirect("/account");
    }
}
