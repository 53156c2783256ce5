using FundLedger.Ledger;

namespace FundLedger.Spaces;

/// <summary>What spaces reported, as it is stored.</summary>
public static class OperatingResults
{
    /// <summary>Every version, by period and version.</summary>
    public static Task<IReadOnlyList<OperatingResult>> OfAsync(LedgerReader reader, Books books, Space space) => SpaceStore.ResultsAsync(reader, _ => space.Fund.Currency, space.Id);

    /// <summary>The same of all spaces, by the space's id.</summary>
    /// <param name="spaces">All there are.</param>
    public static async Task<ILookup<long, OperatingResult>> AllAsync(LedgerReader reader, IReadOnlyList<Space> spaces)
    {
        var currencies = spaces.ToDictionary(space => space.Id, space => space.Fund.Currency);
        return (await SpaceStore.ResultsAsync(reader, id => currencies[id])).ToLookup(result => result.Figures.SpaceId);
    }

    /// <summary>The newest accepted version of each period of every space, by the space's id and in the order of the periods.</summary>
    public static Task<ILookup<long, ResultFigures>> AcceptedAsync(LedgerReader reader, Books books) => SpaceStore.AcceptedAsync(reader, books);

    /// <summary>The newest accepted version of each period, of every version of one space's results.</summary>
    public static IReadOnlyList<ResultFigures> Accepted(IEnumerable<OperatingResult> results) =>
        [.. results.Where(result => result.Decision == ResultDecision.Accepted).GroupBy(result => (result.Figures.First, result.Figures.Last))
            .Select(versions => versions.MaxBy(result => result.Figures.Version)!.Figures).OrderBy(figures => figures.First)];
}
