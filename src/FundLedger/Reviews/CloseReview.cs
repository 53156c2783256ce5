using FundLedger.Applications;
using FundLedger.Ledger;
using FundLedger.Programmes;

namespace FundLedger.Reviews;

public sealed record ReviewClosed(string Round, int Applications);

/// <summary>Ends the review of a round: every application in review has the reviews and the vote that its terms ask for, or a reason is given to go on with fewer reviews.</summary>
public sealed class CloseReview(Database database)
{
    /// <param name="reason">Why some may have fewer reviews than the terms ask for; empty where none has. At least one review each there must be.</param>
    public async Task<Outcome<ReviewClosed>> RunAsync(Asked asked, string round, string reason = "", CancellationToken stop = default)
    {
        if (await database.ReadAsync(reader => KeysUsed.IsUsedAsync(reader, asked.Key), stop)) return await KeepAsync(asked, round, reason, 0, stop);
        var (found, open) = await database.ReadAsync(async reader => (
            await GrantReading.RoundAsync(reader, await Books.LoadAsync(reader), round),
            (await ApplicationReading.ListAsync(reader, round)).Where(application => application.Status == ApplicationStatus.InReview).ToList()), stop);
        if (!found.IsDone(out _, out var refusal)) return refusal;
        if (open.Count == 0) return Refusal.Of("review-none", "round", $"批次 {round} 没有评审中的申请。", $"Round {round} has no application in review.");
        if ((await database.ReadAsync(reader => LackingAsync(reader, round, reason.Length > 0), stop)) is { Count: > 0 } lacking)
            return Refusal.Of("review-lacking", "round", $"还不能结束评审：{string.Join("；", lacking.Take(8).Select(one => one.Zh))}。", $"The review cannot end yet: {string.Join("; ", lacking.Take(8).Select(one => one.En))}.");
        foreach (var application in open)
            if (!(await CloseAsync(new Asked($"{asked.Key}/{application.Id}", asked.Actor), application.Number, reason, stop)).IsDone(out _, out refusal)) return refusal;
        return await KeepAsync(asked, round, reason, open.Count, stop);
    }

    /// <summary>Keeps the answer under the key of the whole; the first one is answered where there is one.</summary>
    private Task<Outcome<ReviewClosed>> KeepAsync(Asked asked, string round, string reason, int applications, CancellationToken stop) => database.WriteAsync<ReviewClosed>(
        asked.For("close-review", OperationField.Of("round", round), OperationField.Of("reason", reason)), _ => Task.FromResult<Outcome<ReviewClosed>>(new ReviewClosed(round, applications)), stop);

    /// <summary>What each application in review of a round still lacks.</summary>
    /// <param name="mayHaveFewer">One review is enough.</param>
    public static async Task<IReadOnlyList<Bilingual>> LackingAsync(LedgerReader reader, string round, bool mayHaveFewer)
    {
        var assignments = (await ReviewReading.AssignmentsAsync(reader, round)).ToLookup(assignment => assignment.Application);
        return [.. (await ReviewReading.RankingAsync(reader, round)).Where(ranked => ranked.Scored.Application.Status == ApplicationStatus.InReview)
            .OrderBy(ranked => ranked.Scored.Application.Number, StringComparer.Ordinal).Select(ranked => LackOf(ranked, [.. assignments[ranked.Scored.Application.Id]], mayHaveFewer)).OfType<Bilingual>()];
    }

    private static Bilingual? LackOf(RankedApplication ranked, IReadOnlyList<ReviewAssignment> assignments, bool mayHaveFewer)
    {
        var (application, number) = (ranked.Scored.Application, ranked.Scored.Application.Number);
        if (assignments.Count(assignment => assignment.Status.IsWaiting()) is var waiting and > 0)
            return new($"{number} 还有 {waiting} 份评审未提交", $"{number} waits for {waiting} review(s)");
        if (ranked.Scored.Count < (mayHaveFewer ? 1 : application.Terms.ReviewsEach))
            return new($"{number} 只有 {ranked.Scored.Count} 份评审（要求 {application.Terms.ReviewsEach}）", $"{number} has {ranked.Scored.Count} review(s) of {application.Terms.ReviewsEach}");
        return ranked.Vote is VoteResult.Missing ? new($"{number} 还没有居民表决", $"{number} has no residents' vote yet") : null;
    }

    private Task<Outcome<ApplicationMoved>> CloseAsync(Asked asked, string number, string reason, CancellationToken stop) => database.WriteAsync<ApplicationMoved>(
        asked.For("close-review", OperationField.Of("application", number), OperationField.Of("reason", reason)),
        async tx =>
        {
            if (!(await ApplicationStore.HoldToManageAsync(tx, number)).IsDone(out var application, out var refusal)) return refusal;
            var assignments = (await ReviewReading.AssignmentsAsync(tx, application.Round.Code)).Where(assignment => assignment.Application == application.Id).ToList();
            var ranked = (await ReviewReading.RankingAsync(tx, application.Round.Code)).First(one => one.Scored.Application.Id == application.Id);
            if (LackOf(ranked, assignments, reason.Length > 0) is { } lacking) return new Refusal("review-lacking", "round", lacking);
            return await ApplicationStore.MoveAsync(tx, application, ApplicationStatus.Reviewed, reason) is { } notMoved ? notMoved : new ApplicationMoved(number, ApplicationStatus.Reviewed);
        }, stop);
}
