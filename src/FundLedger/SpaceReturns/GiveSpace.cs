using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Spaces;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.SpaceReturns;

/// <param name="Space">Code.</param>
/// <param name="Organisation">Code of who used the rooms.</param>
/// <param name="Rate">Of an hour of the room.</param>
/// <param name="ServiceRate">Of an hour of the service owed for it.</param>
/// <param name="DueOn">By when it is to be delivered.</param>
/// <param name="What">What for, without names.</param>
public sealed record SpaceGiven(string Space, string Organisation, DateOnly On, Hours Hours, Money Rate, Money ServiceRate, DateOnly DueOn, string What);

/// <param name="Value">Owed in service.</param>
public sealed record SpaceServiceOwed(string Space, int No, Money Value, EntryId Entry);

/// <param name="Hours">Of service.</param>
/// <param name="What">What was done, without names.</param>
/// <param name="Evidence">The file that shows it.</param>
public sealed record ServiceDelivered(string Space, int No, Hours Hours, DateOnly On, string What, Attachment Evidence);

public sealed record ServiceWritingOff(string Space, int No, Money Amount, DateOnly On, string Reason);

/// <param name="Value">What of it is settled by this.</param>
/// <param name="Left">What is still owed.</param>
public sealed record SpaceServiceSettled(EntryId Entry, Money Value, Money Left);

/// <summary>Gives rooms for service: memo ServiceDue / SpaceReserve at hours × rate; the reverse when service is delivered.</summary>
public sealed class GiveSpace(Database database)
{
    private static readonly SqlFile Insert = new("space_returns/insert_service");

    public Task<Outcome<SpaceServiceOwed>> RunAsync(Asked asked, SpaceGiven given, CancellationToken stop = default) => database.WriteAsync<SpaceServiceOwed>(
        asked.For("give-space", OperationField.Of("space", given.Space), OperationField.Of("organisation", given.Organisation), OperationField.Of("on", given.On), OperationField.Of("hours", given.Hours.Hundredths),
            OperationField.Of("rate", given.Rate), OperationField.Of("service-rate", given.ServiceRate), OperationField.Of("due", given.DueOn), OperationField.Of("what", given.What)),
        async tx =>
        {
            if (!(await SpaceStore.HoldAsync(tx, given.Space)).IsDone(out var space, out var refusal)) return refusal;
            if (await Directory.FindAsync(tx, given.Organisation) is not { } organisation)
                return Refusal.Of("organisation-unknown", "organisation", $"目录中没有代码为“{given.Organisation}”的机构。", $"There is no organisation of the code '{given.Organisation}' in the directory.");
            if (RefusalFor(given, space) is { } badInput) return badInput;
            var books = await Books.OfAsync(tx);
            var (no, value) = ((await SpaceReturnReading.ServicesAsync(tx, books, space)).Count + 1, given.Hours.At(given.Rate));
            if (!value.IsPositive) return Refusal.Of("service-value", "hours", "时长乘单价不足一分。", "Hours at this rate come to less than one minor unit.");
            if (!(await ServiceMemo.PostAsync(tx, space, no, EntryKind.SpaceServiceGiven, value, given.On, null)).IsDone(out var entry, out refusal)) return refusal;
            await tx.ExecuteAsync(Insert, new
            {
                space_id = space.Id, service_no = (long)no, organisation_id = organisation.Id, given_on = given.On.ToIso(), hundredth_hours = given.Hours.Hundredths, rate_minor = given.Rate.MinorUnits,
                service_rate_minor = given.ServiceRate.MinorUnits, value_minor = value.MinorUnits, due_on = given.DueOn.ToIso(), what = given.What.Trim(), entry_id = entry.Value, actor = tx.Operation.Actor, recorded_at = tx.RecordedAt,
            });
            return new SpaceServiceOwed(space.Code, no, value, entry);
        }, stop);

