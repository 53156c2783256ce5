using FundLedger.Applications;
using FundLedger.Auditing.Queries;
using FundLedger.Awards;
using FundLedger.Blueprints;
using FundLedger.Disclosure;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Reviews;
using FundLedger.Spaces;
using FundLedger.Taper;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Worklist;

/// <summary>What waits for whom, across the program: read from what is there each time, and stored nowhere. So many queries for however many awards.</summary>
public static class WorkQueue
{
    /// <summary>Reports and evaluations are asked for so many days before the tranche that waits for them.</summary>
    public const int DaysAhead = 30;

    /// <summary>Gifts recorded longer ago than so many days are looked for under Receipts, not here.</summary>
    private const int ReceiptDays = 92;

    private static readonly SqlFile ListApplications = new("worklist/list_open_applications");
    private static readonly SqlFile ListObjections = new("worklist/list_open_objections");
    private static readonly SqlFile CountLines = new("worklist/count_open_lines");
    private static readonly SqlFile CountFeedback = new("worklist/count_open_feedback");
    private static readonly SqlFile CountGifts = new("worklist/count_gifts_without_receipt");

    /// <summary>By role and kind; what is due first comes first.</summary>
    /// <param name="grants">All of the person's, as far as they may act with them now.</param>
    /// <param name="moment">Now, in microseconds.</param>
    public static async Task<IReadOnlyList<WorkItem>> OfAsync(LedgerReader reader, Books books, string person, IReadOnlyList<Grant> grants, long moment)
    {
        var who = new Whose(books, person, grants, Moments.DayInShanghai(moment), moment);
        var items = new List<WorkItem>();
        items.AddRange((await ApprovalQueue.OfAsync(reader, person, moment)).Select(waiting => Of(waiting.Proposal)));
        if (who.MaySomewhere(Permission.Review)) items.AddRange(await ReviewsAsync(reader, who));
        var (manages, acts) = (who.MaySomewhere(Permission.RecordMoney), who.MaySomewhere(Permission.EditOrganisation) || who.MaySomewhere(Permission.CertifyOrganisation));
        if (acts || manages || who.MaySomewhere(Permission.ReadOrganisation)) items.AddRange(await ApplicationsAsync(reader, who));
        if (acts || manages)
        {
            items.AddRange(await AwardsAsync(reader, who));
            items.AddRange(await OrganisationsAsync(reader, who));
            items.AddRange(await SpacesAsync(reader, who));
            items.AddRange((await TaperReading.AtWorkAsync(reader, books, who.Today)).Where(one => one.Plan.Status == TaperPlanStatus.Agreed).SelectMany(one => OfPlan(one.Plan, one.Periods, who)));
        }

        if (manages) items.AddRange([.. await ObjectionsAsync(reader, who), .. await ClawbacksAsync(reader, who), .. await LinesAsync(reader, who), .. await GiftsAsync(reader, who), .. await FeedbackAsync(reader, who), .. await DisclosuresAsync(reader, who)]);
        if (manages || who.MaySomewhere(Permission.Audit)) items.AddRange((await AuditQueries.ListAsync(reader, books)).SelectMany(query => OfQuery(query, who)));
        return [.. items.OrderBy(item => item.Desk).ThenBy(item => item.Kind).ThenBy(item => item.DueOn ?? DateOnly.MaxValue).ThenBy(item => item.Since).ThenBy(item => item.Subject, StringComparer.Ordinal).ThenBy(item => item.Part)];
    }

    private static WorkItem Of(Proposal proposal) =>
        new(WorkKind.Approval, $"{proposal.Id}", proposal.Kind, Moments.DayInShanghai(proposal.ProposedAt), Moments.DayInShanghai(proposal.ExpiresAt), Amount: proposal.Amount, Why: Bilingual.Same(proposal.TargetId));

    /// <summary>As they are open to the expert: what a conflict shut, known or found just now, is not there.</summary>
    private static async Task<IReadOnlyList<WorkItem>> ReviewsAsync(LedgerReader reader, Whose who)
    {
        if (await ReviewReading.FindExpertAsync(reader, who.Person) is not { } expert) return [];
        var items = new List<WorkItem>();
        foreach (var assignment in (await ReviewReading.AssignmentsAsync(reader, "", expert)).Where(one => one.Status.IsWaiting()))  // at most as many as an expert takes
            if (await ReviewReading.OpenAsync(reader, who.Person, assignment.Id, who.Today) is { } open)
                items.Add(new WorkItem(WorkKind.Review, $"{assignment.Id}", open.Title, Moments.DayInShanghai(assignment.AssignedAt), Why: assignment.Status.Name()));
        return items;
    }

