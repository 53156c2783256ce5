using FundLedger.Ledger;
using FundLedger.Programmes;

namespace FundLedger.Awards;

/// <summary>Tranches and what was handed in, found, proved and claimed about an award, as rows.</summary>
internal static class TrancheStore
{
    private static readonly SqlFile List = new("awards/list_tranches");
    private static readonly SqlFile ListOfAward = new("awards/list_tranches_of_award");
    private static readonly SqlFile Insert = new("awards/insert_tranche");
    private static readonly SqlFile Set = new("awards/set_tranche");
    private static readonly SqlFile ListReports = new("awards/list_reports");
    private static readonly SqlFile ListEvaluations = new("awards/list_evaluations");
    private static readonly SqlFile ListProofs = new("awards/list_proofs");
    private static readonly SqlFile ListClawbacks = new("awards/list_clawbacks");
    private static readonly SqlFile ListOpen = new("awards/list_open_tranches");
    private static readonly SqlFile ListBetween = new("awards/list_tranches_between");
    private static readonly SqlFile ListActiveReports = new("awards/list_active_reports");
    private static readonly SqlFile ListActiveEvaluations = new("awards/list_active_evaluations");
    private static readonly SqlFile ListActiveProofs = new("awards/list_active_proofs");

    /// <summary>Of one award, or of all.</summary>
    internal static async Task<IReadOnlyList<Tranche>> ListAsync(LedgerReader reader, long award) =>
        [.. (award == 0 ? await reader.QueryAsync<TrancheRow>(List) : await reader.QueryAsync<TrancheRow>(ListOfAward, new { award_id = award })).Select(row => row.ToTranche())];

    /// <summary>Not released and due by a day or without one, or owed and not paid.</summary>
    internal static async Task<IReadOnlyList<Tranche>> OpenAsync(LedgerReader reader, DateOnly day) => [.. (await reader.QueryAsync<TrancheRow>(ListOpen, new { day = day.ToIso() })).Select(row => row.ToTranche())];

    /// <summary>Due between two days, both included, by those days; cancelled ones are left out.</summary>
    internal static async Task<IReadOnlyList<Tranche>> BetweenAsync(LedgerReader reader, DateOnly first, DateOnly last) =>
        [.. (await reader.QueryAsync<TrancheRow>(ListBetween, new { first_day = first.ToIso(), last_day = last.ToIso() })).Select(row => row.ToTranche())];

    internal static Task InsertAsync(LedgerTransaction tx, Award award, AwardTranche planned, DateOnly? dueOn) =>
        tx.ExecuteAsync(Insert, new { award_id = award.Id, tranche_no = (long)planned.No, amount_minor = planned.Amount.MinorUnits, due_on = dueOn?.ToIso(), status = "planned" });

    internal static Task SetAsync(LedgerTransaction tx, Award award, Tranche tranche) => tx.LaterAsync(
        Set, tranche.Amount.MinorUnits, tranche.DueOn?.ToIso(), tranche.IsCancelled ? "cancelled" : tranche.IsReleased ? "released" : "planned", tranche.IsApproved ? 1L : 0L, tranche.HeldWhy,
        tranche.ReleasedOn?.ToIso(), tranche.Entry?.Value, award.Id, (long)tranche.No);

    internal static async Task<AwardFacts> FactsAsync(LedgerReader reader, Award award) => new(await ReportsAsync(reader, award), await EvaluationsAsync(reader, award), await ProofsAsync(reader, award));

    /// <summary>The same of every award that runs, by the award's id; the reports come without what they say.</summary>
    /// <param name="awards">Those that run among them; of others nothing is asked.</param>
    internal static async Task<Func<long, AwardFacts>> ActiveFactsAsync(LedgerReader reader, IReadOnlyDictionary<long, Award> awards)
    {
        var reports = (await reader.QueryAsync<ActiveReportRow>(ListActiveReports)).ToLookup(row => row.AwardId, row => row.ToReport());
        var evaluations = (await reader.QueryAsync<EvaluationRow>(ListActiveEvaluations)).ToLookup(row => row.AwardId, row => row.ToEvaluation());
        var proofs = (await reader.QueryAsync<ProofRow>(ListActiveProofs)).Where(row => awards.ContainsKey(row.AwardId)).ToLookup(row => row.AwardId, row => row.ToProof(awards[row.AwardId].Fund.Currency));
        return award => new AwardFacts([.. reports[award]], [.. evaluations[award]], [.. proofs[award]]);
    }

    /// <summary>Every version of every report.</summary>
    internal static async Task<IReadOnlyList<ProgressReport>> ReportsAsync(LedgerReader reader, Award award) =>
        [.. (await reader.QueryAsync<ReportRow>(ListReports, new { award_id = award.Id })).Select(row => row.ToReport())];

    internal static async Task<IReadOnlyList<Evaluation>> EvaluationsAsync(LedgerReader reader, Award award) =>
        [.. (await reader.QueryAsync<EvaluationRow>(ListEvaluations, new { award_id = award.Id })).Select(row => row.ToEvaluation())];

    internal static async Task<IReadOnlyList<Proof>> ProofsAsync(LedgerReader reader, Award award) =>
        [.. (await reader.QueryAsync<ProofRow>(ListProofs, new { award_id = award.Id })).Select(row => row.ToProof(award.Fund.Currency))];

    internal static async Task<IReadOnlyList<Clawback>> ClawbacksAsync(LedgerReader reader, long award) =>
        [.. (await reader.QueryAsync<ClawbackRow>(ListClawbacks, new { award_id = award })).Select(row => row.ToClawback())];