    /// <summary>Service was delivered: it settles its hours at the agreed rate, at most what is still owed.</summary>
    public Task<Outcome<SpaceServiceSettled>> SettleAsync(Asked asked, ServiceDelivered delivered, CancellationToken stop = default) => database.WriteAsync<SpaceServiceSettled>(
        asked.For("settle-service", OperationField.Of("space", delivered.Space), OperationField.Of("number", delivered.No), OperationField.Of("hours", delivered.Hours.Hundredths), OperationField.Of("on", delivered.On),
            OperationField.Of("what", delivered.What), OperationField.Of("evidence", delivered.Evidence.Sha256)),
        async tx =>
        {
            if (!(await ServiceMemo.HoldAsync(tx, delivered.Space, delivered.No)).IsDone(out var owed, out var refusal)) return refusal;
            if ((ServiceMemo.RefusalFor(owed, delivered.On, delivered.What, "what", tx.Today) ?? delivered.Evidence.Refusal) is { } badInput) return badInput;
            if (delivered.Hours.Hundredths is < 1 or > Hours.Most * 100) return Refusal.Of("hours", "hours", $"时长须大于零，最多 {Hours.Most} 小时。", $"Hours are more than zero and at most {Hours.Most}.");
            var value = delivered.Hours.At(owed.ServiceRate);
            if (value.MinorUnits > owed.Open.MinorUnits) value = owed.Open;  // what is done beyond what is owed is a gift of service, not of these books
            return await ServiceMemo.MoveAsync(tx, owed, new ServiceMove(0, ServiceMoveKind.Settled, delivered.Hours, value, delivered.On, delivered.What, null, default), delivered.Evidence);
        }, stop);

    private static Refusal? RefusalFor(SpaceGiven given, Space space)
    {
        if (given.Hours.Hundredths is < 1 or > Hours.Most * 100) return Refusal.Of("hours", "hours", $"时长须大于零，最多 {Hours.Most} 小时。", $"Hours are more than zero and at most {Hours.Most}.");
        if (given.DueOn < given.On) return Refusal.Of("service-due", "due", "交付期限早于使用日。", "It would be due before the rooms are used.");
        if (string.IsNullOrWhiteSpace(given.What)) return Refusal.Of("what-missing", "what", "请写明用途和所换的服务。", "Say what for, and which service is owed.");
        return Amounts.RefusalFor(given.Rate, space.Fund, "rate") ?? Amounts.RefusalFor(given.ServiceRate, space.Fund, "service-rate") ?? KeptText.DocumentId.RefusalFor(given.What.Trim(), "what");
    }
}

/// <summary>Writes off service that will not be delivered. It takes another person.</summary>
public sealed class WriteOffService(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<ServiceWritingOff, SpaceServiceSettled> Kind = new("write-off-service", EntryKind.SpaceServiceWrittenOff.Name, SubjectAsync, (tx, off, _) => RunAsync(tx, off)) { LeastCheckers = 1 };

    public Task<Outcome<SpaceServiceSettled>> RunAsync(Asked asked, ServiceWritingOff off, CancellationToken stop = default) => database.WriteAsync<SpaceServiceSettled>(
        asked.For("write-off-service", OperationField.Of("space", off.Space), OperationField.Of("number", off.No), OperationField.Of("amount", off.Amount), OperationField.Of("on", off.On), OperationField.Of("reason", off.Reason)),
        async tx => await Checked.RefusalForAsync(tx, Kind, off.Amount) is { } notAlone ? notAlone : await RunAsync(tx, off), stop);

    private static async Task<Outcome<SpaceServiceSettled>> RunAsync(LedgerTransaction tx, ServiceWritingOff off) => (await FindAsync(tx, off)).IsDone(out var owed, out var refusal)
        ? await ServiceMemo.MoveAsync(tx, owed, new ServiceMove(0, ServiceMoveKind.WrittenOff, default, off.Amount, off.On, off.Reason, null, default), null) : refusal;

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, ServiceWritingOff off)
    {
        if (!(await FindAsync(tx, off)).IsDone(out var owed, out var refusal)) return refusal;
        return new ProposalSubject("space", off.Space, ReturnSettlement.VersionOf($"{off.No} {owed.Moves.Count} {owed.Open}"), Target.Of(owed.Space.Fund, await Books.OfAsync(tx)), off.Amount);
    }

    private static async Task<Outcome<SpaceService>> FindAsync(LedgerTransaction tx, ServiceWritingOff off)
    {
        if (!(await ServiceMemo.HoldAsync(tx, off.Space, off.No)).IsDone(out var owed, out var refusal)) return refusal;
        if ((ServiceMemo.RefusalFor(owed, off.On, off.Reason, "reason", tx.Today) ?? Amounts.RefusalFor(off.Amount, owed.Space.Fund)) is { } badInput) return badInput;
        return off.Amount.MinorUnits > owed.Open.MinorUnits
            ? Refusal.Of("more-than-open", "amount", $"尚欠 {owed.Open.ToGroupedText()}，不能超过此数。", $"{owed.Open} is still owed; no more can be written off.") : owed;
    }
}

/// <summary>The memo of rooms given for service.</summary>
internal static class ServiceMemo
{
    private static readonly SqlFile Insert = new("space_returns/insert_service_move");

