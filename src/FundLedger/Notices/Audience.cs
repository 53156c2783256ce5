using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.Outbox;
using FundLedger.People.Accounts;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;

namespace FundLedger.Notices;

/// <summary>Who is to hear of an event: the one it names, those who may agree, or those whose role it is. Nobody is told of what they did themselves.</summary>
internal sealed class Audience
{
    private readonly LedgerTransaction tx;
    private readonly ILookup<string, Grant> grants;

    private Audience(LedgerTransaction tx, IEnumerable<Grant> grants) => (this.tx, this.grants) = (tx, grants.ToLookup(grant => grant.Person));

    internal static async Task<Audience> LoadAsync(LedgerTransaction tx) => new(tx, await Grants.OfActivePeopleAsync(tx));

    /// <summary>Opaque ids, each once, in one order.</summary>
    internal async Task<IReadOnlyList<string>> OfAsync(OutboxEvent happened)
    {
        if (happened.Person.Length > 0) return await Persons.FindAsync(tx, happened.Person) is { IsActive: true } ? [happened.Person] : [];
        var hear = happened.Kind == EventKind.ApprovalAsked.Code ? await CheckersAsync(happened) : Holders(happened.Organisation.Length == 0 && happened.Kind == EventKind.TranchePaid.Code ? await WithOrganisationAsync(happened) : happened);
        return [.. hear.Where(person => person != happened.Actor).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Whoever would be let agree at this moment, by the rule that the queue of approvals goes by.</summary>
    private async Task<IReadOnlyList<string>> CheckersAsync(OutboxEvent happened)
    {
        if (await Proposals.FindAsync(tx, long.Parse(happened.Subject, System.Globalization.CultureInfo.InvariantCulture)) is not { } proposal || !proposal.IsOpenAt(tx.RecordedAt)) return [];
        var asked = new HashSet<string>();
        foreach (var approver in HoldersOf(Permission.Approve, proposal.Where))
        {
            asked.Add(approver);
            asked.UnionWith((await Delegations.OfAsync(tx, approver)).Where(delegation => delegation.From == approver && delegation.HoldsOn(tx.Today)).Select(delegation => delegation.To));
        }

        var may = new List<string>();
        foreach (var person in asked)
            if ((await ApprovalQueue.MayDecideAsAsync(tx, proposal, person, tx.RecordedAt)).Count > 0) may.Add(person);
        return may;
    }

    /// <summary>What the bank paid is told by the payment, which does not know whose it is.</summary>
    private async Task<OutboxEvent> WithOrganisationAsync(OutboxEvent happened) =>
        happened with { Organisation = (await AwardReading.FindAsync(tx, await Books.OfAsync(tx), happened.Subject))?.Organisation ?? "" };

    private IEnumerable<string> Holders(OutboxEvent happened)
    {
        var books = new Target(Code(happened.Entity), Code(happened.Fund));
        var organisation = new Target(Organisation: Code(happened.Organisation));
        return happened.Kind switch
        {
            "application.returned" or "application.declined" or "award.decided" or "tranche.paid" or "report.returned" or "result.returned" or "clawback.claimed" or "revenue-return.due" or "renewal.due" =>
                organisation.Organisation is null ? [] : [.. HoldersOf(Permission.EditOrganisation, organisation), .. HoldersOf(Permission.CertifyOrganisation, organisation)],
            "query.asked" or "disclosure.due" => HoldersOf(Permission.RecordMoney, books),
            "query.answered" => HoldersOf(Permission.Audit, books),
            "verification.failed" => HoldersOf(Permission.ReadTrail, Target.WholeLedger),
            "jobs.failing" => HoldersOf(Permission.Operate, Target.WholeLedger),
            "webhook.given-up" => HoldersOf(Permission.ManageSettings, Target.WholeLedger),
            _ => [],
        };
    }

    private IEnumerable<string> HoldersOf(Permission act, Target target) => grants.Where(held => Authority.MayDo(held, act, target, tx.Today)).Select(held => held.Key);

    private static string? Code(string code) => code.Length > 0 ? code : null;
}
