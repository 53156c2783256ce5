using FundLedger.Ledger;

namespace FundLedger.Seals;

/// <summary>The stored runs of <c>verify</c>.</summary>
public static class VerificationRuns
{
    /// <summary>Stands for the nightly schedule where a person's id would stand.</summary>
    public const string Schedule = "schedule";

    private static readonly SqlFile Insert = new("seals/insert_run");
    private static readonly SqlFile Advance = new("seals/advance_run");
    private static readonly SqlFile End = new("seals/end_run");
    private static readonly SqlFile GiveUp = new("seals/give_up_runs");
    private static readonly SqlFile FindRunning = new("seals/find_running_run");
    private static readonly SqlFile FindLastResult = new("seals/find_last_result");
    private static readonly SqlFile List = new("seals/list_runs");

    /// <summary>The last runs, last first.</summary>
    public static async Task<IReadOnlyList<VerificationRun>> ListAsync(LedgerReader reader, int most) =>
        [.. (await reader.QueryAsync<Row>(List, new { row_count = most })).Select(row => row.ToRun())];

    public static async Task<VerificationState> StateAsync(LedgerReader reader)
    {
        var last = (await ListAsync(reader, 1)).FirstOrDefault();
        return new VerificationState((await reader.FindAsync<Row>(FindLastResult))?.ToRun(), last is { Status: VerificationStatus.Running } ? last : null);
    }

    internal static Task<long> InsertAsync(LedgerTransaction tx) => tx.SingleAsync<long>(Insert, new { now = tx.RecordedAt, started_by = tx.Operation.Actor });

    internal static Task<long?> FindRunningAsync(LedgerTransaction tx) => tx.FindAsync<long?>(FindRunning);

    /// <summary>Ends every run that was not heard of since a moment: the process that did it is gone.</summary>
    internal static Task GiveUpAsync(LedgerTransaction tx, long seenBefore) => tx.ExecuteAsync(GiveUp, new { now = tx.RecordedAt, seen_before = seenBefore });

    internal static Task AdvanceAsync(LedgerTransaction tx, long run, long entries) => tx.ExecuteAsync(Advance, new { now = tx.RecordedAt, entry_count = entries, run_id = run });

    internal static Task<int> EndAsync(LedgerTransaction tx, long run, VerificationStatus status, long entries, long findings, Bilingual first) => tx.ExecuteAsync(End, new
    {
        status = StoredWords.Word(status),
        now = tx.RecordedAt,
        entry_count = entries,
        finding_count = findings,
        first_finding_zh = first.Zh ?? "",
        first_finding_en = first.En ?? "",
        run_id = run,
    });

    private sealed record Row
    {
        public long RunId { get; init; }
        public string Status { get; init; } = "";
        public long StartedAt { get; init; }
        public string StartedBy { get; init; } = "";
        public long SeenAt { get; init; }
        public long? EndedAt { get; init; }
        public long EntryCount { get; init; }
        public long FindingCount { get; init; }
        public string FirstFindingZh { get; init; } = "";
        public string FirstFindingEn { get; init; } = "";

        internal VerificationRun ToRun() => new(
            RunId, StoredWords.Read<VerificationStatus>(Status), StartedAt, StartedBy, SeenAt, EndedAt, EntryCount, FindingCount, new(FirstFindingZh, FirstFindingEn));
    }
}
