using System.Globalization;
using FundLedger.Ledger;

namespace FundLedger.Exchange;

/// <summary>A ledger for beancount, as <c>bean-check</c> wants it: every account is opened on its first day, with its codes beside it.</summary>
/// <remarks>
/// Actual accounts stand under Assets, Liabilities, Income, Expenses, and Equity:NetAssets or Equity:Transfers; promises under
/// Equity:Committed and Equity:Memo. An entry's links (<c>^entry-12</c>) name itself and the entries it reverses or relates to.
/// </remarks>
internal sealed class BeancountWriter(TextWriter text) : JournalWriter
{
    private readonly Dictionary<(long Account, long Fund, long Source), string> names = [];

    internal override void Begin(IReadOnlyList<UsedAccount> used)
    {
        text.WriteLine("option \"title\" \"FundLedger\"");
        var currencies = used.GroupBy(account => account.Fund.Currency).OrderBy(group => group.Key.Code, StringComparer.Ordinal).ToList();
        foreach (var currency in currencies) text.WriteLine($"option \"operating_currency\" \"{currency.Key}\"");
        text.WriteLine();
        foreach (var currency in currencies) text.WriteLine($"{currency.Min(account => account.FirstDay).ToIso()} commodity {currency.Key}");
        foreach (var account in used) WriteOpening(account);
    }

    internal override void Write(WalkedEntry walked)
    {
        var entry = walked.Entry;
        text.WriteLine();
        text.Write($"{entry.OccurredOn.ToIso()} * {Quoted(PlainText.DescriptionOf(entry))} ^entry-{entry.Id}");
        if (entry.Reverses is { } reversed) text.Write($" ^entry-{reversed}");
        if (entry.RelatesTo is { } related) text.Write($" ^entry-{related}");
        text.WriteLine();
        text.WriteLine($"  entry_id: {entry.Id}");
        text.WriteLine($"  kind: {Quoted(entry.Kind.Code)}");
        foreach (var line in entry.Lines)
        {
            text.Write("  ");
            text.Write(NameOf(line.Account, line.Fund, line.Source));
            text.Write("  ");
            text.WriteLine(line.Amount.ToString());
        }
    }

    private void WriteOpening(UsedAccount used)
    {
        text.WriteLine();
        text.WriteLine($"{used.FirstDay.ToIso()} open {NameOf(used.Account, used.Fund, used.Source)} {used.Fund.Currency}");
        text.WriteLine($"  code: {Quoted(used.Account.Code)}");
        text.WriteLine($"  name: {Quoted(PlainText.Flattened(used.Account.Name.Zh))}");
        text.WriteLine($"  fund: {Quoted(used.Fund.Code)}");
        text.WriteLine($"  source: {Quoted(PlainText.Flattened(used.Source.Code))}");
        text.WriteLine($"  layer: {Quoted(StoredWords.Word(used.Account.Layer))}");
    }

    private string NameOf(Account account, Fund fund, Source source)
    {
        var key = (account.Id, fund.Id, source.Id);
        if (!names.TryGetValue(key, out var name))
            names.Add(key, name = string.Create(CultureInfo.InvariantCulture,
                $"{RootOf(account)}:{BeancountName.OfAccount(account.Code)}:{BeancountName.OfFund(fund.Code)}:{BeancountName.OfSource(source.Code)}"));
        return name;
    }

    private static string RootOf(Account account) => (account.Layer, account.Type) switch
    {
        (Layer.Committed, _) => "Equity:Committed",
        (Layer.Memo, _) => "Equity:Memo",
        (_, AccountType.Asset) => "Assets",
        (_, AccountType.Liability) => "Liabilities",
        (_, AccountType.Income) => "Income",
        (_, AccountType.Cost) => "Expenses",
        (_, AccountType.Transfer) => "Equity:Transfers",
        _ => "Equity:NetAssets",
    };

    private static string Quoted(string value) => $"\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
