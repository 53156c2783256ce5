using System.Globalization;
using FundLedger.Ledger;

namespace FundLedger.Reporting.Registers;

/// <summary>What a register is of: a fund and those below it in its currency, some days, and what was known.</summary>
internal sealed class RegisterScope
{
    private static readonly SqlFile ListLines = new("reporting/list_journal_listing");

    private RegisterScope(LedgerReader reader, Books books, Fund top, DateSpan span, KnownMoment known)
    {
        (Reader, Books, Span, Known) = (reader, books, span, known);
        Entity = books.Entity(top.EntityId);
        Funds = [.. FundTree.From(top, books.Funds.Where(fund => fund.Currency == top.Currency)).Select(placed => placed.Fund)];
        Head = FundReports.HeadOf(books, top, span, known);
    }

    internal LedgerReader Reader { get; }
    internal Books Books { get; }
    internal Entity Entity { get; }

    /// <summary>The fund itself first.</summary>
    internal IReadOnlyList<Fund> Funds { get; }

    /// <summary>The numbers of the funds, as statements take a list.</summary>
    internal string FundIds => Json(Funds.Select(fund => fund.Id));

    internal DateSpan Span { get; }
    internal KnownMoment Known { get; }
    internal ReportHead Head { get; }
    internal Currency Currency => Head.Currency;

    internal static async Task<Outcome<RegisterScope>> OfAsync(LedgerReader reader, string fundCode, DateSpan span, long? knownAt)
    {
        if (FundReports.RefusalFor(span) is { } badSpan) return badSpan;
        var books = await Books.LoadAsync(reader);
        if (!books.Fund(fundCode).IsDone(out var fund, out var refusal)) return refusal;
        return new RegisterScope(reader, books, fund, span, await KnownMoment.OfAsync(reader, knownAt));
    }

    internal Money M(long minorUnits) => new(minorUnits, Currency);

    /// <summary>Lines in the order of a journal, read one by one; each walk reads afresh.</summary>
    /// <param name="kinds">Of these kinds only; all where none is named.</param>
    /// <param name="accounts">On these accounts only; all where none is named.</param>
    internal IEnumerable<Line> Lines(IEnumerable<EntryKind>? kinds = null, IEnumerable<Account>? accounts = null) => Reader.Stream<Line>(ListLines, new
    {
        funds = FundIds,
        first_day = Span.First.ToIso(),
        last_day = Span.Last.ToIso(),
        last_entry = Known.LastEntry,
        kinds = Json((kinds ?? []).Select(kind => kind.Code)),
        accounts = Json((accounts ?? []).Select(account => account.Id)),
    });

    /// <summary>Whole entries of these kinds, in the same order, with what their lines in these funds come to.</summary>
    internal IReadOnlyList<ListedEvent> Events(params IEnumerable<EntryKind> kinds)
    {
        var events = new List<ListedEvent>();
        var entry = new List<Line>();
        foreach (var line in Lines(kinds))
        {
            if (entry.Count > 0 && entry[0].EntryId != line.EntryId) Close();
            entry.Add(line);
        }

        if (entry.Count > 0) Close();
        return events;

        void Close()
        {
            var first = entry[0];
            events.Add(new ListedEvent(
                first.Day, first.EntryId, EntryKind.Of(first.Kind).Name, first.Description, first.Reverses, string.Join(", ", entry.Select(line => Books.Fund(line.FundId).Code).Distinct()),
                Sum(1), Sum(-1)));
            entry.Clear();
        }

        Money Sum(int sign) => M(entry.Where(line => Math.Sign(line.AmountMinor) == sign).Aggregate(0L, (sum, line) => checked(sum + Math.Abs(line.AmountMinor))));
    }

    private static string Json<T>(IEnumerable<T> values) => System.Text.Json.JsonSerializer.Serialize(values);

    internal sealed record Line
    {
        public long EntryId { get; init; }
        public long LineNo { get; init; }
        public string OccurredOn { get; init; } = "";
        public long AccountId { get; init; }
        public long FundId { get; init; }
        public long SourceId { get; init; }
        public long AmountMinor { get; init; }
        public string Kind { get; init; } = "";
        public long? Reverses { get; init; }
        public string DocumentType { get; init; } = "";
        public string DocumentId { get; init; } = "";
        public string? DonorKind { get; init; }
        public string? DonorName { get; init; }
        public long IsAnonymous { get; init; }
        public string? BankReference { get; init; }
        public string? Text { get; init; }
        public string? LongText { get; init; } // what a server does not send as a short one

        internal DateOnly Day => DateOnly.Parse(OccurredOn, CultureInfo.InvariantCulture);

        internal string Description => EntryDescription.Of(new SourceDocument(DocumentType, DocumentId), BankReference, DonorKind, DonorName, IsAnonymous == 1, Text ?? LongText);
    }
}

/// <summary>An entry as a register lists it.</summary>
/// <param name="Description">Document number and masked name or text; may be empty.</param>
/// <param name="Reverses">The entry that it takes back; null where it takes none.</param>
/// <param name="Amount">Its debits in these funds, not negative.</param>
/// <param name="Credit">Its credits in these funds, not negative: by other lines than the debits.</param>
public sealed record ListedEvent(DateOnly On, long Entry, Bilingual Kind, string Description, long? Reverses, string Funds, Money Amount, Money Credit);
