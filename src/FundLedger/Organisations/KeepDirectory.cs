using FundLedger.Ledger;
using FundLedger.Outbox;
using FundLedger.People.Trail;

namespace FundLedger.Organisations;

/// <summary>
/// Opens the yearly renewals, reminds of them, and says which qualifications have lapsed. Run it as often, as late and on as many nodes as you like:
/// days follow from the documents, and each stage is given once for the day a qualification ends.
/// </summary>
public sealed class KeepDirectory(Database database)
{
    private static readonly SqlFile Insert = new("organisations/insert_renewal");

    /// <param name="actor">Who keeps it: the schedule.</param>
    /// <returns>The stages that this run gave.</returns>
    public async Task<IReadOnlyList<Renewal>> RunAsync(string actor, DateOnly today, CancellationToken stop = default)
    {
        var (facts, rules, known) = await database.ReadAsync(async reader => (await Directory.AllFactsAsync(reader), await DirectoryRules.LoadAsync(reader), await Directory.RenewalsAsync(reader)), stop);
        var before = known.Select(KeyOf).ToHashSet();
        var given = new List<Renewal>();
        foreach (var renewal in facts.SelectMany(organisation => DueOf(organisation, rules, today)).Where(renewal => !before.Contains(KeyOf(renewal))))
            if (await GiveAsync(new Asked(KeyOf(renewal), actor), renewal, stop) is Outcome<Renewal>.Done { WasDoneBefore: false }) given.Add(renewal);
        return given;
    }

    /// <summary>The stages that a qualification has come to, in their order; a late run gives all that were missed.</summary>
    internal static IEnumerable<Renewal> DueOf(OrganisationFacts facts, DirectoryRules rules, DateOnly today)
    {
        var standing = Standing.On(facts, rules, today);
        if (standing.Status == OrganisationStatus.Left) return [];
        var end = standing.QualifiedUntil ?? Standing.LastQualifiedBefore(facts, rules, today);
        if (end is not { } endsOn || endsOn == DateOnly.MaxValue) return [];
        return new[] { (RenewalStage.Opened, endsOn.AddDays(-rules.OpensBefore)), (RenewalStage.Reminded, endsOn.AddDays(-rules.RemindsBefore)), (RenewalStage.Lapsed, endsOn.AddDays(1)) }
            .Where(stage => stage.Item2 <= today).Select(stage => new Renewal(facts.Organisation.Code, endsOn, stage.Item1, today));
    }

    private static string KeyOf(Renewal renewal) => $"renewal/{renewal.Organisation}/{renewal.EndsOn.ToIso()}/{StoredWords.Word(renewal.Stage)}";

    // Its day is not part of what is asked: a node whose clock is behind asks for the same.
    private Task<Outcome<Renewal>> GiveAsync(Asked asked, Renewal renewal, CancellationToken stop) => database.WriteAsync<Renewal>(
        asked.For("renew-organisation", OperationField.Of("organisation", renewal.Organisation), OperationField.Of("ends-on", renewal.EndsOn), OperationField.Of("stage", StoredWords.Word(renewal.Stage))),
        async tx =>
        {
            if (!(await OrganisationStore.HoldAsync(tx, renewal.Organisation)).IsDone(out var organisation, out var unknown)) return unknown;
            await tx.ExecuteAsync(Insert, new
            {
                organisation_id = organisation.Id,
                ends_on = renewal.EndsOn.ToIso(),
                stage = StoredWords.Word(renewal.Stage),
                day = renewal.Day.ToIso(),
                actor = tx.Operation.Actor,
                recorded_at = tx.RecordedAt,
            });
            await AuditTrail.AddAsync(tx, AuditNote.Done("renew-organisation", "organisation", organisation.Code, $"{StoredWords.Word(renewal.Stage)} {renewal.EndsOn.ToIso()}"));
            await Events.AddAsync(tx, new Happening(EventKind.RenewalDue, organisation.Code)
            {
                Organisation = organisation.Code, Detail = new Dictionary<string, string> { ["stage"] = StoredWords.Word(renewal.Stage), ["endsOn"] = renewal.EndsOn.ToIso() },
            });
            return renewal;
        }, stop);
}
