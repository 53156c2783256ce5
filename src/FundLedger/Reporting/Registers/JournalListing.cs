using FundLedger.Ledger;

namespace FundLedger.Reporting.Registers;

/// <summary>Every entry of a fund and those below it, line by line, in the order of its days (序时账).</summary>
/// <param name="LineCount">How many lines there are, from the stored totals.</param>
/// <param name="Debit">From the stored totals.</param>
/// <param name="Credit">From the stored totals.</param>
/// <param name="Lines">May be walked more than once; each walk reads afresh and yields the same.</param>
public sealed record JournalListing(ReportHead Head, long LineCount, Money Debit, Money Credit, IEnumerable<JournalListingLine> Lines);

/// <param name="IsFirst">Of its entry.</param>
/// <param name="Description">Document number and masked name or text; may be empty.</param>
/// <param name="Debit">Not negative; zero for a credit.</param>
/// <param name="Credit">Not negative; zero for a debit.</param>
public sealed record JournalListingLine(
    DateOnly On, long Entry, bool IsFirst, Bilingual Kind, string Description, string Account, Bilingual AccountName, string Fund, string Source, Money Debit, Money Credit);

public static class JournalListings
{
    /// <param name="knownAt">Microseconds since 1970-01-01 UTC; null for everything recorded so far.</param>
    public static async Task<Outcome<JournalListing>> OfAsync(LedgerReader reader, string fundCode, DateSpan span, long? knownAt = null)
    {
        if (!(await RegisterScope.OfAsync(reader, fundCode, span, knownAt)).IsDone(out var scope, out var refusal)) return refusal;
        var (totals, sum) = (new LedgerTotals(reader, scope.Books, scope.Known), default(Totals));
        foreach (var fund in scope.Funds)
            foreach (var moved in await totals.MovementsAsync(fund, span)) sum += moved.Totals;
        return new JournalListing(scope.Head, sum.Lines, scope.M(sum.Debit), scope.M(sum.Credit), Lines(scope));
    }

    private static IEnumerable<JournalListingLine> Lines(RegisterScope scope)
    {
        return new Rereading<JournalListingLine>(Walk);

        IEnumerable<JournalListingLine> Walk()
        {
            var before = 0L;
            foreach (var line in scope.Lines())
            {
                var (account, amount) = (scope.Books.Account(line.AccountId), scope.M(line.AmountMinor));
                var (debit, credit) = amount.IsPositive ? (amount, scope.M(0)) : (scope.M(0), -amount);
                yield return new JournalListingLine(
                    line.Day, line.EntryId, line.EntryId != before, EntryKind.Of(line.Kind).Name, line.Description, account.Code, account.Name,
                    scope.Books.Fund(line.FundId).Code, scope.Books.Source(line.SourceId).Code, debit, credit);
                before = line.EntryId;
            }
        }
    }
}

/// <summary>Reads afresh each time it is walked.</summary>
internal sealed class Rereading<T>(Func<IEnumerable<T>> read) : IEnumerable<T>
{
    public IEnumerator<T> GetEnumerator() => read().GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
