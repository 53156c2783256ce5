using System.Text.RegularExpressions;
using FundLedger.Values;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Browser.Tests;

/// <summary>A person at a site with demo books. Whatever a test does, the browser may have nothing to complain of: no error on its console, no refusal by the content security policy.</summary>
public abstract class BrowserTest
{
    /// <summary>How wide a window of 1280 is at 200 %.</summary>
    protected const int Enlarged = 640;

    private readonly List<string> complaints = [];
    private readonly List<IBrowserContext> contexts = [];
    private DemoSite? site;

    [SetUp]
    public async Task OpenSite()
    {
        complaints.Clear();
        site = await DemoSite.StartAsync(NeedsOwnHost);
    }

    [TearDown]
    public async Task CloseSite()
    {
        foreach (var context in contexts) await context.CloseAsync();
        contexts.Clear();
        if (site is not null) await site.DisposeAsync();
        site = null;
        Assert.That(complaints, Is.Empty, "what the browser complained of");
    }

    /// <summary>What the site counts of all who come, such as tries at its door, is of this test alone.</summary>
    protected virtual bool NeedsOwnHost => false;

    internal string SiteUrl => site!.Url;

    internal FundLedger.Storage.Database SiteDatabase => site!.Database;

    /// <summary>A new page that goes to addresses of the site.</summary>
    internal async Task<IPage> OpenAsync(Language language, bool javaScript = true, int width = 1200, int height = 900, ColorScheme colours = ColorScheme.Light, bool isSignedIn = true)
    {
        var context = await Chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site!.Url,
            Locale = language.TagOf(),
            TimezoneId = "Asia/Shanghai",
            JavaScriptEnabled = javaScript,
            ColorScheme = colours,
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        contexts.Add(context);
        if (isSignedIn) await context.AddCookiesAsync([new Cookie { Name = "fundledger", Value = DemoSite.Session, Url = site.Url, HttpOnly = true, SameSite = SameSiteAttribute.Lax }]);
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        page.Console += (_, said) =>
        {
            // An answer of 422 or 404 is what a form or address deserved; the browser tells of it as an error.
            if (said.Type is "error" or "warning" && !said.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) complaints.Add($"{page.Url}: {said.Text}");
        };
        page.PageError += (_, error) => complaints.Add($"{page.Url}: {error}");
        return page;
    }

    /// <summary>A page of somebody who is signed in.</summary>
    internal async Task<IPage> OpenAsAsync(Language language, string person, int width = 1200, int height = 900, bool javaScript = true)
    {
        var page = await OpenAsync(language, javaScript, width, height, isSignedIn: false);
        await page.Context.AddCookiesAsync([new Cookie { Name = "fundledger", Value = await SitePeople.SignInAsync(SiteDatabase, person), Url = SiteUrl, HttpOnly = true, SameSite = SameSiteAttribute.Lax }]);
        return page;
    }

    /// <summary>Somebody of the site at the door, who has a keyboard alone and a window of 1280 at 200 %.</summary>
    internal async Task<(IPage Page, Keyboard Hands)> SignInByKeyboardAsync(Language language, bool javaScript, string name)
    {
        var page = await OpenAsync(language, javaScript, width: Enlarged, isSignedIn: false);
        var hands = new Keyboard(page);
        await page.GotoAsync("/sign-in");
        await hands.TabToAsync("name");
        await hands.TypeAsync(name);
        await hands.PressAsync("Tab");
        await hands.TypeAsync(SitePeople.Password);
        await hands.EnterAsync();
        Assert.That(new Uri(page.Url).AbsolutePath, Is.Not.EqualTo("/sign-in"), await TextAsync(page));
        return (page, hands);
    }

    /// <summary>Asked again and again: waiting for the event of a navigation misses one that ends while the wait begins.</summary>
    internal static Task ArriveAsync(IPage page, Regex address) =>
        Assertions.Expect(page).ToHaveURLAsync(address, new PageAssertionsToHaveURLOptions { Timeout = 30_000 });

    /// <summary>Nothing has to be scrolled sideways.</summary>
    internal static async Task MustFitAsync(IPage page) =>
        Assert.That(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"), Is.LessThanOrEqualTo(0), page.Url);

    /// <summary>What the browser complained of so far; it is no failure any more.</summary>
    internal IReadOnlyList<string> TakeComplaints()
    {
        string[] taken = [.. complaints];
        complaints.Clear();
        return taken;
    }

    internal static async Task<string> TextAsync(IPage page) => await page.Locator("main").InnerTextAsync();

    internal static string In(Language language, string zh, string en) => language == Language.Zh ? zh : en;
}
