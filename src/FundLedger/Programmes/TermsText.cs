using System.Text.RegularExpressions;

namespace FundLedger.Programmes;

/// <summary>Codes and names of what terms are made of.</summary>
internal static partial class TermsText
{
    internal static Refusal? RefusalForCode(string code, string field) => Code().IsMatch(code) ? null
        : Refusal.Of("terms-code", field, $"代码“{code}”应为 1 至 40 个字母、数字或连字符，首尾为字母或数字。", $"The code '{code}' has 1 to 40 letters, digits or dashes, beginning and ending with a letter or digit.");

    internal static Refusal? RefusalForName(Bilingual name, string field)
    {
        if (string.IsNullOrWhiteSpace(name.Zh) || string.IsNullOrWhiteSpace(name.En))
            return Refusal.Of("terms-name", field, "请填写中文和英文名称。", "Give a name in Chinese and in English.");
        return KeptText.Title.RefusalFor(name.Zh, field) ?? KeptText.Title.RefusalFor(name.En, field);
    }

    internal static Refusal? RefusalForTwice(IEnumerable<string> codes, string field) =>
        codes.GroupBy(code => code, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is not { } twice ? null
            : Refusal.Of("terms-code-twice", field, $"代码“{twice.Key}”用了两次。", $"The code '{twice.Key}' is used twice.");

    [GeneratedRegex(@"^[\p{L}\p{Nd}]([\p{L}\p{Nd}\-]{0,38}[\p{L}\p{Nd}])?$")]
    private static partial Regex Code();
}
