using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>The names columns go by, in the form <see cref="Blanks.Fold"/> gives them; the better name of a part stands first.</summary>
internal static class HeaderNames
{
    /// <summary>Header cells longer than this are sentences.</summary>
    public const int LongestHeader = 40;

    private static readonly Dictionary<ListColumn, string> Exact = new()
    {
        [ListColumn.Amount] =
            "贷方发生额 贷方金额 贷方发生金额 贷方 收入金额 收入 存入金额 存入 转入金额 入账金额 到账金额 到款金额 实收金额 贷 creditamount credit creditamt amountin paidin deposit deposits " +
            "sotienghico phatsinhco ghico 捐赠金额 捐款金额 捐赠数额 捐款数额 捐赠额 捐款额 捐赠资金 善款金额 捐款 善款 donationamount giftamount donation gift " +
            "交易金额 发生额 金额 金額 数额 款额 transactionamount amount amt sotien sotiengiaodich",
        [ListColumn.Debit] =
            "借方发生额 借方金额 借方发生金额 借方 支出金额 支出 支取金额 支取 取出 付出 转出金额 借 " +
            "debitamount debit debitamt amountout paidout withdrawal withdrawals sotienghino phatsinhno ghino",
        [ListColumn.Date] =
            "捐赠日期 捐款日期 到账日期 到款日期 入账日期 收款日期 交易日期 记账日期 日期 捐赠时间 捐款时间 到账时间 入账时间 收款时间 交易时间 donationdate giftdate transactiondate txndate tnxdate " +
            "发生时间 记账时间 valuedate postingdate bookingdate date ngaygiaodich ngayhieuluc ngay 时间 時間 datetime time",
        [ListColumn.Donor] =
            "捐赠人 捐赠人姓名 捐赠人名称 捐赠方 捐赠方名称 捐赠者 捐赠者名称 捐款人 捐款人姓名 捐款人名称 捐款者 捐款方 捐赠单位 捐赠单位名称 捐款单位 捐款单位名称 捐贈人 爱心人士 爱心单位 " +
            "对方户名 对方名称 对方账户名称 对方单位名称 对方单位 对方姓名 付款人 付款人名称 付款人户名 付款人姓名 付款方 付款方名称 付款方户名 付款户名 付款单位 汇款人 汇款人姓名 汇款人名称 交易对方 " +
            "donor donorname donatedby payer payername sender sendername remitter counterparty nguoichuyen tennguoichuyen nguoinop 姓名 单位名称 单位 户名 名称 name",
        [ListColumn.Reference] =
            "交易流水号 银行流水号 核心流水号 流水号 交易流水 交易单号 交易号 订单号 参考号 凭证号 凭证号码 凭证编号 票据号 票据号码 收据号 捐赠编号 referencenumber referenceno refno reference ref " +
            "transactionid transactionnumber transactionno txnid magiaodich sothamchieu sobutoan docno documentnumber documentno voucherno receiptno sochungtu",
        [ListColumn.Balance] = "余额 账户余额 账户结余 结余 账面余额 本次余额 交易后余额 余額 balance runningbalance sodu",
        [ListColumn.Note] =
            "附言 交易附言 留言 捐赠留言 捐赠用途 捐赠意向 用途 摘要 交易摘要 备注 備註 交易说明 说明 " +
            "transactiondetails details description remark remarks narrative purpose message memo notes note noidung diengiai mota",
        [ListColumn.Currency] = "币种 币别 货币 交易币种 currency currencycode ccy curr loaitien",
        [ListColumn.Direction] = "借贷标志 借贷方向 借贷标识 借贷 收付标志 收支 收支方向 收支类型 收支标志 交易方向 来往账标志 drcr crdr dc debitcreditindicator debitcredit",
    };