    private static async Task<IEnumerable<WorkItem>> ApplicationsAsync(LedgerReader reader, Whose who) =>
        from row in await reader.QueryAsync<ApplicationRow>(ListApplications, new { person_id = who.Person })
        let kind = KindOf(row, who)
        where kind is not null
        let isOpen = kind is WorkKind.ApplicationToWrite or WorkKind.ApplicationToChange
        select new WorkItem(
            kind.Value, row.Number, row.OrganisationName, Moments.DayInShanghai(row.Since), isOpen ? Moments.DayInShanghai(row.DeadlineAt) : null, Amount: new Money(row.RequestedMinor, Currency.Of(row.Currency)),
            Why: row.Title.Length > 0 ? Bilingual.Same(row.Title) : null);

    private static WorkKind? KindOf(ApplicationRow row, Whose who)
    {
        var status = StoredWords.Read<ApplicationStatus>(row.Status);
        if (!status.IsOpen()) return !who.Manages(who.Books.Fund(row.FundId)) ? null : status == ApplicationStatus.Submitted ? WorkKind.ApplicationToCheck : WorkKind.ApplicationToDecide;
        if (row.DeadlineAt <= who.Moment) return null;
        var writes = who.ActsFor(row.OrganisationCode) || (row.MemberRole == "editor" && who.MaySomewhere(Permission.ReadOrganisation));
        return !writes ? null : status == ApplicationStatus.Draft ? WorkKind.ApplicationToWrite : WorkKind.ApplicationToChange;
    }

    private static async Task<IEnumerable<WorkItem>> AwardsAsync(LedgerReader reader, Whose who)
    {
        var work = await AwardsAtWork.OpenAsync(reader, who.Books, who.Today, who.Today.AddDays(DaysAhead));
        return [.. work.Awards.SelectMany(award => OfAgreement(award, who)), .. work.Tranches.SelectMany(one => OfTranche(one, who)),
            .. work.Reports.Where(report => who.Manages(report.Award.Fund)).Select(report => new WorkItem(WorkKind.ReportToDecide, report.Award.Number, report.Award.OrganisationName, report.SubmittedOn, Part: report.Number))];
    }

    private static IEnumerable<WorkItem> OfAgreement(Award award, Whose who)
    {
        if (award.StageOn(who.Today) is not (AwardStage.ToSign or AwardStage.ToSignAgain)) yield break;
        var since = award.Status == AwardStatus.Decided ? award.PublicityLast.AddDays(1) : award.SignedOn ?? award.DecidedOn;
        if (who.Manages(award.Fund)) yield return new WorkItem(WorkKind.AgreementToSign, award.Number, award.OrganisationName, since, Amount: award.Amount);
        if (who.CertifiesFor(award.Organisation)) yield return new WorkItem(WorkKind.AgreementToAccept, award.Number, award.OrganisationName, since, Amount: award.Amount);
    }

    private static IEnumerable<WorkItem> OfTranche(TrancheAtWork one, Whose who)
    {
        var (award, tranche, due) = (one.Award, one.Tranche, one.Tranche.DueOn);
        WorkItem Item(WorkKind kind, DateOnly since, Money? amount = null, Bilingual? why = null) => new(kind, award.Number, award.OrganisationName, since, due, tranche.No, amount, why);
        var isReportMissing = one.IsHeldBy("report-missing", "report-returned");
        if (who.ActsFor(award.Organisation) && isReportMissing) yield return Item(WorkKind.ReportToHandIn, AskedSince(one), why: one.Holds.First(hold => hold.Code.StartsWith("report-", StringComparison.Ordinal)).Why);
        if (!who.Manages(award.Fund)) yield break;
        if (one.IsHeldBy("evaluation-missing", "conditions-open")) yield return Item(WorkKind.Evaluation, AskedSince(one), why: one.Holds.First(hold => hold.Code is "evaluation-missing" or "conditions-open").Why);
        switch (one.StateOn(who.Today))
        {
            case TrancheState.Held:
                yield return Item(WorkKind.TrancheHeld, Earlier(due, who.Today), tranche.Amount, one.Why);
                break;
            case TrancheState.Due when award.Terms.Rules.TakesApproval:
                yield return Item(WorkKind.TrancheToApprove, Earlier(due, who.Today), tranche.Amount);
                break;
            case TrancheState.Payable or TrancheState.Failed:
                yield return Item(WorkKind.TrancheToPay, tranche.ReleasedOn!.Value, tranche.Owed, one.Tranche.HasFailed ? new("银行没有付出或已退回", "the bank did not pay it, or brought it back") : null);
                break;
        }
    }

