using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Taper;

/// <summary>A plan that is tried out, or a variant of it.</summary>
/// <param name="Name">A for the plan itself.</param>
public sealed record TaperCase(string Name, TaperTerms Terms, TaperAssumptions Assumed, TaperOutlook Outlook)
{
    /// <summary>The fields of the second and third variant begin so.</summary>
    internal static readonly IReadOnlyList<string> Variants = ["b-", "c-"];

    public Money ToEarn => Outlook.Schedule.Periods.Aggregate(Money.Zero(Assumed.Revenue.Currency), (sum, period) => sum + period.ToEarn);

    /// <summary>The plan and its variants; empty when something is wrong, which the form then tells.</summary>
    internal static IReadOnlyList<TaperCase> AllOf(DraftForm form, Func<string, string> typed)
    {
        var (read, assumed) = (form.Read(), form.Assumptions());
        if (read is not { } draft || assumed is null) return [];
        if (!TaperSchedule.Of(draft.Terms, draft.Parts).IsDone(out var schedule, out var refusal))
        {
            form.Wrong(refusal);
            return [];
        }

        var cases = new List<TaperCase> { new("A", draft.Terms, assumed, TaperOutlook.Of(schedule, assumed)) };
        foreach (var prefix in Variants.Where(prefix => new[] { "shares", "growth", "inflation" }.Any(field => typed(prefix + field).Length > 0)))
        {
            var (terms, other) = (form.Variant(draft.Terms, prefix), form.Assumptions(prefix, assumed));
            if (terms is not null && other is not null) cases.Add(new TaperCase(prefix[..1].ToUpperInvariant(), terms, other, TaperOutlook.Of(TaperSchedule.Of(terms, []).Expect(), other)));
        }

        return form.Refusals.Count == 0 ? cases : [];
    }
}
