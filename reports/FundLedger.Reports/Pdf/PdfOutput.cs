using FundLedger.Values;

namespace FundLedger.Reports.Pdf;

/// <summary>Stands between Skia and the output of a PDF.</summary>
/// <remarks>
/// It keeps an exception of the output from crossing native frames, which would end the process, and it gives the document the language
/// that Skia's interface has no setting for: in place of a needless name in the catalog, at the same length, so that no offset in the file moves.
/// </remarks>
internal sealed class PdfOutput(Stream output, Language language) : Stream
{
    private static readonly byte[] Sought = "<</Type /ViewerPreferences\n/DisplayDocTitle true>>"u8.ToArray();

    private const int Kept = 8 * 1024;

    private readonly byte[] put = System.Text.Encoding.ASCII.GetBytes($"<</DisplayDocTitle true>>\n/Lang ({language.TagOf()})".PadRight(Sought.Length));
    private readonly byte[] last = new byte[Kept]; // a ring of what was passed on
    private long passed;
    private byte[] beforeCatalogEnds = [];
    private long catalogSeenAt = -1;
    private Exception? failure;
    private long taken;
    private int matched; // bytes of Sought seen at the end and not yet passed on

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    // Skia takes the offsets of the file from here.
    public override long Position
    {
        get => taken;
        set => throw new NotSupportedException();
    }

    /// <summary>The part of the file that the catalog stands in, from somewhat before it to somewhat after.</summary>
    public string Catalog => System.Text.Encoding.Latin1.GetString(beforeCatalogEnds);

    /// <summary>The last of the file.</summary>
    public string Tail => System.Text.Encoding.Latin1.GetString(LastOf(Kept));

    /// <summary>Adds to a file that is complete.</summary>
    public void Append(byte[] bytes)
    {
        Pass(bytes);
        taken += bytes.Length;
    }

    /// <exception cref="IOException">An earlier write failed.</exception>
    public void ThrowIfFailed()
    {
        if (failure is not null) throw new IOException("The report could not be written to its output.", failure);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        taken += buffer.Length;
        while (!buffer.IsEmpty)
        {
            if (matched == 0)
            {
                var start = buffer.IndexOf(Sought[0]);
                Pass(start < 0 ? buffer : buffer[..start]);
                if (start < 0) return;
                buffer = buffer[start..];
            }

            buffer = Match(buffer);
        }
    }

    // Skia flushes often; the owner of the output flushes it once, at the end.
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private ReadOnlySpan<byte> Match(ReadOnlySpan<byte> buffer)
    {
        var wanted = Sought.AsSpan(matched);
        var same = buffer.CommonPrefixLength(wanted);
        matched += same;
        var (ended, found) = (same == buffer.Length, matched == Sought.Length);
        if (!ended || found)
        {
            Pass(found ? put : Sought.AsSpan(0, matched));
            if (found) catalogSeenAt = passed;
            matched = 0;
        }

        return buffer[same..];
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        // Taken while all of it is still in the ring: half of it before the catalog's end, half after.
        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(bytes.Length, Kept / 4)];
            foreach (var one in piece) last[passed++ % Kept] = one;
            bytes = bytes[piece.Length..];
            if (catalogSeenAt >= 0 && (beforeCatalogEnds.Length == 0 || passed < catalogSeenAt + Kept / 2)) beforeCatalogEnds = LastOf(Kept);
        }
    }

    private byte[] LastOf(int most)
    {
        var bytes = new byte[Math.Min(most, passed)];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = last[(passed - bytes.Length + i) % Kept];
        return bytes;
    }

    private void Pass(ReadOnlySpan<byte> bytes)
    {
        if (failure is not null || bytes.IsEmpty) return;
        Keep(bytes);
        try
        {
            output.Write(bytes);
        }
        catch (Exception exception)
        {
            failure = exception;
        }
    }
}
