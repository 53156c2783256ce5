namespace FundLedger.Ledger.Years;

/// <param name="Done">Entries posted so far.</param>
/// <param name="Left">Entries still to be posted.</param>
public sealed record YearProgress(int Done, int Left);

/// <param name="EntryCount">Entries that took its income and costs to net assets.</param>
/// <param name="VoucherCount">Vouchers numbered with them.</param>
public sealed record YearIsClosed(string Entity, int Year, long ClosingNo, long EntryCount, long VoucherCount);

/// <summary>Closes a year: its income, costs and transfers go to net assets, last of its last day, and its last month is closed.</summary>
/// <remarks>
/// In several operations, each under a key of its own that follows from the year: whatever is run twice, or at once, posts each entry once, and what
/// was broken off goes on where it stopped. From the first of them on nothing else is posted up to the end of the year.
/// </remarks>
public sealed class CloseYear(Database database)
{
    /// <summary>As many as one operation may write.</summary>
    private const int MostLines = EntryRules.MostLines;

    private static readonly SqlFile InsertClosing = new("ledger/insert_year_closing");
    private static readonly SqlFile CountEntries = new("ledger/count_year_end_entries");

    /// <param name="entity">Code of the entity; null for the only one.</param>
    /// <param name="progress">Told after each operation.</param>
    public async Task<Outcome<YearIsClosed>> RunAsync(Asked asked, int year, string? entity = null, IProgress<YearProgress>? progress = null, CancellationToken stop = default)
    {
        if (YearEndCheck.RefusalForYear(year) is { } noYear) return noYear;
        if (!(await BeginAsync(asked, year, entity, stop)).IsDone(out var begun, out var refusal)) return refusal;
        for (var (part, done) = (1, 0); ; part++)
        {
            if (!(await PostPartAsync(asked, begun, part, stop)).IsDone(out var posted, out refusal)) return refusal;
            done += posted.Done;
            progress?.Report(new YearProgress(done, posted.Left));
            if (posted.Left == 0) break;
        }

        return await FinishAsync(asked, begun, stop);
    }

    private sealed record Begun(string Entity, int Year, long ClosingNo);

    /// <summary>The last month is closing from here on.</summary>
    private async Task<Outcome<Begun>> BeginAsync(Asked asked, int year, string? entity, CancellationToken stop)
    {
        var standing = await database.ReadAsync<Outcome<(Entity Entity, long ClosingNo, bool IsClosed)>>(async reader =>
        {
            var books = await Books.LoadAsync(reader);
            if (!books.EntityOrOnly(entity).IsDone(out var closing, out var unknown)) return unknown;
            var (status, closings) = await PeriodMoves.StandingAsync(reader, closing, YearEndCheck.LastMonthOf(year));
            var found = await YearEnds.FindAsync(reader, books, closing, year);
            return (closing, found is { Status: PeriodStatus.Closing } ? closings : closings + 1, found is { Status: PeriodStatus.Closed });
        }, stop);
        if (!standing.IsDone(out var found, out var refusal)) return refusal;
        var (of, closingNo, isClosed) = found;
        var next = new Begun(of.Code, year, closingNo);
        if (isClosed) return next with { ClosingNo = closingNo - 1 }; // the last step answers, or says that it was done before
        return await database.WriteAsync<Begun>(Step(asked, next, ""), async tx =>
        {
            var books = await Books.OfAsync(tx);
            var month = YearEndCheck.LastMonthOf(year);
            await Periods.HoldAsync(tx, of.Id);
            if (await YearEndCheck.RefusalForAsync(tx, books, of, year, tx.Today) is { } notNow) return notNow;
            var (status, closings) = await PeriodMoves.StandingAsync(tx, of, month);
            if (closings + 1 != closingNo) return YearEndCheck.MeanwhileMoved(month);
            await PeriodMoves.AddAsync(tx, of, month, new PeriodMove(status, PeriodStatus.Closing, closingNo));
            await tx.ExecuteAsync(InsertClosing, new { entity_id = of.Id, year = (long)year, closing_no = closingNo, actor = tx.Operation.Actor, recorded_at = tx.RecordedAt });
            return next;
        }, stop);
    }

