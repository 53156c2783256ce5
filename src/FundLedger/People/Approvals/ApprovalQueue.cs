using FundLedger.People.Accounts;
using FundLedger.People.Roles;

namespace FundLedger.People.Approvals;

/// <summary>A proposal that somebody may decide on now.</summary>
/// <param name="As">In whose stead they may: themself where the right is their own, then those who delegated theirs.</param>
public sealed record Waiting(Proposal Proposal, IReadOnlyList<string> As);

/// <summary>What waits for whom.</summary>
public static class ApprovalQueue
{
    private const int AtOnce = 200;

    /// <summary>What waits for this person, oldest first: what they would be let decide if they did at this moment.</summary>
    /// <param name="moment">Now, in microseconds.</param>
    public static async Task<IReadOnlyList<Waiting>> OfAsync(LedgerReader reader, string person, long moment)
    {
        var day = Moments.DayInShanghai(moment);
        var deciders = await DecidersAsync(reader, person, day);
        if (!deciders.Any(decider => Authority.MayDoSomewhere(decider.Grants, Permission.Approve, day))) return [];
        var decisions = await Proposals.OpenDecisionsAsync(reader);
        return [.. from proposal in await OpenAsync(reader, moment)
            let may = MayDecideAs(proposal, [.. decisions[proposal.Id]], person, deciders, moment)
            where may.Count > 0
            select new Waiting(proposal, may)];
    }

    /// <summary>In whose stead this person may decide on it at this moment; nobody's where they may not.</summary>
    public static async Task<IReadOnlyList<string>> MayDecideAsAsync(LedgerReader reader, Proposal proposal, string person, long moment) => MayDecideAs(
        proposal, await Proposals.DecisionsAsync(reader, proposal.Id), person, await DecidersAsync(reader, person, Moments.DayInShanghai(moment)), moment);

    /// <summary>Everything that waits for somebody and has not expired, oldest first.</summary>
    internal static async Task<IReadOnlyList<Proposal>> OpenAsync(LedgerReader reader, long moment)
    {
        var open = new List<Proposal>();
        long? before = null;
        while (await Proposals.PageAsync(reader, ProposalStatus.Open, AtOnce, before) is [.., var last] page)
        {
            open.AddRange(page.Where(proposal => proposal.IsOpenAt(moment)));
            before = last.Id;
        }

        open.Reverse();
        return open;
    }

    private static List<string> MayDecideAs(Proposal proposal, IReadOnlyList<ProposalDecision> earlier, string person, IReadOnlyList<(string Person, IReadOnlyList<Grant> Grants)> deciders, long moment) =>
        [.. from decider in deciders
            where Authority.MayDo(decider.Grants, Permission.Approve, proposal.Where, Moments.DayInShanghai(moment))
                && DecideProposal.RefusalFor(proposal, earlier, new ProposalDecision(person, decider.Person, IsApproval: true, proposal.ContentHash, moment)) is null
            select decider.Person];

    /// <summary>The person and whoever delegated to them for this day, all of them active.</summary>
    private static async Task<IReadOnlyList<(string Person, IReadOnlyList<Grant> Grants)>> DecidersAsync(LedgerReader reader, string person, DateOnly day)
    {
        if (await Persons.FindAsync(reader, person) is not { IsActive: true }) return [];
        var deciders = new List<(string, IReadOnlyList<Grant>)> { (person, await Grants.OfAsync(reader, person)) };
        var delegators = (await Delegations.OfAsync(reader, person)).Where(delegation => delegation.To == person && delegation.HoldsOn(day)).Select(delegation => delegation.From);
        foreach (var from in delegators.Distinct())
            if (await Persons.FindAsync(reader, from) is { IsActive: true }) deciders.Add((from, await Grants.OfAsync(reader, from)));
        return deciders;
    }
}
