using FundLedger.Disclosure;
using FundLedger.People.Roles;
using FundLedger.Values;
using FundLedger.Worklist;

namespace FundLedger.Web.Api;

/// <summary>What is to be published by when, and how far it is.</summary>
internal static class DisclosuresApi
{
    private const int MonthsBack = 6;
    private const int MonthsAhead = 6;

    internal static void MapDisclosures(this ApiRoutes api) =>
        api.Read<Page<DisclosureShown>>("/disclosures", new("listDisclosures", "disclosures", new("信息公开日历", "The disclosure calendar"), "What falls due in some days, six months back and ahead unless said, of the funds you read; by day.",
            [
                new("from", ApiParameter.From.Says, null, ApiParameterForm.Day), new("to", ApiParameter.To.Says, null, ApiParameterForm.Day), new("fund", ApiParameter.Fund.Says),
                new("state", new("状态", "state"), null, Words: [.. Enum.GetValues<DisclosureState>().Select(state => ApiJson.WordOf(state))]), .. ApiParameter.Paging,
            ]), ListAsync, Permission.ReadLedger);

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var month = new DateOnly(call.Today.Year, call.Today.Month, 1);
        var (first, last, fund, state) = (call.Day("from") ?? month.AddMonths(-MonthsBack), call.Day("to") ?? month.AddMonths(MonthsAhead + 1).AddDays(-1), call.Text("fund"), call.Word<DisclosureState>("state"));
        if (call.Wrong is { } wrong) return wrong;
        if (DueCalendar.RefusalFor(first, last) is { } refusal) return call.Refused(refusal);
        return call.PageOf((await DisclosureReading.DueAsync(reader, books, new DateSpan(first, last)))
            .Where(work => call.May(Permission.ReadLedger, DisclosureRules.TargetOf(work.Item)) && (fund is null || work.Item.Fund?.Code == fund) && (state is null || work.StateOn(call.Today) == state))
            .Select(work => new DisclosureShown(
                work.Item.Key, work.Item.Rule, work.Item.Name, work.Item.Entity.Code, work.Item.Fund?.Code, work.Item.Covers.First, work.Item.Covers.Last, work.Item.DueOn, work.StateOn(call.Today), work.WasLate,
                [.. work.Versions.Select(version => new DisclosureVersionShown(version.No, version.On, version.Place, version.Address, version.Reason))]))
            .OrderBy(KeyOf, StringComparer.Ordinal), KeyOf);
    });

    private static string KeyOf(DisclosureShown one) => $"{one.DueOn.ToIso()}/{one.Disclosure}";
}

/// <param name="Disclosure">Its key.</param>
/// <param name="Fund">Null where it is of the whole entity.</param>
/// <param name="First">Of the days it tells of.</param>
/// <param name="DueOn">The last day on which it is in time.</param>
public sealed record DisclosureShown(
    string Disclosure, string Rule, Bilingual Name, string Entity, string? Fund, DateOnly First, DateOnly Last, DateOnly DueOn, DisclosureState State, bool WasLate, IReadOnlyList<DisclosureVersionShown> Versions);

/// <param name="Address">Where outside; empty for none.</param>
/// <param name="Reason">Why it corrects the one before.</param>
public sealed record DisclosureVersionShown(int No, DateOnly On, DisclosurePlace Place, string Address, string Reason);
