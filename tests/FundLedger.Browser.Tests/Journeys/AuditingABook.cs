using FundLedger.People.Roles;
using FundLedger.Values;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Browser.Tests.Journeys;

/// <summary>What an auditor does: a figure to its entry, a sample with a result, a question that the manager answers. By keyboard alone, in a window at 200 %.</summary>
public sealed class AuditingABook : BrowserTest
{
    [TestCase(false, Language.En)]
    [TestCase(true, Language.Zh)]
    public async Task A_sample_is_drawn_and_a_question_comes_back_answered(bool javaScript, Language language)
    {
        await SitePeople.AddAsync(SiteDatabase, "审计员", PersonRole.Auditor);
        var (auditor, hands) = await SignInByKeyboardAsync(language, javaScript, "审计员");
        await auditor.GotoAsync("/audit/samples/new");
        await hands.TabToAsync("fund");
        await hands.TypeAsync("AP");
        await hands.TabToAsync("from");
        await hands.TypeDayAsync(new DateOnly(2026, 1, 1));
        await hands.TabToAsync("to");
        await hands.TypeDayAsync(new DateOnly(2026, 4, 15));
        await hands.TabToAsync("method");
        await hands.PressAsync("ArrowDown"); // at random
        await hands.TabToAsync("size");
        await hands.TypeAsync("3");
        await hands.TabToAsync("step=draw");
        await hands.EnterAsync();
        Assert.That(new Uri(auditor.Url).AbsolutePath, Is.EqualTo("/audit/samples/1"), await TextAsync(auditor));
        await MustFitAsync(auditor);
        if (javaScript) await Axe.MustFindNothingAsync(auditor, "a sample");

        await auditor.GotoAsync("/audit/queries/new?about=Entry&of=2");
        await hands.TabToAsync("words");
        await hands.TypeAsync(In(language, "手续费从哪里来？", "Where is the fee from?"));
        await hands.TabToAsync("step=ask");
        await hands.EnterAsync();
        Assert.That(new Uri(auditor.Url).AbsolutePath, Is.EqualTo("/audit/queries/1"), await TextAsync(auditor));

        await SitePeople.AddAsync(SiteDatabase, "经办人", PersonRole.FundManager);
        var (manager, answers) = await SignInByKeyboardAsync(language, javaScript, "经办人");
        await manager.GotoAsync("/audit/queries");
        await answers.TabToAsync("/audit/queries/1");
        await answers.EnterAsync();
        await answers.TabToAsync("answer-words");
        await answers.TypeAsync(In(language, "银行扣的。", "The bank kept it."));
        await answers.TabToAsync("step=answer");
        await answers.EnterAsync();
        await MustFitAsync(manager);

        await auditor.GotoAsync("/audit/queries/1");
        await Assertions.Expect(auditor.Locator("main")).ToContainTextAsync(In(language, "银行扣的。", "The bank kept it."));
        if (javaScript) await Axe.MustFindNothingAsync(auditor, "a query that was answered");
    }
}
