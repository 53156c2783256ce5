using System.Globalization;
using System.Text;
using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Statements;
using FundLedger.Donations.Lists;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Demo;

/// <summary>Makes the statements of the demo's account from its entries, as the bank would write them, and takes them in as people do.</summary>
internal sealed class DemoStatements(Database database, TimeProvider clock)
{
    private static readonly string[] Suppliers = ["顺达印务有限公司", "绿野园艺有限公司", "青川便民超市", "青川出租汽车服务部", "安心保险青川营业部", "新知图书青川店"];

    /// <summary>What the bank has on another day than the books, as far as it was recorded by then; null where it never shows by itself.</summary>
    private readonly List<(Func<EntryId?> Entry, DateOnly? Day)> moved = [];

    /// <summary>What the bank has and the books have not.</summary>
    private readonly List<Movement> added = [];

    private sealed record Movement(DateOnly Day, long Minor, string Who, string Says);

    internal void On(Func<EntryId?> entry, DateOnly day) => moved.Add((entry, day));

    internal void Never(Func<EntryId?> entry) => moved.Add((entry, null));

    internal void Has(DateOnly day, long yuan, string who, string says) => added.Add(new Movement(day, yuan * 100, who, says));

    /// <summary>Once: entries that people record in a month later on are not the bank's.</summary>
    internal async Task ImportAsync(PeriodMonth month)
    {
        var name = NameOf(month);
        var (account, before) = await database.ReadAsync(async reader => await OfAsync(reader));
        if (before.Any(statement => statement.FileName == name && statement.IsDone)) return;
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(await WriteAsync(month, before.LastOrDefault(statement => statement.IsDone)?.Closing)));
        using var list = ((ListOpening.Opened)ListFile.Open(content, name)).File;
        var scanned = (ListScanning.Scanned)list.Scan(new ListSettings(account.Currency, ListProfile.Guess, IsStatement: true));
        var (_, refused) = await new ImportStatement(database, clock).RunAsync("demo", StatementFile.Of(list, scanned.Scan), new StatementChoices(account.Code));
        if (refused is not null) throw new InvariantBrokenException($"the statement of {month} is refused: {refused.Reason.Message.En}");
    }

    internal Task<bool> IsMatchedAsync(PeriodMonth month) => database.ReadAsync(async reader =>
        (await BankLines.ListAsync(reader, (await OfAsync(reader)).Account, new LineQuery(LineState.Matched, From: month.FirstDay, To: month.LastDay, Most: 1))).Count > 0);

    /// <summary>Number of the first line of a month that says something.</summary>
    internal Task<long> LineAsync(PeriodMonth month, string says) => database.ReadAsync(async reader =>
        (await BankLines.ListAsync(reader, (await OfAsync(reader)).Account, new LineQuery(From: month.FirstDay, To: month.LastDay, Most: 1_000))).Last(line => line.Text == says).Id);

    private static string NameOf(PeriodMonth month) => $"账户明细_{month}.csv";

    private static async Task<(BankAccount Account, IReadOnlyList<BankStatement> Statements)> OfAsync(LedgerReader reader)
    {
        var bank = await BankBook.LoadAsync(reader, await Books.LoadAsync(reader));
        var account = bank.Find(DemoBank.Account).Expect();
        return (account, await StatementStore.ListAsync(reader, bank, account));
    }

    /// <param name="opening">What the statement before ended with; null for the first, which begins with what the books say.</param>
    private Task<string> WriteAsync(PeriodMonth month, Money? opening) => database.ReadAsync(async reader =>
    {
        var (account, _) = await OfAsync(reader);
        var balance = opening?.MinorUnits ?? (await BookItems.BalancesAsync(reader, month.FirstDay.AddDays(-1))).GetValueOrDefault(account.Id);
        var otherDays = moved.Where(one => one.Entry() is not null).ToDictionary(one => one.Entry()!.Value, one => one.Day);
        var items = await BookItems.OpenAsync(reader, account, month.FirstDay, month.LastDay);
        var takenBack = items.Where(item => item.Reverses is { } reversed && items.Any(other => other.Entry == reversed)).SelectMany(item => new[] { item.Entry, item.Reverses!.Value }).ToHashSet();
        foreach (var (entry, day) in otherDays)
            if (day is { } on && PeriodMonth.Of(on) == month && items.All(item => item.Entry != entry)) items = [.. items, .. (await BookItems.OpenAsync(reader, account, on.AddDays(-40), on)).Where(item => item.Entry == entry)];

        var movements = items.Where(item => !takenBack.Contains(item.Entry)).Select(item => (Day: otherDays.TryGetValue(item.Entry, out var other) ? other : BankDayOf(item, month), Item: item))
            .Where(one => one.Day is { } day && PeriodMonth.Of(day) == month).Select(one => new Movement(one.Day!.Value, one.Item.Open.MinorUnits, WhoOf(one.Item), one.Item.Kind.Name.Zh))
            .Concat(added.Where(movement => PeriodMonth.Of(movement.Day) == month)).OrderBy(movement => movement.Day);
        return Csv(movements, balance);
    });

    /// <summary>A payment is cleared on the day or on the next one.</summary>
    private static DateOnly BankDayOf(BookItem item, PeriodMonth month) =>
        item.Open.IsNegative && item.Entry.Value % 4 == 0 && item.Day < month.LastDay ? item.Day.AddDays(1) : item.Day;

    private static string WhoOf(BookItem item) => item.Donor.Length > 0 ? item.Donor : item.Open.IsNegative ? Suppliers[item.Entry.Value % Suppliers.Length] : "";

    private static string Csv(IEnumerable<Movement> movements, long balance)
    {
        var file = new StringBuilder("交易日期,借方发生额,贷方发生额,余额,对方户名,摘要,交易流水号\n");
        var number = 0;
        foreach (var movement in movements)
        {
            balance += movement.Minor;
            var (paidOut, paidIn) = movement.Minor < 0 ? (Text(-movement.Minor), "") : ("", Text(movement.Minor));
            file.Append(CultureInfo.InvariantCulture, $"{movement.Day.ToIso()},{paidOut},{paidIn},{Text(balance)},{movement.Who},{movement.Says},{movement.Day:yyyyMMdd}{++number:0000}\n");
        }

        return file.ToString();

        static string Text(long minor) => new Money(minor, Currency.Cny).ToAmountText();
    }
}
