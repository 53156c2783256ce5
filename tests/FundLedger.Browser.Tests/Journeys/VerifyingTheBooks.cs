using FundLedger.People.Roles;
using FundLedger.Values;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Browser.Tests.Journeys;

public sealed class VerifyingTheBooks : BrowserTest
{
    [Test]
    public async Task An_operator_asks_for_a_verification_looks_after_the_jobs_and_reads_no_money([Values] bool javaScript, [Values] Language language)
    {
        await SitePeople.EverybodyAsync(SiteDatabase, new DateOnly(2026, 4, 15));
        var page = await OpenAsAsync(language, await SitePeople.AddAsync(SiteDatabase, "温维", PersonRole.Operator), Enlarged, javaScript: javaScript);
        await page.GotoAsync("/");
        if (javaScript) await Axe.MustFindNothingAsync(page, "the home of an operator");
        await page.ClickAsync("main a[href='/verification']");
        await page.ClickAsync("main form .button");
        await Assertions.Expect(page.Locator("section [role=status]")).ToContainTextAsync(In(language, "正在进行", "is under way")); // no job runs on this site
        await Assertions.Expect(page.Locator("main form")).ToHaveCountAsync(0); // one at a time
        if (javaScript) await Axe.MustFindNothingAsync(page, "a verification that is under way");
        await MustFitAsync(page);
        Assert.That((await page.GotoAsync("/jobs/recurring"))!.Status, Is.EqualTo(200));
        Assert.That((await page.GotoAsync("/entries"))!.Status, Is.EqualTo(404));
    }
}
