using FundLedger.Banking.Accounts;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Reporting;

namespace FundLedger.Banking.Reconciling;

/// <summary>A reconciliation as the figures of a report, names masked.</summary>
public static class ReconciliationFigures
{
    /// <param name="accountCode">Code of the account.</param>
    /// <param name="told">The bank's balance read off a paper; null for what the statements say.</param>
    public static async Task<Outcome<BankReconciliationReport>> OfAsync(LedgerReader reader, string accountCode, DateOnly to, Money? told = null, long? knownAt = null)
    {
        var books = await Books.LoadAsync(reader);
        if (!(await BankBook.LoadAsync(reader, books)).Find(accountCode).IsDone(out var account, out var refusal)) return refusal;
        if (!(await Reconciliation.ReadAsync(reader, account, to, told, knownAt)).IsDone(out var figures, out refusal)) return refusal;
        var explained = await Explanations.OfAsync(reader, figures);
        var sums = figures.Sums;
        return new BankReconciliationReport(
            (await FundReports.HeadOfEntityAsync(reader, account.Entity, account.Currency, new DateSpan(figures.FirstDay, to), knownAt)) with { Fund = new FundName(account.Code, account.Name.Zh) },
            new(account.Code, account.Name, account.BankName, account.NumberTail), figures.BankSays.Name(), figures.Money(sums.Book), figures.Money(sums.Bank), figures.Money(sums.Opening),
            figures.Money(sums.BookReceived), figures.Money(sums.BookPaid), figures.Money(sums.BankReceived), figures.Money(sums.BankPaid), figures.Locked is not null,
            [.. figures.Items.OrderBy(item => item.Kind).ThenBy(item => item.Day).Select(ItemOf)], figures.ItemCount, [.. explained.Select(one => one.What)]);
    }

    /// <summary>Free text is left out: it may name people.</summary>
    private static BankReconciliationItem ItemOf(TransitItem item) => new(
        item.Kind.Name(), item.Day, item.Amount, item.Line, item.Entry?.Value, item.Reference,
        Masking.Masked(item.Who), item.Line is null ? item.What : Bilingual.Same(""));
}