    internal static async Task<Outcome<SpaceService>> HoldAsync(LedgerTransaction tx, string code, int no)
    {
        if (!(await SpaceStore.HoldAsync(tx, code)).IsDone(out var space, out var refusal)) return refusal;
        return (await SpaceReturnReading.ServicesAsync(tx, await Books.OfAsync(tx), space)).FirstOrDefault(one => one.No == no) is { Open.IsPositive: true } owed ? owed
            : Refusal.Of("service-unknown", "number", $"{code} 没有尚欠服务的第 {no} 号场地使用。", $"{code} has no use of rooms no. {no} for which service is still owed.");
    }

    internal static Refusal? RefusalFor(SpaceService owed, DateOnly on, string text, string field, DateOnly today)
    {
        if (on < owed.GivenOn) return Refusal.Of("before-given", "on", $"日期早于使用日 {owed.GivenOn.ToIso()}。", $"The day is before the rooms were used ({owed.GivenOn.ToIso()}).");
        if (on > today) return Refusal.Of("date-in-future", "on", $"日期 {on.ToIso()} 晚于今天（{today.ToIso()}）。", $"{on.ToIso()} is after today ({today.ToIso()}).");
        return string.IsNullOrWhiteSpace(text) ? Refusal.Of($"{field}-missing", field, "请写明内容。", "Say what it is.") : KeptText.DocumentId.RefusalFor(text.Trim(), field);
    }

    internal static async Task<Outcome<SpaceServiceSettled>> MoveAsync(LedgerTransaction tx, SpaceService owed, ServiceMove move, Attachment? evidence)
    {
        var kind = move.Kind == ServiceMoveKind.Settled ? EntryKind.SpaceServiceSettled : EntryKind.SpaceServiceWrittenOff;
        if (!(await PostAsync(tx, owed.Space, owed.No, kind, -move.Value, move.Day, owed.Entry)).IsDone(out var entry, out var refusal)) return refusal;
        if (evidence is not null) await Attachments.KeepAsync(tx, evidence, Attachments.ReferrerOf(entry));
        await tx.ExecuteAsync(Insert, new
        {
            space_id = owed.Space.Id, service_no = (long)owed.No, move_no = owed.Moves.Count + 1L, kind = StoredWords.Word(move.Kind), hundredth_hours = move.Hours.Hundredths, value_minor = move.Value.MinorUnits, day = move.Day.ToIso(),
            what = move.What.Trim(), evidence_sha256 = evidence?.Sha256, entry_id = entry.Value, actor = tx.Operation.Actor, recorded_at = tx.RecordedAt,
        });
        return new SpaceServiceSettled(entry, move.Value, owed.Open - move.Value);
    }

    /// <summary>ServiceDue / SpaceReserve; a negative amount the reverse.</summary>
    internal static async Task<Outcome<EntryId>> PostAsync(LedgerTransaction tx, Space space, int no, EntryKind kind, Money value, DateOnly on, EntryId? relatesTo)
    {
        var entity = (await Books.OfAsync(tx)).Entity(space.Fund.EntityId);
        var (source, subject) = (await SourceStore.PlainAsync(tx, entity, SourceKind.SpaceRevenue), SpaceService.SubjectOf(space.Code, no));
        return await Journal.AppendAsync(tx, new EntryDraft(entity, kind, on,
        [
            LineDraft.Debit(AccountRole.ServiceDue, space.Fund, source, value, subject),
            LineDraft.Credit(AccountRole.SpaceReserve, space.Fund, source, value, subject),
        ]) { RelatesTo = relatesTo, Document = new SourceDocument("space-service", $"{space.Code} {no}") });
    }
}

/// <summary>What follows from a space's results and from rooms given is not reversed by itself.</summary>
internal static class SpaceReturnReversal
{
    private static readonly EntryKind[] Follow = [EntryKind.SpaceRevenueDue, EntryKind.SpaceServiceGiven, EntryKind.SpaceServiceSettled, EntryKind.SpaceServiceWrittenOff];

    internal static Refusal? RefusalForReversal(PostedEntry entry) => Follow.Contains(entry.Kind)
        ? Refusal.Of("space-return-follows", "entry",
            $"分录 {entry.Id} 随 {entry.Document.Id} 而动，不能单独冲销。请更正运营报告，或核销未交付的服务。", $"Entry {entry.Id} follows {entry.Document.Id} and is not reversed by itself. Correct the operating result, or write off the service.")
        : null;
}
