namespace FundLedger.Reports.Pdf;

/// <summary>Stands between native code and an output that may fail: an exception must not cross native frames, or the process ends.</summary>
internal sealed class GuardedStream(Stream output) : Stream
{
    private Exception? failure;
    private long written;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => written;

    public override long Position
    {
        get => written;
        set => throw new NotSupportedException();
    }

    /// <exception cref="IOException">An earlier write failed.</exception>
    public void ThrowIfFailed()
    {
        if (failure is not null) throw new IOException("The report could not be written to its output.", failure);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        written += buffer.Length;
        if (failure is not null) return;
        try
        {
            output.Write(buffer);
        }
        catch (Exception exception)
        {
            failure = exception;
        }
    }

    // Skia flushes often; the owner of the output flushes it once, at the end.
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
