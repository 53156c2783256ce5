using FundLedger.Corrections;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Tests.People;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Reporting;

/// <summary>The books of an accountant, against what was recorded.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class KeepingTheBooks(TestDatabase database)
{
    private static DateOnly January(int day) => new(2026, 1, day);
    private static DateOnly February(int day) => new(2026, 2, day);
    private static readonly DateSpan Quarter = new(January(1), new DateOnly(2026, 3, 31));

    [Test]
    public Task A_voucher_has_its_number_its_lines_its_documents_and_who_made_it() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var second = await ledger.DonateAsync("LAKE", 10, January(20), fee: 0.06m);
        var first = await ledger.DonateAsync("LAKE", 4, January(5));
        (await new AttachDocument(ledger.Database).RunAsync(ledger.Ask(), second, new Attachment("票.txt", "一"u8.ToArray()))).Expect();
        await ledger.PostAsync(Line("9101", "LAKE", 1), Line("9102", "LAKE", -1));
        await ledger.CloseAsync(1);
        var open = await ledger.DonateAsync("LAKE", 7, February(3));

        var (book, vouchers) = await VouchersAsync(ledger, Quarter);
        Assert.That(vouchers.Select(voucher => (voucher.Number, voucher.Entry, voucher.Documents, voucher.Maker)), Is.EqualTo(new[] { ((long?)1, first.Value, 0L, "clerk-7"), (2, second.Value, 1L, "clerk-7"), (null, open.Value, 0L, "clerk-7") }), "a promise is none");
        Assert.That(vouchers[1].Lines.Select(line => (line.No, line.AccountCode, line.Fund.Code, line.Source, line.Debit, line.Credit)), Is.EqualTo(new[]
        {
            (1, "1002", "LAKE", "donation", Cny(10), Cny(0)), (2, "4101", "LAKE", "donation", Cny(0), Cny(10)), (3, "5301", "LAKE", "donation", Cny(0.06m), Cny(0)), (4, "1002", "LAKE", "donation", Cny(0), Cny(0.06m)),
        }).Or.Length.EqualTo(2), "with its fee, or without when it is an entry of its own");
        Assert.That((book.Count, book.Unnumbered, book.Missing, book.Debit, book.Credit), Is.EqualTo((3L, 1L, 0L, vouchers.Aggregate(Cny(0), (sum, voucher) => sum + voucher.Total), book.Debit)));
        Assert.That(string.Join(' ', vouchers.SelectMany(voucher => voucher.Lines).Select(line => line.Summary.Zh)), Does.Not.Contain("王"), "no names");
        Assert.That((await VouchersAsync(ledger, Quarter, 2, 2)).Vouchers.Select(voucher => voucher.Entry), Is.EqualTo(new[] { second.Value }));
        Assert.That(await ledger.Database.ReadAsync(reader => VoucherReading.OfEntryAsync(reader, second)), Is.EqualTo((new PeriodMonth(202601), "记", 2L)));
    });

    [Test]
    public Task A_voucher_of_what_took_two_names_both() => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        await ledger.FundAsync("LAKE");
        var checker = await people.AddAsync("checker", PersonRole.Approver);
        var gift = await ledger.DonateAsync("LAKE", 10, January(5));
        await people.ApproveAsync(checker, (await people.ProposeAsync(people.Admin, ReverseEntry.Kind, new Reversal(gift, January(6), "记错了"))).Proposal);
        var (_, vouchers) = await VouchersAsync(ledger, Quarter);
        Assert.That(vouchers.Select(voucher => (voucher.Maker, string.Join(',', voucher.Checkers))), Is.EqualTo(new[] { ("clerk-7", ""), (people.Admin, checker) }));
    });

    [Test]
    public Task A_month_opened_and_closed_again_goes_on_with_its_numbers_and_is_sound() => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        await ledger.FundAsync("LAKE");
        var checker = await people.AddAsync("checker", PersonRole.Approver);
        foreach (var day in new[] { 9, 5 }) await ledger.DonateAsync("LAKE", 10, January(day));
        await ledger.CloseAsync(1);
        await people.ApproveAsync(checker, (await people.ProposeAsync(people.Admin, ReopeningPeriods.Kind, new Reopening("MAIN", "2026-01", "漏记"))).Proposal);
        await ledger.DonateAsync("LAKE", 7, January(3));
        await ledger.CloseAsync(1);
        var (_, vouchers) = await VouchersAsync(ledger, Quarter);
        Assert.That(vouchers.Select(voucher => (voucher.Number, voucher.OccurredOn.Day)), Is.EqualTo(new[] { ((long?)1, 5), (2, 9), (3, 3) }));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Every_book_comes_to_the_same_balances() => database.RunAsync(async ledger =>
    {
        await MixedAsync(ledger, seed: 20260);
        var span = new DateSpan(January(10), new DateOnly(2026, 3, 10));
        await ledger.Database.ReadAsync(async reader =>
        {
            var asked = new BookQuestion(null, span);
            var table = (await AccountTables.BalancesAsync(reader, asked)).Expect();
            var byFund = (await AccountTables.BalancesAsync(reader, asked, byFund: true)).Expect();
            var general = (await AccountTables.LedgerAsync(reader, asked)).Expect();
            foreach (var parts in new[] { table.Rows, byFund.Rows }.Select(rows => rows.Where(row => !row.IsSum).ToList()))
            {
                Assert.That(Sum(parts, row => row.Opening), Is.EqualTo(Cny(0)));
                Assert.That(Sum(parts, row => row.Closing), Is.EqualTo(Cny(0)));
                Assert.That(Sum(parts, row => row.Debit), Is.EqualTo(Sum(parts, row => row.Credit)).And.Not.EqualTo(Cny(0)));
                Assert.That(Sum(parts, row => row.YearDebit), Is.EqualTo(Sum(parts, row => row.YearCredit)));
            }

            foreach (var row in table.Rows.Where(row => !row.IsSum))
            {
                var split = byFund.Rows.Where(part => !part.IsSum && part.Code == row.Code).ToList();
                Assert.That((Sum(split, part => part.Opening), Sum(split, part => part.Debit), Sum(split, part => part.Closing)), Is.EqualTo((row.Opening, row.Debit, row.Closing)), row.Code);
                var account = general.Accounts.SingleOrDefault(known => known.Code == row.Code);
                Assert.That(account?.Closing ?? Cny(0), Is.EqualTo(row.Closing), row.Code);
                if (account is { Months: [.., var last] }) Assert.That((last.YearDebit, last.YearCredit), Is.EqualTo((row.YearDebit, row.YearCredit)), row.Code);
            }

            foreach (var code in table.Rows.Where(row => row.Level == 1).Select(row => row.Code).Distinct())
            {
                var (book, row) = ((await AccountBooks.OfAsync(reader, asked, code)).Expect(), table.Rows.First(known => known.Code == code));
                var lines = book.Lines.ToList();
                Assert.That((book.Opening, book.Debit, book.Credit, book.Closing), Is.EqualTo((row.Opening, row.Debit, row.Credit, row.Closing)), code);
                Assert.That((Sum(lines, line => line.Debit), Sum(lines, line => line.Credit), (long)lines.Count), Is.EqualTo((book.Debit, book.Credit, book.LineCount)), code);
                Assert.That(lines.Select(line => (line.OccurredOn, line.Entry)), Is.Ordered, code);
                Assert.That((book.YearDebit + book.Debit, book.YearCredit + book.Credit), Is.EqualTo((row.YearDebit, row.YearCredit)), code);
            }

            return true;
        });
    });

    [Test]
    public Task A_cash_journal_is_of_money_alone_and_names_what_it_stands_against() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 10, January(5));
        await ledger.SpendAsync("LAKE", 3, on: January(6));
        await ledger.Database.ReadAsync(async reader =>
        {
            var journal = (await AccountBooks.JournalAsync(reader, new BookQuestion(null, Quarter))).Expect();
            Assert.That((journal.AccountCode, journal.Closing), Is.EqualTo(("1002", Cny(7))));
            Assert.That(journal.Lines.Select(line => line.Against.Zh), Is.EqualTo(new[] { "捐赠收入", "业务活动成本" }));
            Assert.That(Refused.CodeOf(await AccountBooks.JournalAsync(reader, new BookQuestion(null, Quarter), "4101")), Is.EqualTo("journal-account"));
            Assert.That(Refused.CodeOf(await AccountBooks.OfAsync(reader, new BookQuestion(null, Quarter), "9101")), Is.EqualTo("account-unknown"), "no account of the statutory books");
            Assert.That(Refused.CodeOf(await AccountTables.BalancesAsync(reader, new BookQuestion("NONE", Quarter))), Is.EqualTo("entity-unknown"));
            return true;
        });
    });

    [Test]
    public Task What_was_recorded_later_does_not_count_for_an_earlier_moment() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 10, January(5));
        var then = await ledger.ScalarAsync<long>("SELECT MAX(recorded_at) FROM journal_entries");
        ledger.Clock.Advance(TimeSpan.FromHours(1));
        await ledger.DonateAsync("LAKE", 5, January(4));
        await ledger.Database.ReadAsync(async reader =>
        {
            var asked = new BookQuestion(null, Quarter, KnownAt: then);
            Assert.That((await VoucherReading.BookAsync(reader, asked)).Expect().Debit, Is.EqualTo(Cny(10)));
            Assert.That((await AccountBooks.JournalAsync(reader, asked)).Expect() is var journal ? (journal.Closing, journal.Lines.Count()) : default, Is.EqualTo((Cny(10), 1)));
            return true;
        });
    });

    [Test]
    public Task Vouchers_of_another_currency_have_a_book_of_their_own() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 10, January(5));
        await ledger.Database.ReadAsync(async reader =>
        {
            var book = (await VoucherReading.BookAsync(reader, new BookQuestion(null, Quarter, Currency.Of("USD")))).Expect();
            Assert.That((book.Count, book.Debit), Is.EqualTo((0L, Money.Zero(Currency.Of("USD")))));
            Assert.That(Refused.CodeOf(await VoucherReading.BookAsync(reader, new BookQuestion(null, Quarter), 3, 2)), Is.EqualTo("voucher-range"));
            return true;
        });
    });

    /// <summary>Gifts, expenses, refunds and transfers over two years, drawn from a seed.</summary>
    private static async Task MixedAsync(TestLedger ledger, int seed)
    {
        var random = new Random(seed);
        foreach (var fund in new[] { "LAKE", "HILL" }) await ledger.FundAsync(fund);
        for (var i = 0; i < 60; i++)
        {
            var (fund, on) = (random.Next(2) == 0 ? "LAKE" : "HILL", new DateOnly(2025, 11, 1).AddDays(random.Next(130)));
            switch (random.Next(4))
            {
                case 0:
                    await ledger.TrySpendAsync(fund, random.Next(1, 500) / 100m, isPaid: random.Next(2) == 0, on: on);
                    break;
                case 1:
                    await ledger.TryPostAsync(on, true, Line("1122", fund, 1), Line("4901", fund, -1));
                    break;
                default:
                    await ledger.DonateAsync(fund, random.Next(1, 10_000) / 100m, on);
                    break;
            }
        }
    }

    private static Money Sum<T>(IEnumerable<T> rows, Func<T, Money> of) => rows.Aggregate(Cny(0), (sum, row) => sum + of(row));

    private static Task<(VoucherBook Book, List<Voucher> Vouchers)> VouchersAsync(TestLedger ledger, DateSpan span, long? first = null, long? last = null) => ledger.Database.ReadAsync(async reader =>
    {
        var book = (await VoucherReading.BookAsync(reader, new BookQuestion(null, span), first, last)).Expect();
        return (book, book.Vouchers.ToList());
    });
}