    /// <summary>The next entries, as many as fit; each part takes up where the one before it stopped.</summary>
    private Task<Outcome<YearProgress>> PostPartAsync(Asked asked, Begun begun, int part, CancellationToken stop) => database.WriteAsync<YearProgress>(
        Step(asked, begun, $"/{part}"),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.EntityOrOnly(begun.Entity).IsDone(out var entity, out var refusal)) return refusal;
            await Periods.HoldAsync(tx, entity.Id);
            if (await YearEnds.FindAsync(tx, books, entity, begun.Year) is not { } standing || standing.ClosingNo != begun.ClosingNo) return YearEndCheck.MeanwhileMoved(YearEndCheck.LastMonthOf(begun.Year));
            if (standing.Status == PeriodStatus.Closed) return new YearProgress(0, 0);
            var parts = YearEndRule.PartsOf(entity, begun.Year, begun.ClosingNo, await YearEnds.BalancesAsync(tx, books, entity, YearEndRule.LastDayOf(begun.Year)));
            var (drafts, lines, taken) = (new List<EntryDraft>(), 0, 0);
            foreach (var next in parts.TakeWhile(next => drafts.Count == 0 || lines + next.LineCount <= MostLines))
            {
                lines += next.LineCount;
                taken++;
                drafts.Add(next.Closing);
                if (next.Release is { } release) drafts.Add(release with { RelatesToDraft = drafts.Count - 1 });
            }

            if (drafts.Count > 0 && !(await Journal.AppendManyAsync(tx, drafts)).IsDone(out _, out refusal)) return refusal;
            return new YearProgress(drafts.Count, parts.Skip(taken).Sum(left => left.Drafts.Count()));
        }, stop);

    /// <summary>Numbers the vouchers, keeps the balances and closes the last month. Under the key of the one who asked: asked again, it answers the same.</summary>
    private Task<Outcome<YearIsClosed>> FinishAsync(Asked asked, Begun begun, CancellationToken stop) => database.WriteAsync<YearIsClosed>(
        asked.For("close-year", OperationField.Of("year", begun.Year), OperationField.Of("entity", begun.Entity)) with { ReadsTotals = true },
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.EntityOrOnly(begun.Entity).IsDone(out var entity, out var refusal)) return refusal;
            await Periods.HoldAsync(tx, entity.Id);
            var month = YearEndCheck.LastMonthOf(begun.Year);
            if (await YearEnds.FindAsync(tx, books, entity, begun.Year) is not { } standing || standing.ClosingNo != begun.ClosingNo) return YearEndCheck.MeanwhileMoved(month);
            if (standing.Status == PeriodStatus.Closed) return YearEndCheck.ClosedAlready(standing);
            Invariant.Holds((await YearEnds.BalancesAsync(tx, books, entity, YearEndRule.LastDayOf(begun.Year))).Count == 0);
            var vouchers = await ClosePeriod.FinishAsync(tx, entity, month, begun.ClosingNo);
            var entries = await tx.SingleAsync<long>(CountEntries, new { entity_id = entity.Id, last_day = YearEndRule.LastDayOf(begun.Year).ToIso() });
            return new YearIsClosed(entity.Code, begun.Year, begun.ClosingNo, entries, vouchers);
        }, stop);

    private static Operation Step(Asked asked, Begun begun, string part) => new Asked($"year/{begun.Entity}/{begun.Year}/{begun.ClosingNo}{part}", asked.Actor).For(
        "close-year-part", OperationField.Of("year", begun.Year), OperationField.Of("entity", begun.Entity), OperationField.Of("closing", begun.ClosingNo), OperationField.Of("part", part)) with { ReadsTotals = true };
}
