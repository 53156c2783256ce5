using FundLedger.People.Roles;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using System.Globalization;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Pages.Entries;

/// <summary>Every entry, found by fund, kind, days, amount and words; page by page.</summary>
[Needs(Permission.ReadLedger)]
public sealed class EntriesModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int EntriesShown = 50;

    private readonly List<Refusal> refusals = [];

    public override Part Where => Part.Entries;
    public override Bilingual Title => new("分录", "Entries");

    public IReadOnlyList<Fund> Funds { get; private set; } = [];
    public IReadOnlyList<ListedEntry> Entries { get; private set; } = [];
    public IReadOnlyList<Refusal> Refusals => refusals;

    /// <summary>The figure whose entries these are; null when entries were asked for by other marks.</summary>
    public CountedLines? Counted { get; private set; }

    /// <summary>What its entries add up to; null when the list was narrowed to a part of them.</summary>
    public FigureSum? Sum { get; private set; }

    /// <summary>What names the figure, to be sent with the form.</summary>
    public IEnumerable<(string Name, string Value)> FigureFields =>
        FigureLink.HiddenFields.SelectMany(name => Request.Query[name].OfType<string>().Where(value => value.Length > 0).Select(value => (name, value)));

    /// <summary>Where older entries are; null at the end.</summary>
    public string? OlderPath { get; private set; }

    public string? NewestPath => Request.Query.ContainsKey("before") ? PathWith(null) : null;

    public bool IsFiltered => Request.Query.Any(part => part.Key is not ("before" or "lang") && Typed(part.Key).Length > 0);

    public string Typed(string field) => ((string?)Request.Query[field] ?? "").Trim();

    public Refusal? RefusalOf(string field) => refusals.Find(refusal => refusal.Field == field);

    public async Task<IActionResult> OnGetAsync()
    {
        IActionResult? elsewhere = null;
        await ReadAsync(async (reader, books) => elsewhere = await ListAsync(reader, books));
        return elsewhere ?? Page();
    }

    private async Task<IActionResult?> ListAsync(LedgerReader reader, Books books)
    {
        Funds = [.. Who.FundsWithin(Permission.ReadLedger, books, Today)];
        // Whoever reads some of the funds looks at one of them at a time.
        if (!MayEverywhere(Permission.ReadLedger) && Typed("fund").Length + Typed("figure").Length == 0) return Funds.Count > 0 ? LocalRedirect("/entries" + QueryString.Create("fund", Funds[0].Code)) : NotFound();
        var filter = Filter(books);
        if (refusals.Count > 0) return null;
        if (filter.Fund is { } one && !Funds.Contains(one) || filter.Counted is { } figure && !figure.Funds.All(Funds.Contains)) return NotFound();
        var before = long.TryParse(Typed("before"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new EntryId(number) : (EntryId?)null;
        var page = await EntryList.PageAsync(reader, books, filter, EntriesShown, before);
        (Entries, OlderPath, Counted) = (page.Entries, page.Next is { } next ? PathWith(next) : null, filter.Counted);
        if (filter.IsWholeFigure) Sum = await EntryList.SumAsync(reader, books, filter.Counted!);
        return null;
    }

    private EntryFilter Filter(Books books)
    {
        var fund = Typed("fund") is { Length: > 0 } code ? Read(books.Fund(code)) : null;
        var currency = fund?.Currency ?? books.Entities.Select(entity => entity.Currency).DefaultIfEmpty(Currency.Cny).First();
        var kind = EntryKind.All.FirstOrDefault(known => known.Code == Typed("kind"));
        var filter = new EntryFilter(fund, kind, Day("from"), Day("to"), Amount("least", currency), Amount("most", currency), Typed("q"));
        // The fund and the days of a figure are the figure's own, so that it can be told from a list that was narrowed.
        return refusals.Count == 0 && Read(FigureLink.Read(Typed, Request.Query["account"], filter.From, filter.To)) is { } basis && Read(basis.In(books)) is { } counted
            ? filter with { Fund = null, From = null, To = null, Counted = counted }
            : filter;
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
