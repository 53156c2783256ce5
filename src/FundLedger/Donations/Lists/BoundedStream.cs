namespace FundLedger.Donations.Lists;

/// <summary>One unpacked part of an .xlsx file, cut off when it is larger than any honest list.</summary>
/// <remarks>
/// Two bounds: the whole part, against zip bombs; and the bytes between two tags, because an XML reader holds an attribute or a text
/// in memory at once.
/// </remarks>
internal sealed class BoundedStream(Stream inner, long mostBytes) : Stream
{
    private const int MostBytesBetweenTags = 4 * ListLimits.RowCharacters;
    private long sinceTag;

    /// <summary>Bytes handed out so far.</summary>
    public long Taken { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Taken += read;
        var tag = buffer[..read].LastIndexOf((byte)'<');
        sinceTag = tag < 0 ? sinceTag + read : read - tag;
        if (Taken > mostBytes || sinceTag > MostBytesBetweenTags) throw new ListRefusedException(ListRefusals.UnpacksTooLarge());
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
