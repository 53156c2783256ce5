using Dapper;
using FundLedger.Corrections;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Seals;
using FundLedger.SeedMoney;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Values;
using Microsoft.Extensions.Time.Testing;

namespace FundLedger.Tests;

/// <summary>A ledger of a test's own on 15 March 2026, 10:00 in Shanghai, with what scenarios do all the time.</summary>
internal sealed class TestLedger : IAsyncDisposable
{
    internal static readonly DateOnly Today = new(2026, 3, 15);
    internal static readonly DateTimeOffset Begun = new(2026, 3, 15, 2, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase database;
    private readonly bool ownsPlace;
    private int asked;

    internal TestLedger(TestDatabase database, StorageOptions? options = null)
    {
        this.database = database;
        ownsPlace = options is null or { Directory.Length: 0, ConnectionString.Length: 0 };
        Options = database.AtOwnPlace(options ?? new StorageOptions());
        if (ownsPlace) database.MakeBooks(Options);
        Database = Databases.Open(Options, Clock);
    }

    internal FakeTimeProvider Clock { get; } = new(Begun);
    internal StorageOptions Options { get; private set; }
    internal Database Database { get; private set; }

    /// <summary>Each with a key of its own.</summary>
    internal Asked Ask() => new($"request-{Interlocked.Increment(ref asked)}", "clerk-7");

    internal static Asked Ask(string key) => new(key, "clerk-7");

    internal static Money Cny(decimal yuan) => new((long)(yuan * 100), Currency.Cny);

    internal static DateOnly March(int day) => new(2026, 3, day);

    /// <summary>Closes the books and opens them again, as a new start of the program would.</summary>
    internal async Task ReopenAsync(long mostPages = 0)
    {
        await Database.DisposeAsync();
        Options = Options with { MostPages = mostPages };
        Database = Databases.Open(Options, Clock);
    }

    internal Task<Outcome<FundCreated>> TryFundAsync(string code, string currency = "CNY", string? entity = null) =>
        new CreateFund(Database).RunAsync(Ask(), new NewFund(code, code, FundKind.CommunityFund, Currency.Of(currency), Entity: entity));

    internal async Task FundAsync(string code, string currency = "CNY", string? entity = null) => (await TryFundAsync(code, currency, entity)).Expect();

    internal async Task<EntryId> DonateAsync(string fund, decimal yuan, DateOnly? on = null, string donor = "王小明", decimal fee = 0) =>
        (await new RecordDonation(Database).RunAsync(Ask(), new Gift(fund, Cny(yuan), on ?? Today, DonorName.Of(donor), fee == 0 ? null : Cny(fee)))).Expect().Entry;

    internal Task<Outcome<DonationRefunded>> TryRefundAsync(EntryId gift, decimal yuan, RefundWay way = RefundWay.DueAndPaid, DateOnly? on = null) =>
        new RefundDonation(Database).RunAsync(Ask(), new Refund(gift, Cny(yuan), on ?? Today, way));

    internal async Task<SeedMoneyReceived> SeedAsync(string fund, decimal yuan, string reference = "府办〔2026〕3号", DateOnly? on = null, DateOnly? spendBy = null) =>
        (await new ReceiveSeedMoney(Database).RunAsync(Ask(), new SeedMoneyReceipt(fund, Cny(yuan), on ?? Today, "区民政局", reference, spendBy))).Expect();

    internal Task<Outcome<ExpenseRecorded>> TrySpendAsync(string fund, decimal yuan, string? source = null, bool isPaid = true, DateOnly? on = null) =>
        new RecordExpense(Database).RunAsync(Ask(), new Expense(fund, Cny(yuan), on ?? Today, "场地租金", Source: source, IsPaid: isPaid));

    internal async Task<EntryId> SpendAsync(string fund, decimal yuan, string? source = null, bool isPaid = true, DateOnly? on = null) =>
        (await TrySpendAsync(fund, yuan, source, isPaid, on)).Expect().Entry;

    internal Task<Outcome<EntryReversed>> TryReverseAsync(EntryId entry, DateOnly? on = null) =>
        new ReverseEntry(Database).RunAsync(Ask(), new Reversal(entry, on ?? Today, "记错了"));

    internal Task<Outcome<EntryPosted>> TryPostAsync(DateOnly on, bool isFact, params GeneralLine[] lines) =>
        new PostEntry(Database).RunAsync(Ask(), new GeneralEntry(on, lines, IsFact: isFact));

    internal async Task<EntryId> PostAsync(params GeneralLine[] lines) => (await TryPostAsync(Today, false, lines)).Expect().Entry;

    /// <summary>A line of a general entry, a debit positive.</summary>
    internal static GeneralLine Line(string account, string fund, decimal yuan, string source = "Donation", string subject = "") =>
        new(account, fund, source, Cny(yuan), subject);

    internal Task<Outcome<PeriodClosed>> TryCloseAsync(int month, string? entity = null) => new ClosePeriod(Database).RunAsync(Ask(), new PeriodMonth(202600 + month), entity);

    internal async Task<PeriodClosed> CloseAsync(int month) => (await TryCloseAsync(month)).Expect();

    /// <summary>What a source of a fund may still promise or pay; zeros when it has none.</summary>
    internal Task<Position> PositionAsync(string fund, string source = "donation") => Database.ReadAsync(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        var found = books.FindFund(fund)!;
        var zero = Money.Zero(found.Currency);
        var of = books.FindSource(books.Entity(found.EntityId), source);
        return (await Positions.ListAsync(reader, found)).FirstOrDefault(position => position.SourceId == of?.Id) ?? new Position(0, zero, zero, zero, zero);
    });

