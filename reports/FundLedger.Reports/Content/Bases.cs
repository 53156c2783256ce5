using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>What the figures of a report are made of, as its head has it: the fund, the days, and what was known.</summary>
internal sealed class Bases(ReportHead head)
{
    /// <summary>A balance at the start of the first day.</summary>
    public FigureBasis? Before(Measure measure, string? source = null) => At(measure, head.Span.First.AddDays(-1), source);

    /// <summary>A balance at the end of the last day.</summary>
    public FigureBasis? After(Measure measure, string? source = null) => At(measure, head.Span.Last, source);

    /// <summary>What moved in the days of the report.</summary>
    public FigureBasis? During(Measure measure, string? source = null) => Of(measure, head.Span.First, head.Span.Last, source);

    /// <summary>A balance at the end of a day.</summary>
    public FigureBasis? At(Measure measure, DateOnly day, string? source = null) => Of(measure, null, day, source);

    // A report on all funds has no one fund's lines to lead to.
    private FigureBasis? Of(Measure measure, DateOnly? from, DateOnly to, string? source) =>
        head.Fund is { } fund ? new FigureBasis(measure, fund.Code, from, to, head.LastEntry) { Source = source } : null;
}

/// <summary>What the figures of a fund and those below it are made of.</summary>
/// <param name="fund">The one fund that counts; null for all of the tree.</param>
/// <param name="head">Of the fund on top.</param>
/// <param name="source">Code of the one source that counts; null for all.</param>
/// <param name="isSeedMoney">Only sources of seed money count.</param>
internal sealed class TreeBases(ReportHead head, string? fund = null, string? source = null, bool isSeedMoney = false)
{
    /// <inheritdoc cref="Bases.Before"/>
    public FigureBasis Before(Measure measure) => Of(measure, null, head.Span.First.AddDays(-1));

    /// <inheritdoc cref="Bases.During"/>
    public FigureBasis During(Measure measure) => Of(measure, head.Span.First, head.Span.Last);

    /// <inheritdoc cref="Bases.After"/>
    public FigureBasis After(Measure measure) => Of(measure, null, head.Span.Last);

    /// <summary>Transfers that stay among the funds of the tree, or those that leave it.</summary>
    public FigureBasis Moved(FigurePart part) => During(Measure.Transferred) with { Part = part, Tree = head.Fund!.Code };

    private FigureBasis Of(Measure measure, DateOnly? from, DateOnly to)
    {
        var basis = new FigureBasis(measure, fund ?? head.Fund!.Code, from, to, head.LastEntry) { IsOfTree = fund is null, Source = source };
        return isSeedMoney ? basis.OfSeedMoney() : basis;
    }
}

/// <summary>What the figures of a statutory statement are made of: of one fund, or of all funds of the entity in the currency.</summary>
internal sealed class StatutoryBases(ReportHead head, string entity)
{
    /// <summary>A balance at the end of a day.</summary>
    /// <param name="accounts">Codes; none for every account of the measure.</param>
    public FigureBasis At(Measure measure, DateOnly day, IReadOnlyList<string> accounts) => Of(measure, null, day, accounts);

    /// <summary>What some days moved.</summary>
    /// <inheritdoc cref="At"/>
    public FigureBasis During(Measure measure, DateSpan span, IReadOnlyList<string> accounts) => Of(measure, span.First, span.Last, accounts);

    private FigureBasis Of(Measure measure, DateOnly? from, DateOnly to, IReadOnlyList<string> accounts) =>
        new(measure, head.Fund?.Code, from, to, head.LastEntry) { Entity = head.Fund is null ? entity : null, Currency = head.Fund is null ? head.Currency : null, Accounts = accounts };
}
