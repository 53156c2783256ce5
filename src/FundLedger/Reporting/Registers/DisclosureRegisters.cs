using FundLedger.Disclosure;

namespace FundLedger.Reporting.Registers;

/// <summary>What fell due to be published in some days, and what came of it.</summary>
public sealed record DisclosureRegister(ReportHead Head, IReadOnlyList<ListedDisclosure> Items);

/// <summary>How far something is that is to be published.</summary>
public enum DisclosureEnd
{
    Due,
    Prepared,
    Published,
    Late,
    DoesNotApply,
}

/// <param name="Duty">What is to be published, without its subject.</param>
/// <param name="Of">Code of the fund; of the entity where it is of all of it.</param>
/// <param name="State">On the last day of the report.</param>
/// <param name="FirstOn">The day of the first version; null where there is none.</param>
/// <param name="Versions">By that day.</param>
public sealed record ListedDisclosure(string Key, Bilingual Duty, Bilingual Name, string Of, DateOnly DueOn, DisclosureEnd State, DateOnly? FirstOn, bool WasLate, int Versions)
{
    public int Corrections => Math.Max(0, Versions - 1);
}

/// <summary>The register of disclosures. Reads only.</summary>
public static class DisclosureRegisters
{
    /// <summary>Of these funds, and of the entity as a whole.</summary>
    public static async Task<Outcome<DisclosureRegister>> OfAsync(LedgerReader reader, string fundCode, DateSpan span, long? knownAt = null)
    {
        if (!(await RegisterScope.OfAsync(reader, fundCode, span, knownAt)).IsDone(out var scope, out var refusal)) return refusal;
        var funds = scope.Funds.Select(fund => fund.Id).ToHashSet();
        return new DisclosureRegister(scope.Head, [.. (await DisclosureReading.DueAsync(reader, scope.Books, span))
            .Where(work => work.Item.Fund is { } fund ? funds.Contains(fund.Id) : work.Item.Entity.Id == scope.Entity.Id).Select(work => Listed(work, span.Last))]);
    }

    private static ListedDisclosure Listed(DisclosureWork work, DateOnly last)
    {
        var then = work with { Versions = [.. work.Versions.Where(version => version.On <= last)], Exemption = work.Exemption is { } found && found.On <= last ? found : null, Prepared = work.Prepared is { } drawn && drawn.PreparedOn <= last ? drawn : null };
        return new ListedDisclosure(
            work.Item.Key, DisclosureRule.Find(work.Item.Rule)?.Name ?? Bilingual.Same(work.Item.Rule), work.Item.Name, work.Item.Fund?.Code ?? work.Item.Entity.Code, work.Item.DueOn, EndOf(then.StateOn(last)),
            then.Versions.Count > 0 ? then.Versions[0].On : null, then.WasLate, then.Versions.Count);
    }

    private static DisclosureEnd EndOf(DisclosureState state) => state switch
    {
        DisclosureState.Due => DisclosureEnd.Due,
        DisclosureState.Prepared => DisclosureEnd.Prepared,
        DisclosureState.Published => DisclosureEnd.Published,
        DisclosureState.Late => DisclosureEnd.Late,
        _ => DisclosureEnd.DoesNotApply,
    };
}
