using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FundLedger.Vouchers;

/// <summary>The columns that a program of accounting reads vouchers in, as data.</summary>
/// <param name="Columns">In their order in the file.</param>
public sealed record VoucherLayout(Bilingual Name, IReadOnlyList<VoucherColumn> Columns)
{
    /// <summary>Characters of the JSON that are kept.</summary>
    public const int Longest = 20_000;

    private const int MostColumns = 80;
    private const int LongestCell = 100;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>What who uses it should know; null for nothing.</summary>
    public Bilingual? Note { get; init; }

    /// <summary>Of names and summaries in the file: <c>zh-CN</c> or <c>en</c>.</summary>
    public string Language { get; init; } = "zh-CN";

    /// <summary>As .NET writes days: <c>yyyy-MM-dd</c>.</summary>
    public string DateFormat { get; init; } = "yyyy-MM-dd";

    /// <summary>Codes of accounts there by codes here; what is not named keeps its code.</summary>
    public IReadOnlyDictionary<string, string> Accounts { get; init; } = new Dictionary<string, string>();

    internal Language Speech => Languages.TryParse(Language, out var known) ? known : Values.Language.Zh;

    /// <summary>Reads a layout that somebody wrote.</summary>
    public static Outcome<VoucherLayout> Read(string json)
    {
        if (json.Length > Longest)
            return Refusal.Of("layout-too-long", "layout", $"导出格式有 {json.Length} 个字符，最多 {Longest} 个。请缩短。", $"The layout has {json.Length} characters; at most {Longest} can be kept. Shorten it.");
        try
        {
            if (JsonSerializer.Deserialize<VoucherLayout>(json.TrimStart('\uFEFF'), Json) is not { } layout) return NotRead("null");
            return layout.WhatIsWrong() is { } refusal ? refusal : layout;
        }
        catch (JsonException wrong)
        {
            return NotRead($"{wrong.Path} {(wrong.LineNumber is { } line ? (line + 1).ToString(CultureInfo.InvariantCulture) : "")}".Trim());
        }
    }

    /// <summary>As people read and edit it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    internal string CodeOf(string account) => Accounts.GetValueOrDefault(account, account);

    private Refusal? WhatIsWrong()
    {
        if (Name.Zh.Trim().Length == 0 || Name.En.Trim().Length == 0 || Math.Max(Name.Zh.Length, Name.En.Length) > KeptText.Title.Longest)
            return Wrong($"“name”须有中文和英文名称，各不超过 {KeptText.Title.Longest} 字。", $"'name' needs a Chinese and an English name of at most {KeptText.Title.Longest} characters.");
        if (Columns.Count is 0 or > MostColumns) return Wrong($"“columns”应有 1 至 {MostColumns} 列。", $"'columns' has 1 to {MostColumns} columns.");
        if (!Languages.TryParse(Language, out _)) return Wrong("“language”只能是 zh-CN 或 en。", "'language' is zh-CN or en.");
        if (!IsDateFormat(DateFormat)) return Wrong("“dateFormat”不能表示日期。请写如 yyyy-MM-dd。", "'dateFormat' does not write a day. Write it like yyyy-MM-dd.");
        foreach (var column in Columns)
            if (WhatIsWrongWith(column) is { } refusal) return refusal;
        if (Columns.GroupBy(column => column.Header).FirstOrDefault(same => same.Count() > 1) is { } twice) return Wrong($"列名“{twice.Key}”出现了两次。", $"The header '{twice.Key}' stands twice.");
        if (!Has("account") || !(Has("amount") || (Has("debit") && Has("credit"))))
            return Wrong("须有科目（account），以及借方和贷方（debit、credit）或金额（amount）。", "There must be the account, and debit and credit or the amount.");
        return Accounts.Any(pair => pair.Key.Trim().Length == 0 || pair.Value.Trim().Length == 0 || Math.Max(pair.Key.Length, pair.Value.Length) > LongestCell)
            ? Wrong($"“accounts”中的编号不能为空，也不能超过 {LongestCell} 字。", $"Codes under 'accounts' are not empty and have at most {LongestCell} characters.") : null;
    }

    private static Refusal? WhatIsWrongWith(VoucherColumn column)
    {
        if (column.Header.Trim().Length == 0 || column.Header.Length > LongestCell || column.Constant?.Length > LongestCell)
            return Wrong($"每列须有列名；列名和固定值不超过 {LongestCell} 字。", $"Each column has a header; header and constant have at most {LongestCell} characters.");
        if (column.Field is null == column.Constant is null)
            return Wrong($"列“{column.Header}”须写“field”或“constant”之一。", $"Column '{column.Header}' has either 'field' or 'constant'.");
        if (column.Field is not { } field || VoucherField.Find(field) is not null) return null;
        var known = string.Join(", ", VoucherField.All.Select(one => one.Code));
        return Wrong($"列“{column.Header}”的内容“{field}”不认识。可用：{known}。", $"The field '{field}' of column '{column.Header}' is not known. There is: {known}.");
    }

    private static bool IsDateFormat(string format)
    {
        try
        {
            var day = new DateOnly(2025, 11, 28);
            return format.Length is >= 4 and <= 30 && DateOnly.TryParseExact(day.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) && read == day;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private bool Has(string field) => Columns.Any(column => column.Field == field);

    private static Refusal NotRead(string where) => Wrong($"不是导出格式的 JSON（{where}）。请以自带格式为样。", $"This is no JSON of a layout ({where}). Take a shipped one as the pattern.");

    private static Refusal Wrong(string zh, string en) => Refusal.Of("layout-wrong", "layout", zh, en);
}

/// <summary>One column: what it is called, and what it holds.</summary>
/// <param name="Field">Code of a <see cref="VoucherField"/>; null for a constant.</param>
/// <param name="Constant">The same on every line; may be empty.</param>
public sealed record VoucherColumn(string Header, string? Field = null, string? Constant = null);
