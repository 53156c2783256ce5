using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FundLedger.Exchange;

/// <summary>The funds above a fund, as the CSV holds them: a fund above may have no line of its own, so it is defined where it is named.</summary>
internal static class FundParents
{
    private const int MostLevels = 32;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>A JSON array, nearest first; empty at the top.</summary>
    internal static string Written(IReadOnlyList<FundParent> parents) => parents.Count == 0 ? "" : JsonSerializer.Serialize(parents, Json);

    /// <returns>Null when the cell is not what <see cref="Written"/> writes.</returns>
    internal static IReadOnlyList<FundParent>? Read(string cell)
    {
        if (cell.Length == 0) return [];
        try
        {
            var parents = JsonSerializer.Deserialize<List<FundParent>>(cell, Json);
            return parents is { Count: > 0 and <= MostLevels } && parents.TrueForAll(parent => parent.IsWhole) && Written(parents) == cell ? parents : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal sealed record FundParent
{
    [JsonPropertyName("code")] public string Code { get; init; } = "";
    [JsonPropertyName("name")] public string Name { get; init; } = "";
    [JsonPropertyName("kind")] public string Kind { get; init; } = "";
    [JsonPropertyName("currency")] public string Currency { get; init; } = "";
    [JsonPropertyName("spending_order")] public string SpendingOrder { get; init; } = "";

    [JsonIgnore]
    internal bool IsWhole => Code is { Length: > 0 } && Name is not null && Kind is not null && Currency is not null && SpendingOrder is not null;
}
