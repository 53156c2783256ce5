using System.Security.Cryptography;
using System.Text;

namespace FundLedger.Exchange;

/// <summary>The check digits of a row: the first 8 bytes, in hexadecimal, of SHA-256 over its cells as UTF-8, each followed by byte 1F.</summary>
/// <remarks>Guards what no ledger hash covers, such as names, against slips of the hand. It is no proof against intent: the hashes of entries are.</remarks>
internal sealed class RowCheck
{
    private byte[] form = new byte[2048];

    /// <param name="cells">All cells before the check itself, without their protection against formulas.</param>
    internal string Of(ReadOnlySpan<string> cells)
    {
        var length = 0;
        foreach (var cell in cells)
        {
            var most = Encoding.UTF8.GetMaxByteCount(cell.Length) + 1;
            if (form.Length - length < most) Array.Resize(ref form, Math.Max(form.Length * 2, length + most));
            length += Encoding.UTF8.GetBytes(cell, form.AsSpan(length));
            form[length++] = 0x1F;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(form.AsSpan(0, length), hash);
        return Convert.ToHexStringLower(hash[..8]);
    }
}
