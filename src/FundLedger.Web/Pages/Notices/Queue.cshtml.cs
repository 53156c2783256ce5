using FundLedger.Notices;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using FundLedger.Web.Telling;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Notices;

/// <summary>What is on its way to programs and mailboxes: what waits, what failed and why, and when it is tried again.</summary>
[Needs(Permission.ManageSettings, Everywhere = true)]
internal sealed class QueueModel(Database database, TimeProvider clock, TellingSettings settings) : FormsPage(database, clock)
{
    private const int AtOnce = 50;
    private const string Path = "/notices/queue";
    private const long MinuteMicroseconds = 60_000_000;

    private readonly TimeProvider clock = clock;
    private IReadOnlyList<DeliveryCount> counts = [];

    public override Part Where => Part.Notices;
    public override Bilingual Title => new("发送队列", "What is being sent");

    public string? MailServer => settings.Mail?.ToString();
    public IReadOnlyList<Delivery> Deliveries => Shown.Deliveries;
    public DeliveriesShown Shown { get; private set; } = null!;
    public long? Next { get; private set; }
    public long? OldestWaiting => counts.FirstOrDefault(one => one.State == DeliveryState.Waiting)?.Oldest;

    public long CountOf(DeliveryState state) => counts.FirstOrDefault(one => one.State == state)?.Count ?? 0;

    /// <summary>In the largest unit that says something.</summary>
    public string AgeOf(long since) => ((Now - since) / MinuteMicroseconds) switch
    {
        < 1 => In("不到一分钟", "less than a minute"),
        < 120 and var minutes => In($"{minutes} 分钟", $"{minutes} minute(s)"),
        < 2_880 and var minutes => In($"{minutes / 60} 小时", $"{minutes / 60} hours"),
        var minutes => In($"{minutes / 1_440} 天", $"{minutes / 1_440} days"),
    };

    public Task OnGetAsync(long? before) => LoadAsync(before);

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] string? key, [FromForm] long delivery)
    {
        if (!Takes(step, key)) return BadRequest();
        await LoadAsync(null);
        return await HandleAsync(this, step, key!, delivery, Path) ?? BadRequest();
    }

    private Task LoadAsync(long? before) => ReadAsync(async (reader, _) =>
    {
        counts = await FundLedger.Notices.Deliveries.CountAsync(reader);
        var found = await FundLedger.Notices.Deliveries.ListAsync(reader, onlyOpen: true, AtOnce + 1, before: before);
        Next = found.Count > AtOnce ? found[AtOnce - 1].Id : null;
        Shown = await DeliveriesShown.LoadAsync(reader, "list", Language, Key, [.. found.Take(AtOnce)]);
    });

    private async Task<IActionResult?> HandleAsync(QueueModel page, string? step, string key, long delivery, string next) => step switch
    {
        "again" => page.Answer(await new HandleDelivery(Noting, clock).AgainAsync(AskedAs(key), delivery, HttpContext.RequestAborted), _ => new("一分钟内再发。", "It is sent again within a minute."), _ => next),
        "give-up" => page.Answer(await new HandleDelivery(Noting, clock).GiveUpAsync(AskedAs(key), delivery, HttpContext.RequestAborted), _ => new("已放弃。", "It is given up."), _ => next),
        _ => null,
    };
}
