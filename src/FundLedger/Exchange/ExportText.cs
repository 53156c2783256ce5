using System.Text;

namespace FundLedger.Exchange;

/// <summary>Text on its way to a stream: UTF-8 without a mark, lines ending in LF, sent on in pieces so that memory stays flat.</summary>
internal sealed class ExportText : IDisposable
{
    private const int PieceLength = 64 * 1024;

    private readonly Stream output;
    private readonly MemoryStream piece = new(2 * PieceLength);

    internal ExportText(Stream output)
    {
        this.output = output;
        Writer = new StreamWriter(piece, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), leaveOpen: true) { NewLine = "\n" };
    }

    internal StreamWriter Writer { get; }

    /// <summary>Sends on what has gathered, once it is worth it.</summary>
    internal ValueTask SendAsync(CancellationToken stop) => piece.Length < PieceLength ? ValueTask.CompletedTask : SendAllAsync(stop);

    internal async ValueTask SendAllAsync(CancellationToken stop)
    {
        Writer.Flush();
        await output.WriteAsync(piece.GetBuffer().AsMemory(0, (int)piece.Length), stop);
        piece.SetLength(0);
        await output.FlushAsync(stop);
    }

    public void Dispose()
    {
        Writer.Dispose();
        piece.Dispose();
    }
}
