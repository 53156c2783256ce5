using FundLedger.Donors;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Browser.Tests.Journeys;

public sealed class FollowingOnesGifts : BrowserTest
{
    [Test]
    public async Task A_donor_reads_their_gifts_and_the_proof_that_one_is_in_the_books([Values] bool javaScript, [Values] Language language)
    {
        var person = await SitePeople.AddAsync(SiteDatabase, "贺捐", PersonRole.Donor);
        var page = await OpenAsAsync(language, person, Enlarged, javaScript: javaScript);
        await page.GotoAsync("/");
        await Assertions.Expect(page.Locator("section[aria-labelledby=own-gifts]")).ToContainTextAsync(In(language, "还没有与捐款记录关联", "not linked"));
        var donors = (await SiteDatabase.ReadAsync(reader => DonorList.PageAsync(reader, 500))).Donors;
        var donor = donors.Where(one => one is { Kind: DonorKind.Person, IsAnonymous: false, IsErased: false }).MaxBy(one => (one.GiftCount, -one.Id))!;
        (await new LinkDonor(SiteDatabase).RunAsync(SitePeople.Asked(await SitePeople.EverybodyAsync(SiteDatabase, new DateOnly(2026, 4, 15))), person, donor.Id)).Expect();

        await page.GotoAsync("/");
        await Assertions.Expect(page.Locator("section[aria-labelledby=own-gifts] tbody tr")).ToHaveCountAsync((int)donor.GiftCount);
        await MustFitAsync(page);
        if (javaScript) await Axe.MustFindNothingAsync(page, "a donor's gifts");
        await page.ClickAsync("section[aria-labelledby=became] a[href^='/public/funds/']");
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
        await page.GotoAsync("/donors");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync(donor.Name); // what others gave is not theirs to read
    }
}
