using System.Security.Cryptography;
using System.Text;
using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>What a file is, judged by its bytes and never by its name.</summary>
/// <param name="Sha256">Of the whole content, in lower-case hexadecimal.</param>
/// <param name="Encoding">Of a text file; empty for a spreadsheet.</param>
internal sealed record ListContent(string Sha256, long Length, Encoding? Encoding)
{
    private const int BlockBytes = 128 * 1024;

    static ListContent() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public bool IsSpreadsheet => Encoding is null;

    /// <summary>Reads the content once: its hash, and whether its bytes are UTF-8.</summary>
    public static (ListContent? Content, Refusal? Reason) Of(Stream stream)
    {
        if (stream.Length > ListLimits.FileBytes) return (null, ListRefusals.FileTooLarge(stream.Length));
        stream.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[BlockBytes];
        byte[]? head = null;
        var utf8 = new Utf8Count();
        long length = 0;
        int read;
        while ((read = stream.ReadAtLeast(block, BlockBytes, throwOnEndOfStream: false)) > 0)
        {
            var part = block.AsSpan(0, read);
            head ??= part[..Math.Min(read, 4096)].ToArray();
            hash.AppendData(part);
            utf8.Add(part);
            length += read;
        }

        if (head is null) return (null, ListRefusals.EmptyFile());
        var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (head.AsSpan().StartsWith("PK\u0003\u0004"u8)) return (new ListContent(sha256, length, null), null);
        return RefusalFor(head) is { } reason ? (null, reason) : TextOf(head, utf8) is { } encoding
            ? LooksLikeMarkup(head, encoding) ? (null, ListRefusals.MarkupFile()) : (new ListContent(sha256, length, encoding), null)
            : (null, ListRefusals.NotAList());
    }

    /// <summary>An encoding by the name a profile gives it.</summary>
    public static bool TryEncoding(string name, out Encoding encoding)
    {
        try
        {
            encoding = Encoding.GetEncoding(name);
            return true;
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            encoding = Encoding.UTF8;
            return false;
        }
    }

    private static Refusal? RefusalFor(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xd0, 0xcf, 0x11, 0xe0])) return ListRefusals.OldOrLockedExcel();
        if (head.StartsWith("%PDF"u8)) return ListRefusals.PdfFile();
        var image = head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4e, 0x47]) || head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff])
            || head.StartsWith("GIF8"u8) || head.StartsWith("BM"u8) && head.Contains((byte)0);
        if (image) return ListRefusals.ImageFile();
        var packed = head.StartsWith("Rar!"u8) || head.StartsWith("7z"u8) || head.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]);
        return packed ? ListRefusals.NotAList() : null;
    }

    /// <returns>Empty when the bytes are no text.</returns>
    private static Encoding? TextOf(ReadOnlySpan<byte> head, Utf8Count utf8)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe])) return Encoding.Unicode;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff])) return Encoding.BigEndianUnicode;
        var (even, odd) = (0, 0);
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] != 0) continue;
            if (i % 2 == 0) even++;
            else odd++;
        }

        if (odd * 4 > head.Length && even == 0) return Encoding.Unicode;
        if (even * 4 > head.Length && odd == 0) return Encoding.BigEndianUnicode;
        if (even + odd > 0) return null;
        var isUtf8 = head.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]) || utf8.IsUtf8;
        return isUtf8 ? Encoding.UTF8 : Encoding.GetEncoding("gb18030");
    }

    /// <summary>Banks serve HTML tables, and old Excel its XML, under the name of .xls.</summary>
    private static bool LooksLikeMarkup(byte[] head, Encoding encoding) =>
        Blanks.Trim(encoding.GetString(head)) is ['<', _, ..] text && (char.IsAsciiLetter(text[1]) || text[1] is '!' or '?');

    /// <summary>
    /// Counts well-formed and broken characters outside ASCII. A damaged UTF-8 file is still mostly well-formed, so that a single bad byte
    /// does not turn every name in it into other characters; text in GB18030 is nearly never well-formed.
    /// </summary>
    private sealed class Utf8Count
    {
        private readonly byte[] carry = new byte[4];
        private int carried;
        private long wellFormed;
        private long broken;

        public bool IsUtf8 => wellFormed >= broken * 10;

        public void Add(ReadOnlySpan<byte> bytes)
        {
            while (carried > 0 && !bytes.IsEmpty)
            {
                carry[carried++] = bytes[0];
                bytes = bytes[1..];
                var status = Rune.DecodeFromUtf8(carry.AsSpan(0, carried), out _, out _);
                if (status == System.Buffers.OperationStatus.NeedMoreData) continue;
                Note(status);
                carried = 0;
            }

            while (!bytes.IsEmpty)
            {
                var start = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7f);
                if (start < 0) return;
                bytes = bytes[start..];
                var status = Rune.DecodeFromUtf8(bytes, out _, out var used);
                if (status == System.Buffers.OperationStatus.NeedMoreData)
                {
                    bytes.CopyTo(carry);
                    carried = bytes.Length;
                    return;
                }

                Note(status);
                bytes = bytes[used..];
            }
        }

        private void Note(System.Buffers.OperationStatus status)
        {
            if (status == System.Buffers.OperationStatus.Done) wellFormed++;
            else broken++;
        }
    }
}
