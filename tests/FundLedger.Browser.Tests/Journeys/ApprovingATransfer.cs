using FundLedger.People.Roles;
using FundLedger.Values;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Browser.Tests.Journeys;

public sealed class ApprovingATransfer : BrowserTest
{
    [Test]
    public async Task One_asks_another_agrees_and_both_see_who_did([Values] bool javaScript, [Values] Language language)
    {
        var today = new DateOnly(2026, 4, 15);
        await SitePeople.SetCheckersAsync(SiteDatabase, await SitePeople.EverybodyAsync(SiteDatabase, today), "transfer", 1, today);
        var maker = await OpenAsAsync(language, await SitePeople.AddAsync(SiteDatabase, "李提", PersonRole.FundManager), javaScript: javaScript);
        var checker = await OpenAsAsync(language, await SitePeople.AddAsync(SiteDatabase, "陈核", PersonRole.Approver), javaScript: javaScript);

        await maker.GotoAsync("/record/transfer");
        await maker.SelectOptionAsync("#from", "AP");
        await maker.SelectOptionAsync("#to", "LA");
        await maker.SelectOptionAsync("#source", "donation");
        await maker.FillAsync("#amount", "50");
        await maker.ClickAsync("button[value=check]");
        await maker.ClickAsync("button[value=record]");
        await Assertions.Expect(maker.Locator("h1")).ToContainTextAsync(In(language, "待复核", "Waiting"));
        if (javaScript) await Axe.MustFindNothingAsync(maker, "a proposal as its maker sees it");

        await checker.GotoAsync("/approvals");
        if (javaScript) await Axe.MustFindNothingAsync(checker, "the queue");
        await checker.ClickAsync("section[aria-labelledby=waiting] tr:has-text('李提') a[href^='/approvals/']");
        await Assertions.Expect(checker.Locator("main table tbody tr")).ToHaveCountAsync(4);
        if (javaScript) await Axe.MustFindNothingAsync(checker, "a proposal as its checker sees it");
        await checker.ClickAsync("button[value=approve]");
        await checker.ClickAsync("main a[href^='/entries/']");
        await Assertions.Expect(checker.Locator("main")).ToContainTextAsync(In(language, "提出：李提；复核：陈核", "Proposed by 李提; checked by 陈核"));

        if (!javaScript) return;
        foreach (var path in new[] { "/approvals/delegations", "/approvals/settings", "/approvals" })
        {
            await checker.GotoAsync(path);
            await Axe.MustFindNothingAsync(checker, path);
        }

        var administrator = await OpenAsync(language);
        await administrator.GotoAsync("/approvals/settings/transfer");
        await Axe.MustFindNothingAsync(administrator, "tiers");
    }
}
