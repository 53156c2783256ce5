using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Pages.SigningIn;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FundLedger.Web.Pages.OwnAccount;

/// <summary>Turns the second step of signing in on and off, and hands out recovery codes.</summary>
[Needs, EnableRateLimiting(SignInServices.FewTries)]
internal sealed class SecondStepModel(Database database, TimeProvider clock, SignInFlow flow, UserManager<Account> accounts) : DoorPage(database, clock)
{
    private const int CodesGiven = 10;

    private string key = "";

    public override Part Where => Part.Account;
    public override Bilingual Title => new("两步验证", "Two-step sign-in");

    /// <summary>As careful as with money: whoever finds a browser open must not take over the account.</summary>
    internal override IReadOnlyList<Permission> ActsAskedFor => [Permission.Approve];

    public bool IsOn { get; private set; }
    public IReadOnlyList<string> NewCodes { get; private set; } = [];
    public IHtmlContent Picture => QrPicture.Of(Totp.UriOf(key, Who.Person.SignInName ?? Who.Person.Id, "FundLedger"), In("验证器密钥的二维码", "QR code of the authenticator key"));
    public string KeyShown => string.Join(' ', key.Chunk(4).Select(group => new string(group)));

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? step)
    {
        var account = await LoadAsync();
        switch (step)
        {
            case "on" when !IsOn:
                if (!(await flow.CodeAsync(account, Typed("code"), HttpContext.RequestAborted)).IsDone(out _, out var refusal))
                {
                    Refuse(refusal);
                    return Again();
                }

                return await ChangedAsync(account, isOn: true);
            case "off" when IsOn:
                if (await ChangedAsync(account, isOn: false) is not RedirectResult) return Again();
                new Notice(new("两步验证已关闭。", "The second step is off."), WasDoneBefore: false).PutInto(TempData);
                return LocalRedirect("/account");
            case "codes" when IsOn:
                await GiveCodesAsync(account);
                return Page();
            default:
                return LocalRedirect("/account/second-step"); // sent twice
        }
    }

    private async Task<IActionResult> ChangedAsync(Account account, bool isOn)
    {
        // A key that was shown once is not shown again: with the step off there is a new one.
        var changed = await accounts.SetTwoFactorEnabledAsync(account, isOn);
        if (changed.Succeeded && !isOn) changed = await accounts.ResetAuthenticatorKeyAsync(account);
        if (!changed.Succeeded)
        {
            Refuse(Refusal.Of("sign-in-changed", "", "登录信息刚被另一处改动。请重试。", "The sign-in was changed elsewhere just now. Try again."));
            return Again();
        }

        if (!isOn) return Redirect("/account");
        await GiveCodesAsync(account);
        return Page();
    }

    private async Task GiveCodesAsync(Account account) => NewCodes = [.. await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, CodesGiven) ?? []];

    private async Task<Account> LoadAsync()
    {
        var account = new Account(Who.Person);
        IsOn = account.State.HasTwoFactors;
        if (IsOn) return account;
        if (await accounts.GetAuthenticatorKeyAsync(account) is not { Length: > 0 }) await accounts.ResetAuthenticatorKeyAsync(account);
        key = await accounts.GetAuthenticatorKeyAsync(account) ?? "";
        return account;
    }
}
