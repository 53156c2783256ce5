namespace FundLedger.Donations.Lists;

/// <summary>Whether money came in or went out.</summary>
internal enum Direction
{
    Unknown,
    In,
    Out,
}

/// <summary>The words that stand around the gifts of a list.</summary>
internal static class PageFurniture
{
    private static readonly string[] Remarks =
        ["制表", "审核", "复核", "填表", "经办", "打印", "备注", "说明", "注", "单位负责人", "负责人", "联系", "preparedby", "approvedby", "printed", "page", "note", "第"];

    private static readonly HashSet<string> CarriedBalances = new(StringComparer.Ordinal)
    {
        "期初余额", "期末余额", "上期余额", "本期余额", "上页余额", "承前页", "过次页", "转次页", "上年结转", "openingbalance", "closingbalance", "broughtforward", "carriedforward",
        "balancebroughtforward", "balancecarriedforward", "sodudauky", "soducuoiky",
    };

    /// <summary>A label with a colon, such as <c>制表人：</c>, or a page number.</summary>
    public static bool IsRemark(ReadOnlySpan<char> text)
    {
        text = Blanks.Trim(text);
        var folded = Blanks.Fold(text[..Math.Min(text.Length, HeaderNames.LongestHeader)]);
        var labels = text.IndexOfAny(':', '：') > 0 || folded.EndsWith('页');
        return labels && Remarks.Any(remark => folded.StartsWith(remark, StringComparison.Ordinal));
    }

    /// <summary>A second table below the list, with counts and sums of its own, as WeChat Pay closes its bills.</summary>
    public static bool BeginsSummary(ReadOnlySpan<char> first) => Blanks.Trim(first) is var text && (text.StartsWith("资金流水总笔数") || text.StartsWith("总交易单数"));

    public static bool IsCarriedBalance(ReadOnlySpan<char> text)
    {
        text = Blanks.Trim(text).TrimEnd(":：");
        return text.Length is > 2 and < 30 && text[0] is '期' or '上' or '本' or '承' or '过' or '转' or 'o' or 'O' or 'c' or 'C' or 'b' or 'B' or 's' or 'S'
            && CarriedBalances.Contains(Blanks.Fold(text));
    }

    public static Direction DirectionOf(ReadOnlySpan<char> text) => Blanks.Fold(text) switch
    {
        "贷" or "贷方" or "收" or "收入" or "来账" or "转入" or "存入" or "入账" or "c" or "cr" or "credit" or "in" => Direction.In,
        "借" or "借方" or "支" or "支出" or "付" or "往账" or "转出" or "支取" or "出账" or "d" or "dr" or "debit" or "out" or "不计收支" => Direction.Out,
        _ => Direction.Unknown,
    };
}
