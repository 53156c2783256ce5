using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Reconciling;
using FundLedger.Banking.Rules;
using FundLedger.Banking.Statements;
using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Tests.Donations.Lists;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Banking;

/// <summary>What scenarios of banking do all the time: LAKE and RIVER share MAIN unless a test says otherwise.</summary>
internal static class BankScenes
{
    internal static async Task MainAsync(this TestLedger ledger, decimal? opening = null, params string[] funds)
    {
        if (funds.Length == 0) funds = ["LAKE", "RIVER"];
        foreach (var fund in funds) await ledger.FundAsync(fund);
        (await ledger.TryAccountAsync("MAIN", opening, funds)).Expect();
    }

    /// <summary>Something in every table of banking, in books that have LAKE and RIVER.</summary>
    internal static async Task BankAsync(this TestLedger ledger)
    {
        (await ledger.TryAccountAsync("MAIN", null, "LAKE")).Expect();
        (await ledger.TryAccountAsync("OWN", null, "RIVER")).Expect();
        await ledger.ImportAsync(Statement(Paid(March(3), 44, "𠮷田", "B1", 144, "引号“'”"), Paid(March(4), 45, "乙", balance: 189), Paid(March(4), 45, "乙", balance: 189)));
        (await ledger.TryBookAsync(await ledger.LineAsync(44), BookAs.Gift, "RIVER", remember: true)).Expect();
        await ledger.TryUnmatchAsync(1);
        (await new LeaveOutLine(ledger.Database).RunAsync(ledger.Ask(), new LineLeftOut((await ledger.LinesAsync())[2].Id, true, "重复"))).Expect();
        (await ledger.TryLockAsync(March(4))).Expect();
        (await new AssignFund(ledger.Database).RunAsync(ledger.Ask(), new FundAssignment("OWN", "LAKE", March(9)))).Expect();
    }

    internal static Task<Outcome<BankAccountCreated>> TryAccountAsync(this TestLedger ledger, string code, decimal? opening = null, params string[] funds) =>
        new CreateBankAccount(ledger.Database).RunAsync(ledger.Ask(), new NewBankAccount(null, code, new("基本户", "Main account"), "工商银行", "6222 0202 0000 1234", Opening: opening is { } yuan ? Cny(yuan) : null, Funds: funds));

    /// <summary>A line of a statement in yuan; rows count from 2.</summary>
    internal static StatementLine Paid(DateOnly day, decimal yuan, string who = "", string reference = "", decimal? balance = null, string text = "") =>
        new(0, day, Cny(yuan), balance is { } left ? Cny(left) : null, who, text, reference);

    internal static StatementFile Statement(params StatementLine[] lines) => Statement("statement.csv", lines);

