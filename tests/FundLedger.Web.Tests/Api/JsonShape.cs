using System.Text.Json;
using System.Text.RegularExpressions;

namespace FundLedger.Web.Tests.Api;

/// <summary>Whether JSON is as a schema of the document says: the words of JSON Schema that the document uses, and no others.</summary>
internal sealed class JsonShape(JsonElement document)
{
    private static readonly HashSet<string> Known =
        ["$ref", "type", "properties", "required", "items", "enum", "oneOf", "anyOf", "pattern", "minimum", "maximum", "additionalProperties", "format", "description", "example", "examples", "default", "const", "contentEncoding", "title"];

    /// <summary>Each difference, by where it stands.</summary>
    internal IEnumerable<string> Differences(JsonElement value, JsonElement schema, string at = "")
    {
        if (schema.ValueKind == JsonValueKind.True) return [];
        if (schema.EnumerateObject().Select(word => word.Name).FirstOrDefault(word => !Known.Contains(word)) is { } unknown) return [$"{at}: the test does not know '{unknown}'"];
        if (schema.TryGetProperty("$ref", out var reference)) return Differences(value, Resolve(reference.GetString()!), at);
        foreach (var choice in new[] { "oneOf", "anyOf" })
            if (schema.TryGetProperty(choice, out var choices)) return choices.EnumerateArray().Any(one => !Differences(value, one, at).Any()) ? [] : [$"{at}: none of {choice}: {value}"];
        return Own(value, schema, at);
    }

    private IEnumerable<string> Own(JsonElement value, JsonElement schema, string at)
    {
        if (schema.TryGetProperty("type", out var type))
        {
            var types = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!).ToList() : [type.GetString()!];
            if (!types.Exists(one => IsOf(value, one)))
            {
                yield return $"{at}: {value.ValueKind} is not {string.Join('|', types)}";
                yield break;
            }
        }

        if (value.ValueKind == JsonValueKind.Null) yield break;
        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => word.GetRawText() == value.GetRawText())) yield return $"{at}: {value} is none of {words}";
        if (schema.TryGetProperty("pattern", out var pattern) && value.ValueKind == JsonValueKind.String && !Regex.IsMatch(value.GetString()!, pattern.GetString()!)) yield return $"{at}: '{value}' is not like {pattern}";
        if (schema.TryGetProperty("minimum", out var least) && value.ValueKind == JsonValueKind.Number && value.GetDecimal() < least.GetDecimal()) yield return $"{at}: {value} < {least}";
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
            foreach (var (item, i) in value.EnumerateArray().Select((item, i) => (item, i)))
                foreach (var difference in Differences(item, items, $"{at}[{i}]")) yield return difference;
        if (value.ValueKind != JsonValueKind.Object) yield break;
        foreach (var difference in OfObject(value, schema, at)) yield return difference;
    }

    private IEnumerable<string> OfObject(JsonElement value, JsonElement schema, string at)
    {
        var properties = schema.TryGetProperty("properties", out var known) ? known.EnumerateObject().ToDictionary(property => property.Name, property => property.Value) : [];
        if (schema.TryGetProperty("required", out var required))
            foreach (var name in required.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _))) yield return $"{at}.{name}: missing";
        foreach (var property in value.EnumerateObject())
        {
            if (!properties.TryGetValue(property.Name, out var described)) yield return $"{at}.{property.Name}: the document does not tell of it";
            else foreach (var difference in Differences(property.Value, described, $"{at}.{property.Name}")) yield return difference;
        }
    }

    /// <summary>What stands where it is told once for all.</summary>
    internal JsonElement Resolved(JsonElement part) => part.TryGetProperty("$ref", out var reference) ? Resolve(reference.GetString()!) : part;

    private JsonElement Resolve(string reference) => reference.Split('/').Skip(1).Aggregate(document, (here, name) => here.GetProperty(name));

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => false,
    };
}
