using FundLedger.People.Roles;
using FundLedger.Values;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Browser.Tests.Pages;

/// <summary>The pictures of the user's guide. Taken in every run, kept only where FUNDLEDGER_SCREENSHOTS names a folder.</summary>
public sealed class Screenshots : BrowserTest
{
    private const int MostBytes = 200_000;

    [TestCase("overview", "/", Language.Zh)]
    [TestCase("overview-en", "/", Language.En)]
    [TestCase("fund", "/funds/AP", Language.Zh)]
    [TestCase("entry", "/entries/7", Language.Zh)]
    [TestCase("entries", "/entries?fund=AP", Language.Zh)]
    [TestCase("donation", "/record/donation?fund=AP", Language.Zh)]
    [TestCase("matching", "/matching/YIYUAN", Language.Zh)]
    [TestCase("budgets", "/budgets", Language.Zh)]
    [TestCase("seed-money", "/seed-money", Language.Zh)]
    [TestCase("bank-account", "/bank/JBH", Language.Zh)]
    [TestCase("bank-match", "/bank/JBH/match?unmatched=Leave", Language.Zh)]
    [TestCase("bank-reconcile", "/bank/JBH/reconcile?to=2026-03-31", Language.Zh)]
    [TestCase("payments", "/payments/1", Language.Zh)]
    [TestCase("receipts", "/receipts", Language.Zh)]
    [TestCase("pledge", "/pledges/2", Language.Zh)]
    [TestCase("months", "/periods", Language.Zh)]
    [TestCase("verification", "/verification", Language.Zh)]
    [TestCase("people", "/people", Language.Zh)]
    [TestCase("trail", "/trail", Language.Zh)]
    public async Task A_picture_for_the_guide(string name, string path, Language language) => await KeepAsync(name, path, await OpenAsync(language, width: 1100, height: 760));

    /// <summary>As somebody of one role sees it.</summary>
    [TestCase("manager-work", "/work", PersonRole.FundManager, "")]
    [TestCase("programme", "/grants/new", PersonRole.FundManager, "")]
    [TestCase("application", "/applications/CT-2-0001", PersonRole.OrganisationEditor, "HK")]
    [TestCase("award", "/awards/FC-003", PersonRole.OrganisationCertifier, "XY")]
    [TestCase("award-report", "/awards/FC-003/report", PersonRole.OrganisationEditor, "XY")]
    [TestCase("audit", "/audit", PersonRole.Auditor, "")]
    [TestCase("files", "/reports/jobs", PersonRole.Auditor, "")]
    public async Task A_picture_for_the_guide_of_a_role(string name, string path, PersonRole role, string organisation)
    {
        var person = await SitePeople.AddAsync(SiteDatabase, "林晓", new NewGrant(role, organisation.Length > 0 ? Scope.OfOrganisation(organisation) : Scope.WholeLedger));
        await KeepAsync(name, path, await OpenAsAsync(Language.Zh, person, width: 1100, height: 760));
    }

    private static async Task KeepAsync(string name, string path, IPage page)
    {
        await page.GotoAsync(path);
        var picture = await page.ScreenshotAsync(new PageScreenshotOptions { Type = ScreenshotType.Jpeg, Quality = 72 });
        Assert.That(picture, Has.Length.LessThan(MostBytes));
        if (Environment.GetEnvironmentVariable("FUNDLEDGER_SCREENSHOTS") is not { Length: > 0 } folder) return;
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, name + ".jpg"), picture);
    }
}
