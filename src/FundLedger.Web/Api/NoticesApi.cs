using System.Globalization;
using FundLedger.Ledger;
using FundLedger.Notices;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Telling;

namespace FundLedger.Web.Api;

/// <summary>What the caller was told: each person's own.</summary>
internal static class NoticesApi
{
    private const string Part = "notices";

    internal static void MapNotices(this ApiRoutes api)
    {
        api.Read<Page<NoticeShown>>("/notices", new("listNotices", Part, new("列出我的通知", "List your notices"), "Newest first.", [new("unread", new("只列未读的", "leave out what was read"), "true", Words: ["true", "false"]), .. ApiParameter.Paging]), ListAsync);
        api.Write<ActWanted, NoticesMarked>("/notices/{notice:long}/read", new("readNotice", Part, new("标为看过", "Mark a notice as read"), "Once more changes nothing.", [ApiParameter.Path("notice", new("通知编号", "number of the notice"), "1", ApiParameterForm.Number)]) { Example = "{}" }, (call, _) => OneAsync(call));
        api.Write<NoticesSeen, NoticesMarked>("/notices/read", new("readNotices", Part, new("全部标为看过", "Mark all as read"), "As far as the newest that you have seen: what came since stays unread.", []) { Example = """{"newest":1}""" },
            (call, asked) => call.WriteAsync(default, (_, _) => Task.FromResult<bool?>(true), by => new ReadNotices(call.Noting).AllAsync(by, asked.Newest, call.Stop), done => new NoticesMarked(done.Count), _ => null));
    }

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, _) =>
    {
        var (limit, before, unread) = (call.Limit(), call.AfterNumber() ?? long.MaxValue, call.Text("unread"));
        if (unread is not (null or "true" or "false")) call.Unknown("unread", ["true", "false"]);
        if (call.Wrong is { } wrong) return wrong;
        var found = (await PersonNotices.OfAsync(reader, call.Who.Person.Id, int.MaxValue)).Where(notice => notice.Id < before && (unread != "true" || notice.IsUnread)).OrderByDescending(notice => notice.Id).Take(limit + 1).ToList();
        return call.Page<NoticeShown>([.. found.Take(limit).Select(NoticeShown.Of)], found.Count > limit ? found[limit - 1].Id.ToString(CultureInfo.InvariantCulture) : null);
    });

    private static Task<IResult> OneAsync(ApiCall call) => call.WriteAsync(
        default, async (reader, _) => await PersonNotices.FindAsync(reader, call.Who.Person.Id, call.Number("notice")) is not null ? true : null,
        by => new ReadNotices(call.Noting).OneAsync(by, call.Number("notice"), call.Stop), done => new NoticesMarked(done.Count), _ => null);
}

/// <param name="Kind">Code of the event.</param>
/// <param name="Path">Of the page it leads to.</param>
public sealed record NoticeShown(long Notice, string Kind, string Subject, Bilingual Says, string At, bool IsUnread, string Path)
{
    internal static NoticeShown Of(PersonNotice notice) => new(notice.Id, notice.Event.Kind, notice.Event.Subject, NoticeWords.Of(notice.Event), Moments.ToIso(notice.Event.RecordedAt), notice.IsUnread, NoticeWords.PathOf(notice.Event));
}

/// <param name="Newest">Number of the newest notice that you have seen.</param>
public sealed record NoticesSeen(long Newest);

public sealed record NoticesMarked(long Count);
