using FundLedger.Donations.Lists;
using FundLedger.Ledger;

namespace FundLedger.Donations.Importing;

/// <summary>Where a list goes, and how far an earlier run came; null when there was none.</summary>
internal sealed record ImportPlan(Entity Entity, Fund Fund, ImportRow? Import);

/// <summary>Everything that can be said against a list before its first gift is posted.</summary>
internal sealed class ImportCheck(Database database, DateOnly today)
{
    private const int FailuresShown = 100;

    private readonly List<ListRow.Failed> failures = [];
    private PostableRows? postable;
    private long failureCount;

    /// <summary>Rows that read well and that the ledger cannot take; the first hundred.</summary>
    internal IReadOnlyList<ListRow.Failed> Failures => failures;

    internal Task<Outcome<ImportPlan>> RunAsync(ListScan scan, string fileName, byte[] sha256, ImportChoices choices, CancellationToken stop) => database.ReadAsync<Outcome<ImportPlan>>(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        if (!books.Fund(choices.Fund).IsDone(out var fund, out var refusal)) return refusal;
        var entity = books.Entity(fund.EntityId);
        if (KeptText.FileName.RefusalFor(fileName, "file") is { } badName) return badName;
        if (choices.Source is { } source && !books.Source(entity, source).IsDone(out _, out refusal)) return refusal;
        Invariant.Holds(scan.Sum.Currency == fund.Currency);

        var import = await ImportStore.FindAsync(reader, fund.Id, sha256);
        if (import is { Status: "done" }) return new ImportPlan(entity, fund, import);
        postable = await PostableRows.OfAsync(reader, books, entity, today);
        FindUnpostable(scan, import?.RowsDone ?? 0);
        return await RefusalForAsync(reader, scan, fund, import, choices) is { } reason ? reason : new ImportPlan(entity, fund, import);
    }, stop);

    /// <summary>Whether the ledger can take this row today.</summary>
    internal bool CanPost(ListRow.Gift gift) => postable!.RefusalFor(gift) is null;

    /// <param name="known">Rows left out because they are known; null for an import of another day, when nobody counted them.</param>
    internal ImportSummary Summary(ListScan scan, Fund fund, ImportRow row, long? known, bool resumed) => new(
        row.GiftCount, new Money(row.GiftMinor, fund.Currency), known ?? 0,
        [.. scan.FirstFailures.Concat(failures).OrderBy(failed => failed.Row).Take(FailuresShown)],
        scan.FailedRows + (known is { } leftOut ? scan.Gifts - row.GiftCount - leftOut : 0), resumed);

    /// <summary>Dates and amounts no entry may have, after the rows an earlier run did; the rows are walked only when the scan says that there may be some.</summary>
    private void FindUnpostable(ListScan scan, long rowsDone)
    {
        if (postable!.TakesAllOf(scan)) return;
        long seen = 0;
        foreach (var gift in scan.Rows().OfType<ListRow.Gift>())
        {
            if (++seen <= rowsDone || postable.FailureOf(gift, scan.Mapping) is not { } failed) continue;
            if (++failureCount <= FailuresShown) failures.Add(failed);
        }
    }

    private async Task<Refusal?> RefusalForAsync(LedgerReader reader, ListScan scan, Fund fund, ImportRow? import, ImportChoices choices)
    {
        if (!choices.AcceptDifference && scan.Difference is { } difference) return difference;
        var failed = scan.FailedRows + failureCount;
        if (failed > 0 && !choices.SkipFailedRows)
            return Refusal.Of("rows-failed", "file",
                $"有 {failed} 行不能入账，没有导入任何一行。请更正后重新导入，或选择跳过这些行（--skip-failed）。",
                $"{failed} row(s) cannot be posted, so nothing was imported. Mend them and import again, or leave them out with --skip-failed.");
        if (scan.Gifts == 0)
            return Refusal.Of("no-gifts", "file", "文件里没有可以入账的捐款。", "There is no gift in this file to post.");
        return choices.Overlap is null ? await OverlapAsync(reader, scan, fund, import) : null;
    }

    /// <summary>Rows equal to those of an earlier file may be the same gifts or others: only a person can tell.</summary>
    private async Task<Refusal?> OverlapAsync(LedgerReader reader, ListScan scan, Fund fund, ImportRow? import)
    {
        var known = new KnownRows(reader, fund.Id, import?.ImportId ?? long.MaxValue);
        if (!await known.AnyAsync()) return null;
        long alike = 0;
        var keys = scan.Rows().OfType<ListRow.Gift>().Where(CanPost).Select(gift => RowKey.Of(gift, reader.Ledger.Secret)).Where(key => !key.IsSure);
        foreach (var some in keys.Chunk(KnownRows.AtOnce))
        {
            await known.LookUpAsync(some);
            alike += some.Count(known.Take);
        }

        return alike == 0 ? null : Refusal.Of("overlap", "overlap",
            $"有 {alike} 行与此前导入本基金的另一文件相同（日期、金额、姓名、备注）。是同一批捐款请用 --overlap same，是另外的捐款请用 --overlap new。",
            $"{alike} row(s) equal rows of another file imported into this fund before (date, amount, name, note). If they are the same gifts use --overlap same; if they are others use --overlap new.");
    }
}