    internal async Task<decimal> AvailableAsync(string fund, string source = "donation") => (await PositionAsync(fund, source)).Available.MinorUnits / 100m;

    /// <summary>(cash, owed, committed, available) of a fund as of a day, all sources, in yuan.</summary>
    internal async Task<(decimal Cash, decimal Owed, decimal Committed, decimal Available)> FiguresAsync(string fund, DateOnly? asOf = null, long? knownAt = null)
    {
        var total = (await BalancesAsync(fund, asOf, knownAt)).Total;
        return (total.Cash.MinorUnits / 100m, total.Owed.MinorUnits / 100m, total.Committed.MinorUnits / 100m, total.Available.MinorUnits / 100m);
    }

    internal Task<FundBalances> BalancesAsync(string fund, DateOnly? asOf = null, long? knownAt = null) =>
        Database.ReadAsync(async reader => (await FundReports.BalancesAsync(reader, fund, asOf ?? Today, knownAt)).Expect());

    /// <summary>A fund statement with its lines read out.</summary>
    internal Task<(FundStatement Statement, List<StatementLine> Lines)> StatementAsync(string fund, DateOnly first, DateOnly last, long? knownAt = null) =>
        Database.ReadAsync(async reader =>
        {
            var statement = (await FundReports.StatementAsync(reader, fund, new DateSpan(first, last), knownAt)).Expect();
            return (statement, statement.Lines.ToList());
        });

    internal Task<PostedEntry> EntryAsync(EntryId id) => Database.ReadAsync(async reader => (await JournalReading.FindAsync(reader, id, await Books.LoadAsync(reader)))!);

    /// <summary>Lines as <c>code ± yuan</c>, in their order.</summary>
    internal async Task<string[]> LinesAsync(EntryId id) =>
        [.. (await EntryAsync(id)).Lines.Select(line => $"{line.Account.Role} {line.Amount.ToAmountText()}{(line.Subject.Length > 0 ? " " + line.Subject : "")}")];

    internal Task<T> ScalarAsync<T>(string sql) => Database.ReadAsync(async reader => (await reader.Connection.ExecuteScalarAsync<T>(sql, transaction: reader.Transaction))!);

    internal Task<long> EntryCountAsync() => ScalarAsync<long>("SELECT COUNT(*) FROM journal_entries");

    internal Task<Verification> VerifyAsync() => Database.ReadAsync(reader => Verify.RunAsync(reader));

    internal async Task MustVerifyAsync()
    {
        var verification = await VerifyAsync();
        Assert.That(verification.Findings.Select(finding => finding.Message.En), Is.Empty, "verify");
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (ownsPlace) database.Remove(Options);
    }
}

/// <summary>Folders for what a test writes, below the system's temporary one.</summary>
internal static class TestFolder
{
    internal static string New() => Directory.CreateTempSubdirectory("fundledger-").FullName;

    internal static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // The test removed it itself.
        }
    }
}

/// <summary>What refusals are asked about.</summary>
internal static class Refused
{
    /// <summary>The refusal; fails when something was done.</summary>
    internal static Refusal Of<T>(Outcome<T> outcome)
    {
        Assert.That(outcome, Is.InstanceOf<Outcome<T>.Refused>());
        return ((Outcome<T>.Refused)outcome).Reason;
    }

    internal static string CodeOf<T>(Outcome<T> outcome) => Of(outcome).Code;

    internal static string TextOf<T>(Outcome<T> outcome) => Of(outcome).Message.En;
}
