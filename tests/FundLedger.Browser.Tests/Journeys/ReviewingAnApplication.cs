using FundLedger.Applications;
using FundLedger.People.Roles;
using FundLedger.Reviews;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Demo;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Browser.Tests.Journeys;

public sealed class ReviewingAnApplication : BrowserTest
{
    [Test]
    public async Task An_expert_says_whom_they_are_close_to_declares_scores_and_hands_in([Values] bool javaScript, [Values] Language language)
    {
        var expert = await SitePeople.AddAsync(SiteDatabase, "沈评", PersonRole.Expert);
        var today = new DateOnly(2026, 4, 15);
        var manager = await SitePeople.EverybodyAsync(SiteDatabase, today);
        (await new AddExpert(SiteDatabase).RunAsync(SitePeople.Asked(manager), new NewExpert(expert, [], today, today.AddDays(90)))).Expect();
        var page = await OpenAsAsync(language, expert, Enlarged, javaScript: javaScript);
        await page.GotoAsync("/reviews");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(In(language, "没有", "no"));
        await page.SelectOptionAsync("#relate-kind", nameof(ExpertRelationKind.RelatedPerson));
        await page.FillAsync("#relate-name", "沈有亲");
        await page.ClickAsync("main form:has(#relate-kind) .button");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("沈有亲"); // only a key of it is kept

        var number = (await SiteDatabase.ReadAsync(reader => ApplicationReading.ListAsync(reader, DemoAwards.Round)))[0].Number;
        (await new AssignReview(SiteDatabase).RunAsync(SitePeople.Asked(manager), number, expert)).Expect();
        await page.GotoAsync("/");
        await page.ClickAsync("main a[href^='/reviews']");
        if (!new System.Text.RegularExpressions.Regex("/reviews/[0-9]+$").IsMatch(page.Url)) await page.ClickAsync("main a[href^='/reviews/']");
        await Assertions.Expect(page.Locator("input[inputmode=numeric]")).ToHaveCountAsync(0); // shut until interests are declared
        if (javaScript) await Axe.MustFindNothingAsync(page, "a review to be declared");
        await page.ClickAsync("button[value=clear]");
        await MustFitAsync(page);
        var criteria = await page.Locator("input[inputmode=numeric]").AllAsync();
        foreach (var points in criteria) await points.FillAsync("80");
        await page.ClickAsync("button[value=submit]");
        await Assertions.Expect(page.Locator("[role=alert]")).ToBeVisibleAsync(); // every score has its reason
        if (javaScript) await Axe.MustFindNothingAsync(page, "a review that lacks something");
        foreach (var reason in await page.Locator("textarea[name$=-reason]").AllAsync()) await reason.FillAsync(In(language, "看了计划书", "I read the plan"));
        await page.ClickAsync("button[value=submit]");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("80.00");
        await page.GotoAsync("/reviews");
        await Assertions.Expect(page.Locator("main tbody").First).ToContainTextAsync("80.00");
    }
}
