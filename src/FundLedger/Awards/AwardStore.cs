using FundLedger.Ledger;
using FundLedger.Programmes;

namespace FundLedger.Awards;

/// <summary>Awards, their versions, objections and agreements as rows.</summary>
internal static class AwardStore
{
    private static readonly SqlFile List = new("awards/list_awards");
    private static readonly SqlFile Find = new("awards/find_award");
    private static readonly SqlFile FindMark = new("awards/find_mark");
    private static readonly SqlFile ListMarks = new("awards/list_marks");
    private static readonly SqlFile Lock = new("awards/lock_award");
    private static readonly SqlFile Insert = new("awards/insert_award");
    private static readonly SqlFile InsertVersion = new("awards/insert_version");
    private static readonly SqlFile ListVersions = new("awards/list_versions");
    private static readonly SqlFile Set = new("awards/set_award");
    private static readonly SqlFile SumRound = new("awards/sum_round");
    private static readonly SqlFile ListObjections = new("awards/list_objections");
    private static readonly SqlFile ListAgreements = new("awards/list_agreements");
    private static readonly SqlFile ListBorne = new("awards/list_borne");
    private static readonly SqlFile ListAtWork = new("awards/list_awards_at_work");
    private static readonly SqlFile ListActiveParts = new("awards/list_active_parts");

    internal static async Task<IReadOnlyList<Award>> ListAsync(LedgerReader reader, Books books, long organisation = 0, long round = 0) =>
        [.. (await reader.QueryAsync<AwardRow>(List, new { organisation_id = organisation, round_id = round })).Select(row => row.ToAward(books))];

    /// <summary>Those that run, that owe something, or that had a tranche due between two days, both included.</summary>
    internal static async Task<IReadOnlyList<Award>> AtWorkAsync(LedgerReader reader, Books books, DateOnly first, DateOnly last) =>
        [.. (await reader.QueryAsync<AwardRow>(ListAtWork, new { first_day = first.ToIso(), last_day = last.ToIso() })).Select(row => row.ToAward(books))];

    internal static async Task<Award?> FindAsync(LedgerReader reader, Books books, string number) =>
        number.Length == 0 ? null : (await reader.FindAsync<AwardRow>(Find, new { number }))?.ToAward(books);

    /// <summary>As it stands, and nobody else works on it until the transaction ends.</summary>
    internal static async Task<Outcome<Award>> HoldAsync(LedgerTransaction tx, string number)
    {
        await tx.ExecuteAsync(Lock, new { number });
        return await FindAsync(tx, await Books.OfAsync(tx), number) is { } award ? award : Refusal.Of("award-unknown", "award", $"没有立项“{number}”。", $"There is no award '{number}'.");
    }

    /// <summary>Nobody else works on it until the transaction ends.</summary>
    /// <returns>Whether it, and how its organisation stands, are still as they were read with this mark.</returns>
    internal static async Task<bool> HoldUnchangedAsync(LedgerTransaction tx, Award award, long mark)
    {
        await tx.LaterAsync(Lock, award.Number);
        return await tx.ScalarWithAllAsync(FindMark, award.Id) == mark + 1;  // this hold itself
    }

    /// <summary>Of each award that runs, a number that grows with all that is done to it and to its organisation, by the award's id.</summary>
    internal static async Task<IReadOnlyDictionary<long, long>> MarksAsync(LedgerReader reader) => (await reader.QueryAsync<MarkRow>(ListMarks)).ToDictionary(row => row.AwardId, row => row.Mark);

    internal static Task<long> InsertAsync(LedgerTransaction tx, string number, Fund fund, long programme, long? round, long organisation, long? application, Money amount, DateOnly decidedOn, DateOnly publicityLast) =>
        tx.SingleAsync<long>(Insert, new
        {
            number,
            fund_id = fund.Id,
            programme_id = programme,
            round_id = round,
            organisation_id = organisation,
            application_id = application,
            currency = amount.Currency.Code,
            amount_minor = amount.MinorUnits,
            decided_on = decidedOn.ToIso(),
            publicity_last = publicityLast.ToIso(),
        });

    internal static Task InsertVersionAsync(LedgerTransaction tx, long award, int version, AwardTerms terms, string reason, EntryId? entry, string maker, long? proposal) => tx.ExecuteAsync(InsertVersion, new
    {
        award_id = award,
        version_no = version,
        terms = GrantJson.Write(terms),
        reason,
        entry_id = entry?.Value,
        maker,
        proposal_id = proposal,
        recorded_at = tx.RecordedAt,
    });

    internal static async Task<IReadOnlyList<AwardVersion>> VersionsAsync(LedgerReader reader, Award award) =>
        [.. (await reader.QueryAsync<VersionRow>(ListVersions, new { award_id = award.Id })).Select(row => new AwardVersion(
            (int)row.VersionNo, GrantJson.ReadStored<AwardTerms>(row.Terms), row.Reason, row.EntryId is { } entry ? new EntryId(entry) : null, row.Maker, row.ProposalId, row.RecordedAt))];

    internal static Task SetAsync(LedgerTransaction tx, Award award, Money amount, AwardStatus status, DateOnly? endedOn) => tx.ExecuteAsync(Set, new
    {
        amount_minor = amount.MinorUnits,
        status = StoredWords.Word(status),
        ended_on = endedOn?.ToIso(),
        award_id = award.Id,
    });

