namespace FundLedger.Reporting;

/// <summary>银行存款余额调节表: an account's balance by the books and by the bank on a day, and what lies between them.</summary>
/// <param name="Account">Code, name and last digits of the account.</param>
/// <param name="Says">Where the bank's balance comes from.</param>
/// <param name="Opening">What the bank held before its first line, less what the books say of that time.</param>
/// <param name="BookReceived">In the books, not at the bank; as the other three, with its sign.</param>
/// <param name="Items">What is in transit, by kind and day; the first of each kind.</param>
/// <param name="ItemCount">How many there are in all.</param>
/// <param name="Explained">What explains a difference, or items that will not go away by themselves.</param>
public sealed record BankReconciliationReport(
    ReportHead Head, BankAccountName Account, Bilingual Says, Money Book, Money Bank, Money Opening, Money BookReceived, Money BookPaid, Money BankReceived, Money BankPaid, bool IsLocked,
    IReadOnlyList<BankReconciliationItem> Items, long ItemCount, IReadOnlyList<Bilingual> Explained)
{
    public Money AdjustedBook => Book + Opening + BankReceived + BankPaid;
    public Money AdjustedBank => Bank + BookReceived + BookPaid;
    public Money Difference => AdjustedBank - AdjustedBook;
}

/// <param name="NumberTail">The last digits of its number.</param>
public sealed record BankAccountName(string Code, Bilingual Name, string BankName, string NumberTail);

/// <param name="Kind">Which of the four kinds in transit.</param>
/// <param name="Amount">Money in is positive.</param>
/// <param name="Line">Of the bank; null where it is one of the books.</param>
/// <param name="Entry">Of the books; null where it is one of the bank.</param>
/// <param name="Who">Masked.</param>
public sealed record BankReconciliationItem(Bilingual Kind, DateOnly Day, Money Amount, long? Line, long? Entry, string Reference, string Who, Bilingual What);
