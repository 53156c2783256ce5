using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FundLedger.Ledger;

namespace FundLedger.Copying;

/// <summary>The digest of a table's rows, whatever their order, since two databases need not sort texts alike: the sum of the rows' SHA-256, modulo 2²⁵⁶.</summary>
internal sealed class TableDigest
{
    private readonly int[] order; // of the columns, by name
    private readonly byte[] sum = new byte[SHA256.HashSizeInBytes];
    private readonly byte[] hash = new byte[SHA256.HashSizeInBytes];

    internal TableDigest(IReadOnlyList<string> columns) =>
        order = [.. Enumerable.Range(0, columns.Count).OrderBy(i => columns[i], StringComparer.Ordinal)];

    internal long Rows { get; private set; }

    internal byte[] Value => [.. sum];

    /// <returns>The row's own hash, until the next row.</returns>
    internal ReadOnlySpan<byte> Add(object[] values)
    {
        var form = new CanonicalForm(stackalloc byte[1024]);
        foreach (var i in order) Write(ref form, values[i]);
        SHA256.HashData(form.Written, hash);
        ulong carry = 0;
        for (var at = sum.Length - sizeof(ulong); at >= 0; at -= sizeof(ulong))
        {
            var lane = (UInt128)BinaryPrimitives.ReadUInt64BigEndian(sum.AsSpan(at)) + BinaryPrimitives.ReadUInt64BigEndian(hash.AsSpan(at)) + carry;
            BinaryPrimitives.WriteUInt64BigEndian(sum.AsSpan(at), unchecked((ulong)lane));
            carry = (ulong)(lane >> 64);
        }

        Rows++;
        return hash;
    }

    /// <summary>SHA-256 over the names, counts and digests of tables.</summary>
    internal static byte[] OfAll(IEnumerable<CopiedTable> tables)
    {
        var form = new CanonicalForm(stackalloc byte[1024]);
        foreach (var table in tables.OrderBy(table => table.Name, StringComparer.Ordinal))
        {
            form.Text(table.Name);
            form.Int64(table.Rows);
            form.Raw(table.Digest);
        }

        return SHA256.HashData(form.Written);
    }

    private static void Write(ref CanonicalForm form, object value)
    {
        switch (value)
        {
            case DBNull:
                form.Byte(0);
                break;
            case long number:
                form.Byte(1);
                form.Int64(number);
                break;
            case string text:
                form.Byte(2);
                form.Bytes(Encoding.UTF8.GetBytes(text));
                break;
            default:
                form.Byte(3);
                form.Bytes((byte[])value);
                break;
        }
    }
}
