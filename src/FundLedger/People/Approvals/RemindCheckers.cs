using FundLedger.People.Trail;

namespace FundLedger.People.Approvals;

/// <summary>When checkers are reminded.</summary>
/// <param name="Waiting">A proposal has waited so long.</param>
/// <param name="BeforeEnd">Its time is over so soon.</param>
public sealed record ReminderTimes(TimeSpan Waiting, TimeSpan BeforeEnd)
{
    /// <summary>After two days, and in the last three.</summary>
    public static readonly ReminderTimes Default = new(TimeSpan.FromDays(2), TimeSpan.FromDays(3));

    internal bool IsDue(Proposal proposal, long moment) =>
        proposal.IsOpenAt(moment) && (moment - proposal.ProposedAt >= Microseconds(Waiting) || proposal.ExpiresAt - moment <= Microseconds(BeforeEnd));

    private static long Microseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;
}

public sealed record CheckersReminded(long Proposal, DateOnly Day);

/// <summary>Reminds of what waits too long. Run it as often and on as many nodes as you like: each proposal is reminded of once a day.</summary>
public sealed class RemindCheckers(Database database, ReminderTimes times)
{
    private const string Act = "remind-checkers";

    private static readonly SqlFile List = new("people/list_reminders");

    /// <param name="actor">Who reminds: the schedule.</param>
    /// <param name="moment">Now, in microseconds.</param>
    /// <returns>How many proposals were reminded of by this run.</returns>
    public async Task<int> RunAsync(string actor, long moment, CancellationToken stop = default)
    {
        var day = Moments.DayInShanghai(moment);
        var due = (await database.ReadAsync(reader => ApprovalQueue.OpenAsync(reader, moment), stop)).Where(proposal => times.IsDue(proposal, moment));
        var reminded = 0;
        foreach (var proposal in due)
            if (await RemindAsync(new Asked($"reminder/{proposal.Id}/{day.ToIso()}", actor), proposal.Id, day, stop) is Outcome<CheckersReminded>.Done { WasDoneBefore: false }) reminded++;
        return reminded;
    }

    /// <summary>When each open proposal was last reminded of, in microseconds; those never reminded of are not among them.</summary>
    public static async Task<IReadOnlyDictionary<long, long>> LastAsync(LedgerReader reader) =>
        (await reader.QueryAsync<ReminderRow>(List, new { act = Act })).ToDictionary(row => row.ProposalId, row => row.RemindedAt);

    /// <summary>One that was decided on in between is not reminded of.</summary>
    private Task<Outcome<CheckersReminded>> RemindAsync(Asked asked, long id, DateOnly day, CancellationToken stop) => database.WriteAsync<CheckersReminded>(
        asked.For(Act, OperationField.Of("proposal", id), OperationField.Of("day", day)),
        async tx =>
        {
            if (await Proposals.FindAsync(tx, id) is not { } proposal || !proposal.IsOpenAt(tx.RecordedAt)) return Refusal.Of("proposal-closed", "", "此事项已不再等待复核。", "This waits for nobody any more.");
            await AuditTrail.AddAsync(tx, AuditNote.Done(Act, "proposal", id, day.ToIso()));
            return new CheckersReminded(id, day);
        }, stop);

    private sealed record ReminderRow
    {
        public long ProposalId { get; init; }
        public long RemindedAt { get; init; }
    }
}