    private static IEnumerable<WorkItem> OfPlan(TaperPlan plan, IReadOnlyList<TaperPeriodAtWork> periods, Whose who)
    {
        WorkItem Item(WorkKind kind, DateOnly since, DateOnly? due = null, int? part = null, Money? amount = null, Bilingual? why = null) => new(kind, plan.Number, plan.SpaceName, since, due, part, amount, why);
        if (!who.Manages(plan.Fund)) yield break;
        foreach (var one in periods)
        {
            if (one.State == TaperPeriodState.Held)
                yield return Item(WorkKind.TaperHeld, Earlier(one.DueOn, who.Today), one.DueOn, one.Period.No, one.Period.Support, new(string.Join("；", one.Why.Select(why => why.Why.Zh)), string.Join("; ", one.Why.Select(why => why.Why.En))));
            else if (one.State is TaperPeriodState.Payable or TaperPeriodState.Failed)
                yield return Item(WorkKind.TaperToPay, one.ReleasedOn!.Value, one.DueOn, one.Period.No, one.Owed, one.State == TaperPeriodState.Failed ? new("银行没有付出或已退回", "the bank did not pay it, or brought it back") : null);
        }

        if (plan.ReviewOpenedOn is { } opened) yield return Item(WorkKind.TaperReview, opened);
        var next = plan.ApprovedYears.Count + 1;
        if (next <= plan.Schedule.Terms.Years && plan.Schedule.Periods.First(period => period.Year == next).First is var begins && begins <= who.Today.AddDays(DaysAhead))
            yield return Item(WorkKind.TaperYear, Earlier(begins.AddDays(-DaysAhead), who.Today), begins, next, plan.Schedule.SupportOf(next));
    }

    /// <summary>What a milestone waits for is asked for from the signing on.</summary>
    private static DateOnly AskedSince(TrancheAtWork one) => one.Tranche.DueOn?.AddDays(-DaysAhead) ?? one.Award.SignedOn ?? one.Award.DecidedOn;

    private static DateOnly Earlier(DateOnly? day, DateOnly today) => day is { } known && known < today ? known : today;

    private static async Task<IEnumerable<WorkItem>> OrganisationsAsync(LedgerReader reader, Whose who)
    {
        var rules = await DirectoryRules.LoadAsync(reader);
        var (items, keeps) = (new List<WorkItem>(), who.MayEverywhere(Permission.RecordMoney));
        foreach (var facts in await Directory.AllFactsAsync(reader))
        {
            var (code, name, standing) = (facts.Organisation.Code, facts.Organisation.Name, Standing.On(facts, rules, who.Today));
            if (keeps)
                items.AddRange(facts.Qualifications.Where(document => document.Check is null).Select(document => new WorkItem(WorkKind.DocumentToVerify, code, name, Moments.DayInShanghai(document.RecordedAt), Why: document.Kind.Name())));
            var end = standing.QualifiedUntil ?? Standing.LastQualifiedBefore(facts, rules, who.Today);
            if (standing.Status is not (OrganisationStatus.RenewalDue or OrganisationStatus.Lapsed) || end is not { } endsOn) continue;
            var opened = endsOn.AddDays(-rules.OpensBefore);
            if (keeps && standing.Status == OrganisationStatus.RenewalDue) items.Add(new WorkItem(WorkKind.RenewalDue, code, name, Earlier(opened, who.Today), endsOn));
            if (who.ActsFor(code)) items.Add(new WorkItem(WorkKind.OwnRenewal, code, name, Earlier(opened, who.Today), endsOn));
        }

        return items;
    }

