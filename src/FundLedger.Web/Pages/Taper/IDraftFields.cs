using FundLedger.Taper;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Taper;

/// <summary>A page on which the terms of a plan are typed.</summary>
public interface IDraftFields
{
    GrantField Field(string name, Bilingual label, string kind = "text", bool isRequired = true, Bilingual? hint = null, IReadOnlyList<(string, string)>? options = null, int longest = 200);

    IReadOnlyList<(string, string)> Steps { get; }

    IReadOnlyList<(string, string)> Curves { get; }

    IReadOnlyList<(string, string)> Bases { get; }
}

/// <summary>What is chosen from on such a page.</summary>
internal static class DraftChoices
{
    internal static IReadOnlyList<(string, string)> Steps(Language language) => [("quarter", TaperStep.Quarter.Name().In(language)), ("month", TaperStep.Month.Name().In(language))];

    internal static IReadOnlyList<(string, string)> Curves(Language language) =>
        [.. new[] { TaperCurveKind.Stepped, TaperCurveKind.Linear, TaperCurveKind.FrontLoaded, TaperCurveKind.Table }.Select(kind => (kind.ToString(), kind.Name().In(language)))];

    internal static IReadOnlyList<(string, string)> Bases(Language language) => [.. new[] { TaperBasis.Actual, TaperBasis.Plan }.Select(basis => (basis.ToString(), basis.Name().In(language)))];
}
