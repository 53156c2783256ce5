using FundLedger.Reporting;
using FundLedger.Reports.Content;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Bookkeeping;

/// <summary>A book of the accountant that can be opened.</summary>
/// <param name="Code">Stands in addresses and file names; never changes.</param>
/// <param name="Draw">With what people's ids are called.</param>
internal sealed record BookKind(string Code, Bilingual Name, Bilingual Says, Func<LedgerReader, BookAsked, Func<string, Bilingual>, Task<Outcome<ReportContent>>> Draw)
{
    internal static IReadOnlyList<BookKind> All { get; } =
    [
        new("account-balances", new("科目余额表", "Account balances"), new("全部科目的期初、本期、本年累计和期末，逐级", "Opening, period, year to date and closing of every account, level by level"),
            (reader, asked, _) => AccountTables.BalancesAsync(reader, asked.Question, asked.IsByFund).Then(AccountTablesContent.Of)),
        new("general-ledger", new("总账", "General ledger"), new("每个科目逐月的借方、贷方和余额", "Debits, credits and balance of every account, month by month"),
            (reader, asked, _) => AccountTables.LedgerAsync(reader, asked.Question, asked.Account).Then(AccountTablesContent.Of)),
        new("account-book", new("明细账", "Account book"), new("一个科目逐笔，有本月合计和本年累计", "One account line by line, with sums of month and year"),
            (reader, asked, _) => AccountBooks.OfAsync(reader, asked.Question, asked.Account ?? "").Then(AccountBookContent.Of)),
        new("cash-journal", new("日记账", "Cash journal"), new("现金、银行存款或支付渠道，按日逐笔，有本日合计", "Cash, bank deposits or payment channels day by day, with the total of each"),
            (reader, asked, _) => AccountBooks.JournalAsync(reader, asked.Question, asked.Account).Then(AccountBookContent.JournalOf)),
        new("vouchers", new("记账凭证", "Vouchers"), new("每张凭证的分录、附件数、制单和审核", "The lines of each voucher, its documents, who made and who checked it"),
            (reader, asked, nameOf) => VoucherReading.BookAsync(reader, asked.Question).Then(book => VoucherContent.Of(book, nameOf))),
    ];

    internal static BookKind? Find(string? code) => All.FirstOrDefault(kind => kind.Code == code);
}
