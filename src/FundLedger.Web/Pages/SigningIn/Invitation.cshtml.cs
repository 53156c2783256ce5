using FundLedger.People.Accounts;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FundLedger.Web.Pages.SigningIn;

/// <summary>Where an invitation leads: its owner chooses a password and is signed in.</summary>
[AnyoneMay, EnableRateLimiting(SignInServices.FewTries)]
internal sealed class InvitationModel(Database database, TimeProvider clock, SignInFlow flow, SiteCookies cookies) : DoorPage(database, clock)
{
    public override Bilingual Title => new("邀请", "Invitation");

    /// <summary>Null when the invitation is no good.</summary>
    public Person? Invited { get; private set; }

    public async Task OnGetAsync([FromRoute] string secret) => await FindAsync(secret);

    public async Task<IActionResult> OnPostAsync([FromRoute] string secret)
    {
        var stop = HttpContext.RequestAborted;
        if (await FindAsync(secret) is not { } person) return Again();
        var password = NewPassword(person.Name, person.SignInName, person.Email);
        if (Refusals.Count > 0) return Again();
        var outcome = await new AcceptInvitation(Database).RunAsync(new Asked("invitation/" + FormKey.New(), person.Id), secret, flow.HashOf(password), stop);
        if (outcome.IsDone(out _, out var refusal) && person.SignIn.HasTwoFactors)
        {
            // Whoever got hold of an invitation does not get round the second step with it.
            cookies.KeepAwaited(HttpContext, person.Id, (await Database.ReadAsync(reader => Persons.FindAsync(reader, person.Id), stop))!.SignIn.SecurityStamp);
            return LocalRedirect("/sign-in/code?next=/account");
        }

        if (refusal is null && (await flow.StartAsync(HttpContext, person.Id, stop)).IsDone(out _, out refusal))
        {
            new Notice(new("欢迎，密码已设定，您已登录。", "Welcome. Your password is set and you are signed in."), WasDoneBefore: false).PutInto(TempData);
            return LocalRedirect("/account");
        }

        Refuse(refusal);
        return Again();
    }

    private async Task<Person?> FindAsync(string secret) =>
        Invited = secret.Length > 100 ? null : await Database.ReadAsync(reader => AcceptInvitation.FindAsync(reader, secret, Now), HttpContext.RequestAborted);
}
