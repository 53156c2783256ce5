using FundLedger.People.Roles;
using FundLedger.Values;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Browser.Tests.Journeys;

public sealed class MakingAProgramme : BrowserTest
{
    [Test]
    public async Task Its_terms_are_filled_in_agreed_to_and_a_round_is_opened([Values] bool javaScript, [Values] Language language)
    {
        var maker = await OpenAsync(language, javaScript);
        var code = $"MP-{(javaScript ? "JS" : "NO")}-{language}";
        await maker.GotoAsync("/grants/new");
        if (javaScript) await Axe.MustFindNothingAsync(maker, "the terms of a programme");
        await maker.FillAsync("#code", code);
        await maker.FillAsync("#nameZh", "邻里微创投");
        await maker.FillAsync("#nameEn", "Neighbours' venture");
        await maker.FillAsync("#criteria-4-name", "创新");
        await maker.FillAsync("#criteria-4-nameEn", "Something new");
        await maker.FillAsync("#criteria-4-weight", "10");
        await maker.ClickAsync("button[value=more-criteria]");
        await Assertions.Expect(maker.Locator("#criteria-7-name")).ToBeVisibleAsync();
        await Assertions.Expect(maker.Locator("#criteria-4-weight")).ToHaveValueAsync("10");
        Assert.That(new Uri(maker.Url).Fragment, Is.EqualTo("#criteria"), "where the rows are");

        await maker.ClickAsync("main button.button:not([value])");
        await Assertions.Expect(maker.Locator("[role=alert]")).ToContainTextAsync("110");
        await maker.ClickAsync("[role=alert] a");
        await maker.FillAsync("#criteria-0-weight", "20");
        if (javaScript) await Axe.MustFindNothingAsync(maker, "terms that do not add up");
        await maker.ClickAsync("main button.button:not([value])");
        await ArriveAsync(maker, new("/approvals/[0-9]+"));
        await Assertions.Expect(maker.Locator("main")).ToContainTextAsync(code);

        var checker = await OpenAsAsync(language, await SitePeople.AddAsync(SiteDatabase, $"checker-{code}", PersonRole.Approver));
        await checker.GotoAsync(new Uri(maker.Url).AbsolutePath);
        await checker.ClickAsync("button[value=approve]");
        await maker.GotoAsync($"/grants/{code}");
        await maker.FillAsync("#code", code + "-1");
        await maker.FillAsync("#budget", "100000");
        await maker.FillAsync("#nameZh", "第一批");
        await maker.FillAsync("#nameEn", "First round");
        await maker.FillAsync("#opens", "2026-05-01T09:00");
        await maker.FillAsync("#closes", "2026-05-31T17:00");
        await maker.ClickAsync("main form .button");
        await ArriveAsync(maker, new($"/grants/rounds/{code}-1"));
        await Assertions.Expect(maker.Locator("h1")).ToContainTextAsync(In(language, "第一批", "First round"));
    }
}
