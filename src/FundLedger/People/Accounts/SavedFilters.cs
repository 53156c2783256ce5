using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.People.Accounts;

/// <summary>What somebody wants to find again in a table.</summary>
/// <param name="Page">The program's own name of the page.</param>
/// <param name="Query">Its parameters, as they stand in the address, without the question mark.</param>
public sealed record SavedFilter(string Page, string Name, string Query);

/// <summary>Filters that people saved for themselves.</summary>
public static class SavedFilters
{
    /// <summary>On one page.</summary>
    public const int Most = 20;

    public const int LongestPage = 40;
    public static readonly KeptText Name = new(new("筛选名称", "filter's name"), 60, IsCode: true);
    public static readonly KeptText Query = new(new("筛选条件", "filter"), 1_000, IsCode: false);

    private static readonly SqlFile List = new("people/list_saved_filters");

    /// <summary>A person's, by page and name.</summary>
    public static async Task<IReadOnlyList<SavedFilter>> OfAsync(LedgerReader reader, string person) => [.. (await reader.QueryAsync<Row>(List, new { person_id = person })).Select(row => new SavedFilter(row.Page, row.Name, row.Query))];

    private sealed record Row
    {
        public string Page { get; init; } = "";
        public string Name { get; init; } = "";
        public string Query { get; init; } = "";
    }
}

/// <summary>Saves a filter under a name, for oneself; what had this name is replaced.</summary>
public sealed class SaveFilter(Database database)
{
    private static readonly SqlFile Insert = new("people/insert_saved_filter");
    private static readonly SqlFile Delete = new("people/delete_saved_filter");

    public Task<Outcome<SavedFilter>> RunAsync(Asked asked, SavedFilter filter, CancellationToken stop = default) => database.WriteAsync<SavedFilter>(
        asked.For("save-filter", OperationField.Of("page", filter.Page), OperationField.Personal("name", filter.Name), OperationField.Personal("query", filter.Query)),
        async tx =>
        {
            var kept = filter with { Name = filter.Name.Trim().ToNfc() };
            if (kept.Name.Length == 0) return Refusal.Of("filter-name", "name", "请给这个筛选起个名字。", "Give the filter a name.");
            if (SavedFilters.Name.RefusalFor(kept.Name, "name") is { } badName) return badName;
            if (kept.Query.Length == 0) return Refusal.Of("filter-empty", "query", "现在没有筛选条件。请先筛选，再保存。", "Nothing is filtered now. Filter first, then save.");
            if (SavedFilters.Query.RefusalFor(kept.Query, "query") is { } tooLong) return tooLong;
            await tx.ExecuteAsync(Delete, new { person_id = asked.Actor, page = kept.Page, name = kept.Name });
            if ((await SavedFilters.OfAsync(tx, asked.Actor)).Count(known => known.Page == kept.Page) >= SavedFilters.Most)
                return Refusal.Of("filter-many", "name", $"每个页面最多保存 {SavedFilters.Most} 个筛选。请先删除不用的。", $"At most {SavedFilters.Most} filters are kept for a page. Remove one first.");
            await tx.ExecuteAsync(Insert, new { person_id = asked.Actor, page = kept.Page, name = kept.Name, query = kept.Query, saved_at = tx.RecordedAt });
            return kept;
        }, stop);

    public Task<Outcome<SavedFilter>> RemoveAsync(Asked asked, string page, string name, CancellationToken stop = default) => database.WriteAsync<SavedFilter>(
        asked.For("remove-filter", OperationField.Of("page", page), OperationField.Personal("name", name)),
        async tx => await tx.ExecuteAsync(Delete, new { person_id = asked.Actor, page, name }) > 0 ? new SavedFilter(page, name, "") : Refusal.Of("filter-unknown", "name", "没有这个筛选，可能已删除。", "There is no such filter; it may have been removed."), stop);
}
