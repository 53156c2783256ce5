using System.Text.RegularExpressions;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Import;

/// <summary>What the import says, in the words of a page: where the command line has an option, the page has a field.</summary>
internal static partial class PageWords
{
    private static readonly Dictionary<string, Bilingual> Fields = new()
    {
        ["--dates"] = new("“日期的写法”", "\"How dates are written\""),
        ["--numbers"] = new("“数字的写法”", "\"How numbers are written\""),
        ["--on"] = new("“没有日期的行算在”", "\"Rows without a date count for\""),
        ["--sheet"] = new("“工作表”", "\"Worksheet\""),
        ["--encoding"] = new("“文字编码”", "\"Encoding\""),
        ["--delimiter"] = new("“分隔符”", "\"Delimiter\""),
        ["--skip-failed"] = new("“跳过这些行”", "\"Leave these rows out\""),
        ["--accept-difference"] = new("“按读到的导入”", "\"Import as read\""),
        ["--overlap"] = new("“与以前相同的行”", "\"Rows like earlier ones\""),
        ["--currency"] = new("另一币种的基金", "a fund of that currency"),
    };

    internal static Bilingual Of(Refusal refusal) => new(
        Option().Replace(refusal.Message.Zh, found => Fields.TryGetValue(found.Groups["option"].Value, out var field) ? field.Zh : found.Value),
        Option().Replace(refusal.Message.En, found => Fields.TryGetValue(found.Groups["option"].Value, out var field) ? field.En : found.Value));

    [GeneratedRegex("(?<option>--[a-z-]+[a-z])")]
    private static partial Regex Option();
}
