using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FundLedger.Ledger;
using FundLedger.Values;
using Microsoft.Net.Http.Headers;

namespace FundLedger.Web.Api;

/// <summary>What was sent, or all that is wrong with it.</summary>
internal sealed record ApiBody<T>(T? Value, ApiProblem? Wrong) where T : class;

/// <summary>Reads a body of JSON: each field that is missing, unknown or not what it should be is told by its name.</summary>
internal static class ApiBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    internal static async Task<ApiBody<T>> ReadAsync<T>(HttpRequest request) where T : class
    {
        if (!request.HasJsonContentType()) return new(null, new ApiProblem(ProblemCode.NotJson, "Content-Type"));
        if (await BytesAsync(request, ApiLimits.MostBodyBytes) is not { } bytes) return new(null, new ApiProblem(ProblemCode.TooLarge));
        try
        {
            using var read = JsonDocument.Parse(bytes, Strict);
            var wrong = WrongIn(read.RootElement, (JsonTypeInfo)ApiJson.Shape.GetTypeInfo(typeof(T)));
            return wrong.Count > 0 ? new(null, new ApiProblem(wrong, StatusCodes.Status400BadRequest)) : new(read.RootElement.Deserialize<T>(ApiJson.Shape)!, null);
        }
        catch (JsonException broken)
        {
            return new(null, new ApiProblem([Unreadable(broken)], StatusCodes.Status400BadRequest));
        }
    }

    /// <summary>A file sent as it is, its name in a header: a name in an address would be kept in the logs of others.</summary>
    internal static async Task<ApiBody<Attachment>> ReadFileAsync(HttpRequest request)
    {
        if (!ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var said) || Path.GetFileName((said.FileNameStar.HasValue ? said.FileNameStar : HeaderUtilities.RemoveQuotes(said.FileName)).Value) is not { Length: > 0 } name)
            return new(null, new ApiProblem([Refusal.Of("file-name-missing", HeaderNames.ContentDisposition, "请在请求头 Content-Disposition 中写文件名，如 attachment; filename*=UTF-8''%E5%8F%91%E7%A5%A8.pdf。", "Name the file in the header Content-Disposition, such as attachment; filename*=UTF-8''invoice.pdf.")], StatusCodes.Status400BadRequest));
        return await BytesAsync(request, Attachment.MostBytes) is { } bytes ? new(new Attachment(name, bytes), null)
            : new(null, new ApiProblem([Refusal.Of(ProblemCode.TooLarge.Code, "", $"文件最多 {Attachment.MostBytes:N0} 字节。", $"A file has at most {Attachment.MostBytes:N0} bytes.")], StatusCodes.Status413PayloadTooLarge));
    }

    /// <returns>Null when there are too many.</returns>
    private static async Task<byte[]?> BytesAsync(HttpRequest request, int most)
    {
        if (request.ContentLength > most) return null;
        using var content = new MemoryStream();
        var part = new byte[8_192];
        while (await request.Body.ReadAsync(part, request.HttpContext.RequestAborted) is > 0 and var count)
        {
            if (content.Length + count > most) return null;
            content.Write(part, 0, count);
        }

        return content.ToArray();
    }

    private static List<Refusal> WrongIn(JsonElement root, JsonTypeInfo type)
    {
        if (root.ValueKind != JsonValueKind.Object) return [Refusal.Of("json-type", "", "内容应为一个对象 { … }。", "The body should be an object { … }.")];
        var known = type.Properties.ToDictionary(property => property.Name, StringComparer.Ordinal);
        var wrong = new List<Refusal>();
        foreach (var field in root.EnumerateObject())
            if (!known.ContainsKey(field.Name))
                wrong.Add(Refusal.Of("json-unknown", field.Name, $"不认识的字段“{field.Name}”。可用：{string.Join(", ", known.Keys)}。", $"The field '{field.Name}' is not known. There is: {string.Join(", ", known.Keys)}."));
        foreach (var property in known.Values)
        {
            if (!root.TryGetProperty(property.Name, out var value) || value.ValueKind == JsonValueKind.Null)
            {
                if (IsRequired(property)) wrong.Add(Refusal.Of("json-missing", property.Name, $"缺少字段“{property.Name}”。", $"The field '{property.Name}' is missing."));
            }
            else if (UnreadableIn(value, property.PropertyType) is { } within)
            {
                var (field, (zh, en)) = (property.Name + within, within.Length > 0 ? FormWithin : FormOf(property.PropertyType));
                wrong.Add(Refusal.Of("json-type", field, $"字段“{field}”应为{zh}。", $"The field '{field}' should be {en}."));
            }
        }

        return wrong;
    }

    private static bool IsRequired(JsonPropertyInfo property) => property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false };

    /// <returns>Where in a value something is that cannot be read, or that nobody knows, such as <c>.tranches[0].days</c>: empty for the value itself, null where all of it is read.</returns>
    private static string? UnreadableIn(JsonElement value, Type type)
    {
        try
        {
            value.Deserialize(type, ApiJson.Shape);
            return null;
        }
        catch (JsonException unread)
        {
            return unread.Path?.TrimStart('$') ?? "";
        }
        catch (Exception unread) when (unread is InvalidOperationException or FormatException)
        {
            return "";
        }
    }

    private static (string Zh, string En) FormOf(Type asked)
    {
        var type = Nullable.GetUnderlyingType(asked) ?? asked;
        return type == typeof(Money) ? ("金额，如 {\"amount\":\"1234.50\",\"currency\":\"CNY\"}，金额写成字符串，小数位不超过该币种的位数", "an amount like {\"amount\":\"1234.50\",\"currency\":\"CNY\"}: a string, with no more decimals than the currency has")
            : type == typeof(DateOnly) ? ("日期，如 \"2026-01-31\"", "a date like \"2026-01-31\"")
            : type == typeof(BasisPoints) ? ("百分比，写成字符串，如 \"40\" 或 \"33.33\"", "a percentage, as a string like \"40\" or \"33.33\"")
            : type == typeof(bool) ? ("true 或 false", "true or false")
            : type == typeof(string) ? ("字符串", "a string")
            : type.IsEnum ? Same(string.Join(", ", Enum.GetValues(type).Cast<Enum>().Select(value => $"\"{ApiJson.WordOf(value)}\"")), "以下之一：", "one of ")
            : type == typeof(EntryId) || type == typeof(long) || type == typeof(int) ? ("整数", "a whole number")
            : FormWithin;
    }

    private static (string Zh, string En) FormWithin => ("接口文档所写的样子", "as the reference describes it");

    private static (string Zh, string En) Same(string words, string zh, string en) => (zh + words, en + words);

    private static Refusal Unreadable(JsonException broken)
    {
        var (line, column) = ((broken.LineNumber ?? 0) + 1, (broken.BytePositionInLine ?? 0) + 1);
        return Refusal.Of("json-unreadable", "", $"JSON 读不懂：第 {line} 行第 {column} 字节起有误，或同一字段写了两次。", $"The JSON cannot be read: line {line}, byte {column}, or a field stands twice.");
    }
}
