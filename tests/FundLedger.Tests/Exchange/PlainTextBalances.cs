using System.Globalization;
using CsvHelper;
using FundLedger.Exchange;
using FundLedger.Ledger;

namespace FundLedger.Tests.Exchange;

/// <summary>Balances by account name and currency: ours as the exports name them, and theirs as the programs print them. Zeros are left out.</summary>
internal static class PlainTextBalances
{
    internal static SortedDictionary<string, decimal> OursForHledger(IEnumerable<Balance> balances) => Summed(balances, balance => string.Join(':',
        StoredWords.Word(balance.Account.Layer), StoredWords.Word(balance.Account.Type),
        HledgerWriter.Part(balance.Account.Code), HledgerWriter.Part(balance.Fund.Code), HledgerWriter.Part(balance.Source.Code)));

    internal static SortedDictionary<string, decimal> OursForBeancount(IEnumerable<Balance> balances) => Summed(balances, balance => string.Join(':',
        RootOf(balance.Account), BeancountName.OfAccount(balance.Account.Code), BeancountName.OfFund(balance.Fund.Code), BeancountName.OfSource(balance.Source.Code)));

    internal static async Task<SortedDictionary<string, decimal>> OfHledgerAsync(byte[] export)
    {
        var output = await ForeignTools.RunAsync("hledger", export, "-f", "FILE", "bal", "--flat", "--no-total", "-O", "csv");
        var balances = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var row in Rows(output).Skip(1))
        {
            foreach (var amount in row[1].Split(", "))
                if (amount.Split(' ') is [var number, var currency]) balances[$"{row[0]} {currency}"] = decimal.Parse(number, CultureInfo.InvariantCulture);
        }

        return balances;
    }

    internal static async Task<SortedDictionary<string, decimal>> OfBeancountAsync(byte[] export)
    {
        var output = await ForeignTools.RunAsync("bean-query", export, "-f", "csv", "FILE", "SELECT account, sum(position) AS balance GROUP BY account");
        var balances = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var row in Rows(output).Skip(1))
        {
            if (row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var number, var currency]) balances[$"{row[0].Trim()} {currency}"] = decimal.Parse(number, CultureInfo.InvariantCulture);
        }

        return balances;
    }

    internal static SortedDictionary<string, decimal> OfPostings(string text)
    {
        var balances = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal)))
            if (line.Trim().Split("  ") is [var account, var amount] && amount.Split(' ') is [var number, var currency])
                Add(balances, $"{account} {currency}", decimal.Parse(number, CultureInfo.InvariantCulture));
        return balances;
    }

    internal static IEnumerable<string[]> Rows(string csv)
    {
        using var parser = new CsvParser(new StringReader(csv), CultureInfo.InvariantCulture);
        while (parser.Read()) yield return parser.Record!;
    }

    private static SortedDictionary<string, decimal> Summed(IEnumerable<Balance> balances, Func<Balance, string> nameOf)
    {
        var sums = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var balance in balances)
            Add(sums, $"{nameOf(balance)} {balance.Net.Currency}", decimal.Parse(balance.Net.ToAmountText(), CultureInfo.InvariantCulture));
        return sums;
    }

    private static void Add(SortedDictionary<string, decimal> sums, string name, decimal amount)
    {
        var sum = sums.GetValueOrDefault(name) + amount;
        if (sum == 0) sums.Remove(name);
        else sums[name] = sum;
    }

    private static string RootOf(Account account) => account.Layer switch
    {
        Layer.Committed => "Equity:Committed",
        Layer.Memo => "Equity:Memo",
        _ => account.Type switch
        {
            AccountType.Asset => "Assets",
            AccountType.Liability => "Liabilities",
            AccountType.Income => "Income",
            AccountType.Cost => "Expenses",
            AccountType.Transfer => "Equity:Transfers",
            _ => "Equity:NetAssets",
        },
    };
}
