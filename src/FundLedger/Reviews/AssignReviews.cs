using FundLedger.Applications;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Programmes;

namespace FundLedger.Reviews;

/// <param name="Short">Numbers of applications for which too few experts could be found.</param>
/// <param name="Conflicts">How many conflicts were found that were not known.</param>
public sealed record ReviewsAssigned(int Applications, int Reviews, int Conflicts, IReadOnlyList<string> Short);

/// <summary>Gives each application of a closed round to as many experts as its terms ask for, by field and load, after looking for conflicts.</summary>
public sealed class AssignReviews(Database database)
{
    private sealed record Assigned(string Number, int Reviews, int Conflicts, bool IsShort);

    /// <summary>Run it again as experts join or drop out, under another key: only what is missing is given. Each application is one operation, so it may be broken off anywhere.</summary>
    public async Task<Outcome<ReviewsAssigned>> RunAsync(Asked asked, string round, CancellationToken stop = default)
    {
        if (await database.ReadAsync(reader => KeysUsed.IsUsedAsync(reader, asked.Key), stop)) return await KeepAsync(asked, round, new ReviewsAssigned(0, 0, 0, []), stop);
        var found = await database.ReadAsync(async reader => (Round: await GrantReading.RoundAsync(reader, await Books.LoadAsync(reader), round), Applications: await ApplicationReading.ListAsync(reader, round)), stop);
        if (!found.Round.IsDone(out _, out var refusal)) return refusal;
        var (reviews, conflicts, shorts, done) = (0, 0, new List<string>(), 0);
        foreach (var application in found.Applications.Where(application => application.Status is ApplicationStatus.Submitted or ApplicationStatus.InReview))
        {
            if (!(await AssignAsync(new Asked($"{asked.Key}/{application.Id}", asked.Actor), application.Number, stop)).IsDone(out var one, out refusal)) return refusal;
            (done, reviews, conflicts) = (done + 1, reviews + one.Reviews, conflicts + one.Conflicts);
            if (one.IsShort) shorts.Add(one.Number);
        }

        return await KeepAsync(asked, round, new ReviewsAssigned(done, reviews, conflicts, shorts), stop);
    }

    /// <summary>Keeps the answer under the key of the whole; the first one is answered where there is one.</summary>
    private Task<Outcome<ReviewsAssigned>> KeepAsync(Asked asked, string round, ReviewsAssigned answer, CancellationToken stop) =>
        database.WriteAsync<ReviewsAssigned>(asked.For("assign-reviews", OperationField.Of("round", round)), _ => Task.FromResult<Outcome<ReviewsAssigned>>(answer), stop);

    private Task<Outcome<Assigned>> AssignAsync(Asked asked, string number, CancellationToken stop) => database.WriteAsync<Assigned>(
        asked.For("assign-reviews", OperationField.Of("application", number)),
        async tx =>
        {
            if (!(await HoldAsync(tx, number)).IsDone(out var application, out var refusal)) return refusal;
            var experts = await ReviewReading.ExpertsAsync(tx);
            var conflicts = await ReviewStore.KeepAsync(tx, application, await ConflictFinder.FindAsync(tx, application, experts, tx.Today));
            var all = await ReviewReading.AssignmentsAsync(tx);
            var own = all.Where(assignment => assignment.Application == application.Id).ToList();
            var shut = (await ReviewReading.ConflictsAsync(tx, application)).Select(conflict => conflict.Expert).Concat(own.Select(assignment => assignment.Expert)).ToHashSet();
            var loads = all.Where(assignment => assignment.Status.IsWaiting()).ToLookup(assignment => assignment.Expert);
            var wanted = application.Terms.ReviewsEach - own.Count(assignment => assignment.Status.IsWaiting() || assignment.Status == ReviewStatus.Submitted);
            var chosen = ReviewPlan.Choose(application.Category, experts.Select(expert => new AvailableExpert(expert, loads[expert.Id].Count())), shut, wanted, tx.Today);
            foreach (var expert in chosen) await ReviewStore.AssignAsync(tx, application, expert, null);
            if (application.Status == ApplicationStatus.Submitted && await ApplicationStore.MoveAsync(tx, application, ApplicationStatus.InReview) is { } notMoved) return notMoved;
            return new Assigned(number, chosen.Count, conflicts, chosen.Count < wanted);
        }, stop);

    /// <summary>Held, once its round has closed and it has been handed in.</summary>
    internal static async Task<Outcome<GrantApplication>> HoldAsync(LedgerTransaction tx, string number)
    {
        if (!(await ApplicationStore.HoldToManageAsync(tx, number)).IsDone(out var application, out var refusal)) return refusal;
        if (application.Round.StateAt(tx.RecordedAt) != RoundState.Closed)
            return Refusal.Of("round-open", "round", $"批次 {application.Round.Code} 受理到北京时间 {GrantNames.InShanghai(application.Round.ClosesAt)}，截止后再分配评审。", $"Round {application.Round.Code} takes applications until {GrantNames.InShanghai(application.Round.ClosesAt)} (Beijing time); reviews are given when it has closed.");
        return application.Status is ApplicationStatus.Submitted or ApplicationStatus.InReview ? application
            : Refusal.Of("application-status", "application", $"申请 {number} 的状态是“{application.Status.Name().Zh}”，不能评审。", $"Application {number} is '{application.Status.Name().En}' and cannot be reviewed.");
    }
}

public sealed record ReviewAssigned(string Number, string Person);

/// <summary>Gives one application to one expert by hand: refused where there is a conflict.</summary>
public sealed class AssignReview(Database database)
{
    public Task<Outcome<ReviewAssigned>> RunAsync(Asked asked, string number, string person, CancellationToken stop = default) => database.WriteAsync<ReviewAssigned>(
        asked.For("assign-review", OperationField.Of("application", number), OperationField.Of("person", person)),
        async tx =>
        {
            if (!(await AssignReviews.HoldAsync(tx, number)).IsDone(out var application, out var refusal)) return refusal;
            if (await ReviewReading.FindExpertAsync(tx, person) is not { } expert || !expert.ServesOn(tx.Today))
                return Refusal.Of("expert-unknown", "person", "专家库中没有此人，或聘期不含今天。", "This person is not in the pool of experts, or not in term today.");
            var conflicts = (await ReviewReading.ConflictsAsync(tx, application)).Where(conflict => conflict.Expert == expert.Id).Select(conflict => conflict.Kind)
                .Concat((await ConflictFinder.FindAsync(tx, application, [expert], tx.Today)).Select(conflict => conflict.Kind)).Distinct().ToList();
            if (conflicts.Count > 0)
                return Refusal.Of("expert-conflicted", "person", $"此专家须回避：{string.Join("、", conflicts.Select(kind => kind.Name().Zh))}。", $"This expert has a conflict of interest: {string.Join(", ", conflicts.Select(kind => kind.Name().En))}.");
            var earlier = (await ReviewReading.AssignmentsAsync(tx, application.Round.Code, expert)).FirstOrDefault(assignment => assignment.Application == application.Id);
            if (earlier is { Status: not ReviewStatus.TakenBack })
                return Refusal.Of("review-exists", "person", "这份申请已分给此专家。", "This expert has this application already.");
            await ReviewStore.AssignAsync(tx, application, expert, earlier);
            if (application.Status == ApplicationStatus.Submitted && await ApplicationStore.MoveAsync(tx, application, ApplicationStatus.InReview) is { } notMoved) return notMoved;
            return new ReviewAssigned(number, person);
        }, stop);
}
