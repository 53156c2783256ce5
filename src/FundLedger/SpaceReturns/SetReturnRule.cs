using FundLedger.Ledger;
using FundLedger.People.Trail;
using FundLedger.Spaces;

namespace FundLedger.SpaceReturns;

/// <inheritdoc cref="ReturnRule"/>
/// <param name="Space">Code.</param>
/// <param name="Reason">Kept for good, without names.</param>
public sealed record ReturnRuleWanted(string Space, DateOnly From, ReturnBasis Basis, IReadOnlyList<ReturnTier> Tiers, int DueDays, string Reason);

public sealed record ReturnRuleSet(string Space, int Version);

/// <summary>Agrees what a space gives back of its revenue, or agrees it anew for periods that were not charged yet.</summary>
public sealed class SetReturnRule(Database database)
{
    private const int MostDays = 366;
    private static readonly SqlFile Insert = new("space_returns/insert_rule");

    public Task<Outcome<ReturnRuleSet>> RunAsync(Asked asked, ReturnRuleWanted wanted, CancellationToken stop = default) => database.WriteAsync<ReturnRuleSet>(
        asked.For("set-return-rule", OperationField.Of("space", wanted.Space), OperationField.Of("from", wanted.From), OperationField.Of("basis", StoredWords.Word(wanted.Basis)),
            OperationField.Of("tiers", string.Join(',', wanted.Tiers.Select(tier => $"{tier.Above}:{tier.Share.Value}"))), OperationField.Of("days", wanted.DueDays), OperationField.Of("reason", wanted.Reason)),
        async tx =>
        {
            if (!(await SpaceStore.HoldAsync(tx, wanted.Space)).IsDone(out var space, out var refusal)) return refusal;
            var rules = await SpaceReturnReading.RulesAsync(tx, space);
            if ((RefusalFor(wanted) ?? RefusalForStart(wanted, rules)) is { } badInput) return badInput;
            if ((await SpaceReturnReading.ReturnsAsync(tx, await Books.OfAsync(tx), space)).LastOrDefault() is { } charged && wanted.From <= charged.Period.Last)
                return Refusal.Of("return-charged", "from", $"{charged.Period.Name} 已按原规则计收。新规则从 {charged.Period.Last.AddDays(1).ToIso()} 或以后开始。", $"{charged.Period.Name} was charged by the rule before. Let the new one begin on {charged.Period.Last.AddDays(1).ToIso()} or later.");
            var rule = new ReturnRule(rules.Count + 1, wanted.From, wanted.Basis, wanted.Tiers, wanted.DueDays, wanted.Reason.Trim());
            await tx.ExecuteAsync(Insert, new
            {
                space_id = space.Id, version_no = (long)rule.Version, first_day = rule.From.ToIso(), basis = StoredWords.Word(rule.Basis), tiers = rule.TiersJson, due_days = (long)rule.DueDays, reason = rule.Reason,
                actor = tx.Operation.Actor, recorded_at = tx.RecordedAt,
            });
            await AuditTrail.AddAsync(tx, AuditNote.Done("set-return-rule", "space", space.Code, $"{rule.Version}"));
            return new ReturnRuleSet(space.Code, rule.Version);
        }, stop);

    private static Refusal? RefusalFor(ReturnRuleWanted wanted)
    {
        if (wanted.Tiers.Count > ReturnRule.MostTiers) return Refusal.Of("return-tiers", "tiers", $"最多 {ReturnRule.MostTiers} 级。", $"There are at most {ReturnRule.MostTiers} tiers.");
        if (wanted.Tiers.Any(tier => tier.Above < 0 || tier.Share.Value < 0 || tier.Share.Value > BasisPoints.Whole.Value) || wanted.Tiers.Zip(wanted.Tiers.Skip(1)).Any(pair => pair.Second.Above <= pair.First.Above))
            return Refusal.Of("return-tiers", "tiers", "每一级的起点须高于前一级，比例为 0 至 100%。", "Each tier begins above the one before, and its share is 0 to 100%.");
        if (wanted.DueDays is < 0 or > MostDays) return Refusal.Of("return-days", "days", $"付款期限为 0 至 {MostDays} 天。", $"It is due in 0 to {MostDays} days.");
        if (string.IsNullOrWhiteSpace(wanted.Reason)) return Refusal.Of("reason-missing", "reason", "请写明依据。", "Give the reason.");
        return KeptText.DocumentId.RefusalFor(wanted.Reason.Trim(), "reason");
    }

    private static Refusal? RefusalForStart(ReturnRuleWanted wanted, IReadOnlyList<ReturnRule> rules)
    {
        var basis = wanted.Basis == ReturnBasis.Year || rules.LastOrDefault()?.Basis == ReturnBasis.Year ? ReturnBasis.Year : ReturnBasis.Quarter;
        if (!ReturnPeriod.IsStart(wanted.From, basis))
            return basis == ReturnBasis.Year
                ? Refusal.Of("return-from", "from", "按年计算的规则从 1 月 1 日开始，也在那一天改变。", "A rule by the year begins, and is changed, on 1 January.")
                : Refusal.Of("return-from", "from", "按季计算的规则从季度首日开始。", "A rule by the quarter begins on the first day of one.");
        return rules.LastOrDefault() is { } last && wanted.From <= last.From
            ? Refusal.Of("return-from", "from", $"上一版从 {last.From.ToIso()} 开始，新版须晚于它。", $"The version before begins on {last.From.ToIso()}; the new one begins later.") : null;
    }
}
