using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace FundLedger.Values;

/// <summary>A currency of ISO 4217. The default value is no currency: its code cannot be read, so it is never stored.</summary>
public readonly record struct Currency
{
    // Code and minor-unit digits of the active national currencies, ISO 4217:2015 as amended to 2026-01-01.
    private const string TwoDecimals =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK " +
        "DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD " +
        "KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP " +
        "PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH " +
        "USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

    private const string NoDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
    private const string ThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";

    private static readonly FrozenDictionary<string, Currency> ByCode = Table();

    private readonly string? code;

    private Currency(string code, int decimals) => (this.code, Decimals) = (code, decimals);

    /// <summary>Three capital letters, for example <c>CNY</c>.</summary>
    public string Code => code ?? throw new InvariantBrokenException("a currency was chosen");

    /// <summary>Digits after the decimal point: 2 for CNY, 0 for VND, 3 for KWD.</summary>
    public int Decimals { get; }

    /// <summary>Minor units in one unit: 100 for CNY.</summary>
    public long MinorPerUnit => Decimals switch { 0 => 1, 2 => 100, _ => 1_000 };

    public static Currency Cny => ByCode["CNY"];

    public static IEnumerable<Currency> All => ByCode.Values;

    /// <exception cref="ArgumentException">The code is not an active one of ISO 4217.</exception>
    public static Currency Of(string code) =>
        TryFind(code, out var currency) ? currency : throw new ArgumentException($"'{code}' is not an active ISO 4217 currency code.", nameof(code));

    /// <summary>Codes are matched in capitals only, as ISO 4217 writes them.</summary>
    public static bool TryFind([NotNullWhen(true)] string? code, out Currency currency)
    {
        currency = default;
        return code is not null && ByCode.TryGetValue(code, out currency);
    }

    public override string ToString() => code ?? "(none)";

    private static FrozenDictionary<string, Currency> Table()
    {
        IEnumerable<Currency> Read(string codes, int decimals) => codes.Split(' ').Select(code => new Currency(code, decimals));
        return Read(TwoDecimals, 2).Concat(Read(NoDecimals, 0)).Concat(Read(ThreeDecimals, 3)).ToFrozenDictionary(currency => currency.Code, StringComparer.Ordinal);
    }
}
