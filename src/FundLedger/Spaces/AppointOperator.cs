using FundLedger.Organisations;
using FundLedger.People.Trail;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Spaces;

/// <param name="Organisation">Code of an organisation of the directory.</param>
/// <param name="Host">The person people meet there (主理人), erasable; null where none is named.</param>
/// <param name="Until">The last day agreed; null without an end.</param>
/// <param name="Terms">What was agreed, in a few words; no names of people.</param>
public sealed record NewOperator(string Space, string Organisation, DateOnly From, DateOnly? Until = null, string Terms = "", string? Host = null);

public sealed record OperatorAppointed(string Space, int No);

/// <summary>Says who runs a space from a day on: one organisation at a time.</summary>
public sealed class AppointOperator(Database database)
{
    private static readonly SqlFile Insert = new("spaces/insert_operator");

    public Task<Outcome<OperatorAppointed>> RunAsync(Asked asked, NewOperator wanted, CancellationToken stop = default) => database.WriteAsync<OperatorAppointed>(
        asked.For("appoint-operator", OperationField.Of("space", wanted.Space), OperationField.Of("organisation", wanted.Organisation), OperationField.Of("from", wanted.From), OperationField.Of("until", wanted.Until?.ToIso()),
            OperationField.Of("terms", wanted.Terms), OperationField.Personal("host", wanted.Host)),
        async tx =>
        {
            if (!(await SpaceStore.HoldAsync(tx, wanted.Space)).IsDone(out var space, out var refusal)) return refusal;
            if (space.ClosedOn is not null) return SpaceRules.Closed(space);
            if (await Directory.FindAsync(tx, wanted.Organisation) is not { } organisation)
                return Refusal.Of("organisation-unknown", "organisation", $"目录中没有代码为“{wanted.Organisation}”的机构。", $"There is no organisation of the code '{wanted.Organisation}' in the directory.");
            if ((await Directory.StandingAsync(tx, organisation, tx.Today)).Status is OrganisationStatus.Left or OrganisationStatus.Barred or OrganisationStatus.Suspended)
                return Refusal.Of("organisation-not-active", "organisation", $"{organisation.Name} 已退出目录、被禁入或暂停，不能运营空间。", $"{organisation.Name} has left the directory, is barred or suspended, and runs no space.");
            if (RefusalFor(space, wanted, tx.Today) is { } wrong) return wrong;
            var terms = (await SpaceStore.OperatorsAsync(tx, space.Id))[space.Id].ToList();
            if (terms.FirstOrDefault(term => term.Operator.EndedOn is { } ended && ended >= wanted.From) is { } earlier)
                return Refusal.Of("operator-days", "from", $"{earlier.Operator.OrganisationName} 运营至 {earlier.Operator.EndedOn!.Value.ToIso()}，新的运营方须在其后开始。", $"{earlier.Operator.OrganisationName} ran it until {earlier.Operator.EndedOn!.Value.ToIso()}; the next one begins after that day.");
            await tx.ExecuteAsync(Insert, new
            {
                space_id = space.Id, term_no = terms.Count + 1L, organisation_id = organisation.Id, host = string.IsNullOrWhiteSpace(wanted.Host) ? null : wanted.Host.Trim(), first_day = wanted.From.ToIso(),
                until_day = wanted.Until?.ToIso(), terms = wanted.Terms.Trim(), actor = tx.Operation.Actor, recorded_at = tx.RecordedAt,
            });
            await AuditTrail.AddAsync(tx, AuditNote.Done("appoint-operator", "space", space.Code, $"{terms.Count + 1} {organisation.Code}"));
            return new OperatorAppointed(space.Code, terms.Count + 1);
        }, stop);

    private static Refusal? RefusalFor(Space space, NewOperator wanted, DateOnly today)
    {
        if (space.Operator is { } running)
            return Refusal.Of("operator-known", "organisation", $"{space.Code} 现由 {running.OrganisationName} 运营（第 {running.No} 任）。请先结束其任期。", $"{space.Code} is run by {running.OrganisationName} (term {running.No}). End that term first.");
        if (SpaceRules.RefusalForPast(wanted.From, today, "from") is { } tooEarly) return tooEarly;
        if (wanted.Until < wanted.From) return Refusal.Of("operator-until", "until", "约定的最后一日不能早于开始日。", "The last day agreed is not before the first.");
        return KeptText.PersonName.RefusalFor(wanted.Host?.Trim(), "host") ?? KeptText.Reason.RefusalFor(wanted.Terms.Trim(), "terms");
    }
}

public sealed record OperatorEnded(string Space, int No, DateOnly On);

/// <summary>Ends the term of whoever runs a space.</summary>
public sealed class EndOperator(Database database)
{
    private static readonly SqlFile End = new("spaces/end_operator");

    /// <param name="on">The last day it runs the space.</param>
    public Task<Outcome<OperatorEnded>> RunAsync(Asked asked, string space, DateOnly on, string reason, CancellationToken stop = default) => database.WriteAsync<OperatorEnded>(
        asked.For("end-operator", OperationField.Of("space", space), OperationField.Of("on", on), OperationField.Of("reason", reason)),
        async tx =>
        {
            if (!(await SpaceStore.HoldAsync(tx, space)).IsDone(out var held, out var refusal)) return refusal;
            if (held.Operator is not { } running) return Refusal.Of("operator-none", "space", $"{space} 现在没有运营方。", $"Nobody runs {space} now.");
            if ((SpaceRules.RefusalForPast(on, tx.Today, "on") ?? SpaceRules.RefusalForReason(reason)) is { } badInput) return badInput;
            if (await EndAsync(tx, held, running, on, reason.Trim()) is { } notEnded) return notEnded;
            await AuditTrail.AddAsync(tx, AuditNote.Done("end-operator", "space", space, $"{running.No} {on.ToIso()}"));
            return new OperatorEnded(space, running.No, on);
        }, stop);

    internal static async Task<Refusal?> EndAsync(LedgerTransaction tx, Space space, SpaceOperator running, DateOnly on, string reason)
    {
        if (on < running.From)
            return Refusal.Of("operator-days", "on", $"{running.OrganisationName} 自 {running.From.ToIso()} 起运营，结束日不能更早。", $"{running.OrganisationName} runs it from {running.From.ToIso()}; the term does not end before.");
        await tx.ExecuteAsync(End, new { ended_on = on.ToIso(), end_reason = reason, space_id = space.Id });
        return null;
    }
}

public sealed record HostErased(string Space, int No);

/// <summary>Removes the name of the person people meet in a space for good; the term stands.</summary>
public sealed class EraseHost(Database database)
{
    private static readonly SqlFile Erase = new("spaces/erase_host");

    public Task<Outcome<HostErased>> RunAsync(Asked asked, string space, int term, CancellationToken stop = default) => database.WriteAsync<HostErased>(
        asked.For("erase-host", OperationField.Of("space", space), OperationField.Of("term", term)) with { Erases = true },
        async tx =>
        {
            if (!(await SpaceStore.HoldAsync(tx, space)).IsDone(out var held, out var refusal)) return refusal;
            if (await tx.ExecuteAsync(Erase, new { space_id = held.Id, term_no = (long)term }) == 0)
                return Refusal.Of("host-unknown", "term", $"{space} 的第 {term} 任没有主理人姓名，或已擦除。", $"Term {term} of {space} names no host, or the name is erased.");
            await AuditTrail.AddAsync(tx, AuditNote.Done("erase-host", "space", space, $"{term}"));
            return new HostErased(space, term);
        }, stop);
}
