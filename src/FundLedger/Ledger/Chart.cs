using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration.Attributes;

namespace FundLedger.Ledger;

/// <summary>A chart of accounts as data. Rules speak of roles; only a chart knows codes.</summary>
/// <param name="Code">Kept with the entity.</param>
/// <param name="ValidFrom">First day its accounts may be posted to.</param>
public sealed record Chart(string Code, Bilingual Name, DateOnly ValidFrom, IReadOnlyList<ChartAccount> Accounts)
{
    /// <summary>财会〔2004〕7号, in force from 2005-01-01. Books made from older lists count from 2000 on.</summary>
    public static Chart Npo2004 { get; } = Carried("npo-2004", new("民间非营利组织会计制度（财会〔2004〕7号）", "Accounting system for non-profits (Caikuai [2004] No. 7)"), new DateOnly(2000, 1, 1));

    /// <summary>财会〔2024〕25号, in force from 2026-01-01. Its changed codes come from secondary sources: check against the official appendix.</summary>
    public static Chart Npo2026 { get; } = Carried("npo-2026", new("民间非营利组织会计制度（财会〔2024〕25号）——请对照正式附录核对", "Accounting system for non-profits (Caikuai [2024] No. 25): check against the official appendix"), new DateOnly(2026, 1, 1));

    public static IReadOnlyList<Chart> All => [Npo2004, Npo2026];

    /// <summary>Which code of the 2004 chart becomes which of the 2026 one.</summary>
    public static IReadOnlyDictionary<string, string> From2004To2026()
    {
        using var csv = new CsvReader(Resource("npo-2004-to-2026"), CultureInfo.InvariantCulture);
        return csv.GetRecords(new { from = "", to = "" }).ToDictionary(row => row.from, row => row.to);
    }

    /// <summary>Where an account closes to by the carried chart that has it as it is and began no later; of another, as a chart that says nothing has it.</summary>
    internal static ClosesTo ClosesToOf(Account account) =>
        All.Where(chart => chart.ValidFrom <= account.ValidFrom).Reverse().SelectMany(chart => chart.Accounts).FirstOrDefault(known => known.Code == account.Code && known.Role == account.Role && known.Type == account.Type)?.ClosesTo
        ?? Default(account.Type);

    private static ClosesTo Default(AccountType type) => type == AccountType.Cost ? ClosesTo.Unrestricted : ClosesTo.Source;

    /// <summary>Reads an entity's own chart: CSV with the columns code, role, name_zh, name_en, layer, type, counts_as, and if it has one closes_to.</summary>
    /// <remarks>Where nothing is said of it, costs close to the unrestricted net assets, as in the 2004 rules, and everything else to those of its source's class.</remarks>
    public static Outcome<Chart> Read(string code, TextReader text, DateOnly validFrom)
    {
        List<ChartAccount> accounts;
        try
        {
            using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
            accounts = [.. csv.GetRecords<Row>().Select(row => row.ToAccount())];
        }
        catch (Exception broken) when (broken is CsvHelperException or ArgumentException)
        {
            return Refusal.Of("chart-unreadable", "chart", $"科目表无法读取：{broken.Message}", $"The chart cannot be read: {broken.Message}");
        }

        var chart = new Chart(code, Bilingual.Same(code), validFrom, accounts);
        return chart.WhatIsWrong() is { } refusal ? refusal : chart;
    }

    /// <summary>Roles without an account in an entity that invests nothing, or keeps no memo of services given to it.</summary>
    private static readonly AccountRole[] Optional = [AccountRole.Investment, AccountRole.LongTermInvestment, AccountRole.ServiceReceived, AccountRole.ServiceReserve];

    /// <summary>Every rule must find its account, and find one only; codes and names must fit.</summary>
    internal Refusal? WhatIsWrong()
    {
        if (KeptText.ChartCode.RefusalFor(Code, "chart") is { } badName) return badName;
        foreach (var account in Accounts)
        {
            var refusal = KeptText.AccountCode.RefusalFor(account.Code, "chart") ?? KeptText.Title.RefusalFor(account.Name.Zh, "chart") ?? KeptText.Title.RefusalFor(account.Name.En, "chart");
            if (refusal is not null) return refusal;
        }

        if (Accounts.GroupBy(account => account.Code).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return Refusal.Of("chart-code-twice", "chart", $"科目代码 {twice.Key} 重复。", $"Account code {twice.Key} stands twice.");
        foreach (var role in Enum.GetValues<AccountRole>())
        {
            var count = Accounts.Count(account => account.Role == role);
            if (count != 1 && !(count == 0 && Optional.Contains(role)))
                return Refusal.Of("chart-role", "chart", $"角色 {role} 应恰有一个科目，现有 {count} 个。", $"Role {role} needs exactly one account; the chart has {count}.");
        }

        return null;
    }

    private static Chart Carried(string code, Bilingual name, DateOnly validFrom) => Read(code, Resource(code), validFrom).Expect() with { Name = name };

    private static StreamReader Resource(string name) =>
        new(typeof(Chart).Assembly.GetManifestResourceStream($"charts/{name}.csv") ?? throw new InvariantBrokenException($"the chart {name} travels inside the program"), Encoding.UTF8);

    private sealed class Row
    {
        [Name("code")] public string Code { get; set; } = "";
        [Name("role")] public string Role { get; set; } = "";
        [Name("name_zh")] public string NameZh { get; set; } = "";
        [Name("name_en")] public string NameEn { get; set; } = "";
        [Name("layer")] public string Layer { get; set; } = "";
        [Name("type")] public string Type { get; set; } = "";
        [Name("counts_as")] public string CountsAs { get; set; } = "";
        [Name("closes_to"), CsvHelper.Configuration.Attributes.Optional] public string ClosesTo { get; set; } = "";

        internal ChartAccount ToAccount() => new(
            Code, Role.Length == 0 ? null : Enum.Parse<AccountRole>(Role), new Bilingual(NameZh, NameEn),
            StoredWords.Read<Layer>(Layer), StoredWords.Read<AccountType>(Type), StoredWords.Read<CountsAs>(CountsAs))
        {
            ClosesTo = !string.IsNullOrEmpty(ClosesTo) ? StoredWords.Read<ClosesTo>(ClosesTo) : Default(StoredWords.Read<AccountType>(Type)),
        };
    }
}

public sealed record ChartAccount(string Code, AccountRole? Role, Bilingual Name, Layer Layer, AccountType Type, CountsAs CountsAs)
{
    public ClosesTo ClosesTo { get; init; }
}
