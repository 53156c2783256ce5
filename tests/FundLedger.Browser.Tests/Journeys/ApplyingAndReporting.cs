using FundLedger.People.Roles;
using FundLedger.Values;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Browser.Tests.Journeys;

/// <summary>What an organisation does: it finishes an application, its certifier signs it, and it reports on what it was granted. By keyboard alone, in a window at 200 %.</summary>
public sealed class ApplyingAndReporting : BrowserTest
{
    private const string Draft = "/applications/CT-2-0001";
    private const string Award = "/awards/FC-003";

    [TestCase(false, Language.Zh)]
    [TestCase(true, Language.En)]
    public async Task An_application_is_changed_and_signed_by_another(bool javaScript, Language language)
    {
        var (writer, writes) = await SignInAsync(language, javaScript, "写申请", PersonRole.OrganisationEditor, "HK");
        await writer.GotoAsync("/applications");
        await writes.TabToAsync(Draft + "/basics");
        await writes.EnterAsync();
        await writes.TabToAsync("title");
        await writes.PressAsync("Control+A");
        await writes.TypeAsync("楼道长椅");
        await writes.TabToAsync("step=next");
        await writes.EnterAsync();
        Assert.That(new Uri(writer.Url).AbsolutePath, Is.EqualTo(Draft + "/eligibility"));
        await MustFitAsync(writer);

        var (certifier, signs) = await SignInAsync(language, javaScript, "签署人", PersonRole.OrganisationCertifier, "HK");
        await certifier.GotoAsync(Draft);
        await Assertions.Expect(certifier.Locator("main")).ToContainTextAsync("楼道长椅");
        await signs.TabToAsync("step=submit");
        await signs.EnterAsync();
        await Assertions.Expect(certifier.Locator("main")).ToContainTextAsync(In(language, "已提交", "Submitted"));
        Assert.That(await certifier.Locator("button[value=submit]").CountAsync(), Is.Zero);
        await MustFitAsync(certifier);
        if (javaScript) await Axe.MustFindNothingAsync(certifier, "an application that was handed in");
    }

    [TestCase(false, Language.En)]
    [TestCase(true, Language.Zh)]
    public async Task A_report_is_refused_with_what_is_missing_and_then_handed_in(bool javaScript, Language language)
    {
        var (editor, hands) = await SignInAsync(language, javaScript, "写报告", PersonRole.OrganisationEditor, "XY");
        await editor.GotoAsync(Award + "/report");
        await hands.TabToAsync("first");
        await hands.TypeDayAsync(new DateOnly(2026, 3, 1));
        await hands.TabToAsync("last");
        await hands.TypeDayAsync(new DateOnly(2026, 4, 10));
        await hands.TabToAsync("beneficiaries");
        await hands.TypeAsync("many");
        await hands.TabToAsync("done");
        await hands.TypeAsync("做了十场");
        await hands.TabToAsync("step=report");
        await hands.EnterAsync();
        await Assertions.Expect(editor.Locator("#beneficiaries-error")).ToBeVisibleAsync();
        await Assertions.Expect(editor.Locator("#done")).ToHaveValueAsync("做了十场");
        await MustFitAsync(editor);

        await hands.TabToAsync("beneficiaries");
        await hands.PressAsync("Control+A");
        await hands.TypeAsync("120");
        await hands.TabToAsync("step=report");
        await hands.EnterAsync();
        Assert.That(new Uri(editor.Url).AbsolutePath, Is.EqualTo(Award));
        await Assertions.Expect(editor.Locator("main")).ToContainTextAsync(In(language, "待审核", "Waits to be decided"));
        if (javaScript) await Axe.MustFindNothingAsync(editor, "an award with a report");
    }

    private async Task<(IPage Page, Keyboard Hands)> SignInAsync(Language language, bool javaScript, string name, PersonRole role, string organisation)
    {
        await SitePeople.AddAsync(SiteDatabase, name, new NewGrant(role, Scope.OfOrganisation(organisation)));
        return await SignInByKeyboardAsync(language, javaScript, name);
    }
}
