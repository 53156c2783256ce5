using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.Spaces;
using FundLedger.Voice;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Taper;

/// <summary>Reads plans with their periods and all that belongs to them.</summary>
public static class TaperReading
{
    /// <summary>The last agreed first.</summary>
    public static Task<IReadOnlyList<TaperPlan>> ListAsync(LedgerReader reader, Books books) => TaperStore.ListAsync(reader, books);

    /// <summary>The plan of this number, or null.</summary>
    public static Task<TaperPlan?> FindAsync(LedgerReader reader, Books books, string number) => TaperStore.FindAsync(reader, books, number);

    public static Task<IReadOnlyList<TaperYear>> YearsAsync(LedgerReader reader, TaperPlan plan) => TaperStore.YearsAsync(reader, plan);

    public static Task<IReadOnlyList<TaperReview>> ReviewsAsync(LedgerReader reader, TaperPlan plan) => TaperStore.ReviewsAsync(reader, plan);

    /// <summary>What a plan that is over came to; null for one that runs.</summary>
    public static Task<TaperClosing?> ClosingAsync(LedgerReader reader, TaperPlan plan) => TaperStore.ClosingAsync(reader, plan);

    /// <summary>What of it is promised and not released, source by source.</summary>
    public static Task<IReadOnlyList<(Source Source, Money Amount)>> CommittedAsync(LedgerReader reader, Books books, TaperPlan plan) => OpenParts.OfAsync(reader, books, plan.Fund, plan.Subject, AccountRole.Committed);

    /// <summary>Every period, with what became of it and what stands against it on a day.</summary>
    public static async Task<IReadOnlyList<TaperPeriodAtWork>> PeriodsAsync(LedgerReader reader, Books books, TaperPlan plan, DateOnly day) =>
        WithFacts(plan, await TaperStore.PeriodsAsync(reader, plan), await FactsAsync(reader, books, plan, day), day);

    /// <summary>All plans, the last agreed first, with their periods: so many queries for however many plans.</summary>
    public static async Task<IReadOnlyList<(TaperPlan Plan, IReadOnlyList<TaperPeriodAtWork> Periods)>> AtWorkAsync(LedgerReader reader, Books books, DateOnly day)
    {
        var plans = await TaperStore.ListAsync(reader, books);
        var periods = await TaperStore.PeriodsAsync(reader, plans.ToDictionary(plan => plan.Id));
        var facts = await AllFactsAsync(reader, books, day);
        return [.. plans.Select(plan => (plan, WithFacts(plan, [.. periods[plan.Id]], facts(plan), day)))];
    }

    internal static async Task<TaperFacts> FactsAsync(LedgerReader reader, Books books, TaperPlan plan, DateOnly day)
    {
        var space = (await SpaceReading.FindAsync(reader, books, plan.Space))!;
        return new TaperFacts(
            space, [.. (await SpaceReading.OperatorsAsync(reader, space)).Select(term => term.Operator)], OperatingResults.Accepted(await OperatingResults.OfAsync(reader, books, space)),
            [.. (await Surveys.PublishedAsync(reader))[(VoiceSubject.Space, plan.Space)]], await Directory.StandingAsync(reader, (await Directory.FindAsync(reader, plan.Organisation))!, day));
    }

    /// <summary>The same of every plan.</summary>
    internal static async Task<Func<TaperPlan, TaperFacts>> AllFactsAsync(LedgerReader reader, Books books, DateOnly day)
    {
        var spaces = (await SpaceReading.ListAsync(reader, books)).ToDictionary(space => space.Id);
        var operators = await SpaceReading.AllOperatorsAsync(reader);
        var results = await OperatingResults.AcceptedAsync(reader, books);
        var surveys = await Surveys.PublishedAsync(reader);
        var rules = await DirectoryRules.LoadAsync(reader);
        var standings = (await Directory.AllFactsAsync(reader)).ToDictionary(one => one.Organisation.Id, one => Standing.On(one, rules, day));
        return plan => new TaperFacts(
            spaces[plan.SpaceId], [.. operators[plan.SpaceId].Select(term => term.Operator)], [.. results[plan.SpaceId]], [.. surveys[(VoiceSubject.Space, plan.Space)]], standings[plan.OrganisationId]);
    }

    internal static DateOnly DueOn(TaperPlan plan, TaperPeriod period) => period.Last.AddDays(plan.TermsOf(period.No).DueDays);

    private static IReadOnlyList<TaperPeriodAtWork> WithFacts(TaperPlan plan, IReadOnlyList<PromisedPeriod> promised, TaperFacts facts, DateOnly day)
    {
        var byNo = promised.ToDictionary(period => period.No);
        var zero = Money.Zero(plan.Fund.Currency);
        return [.. plan.Schedule.Periods.Select(period =>
        {
            var row = byNo.GetValueOrDefault(period.No);
            var result = TaperRules.ResultOf(period, facts.Results);
            var against = row is { IsSettled: false } ? TaperRules.Against(plan, period, row.HeldWhy, facts) : [];
            return new TaperPeriodAtWork(
                plan, period, row?.DueOn ?? DueOn(plan, period), StateOf(plan, row, against, day), against, row?.Actual ?? result?.Eligible, result?.Revenue, TaperRules.SurveyOf(period, facts.Surveys)?.Content,
                row?.Support, row?.Lapsed, row?.Entry, row?.ReleasedOn, row?.Owed ?? zero, row is null ? zero : row.Borne - row.Owed);
        })];
    }

    private static TaperPeriodState StateOf(TaperPlan plan, PromisedPeriod? row, IReadOnlyList<(string Code, Bilingual Why)> against, DateOnly day) => row switch
    {
        null => plan.Status == TaperPlanStatus.Agreed ? TaperPeriodState.Planned : TaperPeriodState.Cancelled,
        { Status: TaperPeriodStatus.Cancelled } => TaperPeriodState.Cancelled,
        { Status: TaperPeriodStatus.Lapsed } => TaperPeriodState.Lapsed,
        { Status: TaperPeriodStatus.Released, Owed.IsZero: true } => TaperPeriodState.Paid,
        { Status: TaperPeriodStatus.Released } => row.HasFailed ? TaperPeriodState.Failed : TaperPeriodState.Payable,
        { HeldWhy: not null } => TaperPeriodState.Held,
        _ when row.DueOn > day => TaperPeriodState.Committed,
        _ => against.Count > 0 ? TaperPeriodState.Held : TaperPeriodState.Due,
    };
}