    internal static StatementFile Statement(string name, params StatementLine[] lines)
    {
        var numbered = lines.Select((line, i) => line with { Row = i + 2 }).ToList();
        var content = string.Join('\n', numbered.Select(line => $"{line.Row} {line.Day.ToIso()} {line.Amount} {line.Balance} {line.Counterparty} {line.Text} {line.Reference}")) + name;
        return new StatementFile(name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))), Currency.Cny, "{}", () => numbered, [], 0);
    }

    internal static async Task<StatementSummary> ImportAsync(this TestLedger ledger, StatementFile file, string account = "MAIN", OverlapChoice overlap = OverlapChoice.Same)
    {
        var (summary, refused) = await new ImportStatement(ledger.Database, ledger.Clock).RunAsync("clerk-7", file, new StatementChoices(account, overlap));
        Assert.That(refused?.Reason.Message.En, Is.Null);
        return summary!;
    }

    internal static async Task<string> RefusedImportAsync(this TestLedger ledger, StatementFile file, string account = "MAIN") =>
        (await new ImportStatement(ledger.Database, ledger.Clock).RunAsync("clerk-7", file, new StatementChoices(account))).Refused!.Reason.Code;

    /// <summary>A CSV file read as a statement.</summary>
    internal static StatementFile Csv(string path, string currency, ListProfile? profile = null)
    {
        var file = TestLists.Opened(path);
        var scanning = file.Scan(new ListSettings(Currency.Of(currency), profile ?? ListProfile.Guess, IsStatement: true));
        Assert.That(scanning, Is.InstanceOf<ListScanning.Scanned>(), () => ((ListScanning.Refused)scanning).Reason.Message.En);
        return StatementFile.Of(file, ((ListScanning.Scanned)scanning).Scan);
    }

    internal static Task<IReadOnlyList<BankLine>> LinesAsync(this TestLedger ledger, LineState state = LineState.All, string account = "MAIN") => ledger.Database.ReadAsync(async reader =>
    {
        var bank = await BankBook.LoadAsync(reader, await Books.LoadAsync(reader));
        IReadOnlyList<BankLine> lines = [.. (await BankLines.ListAsync(reader, bank.Find(account).Expect(), new LineQuery(state, Most: 100_000))).Reverse()];
        return lines;
    });

    /// <summary>The number of the line with this amount, in yuan.</summary>
    internal static async Task<long> LineAsync(this TestLedger ledger, decimal yuan, string account = "MAIN") => (await ledger.LinesAsync(account: account)).First(line => line.Amount == Cny(yuan)).Id;

    internal static Task<Outcome<LinesMatched>> TryMatchAsync(this TestLedger ledger, LinePart[] lines, EntryPart[] entries, string? account = null) =>
        new MatchLines(ledger.Database).RunAsync(ledger.Ask(), new MatchRequest(account, lines, entries));

    internal static Task<Outcome<LinesMatched>> TryMatchAsync(this TestLedger ledger, long line, EntryId entry) => ledger.TryMatchAsync([new LinePart(line)], [new EntryPart(entry)]);

    internal static Task<Outcome<LinesUnmatched>> TryUnmatchAsync(this TestLedger ledger, long match) => new UnmatchLines(ledger.Database).RunAsync(ledger.Ask(), new Unmatch(match, "配错了"));

    internal static Task<Outcome<LinesBooked>> TryBookAsync(this TestLedger ledger, long line, BookAs bookAs, string? fund = "LAKE", bool remember = false) =>
        new BookLines(ledger.Database).RunAsync(ledger.Ask(), new Booking([line], bookAs, fund, Remember: remember));

    internal static async Task<AutoMatched> AutoAsync(this TestLedger ledger, UnmatchedCredit? unmatched = null, string? fund = null, bool rules = true, string account = "MAIN") =>
        (await new AutoMatch(ledger.Database).RunAsync(ledger.Ask(), new AutoMatchRequest(account, unmatched, rules, fund))).Expect();

    internal static Task<Outcome<Reconciliation>> TryReconcileAsync(this TestLedger ledger, DateOnly? to = null, decimal? told = null, string account = "MAIN") => ledger.Database.ReadAsync(async reader =>
    {
        var bank = await BankBook.LoadAsync(reader, await Books.LoadAsync(reader));
        return await Reconciliation.ReadAsync(reader, bank.Find(account).Expect(), to ?? Today, told is { } yuan ? Cny(yuan) : null);
    });

    internal static async Task<Reconciliation> ReconcileAsync(this TestLedger ledger, DateOnly? to = null, decimal? told = null, string account = "MAIN") => (await ledger.TryReconcileAsync(to, told, account)).Expect();

    internal static async Task<IReadOnlyList<Explanation>> ExplainAsync(this TestLedger ledger, DateOnly? to = null, string account = "MAIN")
    {
        var figures = await ledger.ReconcileAsync(to, account: account);
        return await ledger.Database.ReadAsync(reader => Explanations.OfAsync(reader, figures));
    }

    internal static Task<Outcome<ReconciliationLocked>> TryLockAsync(this TestLedger ledger, DateOnly to, string account = "MAIN", decimal? told = null) =>
        new LockReconciliation(ledger.Database).RunAsync(ledger.Ask(), new ReconciliationLock(account, to, told is { } yuan ? Cny(yuan) : null));

    internal static Task<Outcome<ReconciliationUnlocked>> TryUnlockAsync(this TestLedger ledger, string account = "MAIN") =>
        new UnlockReconciliation(ledger.Database).RunAsync(ledger.Ask(), new ReconciliationUnlock(account, "补录一行"));

    /// <summary>Opening, the four kinds in transit, and what the sides differ by, in yuan.</summary>
    internal static string Shown(this Reconciliation figures)
    {
        var sums = figures.Sums;
        string Yuan(long minor) => (minor / 100m).ToString("0.##", CultureInfo.InvariantCulture);
        return $"book {Yuan(sums.Book)} bank {Yuan(sums.Bank)} opening {Yuan(sums.Opening)} | book in {Yuan(sums.BookReceived)} out {Yuan(sums.BookPaid)} | bank in {Yuan(sums.BankReceived)} out {Yuan(sums.BankPaid)} | differ {Yuan(sums.Difference)}";
    }

    internal static async Task<EntryId> GiveAsync(this TestLedger ledger, decimal yuan, DateOnly on, string donor = "王小明", string? reference = null, string fund = "LAKE") =>
        (await new FundLedger.Donations.RecordDonation(ledger.Database).RunAsync(ledger.Ask(), new FundLedger.Donations.Gift(fund, Cny(yuan), on, DonorName.Of(donor), Reference: reference))).Expect().Entry;
}
