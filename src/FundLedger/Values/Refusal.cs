namespace FundLedger.Values;

/// <summary>Why something was not done, in words the person asking can act on. Nothing was written.</summary>
/// <param name="Code">Stable, for programs: lower-case words with dashes, such as <c>period-closed</c>.</param>
/// <param name="Field">What to mend: a form field or option name (<c>amount</c>, <c>on</c>), or empty when it is the whole request.</param>
/// <param name="Message">What is wrong and the mend, in both languages.</param>
public sealed record Refusal(string Code, string Field, Bilingual Message)
{
    public static Refusal Of(string code, string field, string zh, string en) => new(code, field, new Bilingual(zh, en));
}
