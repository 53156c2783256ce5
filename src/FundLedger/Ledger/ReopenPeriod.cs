using FundLedger.Ledger.Years;

namespace FundLedger.Ledger;

/// <summary>A month to be opened again.</summary>
/// <param name="Entity">Code of the entity.</param>
/// <param name="Reason">For the record, for good: no names.</param>
public sealed record Reopening(string Entity, string Month, string Reason);

public sealed record PeriodReopened(string Period, long ClosingNo);

/// <summary>The rules of opening a closed month again. It takes two people, so there is no door to them but an approved proposal.</summary>
/// <remarks>
/// Its snapshot counts no more; its voucher numbers stay, and closing it again goes on from the last one. Entries that closed a year with it are taken
/// back whole, on their own day, in the same act.
/// </remarks>
internal static class ReopenPeriod
{
    internal const int LongestReason = 200;
    private const int MostAtOnce = 1_000;

    private static readonly SqlFile FindLastClosing = new("ledger/find_last_closing_to_move");

    /// <summary>The entity, the month, and how often it was closed; or why it cannot be opened.</summary>
    internal static async Task<Outcome<(Entity Entity, PeriodMonth Month, long ClosingNo)>> FindAsync(LedgerTransaction tx, Reopening asked)
    {
        if (!(await Books.OfAsync(tx)).EntityOrOnly(asked.Entity).IsDone(out var entity, out var refusal)) return refusal;
        if (!PeriodMonth.TryParse(asked.Month, out var month))
            return Refusal.Of("month", "month", $"“{asked.Month}”不是月份。请写作 2026-01。", $"'{asked.Month}' is no month. Write it as 2026-01.");
        if (asked.Reason.Trim().Length is 0 or > LongestReason)
            return Refusal.Of("reason", "reason", $"请写明反结账原因（不超过 {LongestReason} 字，不写人名）。", $"Say why, in at most {LongestReason} characters and without names.");

        var last = await tx.FindAsync<long?>(FindLastClosing, new { entity_id = entity.Id }) is { } period ? new PeriodMonth((int)period) : (PeriodMonth?)null;
        if (last is null || month.CompareTo(last.Value) > 0)
            return Refusal.Of("period-open", "month", $"{month} 没有结账。", $"{month} is not closed.");
        if (month != last)
            return Refusal.Of("later-period-closed", "month", $"账本已结至 {last}，只能先反结 {last}。", $"The books are closed to {last}; that month is to be reopened first.");
        return (entity, month, (await PeriodMoves.StandingAsync(tx, entity, month)).ClosingNo);
    }

    /// <param name="checkedBy">The last of those who agreed; the actor of the operation is who asked.</param>
    internal static async Task<Outcome<PeriodReopened>> RunAsync(LedgerTransaction tx, Reopening asked, string checkedBy)
    {
        if (!(await FindAsync(tx, asked)).IsDone(out var found, out var refusal)) return refusal;
        Invariant.Holds(checkedBy != tx.Operation.Actor);
        var (from, _) = await PeriodMoves.StandingAsync(tx, found.Entity, found.Month);
        await PeriodMoves.AddAsync(tx, found.Entity, found.Month, new PeriodMove(from, PeriodStatus.Open, found.ClosingNo, checkedBy, asked.Reason.Trim().ToNfc()));
        return await TakeYearBackAsync(tx, found.Entity, found.Month) is { } notTaken ? notTaken : new PeriodReopened(found.Month.ToString(), found.ClosingNo);
    }

    /// <summary>The mirror of every entry that closed a year with this month; why the ledger may not hold them, or null.</summary>
    private static async Task<Refusal?> TakeYearBackAsync(LedgerTransaction tx, Entity entity, PeriodMonth month)
    {
        if (month != YearEndCheck.LastMonthOf(month.LastDay.Year)) return null;
        var books = await Books.OfAsync(tx);
        foreach (var some in (await YearEnds.EntriesAsync(tx, entity, month.LastDay.Year)).Chunk(MostAtOnce))
        {
            var drafts = new List<EntryDraft>();
            foreach (var id in some)
            {
                var closing = (await JournalReading.FindAsync(tx, id, books))!;
                drafts.Add(new EntryDraft(entity, EntryKind.YearReopened, closing.OccurredOn, [.. closing.Lines.Select(line => LineDraft.On(line.Account, line.Fund, line.Source, -line.Amount, line.Subject))])
                {
                    Reverses = id,
                    Document = closing.Document,
                });
            }

            if (!(await Journal.AppendManyAsync(tx, drafts)).IsDone(out _, out var refusal)) return refusal;
        }

        return null;
    }
}
