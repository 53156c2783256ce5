using FundLedger.Values;

namespace FundLedger.Browser.Tests.Journeys;

public sealed class ReversingAnEntry : BrowserTest
{
    [Test]
    public async Task What_it_will_post_is_shown_before_it_is_posted([Values] bool javaScript, [Values] Language language)
    {
        var page = await OpenAsync(language, javaScript);
        await page.GotoAsync("/record/donation?fund=AP");
        await page.FillAsync("#amount", "66");
        await page.PressAsync("#amount", "Enter");
        await page.ClickAsync("button[value=record]");
        var wrong = new Uri(page.Url).AbsolutePath;

        await page.ClickAsync("main a[href^='/record/reversal']");
        await page.FillAsync("#reason", In(language, "记错了基金", "recorded for the wrong fund"));
        await page.ClickAsync("button[value=check]");
        await Assertions.Expect(page.Locator("main table tbody tr")).ToHaveCountAsync(2 + 6); // the gift, and the match that goes back with it
        Assert.That(await TextAsync(page), Does.Contain("66.00"));
        if (javaScript) await Axe.MustFindNothingAsync(page, "the check of a reversal");
        await page.ClickAsync("button[value=record]");
        await Assertions.Expect(page.Locator($"main a[href='{wrong}']").First).ToBeVisibleAsync();

        await page.GotoAsync(wrong);
        await Assertions.Expect(page.Locator(".note")).ToContainTextAsync(In(language, "这笔分录已被冲销", "This entry was reversed"));
        await Assertions.Expect(page.Locator("main a[href^='/record/reversal']")).ToHaveCountAsync(0);
    }
}