    private static async Task<IEnumerable<WorkItem>> SpacesAsync(LedgerReader reader, Whose who)
    {
        var spaces = await SpaceReading.ListAsync(reader, who.Books);
        if (spaces.Count == 0) return [];
        var results = await OperatingResults.AllAsync(reader, spaces);
        var blueprints = await BlueprintReading.NewestAsync(reader, spaces);
        return [.. spaces.SelectMany(space => OfSpace(space, [.. results[space.Id]], who)),
            .. from space in spaces
               where space.ClosedOn is null && who.Manages(space.Fund) && blueprints.TryGetValue(space.Id, out var newest) && BlueprintRules.IsDue(newest, who.Today)
               select new WorkItem(WorkKind.BlueprintDue, space.Code, space.Name, new DateOnly(who.Today.Year, 1, 1))];
    }

    /// <summary>What the managers of a fund, or of the whole entity, are to publish: as the calendar has it, whether anybody was reminded or not.</summary>
    private static async Task<IEnumerable<WorkItem>> DisclosuresAsync(LedgerReader reader, Whose who) =>
        from work in await DisclosureReading.DueAsync(reader, who.Books, RemindDisclosures.Around(who.Today))
        where work.IsOpen && who.May(Permission.RecordMoney, DisclosureRules.TargetOf(work.Item))
        let stage = RemindDisclosures.StagesOn(work.Item.DueOn, who.Today).Last().Name()
        select new WorkItem(
            WorkKind.DisclosureDue, work.Item.Key, work.Item.Fund?.Name ?? work.Item.Entity.Name, work.Item.DueOn.AddDays(-RemindDisclosures.DaysAhead), work.Item.DueOn,
            Why: new($"{work.Item.NameInText.Zh}：{stage.Zh}", $"{work.Item.NameInText.En}: {stage.En}"));

    private static IEnumerable<WorkItem> OfSpace(Space space, IReadOnlyList<OperatingResult> results, Whose who)
    {
        var (manages, acts) = (who.Manages(space.Fund), space.Operator is { } running && who.ActsFor(running.Organisation));
        WorkItem Item(WorkKind kind, DateOnly since, DateOnly first, DateOnly last, DateOnly? due = null) => new(kind, space.Code, space.Name, since, due, Why: Bilingual.Same($"{first.ToIso()} – {last.ToIso()}"));
        foreach (var newest in results.GroupBy(result => (result.Figures.First, result.Figures.Last)).Select(versions => versions.MaxBy(result => result.Figures.Version)!))
        {
            var (first, last) = (newest.Figures.First, newest.Figures.Last);
            if (newest.Decision is null && manages) yield return Item(WorkKind.ResultToDecide, newest.SubmittedOn, first, last);
            var isReportedOtherwise = results.Any(other => other.Decision != ResultDecision.Returned && other.Figures.First <= last && other.Figures.Last >= first && (other.Figures.First, other.Figures.Last) != (first, last));
            if (newest.Decision == ResultDecision.Returned && acts && space.Operator!.From <= last && !isReportedOtherwise) yield return Item(WorkKind.ResultToMend, newest.DecidedOn!.Value, first, last);
        }

        if (!manages && !acts) yield break;
        foreach (var period in DuePeriods.Of(space, results, who.Today))
        {
            if (acts) yield return Item(WorkKind.ResultToReport, period.Last.AddDays(1), period.First, period.Last, period.DueOn);
            if (manages && period.DueOn < who.Today) yield return Item(WorkKind.ResultMissing, period.DueOn.AddDays(1), period.First, period.Last, period.DueOn);
        }
    }

    private static async Task<IEnumerable<WorkItem>> ObjectionsAsync(LedgerReader reader, Whose who)
    {
        var rows = await reader.QueryAsync<ObjectionRow>(ListObjections);
        return rows.Where(row => who.Manages(who.Books.Fund(row.FundId))).Select(row => new WorkItem(WorkKind.Objection, row.Number, row.OrganisationName, IsoDates.Read(row.RaisedOn), Count: (int)row.HowMany));
    }

