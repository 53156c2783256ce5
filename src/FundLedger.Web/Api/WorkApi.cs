using FundLedger.Values;
using FundLedger.Web.Pages.Work;
using FundLedger.Worklist;

namespace FundLedger.Web.Api;

/// <summary>What waits for the caller, in each of their roles.</summary>
internal static class WorkApi
{
    internal static void MapWork(this ApiRoutes api) =>
        api.Read<Page<WorkShown>>("/work", new("listWork", "work", new("等我办的事", "What waits for you"), "Approvals, applications, reviews, awards, tranches, organisations; by kind and subject. Read from the books each time, so the pages of one list may differ from moment to moment.", ApiParameter.Paging), ListAsync);

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var items = await WorkQueue.OfAsync(reader, books, call.Who.Person.Id, call.Who.Grants, call.Now);
        return call.PageOf(items.Select(item => WorkShown.Of(item, call.Today)).OrderBy(KeyOf, StringComparer.Ordinal), KeyOf);
    });

    private static string KeyOf(WorkShown item) => FormattableString.Invariant($"{(int)item.Kind:D4}/{item.Subject}/{item.Part:D9}/{item.About}");
}

/// <param name="About">Of whom or what, where it has a name.</param>
/// <param name="Days">For how long it has waited.</param>
/// <param name="Path">Of the page where it is done.</param>
public sealed record WorkShown(WorkKind Kind, WorkDesk Desk, string Subject, int? Part, string About, DateOnly Since, int Days, DateOnly? DueOn, bool IsOverdue, Money? Amount, int Count, Bilingual? Why, string Path)
{
    internal static WorkShown Of(WorkItem item, DateOnly today) => new(
        item.Kind, item.Desk, item.Subject, item.Part, item.Of, item.Since, item.DaysOn(today), item.DueOn, item.IsOverdueOn(today), item.Amount, item.Count, item.Why, WorkLinks.PathOf(item));
}
