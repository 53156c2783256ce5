using FundLedger.People.Accounts;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Filters;

/// <summary>The filters somebody saved for themselves: where they are saved and removed.</summary>
[Needs]
public sealed class IndexModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    public override Part Where => Part.Account;
    public override Bilingual Title => new("我保存的筛选", "My saved filters");

    internal IReadOnlyList<(FilterPage Page, IReadOnlyList<SavedFilter> Filters)> Saved { get; private set; } = [];

    /// <summary>What was to be saved, to be sent again under another name.</summary>
    internal (FilterPage Page, string Query)? Wanted { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key) || FilterPage.Find(Posted("of")) is not { } page) return BadRequest();
        await LoadAsync();
        var (name, by) = (Posted("name"), AskedAs(key!));
        if (step == "remove")
            return Answer(await new SaveFilter(Noting).RemoveAsync(by, page.Code, name, HttpContext.RequestAborted), done => new($"筛选“{done.Name}”已删除。", $"The filter '{done.Name}' is removed."), _ => "/filters");
        if (step != "save") return BadRequest();
        Wanted = (page, page.QueryOf(Posted("query")));
        return Answer(await new SaveFilter(Noting).RunAsync(by, new SavedFilter(page.Code, name, Wanted.Value.Query), HttpContext.RequestAborted), done => new($"筛选“{done.Name}”已保存。", $"The filter '{done.Name}' is saved."), page.PathOf);
    }

    private Task LoadAsync() => ReadAsync(async (reader, _) =>
    {
        var saved = (await SavedFilters.OfAsync(reader, Who.Person.Id)).ToLookup(filter => filter.Page);
        Saved = [.. FilterPage.All.Where(page => saved.Contains(page.Code)).Select(page => (page, (IReadOnlyList<SavedFilter>)[.. saved[page.Code]]))];
    });
}
