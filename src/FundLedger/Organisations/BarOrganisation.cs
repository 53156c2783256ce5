using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.Organisations;

/// <param name="To">Last day, included.</param>
/// <param name="Reason">Kept for good: no names of people.</param>
public sealed record NewBar(string Organisation, DateOnly From, DateOnly To, string Reason);

public sealed record OrganisationBarred(long Bar);

/// <summary>Bars an organisation from awards for some time.</summary>
public sealed class BarOrganisation(Database database)
{
    public Task<Outcome<OrganisationBarred>> RunAsync(Asked asked, NewBar bar, CancellationToken stop = default) => database.WriteAsync<OrganisationBarred>(
        asked.For("bar-organisation", OperationField.Of("organisation", bar.Organisation), OperationField.Of("from", bar.From), OperationField.Of("to", bar.To), OperationField.Of("reason", bar.Reason)),
        async tx =>
        {
            if (!(await OrganisationStore.HoldAsync(tx, bar.Organisation)).IsDone(out var organisation, out var unknown)) return unknown;
            return await AddAsync(tx, organisation, bar.From, bar.To, bar.Reason) is var added && added.IsDone(out var id, out var refusal) ? new OrganisationBarred(id) : refusal!;
        }, stop);

    /// <summary>The same inside another operation, such as a clawback that bars.</summary>
    /// <returns>The number of the bar.</returns>
    internal static async Task<Outcome<long>> AddAsync(LedgerTransaction tx, Organisation organisation, DateOnly from, DateOnly to, string reason)
    {
        if (to < from) return Refusal.Of("bar-days", "to", $"禁入截止 {to.ToIso()} 早于开始 {from.ToIso()}。", $"The bar would end on {to.ToIso()}, before it begins ({from.ToIso()}).");
        if (Reasons.RefusalFor(reason) is { } notSaid) return notSaid;
        var id = await OrganisationStore.AddBarAsync(tx, organisation, from, to, reason.Trim());
        await AuditTrail.AddAsync(tx, AuditNote.Done("bar-organisation", "organisation", organisation.Code, $"{id} {from.ToIso()} {to.ToIso()}"));
        return id;
    }
}

/// <param name="Bar">Its number.</param>
public sealed record BarTakenBack(string Organisation, long Bar, string Reason);

public sealed record OrganisationUnbarred(long Bar);

/// <summary>Takes a bar back before its last day. From the day the ledger has people it takes two: then it is proposed.</summary>
public sealed class TakeBackBar(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<BarTakenBack, OrganisationUnbarred> Kind = new("take-back-bar", new("撤销禁入", "Bar taken back"), SubjectAsync, RunAsync) { LeastCheckers = 1 };

    public Task<Outcome<OrganisationUnbarred>> RunAsync(Asked asked, BarTakenBack wanted, CancellationToken stop = default) => database.WriteAsync<OrganisationUnbarred>(
        asked.For("take-back-bar", OperationField.Of("organisation", wanted.Organisation), OperationField.Of("bar", wanted.Bar), OperationField.Of("reason", wanted.Reason)),
        async tx => await Checked.RefusalForAsync(tx, Kind, null) is { } notAlone ? notAlone : await RunAsync(tx, wanted, new Agreed(0, asked.Actor, [])), stop);

    private static async Task<Outcome<OrganisationUnbarred>> RunAsync(LedgerTransaction tx, BarTakenBack wanted, Agreed agreed)
    {
        if (!(await FindAsync(tx, wanted)).IsDone(out var bar, out var refusal)) return refusal;
        await OrganisationStore.EndBarAsync(tx, bar.Id, tx.Today, wanted.Reason.Trim(), agreed.Proposal == 0 ? null : agreed.Proposal);
        await AuditTrail.AddAsync(tx, AuditNote.Done("take-back-bar", "organisation", wanted.Organisation, $"{bar.Id}"));
        return new OrganisationUnbarred(bar.Id);
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, BarTakenBack wanted) => (await FindAsync(tx, wanted)).IsDone(out var bar, out var refusal)
        ? new ProposalSubject("organisation", wanted.Organisation, ProposalSubject.VersionOf(wanted.Organisation, $"{bar.Id}", bar.From.ToIso(), bar.To.ToIso()), Target.WholeLedger) : refusal;

    private static async Task<Outcome<OrganisationBar>> FindAsync(LedgerTransaction tx, BarTakenBack wanted)
    {
        if (!(await OrganisationStore.HoldAsync(tx, wanted.Organisation)).IsDone(out var organisation, out var unknown)) return unknown;
        if (Reasons.RefusalFor(wanted.Reason) is { } notSaid) return notSaid;
        var bar = (await Directory.FactsAsync(tx, organisation)).Bars.FirstOrDefault(held => held.Id == wanted.Bar && held.TakenBack is null && tx.Today <= held.To);
        return bar is null ? Refusal.Of("bar-unknown", "bar", $"{wanted.Organisation} 没有第 {wanted.Bar} 号仍在执行的禁入。", $"{wanted.Organisation} has no bar no. {wanted.Bar} that still stands.") : bar;
    }
}

