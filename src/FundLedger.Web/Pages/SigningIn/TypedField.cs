using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Pages.SigningIn;

/// <summary>A field of a form at the door or of an account.</summary>
/// <param name="Type">As HTML has it.</param>
/// <param name="Autocomplete">What password managers go by.</param>
public sealed record TypedField(string Name, Bilingual Label, string Type, string Autocomplete, Language Language, string Value = "", Bilingual? Hint = null, Refusal? Refusal = null, bool HasFocus = false, bool IsOptional = false)
{
    public bool IsSecret => Type == "password";

    public string In(Bilingual text) => text.In(Language);

    public string? DescribedBy => (Hint, Refusal) switch { (null, null) => null, (null, _) => Name + "-error", (_, null) => Name + "-hint", _ => $"{Name}-hint {Name}-error" };
}