    private static string? Hex(byte[]? sha256) => sha256 is null ? null : Convert.ToHexStringLower(sha256);

    private static DateOnly? Day(string? text) => text is null ? null : IsoDates.Read(text);

    private sealed record TrancheRow
    {
        public string Number { get; init; } = "";
        public string Currency { get; init; } = "";
        public long TrancheNo { get; init; }
        public long AmountMinor { get; init; }
        public string? DueOn { get; init; }
        public string Status { get; init; } = "";
        public long IsApproved { get; init; }
        public string? HeldWhy { get; init; }
        public string? ReleasedOn { get; init; }
        public long? EntryId { get; init; }
        public long BorneMinor { get; init; }
        public long OwedMinor { get; init; }
        public string? PaymentStatus { get; init; }

        internal Tranche ToTranche()
        {
            var currency = Values.Currency.Of(Currency);
            return new Tranche(
                Number, (int)TrancheNo, new Money(AmountMinor, currency), Day(DueOn), Status == "released", Status == "cancelled", IsApproved == 1, HeldWhy, Day(ReleasedOn), EntryId is { } entry ? new EntryId(entry) : null,
                new Money(OwedMinor, currency), new Money(BorneMinor - OwedMinor, currency), PaymentStatus is "failed" or "returned" && OwedMinor > 0);
        }
    }

    private sealed record ReportRow
    {
        public long ReportNo { get; init; }
        public long VersionNo { get; init; }
        public long? TrancheNo { get; init; }
        public string Content { get; init; } = "";
        public string SubmittedOn { get; init; } = "";
        public string SubmittedBy { get; init; } = "";
        public string? Decision { get; init; }
        public string? DecidedOn { get; init; }
        public string? DecisionNote { get; init; }
        public string? RefusedLines { get; init; }

        internal ProgressReport ToReport() => new(
            (int)ReportNo, (int)VersionNo, (int?)TrancheNo, GrantJson.ReadStored<ReportContent>(Content), IsoDates.Read(SubmittedOn), SubmittedBy,
            Decision is null ? null : StoredWords.Read<ReportDecision>(Decision), Day(DecidedOn), DecisionNote, RefusedLines is null ? [] : GrantJson.ReadStored<IReadOnlyList<RefusedCost>>(RefusedLines));
    }

    private sealed record ActiveReportRow
    {
        private static readonly ReportContent NotRead = new(default, default, "", 0, [], [], []);

        public long AwardId { get; init; }
        public long ReportNo { get; init; }
        public long VersionNo { get; init; }
        public long? TrancheNo { get; init; }
        public string SubmittedOn { get; init; } = "";
        public string SubmittedBy { get; init; } = "";
        public string? Decision { get; init; }
        public string? DecidedOn { get; init; }

        internal ProgressReport ToReport() => new(
            (int)ReportNo, (int)VersionNo, (int?)TrancheNo, NotRead, IsoDates.Read(SubmittedOn), SubmittedBy, Decision is null ? null : StoredWords.Read<ReportDecision>(Decision), Day(DecidedOn), null, []);
    }

    private sealed record EvaluationRow
    {
        public long AwardId { get; init; }
        public long EvaluationNo { get; init; }
        public string Kind { get; init; } = "";
        public string HeldOn { get; init; } = "";
        public string Verdict { get; init; } = "";
        public long? Score { get; init; }
        public string Conditions { get; init; } = "";
        public string? ConditionsMetOn { get; init; }
        public string Evaluator { get; init; } = "";
        public byte[]? EvidenceSha256 { get; init; }

        internal Evaluation ToEvaluation() => new(
            (int)EvaluationNo, StoredWords.Read<EvaluationKind>(Kind), IsoDates.Read(HeldOn), StoredWords.Read<Verdict>(Verdict), (int?)Score, Conditions, Day(ConditionsMetOn), Evaluator, Hex(EvidenceSha256));
    }

    private sealed record ProofRow
    {
        public long AwardId { get; init; }
        public long ProofNo { get; init; }
        public string Kind { get; init; } = "";
        public long? TrancheNo { get; init; }
        public long? AmountMinor { get; init; }
        public long? SharePoints { get; init; }
        public long? Respondents { get; init; }
        public long? Voids { get; init; }
        public string What { get; init; } = "";
        public string ProvedOn { get; init; } = "";
        public byte[] EvidenceSha256 { get; init; } = [];

        internal Proof ToProof(Currency currency) => new(
            (int)ProofNo, StoredWords.Read<ProofKind>(Kind), (int?)TrancheNo, AmountMinor is { } amount ? new Money(amount, currency) : null, SharePoints is { } share ? new BasisPoints((int)share) : null,
            (int?)Respondents, (int?)Voids, What, IsoDates.Read(ProvedOn), Convert.ToHexStringLower(EvidenceSha256));
    }

    private sealed record ClawbackRow
    {
        public string Number { get; init; } = "";
        public string Currency { get; init; } = "";
        public long ClawbackNo { get; init; }
        public long AmountMinor { get; init; }
        public string Instalments { get; init; } = "";
        public string Reason { get; init; } = "";
        public string ClaimedOn { get; init; } = "";
        public long EntryId { get; init; }
        public long OpenMinor { get; init; }

        internal Clawback ToClawback()
        {
            var currency = Values.Currency.Of(Currency);
            return new Clawback(
                Number, (int)ClawbackNo, new Money(AmountMinor, currency), GrantJson.ReadStored<IReadOnlyList<Instalment>>(Instalments), Reason, IsoDates.Read(ClaimedOn), new EntryId(EntryId), new Money(OpenMinor, currency));
        }
    }
}
