using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FundLedger.Seals;

// A proof file is JSON Lines: the head, the roads from earlier checkpoints, the entries in the order they were sealed, the totals. Bytes are base64; amounts and moments are
// texts, so that no reader rounds them. Names and free text are in it only as commitments, lines of other funds only as hashes.

/// <summary>The first line.</summary>
/// <param name="Proof">"fundledger".</param>
/// <param name="Version">1.</param>
/// <param name="Fund">Whose entries it holds.</param>
/// <param name="Checkpoint">The signed note that all of it is proved against.</param>
/// <param name="Keys">All that ever signed, first to last.</param>
public sealed record ProofHead(string Proof, int Version, string Fund, string Checkpoint, IReadOnlyList<ProofKey> Keys);

/// <param name="Endorsement">The key before it signed for it; null for the first, and where that one was lost.</param>
/// <param name="Reason">Why it took the place of the one before.</param>
public sealed record ProofKey(byte[] PublicKey, byte[]? Endorsement = null, string? Reason = null);

/// <summary>That an earlier checkpoint is the beginning of this one.</summary>
public sealed record ProofRoad(long Size, byte[] Root, IReadOnlyList<byte[]> Path);

/// <summary>One entry: all that is hashed of it, its place in the tree and the path to the root.</summary>
/// <param name="Day">yyyy-MM-dd.</param>
/// <param name="RecordedAt">Microseconds since 1970-01-01 UTC.</param>
/// <param name="Reverses">0 for none.</param>
/// <param name="RelatesTo">0 for none.</param>
public sealed record ProofEntry(
    long Leaf, long Entry, string Entity, string Kind, string Day, [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] long RecordedAt,
    string DocumentType, string DocumentId, string Actor, string Key, long Reverses, long RelatesTo, IReadOnlyList<ProofLine> Lines, IReadOnlyList<byte[]> Path, byte[]? DocumentSha256 = null, byte[]? TextCommitment = null);

/// <summary>A line of the fund in full, or of another fund as its hash alone.</summary>
/// <param name="Layer">"actual", "committed" or "memo".</param>
/// <param name="AmountMinor">Debit more than 0, credit less.</param>
public sealed record ProofLine(
    int No, byte[]? Hash = null, string? Account = null, string? Layer = null, string? Fund = null, string? Source = null, string? Subject = null, string? Currency = null,
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] long? AmountMinor = null);

/// <summary>What the fund's lines come to; the last line.</summary>
public sealed record ProofTotals(long Entries, IReadOnlyList<ProofTotal> Totals);

public sealed record ProofTotal(
    string Account, string Source, string Currency, [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] long DebitMinor,
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] long CreditMinor);

/// <summary>Adds up the fund's lines.</summary>
internal sealed class ProofSums
{
    private readonly SortedDictionary<(string Account, string Source, string Currency), (long Debit, long Credit)> sums = new(Comparer<(string Account, string Source, string Currency)>.Create(Compare));

    internal void Add(ProofLine line)
    {
        var key = (line.Account!, line.Source!, line.Currency!);
        var (debit, credit) = sums.GetValueOrDefault(key);
        sums[key] = line.AmountMinor > 0 ? (checked(debit + line.AmountMinor!.Value), credit) : (debit, checked(credit - line.AmountMinor!.Value));
    }

    /// <summary>The same on every machine, whatever its language.</summary>
    private static int Compare((string Account, string Source, string Currency) one, (string Account, string Source, string Currency) other) =>
        string.CompareOrdinal(one.Account, other.Account) is var account and not 0 ? account
        : string.CompareOrdinal(one.Source, other.Source) is var source and not 0 ? source : string.CompareOrdinal(one.Currency, other.Currency);

    internal ProofTotals Of(long entries) => new(entries, [.. sums.Select(sum => new ProofTotal(sum.Key.Account, sum.Key.Source, sum.Key.Currency, sum.Value.Debit, sum.Value.Credit))]);
}

internal static class ProofForm
{
    internal const string Name = "fundledger";
    internal const int Version = 1;

    internal static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };
}
