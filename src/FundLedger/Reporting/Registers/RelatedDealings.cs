using FundLedger.Awards;
using FundLedger.Matching;
using FundLedger.Organisations;
using FundLedger.Taper;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Reporting.Registers;

/// <summary>Finds what was agreed with organisations in which a related party of the entity stands: by equal keys of names, so that nobody has to be shown.</summary>
internal static class RelatedDealings
{
    private static readonly Bilingual Itself = new("机构本身", "the organisation itself");
    private static readonly Bilingual Award = new("立项", "Award");
    private static readonly Bilingual Support = new("渐进撤出支持", "Taper support");

    /// <summary>Staff decide nothing; those who represent, head, direct or supervise an organisation do, and whoever is entered as close to them.</summary>
    private static bool IsInsider(PersonRelation relation) => relation != PersonRelation.Staff;

    internal static async Task<IReadOnlyList<RelatedDealing>> OfAsync(RegisterScope scope)
    {
        var (_, book) = await MatchingReading.LoadAsync(scope.Reader);
        var parties = book.Relations.Where(party => party.EntityId == scope.Entity.Id && party.DonorName is not null && party.First <= scope.Span.Last && !(party.Last < scope.Span.First)).ToList();
        if (parties.Count == 0) return [];
        var (dealings, found) = (await AgreedAsync(scope), new List<RelatedDealing>());
        var byOrganisation = dealings.ToLookup(dealing => dealing.Organisation, StringComparer.Ordinal);
        foreach (var party in parties)
        {
            found.AddRange(dealings.Where(dealing => Bare(dealing.Name) == Bare(party.DonorName!) && party.First <= dealing.On && !(party.Last < dealing.On)).Select(dealing => dealing.Listed(party.Id, "", Itself)));
            foreach (var same in (await RelatedPersons.FindAsync(scope.Reader, party.DonorName, null, null)).Where(same => IsInsider(same.Relation) && byOrganisation.Contains(same.Code)))
            {
                var person = (await Directory.PersonsAsync(scope.Reader, (await Directory.FindAsync(scope.Reader, same.Code))!)).Single(known => known.No == same.Person);
                found.AddRange(byOrganisation[same.Code].Where(dealing => Stood(dealing.On, party.First, party.Last) && Stood(dealing.On, person.Since, person.Until)).Select(dealing => dealing.Listed(party.Id, person.MaskedName, person.Relation.Name())));
            }
        }

        return [.. found.Distinct().OrderBy(dealing => dealing.On).ThenBy(dealing => dealing.Number, StringComparer.Ordinal).ThenBy(dealing => dealing.Party)];
    }

    private static bool Stood(DateOnly day, DateOnly? since, DateOnly? until) => !(since > day) && !(until < day);

    private static string Bare(string name) => string.Concat(name.Where(letter => !char.IsWhiteSpace(letter)));

    /// <summary>Agreed in the days of the report, from these funds.</summary>
    private static async Task<IReadOnlyList<Agreed>> AgreedAsync(RegisterScope scope)
    {
        var agreed = new List<Agreed>();
        foreach (var award in (await AwardReading.ListAsync(scope.Reader, scope.Books)).Where(award => scope.Funds.Contains(award.Fund) && scope.Span.Contains(award.DecidedOn)))
        {
            var tranches = await AwardReading.AtWorkAsync(scope.Reader, scope.Books, award, scope.Span.Last);
            agreed.Add(new Agreed(award.Organisation, award.OrganisationName, Award, award.Number, award.Fund.Code, award.DecidedOn, award.Amount, tranches.Aggregate(scope.M(0), (sum, work) => sum + work.Tranche.Paid)));
        }

        foreach (var (plan, periods) in (await TaperReading.AtWorkAsync(scope.Reader, scope.Books, scope.Span.Last)).Where(one => scope.Funds.Contains(one.Plan.Fund) && scope.Span.Contains(one.Plan.AgreedOn)))
            agreed.Add(new Agreed(
                plan.Organisation, (await Directory.FindAsync(scope.Reader, plan.Organisation))?.Name ?? plan.Organisation, Support, plan.Number, plan.Fund.Code, plan.AgreedOn,
                periods.Aggregate(scope.M(0), (sum, period) => sum + period.Period.Support), periods.Aggregate(scope.M(0), (sum, period) => sum + period.Paid)));
        return agreed;
    }

    private sealed record Agreed(string Organisation, string Name, Bilingual What, string Number, string Fund, DateOnly On, Money Amount, Money Paid)
    {
        internal RelatedDealing Listed(long party, string person, Bilingual @as) => new(party, Organisation, Name, person, @as, What, Number, Fund, On, Amount, Paid);
    }
}
