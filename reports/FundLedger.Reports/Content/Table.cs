using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <param name="Key">Stable English name for programs, camelCase.</param>
/// <param name="Kind">Every line's cell in this column is of this kind or empty.</param>
/// <param name="Width">How much room a text column asks for; other kinds fit their values.</param>
/// <param name="ZeroIsBlank">People read a zero on a line as nothing there; programs get the zero.</param>
/// <param name="IsGroup">People read its value once, above the lines that share it; programs get it on every line. Of several, people read the first, which says what the others do.</param>
/// <param name="IsRunning">Each row holds the balance after it: its total is the last balance, where other amounts have their sum.</param>
/// <param name="IsEntry">Its integers are numbers of entries, so a page can lead from them to the entries.</param>
public sealed record Column(
    string Key, Bilingual Heading, CellKind Kind, ColumnWidth Width = ColumnWidth.Medium, bool ZeroIsBlank = false, bool IsGroup = false,
    bool IsRunning = false, bool IsEntry = false)
{
    /// <summary>Its cells stand to the right, so that digits of one worth stand under each other.</summary>
    public bool IsToRight => Kind is CellKind.Amount or CellKind.Integer;

    /// <summary>The heading for a reader who sees the bare numbers: an amount column names its currency.</summary>
    public Bilingual HeadingWith(Currency currency) => Kind == CellKind.Amount ? new($"{Heading.Zh}({currency})", $"{Heading.En} ({currency})") : Heading;
}

public enum ColumnWidth
{
    Narrow,
    Medium,
    Wide,
}

/// <summary>One row of a table: as many cells as the table has columns.</summary>
public readonly record struct Row(RowKind Kind, Cell[] Cells);

/// <summary>Only lines are data. The other kinds help people, and say nothing that lines and facts do not.</summary>
public enum RowKind
{
    Line,

    /// <summary>The balance that the lines below start from.</summary>
    BroughtForward,
    Subtotal,
    Total,

    /// <summary>Drawn like a total and no sum of the lines above: what it is, a check of the table says.</summary>
    Result,
}

public enum CellKind
{
    Empty,
    Text,
    Date,
    Amount,
    Integer,
}

/// <summary>One value of a known kind. The default value is an empty cell.</summary>
public readonly record struct Cell
{
    private readonly Bilingual text;
    private readonly long number;
    private readonly Currency currency;
    private readonly bool holdsOwnWords;

    private Cell(CellKind kind, Bilingual text = default, long number = 0, Currency currency = default, FigureBasis? basis = null, bool holdsOwnWords = false) =>
        (Kind, this.text, this.number, this.currency, Basis, this.holdsOwnWords) = (kind, text, number, currency, basis, holdsOwnWords);

    public CellKind Kind { get; }

    /// <summary>The lines an amount is made of, so that a page can lead to them; null where the row says it, or nothing does.</summary>
    public FigureBasis? Basis { get; }

    public static Cell Empty => default;

    public static Cell Of(Bilingual text) => new(CellKind.Text, text);

    public static Cell Of(string text) => new(CellKind.Text, Bilingual.Same(text));

    /// <summary>A text in which names, codes or numbers of the books stand: nobody is to translate it.</summary>
    public static Cell OfOwnWords(Bilingual text) => new(CellKind.Text, text, holdsOwnWords: true);

    public static Cell Of(DateOnly day) => new(CellKind.Date, number: day.DayNumber);

    public static Cell Of(Money amount) => Of(amount, null);

    public static Cell Of(Money amount, FigureBasis? basis) => new(CellKind.Amount, number: amount.MinorUnits, currency: amount.Currency, basis: basis);

    public static Cell Of(long integer) => new(CellKind.Integer, number: integer);

    /// <summary>A name, code or number of the books, which is the same in every language, or a text that holds some.</summary>
    public bool IsOwnWords => Kind == CellKind.Text && text.Zh.Length > 0 && (holdsOwnWords || text.Zh == text.En);

    /// <exception cref="InvariantBrokenException">The cell holds no text.</exception>
    public string TextIn(Language language) => Held(CellKind.Text) ? text.In(language) : "";

    /// <exception cref="InvariantBrokenException">The cell holds no date.</exception>
    public DateOnly Date => Held(CellKind.Date) ? DateOnly.FromDayNumber((int)number) : default;

    /// <exception cref="InvariantBrokenException">The cell holds no amount.</exception>
    public Money Amount => Held(CellKind.Amount) ? new Money(number, currency) : default;

    /// <exception cref="InvariantBrokenException">The cell holds no integer.</exception>
    public long Integer => Held(CellKind.Integer) ? number : default;

    private bool Held(CellKind asked)
    {
        Invariant.Holds(Kind == asked);
        return true;
    }
}
