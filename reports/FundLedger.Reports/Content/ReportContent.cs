using System.Globalization;
using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>What a report says, in both languages and in no particular form: every renderer draws this and nothing else.</summary>
/// <param name="Key">Stable English name for programs, camelCase.</param>
/// <param name="Facts">Single values in reading order: the days covered, the headline amounts, the counts.</param>
public sealed record ReportContent(string Key, Bilingual Title, ReportHead Head, IReadOnlyList<Fact> Facts, IReadOnlyList<ReportSection> Sections)
{
    /// <summary>Where the site is that answers for these books, as everybody reaches it; null where the program was not told, and then no QR code is drawn.</summary>
    public Uri? Site { get; init; }

    /// <summary>Entries whose own proof a reader is led to instead of the checkpoint, as on a receipt; none for most reports.</summary>
    public IReadOnlyList<long> ProvenEntries { get; init; } = [];

    /// <summary>The address at which a reader checks the report; null where the site is not known or nothing was signed.</summary>
    public string? CheckAddress => Site is null || Head.Checkpoint is not { } signed ? null
        : ProvenEntries.Count == 0 ? new Uri(Site, string.Create(CultureInfo.InvariantCulture, $"checkpoints/{signed.Size}")).AbsoluteUri
        : new Uri(Site, "checkpoints/proof/entry/" + string.Join('+', ProvenEntries.Select(entry => entry.ToString(CultureInfo.InvariantCulture)))).AbsoluteUri;

    /// <summary>The table that forms of one table only (CSV) show.</summary>
    public TableSection MainTable => Sections.OfType<TableSection>().Single(table => table.IsMain);

    /// <summary>Every check of every table.</summary>
    public IEnumerable<Check> Checks => Sections.OfType<TableSection>().SelectMany(table => table.Checks);

    /// <summary>What stands beside the title, and after it the currency and the moment: what a reader must know before any figure.</summary>
    public IEnumerable<(Bilingual Label, Cell Value)> TitleFacts =>
    [
        .. Facts.Where(fact => fact.Place == FactPlace.Title).Select(fact => (fact.Label, fact.Value)),
        (Words.Currency, Cell.Of(Head.Currency.Code)),
        (Words.KnownAt, Cell.Of(Head.KnownAtShortText())),
    ];

    /// <summary>The figures the report exists for.</summary>
    public IEnumerable<Fact> Headlines => Facts.Where(fact => fact.Place == FactPlace.Headline);

    /// <summary>The days it covers, or the day it looks at: <c>2026-01-01 – 2026-06-30</c>.</summary>
    public string Days => string.Join(" – ", Facts.Where(fact => fact.Value.Kind == CellKind.Date).Select(fact => fact.Value.Date.ToIso()));
}

/// <summary>One named value of the report.</summary>
/// <param name="Key">Stable English name for programs, camelCase.</param>
public sealed record Fact(string Key, Bilingual Label, Cell Value, FactPlace Place);

/// <summary>Where people see a fact; programs are given every one.</summary>
public enum FactPlace
{
    /// <summary>Beside the title.</summary>
    Title,

    /// <summary>Large, as one of the figures the report exists for.</summary>
    Headline,

    /// <summary>Not by itself: a table shows it already.</summary>
    InTable,
}

/// <summary>A part of the report. The set of kinds is closed: a renderer handles each.</summary>
/// <param name="Key">Stable English name for programs, camelCase.</param>
public abstract record ReportSection(string Key, Bilingual Heading);

/// <param name="Rows">May be walked more than once, yields the same rows each time, and may be long: walk it, do not keep it.</param>
/// <param name="WhenEmpty">The sentence that stands in the place of the rows when there is no line.</param>
/// <param name="IsMain">Exactly one table of a report is the main one.</param>
public sealed record TableSection(
    string Key, Bilingual Heading, IReadOnlyList<Column> Columns, IEnumerable<Row> Rows, Bilingual WhenEmpty, bool IsMain = false)
    : ReportSection(Key, Heading)
{
    /// <summary>What its totals were compared with; a report with one that failed is not written.</summary>
    public IReadOnlyList<Check> Checks { get; init; } = [];
}

