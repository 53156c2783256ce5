using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Programmes;
using FundLedger.Spaces;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Taper;

/// <summary>A plan that is to be agreed with whoever runs a space.</summary>
/// <param name="Number">Such as <c>taper-2026-1</c>; the plan is known by it.</param>
/// <param name="Space">Code of the space.</param>
/// <param name="Reason">Why; kept for good, without names.</param>
public sealed record NewTaperPlan(string Number, string Space, DateOnly On, string Reason, TaperPlanTerms Terms);

/// <param name="Support">Over all periods; nothing of it is promised before its year is approved.</param>
public sealed record TaperPlanAgreed(string Plan, Money Support, string Organisation);

/// <summary>Agrees a plan. Nothing is committed yet: that comes with the approval of each year. It may take others: then it is proposed.</summary>
public sealed class AgreeTaperPlan(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<NewTaperPlan, TaperPlanAgreed> Kind = new("agree-taper", new("签订渐进撤出计划", "Agree a taper plan"), SubjectAsync, RunAsync);

    public Task<Outcome<TaperPlanAgreed>> RunAsync(Asked asked, NewTaperPlan plan, CancellationToken stop = default) => database.WriteAsync<TaperPlanAgreed>(
        asked.For("agree-taper", OperationField.Of("plan", GrantJson.Write(plan))),
        async tx =>
        {
            if (!(await FindAsync(tx, plan)).IsDone(out var found, out var refusal)) return refusal;
            return await Checked.RefusalForAsync(tx, Kind, found.Schedule.Support) is { } notAlone ? notAlone : await RunAsync(tx, plan, new Agreed(0, asked.Actor, []));
        }, stop);

    private sealed record Found(Space Space, SpaceOperator Operator, TaperSchedule Schedule);

    private static async Task<Outcome<TaperPlanAgreed>> RunAsync(LedgerTransaction tx, NewTaperPlan wanted, Agreed agreed)
    {
        if (!(await FindAsync(tx, wanted)).IsDone(out var found, out var refusal)) return refusal;
        var id = await TaperStore.InsertAsync(tx, wanted.Number, found.Space.Id, found.Space.Fund, found.Operator.OrganisationId, wanted.On);
        await TaperStore.InsertVersionAsync(tx, id, 1, 1, wanted.Terms with { Title = wanted.Terms.Title.Trim() }, wanted.Reason.Trim(), null, agreed.Maker, agreed.Proposal);
        await AuditTrail.AddAsync(tx, AuditNote.Done("agree-taper", "taper", wanted.Number, $"{wanted.Space} {found.Schedule.Support}"));
        return new TaperPlanAgreed(wanted.Number, found.Schedule.Support, found.Operator.Organisation);
    }

    private static async Task<Outcome<Found>> FindAsync(LedgerTransaction tx, NewTaperPlan wanted)
    {
        if (wanted.Number.Length == 0) return Refusal.Of("taper-number", "number", "请填写计划编号。", "Give the plan a number.");
        if ((KeptText.PlanNumber.RefusalFor(wanted.Number, "number") ?? TaperPlanRules.RefusalForReason(wanted.Reason)) is { } badText) return badText;
        if (wanted.Number.Contains('/')) return Refusal.Of("taper-number", "number", $"计划编号“{wanted.Number}”不能含斜线。", $"The plan's number '{wanted.Number}' has no slash in it.");
        if (wanted.On > tx.Today) return Refusal.Of("date-in-future", "on", $"日期 {wanted.On.ToIso()} 晚于今天（{tx.Today.ToIso()}）。", $"{wanted.On.ToIso()} is after today ({tx.Today.ToIso()}).");
        var books = await Books.OfAsync(tx);
        if (await SpaceReading.FindAsync(tx, books, wanted.Space) is not { } space) return Refusal.Of("space-unknown", "space", $"没有社区空间“{wanted.Space}”。", $"There is no space '{wanted.Space}'.");
        await Periods.HoldAsync(tx, space.Fund.EntityId);  // two plans of one space stand in line
        if (await TaperStore.FindAsync(tx, books, wanted.Number) is not null) return Refusal.Of("taper-exists", "number", $"计划编号“{wanted.Number}”已被使用。", $"There is a plan '{wanted.Number}' already.");
        if (space.ClosedOn is { } closed) return Refusal.Of("space-closed", "space", $"空间 {space.Code} 已于 {closed.ToIso()} 关闭。", $"Space {space.Code} was closed on {closed.ToIso()}.");
        if (space.Operator is not { } runner) return Refusal.Of("space-without-operator", "space", $"空间 {space.Code} 没有运营方，请先指定。", $"Nobody runs space {space.Code}: appoint an operator first.");
        if (await Directory.RefusalForAwardAsync(tx, (await Directory.FindAsync(tx, runner.Organisation))!, wanted.On) is { } notQualified) return notQualified;
        if (TaperPlanRules.RefusalFor(wanted.Terms, books, space.Fund) is { } badTerms) return badTerms;
        if (!TaperSchedule.Of(wanted.Terms.Terms, wanted.Terms.Parts).IsDone(out var schedule, out var refusal)) return refusal;
        if (schedule.Support.IsPositive && wanted.Terms.Parts.Count == 0) return Refusal.Of("taper-sources", "sources", "请写明资金来源和先后。", "Name the sources and their order.");
        foreach (var other in (await TaperStore.ListAsync(tx, books)).Where(plan => plan.SpaceId == space.Id && plan.Status == TaperPlanStatus.Agreed))
            if (other.Terms.Terms.Start <= schedule.Periods[^1].Last && schedule.Terms.Start <= other.LastDay)
                return Refusal.Of("taper-overlap", "start", $"空间 {space.Code} 的计划 {other.Number}（{other.Terms.Terms.Start.ToIso()} 至 {other.LastDay.ToIso()}）与本计划重叠。请先终止它，或另选起始日。",
                    $"Plan {other.Number} of space {space.Code} runs from {other.Terms.Terms.Start.ToIso()} to {other.LastDay.ToIso()}, at the same time as this one. End it first, or start later.");
        return new Found(space, runner, schedule);
    }

    /// <summary>What is approved is this plan with this operator: changed in between, the approval counts for nothing.</summary>
    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, NewTaperPlan wanted)
    {
        if (!(await FindAsync(tx, wanted)).IsDone(out var found, out var refusal)) return refusal;
        return new ProposalSubject(
            "taper", wanted.Number, ProposalSubject.VersionOf(found.Space.Code, found.Space.Fund.Code, found.Operator.Organisation, $"{found.Operator.No}"), Target.Of(found.Space.Fund, await Books.OfAsync(tx)), found.Schedule.Support);
    }
}

/// <summary>What an approval about a plan was given to.</summary>
internal static class TaperSubjects
{
    internal static async Task<ProposalSubject> OfAsync(LedgerTransaction tx, TaperPlan plan, Money? amount, params IEnumerable<string> more) => new(
        "taper", plan.Number, ProposalSubject.VersionOf([plan.Number, $"{plan.Version}", $"{plan.Status}", $"{plan.ApprovedYears.Count}", plan.ReviewOpenedOn?.ToIso() ?? "", .. more]), Target.Of(plan.Fund, await Books.OfAsync(tx)), amount);
}
