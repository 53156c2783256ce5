using System.CommandLine;
using FundLedger.Reporting;
using FundLedger.Reports.Content;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Pages;

namespace FundLedger.Web.Cli;

/// <summary><c>report vouchers</c>, <c>report account-book</c>, <c>report general-ledger</c>, <c>report cash-journal</c>, <c>report account-balances</c>: the books of an entity.</summary>
internal static class BookVerbs
{
    internal static IReadOnlyList<Command> In(Shell shell) => [Vouchers(shell), AccountBook(shell), GeneralLedger(shell), CashJournal(shell), AccountBalances(shell)];

    private static Command Vouchers(Shell shell)
    {
        var (days, number) = (new BookDays(shell), Number(shell));
        return ReportVerbs.Make(shell, "vouchers", new("记账凭证：编号、分录、附件数、制单与审核", "Vouchers: number, lines, documents, who made and who checked"), [.. days.Options, number], async (run, reader) =>
        {
            if (!days.Of(run).IsDone(out var asked, out var refusal) || !Range(run.Value(number)).IsDone(out var range, out refusal)) return refusal;
            var people = await WhoIs.LoadAsync(reader);
            return (await VoucherReading.BookAsync(reader, asked, range.First, range.Last)).IsDone(out var done, out refusal) ? VoucherContent.Of(done, people.NameOf) : refusal;
        });
    }

    private static Command AccountBook(Shell shell)
    {
        var (days, account) = (new BookDays(shell), Account(shell, new("科目编号，连同其下级科目", "code of the account, with those below it"), isRequired: true));
        return ReportVerbs.Make(shell, "account-book", new("明细账：一个科目逐笔，有本月合计和本年累计", "Account book: an account line by line, with sums of month and year"), [account, .. days.Options], async (run, reader) =>
            days.Of(run).IsDone(out var asked, out var refusal) && (await AccountBooks.OfAsync(reader, asked, run.Required(account))).IsDone(out var done, out refusal) ? AccountBookContent.Of(done) : refusal!);
    }

    private static Command CashJournal(Shell shell)
    {
        var (days, account) = (new BookDays(shell), Account(shell, new("现金、银行存款或支付渠道的科目编号（默认：银行存款）", "code of cash, bank deposits or payment channels (default: bank deposits)")));
        return ReportVerbs.Make(shell, "cash-journal", new("日记账：按日逐笔，有本日合计", "Cash journal: day by day, with the total of each"), [account, .. days.Options], async (run, reader) =>
            days.Of(run).IsDone(out var asked, out var refusal) && (await AccountBooks.JournalAsync(reader, asked, run.Value(account))).IsDone(out var done, out refusal) ? AccountBookContent.JournalOf(done) : refusal!);
    }

    private static Command GeneralLedger(Shell shell)
    {
        var (days, account) = (new BookDays(shell), Account(shell, new("只列这个科目及其下级（默认：全部）", "only this account and those below it (default: all)")));
        return ReportVerbs.Make(shell, "general-ledger", new("总账：每个科目逐月", "General ledger: every account month by month"), [.. days.Options, account], async (run, reader) =>
            days.Of(run).IsDone(out var asked, out var refusal) && (await AccountTables.LedgerAsync(reader, asked, run.Value(account))).IsDone(out var done, out refusal) ? AccountTablesContent.Of(done) : refusal!);
    }

    private static Command AccountBalances(Shell shell)
    {
        var (days, byFund) = (new BookDays(shell), Options.Flag(shell, "--by-fund", new("每个科目再按基金分列", "each account by fund as well")));
        return ReportVerbs.Make(shell, "account-balances", new("科目余额表：会计主体全部科目，逐级", "Account balances: all accounts of an entity, level by level"), [.. days.Options, byFund], async (run, reader) =>
            days.Of(run).IsDone(out var asked, out var refusal) && (await AccountTables.BalancesAsync(reader, asked, run.Value(byFund))).IsDone(out var done, out refusal) ? AccountTablesContent.Of(done) : refusal!);
    }

