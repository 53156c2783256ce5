using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>One field. The text stands in a buffer that the next row overwrites.</summary>
internal readonly record struct ListCell(ReadOnlyMemory<char> Text, CellKind Kind)
{
    public ReadOnlySpan<char> Span => Text.Span;
    public bool IsBlank => Blanks.AreAll(Text.Span);
}

internal enum CellKind
{
    Text,
    /// <summary>A number of a worksheet, written as XML writes it: a point, perhaps an exponent, up to 17 digits.</summary>
    Number,
    /// <summary>A day of a worksheet, written yyyy-MM-dd.</summary>
    Date,
    /// <summary>A formula whose value the file does not hold.</summary>
    Uncomputed,
}

/// <summary>The rows of an opened list, one at a time.</summary>
/// <remarks>Damage that ends the walk is thrown as <see cref="ListRefusedException"/>; damage of one row is <see cref="Damage"/>.</remarks>
internal abstract class ListRows : IDisposable
{
    /// <summary>Where the current row stands in the file, from 1.</summary>
    public int Number { get; protected set; }

    public int Count { get; protected set; }

    /// <summary>Why the current row cannot be trusted, although it could be split into fields.</summary>
    public Refusal? Damage { get; protected set; }

    /// <summary>True when rows always have all their fields, so that one with too few was cut.</summary>
    public abstract bool FieldsAreCounted { get; }

    public abstract ListCell this[int column] { get; }

    /// <returns>False at the end.</returns>
    public abstract bool Read();

    public ListCell CellOrBlank(int column) => column >= 0 && column < Count ? this[column] : default;

    public abstract void Dispose();
}

/// <summary>Carries a refusal of the whole file out of a walk; caught where the walk was started.</summary>
internal sealed class ListRefusedException(Refusal reason) : Exception(reason.Message.En)
{
    public Refusal Reason { get; } = reason;
}
