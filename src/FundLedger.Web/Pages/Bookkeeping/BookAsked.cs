using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Pages.Bookkeeping;

/// <summary>A book as it was asked for.</summary>
/// <param name="Account">Code; null for none named.</param>
/// <param name="Language">Of the document; the page around it may speak another.</param>
internal sealed record BookAsked(BookKind Kind, BookQuestion Question, string? Account, bool IsByFund, Language Language)
{
    /// <summary>The same address asks for the same book tomorrow.</summary>
    internal string Path => $"/books/{Kind.Code}{Query(Question.KnownAt is { } known ? TypedMoment.Shown(known) : null)}";

    /// <param name="knownAt">What the reader saw, so that the file says the same, whatever was recorded meanwhile.</param>
    internal string PathOfFile(string extension, DateTimeOffset knownAt) => $"/books/{Kind.Code}.{extension}{Query(Moments.ToIso(Moments.ToMicroseconds(knownAt)))}";

    private QueryString Query(string? known) => QueryString.Create(new KeyValuePair<string, string?>[]
    {
        new("entity", Question.Entity), new("account", Account), new("by", IsByFund ? "fund" : null), new("from", Question.Span.First.ToIso()), new("to", Question.Span.Last.ToIso()), new("known", known), new("doc", Language.TagOf()),
    }.Where(part => part.Value is not null));
}

/// <summary>Reads what was typed; every mistake is told, not the first alone.</summary>
internal sealed class BookTyped(IQueryCollection query)
{
    private readonly List<Refusal> refusals = [];

    internal IReadOnlyList<Refusal> Refusals => refusals;

    /// <returns>Null when something is wrong.</returns>
    internal BookAsked? Read(BookKind kind, Language language)
    {
        var (first, last) = (Day("from"), Day("to"));
        if (first > last) refusals.Add(Refusal.Of("dates-crossed", "to", "截止日早于起始日。", "The last day is before the first."));
        if (kind.Code == "account-book" && Typed("account").Length == 0) refusals.Add(Refusal.Of("account-missing", "account", "请选择科目。", "Choose an account."));
        long? known = null;
        if (Typed("known") is { Length: > 0 } text)
        {
            if (TypedMoment.Read(text, "known").IsDone(out var moment, out var refusal)) known = moment;
            else refusals.Add(refusal);
        }

        if (Typed("doc") is { Length: > 0 } tag && !Languages.TryParse(tag, out language))
            refusals.Add(Refusal.Of("language-unknown", "doc", "文件只能是中文或英文。", "The document is in Chinese or English only."));
        return refusals.Count > 0 ? null
            : new BookAsked(kind, new BookQuestion(OrNull(Typed("entity")), new DateSpan(first!.Value, last!.Value), KnownAt: known), OrNull(Typed("account")), Typed("by") == "fund", language);
    }

    internal string Typed(string field) => ((string?)query[field] ?? "").Trim();

    private DateOnly? Day(string field)
    {
        var text = Typed(field);
        if (IsoDates.TryParse(text, out var day)) return day;
        refusals.Add(text.Length == 0
            ? Refusal.Of("date-missing", field, "请填写日期。", "Fill in the date.")
            : Refusal.Of("date-unreadable", field, $"“{text}”不是日期。请写如 2026-01-31。", $"'{text}' is not a date. Write it like 2026-01-31."));
        return null;
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
