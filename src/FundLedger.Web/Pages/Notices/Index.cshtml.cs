using FundLedger.Notices;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using FundLedger.Web.Telling;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Notices;

/// <summary>What the one who looks was told, unread first.</summary>
[Needs]
internal sealed class IndexModel(Database database, TimeProvider clock, TellingDesk desk) : FormsPage(database, clock)
{
    public const int AtOnce = 50;
    private const string Path = "/notices";

    public override Part Where => Part.Notices;
    public override Bilingual Title => new("通知", "Notices");

    public bool SendsMail => desk.SendsMail;
    public IReadOnlyList<PersonNotice> Notices { get; private set; } = [];
    public long Unread { get; private set; }
    public int From { get; private set; }
    public bool HasMore { get; private set; }

    public string TextOf(PersonNotice notice) => In(NoticeWords.Of(notice.Event));

    /// <summary>Marking one is the same act however often its button is pressed.</summary>
    public string KeyOf(PersonNotice notice) => $"notice/{notice.Id}/read";

    public Task OnGetAsync(int from) => ReadAsync(async (reader, _) =>
    {
        From = Math.Clamp(from, 0, 1_000_000);
        Unread = await PersonNotices.UnreadAsync(reader, Who.Person.Id);
        var found = await PersonNotices.OfAsync(reader, Who.Person.Id, AtOnce + 1, From);
        (Notices, HasMore) = ([.. found.Take(AtOnce)], found.Count > AtOnce);
    });

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] string? key, [FromForm] long notice, [FromForm] long newest)
    {
        var reads = new ReadNotices(Noting);
        if (step == "read") return Answer(await reads.OneAsync(AskedAs($"notice/{notice}/read"), notice, HttpContext.RequestAborted), _ => new("已标为看过。", "Marked as read."), _ => Path);
        if (step != "read-all" || !Takes(step, key)) return BadRequest();
        return Answer(await reads.AllAsync(AskedAs(key!), newest, HttpContext.RequestAborted), done => new($"{done.Count} 条已标为看过。", $"{done.Count} marked as read."), _ => Path);
    }
}
