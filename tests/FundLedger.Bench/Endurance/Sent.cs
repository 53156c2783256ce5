using System.Collections.Concurrent;

namespace FundLedger.Bench.Endurance;

/// <summary>A write that was sent: what was asked, under which key, and what its sender heard.</summary>
/// <param name="Person">Whose key it is; tokens of theirs may send it again.</param>
/// <param name="FenOfEntry">What the debits of its one entry come to in minor units; null where it makes none, or more than one.</param>
internal sealed record Sent(string Kind, int Person, string Key, string Path, string Body, long? FenOfEntry)
{
    /// <summary>Of the answer; null while nothing was heard, or the books did not say.</summary>
    internal int? Status { get; set; }

    internal string Answer { get; set; } = "";

    /// <summary>The books said that it is done: from here on it must be there for good.</summary>
    internal bool IsAcknowledged => Status is >= 200 and < 300;

    /// <summary>The books said no; nothing of it may be there.</summary>
    internal bool IsRefused => Status is >= 400 and < 500;
}

/// <summary>An imported list whose end was seen.</summary>
internal sealed record Imported(string Prefix, int Rows)
{
    internal bool IsAcknowledged { get; set; }
}

/// <summary>All that was sent, kept outside the program that is tested.</summary>
internal sealed class SentJournal
{
    internal ConcurrentQueue<Sent> Writes { get; } = new();

    internal ConcurrentQueue<Imported> Imports { get; } = new();
}
