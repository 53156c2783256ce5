using FundLedger.Values;

namespace FundLedger.Browser.Tests.Journeys;

public sealed class ClosingAMonth : BrowserTest
{
    [Test]
    public async Task A_page_asks_once_more_then_the_month_takes_no_more_entries([Values] bool javaScript, [Values] Language language)
    {
        var page = await OpenAsync(language, javaScript);
        await page.GotoAsync("/");
        await page.Locator(".attention a[href='/periods']").First.ClickAsync();
        await page.Locator("main a[href^='/periods/close']").First.ClickAsync();
        await page.ClickAsync("main button[type=submit]");
        await Assertions.Expect(page.Locator(".done[role=status]")).ToContainTextAsync(In(language, "已结账", "is closed"));
        if (javaScript) await Axe.MustFindNothingAsync(page, "the months after closing one");

        await page.GotoAsync("/record/donation?fund=AP&on=2026-03-20");
        await page.FillAsync("#amount", "1");
        await page.PressAsync("#amount", "Enter");
        await Assertions.Expect(page.Locator("#on-error")).ToContainTextAsync(In(language, "已结账", "is closed"));
    }
}
