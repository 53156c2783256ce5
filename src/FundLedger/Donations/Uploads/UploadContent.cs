namespace FundLedger.Donations.Uploads;

/// <summary>An uploaded file's parts as one stream to walk and seek in; read whole, and bounded by <see cref="UploadLimits.FileBytes"/>.</summary>
internal sealed class UploadContent(IReadOnlyList<byte[]> parts) : Stream
{
    private readonly long length = parts.Sum(part => (long)part.Length);
    private long position;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => length;

    public override long Position
    {
        get => position;
        set => position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>All parts but the last have the same length.</summary>
    public override int Read(Span<byte> buffer)
    {
        if (position >= length || buffer.IsEmpty) return 0;
        var partLength = parts[0].Length;
        var (part, offset) = (parts[(int)(position / partLength)], (int)(position % partLength));
        var count = Math.Min(buffer.Length, part.Length - offset);
        part.AsSpan(offset, count).CopyTo(buffer);
        position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
