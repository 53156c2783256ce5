using System.Text;
using FundLedger.Corrections;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Exchange;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.SeedMoney;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Values;
using Microsoft.Extensions.Time.Testing;

namespace FundLedger.Tests.Exchange;

/// <summary>Books in a place of their own, gone when the test ends.</summary>
internal sealed class TestBooks : IAsyncDisposable
{
    private readonly TestDatabase place;
    private readonly StorageOptions options;
    private int keys;

    internal TestBooks(TestDatabase place, DateTimeOffset? now = null)
    {
        (this.place, options) = (place, place.AtOwnPlace(new StorageOptions()));
        Clock = new FakeTimeProvider(now ?? new DateTimeOffset(2026, 3, 31, 8, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(7) };
        Database = Databases.Open(options, Clock);
    }

    internal FakeTimeProvider Clock { get; }

    internal Database Database { get; }

    internal Asked Asked() => new($"test/{++keys}", "tester");

    internal static Money Money(string amount, string currency = "CNY") =>
        FundLedger.Values.Money.TryParse(amount, Currency.Of(currency), out var money) ? money : throw new ArgumentException(amount);

    internal static DateOnly Day(int month, int day) => new(2026, month, day);

    internal Task<FundCreated> FundAsync(string code, string currency = "CNY", string? parent = null, FundKind kind = FundKind.CommunityFund, string? entity = null) =>
        Expect(new CreateFund(Database).RunAsync(Asked(), new NewFund(code, $"{code} 社区基金", kind, Currency.Of(currency), parent, entity)));

    internal async Task<EntryId> GiftAsync(string fund, string amount, string currency = "CNY", string? fee = null, string? reference = null, string? note = null, DateOnly? on = null) =>
        (await Expect(new RecordDonation(Database).RunAsync(Asked(), new Gift(fund, Money(amount, currency), on ?? Day(1, 31), DonorName.Of("王小明"),
            fee is null ? null : Money(fee, currency), Reference: reference, Note: note)))).Entry;

    /// <summary>Every kind of entry the operations make, in three currencies, with codes in Chinese and texts that look like formulas.</summary>
    internal static async Task<TestBooks> WithEveryKindAsync(TestDatabase place)
    {
        var books = new TestBooks(place);
        await books.FundAsync("浦东区", kind: FundKind.DistrictPool);
        await books.FundAsync("社区-1.A", parent: "浦东区");
        await books.FundAsync("host", kind: FundKind.ProgrammeFund);
        await books.FundAsync("VN", "VND");
        await books.FundAsync("KW", "KWD");
        await books.PostCommonAsync();
        await books.PostUncommonAsync();
        return books;
    }

    private async Task PostCommonAsync()
    {
        const string fund = "社区-1.A";
        await Expect(new ReceiveSeedMoney(Database).RunAsync(Asked(), new SeedMoneyReceipt(fund, Money("50000.00"), Day(1, 5), "浦东新区民政局", "沪民〔2026〕12号; =A1,\"x\"  y", Day(12, 31), File: new Attachment("拨款文件.pdf", [1, 2, 3]))));
        await Expect(new RecordOpeningBalance(Database).RunAsync(Asked(), new OpeningBalance(fund, SourceKind.OwnFunds, Money("10.01"), Day(1, 1), "=HYPERLINK(\"x\")")));
        var gift = await GiftAsync(fund, "1000.00", fee: "3.50", reference: "+REF|1", note: "为了社区；谢谢");
        await GiftAsync("VN", "500000", "VND", fee: "1100");
        await GiftAsync("KW", "12.345", "KWD");
        await Expect(new RefundDonation(Database).RunAsync(Asked(), new Refund(gift, Money("100.00"), Day(2, 1), Reason: "duplicate")));
        await Expect(new RecordInterest(Database).RunAsync(Asked(), new BankMovement(fund, Money("0.37"), Day(2, 2), Reference: "'quoted")));
        var owed = await Expect(new RecordExpense(Database).RunAsync(Asked(), new Expense(fund, Money("50100.00"), Day(2, 3), "印刷费", IsPaid: false, Reference: "-INV\n7")));
        await Expect(new PayExpense(Database).RunAsync(Asked(), owed.Entry, Day(2, 9)));
    }

    private async Task PostUncommonAsync()
    {
        const string fund = "社区-1.A";
        await GiftAsync("浦东区", "900.00");
        var transfer = await Expect(new TransferBetweenFunds(Database).RunAsync(Asked(), new FundTransfer("浦东区", fund, "donation", Money("400.00"), Day(2, 10), SeparateAccounts: true)));
        await Expect(new SettleTransfer(Database).RunAsync(Asked(), new TransferSettlement(transfer.Entry, Money("150.00"), Day(2, 11))));
        await Expect(new ChargeManagementFee(Database).RunAsync(Asked(), new ManagementFee(fund, "host", "donation", Money("20.00"), Day(2, 12))));
        var mistake = await GiftAsync(fund, "77.00");
        await Expect(new ReverseEntry(Database).RunAsync(Asked(), new Reversal(mistake, Day(2, 13), "typed twice")));
        await Expect(new RecordBankFee(Database).RunAsync(Asked(), new BankMovement("KW", Money("1.005", "KWD"), Day(2, 14))));
        await Expect(new PostEntry(Database).RunAsync(Asked(), new GeneralEntry(Day(6, 30),
        [
            new GeneralLine("9101", fund, "donation", Money("300.00"), "award/1"), new GeneralLine("9102", fund, "donation", Money("-300.00"), "award/1"),
        ], "grant awarded")));
    }

    internal async Task<string> ExportAsync(JournalFormat format = JournalFormat.Csv, JournalFilter? filter = null) => Encoding.UTF8.GetString(await ExportBytesAsync(format, filter));

    internal Task<byte[]> ExportBytesAsync(JournalFormat format = JournalFormat.Csv, JournalFilter? filter = null) => Database.ReadAsync(async reader =>
    {
        using var output = new MemoryStream();
        (await JournalExport.WriteAsync(reader, format, output, filter)).Expect();
        return output.ToArray();
    });

    /// <summary>The stored balances, debits less credits, of all that has lines.</summary>
    internal Task<IReadOnlyList<Balance>> BalancesAsync() => Database.ReadAsync<IReadOnlyList<Balance>>(async reader =>
    {
        var books = await FundLedger.Ledger.Books.LoadAsync(reader);
        var rows = await Dapper.SqlMapper.QueryAsync<(long Account, long Fund, long Source, string Currency, long Net)>(
            reader.Connection, "SELECT account_id, fund_id, source_id, currency, debit_minor - credit_minor FROM account_balances", transaction: reader.Transaction);
        return [.. rows.Select(row => new Balance(books.Account(row.Account), books.Fund(row.Fund), books.Source(row.Source), new Money(row.Net, Currency.Of(row.Currency))))];
    });

    /// <summary>One value of the database as it stands.</summary>
    internal Task<T> AskAsync<T>(string query) => Database.ReadAsync(reader => Dapper.SqlMapper.QuerySingleAsync<T>(reader.Connection, query, transaction: reader.Transaction));

    /// <summary>Rows of the database as they stand, in words.</summary>
    internal Task<List<string>> RowsAsync(string query) => Database.ReadAsync(async reader =>
        (await Dapper.SqlMapper.QueryAsync(reader.Connection, query, transaction: reader.Transaction)).Select(row => string.Join(' ', ((IDictionary<string, object?>)row).Values.Select(InWords))).ToList());

    private static string InWords(object? value) => value is byte[] bytes ? Convert.ToHexStringLower(bytes) : $"{value}";

    internal static async Task<T> Expect<T>(Task<Outcome<T>> running) => (await running).Expect();

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        place.Remove(options);
    }
}

internal sealed record Balance(Account Account, Fund Fund, Source Source, Money Net);
