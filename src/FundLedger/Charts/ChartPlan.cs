using System.Globalization;
using CsvHelper;
using FundLedger.Ledger;

namespace FundLedger.Charts;

/// <summary>An account of the chart that ends, and what it becomes.</summary>
/// <param name="Stays">It is the same account in both: code, role and bearing are alike, so nothing moves.</param>
public sealed record AccountConversion(Account From, ChartAccount To, bool Stays);

/// <summary>Which account of one chart becomes which of another: pure rules, no storage.</summary>
public static class ChartPlan
{
    /// <summary>Reads a mapping: CSV with the columns from and to, one old account code and its new one a row.</summary>
    public static Outcome<IReadOnlyDictionary<string, string>> ReadMapping(TextReader text)
    {
        try
        {
            using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
            var rows = csv.GetRecords(new { from = "", to = "" }).Where(row => row.from.Trim().Length > 0).ToList();
            return rows.GroupBy(row => row.from.Trim()).FirstOrDefault(group => group.Count() > 1) is { } twice
                ? Refusal.Of("mapping-twice", "mapping", $"对照表中科目 {twice.Key} 出现两次。", $"The mapping names account {twice.Key} twice.")
                : new Outcome<IReadOnlyDictionary<string, string>>.Done(rows.ToDictionary(row => row.from.Trim(), row => row.to.Trim()));
        }
        catch (CsvHelperException)
        {
            return Refusal.Of("mapping-unreadable", "mapping", "对照表无法读取。请用两列的 CSV：from（原科目代码）和 to（新科目代码）。", "The mapping cannot be read. It is CSV with two columns: from (the old code) and to (the new one).");
        }
    }

    /// <summary>The mapping as it is kept and edited.</summary>
    public static string Written(IReadOnlyDictionary<string, string> mapping) =>
        "from,to\n" + string.Concat(mapping.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key},{pair.Value}\n"));

    /// <summary>Every account in use with what it becomes, by code; or which one the mapping leaves out or leads astray.</summary>
    /// <param name="inUse">Accounts that may be posted to on the day before.</param>
    public static Outcome<IReadOnlyList<AccountConversion>> Of(IEnumerable<Account> inUse, Chart chart, IReadOnlyDictionary<string, string> mapping)
    {
        var (plan, accounts) = (new List<AccountConversion>(), chart.Accounts.ToDictionary(account => account.Code));
        foreach (var from in inUse.OrderBy(account => account.Code, StringComparer.Ordinal))
        {
            if (!mapping.TryGetValue(from.Code, out var code))
                return Refusal.Of("account-unmapped", "mapping", $"对照表没有说明科目 {from.Code}（{from.Name.Zh}）转成哪个科目。", $"The mapping does not say what account {from.Code} ({from.Name.En}) becomes.");
            if (!accounts.TryGetValue(code, out var to))
                return Refusal.Of("account-unmapped", "mapping", $"科目 {from.Code} 要转成 {code}，新科目表中没有它。", $"Account {from.Code} becomes {code}, which the new chart does not have.");
            if (from.Layer != to.Layer || from.Type != to.Type || from.CountsAs != to.CountsAs || (from.Role is not null && from.Role != to.Role))
                return Refusal.Of("account-differs", "mapping",
                    $"科目 {from.Code} 与 {code} 的角色、类别或对可用余额的影响不同，不能互转。", $"Accounts {from.Code} and {code} differ in role, type or how they bear on what is available, so the one cannot become the other.");
            var stays = from.Code == to.Code && from.Role == to.Role && from.ClosesTo == to.ClosesTo;
            if (!stays && from.CountsAs == CountsAs.Cash)
                return Refusal.Of("cash-keeps-its-code", "mapping",
                    $"货币资金科目 {from.Code} 须保持代码：银行对账以它为准。", $"Account {from.Code} holds cash and keeps its code: bank reconciliations rest on it.");
            plan.Add(new AccountConversion(from, to, stays));
        }

        return plan;
    }
}
