using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FundLedger.Programmes;

/// <summary>Terms, applications and reviews as JSON: camelCase, money as <c>{"amount":"100.00","currency":"CNY"}</c>, shares as <c>"60%"</c>, days as ISO text.</summary>
public static class GrantJson
{
    private static readonly JsonSerializerOptions Shape = Options(indented: false);
    private static readonly JsonSerializerOptions Indented = Options(indented: true);

    /// <summary>Terms that somebody wrote.</summary>
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

    /// <summary>As people read it.</summary>
    public static string WriteIndented<T>(T value) => JsonSerializer.Serialize(value, Indented);

    internal static string Write<T>(T value) => JsonSerializer.Serialize(value, Shape);

    internal static T ReadStored<T>(string json) => JsonSerializer.Deserialize<T>(json, Shape)!;

    private static JsonSerializerOptions Options(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        WriteIndented = indented,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(), new ShareConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LetNoneBeLeftOut } },
    };

    /// <summary>What may be none may be left out, and is when it is written.</summary>
    private static void LetNoneBeLeftOut(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property.IsRequired && (Nullable.GetUnderlyingType(property.PropertyType) is not null || property.IsGetNullable && !property.PropertyType.IsValueType)) property.IsRequired = false;
    }

    private static Refusal NotRead(string path, long? line, string why) => Refusal.Of("json", "file",
        $"JSON 第 {line + 1 ?? 1} 行（{path}）不能读取：{why}", $"Line {line + 1 ?? 1} of the JSON ({path}) cannot be read: {why}");

    private sealed class ShareConverter : JsonConverter<BasisPoints>
    {
        private const int MostPercent = 100_000;

        public override BasisPoints Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
            var isShare = text.EndsWith('%') && decimal.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
                && percent <= MostPercent && decimal.IsInteger(percent * 100);
            return isShare ? new BasisPoints((int)(decimal.Parse(text[..^1], CultureInfo.InvariantCulture) * 100)) : throw new JsonException($"'{text}' is no share: write a text such as \"60%\" or \"12.5%\".");
        }

        public override void Write(Utf8JsonWriter writer, BasisPoints value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
