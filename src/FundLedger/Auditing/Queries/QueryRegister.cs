using FundLedger.Ledger;
using FundLedger.Reporting;

namespace FundLedger.Auditing.Queries;

/// <summary>The register of audit queries as a report.</summary>
public static class QueryRegister
{
    /// <summary>Asked in these days about the fund, those below it, or the whole of its entity, as they stand now.</summary>
    /// <remarks>What is late is told by the last day.</remarks>
    public static async Task<Outcome<AuditQueryRegister>> OfAsync(LedgerReader reader, string fundCode, DateSpan span, long? knownAt = null)
    {
        if (FundReports.RefusalFor(span) is { } badSpan) return badSpan;
        var books = await Books.LoadAsync(reader);
        if (!books.Fund(fundCode).IsDone(out var fund, out var refusal)) return refusal;
        var funds = FundTree.From(fund, books.Funds).Select(placed => placed.Fund).ToHashSet();
        var known = await KnownMoment.OfAsync(reader, knownAt);
        List<AuditQuery> queries = [.. (await AuditQueries.ListAsync(reader, books))
            .Where(query => query.AskedOn >= span.First && query.AskedOn <= span.Last && (query.Fund is { } of ? funds.Contains(of) : query.Entity.Id == fund.EntityId)).OrderBy(query => query.Id)];
        return new AuditQueryRegister(
            FundReports.HeadOf(books, fund, span, known), [.. Enum.GetValues<QueryState>().Select(state => (StoredWords.Word(state), state.Name(), queries.LongCount(query => query.State == state)))],
            [.. queries.Select(query => Of(query, span.Last))]);
    }

    private static ListedQuery Of(AuditQuery query, DateOnly last)
    {
        var answers = query.Events.Where(one => one.Act == QueryAct.Answered).ToList();
        return new ListedQuery(
            query.Id, query.AskedOn, query.About.Name(), query.Code, query.Entry?.Value, query.DueOn, query.IsLateOn(last), query.State.Name(), query.Events[0].Words, answers.LastOrDefault()?.Words, answers.Count,
            query.State == QueryState.Closed ? query.Events[^1].On : null, query.Conclusion?.Name());
    }
}
