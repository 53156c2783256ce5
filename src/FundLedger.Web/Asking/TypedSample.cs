using System.Globalization;
using System.Security.Cryptography;
using FundLedger.Auditing.Sampling;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Asking;

/// <summary>The amounts and the factor of a sample as people type them, and a seed where they give none.</summary>
internal static class TypedSample
{
    /// <summary>Drawn here, outside of every write; what nothing is left to chance in has none.</summary>
    internal static string NewSeed(SampleMethod method) => method == SampleMethod.AllOver ? "" : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <returns>Without seed, purpose, size and moment, which need no reading.</returns>
    internal static Outcome<SampleWanted> Read(Books books, PopulationAsked asked, SampleMethod method, string? interval, string? tolerable, string? factor, string? from)
    {
        if (!CurrencyOf(books, asked).IsDone(out var currency, out var refusal)) return refusal;
        var wanted = new SampleWanted(asked, method, "", "");
        if (Given(interval) is { } typedInterval)
        {
            if (!TypedAmount.Read(typedInterval, currency, "interval").IsDone(out var amount, out refusal)) return refusal;
            wanted = wanted with { Interval = amount };
        }

        if (Given(tolerable) is { } typedTolerable)
        {
            if (!TypedAmount.Read(typedTolerable, currency, "tolerable").IsDone(out var amount, out refusal)) return refusal;
            wanted = wanted with { Tolerable = amount };
        }

        if (Given(from) is { } typedFrom)
        {
            if (!TypedAmount.Read(typedFrom, currency, "from-amount").IsDone(out var amount, out refusal)) return refusal;
            wanted = wanted with { From = amount };
        }

        if (Given(factor) is not { } typedFactor) return wanted;
        if (!decimal.TryParse(typedFactor, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number is <= 0 or > 100 || decimal.Round(number, 2) != number)
            return Refusal.Of("factor", "factor", $"“{typedFactor}”不是信赖系数。请写如 3.00。", $"'{typedFactor}' is not a confidence factor. Write it like 3.00.");
        return wanted with { Factor = (int)(number * 100) };
    }

    private static Outcome<Currency> CurrencyOf(Books books, PopulationAsked asked)
    {
        if (asked.Fund is { } code) return books.Fund(code).IsDone(out var fund, out var unknown) ? fund.Currency : unknown;
        return books.EntityOrOnly(asked.Entity).IsDone(out var entity, out var refusal) ? entity.Currency : refusal;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
