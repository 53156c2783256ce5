using FundLedger.Taper;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Taper;

/// <summary>A page on which the terms of a plan are typed.</summary>
public interface IDraftFields
{
    GrantField Field(string name, Bilingual label, string kind = "text", bool isRequired = true, Bilingual? hint = null, IReadOnlyList<(string, string)>? options = null, int longest = 200);

    IReadOnlyList<(string, string)> Steps { get; }

    IReadOnlyList<(string, string)> Curves { get; }
}
