using FundLedger.Reports.Content;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Pages.Reports;

/// <summary>A report as it was asked for.</summary>
/// <param name="KnownAt">Microseconds; null for everything recorded so far.</param>
/// <param name="Language">Of the document; the page around it may speak another.</param>
/// <param name="Page">The part of a long statement to show; null for all of it.</param>
internal sealed record ReportQuestion(ReportKind Kind, string Fund, DateSpan Span, long? KnownAt, Language Language, LinePage? Page = null)
{
    /// <summary>Of the whole entity that the fund belongs to.</summary>
    internal bool IsOfEntity { get; init; }

    internal StatutoryScope Scope => new(Fund: Fund, IsOfEntity: IsOfEntity);

    internal const string EntityScope = "entity";

    /// <summary>Without days the question cannot drift: the same address asks for the same report tomorrow.</summary>
    internal string Path => $"/reports/{Kind.Code}{Query(KnownAt is { } known ? TypedMoment.Shown(known) : null)}";

    /// <param name="knownAt">What the reader saw, so that the file says the same, whatever was recorded meanwhile.</param>
    internal string PathOfFile(string extension, DateTimeOffset knownAt) => $"/reports/{Kind.Code}.{extension}{Query(Moments.ToIso(Moments.ToMicroseconds(knownAt)))}";

    private QueryString Query(string? known) => QueryString.Create(new KeyValuePair<string, string?>[]
    {
        new("fund", Fund), new("from", Kind.IsOfOneDay ? null : Span.First.ToIso()), new("to", Span.Last.ToIso()), new("known", known), new("doc", Language.TagOf()), new("scope", IsOfEntity ? EntityScope : null),
    }.Where(part => part.Value is not null));
}

/// <summary>Reads a question from what was typed; every mistake is told, not the first alone.</summary>
internal sealed class ReportReading(IQueryCollection query, DateOnly today)
{
    private readonly List<Refusal> refusals = [];

    internal IReadOnlyList<Refusal> Refusals => refusals;

    /// <returns>Null when something is wrong.</returns>
    internal ReportQuestion? Read(ReportKind? kind, Language language)
    {
        var fund = Typed("fund");
        if (kind is null) refusals.Add(Refusal.Of("report-missing", "report", "请选择报表。", "Choose a report."));
        if (fund.Length == 0) refusals.Add(Refusal.Of("fund-missing", "fund", "请选择基金。", "Choose a fund."));
        var span = Span(kind);
        long? known = Typed("known") is { Length: > 0 } text ? Kept(TypedMoment.Read(text, "known")) : null;
        if (Typed("doc") is { Length: > 0 } tag && !Languages.TryParse(tag, out language))
            refusals.Add(Refusal.Of("language-unknown", "doc", "文件只能是中文或英文。", "The document is in Chinese or English only."));
        return refusals.Count == 0 ? new ReportQuestion(kind!, fund, span, known, language) { IsOfEntity = kind!.MayBeOfEntity && Typed("scope") == ReportQuestion.EntityScope } : null;
    }

    /// <summary>Days named by a button go before days typed.</summary>
    private DateSpan Span(ReportKind? kind)
    {
        if (HandySpan.All.FirstOrDefault(known => known.Code == Typed("days")) is { } handy) return handy.On(today);
        var asked = kind is { IsOfOneDay: true } ? null : Day("from");
        var last = Day("to");
        var first = kind is { IsOfOneDay: true } ? last : asked;
        if (first is null || last is null) return default;
        if (first <= last) return new DateSpan(first.Value, last.Value);
        refusals.Add(Refusal.Of("dates-crossed", "to", "截止日早于起始日。", "The last day is before the first."));
        return default;
    }

    private DateOnly? Day(string field)
    {
        var text = Typed(field);
        if (IsoDates.TryParse(text, out var day)) return day;
        refusals.Add(text.Length == 0
            ? Refusal.Of("date-missing", field, "请填写日期。", "Fill in the date.")
            : Refusal.Of("date-unreadable", field, $"“{text}”不是日期。请写如 2026-01-31。", $"'{text}' is not a date. Write it like 2026-01-31."));
        return null;
    }

    private T? Kept<T>(Outcome<T> outcome)
    {
        if (outcome.IsDone(out var value, out var refusal)) return value;
        refusals.Add(refusal);
        return default;
    }

    private string Typed(string field) => ((string?)query[field] ?? "").Trim();
}
