namespace FundLedger.Web.Pages;

/// <summary>One field of a form of grants.</summary>
/// <param name="Label">In the language of the page.</param>
/// <param name="Wrong">What is wrong with it, in the language of the page; null when nothing is.</param>
/// <param name="Kind">Of the input: text, date, datetime-local, long, money, number, file, choice or many.</param>
/// <param name="Options">Of a choice: what is sent, and what is read.</param>
/// <param name="Optional">The word for fields that may stay empty.</param>
/// <param name="IsOwn">The options are words of the books, never translated.</param>
/// <param name="Of">Which form of the page it stands in, where several have a field of this name.</param>
public sealed record GrantField(
    string Name, string Label, string Value, string? Wrong = null, string Kind = "text", bool IsRequired = true, string? Hint = null, int Longest = 200, IReadOnlyList<(string Value, string Name)>? Options = null, string Optional = "", bool IsOwn = false, string Of = "")
{
    public string Id => (Of.Length > 0 ? $"{Of}-" : "") + Name.Replace('[', '-').Replace("]", "", StringComparison.Ordinal).Replace('.', '-');

    public string? DescribedBy => (Hint, Wrong) switch { (null, null) => null, (_, null) => $"{Id}-hint", (null, _) => $"{Id}-error", _ => $"{Id}-hint {Id}-error" };
}
