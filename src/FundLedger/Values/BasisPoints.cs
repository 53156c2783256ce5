using System.Globalization;

namespace FundLedger.Values;

/// <summary>A share in hundredths of a percent: 10,000 is the whole.</summary>
/// <param name="Value">0 and up; more than 10,000 where a share may exceed the whole, such as a match of 3:2.</param>
public readonly record struct BasisPoints(int Value)
{
    public static BasisPoints Whole => new(10_000);

    /// <summary>This share of <paramref name="amount"/>, rounded toward zero, so what is promised is never exceeded.</summary>
    /// <exception cref="OverflowException">The share does not fit in 64 bits.</exception>
    public Money OfRoundedDown(Money amount) => amount with { MinorUnits = checked((long)((Int128)amount.MinorUnits * Value / 10_000)) };

    /// <summary>This share of <paramref name="amount"/>, halves rounded to the even minor unit, so that many roundings do not drift.</summary>
    /// <exception cref="OverflowException">The share does not fit in 64 bits.</exception>
    public Money OfRoundedToEven(Money amount)
    {
        var (quotient, remainder) = Int128.DivRem((Int128)amount.MinorUnits * Value, 10_000);
        var half = Int128.Abs(remainder) * 2;
        if (half > 10_000 || (half == 10_000 && Int128.IsOddInteger(quotient))) quotient += Int128.Sign(remainder);
        return amount with { MinorUnits = checked((long)quotient) };
    }

    public override string ToString() => (Value / 100m).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
