using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Cli;

namespace FundLedger.Web.Api;

/// <summary>How the API reads and writes: as <c>--json</c> of the command line does, each word of a closed set being the one that its options take (<c>community-fund</c>).</summary>
internal static class ApiJson
{
    internal const string MediaType = "application/json";

    /// <summary>Made once: what it learns of a type at the first call serves every other.</summary>
    internal static readonly JsonSerializerOptions Shape = Configure(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(), // asked for types before anything is read or written with it, as by the first write after a start
    });

    /// <summary>What the document that describes the API must know as well.</summary>
    internal static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectRequiredConstructorParameters = true;
        foreach (var converter in Json.OfTheBooks) options.Converters.Add(converter);
        options.Converters.Add(new ShareConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        return options;
    }

    internal static string WordOf(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>A share as people write it: a percentage, as text.</summary>
    private sealed class ShareConverter : JsonConverter<BasisPoints>
    {
        public override BasisPoints Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && TypedShare.Read(reader.GetString()!, "").IsDone(out var share, out _) ? share : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, BasisPoints value, JsonSerializerOptions options) => writer.WriteStringValue((value.Value / 100m).ToString("0.##", CultureInfo.InvariantCulture));
    }
}
