using FundLedger.Values;

namespace FundLedger.Web.Pages.Record;

/// <summary>How a field of a form is filled in.</summary>
public enum FieldKind
{
    Text,
    LongText,
    Amount,
    Date,
    Fund,
    Source,
    Entry,
    Choice,
    Tick,

    /// <summary>A file that proves something. It is kept as soon as it is sent; the field holds its SHA-256 from then on.</summary>
    File,

    /// <summary>Not to be filled in: it came with the address.</summary>
    Kept,
}

/// <summary>One field of a form.</summary>
/// <param name="Name">As operations name it in a refusal, so that the refusal finds its field.</param>
/// <param name="Hint">What to write, or what an empty field means.</param>
/// <param name="Choices">Of a <see cref="FieldKind.Choice"/>: value and name; the first stands when none is chosen.</param>
internal sealed record FormField(string Name, FieldKind Kind, Bilingual Label, Bilingual? Hint = null, bool IsRequired = false, IReadOnlyList<(string Value, Bilingual Name)>? Choices = null)
{
    internal static FormField Fund(string name = "fund", Bilingual? label = null) => new(name, FieldKind.Fund, label ?? new("基金", "Fund"), IsRequired: true);

    /// <summary>An open proposal of one's own that this one takes the place of.</summary>
    internal static FormField Replaces { get; } = new("replaces", FieldKind.Kept, new("代替事项", "In place of number"));

    internal static FormField Evidence(Bilingual label) => new("document", FieldKind.File, label, new("不超过 10 兆字节；复核的人会看到", "at most 10 MB; whoever checks will see it"), IsRequired: true);

    internal static FormField Amount => new("amount", FieldKind.Amount, new("金额", "Amount"), IsRequired: true);

    internal static FormField On => new("on", FieldKind.Date, new("日期", "Date"), IsRequired: true);

    internal static FormField Source(Bilingual hint, bool isRequired = false) => new("source", FieldKind.Source, new("资金来源", "Source"), hint, isRequired);

    internal static FormField Entry(Bilingual label, Bilingual hint) => new("entry", FieldKind.Entry, label, hint, IsRequired: true);

    internal static FormField Reference(Bilingual label, bool isRequired = false) => new("ref", FieldKind.Text, label, IsRequired: isRequired);
}

/// <summary>A field with what was typed into it, as the page draws it.</summary>
/// <param name="Options">Of a list to choose from: value, name, and whether the name is the books' own and never translated.</param>
internal sealed record FieldShown(
    FormField Field, string Value, Refusal? Refusal, IReadOnlyList<(string Value, string Name, bool IsOwn)> Options, Language Language, bool HasFocus)
{
    internal string In(Bilingual text) => text.In(Language);

    internal string? DescribedBy => string.Join(' ', new[] { Field.Hint is null ? "" : $"{Field.Name}-hint", Refusal is null ? "" : $"{Field.Name}-error" }.Where(id => id.Length > 0)) is { Length: > 0 } ids ? ids : null;
}
