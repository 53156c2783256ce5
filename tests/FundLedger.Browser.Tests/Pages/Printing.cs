using System.Text;
using FundLedger.Values;

namespace FundLedger.Browser.Tests.Pages;

public sealed class Printing : BrowserTest
{
    [TestCase("/")]
    [TestCase("/funds/AP")]
    [TestCase("/entries/7")]
    public async Task A_page_prints_its_content_without_what_only_works_on_a_screen(string path)
    {
        var page = await OpenAsync(Language.Zh, colours: ColorScheme.Dark);
        await page.GotoAsync(path);
        var pdf = await page.PdfAsync(new PagePdfOptions { Format = "A4", PreferCSSPageSize = true });
        Assert.That(Encoding.ASCII.GetString(pdf, 0, 5), Is.EqualTo("%PDF-"));

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        foreach (var navigation in await page.Locator("nav, .skip").AllAsync()) Assert.That(await navigation.IsVisibleAsync(), Is.False);
        Assert.That(await page.Locator("main table").First.IsVisibleAsync(), Is.True);
        Assert.That(await page.EvaluateAsync<string>("() => getComputedStyle(document.body).color"), Is.EqualTo("rgb(0, 0, 0)"), "dark colours are not printed");
    }
}
