using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Trail;

/// <summary>Which events are asked for, as the address says: the page and the file read it alike.</summary>
internal sealed class TrailQuestion
{
    internal static readonly string[] Fields = ["person", "act", "outcome", "object", "id", "from", "to"];

    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    private readonly IQueryCollection query;
    private readonly List<Refusal> refusals = [];

    internal TrailQuestion(IQueryCollection query)
    {
        this.query = query;
        var (from, to) = (Day("from"), Day("to"));
        if (from is { } first && to < first) refusals.Add(Refusal.Of("days", "to", $"结束日期 {to.Value.ToIso()} 早于开始日期 {first.ToIso()}。", $"The last day {to.Value.ToIso()} is before the first, {first.ToIso()}."));
        Filter = new AuditFilter(
            Typed("person"), Typed("act"), Enum.TryParse<AuditOutcome>(Typed("outcome"), out var outcome) ? outcome : null, Typed("object"), Typed("id"),
            from is { } begin ? StartOf(begin) : 0, to is { } end ? StartOf(end.AddDays(1)) : long.MaxValue);
    }

    internal AuditFilter Filter { get; }

    internal IReadOnlyList<Refusal> Refusals => refusals;

    internal bool IsNarrowed => Fields.Any(name => Typed(name).Length > 0);

    internal string Typed(string field) => ((string?)query[field] ?? "").Trim() is var text && text.Length > 200 ? text[..200] : text;

    /// <summary>The same question elsewhere, or further on.</summary>
    internal string PathOf(string path, long? before = null)
    {
        var asked = Fields.Where(name => Typed(name).Length > 0).Select(name => KeyValuePair.Create(name, (string?)Typed(name)));
        if (before is { } cursor) asked = asked.Append(KeyValuePair.Create("before", (string?)cursor.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return path + QueryString.Create(asked);
    }

    private static long StartOf(DateOnly day) => Moments.ToMicroseconds(new DateTimeOffset(day, TimeOnly.MinValue, Shanghai));

    private DateOnly? Day(string field)
    {
        if (Typed(field) is not { Length: > 0 } text) return null;
        if (IsoDates.TryParse(text, out var day) && day.Year is >= 1900 and < 9000) return day;
        refusals.Add(Refusal.Of("date-unreadable", field, $"“{text}”不是日期。请写如 2026-01-31。", $"'{text}' is not a date. Write it like 2026-01-31."));
        return null;
    }
}
