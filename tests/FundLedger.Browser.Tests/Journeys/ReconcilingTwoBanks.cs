using FundLedger.Banking.Accounts;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Tests.Donations.Importing;
using FundLedger.Values;

namespace FundLedger.Browser.Tests.Journeys;

/// <summary>Two real statements, by pages alone: gifts imported before the statement of one, made from the lines of the other.</summary>
public sealed class ReconcilingTwoBanks : BrowserTest
{
    private const float Patience = 300_000;

    [Test]
    public async Task Eight_thousand_lines_of_one_bank_and_three_thousand_of_another_land_match_and_reconcile_to_the_unit()
    {
        var page = await OpenAsync(Language.En);
        page.SetDefaultTimeout(Patience);
        await OpenAccountsAsync();

        await ImportListAsync(page, "bank-statement-vcb-2024-09.csv", "VB");
        Assert.That(await UploadAsync(page, "bank-statement-vcb-2024-09.csv", "VB"), Does.Contain("9,780,159,052").And.Contain("7,999 matched").And.Contain("−55,000"));
        Assert.That(await UploadAsync(page, "bank-statement-agri-2024-09.csv", "GB"), Does.Contain("1,747,963,098").And.Contain("3,000 booked"));

        await page.GotoAsync("/bank/VB");
        await page.ClickAsync("section[aria-labelledby=lines] tbody a");
        await page.SelectOptionAsync("#as", "Fee");
        await page.ClickAsync("button[value=book]");
        Assert.That(await TextAsync(page), Does.Contain("booked"));
        Assert.That(await ReconcileAsync(page, "VB"), Does.Contain("9,780,104,052").And.Contain("Nothing is in transit"));
        Assert.That(await ReconcileAsync(page, "GB"), Does.Contain("1,747,963,098").And.Contain("1,747,987,798").And.Contain("24,700"), "the bank held 24,700 before the first line");
    }

    /// <summary>In books of their own, whose months of that year are open.</summary>
    private async Task OpenAccountsAsync()
    {
        static Asked New(string what) => new($"two-banks/{what}", "test");
        (await new CreateEntity(SiteDatabase).RunAsync(New("entity"), new NewEntity("RELIEF", "赈灾 Relief", Currency.Of("VND"), Chart.Npo2004))).Expect();
        foreach (var (code, unmatched) in new[] { ("VB", UnmatchedCredit.Leave), ("GB", UnmatchedCredit.Donation) })
        {
            (await new CreateFund(SiteDatabase).RunAsync(New($"fund/{code}"), new NewFund(code, code, FundKind.CommunityFund, Currency.Of("VND"), Entity: "RELIEF"))).Expect();
            (await new CreateBankAccount(SiteDatabase).RunAsync(New($"account/{code}"), new NewBankAccount("RELIEF", code, Bilingual.Same(code), Unmatched: unmatched, Fund: code))).Expect();
        }
    }

    private static async Task ImportListAsync(IPage page, string file, string fund)
    {
        await page.GotoAsync("/import");
        await page.SelectOptionAsync("#fund", fund);
        await page.SetInputFilesAsync("#file", SharedData.PathOf(file));
        await page.ClickAsync("main form[enctype='multipart/form-data'] button[type=submit]");
        await page.SelectOptionAsync("#dates", "dd/MM/yyyy");
        await page.ClickAsync("button[value=read]");
        await page.ClickAsync("button[value=start]");
        await page.Locator("main a.button[href^='/import/entries/']").WaitForAsync();
    }

    /// <returns>What the page says when it is in and matched.</returns>
    private static async Task<string> UploadAsync(IPage page, string file, string account)
    {
        await page.GotoAsync($"/bank/{account}/import");
        await page.SetInputFilesAsync("#file", SharedData.PathOf(file));
        await page.SelectOptionAsync("#dates", "dd/MM/yyyy");
        await page.ClickAsync("button[value=import]");
        await page.Locator("#dealt").WaitForAsync();
        await Axe.MustFindNothingAsync(page, "a statement that is in");
        return await TextAsync(page);
    }

    private static async Task<string> ReconcileAsync(IPage page, string account)
    {
        await page.GotoAsync($"/bank/{account}/reconcile?to=2024-09-30");
        var text = await TextAsync(page);
        await page.ClickAsync("button[value=lock]");
        Assert.That(await TextAsync(page), Does.Contain("locked"));
        return text;
    }
}
