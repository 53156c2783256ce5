using System.Data.Common;
using System.Globalization;
using System.Text;
using FundLedger.Storage;
using FundLedger.Values;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace FundLedger.Web.Hosting;

/// <summary>Writes the log to standard error, as lines or as JSON, without what may name somebody: addresses that were asked for, and the words of failures that repeat what was typed.</summary>
/// <remarks>An address can hold the secret of an invitation; a server's message about a double key holds the value. The type, the place and the numbers are what a maintainer needs.</remarks>
internal sealed class LogLines(bool asJson) : ILogEventSink
{
    private const string Line = "[{Timestamp:HH:mm:ss} {Level:u3}] {Message:lj}{NewLine}{Exception}";

    /// <summary>The one database whose messages hold no values.</summary>
    private const string Embedded = "SqliteException";

    /// <summary>Under which SQL Server's client keeps the number of an error.</summary>
    private const string NumberOnAServer = "HelpLink.EvtID";

    private static readonly HashSet<string> LeftOut = new(["RequestPath", "Path", "PathBase", "QueryString", "Host", "Scope"], StringComparer.Ordinal);

    private readonly ITextFormatter formatter = asJson ? new CompactJsonFormatter() : new MessageTemplateTextFormatter(Line, CultureInfo.InvariantCulture);
    private readonly Lock gate = new();

    public void Emit(LogEvent logEvent)
    {
        var kept = logEvent.Properties.Where(property => !LeftOut.Contains(property.Key)).Select(property => new LogEventProperty(property.Key, property.Value));
        var told = new LogEvent(logEvent.Timestamp, logEvent.Level, logEvent.Exception is { } failure ? new ToldFailure(failure) : null, logEvent.MessageTemplate, kept);
        lock (gate) formatter.Format(told, Console.Error);
    }

    /// <summary>A failure as it is logged.</summary>
    private sealed class ToldFailure(Exception failure) : Exception("")
    {
        public override string ToString() => TextOf(failure);
    }

    internal static string TextOf(Exception failure)
    {
        var text = new StringBuilder();
        Tell(failure, "");
        return text.ToString();

        void Tell(Exception told, string lead)
        {
            text.Append(lead).Append(told.GetType().FullName);
            if (WordsOf(told) is { } words) text.Append(": ").Append(words);
            text.AppendLine();
            if (told.StackTrace is { } trace) text.AppendLine(trace);
            foreach (var inner in told is AggregateException many ? (IEnumerable<Exception>)many.InnerExceptions : told.InnerException is { } one ? [one] : []) Tell(inner, " ---> ");
        }
    }

    /// <summary>What is known to repeat nothing that was typed; null for all else.</summary>
    private static string? WordsOf(Exception told) => told switch
    {
        DbException when told.GetType().Name == Embedded => told.Message,
        DbException => $"error {told.Data[NumberOnAServer] ?? "unknown"}",
        NotWrittenException or AmbiguousWriteException => null, // they repeat their cause, which is told after them
        StorageException or InvariantBrokenException or IOException or UnauthorizedAccessException or OperationCanceledException or TimeoutException
            or System.Net.Sockets.SocketException or NullReferenceException or System.Security.Cryptography.CryptographicException => told.Message,
        _ when told.GetType() == typeof(InvalidOperationException) || told.GetType() == typeof(ObjectDisposedException) => told.Message,
        _ => null,
    };
}
