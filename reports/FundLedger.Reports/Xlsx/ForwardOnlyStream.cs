namespace FundLedger.Reports.Xlsx;

/// <summary>Passes bytes on and cannot go back, so that a package has the same bytes in a file and in a pipe.</summary>
/// <remarks>After a failure nothing more is passed on: what closes on the way out must not finish a document that is not whole.</remarks>
internal sealed class ForwardOnlyStream(Stream output) : Stream
{
    private bool isShut;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>From now on bytes are dropped.</summary>
    public void Shut() => isShut = true;

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (isShut) return;
        try
        {
            output.Write(buffer);
        }
        catch
        {
            Shut();
            throw;
        }
    }

    public override void Flush()
    {
        if (!isShut) output.Flush();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
