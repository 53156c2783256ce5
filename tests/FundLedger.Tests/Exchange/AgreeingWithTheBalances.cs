using System.Globalization;
using CsCheck;
using FundLedger.Donations;
using FundLedger.Exchange;
using FundLedger.Funds;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Tests.Exchange;

/// <summary>Whatever was posted, every export says the same as the stored balances.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class AgreeingWithTheBalances(TestDatabase database)
{
    private static readonly (string Code, string Currency)[] Funds = [("A", "CNY"), ("社区-1.b", "CNY"), ("越", "VND"), ("K-w", "KWD")];

    private static readonly Gen<Step[]> Steps = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Long[1, 100_000_000], Gen.Int[0, 80])
        .Select(drawn => new Step(drawn.Item1, drawn.Item2, drawn.Item3, drawn.Item4, TestBooks.Day(1, 1).AddDays(drawn.Item5))).Array[1, 25];

    /// <summary>Fewer on a server: each has a database of its own, which takes it seconds to make.</summary>
    private int Some(int count) => database.IsOnSqlServer ? 2 : count;

    [Test]
    public Task All_three_exports_add_up_to_the_stored_balances() => Steps.SampleAsync(async steps =>
    {
        await using var books = await PostedAsync(steps);
        var balances = await books.BalancesAsync();

        Assert.That(PlainTextBalances.OfPostings(await books.ExportAsync(JournalFormat.Hledger)), Is.EqualTo(PlainTextBalances.OursForHledger(balances)));
        Assert.That(PlainTextBalances.OfPostings(await books.ExportAsync(JournalFormat.Beancount)), Is.EqualTo(PlainTextBalances.OursForBeancount(balances)));
        Assert.That(OfCsv(await books.ExportAsync()), Is.EqualTo(PlainTextBalances.OursForHledger(balances)));
    }, iter: Some(40), threads: 1);

    [Test]
    public Task Other_programs_read_the_same_balances()
    {
        ForeignTools.MustBeInstalled("hledger", "bean-query");
        return Steps.SampleAsync(AgreeAsync, iter: Some(5), threads: 1);
    }

    private async Task AgreeAsync(Step[] steps)
    {
        await using var books = await PostedAsync(steps);
        var balances = await books.BalancesAsync();
        var hledger = await books.ExportBytesAsync(JournalFormat.Hledger);
        await ForeignTools.RunAsync("hledger", hledger, "-f", "FILE", "check", "--strict");
        Assert.That(await PlainTextBalances.OfHledgerAsync(hledger), Is.EqualTo(PlainTextBalances.OursForHledger(balances)));
        Assert.That(await PlainTextBalances.OfBeancountAsync(await books.ExportBytesAsync(JournalFormat.Beancount)), Is.EqualTo(PlainTextBalances.OursForBeancount(balances)));
    }

    [Test]
    public Task An_import_gives_the_same_bytes_again() => Steps.SampleAsync(async steps =>
    {
        await using var books = await PostedAsync(steps);
        var csv = await books.ExportBytesAsync();
        if (await books.AskAsync<long>("SELECT COUNT(*) FROM journal_entries") == 0) return;
        await using var copy = new TestBooks(database, new DateTimeOffset(2026, 4, 30, 0, 0, 0, TimeSpan.Zero));
        await ImportingTheJournal.ImportAsync(copy, csv);
        Assert.That(await copy.ExportBytesAsync(), Is.EqualTo(csv));
    }, iter: Some(20), threads: 1);

    /// <summary>What the rules refuse is left out; what they take is posted.</summary>
    private async Task<TestBooks> PostedAsync(Step[] steps)
    {
        var books = new TestBooks(database);
        foreach (var (code, currency) in Funds) await books.FundAsync(code, currency);
        foreach (var step in steps) await step.RunAsync(books);
        return books;
    }

    private static SortedDictionary<string, decimal> OfCsv(string csv)
    {
        var sums = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var row in PlainTextBalances.Rows(csv).Skip(1))
        {
            string Cell(JournalColumn column) => row[(int)column];
            var name = string.Join(':', Cell(JournalColumn.Layer), Cell(JournalColumn.AccountType),
                HledgerWriter.Part(Cell(JournalColumn.AccountCode)), HledgerWriter.Part(Cell(JournalColumn.Fund)), HledgerWriter.Part(Cell(JournalColumn.Source)));
            var key = $"{name} {Cell(JournalColumn.Currency)}";
            sums[key] = sums.GetValueOrDefault(key) + decimal.Parse(Cell(JournalColumn.Amount), CultureInfo.InvariantCulture);
        }

        return new SortedDictionary<string, decimal>(sums.Where(sum => sum.Value != 0).ToDictionary(), StringComparer.Ordinal);
    }

    private sealed record Step(int Kind, int Fund, int Other, long MinorUnits, DateOnly On)
    {
        internal Task RunAsync(TestBooks books)
        {
            var (fund, currency) = Funds[Fund];
            var amount = new Money(MinorUnits, Currency.Of(currency));
            return Kind switch
            {
                0 => books.GiftAsync(fund, amount.ToAmountText(), currency, on: On),
                1 => new RecordExpense(books.Database).RunAsync(books.Asked(), new Expense(fund, amount, On, "x", IsPaid: MinorUnits % 2 == 0)),
                2 => new TransferBetweenFunds(books.Database).RunAsync(books.Asked(), new FundTransfer(fund, Funds[Other].Code, "donation", amount, On, SeparateAccounts: MinorUnits % 2 == 0)),
                3 => new RecordBankFee(books.Database).RunAsync(books.Asked(), new BankMovement(fund, amount, On)),
                _ => new RefundDonation(books.Database).RunAsync(books.Asked(), new Refund(new EntryId(1 + MinorUnits % 5), amount, On, RefundWay.ChargedBack)),
            };
        }
    }
}
