using FundLedger.Notices;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using FundLedger.Web.Telling;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Notices;

/// <summary>The link of a notice, as it stands in messages: it leads, after signing in where one is not, to what the notice is about, and the notice is read.</summary>
[Needs]
public sealed class OpenModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Notices;
    public override Bilingual Title => new("通知", "Notices");

    public async Task<IActionResult> OnGetAsync(long id)
    {
        if (await Database.ReadAsync(reader => PersonNotices.FindAsync(reader, Who.Person.Id, id), HttpContext.RequestAborted) is not { } notice) return NotFound();
        if (notice.IsUnread && Database.IsWriting) await new ReadNotices(Database).OneAsync(AskedAs($"notice/{id}/read"), id, HttpContext.RequestAborted);
        return LocalRedirect(NoticeWords.PathOf(notice.Event));
    }
}
