using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;

namespace FundLedger.Charts;

/// <param name="Entity">Code of the entity whose last change of chart is taken back.</param>
/// <param name="Reason">For the record, for good: no names.</param>
public sealed record ConversionUndoing(string Entity, string Reason);

public sealed record ConversionUndone(string Entity, string Chart);

/// <summary>Takes a change of the chart back whole, while nothing else counts for its first day or later. It always takes a second person.</summary>
public static class UndoConversion
{
    private const int LongestReason = 200;

    private static readonly SqlFile FindEntrySince = new("charts/find_entry_since");
    private static readonly SqlFile ListEntries = new("charts/list_entries");
    private static readonly SqlFile SetAccountEnd = new("charts/set_account_end");
    private static readonly SqlFile SetChart = new("charts/set_chart");
    private static readonly SqlFile InsertUndone = new("charts/insert_undone");

    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<ConversionUndoing, ConversionUndone> Kind = new("undo-chart-conversion", new("撤销科目转换", "Take a change of chart back"), SubjectAsync, (tx, undoing, agreed) => RunAsync(tx, undoing, agreed.Checkers[^1])) { Proposing = Permission.ManageFunds, LeastCheckers = 1 };

    private static async Task<Outcome<ConversionUndone>> RunAsync(LedgerTransaction tx, ConversionUndoing undoing, string checkedBy)
    {
        if (!(await FindAsync(tx, undoing)).IsDone(out var found, out var refusal)) return refusal;
        var books = await Books.OfAsync(tx);
        var (entity, day) = (found.Entity, found.FirstDay.ToIso());
        foreach (var some in (await tx.QueryAsync<long>(ListEntries, new { entity_id = entity.Id, first_day = day })).Chunk(1_000))
        {
            var drafts = new List<EntryDraft>();
            foreach (var id in some)
            {
                var entry = (await JournalReading.FindAsync(tx, new EntryId(id), books))!;
                drafts.Add(new EntryDraft(entity, EntryKind.ChartConverted, entry.OccurredOn, [.. entry.Lines.Select(line => LineDraft.On(line.Account, line.Fund, line.Source, -line.Amount, line.Subject))]) { Reverses = entry.Id, Document = entry.Document });
            }

            if (!(await Journal.AppendManyAsync(tx, drafts)).IsDone(out _, out refusal)) return refusal;
        }

        var before = found.FirstDay.AddDays(-1);
        foreach (var account in books.Accounts.Where(account => account.EntityId == entity.Id && account.ValidFrom == found.FirstDay && account.ValidTo is null)) // none ever: they end before they begin
            await tx.ExecuteAsync(SetAccountEnd, new { valid_to = before.ToIso(), account_id = account.Id });
        foreach (var account in books.Accounts.Where(account => account.EntityId == entity.Id && account.ValidFrom < found.FirstDay && account.ValidTo == before))
            await tx.ExecuteAsync(SetAccountEnd, new { valid_to = (string?)null, account_id = account.Id });
        await tx.ExecuteAsync(SetChart, new { chart = found.FromChart, entity_id = entity.Id });
        await tx.ExecuteAsync(InsertUndone, new { entity_id = entity.Id, conversion_no = found.Number, actor = tx.Operation.Actor, checked_by = checkedBy, reason = undoing.Reason.Trim().ToNfc(), recorded_at = tx.RecordedAt });
        Books.Changed(tx);
        return new ConversionUndone(entity.Code, found.FromChart);
    }

    private static async Task<Outcome<ChartConversion>> FindAsync(LedgerTransaction tx, ConversionUndoing undoing)
    {
        var books = await Books.OfAsync(tx);
        if (!books.EntityOrOnly(undoing.Entity).IsDone(out var entity, out var refusal)) return refusal;
        if (undoing.Reason.Trim().Length is 0 or > LongestReason)
            return Refusal.Of("reason", "reason", $"请写明原因（不超过 {LongestReason} 字，不写人名）。", $"Say why, in at most {LongestReason} characters and without names.");
        await Periods.HoldAsync(tx, entity.Id);
        if ((await Conversions.ListAsync(tx, books)).LastOrDefault(known => known.Entity.Id == entity.Id) is not { IsUndone: false } last)
            return Refusal.Of("not-converted", "entity", $"会计主体 {entity.Code} 没有可撤销的科目转换。", $"Entity {entity.Code} has no change of chart to take back.");
        return await tx.FindAsync<long?>(FindEntrySince, new { entity_id = entity.Id, first_day = last.FirstDay.ToIso() }) is { } entry
            ? Refusal.Of("entries-since", "entity",
                $"转换后已有分录 {entry} 等记入 {last.FirstDay.ToIso()} 以后的日期，不能整体撤销。此后的更正请用冲销或一般分录。",
                $"Entry {entry} and perhaps others count for {last.FirstDay.ToIso()} or later, so the change cannot be taken back whole. From here on put things right by reversals or general entries.")
            : last;
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, ConversionUndoing undoing)
    {
        if (!(await FindAsync(tx, undoing)).IsDone(out var found, out var refusal)) return refusal;
        return new ProposalSubject("entity", found.Entity.Code, ProposalSubject.VersionOf(found.Entity.Code, $"{found.Number}", found.ToChart), new Target(Entity: found.Entity.Code));
    }
}
