using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary>How results look to programs: camelCase, entries as numbers, receipts as <c>2026-000012</c>, money as <c>{amount, currency}</c>, days as ISO text.</summary>
internal static class Json
{
    /// <summary>Numbers and codes of the books, which are values of their own.</summary>
    internal static JsonConverter[] OfTheBooks => [new EntryIdConverter(), new ReceiptNumberConverter(), new CurrencyConverter()];

    internal static readonly JsonSerializerOptions Shape = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new EntryIdConverter(), new ReceiptNumberConverter(), new CurrencyConverter(), new JsonStringEnumConverter() },
    };

    internal static string Text<T>(T value) => JsonSerializer.Serialize(value, Shape);

    private sealed class EntryIdConverter : JsonConverter<EntryId>
    {
        public override EntryId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, EntryId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }

    private sealed class ReceiptNumberConverter : JsonConverter<ReceiptNumber>
    {
        public override ReceiptNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ReceiptNumber.TryParse(reader.GetString(), out var receipt) ? receipt : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, ReceiptNumber value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    private sealed class CurrencyConverter : JsonConverter<Currency>
    {
        public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Currency.Of(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
    }
}
