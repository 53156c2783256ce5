using FundLedger.Values;

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
    public async Task A_picture_for_the_guide(string name, string path, Language language)
    {
        var page = await OpenAsync(language, width: 1100, height: 760);
        await page.GotoAsync(path);
        var picture = await page.ScreenshotAsync(new PageScreenshotOptions { Type = ScreenshotType.Jpeg, Quality = 72 });
        Assert.That(picture, Has.Length.LessThan(MostBytes));
        if (Environment.GetEnvironmentVariable("FUNDLEDGER_SCREENSHOTS") is not { Length: > 0 } folder) return;
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, name + ".jpg"), picture);
    }
}
