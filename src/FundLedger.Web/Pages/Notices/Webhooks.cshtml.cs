using System.Security.Cryptography;
using FundLedger.Notices;
using FundLedger.Outbox;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using FundLedger.Web.SigningIn;
using FundLedger.Web.Telling;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Notices;

/// <summary>Where programs listen, and a new address for one.</summary>
[Needs(Permission.ManageSettings, Everywhere = true)]
internal sealed class WebhooksModel(Database database, TimeProvider clock, IDataProtectionProvider protection) : FormsPage(database, clock)
{
    public override Part Where => Part.Notices;
    public override Bilingual Title => new("推送给程序", "Webhooks");

    public IReadOnlyList<WebhookSubscription> Subscriptions { get; private set; } = [];

    /// <summary>The secret just made; null on any other visit.</summary>
    public string? Issued { get; private set; }

    public GrantField UrlField => new("url", In("网址", "Address"), Issued is null ? Typed("url") : "", Wrong("url"), "url", Longest: KeptText.SiteAddress.Longest, Hint: In("以“https://”开头；本机的可以“http://”开头", "begins with 'https://'; one on this machine may begin with 'http://'"));

    public GrantField KindsField => new("kinds", In("推送哪些事件", "Events to send"), Refusal is null ? "" : string.Join(',', Request.Form["kinds"].AsEnumerable()), Wrong("kinds"), "many",
        Options: [.. EventKind.All.Where(kind => kind.IsForPrograms).Select(kind => (kind.Code, In($"{kind.Name.Zh} “{kind.Code}”", $"{kind.Name.En} '{kind.Code}'")))]);

    /// <summary>256 bits, in a form that says what it is.</summary>
    internal static string NewSecret() => "whsec_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] string? key)
    {
        if (step != "subscribe" || !Takes(step, key)) return BadRequest();
        var secret = NewSecret();
        var outcome = await new KeepWebhooks(Noting).SubscribeAsync(
            AskedAs(key!), Posted("url"), [.. Request.Form["kinds"].OfType<string>()], WebhookSender.ProtectorOf(protection).Protect(secret), HttpContext.RequestAborted);
        await LoadAsync();
        if (!outcome.IsDone(out var kept, out var refusal)) return Refused(refusal);
        if (((Outcome<WebhookChanged>.Done)outcome).WasDoneBefore) return LocalRedirect($"/notices/webhooks/{kept.Subscription}"); // its secret was shown then
        Issued = secret;
        Response.MustBeKeptNowhere();
        return Page();
    }

    private Task LoadAsync() => ReadAsync(async (reader, _) => Subscriptions = [.. (await FundLedger.Notices.Webhooks.ListAsync(reader)).OrderByDescending(one => one.IsActive).ThenBy(one => one.Id)]);
}
