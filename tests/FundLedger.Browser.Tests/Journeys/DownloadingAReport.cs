using System.Text;
using FundLedger.Values;

namespace FundLedger.Browser.Tests.Journeys;

public sealed class DownloadingAReport : BrowserTest
{
    [Test]
    public async Task A_statement_is_chosen_read_and_saved_in_every_format([Values] bool javaScript, [Values] Language language)
    {
        var page = await OpenAsync(language, javaScript);
        await page.GotoAsync("/reports");
        await page.SelectOptionAsync("#report", "fund-statement");
        await page.SelectOptionAsync("#fund", "AP");
        await page.ClickAsync("main form button[type=submit] >> nth=0");
        await Assertions.Expect(page.Locator("main article table:visible").First).ToBeVisibleAsync();
        if (javaScript) await Axe.MustFindNothingAsync(page, "a statement");
        foreach (var (format, beginning) in new[] { ("pdf", "%PDF-"), ("xlsx", "PK"), ("html", "<!DOCTYPE html>"), ("csv", "\u00ef\u00bb\u00bf"), ("json", "{") })
        {
            var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync($"main a[href*='.{format}?']"));
            var bytes = await File.ReadAllBytesAsync(await download.PathAsync());
            Assert.That(download.SuggestedFilename, Does.EndWith($".{format}"));
            Assert.That(Encoding.Latin1.GetString(bytes), Does.StartWith(beginning), format);
        }
    }

    [Test]
    public async Task A_figure_leads_to_entries_that_add_up_to_it([Values] bool javaScript)
    {
        var page = await OpenAsync(Language.Zh, javaScript);
        await page.GotoAsync("/");
        var figure = page.Locator("main tbody td a").First;
        var amount = await figure.InnerTextAsync();
        await figure.ClickAsync();
        Assert.That(new Uri(page.Url).AbsolutePath, Is.EqualTo("/entries"));
        Assert.That(await TextAsync(page), Does.Contain(amount.Trim('¥')));
    }
}
