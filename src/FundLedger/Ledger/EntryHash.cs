using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FundLedger.Ledger;

/// <summary>The one place where journal entries are hashed: SHA-256 over a length-prefixed binary form, version 1.</summary>
/// <remarks>
/// Numbers are big-endian; texts are NFC UTF-8 behind a 4-byte length; bytes likewise. Codes stand for accounts, funds and sources,
/// so a line means the same to a stranger. Voucher numbers and anything else given later are not hashed; names and free text only as a commitment.
/// </remarks>
internal static class EntryHash
{
    private const byte Version = 1;

    internal const int Length = 32;

    /// <summary>SHA-256(salt ‖ NFC UTF-8 text).</summary>
    internal static byte[] Commitment(ReadOnlySpan<byte> salt, string text) => SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(text.ToNfc())]);

    /// <summary>version, 'L', line number, account code, layer, fund code, source code, subject, currency, amount.</summary>
    internal static void OfLine(in HashedLine line, Span<byte> hash)
    {
        var form = new CanonicalForm(stackalloc byte[512]);
        form.Byte(Version);
        form.Byte((byte)'L');
        form.Int32(line.LineNo);
        form.Text(line.Account);
        form.Byte((byte)line.Layer);
        form.Text(line.Fund);
        form.Text(line.Source);
        form.Text(line.Subject);
        form.Text(line.Currency);
        form.Int64(line.AmountMinor);
        SHA256.HashData(form.Written, hash);
    }

    /// <summary>version, 'E', number, entity code, kind, day as yyyymmdd, recorded at, document type, id and hash, actor, operation key, reverses, relates to (0 for none), text commitment, the count of lines and their hashes.</summary>
    internal static void OfEntry(in HashedEntry entry, ReadOnlySpan<byte> lineHashes, Span<byte> hash)
    {
        var form = new CanonicalForm(stackalloc byte[1024]);
        form.Byte(Version);
        form.Byte((byte)'E');
        form.Int64(entry.EntryId);
        form.Text(entry.Entity);
        form.Text(entry.Kind);
        form.Int32(entry.OccurredOn);
        form.Int64(entry.RecordedAt);
        form.Text(entry.DocumentType);
        form.Text(entry.DocumentId);
        form.Bytes(entry.DocumentSha256);
        form.Text(entry.Actor);
        form.Text(entry.OperationKey);
        form.Int64(entry.Reverses);
        form.Int64(entry.RelatesTo);
        form.Bytes(entry.TextCommitment);
        form.Int32(lineHashes.Length / Length);
        form.Raw(lineHashes);
        SHA256.HashData(form.Written, hash);
    }
}

/// <summary>What of a line is hashed.</summary>
internal readonly record struct HashedLine(int LineNo, string Account, Layer Layer, string Fund, string Source, string Subject, string Currency, long AmountMinor);

/// <summary>What of an entry's header is hashed; 0 for no entry, null for no bytes.</summary>
/// <param name="OccurredOn">yyyymmdd.</param>
internal readonly record struct HashedEntry(
    long EntryId, string Entity, string Kind, int OccurredOn, long RecordedAt, string DocumentType, string DocumentId, byte[]? DocumentSha256,
    string Actor, string OperationKey, long Reverses, long RelatesTo, byte[]? TextCommitment)
{
    internal static int Day(DateOnly day) => day.Year * 10_000 + day.Month * 100 + day.Day;
}

/// <summary>Writes the binary form that is hashed; grows past its first buffer for long entries.</summary>
internal ref struct CanonicalForm(Span<byte> buffer)
{
    private Span<byte> buffer = buffer;
    private int length;

    internal readonly ReadOnlySpan<byte> Written => buffer[..length];

    internal void Byte(byte value) => Take(1)[0] = value;
    internal void Int32(int value) => BinaryPrimitives.WriteInt32BigEndian(Take(4), value);
    internal void Int64(long value) => BinaryPrimitives.WriteInt64BigEndian(Take(8), value);
    internal void Raw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    internal void Bytes(ReadOnlySpan<byte> bytes)
    {
        Int32(bytes.Length);
        Raw(bytes);
    }

    internal void Text(string text)
    {
        var normal = text.ToNfc();
        var count = Encoding.UTF8.GetByteCount(normal);
        Int32(count);
        Encoding.UTF8.GetBytes(normal, Take(count));
    }

    private Span<byte> Take(int count)
    {
        if (length + count > buffer.Length)
        {
            var larger = new byte[Math.Max(buffer.Length * 2, length + count)];
            Written.CopyTo(larger);
            buffer = larger;
        }

        length += count;
        return buffer.Slice(length - count, count);
    }
}
