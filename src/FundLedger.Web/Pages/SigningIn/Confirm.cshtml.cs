using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FundLedger.Web.Pages.SigningIn;

/// <summary>Asks for the password again; as a page of its own, or in the place of one that was sent (<see cref="ConfirmFilter"/>).</summary>
[Needs, EnableRateLimiting(SignInServices.FewTries)]
internal sealed class ConfirmModel(Database database, TimeProvider clock, SignInFlow flow) : DoorPage(database, clock)
{
    internal const string Password = "confirm-password";
    internal const string Code = "confirm-code";

    public override Bilingual Title => new("请再次确认身份", "Please confirm it is you");

    public bool AsksForCode => Who.Person.SignIn.HasTwoFactors;

    /// <summary>What was typed on the page that is being sent.</summary>
    public IReadOnlyList<(string Name, string Value)> Carried { get; private set; } = [];

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await ConfirmFilter.RefusalForAsync(flow, Database, Who, TypedSecret(Password), Typed(Code), HttpContext.RequestAborted) is not { } refusal) return LocalRedirect(NextOr("/"));
        Refuse(refusal);
        return Again();
    }

    internal void Carry(IFormCollection form, Refusal? refusal)
    {
        Begin();
        Refuse(refusal);
        Carried = [.. form.Where(field => field.Key is not (Password or Code or "__RequestVerificationToken")).SelectMany(field => field.Value, (field, value) => (field.Key, value ?? ""))];
    }
}
