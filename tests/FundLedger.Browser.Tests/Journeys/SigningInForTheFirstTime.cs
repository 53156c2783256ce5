using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Browser.Tests.Journeys;

public sealed class SigningInForTheFirstTime : BrowserTest
{
    protected override bool NeedsOwnHost => true;

    [Test]
    public async Task Everybody_takes_their_invitation_chooses_a_password_and_finds_what_their_role_may([Values] Language language)
    {
        foreach (var role in Enum.GetValues<PersonRole>())
        {
            var secret = await InviteAsync(role);
            var page = await OpenAsync(language, isSignedIn: false);
            await page.GotoAsync("/invitation/" + secret);
            if (role == PersonRole.FundManager) await Axe.MustFindNothingAsync(page, "an invitation");
            await page.FillAsync("#password", SitePeople.Password);
            await page.FillAsync("#again", SitePeople.Password);
            await page.ClickAsync("main button[type=submit]");
            await Assertions.Expect(page.Locator("h1")).ToContainTextAsync($"{role}");
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync(role.Name().In(language));
            if (role == PersonRole.FundManager) await Axe.MustFindNothingAsync(page, "an account");

            await page.GotoAsync("/sign-out");
            await page.ClickAsync("main button[type=submit]");
            if (role == PersonRole.FundManager) await Axe.MustFindNothingAsync(page, "the door");
            await page.FillAsync("#name", $"{role}");
            await page.FillAsync("#password", SitePeople.Password);
            await page.ClickAsync("main button[type=submit]");
            await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/$"));
            Assert.That(await page.Locator("nav.parts a[href='/record']").CountAsync(), Is.EqualTo(role == PersonRole.FundManager ? 1 : 0), $"{role}");
        }
    }

    private async Task<string> InviteAsync(PersonRole role)
    {
        var (administrator, secret) = (await SitePeople.EverybodyAsync(SiteDatabase, new DateOnly(2026, 4, 15)), Secret.New());
        (await new InvitePerson(SiteDatabase).RunAsync(SitePeople.Asked(administrator), new PersonNames($"{role}", $"{role}"), [new NewGrant(role, ScopeOf(role))], secret)).Expect();
        return secret;
    }

    private static Scope ScopeOf(PersonRole role) => role.ToString().StartsWith("Organisation", StringComparison.Ordinal) ? Scope.OfOrganisation("org") : Scope.WholeLedger;
}
