using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Spaces;

/// <summary>All spaces on one page: what they cost and earned a month, a visit, an hour.</summary>
[Needs(Permission.ReadLedger, Permission.ReadOrganisation)]
public sealed class CompareModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Spaces;
    public override Bilingual Title => new("空间比较", "Spaces compared");

    /// <summary>Of the last period of each rather than of the last twelve months.</summary>
    public bool OfPeriod { get; private set; }

    /// <summary>By currency, those with the lowest self-sufficiency first; without results last.</summary>
    public IReadOnlyList<IGrouping<Currency, (Space Space, SpaceMeasure? Of)>> Groups { get; private set; } = [];

    public Task OnGetAsync([FromQuery] string? of) => ReadAsync(async (reader, books) =>
    {
        OfPeriod = of == "period";
        var terms = await SpaceReading.AllOperatorsAsync(reader);
        var spaces = (await SpaceReading.ListAsync(reader, books)).Where(space => Who.MayRead(books, space, terms[space.Id], Today)).ToList();
        Groups = [.. SpaceFigures.Compare(spaces, await OperatingResults.AcceptedAsync(reader, books)).Select(row => (row.Space, Of: OfPeriod ? row.LastPeriod : row.LastYear))
            .OrderBy(row => row.Of is null).ThenBy(row => row.Of?.Ratio?.Value ?? int.MaxValue).ThenBy(row => row.Space.Code, StringComparer.Ordinal).GroupBy(row => row.Space.Fund.Currency)];
    });
}
