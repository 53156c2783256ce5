using FundLedger.Notices;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.SigningIn;
using FundLedger.Web.Telling;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Notices;

/// <summary>One address of a program: what it hears of and what was sent, a test, another secret, its end.</summary>
[Needs(Permission.ManageSettings, Everywhere = true)]
internal sealed class WebhookModel(Database database, TimeProvider clock, IDataProtectionProvider protection) : FormsPage(database, clock)
{
    private const int ShownAtOnce = 50;

    private readonly TimeProvider clock = clock;

    public override Part Where => Part.Notices;
    public override Bilingual Title => new("推送地址", "Webhook");

    public WebhookSubscription Subscription { get; private set; } = null!;
    public DeliveriesShown Shown { get; private set; } = null!;
    public IReadOnlyList<Delivery> Deliveries => Shown.Deliveries;
    public string CreatedBy { get; private set; } = "";

    /// <summary>The secret just made; null on any other visit.</summary>
    public string? Issued { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id) => await LoadAsync(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long id, [FromForm] string? step, [FromForm] string? key, [FromForm] long delivery)
    {
        if (!Takes(step, key)) return BadRequest();
        if (!await LoadAsync(id)) return NotFound();
        var (asked, stop, here) = (AskedAs(key!), HttpContext.RequestAborted, $"/notices/webhooks/{id}");
        var (keeps, handles) = (new KeepWebhooks(Noting), new HandleDelivery(Noting, clock));
        return step switch
        {
            "test" => Answer(await keeps.TestAsync(asked, id, stop), _ => new("测试一分钟内发出；结果见下表。", "The test is sent within a minute; what comes of it stands below."), _ => here),
            "end" => Answer(await keeps.EndAsync(asked, id, stop), _ => new("已停用，不再推送。", "It is ended: nothing more is sent there."), _ => here),
            "again" => Answer(await handles.AgainAsync(asked, delivery, stop), _ => new("一分钟内再发。", "It is sent again within a minute."), _ => here),
            "give-up" => Answer(await handles.GiveUpAsync(asked, delivery, stop), _ => new("已放弃。", "It is given up."), _ => here),
            "secret" => await ChangeSecretAsync(keeps, asked, id, here),
            _ => BadRequest(),
        };
    }

    private async Task<IActionResult> ChangeSecretAsync(KeepWebhooks keeps, Asked asked, long id, string here)
    {
        var secret = WebhooksModel.NewSecret();
        var outcome = await keeps.ChangeSecretAsync(asked, id, WebhookSender.ProtectorOf(protection).Protect(secret), HttpContext.RequestAborted);
        if (!outcome.IsDone(out _, out var refusal)) return Refused(refusal);
        if (((Outcome<WebhookChanged>.Done)outcome).WasDoneBefore) return LocalRedirect(here);
        await LoadAsync(id);
        Issued = secret;
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    private async Task<bool> LoadAsync(long id)
    {
        await ReadAsync(async (reader, _) =>
        {
            if (await FundLedger.Notices.Webhooks.FindAsync(reader, id) is not { } found) return;
            Subscription = found;
            CreatedBy = In((await PeopleNames.LoadAsync(reader)).Of(found.CreatedBy));
            Shown = await DeliveriesShown.LoadAsync(reader, "deliveries", Language, Key, await FundLedger.Notices.Deliveries.ListAsync(reader, onlyOpen: false, ShownAtOnce, subscription: id));
        });
        return Subscription is not null;
    }
}