    private static readonly Dictionary<ListColumn, string> Contained = new()
    {
        [ListColumn.Amount] = "贷方发生 贷方金额 收入金额 捐赠金额 捐款金额 金额 credit amount",
        [ListColumn.Debit] = "借方发生 借方金额 支出金额 debit withdraw",
        [ListColumn.Date] = "日期 date",
        [ListColumn.Donor] = "捐赠人 捐款人 捐赠单位 捐款单位 捐赠者 捐赠方 对方户名 付款人 donor payer remitter",
        [ListColumn.Reference] = "流水号 reference",
        [ListColumn.Balance] = "余额 balance",
    };

    /// <summary>Words that turn a name into another one: 余额 is no amount given, 手续费金额 no gift.</summary>
    private static readonly string[] NeverAnAmount =
        ["余额", "借方", "支出", "手续费", "承诺", "认捐", "税", "累计", "合计", "大写", "balance", "debit", "fee", "pledge", "tax", "total", "account", "card", "rate"];

    private static readonly (string Word, int Unit)[] Units = [("亿元", 100_000_000), ("万元", 10_000), ("萬元", 10_000), ("千元", 1_000), ("元", 1)];

    private static readonly Dictionary<string, (ListColumn Column, int Rank)> Ranks = RanksByName();

    /// <summary>What a header cell names.</summary>
    /// <param name="rank">Lower is the better name; exact names rank before names that only contain a known one.</param>
    public static bool TryRecognize(ReadOnlySpan<char> header, out ListColumn column, out int rank)
    {
        (column, rank) = (default, 0);
        header = Blanks.Trim(header);
        if (header.IsEmpty || header.Length > LongestHeader) return false;
        var folded = Blanks.Fold(header);
        if (Ranks.TryGetValue(folded, out var known))
        {
            (column, rank) = known;
            return true;
        }

        foreach (var (candidate, words) in Contained)
        {
            var place = Array.FindIndex(words.Split(' '), word => folded.Contains(word, StringComparison.Ordinal));
            if (place < 0 || (candidate == ListColumn.Amount && NeverAnAmount.Any(word => folded.Contains(word, StringComparison.Ordinal)))) continue;
            (column, rank) = (candidate, 1_000 + place);
            return true;
        }

        return false;
    }

    /// <summary>Headers that say every amount below is a gift, so that a negative one is a mistake and not a payment.</summary>
    public static bool HoldsOnlyMoneyIn(string header)
    {
        var folded = Blanks.Fold(header);
        return !(folded is "交易金额" or "发生额" or "transactionamount" or "amount" or "amt" or "sotien" or "sotiengiaodich");
    }

    /// <summary>A header such as <c>支出金额（-元）</c> says that what goes out is written below zero.</summary>
    public static bool IsWrittenBelowZero(string header) => header.Contains("(-", StringComparison.Ordinal) || header.Contains("（-", StringComparison.Ordinal) || header.Contains("（－", StringComparison.Ordinal);

    /// <summary>How many yuan one unit is, as a header such as <c>金额（万元）</c> says; 0 when it says nothing.</summary>
    public static int UnitInHeader(string header)
    {
        foreach (var (word, unit) in Units)
        {
            if (header.Contains(word, StringComparison.Ordinal)) return unit;
        }

        return 0;
    }

    /// <summary>The same in a line such as <c>单位：万元</c> above the table. A title that mentions 500万元 says nothing about the columns.</summary>
    public static int UnitAbove(string text)
    {
        var place = text.LastIndexOf("单位", StringComparison.Ordinal);
        if (place < 0) return 0;
        var said = text.AsSpan(place + 2).TrimStart(" :：");
        if (said.StartsWith("人民币")) said = said[3..];
        foreach (var (word, unit) in Units)
        {
            if (said.StartsWith(word)) return unit;
        }

        return 0;
    }

    private static Dictionary<string, (ListColumn Column, int Rank)> RanksByName()
    {
        var ranks = new Dictionary<string, (ListColumn, int)>(StringComparer.Ordinal);
        foreach (var (column, names) in Exact)
        {
            var rank = 0;
            foreach (var name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries)) Invariant.Holds(ranks.TryAdd(Blanks.Fold(name), (column, rank++)));
        }

        return ranks;
    }
}
