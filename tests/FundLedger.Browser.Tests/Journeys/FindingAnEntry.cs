using FundLedger.Values;

namespace FundLedger.Browser.Tests.Journeys;

public sealed class FindingAnEntry : BrowserTest
{
    [Test]
    public async Task From_the_overview_through_a_fund_to_an_entry([Values] bool javaScript, [Values] Language language)
    {
        var page = await OpenAsync(language, javaScript);
        await page.GotoAsync("/");
        await page.Locator("main table a[href='/funds/AP']").First.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("安平街道社区基金");
        var entry = page.Locator("main table.entries a[href^='/entries/']").First;
        var number = await entry.InnerTextAsync();
        await entry.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync(In(language, $"分录 {number}", $"Entry {number}"));
        await Assertions.Expect(page.Locator("tfoot .total")).ToBeVisibleAsync();
    }
}
