using System.Text.Json;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary>The fields of one JSON object, each asked for by the type it must have.</summary>
internal sealed class JsonFields
{
    private readonly JsonElement element;
    private readonly string path;

    private JsonFields(JsonElement element, string path) => (this.element, this.path) = (element, path);

    /// <param name="path">Where the object stands in its file; empty at the top.</param>
    /// <param name="known">Every name it may have.</param>
    internal static Outcome<JsonFields> Of(JsonElement element, string path, IReadOnlyList<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object) return Wrong(path, "一个对象 { … }", "an object { … }");
        foreach (var field in element.EnumerateObject())
            if (!known.Contains(field.Name))
                return Refusal.Of("json-unknown", At(path, field.Name), $"不认识的字段。可用：{string.Join(", ", known)}。", $"This field is not known. There is: {string.Join(", ", known)}.");
        return new JsonFields(element, path);
    }

    /// <returns>Empty when the field is absent and not required.</returns>
    internal Outcome<string> Text(string name, bool isRequired = false)
    {
        if (!Has(name, out var value)) return isRequired ? Missing(name) : "";
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : Wrong(At(path, name), "字符串，写在引号里", "a string, in quotes");
    }

    internal Outcome<bool> Flag(string name)
    {
        if (!Has(name, out var value)) return false;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : Wrong(At(path, name), "true 或 false", "true or false");
    }

    /// <returns>0 when the field is absent.</returns>
    internal Outcome<long> Number(string name)
    {
        if (!Has(name, out var value)) return 0L;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number > 0 ? number : Wrong(At(path, name), "分录号", "an entry number");
    }

    internal Outcome<IReadOnlyList<JsonElement>> List(string name)
    {
        if (!Has(name, out var value)) return Missing(name);
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : Wrong(At(path, name), "一个列表 [ … ]", "a list [ … ]");
    }

    private bool Has(string name, out JsonElement value) => element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private Refusal Missing(string name) => Refusal.Of("json-missing", At(path, name), "缺少这个字段。", "This field is missing.");

    private static Refusal Wrong(string at, string zh, string en) => Refusal.Of("json-type", at, $"这里应为{zh}。", $"This should be {en}.");

    private static string At(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
