namespace FundLedger.Organisations;

/// <summary>What an organisation is on a day: it follows from the facts and is stored nowhere.</summary>
public enum OrganisationStatus
{
    /// <summary>In the directory; a document that is asked for was never there.</summary>
    Registered,
    Qualified,

    /// <summary>Qualified, and the end is near.</summary>
    RenewalDue,

    /// <summary>It was qualified, and a document has ended.</summary>
    Lapsed,
    Suspended,
    Barred,
    Left,
}

/// <param name="Kind">Of the document that is missing.</param>
/// <param name="EndedOn">The last day of the last one there was; null where there never was one.</param>
/// <param name="Waits">One is uploaded that covers the day, and nobody has verified it yet.</param>
public sealed record MissingDocument(QualificationKind Kind, DateOnly? EndedOn, bool Waits);

/// <summary>How an organisation stands on a day.</summary>
/// <param name="QualifiedUntil">The last day that its documents cover without a gap; null where they do not cover the day, <see cref="DateOnly.MaxValue"/> without an end.</param>
/// <param name="BarredBy">The bar that lasts longest.</param>
public sealed record Standing(OrganisationStatus Status, DateOnly? QualifiedUntil, IReadOnlyList<MissingDocument> Missing, OrganisationBar? BarredBy)
{
    /// <summary>May be awarded something that day.</summary>
    public bool IsQualified => Status is OrganisationStatus.Qualified or OrganisationStatus.RenewalDue;

    public static Standing On(OrganisationFacts facts, DirectoryRules rules, DateOnly day)
    {
        var required = rules.RequiredOf(facts.Organisation.Kind);
        var verified = facts.Qualifications.Where(document => document.IsVerified).ToList();
        var missing = required.Where(kind => !verified.Any(document => document.Kind == kind && document.Covers(day))).Select(kind => new MissingDocument(
            kind,
            verified.Where(document => document.Kind == kind && document.To < day).Max(document => document.To),
            facts.Qualifications.Any(document => document.Kind == kind && document.Check is null && document.Covers(day)))).ToList();
        DateOnly? until = missing.Count > 0 ? null : required.Select(kind => CoveredThrough(verified.Where(document => document.Kind == kind), day)).Append(DateOnly.MaxValue).Min();
        var bar = facts.Bars.Where(held => held.HoldsOn(day)).MaxBy(held => held.To);
        return new Standing(StatusOf(facts, rules, day, missing, until, bar), until, missing, bar);
    }

    /// <summary>The last day before a day on which all documents were there; null where there was none.</summary>
    public static DateOnly? LastQualifiedBefore(OrganisationFacts facts, DirectoryRules rules, DateOnly day)
    {
        var required = rules.RequiredOf(facts.Organisation.Kind);
        var verified = facts.Qualifications.Where(document => document.IsVerified).ToList();
        var ends = verified.Where(document => document.To < day).Select(document => document.To!.Value).OrderDescending();
        return ends.Select(end => (DateOnly?)end).FirstOrDefault(end => required.All(kind => verified.Any(document => document.Kind == kind && document.Covers(end!.Value))));
    }

    private static OrganisationStatus StatusOf(OrganisationFacts facts, DirectoryRules rules, DateOnly day, IReadOnlyList<MissingDocument> missing, DateOnly? until, OrganisationBar? bar)
    {
        OrganisationMove? Last(OrganisationMove one, OrganisationMove other) => facts.Events.LastOrDefault(happened => happened.Day <= day && (happened.Kind == one || happened.Kind == other))?.Kind;
        if (Last(OrganisationMove.Left, OrganisationMove.Returned) == OrganisationMove.Left) return OrganisationStatus.Left;
        if (bar is not null) return OrganisationStatus.Barred;
        if (Last(OrganisationMove.Suspended, OrganisationMove.Resumed) == OrganisationMove.Suspended) return OrganisationStatus.Suspended;
        if (until is { } end) return end.DayNumber - day.DayNumber <= rules.OpensBefore ? OrganisationStatus.RenewalDue : OrganisationStatus.Qualified;
        return missing.All(document => document.EndedOn is not null) ? OrganisationStatus.Lapsed : OrganisationStatus.Registered;
    }

    // One document may go on where another ends.
    private static DateOnly CoveredThrough(IEnumerable<Qualification> verified, DateOnly day)
    {
        var through = day.AddDays(-1);
        foreach (var document in verified.OrderBy(document => document.From))
        {
            if (document.From > through.AddDays(1)) break;
            if (document.To is null) return DateOnly.MaxValue;
            if (document.To > through) through = document.To.Value;
        }

        return through;
    }
}
