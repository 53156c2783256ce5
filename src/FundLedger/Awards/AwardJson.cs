using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FundLedger.Awards;

/// <summary>Terms, reports and instalments as they are stored: camelCase, money as <c>{"amount":"100.00","currency":"CNY"}</c>, days as ISO text.</summary>
internal static class AwardJson
{
    private static readonly JsonSerializerOptions Shape = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    internal static string Write<T>(T value) => JsonSerializer.Serialize(value, Shape);

    internal static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Shape)!;
}
