namespace FundLedger.Reports.Tests.Samples;

/// <summary>An output that keeps nothing and cannot seek: it only tells how much was written.</summary>
internal sealed class CountingStream(Action<int> wrote) : Stream
{
    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => wrote(count);

    public override void Write(ReadOnlySpan<byte> buffer) => wrote(buffer.Length);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
