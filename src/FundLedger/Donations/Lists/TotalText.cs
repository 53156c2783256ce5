using System.Buffers;
using System.Collections.Frozen;
using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>What a text such as <c>合计2856笔，314540755.69元</c> states.</summary>
/// <param name="IsTotal">A word for a total stands in it.</param>
/// <param name="OfSection">The word speaks of a page or a section.</param>
/// <param name="Bare">A number that neither a unit nor a word explains.</param>
internal readonly record struct TotalText(bool IsTotal, bool OfSection, int? Count, decimal? Sum, decimal? Bare)
{
    private const int LongestText = 80;
    private const char FirstCjk = '\u2e80';

    private enum Word
    {
        Filler,
        Total,
        TotalOfCount,
        TotalOfSum,
        TotalOfSection,
        Section,
        /// <summary>共 and 总 are a total only with a figure.</summary>
        Weak,
        CountBefore,
        CountAfter,
        SumBefore,
        SumAfter,
    }

    /// <summary>Every word such a text may be made of. A text with any other word in it is not a total: <c>Total Energies</c> is a giver.</summary>
    private static readonly (string Text, Word Meaning)[] Words = AllWords();

    private static readonly FrozenDictionary<char, (string Text, Word Meaning)[]> WordsByFirst =
        Words.GroupBy(word => word.Text[0]).ToFrozenDictionary(group => group.Key, group => group.ToArray());

    private static readonly SearchValues<char> Figures = SearchValues.Create("0123456789.,' ");

    private static readonly SearchValues<char> Beginnings = SearchValues.Create(
        [.. Words.Select(word => word.Text[0]).SelectMany(first => new[] { first, char.ToUpperInvariant(first) }).Concat("0123456789（：").Distinct()]);

    /// <summary>Only figures: whatever they are, they do not say that they are a total.</summary>
    public static bool IsOnlyFigures(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Figures);

    /// <returns>False when the text holds anything but words and numbers of a total.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, NumberFormat format, Currency currency, out TotalText stated)
    {
        stated = default;
        text = Blanks.Trim(text);
        if (text.IsEmpty || text.Length > LongestText || !Beginnings.Contains(text[0])) return false;
        Span<char> narrow = stackalloc char[LongestText];
        var length = 0;
        foreach (var c in text)
        {
            var padsChinese = Blanks.Is(c) && length > 0 && narrow[length - 1] >= FirstCjk;
            if (!padsChinese) narrow[length++] = Blanks.Is(c) ? ' ' : char.ToLowerInvariant(Blanks.Narrow(c));
        }

        return TryReadWords(narrow[..length], format, currency, ref stated);
    }

    private static bool TryReadWords(ReadOnlySpan<char> rest, NumberFormat format, Currency currency, ref TotalText stated)
    {
        var before = Word.Filler;
        var weak = false;
        while (!(rest = rest.TrimStart(' ')).IsEmpty)
        {
            if (char.IsAsciiDigit(rest[0]))
            {
                if (!TryTakeNumber(ref rest, format, currency, out var number)) return false;
                stated = stated.With(number, before, TryTakeWord(ref rest, out var after) ? after : Word.Filler, ref weak);
                before = Word.Filler;
                continue;
            }

            if (!TryTakeWord(ref rest, out var word)) return false;
            if (word is Word.Total or Word.TotalOfCount or Word.TotalOfSum or Word.TotalOfSection) stated = stated with { IsTotal = true };
            if (word is Word.Section or Word.TotalOfSection) stated = stated with { OfSection = true };
            weak |= word is Word.Weak;
            if (word is not Word.Filler) before = word;
        }

        if (weak && (stated.Count ?? stated.Sum) is not null) stated = stated with { IsTotal = true };
        return true;
    }

    private TotalText With(decimal number, Word before, Word after, ref bool weak)
    {
        weak |= after == Word.Weak;
        var isWhole = decimal.Truncate(number) == number && number < int.MaxValue;
        var counts = after == Word.CountAfter || (before is Word.CountBefore or Word.TotalOfCount && after != Word.SumAfter);
        if (counts) return isWhole ? this with { Count = Count ?? (int)number } : this;
        if (after == Word.SumAfter || before is Word.SumBefore or Word.TotalOfSum or Word.SumAfter) return this with { Sum = Sum ?? number };
        return this with { Bare = Bare ?? number };
    }

    private static bool TryTakeNumber(ref ReadOnlySpan<char> text, NumberFormat format, Currency currency, out decimal number)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || IsInsideNumber(text[end..]))) end++;
        var digits = text[..end];
        text = text[end..].TrimStart(' ');
        if (!text.StartsWith("万") && !text.StartsWith("亿")) return AmountText.TryRead(digits, format, currency, out number);
        var scaled = string.Concat(digits, text[..1]);
        text = text[1..];
        return AmountText.TryRead(scaled, format, currency, out number);
    }

    private static bool IsInsideNumber(ReadOnlySpan<char> rest) => rest is ['.' or ',' or '\'', >= '0' and <= '9', ..];

    private static bool TryTakeWord(ref ReadOnlySpan<char> text, out Word meaning)
    {
        text = text.TrimStart(' ');
        meaning = Word.Filler;
        if (text.IsEmpty || !WordsByFirst.TryGetValue(text[0], out var candidates)) return false;
        foreach (var (word, known) in candidates)
        {
            if (!text.StartsWith(word, StringComparison.Ordinal)) continue;
            var cutsAWord = char.IsAsciiLetter(word[^1]) && text.Length > word.Length && char.IsLetter(text[word.Length]) && text[word.Length] < FirstCjk;
            if (cutsAWord) continue;
            text = text[word.Length..];
            meaning = known;
            return true;
        }

        return false;
    }

    /// <summary>Longer words first, so that 总金额 is not taken for 总 and 金额.</summary>
    private static (string Text, Word Meaning)[] AllWords()
    {
        (string Words, Word Meaning)[] groups =
        [
            ("合计 总计 共计 总数 总和 总共 累计 合計 總計 共計 grand\u00a0total total totals sum tổng\u00a0cộng tổng cộng", Word.Total),
            ("总人数 总人次 总笔数 总次数", Word.TotalOfCount),
            ("总额 总金额 总款额 總額 總金額 合计金额", Word.TotalOfSum),
            ("小计 小計 分计 subtotal sub-total page\u00a0total", Word.TotalOfSection),
            ("本页 本頁 单位 个人 企业 this\u00a0page", Word.Section),
            ("共 总", Word.Weak),
            ("笔数 人数 人次数 次数 户数 件数 count number\u00a0of no.\u00a0of", Word.CountBefore),
            ("笔 人次 人 条 户 家 次 位 项 件 gifts gift donations donation donors donor items records rows transactions entries", Word.CountAfter),
            ("金额 款额 金額 捐款 捐赠 捐款额 捐赠额 捐款金额 捐赠金额 善款 善款金额 收入 贷方 贷方发生额 人民币 rmb cny ¥ vnd usd amount amounts value raised received", Word.SumBefore),
            ("元 圆 元整 元人民币", Word.SumAfter),
            (": ， , 。 . 、 ； ; ( ) [ ] 【 】 - — – | / = ~ 为 是 有 约 款 已 全部 募集 募捐 接收 收到 接受 社会 爱心 资金 截至 截止 目前 其中 整 年 月 日 of in and the is for", Word.Filler),
        ];
        return [.. groups
            .SelectMany(group => group.Words.Split(' ').Select(word => (Text: word.Replace('\u00a0', ' '), group.Meaning)))
            .OrderByDescending(word => word.Text.Length).ThenBy(word => word.Text, StringComparer.Ordinal)];
    }
}