public sealed record OrganisationMoved(string Code, OrganisationMove Move);

/// <summary>Suspends and resumes an organisation, lets it leave and return.</summary>
public sealed class MoveOrganisation(Database database)
{
    /// <param name="reason">Kept for good: no names of people.</param>
    public Task<Outcome<OrganisationMoved>> RunAsync(Asked asked, string code, OrganisationMove move, DateOnly on, string reason, CancellationToken stop = default) => database.WriteAsync<OrganisationMoved>(
        asked.For("move-organisation", OperationField.Of("code", code), OperationField.Of("move", StoredWords.Word(move)), OperationField.Of("on", on), OperationField.Of("reason", reason)),
        async tx =>
        {
            if (!(await OrganisationStore.HoldAsync(tx, code)).IsDone(out var organisation, out var unknown)) return unknown;
            if (on > tx.Today) return Refusal.Of("date-in-future", "on", $"日期 {on.ToIso()} 晚于今天（{tx.Today.ToIso()}）。", $"{on.ToIso()} is after today ({tx.Today.ToIso()}).");
            if (Reasons.RefusalFor(reason) is { } notSaid) return notSaid;
            var events = (await Directory.FactsAsync(tx, organisation)).Events;
            if (RefusalFor(organisation, events, move, on) is { } notNow) return notNow;
            await OrganisationStore.AddEventAsync(tx, organisation, events.Count + 1, move, on, reason.Trim());
            await AuditTrail.AddAsync(tx, AuditNote.Done("move-organisation", "organisation", code, StoredWords.Word(move)));
            return new OrganisationMoved(code, move);
        }, stop);

    private static Refusal? RefusalFor(Organisation organisation, IReadOnlyList<OrganisationEvent> events, OrganisationMove move, DateOnly on)
    {
        var (one, other) = move is OrganisationMove.Suspended or OrganisationMove.Resumed ? (OrganisationMove.Suspended, OrganisationMove.Resumed) : (OrganisationMove.Left, OrganisationMove.Returned);
        var last = events.LastOrDefault(happened => happened.Kind == one || happened.Kind == other);
        if ((last?.Kind ?? other) == move)
            return Refusal.Of("organisation-move", "move", $"{organisation.Name} 现在不能再“{move.Name().Zh}”。", $"{organisation.Name} cannot be '{move.Name().En.ToLowerInvariant()}' as it stands now.");
        return on < last?.Day ? Refusal.Of("organisation-move", "on", $"{on.ToIso()} 早于上一次变动（{last.Day.ToIso()}）。", $"{on.ToIso()} is before what happened last ({last.Day.ToIso()}).") : null;
    }
}
