using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages;

/// <summary>What the search box found, group by group.</summary>
[Needs(Permission.ReadLedger, Everywhere = true)]
public sealed class SearchModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int MostShown = 10;
    private const int LongestText = 100;

    public override Part Where => Part.None;
    public override Bilingual Title => new("查找", "Search");

    public SearchResult Result { get; private set; } = null!;

    public Task OnGetAsync(string? q) => ReadAsync(async (reader, books) =>
        Result = await Search.RunAsync(reader, books, SearchQuery.Of(q is { Length: > LongestText } ? q[..LongestText] : q, Today), MostShown));
}
