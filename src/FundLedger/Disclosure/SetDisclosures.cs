using FundLedger.Ledger;
using FundLedger.People.Trail;
using FundLedger.Programmes;

namespace FundLedger.Disclosure;

/// <param name="Entity">Code; null for the only one.</param>
/// <param name="Major">What counts as a major change by the organisation's own rules.</param>
public sealed record NewDisclosureSettings(string? Entity, bool RaisesPublicly, DateOnly WatchedFrom, Money Major, string Reason);

public sealed record DisclosuresSet(string Entity, int Version);

/// <summary>Says from when on an entity's disclosures are looked after, and what is major by its own rules.</summary>
public sealed class SetDisclosures(Database database)
{
    private static readonly SqlFile Insert = new("disclosure/insert_settings");

    public Task<Outcome<DisclosuresSet>> RunAsync(Asked asked, NewDisclosureSettings wanted, CancellationToken stop = default) => database.WriteAsync<DisclosuresSet>(
        asked.For("set-disclosures", OperationField.Of("settings", GrantJson.Write(wanted))),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.EntityOrOnly(wanted.Entity).IsDone(out var entity, out var refusal)) return refusal;
            if (wanted.Major.Currency != entity.Currency || wanted.Major.MinorUnits <= 0)
                return Refusal.Of("disclosure-major", "major", $"重大标准须大于零，以 {entity.Currency} 计。", $"What is major is more than nothing, in {entity.Currency}.");
            if (string.IsNullOrWhiteSpace(wanted.Reason)) return Refusal.Of("reason-missing", "reason", "请写明依据，如章程或财务资产管理制度的条款。", "Say what it rests on, such as the article of the charter or the financial rules.");
            if (KeptText.Reason.RefusalFor(wanted.Reason.Trim(), "reason") is { } tooLong) return tooLong;
            var version = ((await DisclosureStore.SettingsAsync(tx, books)).FirstOrDefault(known => known.EntityId == entity.Id)?.No ?? 0) + 1;
            await tx.ExecuteAsync(Insert, new
            {
                entity_id = entity.Id, version_no = (long)version, raises_publicly = wanted.RaisesPublicly ? 1L : 0L, watched_from = wanted.WatchedFrom.ToIso(), major_minor = wanted.Major.MinorUnits,
                reason = wanted.Reason.Trim().ToNfc(), actor = tx.Operation.Actor, recorded_at = tx.RecordedAt,
            });
            await AuditTrail.AddAsync(tx, AuditNote.Done("set-disclosures", "entity", entity.Code, $"version {version}"));
            return new DisclosuresSet(entity.Code, version);
        }, stop);
}

/// <param name="Last">Last day, included, as it is planned; null where it is open.</param>
public sealed record NewDisclosureActivity(string Fund, DisclosureActivityKind Kind, string Code, string Name, DateOnly First, DateOnly? Last = null);

public sealed record DisclosureActivityKept(long Id, string Code);

/// <summary>Enters a campaign or charity project of a fund; and says when it was over.</summary>
public sealed class KeepDisclosureActivity(Database database)
{
    private static readonly SqlFile Insert = new("disclosure/insert_activity");
    private static readonly SqlFile End = new("disclosure/end_activity");

    public Task<Outcome<DisclosureActivityKept>> RunAsync(Asked asked, NewDisclosureActivity wanted, CancellationToken stop = default) => database.WriteAsync<DisclosureActivityKept>(
        asked.For("add-disclosure-activity", OperationField.Of("activity", GrantJson.Write(wanted))),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.Fund(wanted.Fund).IsDone(out var fund, out var refusal)) return refusal;
            if (TermsText.RefusalForCode(wanted.Code, "code") is { } badCode) return badCode;
            if (string.IsNullOrWhiteSpace(wanted.Name)) return Refusal.Of("activity-name", "name", "请填写名称。", "Give the name.");
            if (KeptText.Title.RefusalFor(wanted.Name.Trim(), "name") is { } tooLong) return tooLong;
            if (wanted.Last < wanted.First) return Refusal.Of("activity-days", "last", "结束日期早于开始日期。", "It would end before it begins.");
            if ((await DisclosureStore.ActivitiesAsync(tx, books)).Any(known => known.Code == wanted.Code)) return Refusal.Of("activity-twice", "code", $"代码“{wanted.Code}”已用过。", $"The code '{wanted.Code}' is used already.");
            var id = await tx.SingleAsync<long>(Insert, new
            {
                fund_id = fund.Id, kind = StoredWords.Word(wanted.Kind), code = wanted.Code, name = wanted.Name.Trim().ToNfc(), first_day = wanted.First.ToIso(), last_day = wanted.Last?.ToIso(),
                actor = tx.Operation.Actor, recorded_at = tx.RecordedAt,
            });
            await AuditTrail.AddAsync(tx, AuditNote.Done("add-disclosure-activity", "fund", fund.Code, wanted.Code));
            return new DisclosureActivityKept(id, wanted.Code);
        }, stop);

    /// <param name="last">The day it was over, or is planned to be, included.</param>
    public Task<Outcome<DisclosureActivityKept>> EndAsync(Asked asked, string code, DateOnly last, CancellationToken stop = default) => database.WriteAsync<DisclosureActivityKept>(
        asked.For("end-disclosure-activity", OperationField.Of("activity", code), OperationField.Of("last", last)),
        async tx =>
        {
            if ((await DisclosureStore.ActivitiesAsync(tx, await Books.OfAsync(tx))).FirstOrDefault(known => known.Code == code) is not { } activity)
                return Refusal.Of("activity-unknown", "code", $"没有代码为“{code}”的活动。", $"There is no activity '{code}'.");
            if (await tx.ExecuteAsync(End, new { last_day = last.ToIso(), activity_id = activity.Id }) == 0) return Refusal.Of("activity-days", "last", "结束日期早于开始日期。", "It would end before it begins.");
            await AuditTrail.AddAsync(tx, AuditNote.Done("end-disclosure-activity", "fund", activity.Fund.Code, code));
            return new DisclosureActivityKept(activity.Id, code);
        }, stop);
}
