using System.Text;
using System.Text.RegularExpressions;
using FundLedger.Values;

namespace FundLedger.Browser.Tests.Journeys;

public sealed class ImportingAList : BrowserTest
{
    private const string Good = "捐赠人,金额,日期\n王小明,\"1,234.50\",2026-04-03\n和顺有限公司,88.00,2026-04-05\n";
    private const string Bad = "捐赠人,金额,日期\n王小明,\"1,234.50\",2026-04-03\n李四,12.345,2026-04-04\n";

    [Test]
    public async Task It_is_uploaded_looked_at_imported_and_its_entries_are_shown([Values] bool javaScript, [Values] Language language)
    {
        var page = await OpenAsync(language, javaScript);
        await UploadAsync(page, Good);
        Assert.That(await TextAsync(page), Does.Contain("1,322.50").And.Contain("王小明"));
        if (javaScript) await Axe.MustFindNothingAsync(page, "a list looked at");
        await page.ClickAsync("button[value=start]");
        var entries = page.Locator("main a.button[href^='/import/entries/']");
        await Assertions.Expect(entries).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 60_000 });
        Assert.That(await TextAsync(page), Does.Contain(In(language, "导入完成", "Imported")).And.Contain("1,322.50"));
        if (javaScript) await Axe.MustFindNothingAsync(page, "the result of an import");
        await entries.ClickAsync();
        await Assertions.Expect(page.Locator("main tbody tr")).ToHaveCountAsync(2);
        Assert.That(await TextAsync(page), Does.Contain("王*").And.Not.Contain("王小明"));
        if (javaScript) await Axe.MustFindNothingAsync(page, "the entries of an import");
    }

    [Test]
    public async Task A_row_that_cannot_be_posted_is_shown_with_its_mend_and_nothing_is_posted([Values] Language language)
    {
        var page = await OpenAsync(language);
        await UploadAsync(page, Bad);
        Assert.That(await TextAsync(page), Does.Contain("12.345"));
        await Axe.MustFindNothingAsync(page, "a list with a row to mend");
        await page.GotoAsync("/entries");
        Assert.That(await TextAsync(page), Does.Not.Contain("1,234.50"));
    }

    private static async Task UploadAsync(IPage page, string list)
    {
        await page.GotoAsync("/import");
        await page.SelectOptionAsync("#fund", "AP");
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "名单.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(list) });
        await page.ClickAsync("main form[enctype='multipart/form-data'] button[type=submit]");
        await ArriveAsync(page, new Regex(@"/import/\d+"));
    }
}
