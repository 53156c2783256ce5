using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FundLedger.Web.Tests.Telling;

/// <summary>A mail server of a test's own on this machine: it takes messages, or fails where it is told to.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<string> received = new();
    private readonly Task running;

    internal MailServer()
    {
        listener.Start();
        running = ServeAsync();
    }

    internal int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Whole messages, headers and all, each with the line <c>X-To</c> of whom it was for.</summary>
    internal IReadOnlyList<string> Received => [.. received];

    /// <summary>What a command is answered with instead of what is right; empty to close the line without a word. Gone once it was used.</summary>
    internal ConcurrentDictionary<string, string> Instead { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await running;
        stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                using var line = await listener.AcceptTcpClientAsync(stopping.Token);
                await TalkAsync(line);
            }
            catch (Exception over) when (over is OperationCanceledException or IOException or SocketException)
            {
                // The other side went, or the test is over.
            }
        }
    }

    private async Task TalkAsync(TcpClient line)
    {
        using var reader = new StreamReader(line.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(line.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        var to = "";
        while (await reader.ReadLineAsync(stopping.Token) is { } said)
        {
            var word = said.Split(' ', ':')[0].ToUpperInvariant();
            if (word == "RCPT") to = said;
            if (word == "DATA" && !Instead.ContainsKey("DATA"))
            {
                await writer.WriteLineAsync("354 go on");
                var message = new StringBuilder($"X-To: {to}\n");
                while (await reader.ReadLineAsync(stopping.Token) is { } text && text != ".") message.Append(text).Append('\n');
                if (!Instead.ContainsKey("END")) received.Enqueue(message.ToString());
                word = "END";
            }

            if (Instead.TryRemove(word, out var answer))
            {
                if (answer.Length == 0) return;
                await writer.WriteLineAsync(answer);
                continue;
            }

            await writer.WriteLineAsync(word == "QUIT" ? "221 bye" : "250 ok");
            if (word == "QUIT") return;
        }
    }
}
