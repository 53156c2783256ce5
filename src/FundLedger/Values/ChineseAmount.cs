using System.Text;

namespace FundLedger.Values;

/// <summary>Amounts in the capital numerals of receipts and vouchers (大写金额), which cannot be altered with a stroke.</summary>
/// <remarks>After 支付结算办法, annex 1: 整 stands where no 分 follows, and one 零 for any run of noughts between digits.</remarks>
public static class ChineseAmount
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";
    private static readonly string[] Places = ["", "拾", "佰", "仟"];
    private static readonly string[] Groups = ["", "万", "亿", "万亿", "亿亿"];

    /// <summary>1409.50 CNY is 人民币壹仟肆佰零玖元伍角整.</summary>
    public static string Of(Money amount)
    {
        var (units, rest) = Int128.DivRem(Int128.Abs(amount.MinorUnits), amount.Currency.MinorPerUnit);
        var text = new StringBuilder(NameOf(amount.Currency));
        if (amount.IsNegative) text.Append('负');
        var fraction = Fraction((long)rest, amount.Currency, units > 0);
        if (units > 0 || fraction.Length == 0) text.Append(Whole((long)units)).Append('元');
        text.Append(fraction);
        if (fraction.Length == 0 || fraction[^1] == '角') text.Append('整');
        return text.ToString();
    }

    private static string NameOf(Currency currency) => currency.Code switch
    {
        "CNY" => "人民币",
        "HKD" => "港币",
        "MOP" => "澳门币",
        "USD" => "美元",
        "EUR" => "欧元",
        "GBP" => "英镑",
        "JPY" => "日元",
        var code => code,
    };

    private static string Whole(long units)
    {
        if (units == 0) return "零";
        var text = new StringBuilder();
        var isNoughtDue = false;
        for (var group = Groups.Length - 1; group >= 0; group--)
        {
            var part = (int)((Int128)units / PowerOf10(group * 4) % 10_000);
            if (part == 0)
            {
                isNoughtDue = text.Length > 0;
                continue;
            }

            if (text.Length > 0 && (isNoughtDue || part < 1_000)) text.Append('零');
            text.Append(Part(part)).Append(Groups[group]);
            isNoughtDue = part % 10 == 0;
        }

        return text.ToString();
    }

    /// <summary>Four digits at most, without noughts at their ends.</summary>
    private static string Part(int part)
    {
        var text = new StringBuilder();
        for (var place = 3; place >= 0; place--)
        {
            var digit = part / (int)PowerOf10(place) % 10;
            if (digit == 0) continue;
            if (text.Length > 0 && part / (int)PowerOf10(place + 1) % 10 == 0) text.Append('零');
            text.Append(Digits[digit]).Append(Places[place]);
        }

        return text.ToString();
    }

    /// <summary>角 and 分; minor units of other currencies digit by digit.</summary>
    private static string Fraction(long rest, Currency currency, bool hasUnits)
    {
        if (rest == 0) return "";
        if (currency.Decimals != 2) return "又" + string.Concat(rest.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(currency.Decimals, '0').Select(digit => Digits[digit - '0'])) + $"（{currency.Decimals} 位小数）";
        var (tenths, hundredths) = ((int)(rest / 10), (int)(rest % 10));
        var first = tenths > 0 ? $"{Digits[tenths]}角" : hasUnits ? "零" : "";
        return hundredths > 0 ? $"{first}{Digits[hundredths]}分" : first;
    }

    private static Int128 PowerOf10(int exponent)
    {
        Int128 power = 1;
        for (var i = 0; i < exponent; i++) power *= 10;
        return power;
    }
}
