namespace FundLedger.Outbox;

/// <summary>What has just happened, to be told. Codes and numbers only, never a name.</summary>
/// <param name="Subject">What it is about, by its number or code.</param>
public sealed record Happening(EventKind Kind, string Subject)
{
    /// <summary>Codes of whose books, fund and organisation it is about; empty where it is about none.</summary>
    public string Entity { get; init; } = "";

    public string Fund { get; init; } = "";
    public string Organisation { get; init; } = "";

    /// <summary>Who is to hear of it; empty where that follows from people's roles.</summary>
    public string Person { get; init; } = "";

    /// <summary>Further codes and numbers, under words that never change.</summary>
    public IReadOnlyDictionary<string, string> Detail { get; init; } = new Dictionary<string, string>();
}

/// <summary>One that was kept.</summary>
/// <param name="Actor">Opaque id of whoever did it.</param>
/// <param name="RecordedAt">In microseconds since 1970-01-01 UTC.</param>
public sealed record OutboxEvent(long Id, string Kind, string Subject, string Entity, string Fund, string Organisation, string Person, IReadOnlyDictionary<string, string> Detail, string Actor, long RecordedAt)
{
    /// <summary>A word of the detail; empty where it says nothing.</summary>
    public string Word(string name) => Detail.GetValueOrDefault(name, "");
}
