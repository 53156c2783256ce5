using System.Globalization;
using System.Numerics;
using System.Text.Json.Serialization;

namespace FundLedger.Values;

/// <summary>An exact amount of money in one currency.</summary>
/// <remarks>Counted in whole minor units, so no rounding happens here. In ledger lines a debit is positive, a credit negative.</remarks>
/// <param name="MinorUnits">Whole minor units: 12.34 CNY is 1234; 50 VND is 50.</param>
/// <param name="Currency">The currency counted in.</param>
[JsonConverter(typeof(MoneyJsonConverter))]
public readonly record struct Money(long MinorUnits, Currency Currency) :
    IAdditionOperators<Money, Money, Money>, ISubtractionOperators<Money, Money, Money>, IUnaryNegationOperators<Money, Money>
{
    public bool IsZero => MinorUnits == 0;
    public bool IsPositive => MinorUnits > 0;
    public bool IsNegative => MinorUnits < 0;

    public static Money Zero(Currency currency) => new(0, currency);

    /// <exception cref="InvariantBrokenException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The sum does not fit in 64 bits.</exception>
    public static Money operator +(Money left, Money right)
    {
        Invariant.Holds(left.Currency == right.Currency);
        return left with { MinorUnits = checked(left.MinorUnits + right.MinorUnits) };
    }

    /// <exception cref="InvariantBrokenException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The difference does not fit in 64 bits.</exception>
    public static Money operator -(Money left, Money right) => left + -right;

    /// <exception cref="OverflowException">The amount is the lowest of 64 bits.</exception>
    public static Money operator -(Money value) => value with { MinorUnits = checked(-value.MinorUnits) };

    /// <summary>Splits into parts that add up exactly; the largest remainders get the odd minor units, the earlier part on a tie.</summary>
    /// <param name="weights">None negative, at least one positive.</param>
    /// <exception cref="InvariantBrokenException">There is no positive weight, or a negative one.</exception>
    public IReadOnlyList<Money> Allocate(IReadOnlyList<long> weights)
    {
        Invariant.Holds(weights.All(weight => weight >= 0));
        var total = weights.Aggregate(Int128.Zero, (sum, weight) => sum + weight);
        Invariant.Holds(total > 0);

        var parts = new long[weights.Count];
        var remainders = new (Int128 Remainder, int Index)[weights.Count];
        for (var i = 0; i < weights.Count; i++)
        {
            var (quotient, remainder) = Int128.DivRem((Int128)MinorUnits * weights[i], total);
            parts[i] = (long)quotient;
            remainders[i] = (Int128.Abs(remainder), i);
        }

        var left = parts.Aggregate(MinorUnits, (rest, part) => rest - part);
        var step = Math.Sign(left);
        foreach (var (_, index) in remainders.OrderByDescending(r => r.Remainder).ThenBy(r => r.Index).Take((int)Math.Abs(left))) parts[index] += step;

        Invariant.Holds(parts.Sum() == MinorUnits);
        var currency = Currency;
        return [.. parts.Select(part => new Money(part, currency))];
    }

    /// <summary>Reads a plain amount such as <c>1234.50</c>: digits, at most one point, an optional leading minus; no grouping, no symbol.</summary>
    /// <returns>False when the text is anything else, has more decimals than the currency, or does not fit.</returns>
    public static bool TryParse(string? text, Currency currency, out Money money)
    {
        money = Zero(currency);
        if (string.IsNullOrEmpty(text)) return false;
        var digits = text.AsSpan(text[0] == '-' ? 1 : 0);
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? [] : digits[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty) || fraction.Length > currency.Decimals) return false;
        if (whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9')) return false;

        var padded = string.Concat(text[0] == '-' ? "-" : "", whole, string.Concat(fraction, new string('0', currency.Decimals - fraction.Length)));
        if (!long.TryParse(padded, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minor)) return false;
        money = new Money(minor, currency);
        return true;
    }

    /// <summary>The amount alone, for machines: <c>-1234.50</c>. Reads back with <see cref="TryParse"/>.</summary>
    public string ToAmountText() => Text(grouped: false);

    /// <summary>The amount alone, for people: <c>-1,234.50</c>; the same in both languages.</summary>
    public string ToGroupedText() => Text(grouped: true);

    public override string ToString() => $"{ToAmountText()} {Currency}";

    private string Text(bool grouped)
    {
        var (whole, fraction) = Int128.DivRem(Int128.Abs(MinorUnits), Currency.MinorPerUnit);
        var sign = MinorUnits < 0 ? "-" : "";
        var units = ((decimal)whole).ToString(grouped ? "#,##0" : "0", CultureInfo.InvariantCulture);
        return Currency.Decimals == 0 ? sign + units : $"{sign}{units}.{((long)fraction).ToString(CultureInfo.InvariantCulture).PadLeft(Currency.Decimals, '0')}";
    }
}
