using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FundLedger.Seals;

/// <summary>What a ledger said of all its sealed entries at one time, signed: a C2SP tlog-checkpoint.</summary>
/// <param name="Origin">The ledger, and the name that signs.</param>
/// <param name="Size">How many entries are sealed.</param>
/// <param name="Root">Of the Merkle tree over their hashes, in the order they were sealed.</param>
/// <param name="SignedAt">Microseconds since 1970-01-01 UTC.</param>
public sealed record Checkpoint(string Origin, long Size, byte[] Root, long SignedAt)
{
    private const string Time = "time ";

    /// <summary>Of a ledger.</summary>
    public static string OriginOf(Guid ledger) => $"fundledger/{ledger:N}";

    /// <summary>What is signed: origin, size, root in base64 and the time, a line each.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n{Time}{SignedAt}\n");

    /// <summary>Reads what is signed; null where it is no such text.</summary>
    public static Checkpoint? Read(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length < 5 || lines[^1].Length > 0 || !lines[3].StartsWith(Time, StringComparison.Ordinal)) return null;
        if (!long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size) || !long.TryParse(lines[3][Time.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var at)) return null;
        var root = new byte[MerkleTree.HashLength];
        return Convert.TryFromBase64String(lines[2], root, out var length) && length == root.Length ? new Checkpoint(lines[0], size, root, at) : null;
    }
}

/// <summary>A text with signatures under it, in the form of C2SP signed-note. Ours are ECDSA P-256 over SHA-256, in DER.</summary>
/// <param name="Text">Ends with a line feed.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    private const string Dash = "\u2014 ";

    public static SignedNote Sign(Checkpoint checkpoint, ECDsa key) => new(
        checkpoint.Text, [new NoteSignature(checkpoint.Origin, KeyHash(key.ExportSubjectPublicKeyInfo()), key.SignData(Encoding.UTF8.GetBytes(checkpoint.Text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))]);

    /// <summary>As a file: the text, an empty line, a line for each signature.</summary>
    public override string ToString() => Text + "\n" + string.Concat(Signatures.Select(one => $"{Dash}{one.Name} {Convert.ToBase64String([.. one.KeyHash, .. one.Bytes])}\n"));

    /// <summary>Null where it is no signed note.</summary>
    public static SignedNote? Read(string file)
    {
        file = file.Replace("\r\n", "\n", StringComparison.Ordinal);
        var end = file.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !file.EndsWith('\n')) return null;
        var signatures = new List<NoteSignature>();
        foreach (var line in file[(end + 2)..].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!line.StartsWith(Dash, StringComparison.Ordinal) || line.LastIndexOf(' ') is var space && space < Dash.Length) return null;
            var bytes = new byte[line.Length];
            if (!Convert.TryFromBase64String(line[(space + 1)..], bytes, out var length) || length < 5) return null;
            signatures.Add(new NoteSignature(line[Dash.Length..space], bytes[..4], bytes[4..length]));
        }

        return signatures.Count == 0 ? null : new SignedNote(file[..(end + 1)], signatures);
    }

    /// <summary>Whether the holder of a key signed it, in the name of the ledger it is about.</summary>
    /// <param name="publicKey">SubjectPublicKeyInfo in DER.</param>
    public bool IsSignedBy(byte[] publicKey)
    {
        var hash = KeyHash(publicKey);
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
        }
        catch (Exception failure) when (failure is CryptographicException or PlatformNotSupportedException)  // no key, or none of a kind we know
        {
            return false;
        }

        var origin = Text[..Text.IndexOf('\n', StringComparison.Ordinal)];
        return Signatures.Any(one => one.Name == origin && one.KeyHash.AsSpan().SequenceEqual(hash)
            && key.VerifyData(Encoding.UTF8.GetBytes(Text), one.Bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    /// <summary>The first four bytes of the SHA-256 of the public key.</summary>
    internal static byte[] KeyHash(byte[] publicKey) => SHA256.HashData(publicKey)[..4];
}

/// <param name="KeyHash">Four bytes that tell which key signed.</param>
public sealed record NoteSignature(string Name, byte[] KeyHash, byte[] Bytes);
