using FundLedger.Ledger;

namespace FundLedger.Needs;

/// <summary>Needs, offers, their matches and steps, as stored.</summary>
public static class NeedReading
{
    private static readonly SqlFile Needs = new("needs/list_needs");
    private static readonly SqlFile Offers = new("needs/list_offers");
    private static readonly SqlFile Matches = new("needs/list_matches");
    private static readonly SqlFile Events = new("needs/list_match_events");
    private static readonly SqlFile Steps = new("needs/list_steps");
    private static readonly SqlFile Purchase = new("needs/sum_purchase");

    /// <summary>By code.</summary>
    public static async Task<IReadOnlyList<Need>> NeedsAsync(LedgerReader reader, Books books) => [.. (await reader.QueryAsync<NeedRow>(Needs, new { code = "" })).Select(row => row.ToNeed(books))];

    public static async Task<Need?> FindNeedAsync(LedgerReader reader, Books books, string code) => code.Length == 0 ? null : (await reader.FindAsync<NeedRow>(Needs, new { code }))?.ToNeed(books);

    /// <summary>By code.</summary>
    public static async Task<IReadOnlyList<Offer>> OffersAsync(LedgerReader reader) => [.. (await reader.QueryAsync<OfferRow>(Offers, new { code = "" })).Select(row => row.ToOffer())];

    public static async Task<Offer?> FindOfferAsync(LedgerReader reader, string code) => code.Length == 0 ? null : (await reader.FindAsync<OfferRow>(Offers, new { code }))?.ToOffer();

    /// <summary>In the order they were made.</summary>
    public static async Task<IReadOnlyList<NeedMatch>> MatchesAsync(LedgerReader reader, Books books)
    {
        var events = (await reader.QueryAsync<EventRow>(Events)).ToLookup(row => row.MatchId, row => row.ToEvent());
        return [.. (await reader.QueryAsync<MatchRow>(Matches)).Select(row => row.ToMatch(books, [.. events[row.MatchId]]))];
    }

    public static async Task<NeedMatch?> FindMatchAsync(LedgerReader reader, Books books, long id) => (await MatchesAsync(reader, books)).FirstOrDefault(match => match.Id == id);

    /// <summary>Every version of every step of a need, in their order.</summary>
    public static async Task<IReadOnlyList<StepHeld>> StepsAsync(LedgerReader reader, Need need) =>
        [.. (await reader.QueryAsync<StepRow>(Steps, new { need_id = need.Id })).Select(row => row.ToStep()).OrderBy(step => step.Step).ThenBy(step => step.Version)];

    /// <summary>The versions that count.</summary>
    public static IReadOnlyList<StepHeld> Current(IEnumerable<StepHeld> steps) => [.. steps.GroupBy(step => step.Step).Select(versions => versions.MaxBy(step => step.Version)!)];

    public static NeedState StateOf(Need need, IEnumerable<NeedMatch> matches)
    {
        var states = matches.Where(match => match.Need == need.Code).Select(match => match.State).ToList();
        if (states.Contains(MatchState.Done)) return NeedState.Done;
        if (need.ClosedOn is not null) return NeedState.Closed;
        return states.Any(state => state is MatchState.Agreed or MatchState.UnderWay) ? NeedState.Matched : NeedState.Open;
    }

    /// <summary>What came and what was earned on a purchase, by the journal.</summary>
    public static async Task<PurchaseSums> PurchaseAsync(LedgerReader reader, NeedMatch match, Fund fund)
    {
        var sums = (await reader.QueryAsync<SumRow>(Purchase, new { subject = match.Subject })).ToDictionary(row => row.Role, row => -row.AmountMinor);
        var (open, earned) = (sums.GetValueOrDefault(nameof(AccountRole.AdvanceReceived)), sums.GetValueOrDefault(nameof(AccountRole.ServiceIncome)));
        return new PurchaseSums(new Money(open + earned, fund.Currency), new Money(earned, fund.Currency));
    }

    private static DateOnly? DayOf(string? iso) => iso is null ? null : IsoDates.Read(iso);

    private sealed record NeedRow
    {
        public long NeedId { get; init; }
        public string Code { get; init; } = "";
        public long FundId { get; init; }
        public long VersionNo { get; init; }
        public string Title { get; init; } = "";
        public string Description { get; init; } = "";
        public string Field { get; init; } = "";
        public string Place { get; init; } = "";
        public string? WantedBy { get; init; }
        public long? AmountMinor { get; init; }
        public string Steps { get; init; } = "";
        public string? ClosedOn { get; init; }
        public string? CloseReason { get; init; }

        internal Need ToNeed(Books books) => new(
            NeedId, Code, books.Fund(FundId), (int)VersionNo, Title, Description, Field, Place, DayOf(WantedBy), AmountMinor is { } amount ? new Money(amount, books.Fund(FundId).Currency) : null,
            [.. Steps.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(StoredWords.Read<NeedStep>)], DayOf(ClosedOn), CloseReason);
    }

    private sealed record OfferRow
    {
        public long OfferId { get; init; }
        public string Code { get; init; } = "";
        public string OrganisationCode { get; init; } = "";
        public string OrganisationName { get; init; } = "";
        public long VersionNo { get; init; }
        public string Title { get; init; } = "";
        public string Description { get; init; } = "";
        public string Field { get; init; } = "";
        public string Place { get; init; } = "";
        public string? Currency { get; init; }
        public long? AmountMinor { get; init; }
        public string? ClosedOn { get; init; }
        public string? CloseReason { get; init; }

        internal Offer ToOffer() => new(
            OfferId, Code, OrganisationCode, OrganisationName, (int)VersionNo, Title, Description, Field, Place, AmountMinor is { } amount ? new Money(amount, Values.Currency.Of(Currency!)) : null, DayOf(ClosedOn), CloseReason);
    }

    private sealed record MatchRow
    {
        public long MatchId { get; init; }
        public string NeedCode { get; init; } = "";
        public long FundId { get; init; }
        public string OfferCode { get; init; } = "";
        public string OrganisationCode { get; init; } = "";
        public string Contract { get; init; } = "";
        public long? AmountMinor { get; init; }

        internal NeedMatch ToMatch(Books books, IReadOnlyList<MatchEvent> events) => new(
            MatchId, NeedCode, OfferCode, OrganisationCode, StoredWords.Read<ContractKind>(Contract), AmountMinor is { } amount ? new Money(amount, books.Fund(FundId).Currency) : null, events);
    }

    private sealed record EventRow
    {
        public long MatchId { get; init; }
        public string State { get; init; } = "";
        public string Day { get; init; } = "";
        public string Note { get; init; } = "";
        public string Actor { get; init; } = "";

        internal MatchEvent ToEvent() => new(StoredWords.Read<MatchState>(State), IsoDates.Read(Day), Note, Actor);
    }

    private sealed record StepRow
    {
        public string Step { get; init; } = "";
        public long VersionNo { get; init; }
        public string HeldOn { get; init; } = "";
        public string? Minutes { get; init; }
        public long Attendance { get; init; }
        public long VotesFor { get; init; }
        public long VotesAgainst { get; init; }
        public long VotesAbstained { get; init; }
        public string Reason { get; init; } = "";
        public string Actor { get; init; } = "";

        internal StepHeld ToStep() => new(
            StoredWords.Read<NeedStep>(Step), (int)VersionNo, IsoDates.Read(HeldOn), Minutes, (int)Attendance, (int)VotesFor, (int)VotesAgainst, (int)VotesAbstained, Reason, Actor);
    }

    private sealed record SumRow
    {
        public string Role { get; init; } = "";
        public long AmountMinor { get; init; }
    }
}
