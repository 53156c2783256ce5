using FundLedger.Applications;
using FundLedger.Budgets;
using FundLedger.Calendar;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.Outbox;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Spending;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Awards;

/// <summary>Support that is to be awarded.</summary>
/// <param name="Number">Such as <c>2026-1-003</c>; the award is known by it.</param>
/// <param name="Programme">Code of the grant programme whose terms hold.</param>
/// <param name="Round">Code of the round whose budget bears it; null for support decided outside one.</param>
/// <param name="Application">Number of the application; null for support without one.</param>
/// <param name="Own">What the organisation brings; null for nothing.</param>
/// <param name="Parts">What each source bears; null to follow the fund's spending order.</param>
/// <param name="Budget">Null for the application's.</param>
/// <param name="Tranches">Null for the programme's template.</param>
/// <param name="TakesApproval">Each tranche is approved by people before it is released.</param>
/// <param name="Reason">Why this one; kept for good.</param>
/// <param name="Envelope">Code of the envelope of the year's budget it is charged to; null for none.</param>
public sealed record NewAward(
    string Number, string Programme, string? Round, string Organisation, string? Application, string Title, Money Amount, DateOnly On, DateOnly Starts, DateOnly Ends, string Reason,
    Money? Own = null, IReadOnlyList<AwardPart>? Parts = null, IReadOnlyList<AwardLine>? Budget = null, IReadOnlyList<AwardTranche>? Tranches = null, bool TakesApproval = false, string? Envelope = null);

/// <param name="PublicityLast">The last day on which it may be objected to; the day before it was decided where nothing is published.</param>
public sealed record AwardDecided(string Award, EntryId Entry, DateOnly PublicityLast, IReadOnlyList<AwardPart> Parts, bool IsPublished = true);

