using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.People.Approvals;

/// <summary>Other tiers for a kind, in place of all it has, from a day on.</summary>
/// <param name="ForKind">Code of the kind.</param>
public sealed record NewTiers(string ForKind, DateOnly ValidFrom, IReadOnlyList<ApprovalTier> Tiers);

public sealed record TiersSet(string ForKind, long Set);

/// <summary>Changing how many must check is itself proposed. As soon as anybody else may check, it takes two people, whatever is set.</summary>
public static class ApprovalSettings
{
    private const int MostTiers = 20;

    public static readonly ProposalKind<NewTiers, TiersSet> Kind = new("approval-tiers", new("复核规则变更", "Change of approval rules"), SubjectAsync, RunAsync)
    {
        Proposing = Permission.ManageSettings,
        Demands = async tx => await MayAnybodyElseCheckAsync(tx) ? 1 : 0,
        AloneByDefault = true,
    };

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, NewTiers asked)
    {
        if (RefusalFor(asked, tx.Today) is { } refusal) return refusal;
        var standing = await ApprovalTiers.OnAsync(tx, asked.ForKind, asked.ValidFrom);
        return new ProposalSubject("approval-tiers", asked.ForKind, ProposalSubject.VersionOf(standing.Select(tier => $"{tier.From} {tier.Checkers}")), Target.WholeLedger);
    }

    private static async Task<Outcome<TiersSet>> RunAsync(LedgerTransaction tx, NewTiers asked, Agreed agreed)
    {
        if (RefusalFor(asked, asked.ValidFrom) is { } refusal) return refusal;
        var set = await ApprovalTiers.AddAsync(tx, asked.ForKind, asked.ValidFrom, asked.Tiers);
        await AuditTrail.AddAsync(tx, AuditNote.Done("set-approval-tiers", "approval-tiers", set, asked.ForKind));
        return new TiersSet(asked.ForKind, set);
    }

    private static Refusal? RefusalFor(NewTiers asked, DateOnly today)
    {
        if (asked.ForKind.Length == 0)
            return Refusal.Of("kind-unknown", "kind", "请选择事项种类。", "Choose what it is for.");
        if (KeptText.ActKind.RefusalFor(asked.ForKind, "kind") is { } badKind) return badKind;
        if (asked.ValidFrom < today)
            return Refusal.Of("date-in-past", "from", $"规则从今天（{today.ToIso()}）或以后生效，不能追溯。", $"Rules count from today ({today.ToIso()}) or later, never for the past.");
        if (asked.Tiers.Count is 0 or > MostTiers || asked.Tiers.Any(tier => tier.Checkers is < 0 or > 9 || tier.From.MinorUnits < 0)
            || asked.Tiers.Select(tier => tier.From).Distinct().Count() < asked.Tiers.Count)
            return Refusal.Of("tiers", "tiers", $"请填写 1 至 {MostTiers} 档，每档金额不同且不为负，复核人数 0 至 9。", $"Give 1 to {MostTiers} tiers, each of another amount that is not negative, with 0 to 9 checkers.");
        return asked.Tiers.GroupBy(tier => tier.From.Currency).All(tiers => tiers.Any(tier => tier.From.IsZero)) ? null
            : Refusal.Of("tiers-from-zero", "tiers", "每种货币的最低一档须从 0 起。", "In each currency the lowest tier begins at zero.");
    }

    private static async Task<bool> MayAnybodyElseCheckAsync(LedgerTransaction tx) =>
        (await Grants.OfActivePeopleAsync(tx)).Any(grant => grant.Person != tx.Operation.Actor && Authority.MayDo([grant], Permission.Approve, Target.WholeLedger, tx.Today));
}
