namespace FundLedger.Storage;

/// <summary>A value as the ledger's columns hold them: a whole number, a text, bytes, or NULL; numbers travel unboxed.</summary>
internal readonly struct SqlValue
{
    private static readonly object IsNumber = new();

    private readonly object? content; // the text, the bytes, null, or the mark that it is the number
    private readonly long number;

    private SqlValue(object? content) => this.content = content;

    private SqlValue(long number) => (content, this.number) = (IsNumber, number);

    public static implicit operator SqlValue(long value) => new(value);
    public static implicit operator SqlValue(long? value) => value is { } number ? new(number) : default;
    public static implicit operator SqlValue(string? value) => new(value);
    public static implicit operator SqlValue(byte[]? value) => new(value);

    /// <summary>A value as a database's driver reads it out.</summary>
    internal static SqlValue Of(object value) => value switch
    {
        DBNull => default,
        long number => number,
        string text => text,
        _ => (byte[])value,
    };

    /// <summary>The number, when it is one.</summary>
    internal bool TryNumber(out long value)
    {
        value = number;
        return ReferenceEquals(content, IsNumber);
    }

    /// <summary>The same number or text, or both NULL; of bytes it is not asked, since they may have changed in place.</summary>
    internal bool IsSame(SqlValue other) => content switch
    {
        null => other.content is null,
        string text => other.content is string same && text == same,
        _ => ReferenceEquals(content, IsNumber) && ReferenceEquals(other.content, IsNumber) && number == other.number,
    };

    /// <summary>A string, a byte array, a boxed long, or null.</summary>
    internal object? ToObject() => TryNumber(out var value) ? value : content;
}