    private static Option<string> Account(Shell shell, Bilingual description, bool isRequired = false) => Options.Text(shell, "--account", new("编号", "CODE"), description, isRequired);

    internal static Option<string> Number(Shell shell) => Options.Text(shell, "--number", new("号码", "NUMBERS"), new("只要这一张或这一段：12 或 12-15", "only this one or these: 12 or 12-15"));

    /// <summary>Reads <c>12</c> or <c>12-15</c>; nothing asks for all.</summary>
    internal static Outcome<(long? First, long? Last)> Range(string? typed)
    {
        if (typed is null) return (null, null);
        var ends = typed.Split('-');
        if (ends.Length <= 2 && ends.All(end => long.TryParse(end, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _)))
            return (long.Parse(ends[0], System.Globalization.CultureInfo.InvariantCulture), long.Parse(ends[^1], System.Globalization.CultureInfo.InvariantCulture));
        return Refusal.Of("voucher-range", "number", $"“{typed}”不是凭证号。请写如 12 或 12-15。", $"'{typed}' is no number of a voucher. Write it like 12 or 12-15.");
    }
}

/// <summary>Whose books and which days: a month, or from a day to a day.</summary>
internal sealed class BookDays
{
    private readonly Option<string> entity;
    private readonly Option<string> currency;
    private readonly Option<PeriodMonth> month;
    private readonly Option<DateOnly> from;
    private readonly Option<DateOnly> to;
    private readonly Option<long> knownAt;

    internal BookDays(Shell shell)
    {
        entity = Cli.Options.Text(shell, "--entity", new("代码", "CODE"), new("会计主体（默认：唯一的主体）", "entity (default: the only one)"));
        currency = Cli.Options.Text(shell, "--currency", new("币种", "CODE"), new("只含这种币种的基金（默认：主体的记账币种）", "of the funds in this currency (default: the entity's own)"));
        month = Cli.Options.Month(shell, new("一个月，代替起止日", "a month, in place of the days"));
        month.Required = false;
        from = Cli.Options.Date(shell, "--from", new("起始日", "first day"));
        to = Cli.Options.Date(shell, "--to", new("截止日，含当天", "last day, included"));
        knownAt = Cli.Options.KnownAt(shell);
    }

    internal IReadOnlyList<Symbol> Options => [entity, month, from, to, currency, knownAt];

    internal Outcome<BookQuestion> Of(ReadRun run)
    {
        if (!SpanOf(run).IsDone(out var span, out var refusal)) return refusal;
        Currency? asked = null;
        if (run.Value(currency) is { } code)
        {
            if (!Currency.TryFind(code, out var known)) return Refusal.Of("currency-unknown", "currency", $"没有币种“{code}”。", $"There is no currency '{code}'.");
            asked = known;
        }

        return new BookQuestion(run.Value(entity), span, asked, run.Has(knownAt) ? run.Value(knownAt) : null);
    }

    private Outcome<DateSpan> SpanOf(ReadRun run)
    {
        if (run.Has(month) && (run.Has(from) || run.Has(to))) return Refusal.Of("days-twice", "month", "请只给月份，或只给起止日。", "Give a month, or a first and a last day, not both.");
        if (run.Has(month)) return new DateSpan(run.Value(month).FirstDay, run.Value(month).LastDay);
        if (!run.Has(from) || !run.Has(to)) return Refusal.Of("days-missing", "month", "请用 --month 给出月份，或用 --from 和 --to 给出起止日。", "Name the month with --month, or the days with --from and --to.");
        return run.Value(from) <= run.Value(to) ? new DateSpan(run.Value(from), run.Value(to)) : Refusal.Of("dates-crossed", "to", "截止日早于起始日。", "The last day is before the first.");
    }
}
