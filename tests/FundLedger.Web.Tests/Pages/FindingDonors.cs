using System.Net;
using FundLedger.Values;

namespace FundLedger.Web.Tests.Pages;

public sealed class FindingDonors : PageTest
{
    [SetUp]
    public Task MakeBooks() => MakeSmallBooksAsync();

    [TestCase(Language.Zh)]
    [TestCase(Language.En)]
    public async Task The_box_in_the_header_finds_a_donor_by_initials_and_masks_the_name(Language language)
    {
        using var browser = await BrowseAsync(language);
        Assert.That((await browser.OpenDoneAsync("/")).Document.QuerySelector("header form[action='/search'] input[name=q]"), Is.Not.Null);
        var found = await browser.OpenDoneAsync("/search?q=wxm");
        Assert.That(found.Text, Does.Contain("王*").And.Not.Contain("王小明"));
        var donor = await browser.OpenDoneAsync(found.Document.QuerySelector("tbody a[href^='/donors/']")!.GetAttribute("href")!);
        Assert.That(donor.Text, Does.Contain("1,234.50").And.Contain("-000001").And.Not.Contain("王小明"));
    }

    [Test]
    public async Task Nothing_found_or_asked_says_what_can_be_asked()
    {
        using var browser = await BrowseAsync();
        Assert.That((await browser.OpenDoneAsync("/search")).Text, Does.Contain("全拼"));
        Assert.That((await browser.OpenDoneAsync("/search?q=qqqqq")).Text, Does.Contain("没有找到"));
        Assert.That((await browser.OpenDoneAsync("/donors?q=qqqqq")).Text, Does.Contain("没有这样的捐赠人"));
    }

    [Test]
    public async Task A_donor_is_erased_only_after_being_asked()
    {
        using var browser = await BrowseAsync();
        var path = (await browser.OpenDoneAsync("/donors?q=wangxiaoming")).Document.QuerySelector("tbody a[href^='/donors/']")!.GetAttribute("href")!;
        var ask = await browser.OpenDoneAsync(path + "/erase");
        Assert.That((await browser.OpenDoneAsync(path)).Text, Does.Contain("王*"), "asking erases nothing");
        var erased = await browser.SendAsync(ask);
        Assert.That(erased.Path, Is.EqualTo(path));
        Assert.That(erased.Document.QuerySelector("[role=status]")!.TextContent, Does.Contain("1 笔"));
        Assert.That(erased.Text, Does.Contain("已擦除").And.Contain("1,234.50").And.Not.Contain("王*"));
        Assert.That((await browser.OpenDoneAsync("/donors?q=wangxiaoming")).Text, Does.Contain("没有这样的捐赠人"));
        Assert.That((await browser.OpenAsync("/donors/9999")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_reversed_gift_s_receipt_is_void_and_a_refunded_one_says_so()
    {
        using var browser = await BrowseAsync(Language.En);
        Assert.That((await browser.OpenDoneAsync("/entries/7")).Text, Does.Contain("-000003").And.Contain("void: the gift was reversed"));
        Assert.That((await browser.OpenDoneAsync("/entries/3")).Text, Does.Contain("8.00 refunded, 80.00 kept"));
    }

    [Test]
    public async Task Record_and_next_goes_on_to_a_form_with_the_same_fund()
    {
        using var browser = await BrowseAsync();
        var check = await browser.SendAsync(await browser.OpenDoneAsync("/record/donation?fund=F2"), "check", ("amount", "5"), ("donor", "李四"));
        var next = await browser.SendAsync(check, "next");
        Assert.That((next.Status, next.Field("fund"), next.Field("amount"), next.Field("donor")), Is.EqualTo((HttpStatusCode.OK, "F2", "", "")));
        Assert.That(next.Document.QuerySelector("[role=status]")!.TextContent, Does.Contain("收据号"));
        Assert.That(next.Document.QuerySelector("[autofocus]")!.Id, Is.EqualTo("amount"));
        Assert.That(next.Field("key"), Is.Not.EqualTo(check.Field("key")));
    }
}
