using FundLedger.Values;

namespace FundLedger.Web.Pages.Import;

/// <summary>A list to choose from, as the import's pages draw it.</summary>
/// <param name="Options">Value, name, and whether the name is the books' or the file's own and never translated.</param>
internal sealed record ChoiceField(
    string Name, Bilingual Label, IReadOnlyList<(string Value, string Name, bool IsOwn)> Options, string Value, Language Language, Bilingual? Hint = null, Refusal? Refusal = null, bool HasFocus = false)
{
    internal string In(Bilingual text) => text.In(Language);

    internal string? DescribedBy => string.Join(' ', new[] { Hint is null ? "" : $"{Name}-hint", Refusal is null ? "" : $"{Name}-error" }.Where(id => id.Length > 0)) is { Length: > 0 } ids ? ids : null;
}
