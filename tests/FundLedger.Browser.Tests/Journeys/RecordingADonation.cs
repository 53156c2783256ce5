using System.Text.RegularExpressions;
using FundLedger.Values;

namespace FundLedger.Browser.Tests.Journeys;

public sealed class RecordingADonation : BrowserTest
{
    private const int MostKeystrokes = 80; // 20 seconds at a slow typist's four a second

    [Test]
    public async Task It_takes_a_keyboard_and_nothing_else([Values] bool javaScript, [Values] Language language)
    {
        var page = await OpenAsync(language, javaScript);
        await page.GotoAsync("/");
        var hands = new Keyboard(page);
        await hands.TabToAsync("/record");
        await hands.EnterAsync();
        await hands.TabToAsync("/record/donation");
        await hands.EnterAsync();

        hands.Path.Clear();
        Assert.That(await hands.FocusAsync(), Is.EqualTo("fund"), "the form begins where something is to be chosen");
        await hands.TypeAsync("AP");
        await hands.PressAsync("Tab");
        Assert.That(await hands.FocusAsync(), Is.EqualTo("amount"));
        await hands.TypeAsync("1234.50");
        await hands.TabToAsync("donor");
        await hands.TypeAsync("王小明");
        await hands.EnterAsync();
        Assert.That(await hands.FocusAsync(), Is.EqualTo("step=record"), "the check asks for one more Enter");
        Assert.That(hands.Path, Is.EqualTo(new[] { "fund", "amount", "donor", "step=record" }));
        Assert.That(await TextAsync(page), Does.Contain("1,234.50"));
        await hands.EnterAsync();

        Assert.That(new Uri(page.Url).AbsolutePath, Does.Match(@"^/entries/\d+$"));
        await Assertions.Expect(page.Locator(".done[role=status]")).ToContainTextAsync(In(language, "已记账", "Recorded"));
        Assert.That(await TextAsync(page), Does.Contain("1,234.50").And.Contain("AP").And.Contain("王*"));
        Assert.That(hands.Keystrokes, Is.LessThanOrEqualTo(MostKeystrokes));
        TestContext.Out.WriteLine($"{hands.Keystrokes} keystrokes from the overview to the entry");
    }

    [Test]
    public async Task What_is_wrong_is_said_at_its_field_and_the_focus_is_there([Values] bool javaScript)
    {
        var page = await OpenAsync(Language.Zh, javaScript);
        await page.GotoAsync("/record/donation?fund=AP");
        await page.FillAsync("#amount", "12.345");
        await page.PressAsync("#amount", "Enter");
        await Assertions.Expect(page.Locator("#amount-error")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#amount")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#amount")).ToHaveValueAsync("12.345");
        if (javaScript) await Axe.MustFindNothingAsync(page, "a refused form");
    }

    [Test]
    public async Task Going_back_and_sending_it_again_records_it_once([Values] bool javaScript)
    {
        var page = await OpenAsync(Language.En, javaScript);
        await page.GotoAsync("/record/donation?fund=AP");
        await page.FillAsync("#amount", "5");
        await page.PressAsync("#amount", "Enter");
        await page.ClickAsync("button[value=record]");
        await ArriveAsync(page, new Regex("/entries/"));
        var entry = page.Url;
        await GoBackAsync(page);
        if (await page.Locator("button[value=record]").CountAsync() == 0) Assert.Ignore("this browser does not keep the answer to a form");
        await page.ClickAsync("button[value=record]");
        Assert.That(page.Url, Is.EqualTo(entry));
        Assert.That(await TextAsync(page), Does.Contain("nothing was recorded again"));
    }

    /// <summary>On a busy machine the browser may still be exchanging one page for the next, and then says that it has no active one.</summary>
    private static async Task GoBackAsync(IPage page)
    {
        try
        {
            await page.GoBackAsync();
        }
        catch (PlaywrightException busy) when (busy.Message.Contains("Not attached to an active page", StringComparison.Ordinal))
        {
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await page.GoBackAsync();
        }
    }
}
