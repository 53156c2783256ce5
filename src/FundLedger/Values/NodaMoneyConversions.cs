#if USE_NODAMONEY
using NodaMoney;

namespace FundLedger.Values;

/// <summary>To and from NodaMoney's <see cref="NodaMoney.Money"/>, exactly or not at all. Built with -p:UseNodaMoney=true only.</summary>
/// <remarks>Its constructor rounds to its own idea of the minor unit, and its parser drops what it does not understand: both are kept out here.</remarks>
public static class NodaMoneyConversions
{
    /// <exception cref="ArgumentException">NodaMoney would round the amount, as it does for currencies it counts in fifths (MGA, MRU).</exception>
    /// <exception cref="InvalidCurrencyException">NodaMoney does not know the currency.</exception>
    public static NodaMoney.Money ToNodaMoney(this Money money)
    {
        var amount = (decimal)money.MinorUnits / money.Currency.MinorPerUnit;
        var converted = new NodaMoney.Money(amount, CurrencyInfo.FromCode(money.Currency.Code));
        return converted.Amount == amount
            ? converted
            : throw new ArgumentException($"NodaMoney cannot hold {money}: it rounds it to {converted.Amount}.", nameof(money));
    }

    /// <exception cref="ArgumentException">The currency is not one of ours, or the amount is finer than its minor unit.</exception>
    /// <exception cref="OverflowException">The amount does not fit in 64 bits of minor units.</exception>
    public static Money ToLedgerMoney(this NodaMoney.Money money)
    {
        var currency = Currency.Of(money.Currency.Code);
        var minor = money.Amount * currency.MinorPerUnit;
        return decimal.IsInteger(minor)
            ? new Money(decimal.ToInt64(minor), currency)
            : throw new ArgumentException($"{money.Amount} is not a whole number of minor units of {currency}.", nameof(money));
    }
}
#endif