/// <summary>Decides an award: its money is committed from that moment, and it is published. It may take others: then it is proposed.</summary>
public sealed class DecideAward(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<NewAward, AwardDecided> Kind = new("award", EntryKind.AwardCommitted.Name, SubjectAsync, RunAsync);

    public Task<Outcome<AwardDecided>> RunAsync(Asked asked, NewAward award, CancellationToken stop = default) => database.WriteAsync<AwardDecided>(
        asked.For("award", OperationField.Of("award", GrantJson.Write(award))),
        async tx => await Checked.RefusalForAsync(tx, Kind, award.Amount) is { } notAlone ? notAlone : await RunAsync(tx, award, new Agreed(0, asked.Actor, [])), stop);

    private static async Task<Outcome<AwardDecided>> RunAsync(LedgerTransaction tx, NewAward award, Agreed agreed)
    {
        if (!(await FindAsync(tx, award)).IsDone(out var found, out var refusal)) return refusal;
        var books = await Books.OfAsync(tx);
        var entity = books.Entity(found.Fund.EntityId);
        await Periods.HoldAsync(tx, entity.Id);  // two awards of one round stand in line for its budget
        if (await RefusalForBudgetAsync(tx, found, award) is { } noBudget) return noBudget;
        Budget? budget = null;
        if (award.Envelope is { } envelope && !(await EnvelopeUses.FindAsync(tx, found.Fund, envelope, award.On, award.Amount)).IsDone(out budget, out refusal)) return refusal;
        if (!(await PartsAsync(tx, books, entity, found.Fund, award)).IsDone(out var parts, out refusal)) return refusal;
        if (!TermsOf(award, found, parts).IsDone(out var terms, out refusal)) return refusal;
        if (AwardTermsRules.RefusalFor(terms, found.Fund) is { } badTerms) return badTerms;

        var draft = AwardPosting.Committed(entity, found.Fund, award.Number, $"award/{award.Number}", parts, EntryKind.AwardCommitted, award.On);
        if (!(await Journal.AppendAsync(tx, draft)).IsDone(out var entry, out refusal)) return refusal;
        if (budget is not null) await EnvelopeUses.ChargeAsync(tx, entry, budget, award.Envelope!);
        // Where nothing is published it may be signed at once.
        var publicityLast = found.Terms.PublicityWorkingDays == 0 ? award.On.AddDays(-1) : (await WorkingDays.LoadAsync(tx)).After(award.On, found.Terms.PublicityWorkingDays);
        var id = await AwardStore.InsertAsync(tx, award.Number, found.Fund, found.Programme.Id, found.Round?.Id, found.Organisation.Id, found.Application?.Id, award.Amount, award.On, publicityLast);
        await AwardStore.InsertVersionAsync(tx, id, 1, terms, award.Reason, entry, agreed.Maker, agreed.Proposal == 0 ? null : agreed.Proposal);
        if (found.Application is { } application && await ApplicationStore.MoveAsync(tx, application, ApplicationStatus.Awarded) is { } notMoved) return notMoved;
        await Events.AddAsync(tx, new Happening(EventKind.AwardDecided, award.Number) { Entity = entity.Code, Fund = found.Fund.Code, Organisation = found.Organisation.Code });
        return new AwardDecided(award.Number, entry, publicityLast, terms.Parts, found.Terms.PublicityWorkingDays > 0);
    }

    /// <summary>What an award is decided about.</summary>
    private sealed record Found(GrantProgramme Programme, GrantTerms Terms, GrantRound? Round, Organisation Organisation, GrantApplication? Application, Fund Fund);

    private sealed record Applied(GrantApplication? Found);

    private static async Task<Outcome<Found>> FindAsync(LedgerTransaction tx, NewAward award)
    {
        if (award.Number.Length == 0) return Refusal.Of("award-number", "number", "请填写立项编号。", "Give the award a number.");
        if ((KeptText.AwardNumber.RefusalFor(award.Number, "number") ?? KeptText.Title.RefusalFor(award.Title, "title") ?? KeptText.Reason.RefusalFor(award.Reason, "reason")) is { } badText) return badText;
        if (string.IsNullOrWhiteSpace(award.Title)) return Refusal.Of("award-title", "title", "请填写项目名称。", "Give the project a name.");
        if (string.IsNullOrWhiteSpace(award.Reason)) return Refusal.Of("reason-missing", "reason", "请写明立项理由。", "Say why it is awarded.");
        var books = await Books.OfAsync(tx);
        if (await AwardStore.FindAsync(tx, books, award.Number) is not null)
            return Refusal.Of("award-exists", "number", $"立项编号“{award.Number}”已被使用。", $"There is an award '{award.Number}' already.");
        if (!(await GrantReading.ProgrammeAsync(tx, books, award.Programme)).IsDone(out var programme, out var refusal)) return refusal;
        var fund = programme.Fund;
        if (Amounts.RefusalFor(award.Amount, fund) is { } badAmount) return badAmount;
        GrantRound? round = null;
        if (award.Round is { } code && !(await GrantReading.RoundAsync(tx, books, code)).IsDone(out round, out refusal)) return refusal;
        if (round is not null && round.Programme.Code != programme.Code)
            return Refusal.Of("round-of-another", "round", $"批次 {round.Code} 属于资助计划 {round.Programme.Code}。", $"Round {round.Code} belongs to grant programme {round.Programme.Code}.");
        if (await Directory.FindAsync(tx, award.Organisation) is not { } organisation)
            return Refusal.Of("organisation-unknown", "organisation", $"目录中没有机构“{award.Organisation}”。", $"The directory has no organisation '{award.Organisation}'.");
        if (await Directory.RefusalForAwardAsync(tx, organisation, award.On) is { } notQualified) return notQualified;
        if (!(await ApplicationAsync(tx, award, round, organisation)).IsDone(out var application, out refusal)) return refusal;
        return new Found(programme, round?.Terms ?? programme.Terms, round, organisation, application.Found, fund);
    }

    private static async Task<Outcome<Applied>> ApplicationAsync(LedgerTransaction tx, NewAward award, GrantRound? round, Organisation organisation)
    {
        if (award.Application is not { } number) return new Applied(null);
        if (await ApplicationReading.FindAsync(tx, number) is not { } application)
            return Refusal.Of("application-unknown", "application", $"没有申请“{number}”。", $"There is no application '{number}'.");
        if (application.Organisation.Code != organisation.Code || application.Round.Code != round?.Code)
            return Refusal.Of("application-of-another", "application", $"申请 {number} 不是机构 {organisation.Code} 在本轮次提出的。", $"Application {number} was not made by {organisation.Code} in this round.");
        return new Applied(application);
    }

    /// <summary>Within the round's budget, and the category's cap.</summary>
    private static async Task<Refusal?> RefusalForBudgetAsync(LedgerTransaction tx, Found found, NewAward award)
    {
        if (found.Application is { } application && found.Terms.Category(application.Category)?.Cap is { } cap && award.Amount.MinorUnits > cap.MinorUnits)
            return Refusal.Of("over-cap", "amount", $"类别 {application.Category} 的上限为 {cap.ToGroupedText()}，这里是 {award.Amount.ToGroupedText()}。", $"Category {application.Category} is capped at {cap}; this is {award.Amount}.");
        return found.Round is { } round ? await RefusalForBudgetAsync(tx, round, award.Amount) : null;
    }

    /// <summary>Why a round has not as much of its budget left; asked while its entity's books are held.</summary>
    internal static async Task<Refusal?> RefusalForBudgetAsync(LedgerTransaction tx, GrantRound round, Money more)
    {
        var left = round.Budget - await AwardStore.RoundTotalAsync(tx, round.Id, more.Currency);
        return more.MinorUnits <= left.MinorUnits ? null
            : Refusal.Of("round-budget", "amount",
                $"批次 {round.Code} 的预算还剩 {left.ToGroupedText()}，不足 {more.ToGroupedText()}。请减少金额，或先调整本轮预算。",
                $"Round {round.Code} has {left} of its budget left, less than {more}. Lower the amount, or raise the round's budget first.");
    }

    private static async Task<Outcome<IReadOnlyList<(Source Source, Money Amount)>>> PartsAsync(LedgerTransaction tx, Books books, Entity entity, Fund fund, NewAward award)
    {
        if (award.Parts is { } named) return AwardTermsRules.PartsOf(books, entity, named, award.Amount);
        var positions = await Positions.ListAsync(tx, fund);
        return SpendingPlan.Of(fund, award.Amount, award.On, [.. positions.Select(position => (books.Source(position.SourceId), position.Promisable))]);
    }

    private static Outcome<AwardTerms> TermsOf(NewAward award, Found found, IReadOnlyList<(Source Source, Money Amount)> parts)
    {
        var own = award.Own ?? found.Application?.Own ?? Money.Zero(award.Amount.Currency);
        var rules = found.Terms.CostRules;
        var budget = award.Budget ?? found.Application?.Budget.Select(line => new AwardLine(line.Code, line.Name, line.Kind, line.Requested, line.Own)).ToList()
            ?? [new AwardLine("1", award.Title, CostLineKind.Other, award.Amount, own)];
        IReadOnlyList<AwardTranche> tranches;
        if (award.Tranches is { } named) tranches = named;
        else if (TrancheRules.Amounts(award.Amount, found.Terms.Tranches) is { } amounts)
            tranches = [.. found.Terms.Tranches.Select((tranche, i) => new AwardTranche(i + 1, tranche.Name, amounts[i], tranche.Counts, tranche.Days, tranche.InWorkingDays, null, tranche.Requirements))];
        else return Refusal.Of("tranches-too-small", "amount", $"按计划的批次分配，{award.Amount.ToGroupedText()} 不够每批都有金额。", $"{award.Amount} is too little for every tranche of the programme to get something.");
        return new AwardTerms(
            award.Title.Trim(), award.Amount, own, award.Starts, award.Ends, [.. parts.Select(part => new AwardPart(part.Source.Code, part.Amount))], budget, tranches,
            new AwardRules(found.Terms.PublicShareAtMost, found.Terms.LateIsFail, found.Terms.BarYears, award.TakesApproval, rules.ForbiddenKinds, rules.StaffAtMost));
    }

    /// <summary>What is approved is this award of this application to this organisation: changed in between, the approval counts for nothing.</summary>
    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, NewAward award)
    {
        if (!(await FindAsync(tx, award)).IsDone(out var found, out var refusal)) return refusal;
        var entity = (await Books.OfAsync(tx)).Entity(found.Fund.EntityId);
        var version = ProposalSubject.VersionOf(
            entity.Code, found.Fund.Code, found.Programme.Code, GrantJson.Write(found.Terms), found.Organisation.Code, found.Application?.Number ?? "", found.Application?.Status.ToString() ?? "", $"{found.Application?.SaveNo ?? 0}");
        return new ProposalSubject("award", award.Number, version, new Target(Entity: entity.Code, Fund: found.Fund.Code), award.Amount);
    }
}
