using FundLedger.People.Accounts;
using FundLedger.Values;
using FundLedger.Web.Pages.Trail;

namespace FundLedger.Web.Pages.Filters;

/// <summary>A page whose table is narrowed by its address, and what of the address may be kept under a name: codes, days and amounts. Words are not, since they are mostly somebody's name.</summary>
internal sealed record FilterPage(string Code, string Path, Bilingual Name, IReadOnlyList<string> Parameters)
{
    internal const int LongestValue = 100;

    internal static readonly IReadOnlyList<FilterPage> All =
    [
        new("entries", "/entries", new("分录", "Entries"), ["fund", "kind", "from", "to", "least", "most"]),
        new("work", "/work", new("等我办", "Waiting for me"), ["kind"]),
        new("due", "/calendar/due", new("到期日历", "What falls due"), ["from", "to"]),
        new("awards", "/awards", new("立项", "Awards"), ["stage", "round"]),
        new("applications", "/applications", new("申请", "Applications"), ["status", "round"]),
        new("organisations", "/organisations", new("机构", "Organisations"), ["status"]),
        new("donors", "/donors", new("捐赠人", "Donors"), ["kind"]),
        new("payments", "/payments", new("付款文件", "Payment files"), ["state"]),
        new("trail", "/trail", new("审计轨迹", "Trail"), TrailQuestion.Fields),
    ];

    internal static FilterPage? Find(string? code) => All.FirstOrDefault(page => page.Code == code);

    /// <summary>What of an address may be kept: the page's own parameters that say something, in their order. Empty where there is none.</summary>
    internal string QueryOf(IQueryCollection query) => QueryString.Create(
        from name in Parameters
        let value = ((string?)query[name] ?? "").Trim()
        where value.Length is > 0 and <= LongestValue && !value.Any(char.IsControl)
        select KeyValuePair.Create(name, (string?)value)).ToUriComponent().TrimStart('?');

    /// <summary>The same of a query that somebody sent.</summary>
    internal string QueryOf(string sent) => QueryOf(new QueryCollection(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(sent)));

    internal string PathOf(SavedFilter filter) => $"{Path}?{filter.Query}";
}

/// <summary>What somebody saved for a page, and what stands in its address now.</summary>
/// <param name="Now">Empty where nothing is filtered that may be kept.</param>
internal sealed record SavedFiltersShown(FilterPage Page, IReadOnlyList<SavedFilter> Filters, string Now, Language Language)
{
    /// <summary>What is filtered now was saved before.</summary>
    internal SavedFilter? Current => Filters.FirstOrDefault(filter => filter.Query == Now);

    internal string In(string zh, string en) => new Bilingual(zh, en).In(Language);
}
