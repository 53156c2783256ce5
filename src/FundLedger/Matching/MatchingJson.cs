using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FundLedger.Matching;

/// <summary>Programmes and rules as JSON: camelCase, money as <c>{"amount":"100.00","currency":"CNY"}</c>, days as ISO text, ratios as <c>6:4</c>.</summary>
public static class MatchingJson
{
    private static readonly JsonSerializerOptions Shape = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>A programme or the terms of a rule that somebody wrote.</summary>
    public static Outcome<T> Read<T>(ReadOnlySpan<byte> utf8)
        where T : class
    {
        try
        {
            // A file may begin with the mark of its encoding.
            return JsonSerializer.Deserialize<T>(utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8, Shape) is { } read ? read : NotRead("$", null, "null");
        }
        catch (JsonException wrong)
        {
            return NotRead(wrong.Path ?? "$", wrong.LineNumber, wrong.Message);
        }
    }

    internal static string Write<T>(T value) => JsonSerializer.Serialize(value, Shape);

    internal static T ReadStored<T>(string json) => JsonSerializer.Deserialize<T>(json, Shape)!;

    private static Refusal NotRead(string path, long? line, string why) => Refusal.Of("json", "file",
        $"JSON 第 {line + 1 ?? 1} 行（{path}）不能读作配比计划或规则：{why}", $"Line {line + 1 ?? 1} of the JSON ({path}) cannot be read as a programme or rule: {why}");
}
