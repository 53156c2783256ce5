using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages;

/// <summary>What the search box found, group by group, as far as whoever asks may read it.</summary>
[Needs(Permission.ReadLedger, Permission.ReadOrganisation)]
public sealed class SearchModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int MostShown = 10;
    private const int LongestText = 100;

    public override Part Where => Part.None;
    public override Bilingual Title => new("查找", "Search");

    public SearchResult Result { get; private set; } = null!;

    /// <summary>What has a number or name of its own beside entries, by kind.</summary>
    public IReadOnlyList<(Bilingual Kind, IReadOnlyList<FoundThing> Found)> Things { get; private set; } = [];

    public bool SeesAll => MayEverywhere(Permission.ReadLedger);

    public Task OnGetAsync(string? q) => ReadAsync(async (reader, books) =>
    {
        var query = SearchQuery.Of(q is { Length: > LongestText } ? q[..LongestText] : q, Today);
        Result = SeesAll ? await Search.RunAsync(reader, books, query, MostShown) : await Search.WithinAsync(reader, books, query, MostShown, fund => May(Permission.ReadLedger, books.TargetOf(fund)));
        Things = await ThingSearch.RunAsync(this, reader, books, query.Text, MostShown);
    });
}
