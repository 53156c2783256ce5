using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Programmes;
using FundLedger.Spaces;

namespace FundLedger.Blueprints;

/// <summary>Five years of a space as they are to be planned, or planned again.</summary>
/// <param name="Version">How many versions there are: one that came in between makes this void.</param>
/// <param name="Years">From the first year it speaks for; the years before stay as they were.</param>
public sealed record NewBlueprint(string Space, int Version, IReadOnlyList<BlueprintYear> Years, string Reason);

public sealed record BlueprintPlanned(string Space, int Version, int From);

/// <summary>Plans the next five years of a space, once and then again each year. It commits no money: the year of a taper plan does, or an award.</summary>
public sealed class PlanBlueprint(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<NewBlueprint, BlueprintPlanned> Kind = new("plan-blueprint", new("排定五年蓝图", "Plan a five-year blueprint"), SubjectAsync, RunAsync) { LeastCheckers = 1 };

    public Task<Outcome<BlueprintPlanned>> RunAsync(Asked asked, NewBlueprint wanted, CancellationToken stop = default) => database.WriteAsync<BlueprintPlanned>(
        asked.For("plan-blueprint", OperationField.Of("blueprint", GrantJson.Write(wanted))),
        async tx => await Checked.RefusalForAsync(tx, Kind, null) is { } notAlone ? notAlone : await RunAsync(tx, wanted, new Agreed(0, asked.Actor, [])), stop);

    private static async Task<Outcome<BlueprintPlanned>> RunAsync(LedgerTransaction tx, NewBlueprint wanted, Agreed agreed)
    {
        if (!(await FindAsync(tx, wanted)).IsDone(out var space, out var refusal)) return refusal;
        var version = new BlueprintVersion(
            wanted.Version + 1, [.. wanted.Years.Select(year => year with { Aim = year.Aim.Trim().ToNfc() })], wanted.Reason.Trim().ToNfc(), tx.Today, agreed.Maker, agreed.Proposal == 0 ? null : agreed.Proposal);
        await BlueprintStore.InsertAsync(tx, space, version);
        await AuditTrail.AddAsync(tx, AuditNote.Done("plan-blueprint", "space", space.Code, $"{version.From} version {version.No}"));
        return new BlueprintPlanned(space.Code, version.No, version.From);
    }

    private static async Task<Outcome<Space>> FindAsync(LedgerTransaction tx, NewBlueprint wanted)
    {
        if (!(await SpaceStore.HoldAsync(tx, wanted.Space)).IsDone(out var space, out var refusal)) return refusal;
        if (space.ClosedOn is not null) return SpaceRules.Closed(space);
        var versions = (await BlueprintStore.VersionsAsync(tx, _ => space.Fund.Currency, space.Id))[space.Id].ToList();
        if (wanted.Version != versions.Count)
            return Refusal.Of("blueprint-changed", "version", $"{space.Code} 的五年蓝图已是第 {versions.Count} 版，请按最新版重新提出。", $"The blueprint of {space.Code} is at version {versions.Count} by now: plan again from that.");
        return BlueprintRules.RefusalFor(space, versions.LastOrDefault(), wanted, tx.Today) is { } wrong ? wrong : space;
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, NewBlueprint wanted)
    {
        if (!(await FindAsync(tx, wanted)).IsDone(out var space, out var refusal)) return refusal;
        return new ProposalSubject("space", space.Code, ProposalSubject.VersionOf([space.Code, $"{wanted.Version}"]), Target.Of(space.Fund, await Books.OfAsync(tx)));
    }
}
