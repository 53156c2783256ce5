using System.Text.RegularExpressions;
using FundLedger.Values;

namespace FundLedger.Browser.Tests.Pages;

public sealed partial class EveryPage : BrowserTest
{
    private const int Phone = 390;

    private const string WordsOfProgram = """
        () => {
            const own = document.body.cloneNode(true);
            for (const said of own.querySelectorAll('[translate=no], [lang], time')) said.remove();
            const words = [document.title.replace('FundLedger', '')];
            for (const element of own.querySelectorAll('*')) {
                for (const name of ['aria-label', 'title', 'placeholder', 'alt']) if (element.hasAttribute(name)) words.push(element.getAttribute(name));
                for (const child of element.childNodes) if (child.nodeType === Node.TEXT_NODE) words.push(child.data);
            }
            return words.map(word => word.trim()).filter(word => word.length > 0);
        }
        """;

    /// <summary>What the stylesheet can tell apart, and so colour: each kind of element with its classes, in its parent.</summary>
    private const string KindsOfElements = """
        () => {
            const kind = element => element.tagName + '.' + [...element.classList].sort().join('.');
            return [...new Set([...document.body.querySelectorAll('*')].map(element => kind(element.parentElement) + '>' + kind(element)))];
        }
        """;

    /// <summary>One walk for all that is asked of a page, since opening it and looking with axe is what takes the time.</summary>
    [Test]
    public async Task Shuts_nobody_out_fits_its_width_and_speaks_the_language_that_was_chosen([Values] Language language)
    {
        var page = await OpenAsync(language);
        var (shutOut, tooWide, strange) = (new List<string>(), new List<string>(), new List<string>());
        var seenInDark = new HashSet<string>();
        var seen = await Walk.RunAsync(page, SiteUrl, async path =>
        {
            Assert.That(await page.GetAttributeAsync("html", "lang"), Is.EqualTo(language.TagOf()), path);
            strange.AddRange((await page.EvaluateAsync<string[]>(WordsOfProgram)).Where(word => IsOfOtherLanguage(word, language)).Select(word => $"{path}: {word}"));
            if (language == Language.Zh) // markup and colours are the same in both
            {
                shutOut.AddRange(await Axe.FindingsAsync(page, path));
                var kinds = await page.EvaluateAsync<string[]>(KindsOfElements);
                if (!seenInDark.IsSupersetOf(kinds)) // a page with nothing new has no colour of its own
                {
                    await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
                    shutOut.AddRange(await Axe.FindingsAsync(page, $"{path}, dark", "color-contrast", "link-in-text-block"));
                    await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
                    seenInDark.UnionWith(kinds);
                }
            }

            foreach (var width in new[] { Phone, Enlarged })
            {
                await page.SetViewportSizeAsync(width, 844);
                var over = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (over > 0) tooWide.Add($"{path} is {over} pixels wider than {width}");
            }

            await page.SetViewportSizeAsync(1200, 900);
        });
        Assert.Multiple(() =>
        {
            Assert.That(shutOut.Distinct(), Is.Empty, "what axe found");
            Assert.That(tooWide, Is.Empty, "what has to be scrolled sideways");
            Assert.That(string.Join('\n', strange.Distinct()), Is.Empty, "words of the other language");
            Assert.That(seen, Has.Count.GreaterThan(20), string.Join(" ", seen));
        });
        TestContext.Out.WriteLine(string.Join('\n', seen));
    }

    [Test]
    public async Task Is_heard_when_its_policy_is_broken_and_seen_when_it_shuts_people_out()
    {
        var page = await OpenAsync(Language.En);
        await page.GotoAsync("/");
        await page.EvaluateAsync("() => { document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p><img src=\"/icon.svg\">'); }");
        Assert.That(await Axe.FindingsAsync(page, "planted"), Has.Some.Contains("image-alt"));
        Assert.That(TakeComplaints(), Has.Some.Contains("Content Security Policy"));
    }

    [TestCase("分录 7", Language.En, ExpectedResult = true)]
    [TestCase("Entry 7", Language.Zh, ExpectedResult = true)]
    [TestCase("Entry 7", Language.En, ExpectedResult = false)]
    [TestCase("分录 7（CNY，LA-HY）", Language.Zh, ExpectedResult = false)]
    public bool Is_judged_by_its_words(string words, Language language) => IsOfOtherLanguage(words, language);

    [TestCase("/entries/7", "/entries/8")]
    [TestCase("/funds/AP", "/funds/LA-HY")]
    [TestCase("/entries?fund=AP&from=2026-01-01", "/entries?from=2025-05-02&fund=LA")]
    [TestCase("/approvals/settings/transfer", "/approvals/settings/close-fund")]
    [TestCase("/periods/close?month=2026-03&entity=MAIN", "/periods/close?entity=MAIN&month=2026-04&lang=en")]
    public void Stands_for_all_of_its_shape(string one, string other) =>
        Assert.That(Walk.ShapeOf(new Uri("http://x" + one)), Is.EqualTo(Walk.ShapeOf(new Uri("http://x" + other))));

    [TestCase("/record/donation", "/record/fee")]
    [TestCase("/entries", "/entries?fund=AP")]
    [TestCase("/funds/AP", "/funds")]
    public void Is_looked_at_when_its_shape_is_new(string one, string other) =>
        Assert.That(Walk.ShapeOf(new Uri("http://x" + one)), Is.Not.EqualTo(Walk.ShapeOf(new Uri("http://x" + other))));

    private static bool IsOfOtherLanguage(string words, Language language) => (language == Language.En ? Chinese() : English()).IsMatch(Neutral().Replace(words, ""));

    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}\u3000-\u303f\uff00-\uffef]")]
    private static partial Regex Chinese();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex English();

    /// <summary>Names and codes that both languages write alike, codes of funds among them, and texts quoted from what was typed.</summary>
    [GeneratedRegex(@"FundLedger|SHA-256|ISO|CNY|CSV|XLSX|xlsx|Excel|UTF-8|GB18030|GBK|PDF|HTML|JSON|\b[A-Z]{2}(-[A-Z]{2})?\b|“[^”]*”|'[^']*'")]
    private static partial Regex Neutral();
}
