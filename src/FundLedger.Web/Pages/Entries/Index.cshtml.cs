using System.Globalization;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Pages.Entries;

/// <summary>Every entry, found by fund, kind, days, amount and words; page by page.</summary>
public sealed class EntriesModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int EntriesShown = 50;

    private readonly List<Refusal> refusals = [];

    public override Part Where => Part.Entries;
    public override Bilingual Title => new("分录", "Entries");

    public IReadOnlyList<Fund> Funds { get; private set; } = [];
    public IReadOnlyList<ListedEntry> Entries { get; private set; } = [];
    public IReadOnlyList<Refusal> Refusals => refusals;

    /// <summary>Where older entries are; null at the end.</summary>
    public string? OlderPath { get; private set; }

    public string? NewestPath => Request.Query.ContainsKey("before") ? PathWith(null) : null;

    public bool IsFiltered => Request.Query.Any(part => part.Key is not ("before" or "lang") && Typed(part.Key).Length > 0);

    public string Typed(string field) => ((string?)Request.Query[field] ?? "").Trim();

    public Refusal? RefusalOf(string field) => refusals.Find(refusal => refusal.Field == field);

    public Task OnGetAsync() => ReadAsync(async (reader, books) =>
    {
        Funds = [.. books.Funds];
        var filter = Filter(books);
        if (refusals.Count > 0) return;
        var before = long.TryParse(Typed("before"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new EntryId(number) : (EntryId?)null;
        var page = await EntryList.PageAsync(reader, books, filter, EntriesShown, before);
        (Entries, OlderPath) = (page.Entries, page.Next is { } next ? PathWith(next) : null);
    });

    private EntryFilter Filter(Books books)
    {
        var fund = Typed("fund") is { Length: > 0 } code ? Read(books.Fund(code)) : null;
        var currency = fund?.Currency ?? books.Entities.Select(entity => entity.Currency).DefaultIfEmpty(Currency.Cny).First();
        var kind = EntryKind.All.FirstOrDefault(known => known.Code == Typed("kind"));
        return new EntryFilter(fund, kind, Day("from"), Day("to"), Amount("least", currency), Amount("most", currency), Typed("q"));
    }

    private DateOnly? Day(string field)
    {
        if (Typed(field) is not { Length: > 0 } text) return null;
        if (IsoDates.TryParse(text, out var day)) return day;
        refusals.Add(Refusal.Of("date-unreadable", field, $"“{text}”不是日期。请写如 2026-01-31。", $"'{text}' is not a date. Write it like 2026-01-31."));
        return null;
    }

    private Money? Amount(string field, Currency currency) => Typed(field) is { Length: > 0 } text ? Read(TypedAmount.Read(text, currency, field)) : null;

    private T? Read<T>(Outcome<T> outcome)
    {
        if (outcome.IsDone(out var value, out var refusal)) return value;
        refusals.Add(refusal);
        return default;
    }

    private string PathWith(EntryId? before)
    {
        var query = Request.Query.Where(part => part.Key is not ("before" or "lang")).SelectMany(part => part.Value, (part, value) => KeyValuePair.Create(part.Key, value));
        if (before is { } cursor) query = query.Append(KeyValuePair.Create("before", (string?)cursor.ToString()));
        return Request.PathBase + Request.Path + QueryString.Create(query.Where(part => part.Value is { Length: > 0 }));
    }
}
