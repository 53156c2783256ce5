using System.Text.Json;
using System.Text.Json.Serialization;

namespace FundLedger.Values;

/// <summary>Money travels as <c>{"amount":"1234.50","currency":"CNY"}</c>: a string, never a float.</summary>
public sealed class MoneyJsonConverter : JsonConverter<Money>
{
    private sealed record Wire(string? Amount, string? Currency);

    private static readonly JsonSerializerOptions Shape = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <exception cref="JsonException">The currency is unknown, or the amount is not a plain one of that currency.</exception>
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var wire = JsonSerializer.Deserialize<Wire>(ref reader, Shape);
        if (!Currency.TryFind(wire?.Currency, out var currency)) throw new JsonException($"'{wire?.Currency}' is not an active ISO 4217 currency code.");
        return Money.TryParse(wire!.Amount, currency, out var money)
            ? money
            : throw new JsonException($"'{wire.Amount}' is not an amount of {currency}: write digits and at most {currency.Decimals} decimals, as a string.");
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("amount", value.ToAmountText());
        writer.WriteString("currency", value.Currency.Code);
        writer.WriteEndObject();
    }
}