/// <summary>Money over time: each balance holds from its day until the next one.</summary>
/// <param name="Points">Oldest first.</param>
/// <param name="BasisOf">What the balance of a day is made of.</param>
public sealed record ChartSection(
    string Key, Bilingual Heading, DateSpan Span, Currency Currency, IReadOnlyList<DayBalance> Points, Func<DateOnly, FigureBasis?>? BasisOf = null) : ReportSection(Key, Heading)
{
    /// <summary>The same points as a table, for readers who cannot see a drawing and for programs.</summary>
    public TableSection AsTable() => new(
        Key, Heading, [new("day", Words.Date, CellKind.Date), new("balance", Words.Balance, CellKind.Amount, IsRunning: true)],
        Points.Select(point => new Row(RowKind.Line, [Cell.Of(point.Day), Cell.Of(point.Balance, BasisOf?.Invoke(point.Day))])), new("本期没有余额。", "There is no balance in this period."));
}

/// <summary>Shares by period, each level over its period: what was agreed beside what came of it.</summary>
/// <param name="Periods">The first day of each, oldest first.</param>
/// <param name="Last">The last day of the last.</param>
/// <param name="Lines">At least one; each has a value, or none, for every period.</param>
public sealed record SharesSection(string Key, Bilingual Heading, IReadOnlyList<DateOnly> Periods, DateOnly Last, IReadOnlyList<ShareLine> Lines) : ReportSection(Key, Heading)
{
    /// <summary>The top of the scale: the whole, or more where a share is more; at most three times the whole.</summary>
    public int Most => Math.Clamp((Lines.SelectMany(line => line.Values).Max(share => share?.Value ?? 0) + 4_999) / 5_000 * 5_000, 10_000, 30_000);

    /// <summary>The same as a table, for readers who cannot see a drawing and for programs.</summary>
    public TableSection AsTable() => new(
        Key, Heading, [new("from", Words.From, CellKind.Date), .. Lines.Select(line => new Column(line.Key, line.Name, CellKind.Text, ColumnWidth.Narrow))],
        [.. Periods.Select((from, at) => new Row(RowKind.Line, [Cell.Of(from), .. Lines.Select(line => line.Values[at] is { } share ? Cell.Of(share.ToString()) : Cell.Empty)]))], new("没有任何一期。", "There is no period."));
}

/// <param name="Key">Stable English name for programs, camelCase.</param>
public sealed record ShareLine(string Key, Bilingual Name, ShareLineKind Kind, IReadOnlyList<BasisPoints?> Values);

/// <summary>How a line of shares is drawn, apart by more than colour.</summary>
public enum ShareLineKind
{
    /// <summary>A thin whole line.</summary>
    Agreed,

    /// <summary>Dashed and pale: agreed once, and changed since.</summary>
    Former,

    /// <summary>Thick.</summary>
    Actual,

    /// <summary>Thin, in another colour.</summary>
    Beside,
}

/// <summary>Sentences that say how the figures are meant.</summary>
public sealed record NoteSection(string Key, Bilingual Heading, IReadOnlyList<Bilingual> Notes) : ReportSection(Key, Heading);

/// <summary>Where people sign on paper, side by side.</summary>
/// <param name="State">Whether and how it was signed already.</param>
public sealed record SignatureSection(string Key, Bilingual Heading, IReadOnlyList<Signatory> Signatories, Bilingual State) : ReportSection(Key, Heading)
{
    /// <summary>What each fills in by hand.</summary>
    public static readonly IReadOnlyList<Bilingual> Blanks = [new("签章", "Seal and signature"), new("经办人", "Name in print"), new("日期", "Date")];
}

/// <param name="As">What they sign as.</param>
public sealed record Signatory(Bilingual As, string Name);
