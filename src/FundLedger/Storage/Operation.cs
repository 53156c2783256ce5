using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FundLedger.Storage;

/// <summary>One request to write: its key, who asks, and what is asked, so that the same request twice is done once.</summary>
/// <param name="Key">Chosen by the one who asks; kept as long as the ledger.</param>
/// <param name="Name">Which operation: the same key for another operation is a conflict.</param>
/// <param name="Actor">Opaque id of the one who acts; never a name.</param>
/// <param name="Content">The fields that make the request what it is.</param>
public sealed record Operation(string Key, string Name, string Actor, IReadOnlyList<OperationField> Content)
{
    /// <summary>Why it cannot be kept under its key, or by its actor; null when it can.</summary>
    internal Refusal? RefusalForKey => Key.Length == 0
        ? Refusal.Of("operation-key-missing", "key", "请填写操作编号。", "Give an operation key.")
        : KeptText.OperationKey.RefusalFor(Key, "key") ?? KeptText.Actor.RefusalFor(Actor, "actor");

    /// <summary>It reads balances or daily totals, so what earlier operations of its batch hold back is written before it starts.</summary>
    internal bool ReadsTotals { get; init; }

    /// <summary>It removes what must not be found again, so the log beside the database, which still holds it, is emptied too.</summary>
    internal bool Erases { get; init; }

    /// <summary>The content as kept beside the outcome: people's data only as HMAC under the ledger's secret.</summary>
    internal string ContentJson(byte[] secret) => JsonSerializer.Serialize(Content.ToDictionary(field => field.Name, field => field.Kept(secret)));

    /// <summary>The refusal for a key used before, or null when the content is the same.</summary>
    internal Refusal? ConflictWith(string earlierName, string earlierContent, byte[] secret)
    {
        if (earlierName != Name)
            return Refusal.Of("operation-key-conflict", "key",
                $"操作编号“{Key}”已用于另一种操作（{earlierName}）。请换一个新的操作编号。",
                $"The operation key '{Key}' was used for another operation ({earlierName}). Use a new key.");

        var earlier = JsonSerializer.Deserialize<Dictionary<string, string>>(earlierContent)!;
        var asked = Content.ToDictionary(field => field.Name, field => field.Kept(secret));
        var differences = earlier.Keys.Union(asked.Keys).Order(StringComparer.Ordinal)
            .Where(name => earlier.GetValueOrDefault(name) != asked.GetValueOrDefault(name))
            .Select(name => Content.Any(field => field.Name == name && field.IsPersonal)
                ? name
                : $"{name}: {earlier.GetValueOrDefault(name, "-")} → {asked.GetValueOrDefault(name, "-")}")
            .ToArray();
        if (differences.Length == 0) return null;
        var listed = string.Join("; ", differences);
        return Refusal.Of("operation-key-conflict", "key",
            $"操作编号“{Key}”已用过，内容不同（{listed}）。如是另一笔，请换一个新的操作编号。",
            $"The operation key '{Key}' was used before with other content ({listed}). If this is another one, use a new key.");
    }
}

/// <summary>One field of a request.</summary>
/// <param name="IsPersonal">Kept only as an HMAC, so that the same content is recognised and nobody is named.</param>
public sealed record OperationField(string Name, string Value, bool IsPersonal = false)
{
    public static OperationField Of(string name, Money amount) => new(name, amount.ToString());
    public static OperationField Of(string name, DateOnly day) => new(name, day.ToIso());
    public static OperationField Of(string name, long number) => new(name, number.ToString(CultureInfo.InvariantCulture));
    public static OperationField Of(string name, string? value) => new(name, value ?? "");
    /// <summary>A file is known by its SHA-256.</summary>
    public static OperationField Of(string name, byte[]? sha256) => new(name, sha256 is null ? "" : Convert.ToHexStringLower(sha256));

    public static OperationField Personal(string name, string? value) => new(name, value ?? "", IsPersonal: true);

    internal string Kept(byte[] secret) =>
        IsPersonal ? "hmac:" + Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(Value.ToNfc()))) : Value;
}
