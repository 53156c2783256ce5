using System.Globalization;
using System.Text;
using FundLedger.Ledger;

namespace FundLedger.Exchange;

/// <summary>A journal for hledger, as <c>hledger check --strict</c> wants it: every commodity and account is declared.</summary>
/// <remarks>
/// An account is <c>layer:type:code:fund:source</c>, so <c>hledger bal --depth 3</c> is a trial balance, <c>hledger bal :FUND:</c> a fund,
/// and each layer balances by itself. The entry's number is the code in parentheses; its kind and document are the description.
/// </remarks>
internal sealed class HledgerWriter(TextWriter text) : JournalWriter
{
    private readonly Dictionary<(long Account, long Fund, long Source), string> names = [];

    internal override void Begin(IReadOnlyList<UsedAccount> used)
    {
        text.WriteLine("decimal-mark .");
        foreach (var currency in used.Select(account => account.Fund.Currency).Distinct().OrderBy(currency => currency.Code, StringComparer.Ordinal))
            text.WriteLine($"commodity 1000.{new string('0', currency.Decimals)} {currency}");
        foreach (var account in used) text.WriteLine($"account {NameOf(account.Account, account.Fund, account.Source)}  ; type: {TypeOf(account.Account)}");
    }

    internal override void Write(WalkedEntry walked)
    {
        var entry = walked.Entry;
        text.WriteLine();
        text.WriteLine($"{entry.OccurredOn.ToIso()} ({entry.Id}) {PlainText.DescriptionOf(entry)}");
        foreach (var line in entry.Lines)
        {
            text.Write("    ");
            text.Write(NameOf(line.Account, line.Fund, line.Source));
            text.Write("  ");
            text.WriteLine(line.Amount.ToString());
        }
    }

    private string NameOf(Account account, Fund fund, Source source)
    {
        var key = (account.Id, fund.Id, source.Id);
        if (!names.TryGetValue(key, out var name))
            names.Add(key, name = $"{StoredWords.Word(account.Layer)}:{StoredWords.Word(account.Type)}:{Part(account.Code)}:{Part(fund.Code)}:{Part(source.Code)}");
        return name;
    }

    /// <summary>A code as one part of an account name: letters and digits of any script, <c>- . _ /</c> stand as they are, the rest as %XX of its UTF-8.</summary>
    internal static string Part(string code)
    {
        var part = new StringBuilder(code.Length);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in code.EnumerateRunes())
        {
            if (IsPlain(rune)) part.Append(rune);
            else foreach (var value in bytes[..rune.EncodeToUtf8(bytes)]) part.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }

        return part.ToString();
    }

    private static bool IsPlain(Rune rune) => Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '.' or '_' or '/' or '〔' or '〕';

    private static char TypeOf(Account account) => (account.Layer, account.Type) switch
    {
        (Layer.Actual, AccountType.Asset) => account.CountsAs == CountsAs.Cash ? 'C' : 'A',
        (Layer.Actual, AccountType.Liability) => 'L',
        (Layer.Actual, AccountType.Income) => 'R',
        (Layer.Actual, AccountType.Cost) => 'X',
        _ => 'E',
    };
}
