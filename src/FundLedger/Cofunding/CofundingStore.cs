using System.Globalization;
using FundLedger.Ledger;

namespace FundLedger.Cofunding;

internal static class CofundingStore
{
    private static readonly SqlFile Lock = new("cofunding/lock_requirements");
    private static readonly SqlFile ListRequirements = new("cofunding/list_requirements");
    private static readonly SqlFile ListProofs = new("cofunding/list_proofs");
    private static readonly SqlFile InsertRequirement = new("cofunding/insert_requirement");
    private static readonly SqlFile EndRequirement = new("cofunding/end_requirement");
    private static readonly SqlFile InsertProof = new("cofunding/insert_proof");
    private static readonly SqlFile ListTotals = new("cofunding/list_totals");
    private static readonly SqlFile SumProofs = new("cofunding/sum_proofs");

    /// <summary>Until this transaction ends nobody else moves public money into a fund that has requirements.</summary>
    internal static async Task<bool> LockAsync(LedgerTransaction tx, Fund fund) => await tx.ExecuteAsync(Lock, new { fund_id = fund.Id }) > 0;

    internal static async Task<IReadOnlyList<CofundingRequirement>> RequirementsAsync(LedgerReader reader, Books books, Fund? fund = null) =>
        [.. (await reader.QueryAsync<RequirementRow>(ListRequirements, new { fund_id = fund?.Id ?? 0 })).Select(row => row.ToRequirement(books))];

    internal static async Task<IReadOnlyList<CofundingProof>> ProofsAsync(LedgerReader reader, Books books, Fund? fund = null) =>
        [.. (await reader.QueryAsync<ProofRow>(ListProofs, new { fund_id = fund?.Id ?? 0 })).Select(row => row.ToProof(books))];

    internal static async Task<CofundingState> StateAsync(LedgerReader reader, Books books, CofundingRequirement of)
    {
        var days = new { fund_id = of.Fund.Id, first_day = of.FirstDay.ToIso(), last_day = (of.LastDay ?? DateOnly.MaxValue).ToIso() };
        var movedMinor = (await reader.QueryAsync<TotalRow>(ListTotals, days)).Where(row => BringsPublicMoney(books, row.AccountId, row.SourceId)).Sum(row => row.NetMinor);
        if (reader is LedgerTransaction tx) // with what this batch has posted already
            movedMinor -= tx.State<PendingTotals>().Of(of.Fund).Where(line => of.IsInForceOn(line.Day) && BringsPublicMoney(books, line.Account, line.Source)).Sum(line => line.AmountMinor);
        var moved = new Money(movedMinor, of.Fund.Currency);
        var proved = new Money(await reader.SingleAsync<long>(SumProofs, days), of.Fund.Currency);
        var mostPublic = (Int128)proved.MinorUnits * (BasisPoints.Whole.Value - of.Share.Value) / of.Share.Value;
        var room = Int128.Max(0, Int128.Min(mostPublic, long.MaxValue) - Math.Max(0, moved.MinorUnits));
        return new CofundingState(of, moved, of.NeededFor(moved), proved, new Money((long)room, of.Fund.Currency));
    }

    internal static Task<long> InsertAsync(LedgerTransaction tx, Fund fund, NewCofundingRequirement wanted) => tx.SingleAsync<long>(InsertRequirement, new
    {
        fund_id = fund.Id,
        share_points = (long)wanted.Share.Value,
        first_day = wanted.FirstDay.ToIso(),
        last_day = wanted.LastDay?.ToIso(),
        document_number = wanted.Document.Trim(),
        document_sha256 = wanted.File?.Sha256,
        actor = tx.Operation.Actor,
        recorded_at = tx.RecordedAt,
    });

    internal static Task EndAsync(LedgerTransaction tx, CofundingRequirement requirement, DateOnly lastDay) =>
        tx.ExecuteAsync(EndRequirement, new { requirement_id = requirement.Id, last_day = lastDay.ToIso() });

    internal static Task<long> InsertAsync(LedgerTransaction tx, Fund fund, NewCofundingProof proof, long? proposal) => tx.SingleAsync<long>(InsertProof, new
    {
        fund_id = fund.Id,
        proved_on = proof.On.ToIso(),
        currency = proof.Amount.Currency.Code,
        amount_minor = proof.Amount.MinorUnits,
        what = proof.What,
        evidence_sha256 = Convert.FromHexString(proof.Evidence),
        maker = tx.Operation.Actor,
        proposal_id = proposal,
        recorded_at = tx.RecordedAt,
    });

    /// <summary>Credits of it are public money that came into the fund, debits what left it again for another.</summary>
    private static bool BringsPublicMoney(Books books, long account, long source) => books.Source(source).IsPublic
        && books.Account(account).Role is AccountRole.GovernmentGrantIncome or AccountRole.DonationIncome or AccountRole.TransferIn or AccountRole.TransferOut;

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private sealed record TotalRow
    {
        public long AccountId { get; init; }
        public long SourceId { get; init; }
        public long NetMinor { get; init; }
    }

    private sealed record RequirementRow
    {
        public long RequirementId { get; init; }
        public long FundId { get; init; }
        public long SharePoints { get; init; }
        public string FirstDay { get; init; } = "";
        public string? LastDay { get; init; }
        public string DocumentNumber { get; init; } = "";
        public byte[]? DocumentSha256 { get; init; }

        internal CofundingRequirement ToRequirement(Books books) =>
            new(RequirementId, books.Fund(FundId), new BasisPoints((int)SharePoints), Day(FirstDay), LastDay is { } day ? Day(day) : null, DocumentNumber, DocumentSha256);
    }

    private sealed record ProofRow
    {
        public long ProofId { get; init; }
        public long FundId { get; init; }
        public string ProvedOn { get; init; } = "";
        public string Currency { get; init; } = "";
        public long AmountMinor { get; init; }
        public string What { get; init; } = "";
        public byte[] EvidenceSha256 { get; init; } = [];
        public string Maker { get; init; } = "";
        public long? ProposalId { get; init; }

        internal CofundingProof ToProof(Books books) => new(
            ProofId, books.Fund(FundId), Day(ProvedOn), new Money(AmountMinor, Values.Currency.Of(Currency)), What, Convert.ToHexStringLower(EvidenceSha256), Maker, ProposalId);
    }
}

/// <summary>Reads requirements, what stands against them, and proofs.</summary>
public static class CofundingReading
{
    /// <summary>Of a fund, or of all; ended ones too.</summary>
    public static async Task<IReadOnlyList<CofundingState>> StatesAsync(LedgerReader reader, Books books, Fund? fund = null)
    {
        var states = new List<CofundingState>();
        foreach (var requirement in await CofundingStore.RequirementsAsync(reader, books, fund)) states.Add(await CofundingStore.StateAsync(reader, books, requirement));
        return states;
    }

    public static Task<IReadOnlyList<CofundingProof>> ProofsAsync(LedgerReader reader, Books books, Fund? fund = null) => CofundingStore.ProofsAsync(reader, books, fund);
}
