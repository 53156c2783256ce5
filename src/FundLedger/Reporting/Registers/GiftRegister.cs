using FundLedger.Ledger;

namespace FundLedger.Reporting.Registers;

/// <summary>Everything that moved the income from gifts: gifts, in money and in kind, what was given back of them, and reversals. Names are masked.</summary>
/// <param name="Total">What the lines come to.</param>
/// <param name="Stored">Donation income by the stored totals, without year-end entries; the same in sound books.</param>
/// <param name="Lines">May be walked more than once; each walk reads afresh and yields the same.</param>
public sealed record GiftRegister(ReportHead Head, long LineCount, Money Total, Money Stored, IEnumerable<GiftRegisterLine> Lines);

/// <param name="Description">Document number and masked name; may be empty.</param>
/// <param name="Amount">Negative for what was given back.</param>
public sealed record GiftRegisterLine(DateOnly On, long Entry, Bilingual Kind, string Description, string Fund, string Source, Money Amount);

public static class GiftRegisters
{
    /// <param name="knownAt">Microseconds since 1970-01-01 UTC; null for everything recorded so far.</param>
    public static async Task<Outcome<GiftRegister>> OfAsync(LedgerReader reader, string fundCode, DateSpan span, long? knownAt = null)
    {
        if (!(await RegisterScope.OfAsync(reader, fundCode, span, knownAt)).IsDone(out var scope, out var refusal)) return refusal;
        List<Account> income = [.. scope.Books.Accounts.Where(account => account.EntityId == scope.Entity.Id && account.Role == AccountRole.DonationIncome)];
        var (count, total, yearEnd, stored) = (0L, 0L, 0L, 0L);
        foreach (var line in scope.Lines(accounts: income))
            checked
            {
                var isYearEnd = EntryKind.Of(line.Kind).IsYearEnd;
                if (isYearEnd) yearEnd -= line.AmountMinor;
                else (count, total) = (count + 1, total - line.AmountMinor);
            }

        var totals = new LedgerTotals(reader, scope.Books, scope.Known);
        foreach (var fund in scope.Funds)
            foreach (var moved in (await totals.MovementsAsync(fund, span)).Where(moved => income.Contains(moved.Account))) stored = checked(stored - moved.Totals.Net);
        return new GiftRegister(scope.Head, count, scope.M(total), scope.M(stored - yearEnd), new Rereading<GiftRegisterLine>(() => scope.Lines(accounts: income)
            .Where(line => !EntryKind.Of(line.Kind).IsYearEnd)
            .Select(line => new GiftRegisterLine(line.Day, line.EntryId, EntryKind.Of(line.Kind).Name, line.Description, scope.Books.Fund(line.FundId).Code, scope.Books.Source(line.SourceId).Code, scope.M(-line.AmountMinor)))));
    }
}
