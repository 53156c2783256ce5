using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Voice;

namespace FundLedger.Browser.Tests.Journeys;

public sealed class SpeakingUp : BrowserTest
{
    private const int Phone = 360;

    [Test]
    public async Task A_resident_answers_says_something_and_reads_what_was_answered([Values] bool javaScript, [Values] Language language)
    {
        var today = new DateOnly(2026, 4, 15);
        (await new OpenSurvey(SiteDatabase).RunAsync(new Asked("resident-survey", "test"), new SurveyWanted(
            "RES-1", SurveyKind.Satisfaction, VoiceSubject.Fund, "AP", "长者食堂满意吗", new(2026, 1, 1), new(2026, 3, 31), today, today.AddDays(30), [VoiceWay.Open], 5, SurveyTerms.Asking([new("满意吗？", "Content?")])))).Expect();
        var page = await OpenAsync(language, javaScript, Phone, isSignedIn: false);
        await page.GotoAsync("/public");
        await page.ClickAsync("main a[href^='/public/voice/RES-1']");
        await MustFitAsync(page);
        await page.ClickAsync("main button[type=submit]");
        Assert.That(await TextAsync(page), Does.Not.Contain(In(language, "谢谢", "Thank you")), "nothing was chosen");
        await page.CheckAsync("input[name=q1][value='5']", new PageCheckOptions { Force = true });
        await page.ClickAsync("main button[type=submit]");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync(In(language, "谢谢", "Thank you"));

        await page.GotoAsync("/public/voice");
        await page.ClickAsync("main a[href^='/public/feedback']");
        await page.FillAsync("#words", "夜里也请开门");
        await page.ClickAsync("button[value=send]");
        var code = await page.Locator(".reply").InnerTextAsync();
        if (javaScript) await Axe.MustFindNothingAsync(page, "feedback that was sent");
        var told = (await SiteDatabase.ReadAsync(async reader => await FeedbackBox.ListAsync(reader, await FundLedger.Ledger.Books.LoadAsync(reader)))).MaxBy(one => one.Id)!;
        (await new FeedbackBox(SiteDatabase).AnswerAsync(new Asked("resident-answer", "test"), told.Id, "从五月起开到九点。")).Expect();
        await page.GotoAsync("/public/feedback");
        await page.FillAsync("#code", code);
        await page.ClickAsync("button[value=look]");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("从五月起开到九点。");
        await MustFitAsync(page);
    }
}
