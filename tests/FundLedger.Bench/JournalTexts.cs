using System.Globalization;
using FundLedger.Ledger;
using FundLedger.Seals;

namespace FundLedger.Bench;

/// <summary>All entries as hledger, ledger and beancount read them.</summary>
internal static class JournalTexts
{
    internal static Task WriteAsync(Database database, string hledger, string beancount) => database.ReadAsync(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        await using var plain = new StreamWriter(hledger);
        await using var bean = new StreamWriter(beancount);
        foreach (var account in books.Accounts) await bean.WriteLineAsync($"2000-01-01 open {Name(account)}");
        await foreach (var entry in new JournalWalk(reader).RunAsync(new Findings()))
        {
            var text = (entry.Text ?? "").ReplaceLineEndings(" ").Replace(';', ',').Replace('"', '\'').Replace('\\', '/');
            await plain.WriteLineAsync($"{entry.OccurredOn} ({entry.EntryId}) {text}");
            await bean.WriteLineAsync($"{entry.OccurredOn} * \"{text}\"");
            foreach (var line in entry.Lines)
            {
                var posting = string.Create(CultureInfo.InvariantCulture, $"  {Name(books.Account(line.AccountId))}  {new Money(line.AmountMinor, Currency.Of(line.Currency))}");
                await plain.WriteLineAsync(posting);
                await bean.WriteLineAsync(posting);
            }

            await plain.WriteLineAsync();
            await bean.WriteLineAsync();
        }

        return true;
    });

    private static string Name(Account account) => account.Type switch
    {
        AccountType.Asset => "Assets",
        AccountType.Liability => "Liabilities",
        AccountType.Income => "Income",
        AccountType.Cost => "Expenses",
        _ => "Equity",
    } + ":A" + account.Code.Replace('.', '-');
}
