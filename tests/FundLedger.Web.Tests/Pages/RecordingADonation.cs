using System.Net;
using FundLedger.Values;

namespace FundLedger.Web.Tests.Pages;

public sealed class RecordingADonation : PageTest
{
    private static readonly (string, string)[] Gift = [("amount", "1,234.50"), ("donor", "王小明"), ("fee", "7.41"), ("ref", "BK-1"), ("note", "给助餐点")];

    [SetUp]
    public Task MakeBooks() => NewFundAsync();

    [Test]
    public async Task It_is_checked_then_recorded_and_the_entry_is_shown()
    {
        using var browser = await BrowseAsync();
        var form = await browser.OpenDoneAsync("/record/donation");
        Assert.That((form.Field("fund"), form.Field("on")), Is.EqualTo(("F1", Today.ToIso())), "the only fund and today stand in the form");

        var check = await browser.SendAsync(form, "check", Gift);
        Assert.That(check.Text, Does.Contain("银行存款").And.Contain("捐赠收入").And.Contain("1,234.50").And.Contain("筹资费用").And.Contain("7.41"));
        Assert.That((await browser.OpenAsync("/entries/1")).Status, Is.EqualTo(HttpStatusCode.NotFound), "a check posts nothing");

        var entry = await browser.SendAsync(check, "record");
        Assert.That((entry.Status, entry.Path), Is.EqualTo((HttpStatusCode.OK, "/entries/1")));
        Assert.That(entry.Document.QuerySelector("[role=status]")!.TextContent, Does.Contain("已记账：分录 1"));
        Assert.That(entry.Text, Does.Contain("王*").And.Contain("BK-1").And.Not.Contain("王小明"));
        Assert.That((await browser.OpenAsync("/entries/1")).Document.QuerySelector("[role=status]"), Is.Null, "the notice is told once");
    }

    [Test]
    public async Task Sent_twice_it_is_recorded_once()
    {
        using var browser = await BrowseAsync();
        var check = await browser.SendAsync(await browser.OpenDoneAsync("/record/donation"), "check", Gift);
        await browser.SendAsync(check, "record");
        var again = await browser.SendAsync(check, "record");
        Assert.That(again.Path, Is.EqualTo("/entries/1"));
        Assert.That(again.Document.QuerySelector("[role=status]")!.TextContent, Does.Contain("没有再次记账"));
        Assert.That((await browser.OpenAsync("/entries/2")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Sent_again_with_another_amount_it_is_refused_until_checked_as_another_one()
    {
        using var browser = await BrowseAsync(Language.En);
        var form = await browser.OpenDoneAsync("/record/donation");
        await browser.SendAsync(await browser.SendAsync(form, "check", Gift), "record");

        var changed = await browser.SendAsync(form, "check", ("amount", "2000"));
        var refused = await browser.SendAsync(changed, "record");
        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(refused.Document.QuerySelector("[role=alert]")!.TextContent, Does.Contain("recorded before with other content"));

        var another = await browser.SendAsync(await browser.SendAsync(refused, "check"), "record");
        Assert.That(another.Path, Is.EqualTo("/entries/2"));
    }

    [Test]
    public async Task Everything_wrong_is_told_at_once_beside_its_field_and_in_the_summary()
    {
        using var browser = await BrowseAsync(Language.En);
        var refused = await browser.SendAsync(await browser.OpenDoneAsync("/record/donation"), "check", ("amount", ""), ("on", "soon"), ("fee", "1.234"), ("donor", "王小明"));
        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        foreach (var field in new[] { "amount", "on", "fee" })
        {
            var input = refused.Document.GetElementById(field)!;
            Assert.That(input.GetAttribute("aria-invalid"), Is.EqualTo("true"), field);
            Assert.That(refused.Document.GetElementById($"{field}-error"), Is.Not.Null, field);
            Assert.That(input.GetAttribute("aria-describedby"), Does.Contain($"{field}-error"));
            Assert.That(refused.Document.QuerySelector($"[role=alert] a[href='#{field}']"), Is.Not.Null, field);
        }

        Assert.That(refused.Field("donor"), Is.EqualTo("王小明"), "what was typed stays");
        Assert.That(refused.Document.QuerySelector("[autofocus]")!.Id, Is.EqualTo("amount"));
    }

    [Test]
    public async Task What_the_operation_refuses_is_told_beside_the_field_too()
    {
        using var browser = await BrowseAsync();
        var form = await browser.OpenDoneAsync("/record/donation");
        foreach (var (field, typed) in new[] { ("fee", new[] { ("amount", "10"), ("fee", "11") }), ("on", [("amount", "10"), ("on", "2030-01-01")]), ("amount", [("amount", "0")]) })
        {
            var refused = await browser.SendAsync(form, "check", typed);
            Assert.That((refused.Status, refused.Document.GetElementById($"{field}-error") is not null), Is.EqualTo((HttpStatusCode.UnprocessableEntity, true)), field);
        }
    }

    [Test]
    public async Task Going_back_from_the_check_keeps_what_was_typed()
    {
        using var browser = await BrowseAsync();
        var form = await browser.OpenDoneAsync("/record/donation");
        var back = await browser.SendAsync(await browser.SendAsync(form, "check", [.. Gift, ("anonymous", "yes")]), "change");
        Assert.That(Gift.All(typed => back.Field(typed.Item1) == typed.Item2), Is.True);
        Assert.That(back.Field("key"), Is.EqualTo(form.Field("key")), "it is still the same record");
        Assert.That(back.Document.QuerySelector("#anonymous[checked]"), Is.Not.Null);
    }

    [Test]
    public async Task Without_the_forms_token_nothing_is_taken()
    {
        using var browser = await BrowseAsync();
        var form = await browser.OpenDoneAsync("/record/donation");
        foreach (var token in new[] { "", "forged" })
        {
            var refused = await browser.SendAsync(form, "check", ("__RequestVerificationToken", token), ("amount", "5"));
            Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(refused.Document.QuerySelector("h1")!.TextContent, Does.Contain("已过期"));
        }

        using var bare = new FormUrlEncodedContent([KeyValuePair.Create("entity", "MAIN"), KeyValuePair.Create("month", "2026-01")]);
        Assert.That((await browser.PostAsync("/periods/close", bare)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("")]
    [TestCase("not-a-key")]
    public async Task A_form_without_its_key_is_taken_for_none(string key)
    {
        using var browser = await BrowseAsync();
        var form = await browser.OpenDoneAsync("/record/donation");
        Assert.That((await browser.SendAsync(form, "check", [.. Gift, ("key", key)])).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Hostile_names_are_shown_as_they_are_and_do_nothing()
    {
        const string hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> 有限公司";
        await DoneAsync("fund create --code F2 --name '<b>F2</b> & Co' --kind CommunityFund --currency CNY");
        using var browser = await BrowseAsync();
        var check = await browser.SendAsync(await browser.OpenDoneAsync("/record/donation?fund=F2"), "check", ("amount", "5"), ("donor", hostile), ("note", hostile));
        var entry = await browser.SendAsync(check, "record");
        foreach (var page in new[] { check, entry, await browser.OpenAsync("/"), await browser.OpenAsync("/funds/F2"), await browser.OpenAsync("/entries?q=%3Cscript%3E") })
        {
            Assert.That(page.Document.QuerySelectorAll("script, img, b"), Is.Empty, page.Path);
        }

        Assert.That(entry.Text, Does.Contain("<script>alert(1)</script>"));
    }
}
