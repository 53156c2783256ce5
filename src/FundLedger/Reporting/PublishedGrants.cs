using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.Programmes;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Reporting;

/// <summary>A grant to an organisation as it is told to everybody: nothing in it is about a person.</summary>
/// <param name="CreditCode">Of the organisation; null where it has none.</param>
/// <param name="Disbursed">Paid so far, less what the bank brought back.</param>
/// <param name="IsFromOpenCall">It was asked for in a round that anybody could answer.</param>
/// <param name="ChangedAt">When it was last decided about, in microseconds since 1970-01-01 UTC.</param>
public sealed record PublishedGrant(
    string Number, string Title, Bilingual Programme, string ProgrammeCode, Entity Funder, string OrganisationCode, string Organisation, string? CreditCode, Money Awarded, Money Disbursed, DateOnly DecidedOn, DateSpan Days,
    IReadOnlyList<string> BudgetLines, bool IsFromOpenCall, long ChangedAt);

/// <summary>Reads the grants that were agreed to: awards that were signed, whatever became of them since.</summary>
public static class PublishedGrants
{
    private static readonly Refusal None = Refusal.Of("no-grants", "fund", "没有已签约的资助可以公布。", "There is no signed grant to publish.");

    /// <param name="fundCode">A fund, with those below it; null for all.</param>
    /// <param name="year">Of the decision; null for all.</param>
    /// <param name="mayPublish">Whose grants are wanted; null for those of every fund.</param>
    /// <returns>By number.</returns>
    public static async Task<Outcome<IReadOnlyList<PublishedGrant>>> OfAsync(LedgerReader reader, string? fundCode, int? year, Func<Books, Fund, bool>? mayPublish = null)
    {
        var books = await Books.LoadAsync(reader);
        var funds = books.Funds.ToHashSet();
        if (fundCode is not null)
        {
            if (!books.Fund(fundCode).IsDone(out var top, out var refusal)) return mayPublish is null ? refusal : None; // what is another's looks like what is not there
            funds = [.. FundTree.From(top, books.Funds).Select(placed => placed.Fund)];
        }

        if (mayPublish is not null) funds.RemoveWhere(fund => !mayPublish(books, fund));
        var awards = (await AwardReading.ListAsync(reader, books)).Where(award => funds.Contains(award.Fund) && award.SignedVersion > 0 && (year is null || award.DecidedOn.Year == year)).OrderBy(award => award.Number, StringComparer.Ordinal).ToList();
        if (awards.Count == 0) return None;
        var programmes = (await GrantReading.ProgrammesAsync(reader, books)).ToDictionary(programme => programme.Code);
        var codes = (await Directory.ListAsync(reader)).ToDictionary(known => known.Code, known => known.CreditCode);
        var tranches = (await AwardReading.TranchesAsync(reader)).ToLookup(tranche => tranche.Award);
        var grants = new List<PublishedGrant>();
        foreach (var award in awards)
        {
            var last = (await AwardReading.VersionsAsync(reader, award)).MaxBy(version => version.Number)!;
            grants.Add(new PublishedGrant(
                award.Number, award.Terms.Title, programmes[award.Programme].Name, award.Programme, books.Entity(award.Fund.EntityId), award.Organisation, award.OrganisationName, codes.GetValueOrDefault(award.Organisation), award.Amount,
                tranches[award.Number].Aggregate(Money.Zero(award.Amount.Currency), (sum, tranche) => sum + tranche.Paid), award.DecidedOn, new DateSpan(award.Terms.Starts, award.Terms.Ends),
                [.. award.Terms.Budget.Select(line => line.Name)], award.Round is not null, last.RecordedAt));
        }

        return grants;
    }
}