    internal static async Task<Money> RoundTotalAsync(LedgerTransaction tx, long round, Currency currency) => new(await tx.SingleAsync<long>(SumRound, new { round_id = round }), currency);

    internal static async Task<IReadOnlyList<Objection>> ObjectionsAsync(LedgerReader reader, Award award) =>
        [.. (await reader.QueryAsync<ObjectionRow>(ListObjections, new { award_id = award.Id })).Select(row => new Objection(
            (int)row.ObjectionNo, IsoDates.Read(row.RaisedOn), row.RaisedBy, row.Content, row.AnsweredOn is { } day ? IsoDates.Read(day) : null, row.Answer, row.IsUpheld is { } upheld ? upheld == 1 : null))];

    internal static async Task<IReadOnlyList<Agreement>> AgreementsAsync(LedgerReader reader, Award award) =>
        [.. (await reader.QueryAsync<AgreementRow>(ListAgreements, new { award_id = award.Id })).Select(row => new Agreement(
            (int)row.VersionNo, Convert.ToHexStringLower(row.TextSha256), IsoDates.Read(row.SignedOn), row.ScanSha256 is { } scan ? Convert.ToHexStringLower(scan) : null, row.AcceptedBy))];

    /// <summary>What is promised and not released of each award that runs, by the award's id.</summary>
    /// <param name="awards">Those that run among them; of others nothing is asked.</param>
    internal static async Task<ILookup<long, (Source Source, Money Amount)>> ActivePartsAsync(LedgerReader reader, Books books, IReadOnlyDictionary<long, Award> awards) =>
        (await reader.QueryAsync<PartRow>(ListActiveParts)).Where(row => awards.ContainsKey(row.AwardId))
            .ToLookup(row => row.AwardId, row => (books.Source(row.SourceId), new Money(Math.Abs(row.AmountMinor), awards[row.AwardId].Amount.Currency)));

    /// <summary>What each source paid of it and did not claim back.</summary>
    internal static async Task<IReadOnlyList<(Source Source, Money Amount)>> PaidPartsAsync(LedgerReader reader, Books books, Award award) =>
        [.. (await reader.QueryAsync<PartRow>(ListBorne, new { number = award.Number, award_id = award.Id })).Select(row => (books.Source(row.SourceId), new Money(row.AmountMinor, award.Fund.Currency)))];

    private sealed record AwardRow
    {
        public long AwardId { get; init; }
        public string Number { get; init; } = "";
        public long FundId { get; init; }
        public string ProgrammeCode { get; init; } = "";
        public string? RoundCode { get; init; }
        public long OrganisationId { get; init; }
        public string OrganisationCode { get; init; } = "";
        public string OrganisationName { get; init; } = "";
        public string? ApplicationNumber { get; init; }
        public long AmountMinor { get; init; }
        public string DecidedOn { get; init; } = "";
        public string PublicityLast { get; init; } = "";
        public string Status { get; init; } = "";
        public string? EndedOn { get; init; }
        public long VersionNo { get; init; }
        public string Terms { get; init; } = "";
        public long? SignedVersion { get; init; }
        public string? SignedOn { get; init; }
        public long OpenObjections { get; init; }

        internal Award ToAward(Books books)
        {
            var terms = GrantJson.ReadStored<AwardTerms>(Terms);
            return new Award(
                AwardId, Number, books.Fund(FundId), ProgrammeCode, RoundCode, OrganisationId, OrganisationCode, OrganisationName, ApplicationNumber, new Money(AmountMinor, books.Fund(FundId).Currency), IsoDates.Read(DecidedOn),
                terms.PublishedAgainUntil ?? IsoDates.Read(PublicityLast), StoredWords.Read<AwardStatus>(Status), EndedOn is { } end ? IsoDates.Read(end) : null, (int)VersionNo, terms, (int)(SignedVersion ?? 0),
                SignedOn is { } day ? IsoDates.Read(day) : null, (int)OpenObjections);
        }
    }

    private sealed record VersionRow
    {
        public long VersionNo { get; init; }
        public string Terms { get; init; } = "";
        public string Reason { get; init; } = "";
        public long? EntryId { get; init; }
        public string Maker { get; init; } = "";
        public long? ProposalId { get; init; }
        public long RecordedAt { get; init; }
    }

    private sealed record ObjectionRow
    {
        public long ObjectionNo { get; init; }
        public string RaisedOn { get; init; } = "";
        public string? RaisedBy { get; init; }
        public string? Content { get; init; }
        public string? AnsweredOn { get; init; }
        public string? Answer { get; init; }
        public long? IsUpheld { get; init; }
    }

    private sealed record AgreementRow
    {
        public long VersionNo { get; init; }
        public byte[] TextSha256 { get; init; } = [];
        public string SignedOn { get; init; } = "";
        public byte[]? ScanSha256 { get; init; }
        public string AcceptedBy { get; init; } = "";
    }

    private sealed record MarkRow
    {
        public long AwardId { get; init; }
        public long Mark { get; init; }
    }

    private sealed record PartRow
    {
        public long AwardId { get; init; }
        public long SourceId { get; init; }
        public long AmountMinor { get; init; }
    }
}