    private static async Task<IEnumerable<WorkItem>> ClawbacksAsync(LedgerReader reader, Whose who)
    {
        var overdue = (await AwardReading.ClawbacksAsync(reader)).Where(claim => claim.OverdueOn(who.Today).IsPositive).ToList();
        if (overdue.Count == 0) return [];
        var awards = (await AwardReading.ListAsync(reader, who.Books)).ToDictionary(award => award.Number);
        return from claim in overdue
            let award = awards[claim.Award]
            where who.Manages(award.Fund)
            let since = who.Today.AddDays(-claim.OverdueDaysOn(who.Today))
            select new WorkItem(WorkKind.ClawbackOverdue, claim.Award, award.OrganisationName, since, since, claim.No, claim.OverdueOn(who.Today));
    }

    private static async Task<IEnumerable<WorkItem>> LinesAsync(LedgerReader reader, Whose who) =>
        from row in await reader.QueryAsync<LinesRow>(CountLines)
        where who.May(Permission.RecordMoney, new Target(who.Books.Entity(row.EntityId).Code))
        select new WorkItem(WorkKind.StatementLines, row.Code, "", IsoDates.Read(row.Since), Count: (int)row.HowMany);

    private static async Task<IEnumerable<WorkItem>> GiftsAsync(LedgerReader reader, Whose who) =>
        from row in await reader.QueryAsync<CountedRow>(CountGifts, new { since = who.Moment - (ReceiptDays * TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond) })
        let fund = who.Books.Fund(row.FundId)
        where who.Manages(fund)
        select new WorkItem(WorkKind.Receipts, fund.Code, fund.Name, IsoDates.Read(row.Since), Count: (int)row.HowMany);

    private static async Task<IEnumerable<WorkItem>> FeedbackAsync(LedgerReader reader, Whose who) =>
        from row in await reader.QueryAsync<CountedRow>(CountFeedback)
        let fund = who.Books.Fund(row.FundId)
        where who.Manages(fund)
        select new WorkItem(WorkKind.Feedback, fund.Code, fund.Name, IsoDates.Read(row.Since), Count: (int)row.HowMany);

    private static IEnumerable<WorkItem> OfQuery(AuditQuery query, Whose who)
    {
        WorkItem Item(WorkKind kind) => new(kind, $"{query.Id}", query.Fund?.Code ?? query.Entity.Code, query.Events[^1].On, query.State == QueryState.Open ? query.DueOn : null, Why: query.About.Name());
        if (query.State == QueryState.Open && who.May(Permission.RecordMoney, query.Target)) yield return Item(WorkKind.QueryToAnswer);
        if (query.State == QueryState.Answered && who.May(Permission.Audit, query.Target)) yield return Item(WorkKind.QueryAnswered);
    }

    /// <summary>The one whose work it is.</summary>
    private sealed record Whose(Books Books, string Person, IReadOnlyList<Grant> Grants, DateOnly Today, long Moment)
    {
        internal bool May(Permission act, Target target) => Authority.MayDo(Grants, act, target, Today);

        internal bool MaySomewhere(Permission act) => Authority.MayDoSomewhere(Grants, act, Today);

        internal bool MayEverywhere(Permission act) => May(act, Target.WholeLedger);

        internal bool Manages(Fund fund) => May(Permission.RecordMoney, Target.Of(fund, Books));

        internal bool ActsFor(string organisation) => May(Permission.EditOrganisation, new Target(Organisation: organisation)) || CertifiesFor(organisation);

        internal bool CertifiesFor(string organisation) => May(Permission.CertifyOrganisation, new Target(Organisation: organisation));
    }

    private sealed record ApplicationRow
    {
        public string Number { get; init; } = "";
        public string Status { get; init; } = "";
        public string Title { get; init; } = "";
        public string Currency { get; init; } = "";
        public long RequestedMinor { get; init; }
        public long FundId { get; init; }
        public string OrganisationCode { get; init; } = "";
        public string OrganisationName { get; init; } = "";
        public long DeadlineAt { get; init; }
        public string? MemberRole { get; init; }
        public long Since { get; init; }
    }

    private sealed record ObjectionRow
    {
        public string Number { get; init; } = "";
        public long FundId { get; init; }
        public string OrganisationName { get; init; } = "";
        public string RaisedOn { get; init; } = "";
        public long HowMany { get; init; }
    }

    private sealed record LinesRow
    {
        public string Code { get; init; } = "";
        public long EntityId { get; init; }
        public string Since { get; init; } = "";
        public long HowMany { get; init; }
    }

    private sealed record CountedRow
    {
        public long FundId { get; init; }
        public string Since { get; init; } = "";
        public long HowMany { get; init; }
    }
}
