using FundLedger.Ledger;
using FundLedger.Outbox;
using FundLedger.Spaces;

namespace FundLedger.SpaceReturns;

/// <param name="Change">What was added to what the period owes, or taken away.</param>
/// <param name="Entry">Null when nothing is due.</param>
public sealed record ReturnCharged(string Space, string Period, int No, Money Change, EntryId? Entry);

/// <param name="Held">What a corrected result took away after it had come.</param>
public sealed record ReturnRun(IReadOnlyList<ReturnCharged> Charged, IReadOnlyList<(string Space, string Period, Refusal Why)> Held);

/// <summary>Makes due what spaces give back, once the results of a period are accepted: SpaceRevenueReceivable / OtherIncome. Run it as often as you like: each change is charged once.</summary>
/// <remarks>A corrected result changes what is due by a further entry. What has come already is never taken out of the books by it: somebody gives it back, or sets it off.</remarks>
public sealed class OweRevenueReturns(Database database)
{
    private static readonly SqlFile Insert = new("space_returns/insert_charge");

    /// <param name="actor">Who runs it: the schedule, or a person.</param>
    public async Task<ReturnRun> RunAsync(string actor, DateOnly day, CancellationToken stop = default)
    {
        var planned = await database.ReadAsync(reader => PlanAsync(reader, day), stop);
        var (charged, held) = (new List<ReturnCharged>(), new List<(string Space, string Period, Refusal Why)>());
        foreach (var (space, period, no) in planned)
        {
            var outcome = await ChargeAsync(actor, space, period, no, day, stop);
            if (outcome is Outcome<ReturnCharged>.Done { WasDoneBefore: true }) continue;  // another run was quicker
            if (outcome.IsDone(out var done, out var refusal)) charged.Add(done);
            else if (refusal.Code != "return-unchanged") held.Add((space, period.Name, refusal));
        }

        return new ReturnRun(charged, held);
    }

    /// <summary>The periods whose results say something else than what was charged, with the number of the charge to come.</summary>
    private static async Task<IReadOnlyList<(string Space, ReturnPeriod Period, int No)>> PlanAsync(LedgerReader reader, DateOnly day)
    {
        var books = await Books.LoadAsync(reader);
        var rules = await SpaceReturnReading.RulesAsync(reader);
        if (rules.Count == 0) return [];
        var accepted = await OperatingResults.AcceptedAsync(reader, books);
        var charged = (await SpaceReturnReading.ReturnsAsync(reader, books)).ToDictionary(one => (one.Space.Id, one.Period));
        return [.. from space in await SpaceReading.ListAsync(reader, books)
                   from ended in ReturnPeriod.EndedBefore([.. rules[space.Id]], day)
                   let before = charged.GetValueOrDefault((space.Id, ended.Period))
                   where ended.Period.RevenueOf(space, accepted[space.Id]) is { } revenue && (before is null || before.Revenue != revenue || !before.TooMuch.IsZero)
                   select (space.Code, ended.Period, (before?.Charges.Count ?? 0) + 1)];
    }

    /// <summary>The key is the charge's own: whoever asks, and however often, it is charged once.</summary>
    private Task<Outcome<ReturnCharged>> ChargeAsync(string actor, string code, ReturnPeriod period, int no, DateOnly on, CancellationToken stop) => database.WriteAsync<ReturnCharged>(
        new Asked($"space-return/{code}/{period.Name}/{no}", actor).For("charge-return", OperationField.Of("space", code), OperationField.Of("period", period.Name), OperationField.Of("number", no)),
        async tx =>
        {
            if (!(await SpaceStore.HoldAsync(tx, code)).IsDone(out var space, out var refusal)) return refusal;
            var books = await Books.OfAsync(tx);
            var before = (await SpaceReturnReading.ReturnsAsync(tx, books, space)).FirstOrDefault(one => one.Period == period);
            var rule = (await SpaceReturnReading.RulesAsync(tx, space)).LastOrDefault(one => one.From <= period.First);
            if (rule is null || period.RevenueOf(space, (await OperatingResults.AcceptedAsync(tx, books))[space.Id]) is not { } revenue || (before?.Charges.Count ?? 0) + 1 != no) return Unchanged(code, period);
            var total = rule.Of(revenue);
            var change = total - (before?.Charged ?? Money.Zero(revenue.Currency));
            if (before is not null && change.IsNegative && change.MinorUnits < -before.Open.MinorUnits)
            {
                change = -before.Open;
                if (change.IsZero && before.Revenue == revenue)
                    return Refusal.Of("return-too-much", "amount",
                        $"{code} {period.Name} 更正后应收 {total.ToGroupedText()}，已收已销 {before.Settled.ToGroupedText()}。请退还，或用一般分录抵下期。",
                        $"{code} {period.Name} owes {total} after its correction, and {before.Settled} came or was written off. Give the rest back, or set it off by a general entry.");
            }

            return await PostAsync(tx, space, period, new ReturnCharge(no, rule.Version, revenue, total, change, on, on.AddDays(rule.DueDays), null));
        }, stop);

    private static async Task<Outcome<ReturnCharged>> PostAsync(LedgerTransaction tx, Space space, ReturnPeriod period, ReturnCharge charge)
    {
        EntryId? posted = null;
        if (!charge.Change.IsZero)
        {
            var entity = (await Books.OfAsync(tx)).Entity(space.Fund.EntityId);
            var (source, subject) = (await SourceStore.PlainAsync(tx, entity, SourceKind.SpaceRevenue), RevenueReturn.SubjectOf(space.Code, period));
            var draft = new EntryDraft(entity, EntryKind.SpaceRevenueDue, charge.ChargedOn,
            [
                LineDraft.Debit(AccountRole.SpaceRevenueReceivable, space.Fund, source, charge.Change, subject),
                LineDraft.Credit(AccountRole.OtherIncome, space.Fund, source, charge.Change, subject),
            ]) { Document = new SourceDocument("space-return", $"{space.Code} {period.Name}") };
            if (!(await Journal.AppendAsync(tx, draft)).IsDone(out var entry, out var refusal)) return refusal;
            posted = entry;
        }

        await tx.ExecuteAsync(Insert, new
        {
            space_id = space.Id, first_day = period.First.ToIso(), last_day = period.Last.ToIso(), charge_no = (long)charge.No, rule_version = (long)charge.RuleVersion, revenue_minor = charge.Revenue.MinorUnits,
            total_minor = charge.Total.MinorUnits, change_minor = charge.Change.MinorUnits, charged_on = charge.ChargedOn.ToIso(), due_on = charge.DueOn.ToIso(), entry_id = posted?.Value, recorded_at = tx.RecordedAt,
        });
        if (charge.Change.IsPositive)
            await Events.AddAsync(tx, new Happening(EventKind.RevenueReturnDue, space.Code)
            {
                Fund = space.Fund.Code, Organisation = space.Operator?.Organisation ?? "", Detail = new Dictionary<string, string> { ["period"] = period.Name, ["dueOn"] = charge.DueOn.ToIso() },
            });
        return new ReturnCharged(space.Code, period.Name, charge.No, charge.Change, posted);
    }

    private static Refusal Unchanged(string code, ReturnPeriod period) => Refusal.Of("return-unchanged", "period", $"{code} {period.Name} 没有变化。", $"Nothing changed of {code} {period.Name}.");
}
