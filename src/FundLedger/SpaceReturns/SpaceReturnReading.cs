using FundLedger.Ledger;
using FundLedger.Spaces;

namespace FundLedger.SpaceReturns;

/// <summary>Rules, what is owed by them, and rooms given for service, as stored.</summary>
public static class SpaceReturnReading
{
    private static readonly SqlFile Rules = new("space_returns/list_rules");
    private static readonly SqlFile Charges = new("space_returns/list_charges");
    private static readonly SqlFile Open = new("space_returns/list_open");
    private static readonly SqlFile Services = new("space_returns/list_services");
    private static readonly SqlFile Moves = new("space_returns/list_service_moves");

    /// <summary>By version.</summary>
    public static async Task<IReadOnlyList<ReturnRule>> RulesAsync(LedgerReader reader, Space space) => [.. (await RulesAsync(reader, space.Id))[space.Id]];

    /// <param name="space">Of one space; 0 for all.</param>
    internal static async Task<ILookup<long, ReturnRule>> RulesAsync(LedgerReader reader, long space = 0) => (await reader.QueryAsync<RuleRow>(Rules, new { space_id = space })).ToLookup(row => row.SpaceId, row => row.ToRule());

    /// <summary>What was charged, by space and period.</summary>
    /// <param name="space">Of one space; null for all.</param>
    public static async Task<IReadOnlyList<RevenueReturn>> ReturnsAsync(LedgerReader reader, Books books, Space? space = null)
    {
        var spaces = await SpacesAsync(reader, books, space);
        var open = await OpenAsync(reader, AccountRole.SpaceRevenueReceivable);
        return [.. (await reader.QueryAsync<ChargeRow>(Charges, new { space_id = space?.Id ?? 0 })).GroupBy(row => (row.SpaceId, row.FirstDay, row.LastDay)).Select(rows =>
        {
            var (of, period) = (spaces[rows.Key.SpaceId], new ReturnPeriod(IsoDates.Read(rows.Key.FirstDay), IsoDates.Read(rows.Key.LastDay)));
            return new RevenueReturn(of, period, [.. rows.Select(row => row.ToCharge(of.Fund.Currency))], new Money(open.GetValueOrDefault(RevenueReturn.SubjectOf(of.Code, period)), of.Fund.Currency));
        })];
    }

    /// <summary>Rooms given for service, by space and number.</summary>
    /// <param name="space">Of one space; null for all.</param>
    public static async Task<IReadOnlyList<SpaceService>> ServicesAsync(LedgerReader reader, Books books, Space? space = null)
    {
        var spaces = await SpacesAsync(reader, books, space);
        var open = await OpenAsync(reader, AccountRole.ServiceDue);
        var moves = (await reader.QueryAsync<MoveRow>(Moves, new { space_id = space?.Id ?? 0 })).ToLookup(row => (row.SpaceId, row.ServiceNo), row => row.ToMove(spaces[row.SpaceId].Fund.Currency));
        return [.. (await reader.QueryAsync<ServiceRow>(Services, new { space_id = space?.Id ?? 0 })).Select(row =>
            row.ToService(spaces[row.SpaceId], [.. moves[(row.SpaceId, row.ServiceNo)]], open.GetValueOrDefault(SpaceService.SubjectOf(spaces[row.SpaceId].Code, (int)row.ServiceNo))))];
    }

    private static async Task<IReadOnlyDictionary<long, Space>> SpacesAsync(LedgerReader reader, Books books, Space? space) =>
        space is null ? (await SpaceReading.ListAsync(reader, books)).ToDictionary(one => one.Id) : new Dictionary<long, Space> { [space.Id] = space };

    private static async Task<IReadOnlyDictionary<string, long>> OpenAsync(LedgerReader reader, AccountRole role) =>
        (await reader.QueryAsync<OpenRow>(Open, new { role = role.ToString() })).ToDictionary(row => row.Subject, row => row.OpenMinor);

    private sealed record RuleRow
    {
        public long SpaceId { get; init; }
        public long VersionNo { get; init; }
        public string FirstDay { get; init; } = "";
        public string Basis { get; init; } = "";
        public string Tiers { get; init; } = "";
        public long DueDays { get; init; }
        public string Reason { get; init; } = "";

        internal ReturnRule ToRule() => new((int)VersionNo, IsoDates.Read(FirstDay), StoredWords.Read<ReturnBasis>(Basis), ReturnRule.ReadTiers(Tiers), (int)DueDays, Reason);
    }

    private sealed record ChargeRow
    {
        public long SpaceId { get; init; }
        public string FirstDay { get; init; } = "";
        public string LastDay { get; init; } = "";
        public long ChargeNo { get; init; }
        public long RuleVersion { get; init; }
        public long RevenueMinor { get; init; }
        public long TotalMinor { get; init; }
        public long ChangeMinor { get; init; }
        public string ChargedOn { get; init; } = "";
        public string DueOn { get; init; } = "";
        public long? EntryId { get; init; }

        internal ReturnCharge ToCharge(Currency currency) => new(
            (int)ChargeNo, (int)RuleVersion, new Money(RevenueMinor, currency), new Money(TotalMinor, currency), new Money(ChangeMinor, currency), IsoDates.Read(ChargedOn), IsoDates.Read(DueOn),
            EntryId is { } entry ? new EntryId(entry) : null);
    }

    private sealed record OpenRow
    {
        public string Subject { get; init; } = "";
        public long OpenMinor { get; init; }
    }

    private sealed record MoveRow
    {
        public long SpaceId { get; init; }
        public long ServiceNo { get; init; }
        public long MoveNo { get; init; }
        public string Kind { get; init; } = "";
        public long HundredthHours { get; init; }
        public long ValueMinor { get; init; }
        public string Day { get; init; } = "";
        public string What { get; init; } = "";
        public byte[]? EvidenceSha256 { get; init; }
        public long EntryId { get; init; }

        internal ServiceMove ToMove(Currency currency) => new(
            (int)MoveNo, StoredWords.Read<ServiceMoveKind>(Kind), new Hours(HundredthHours), new Money(ValueMinor, currency), IsoDates.Read(Day), What, EvidenceSha256 is { } sha ? Convert.ToHexStringLower(sha) : null, new EntryId(EntryId));
    }

    private sealed record ServiceRow
    {
        public long SpaceId { get; init; }
        public long ServiceNo { get; init; }
        public string OrganisationCode { get; init; } = "";
        public string GivenOn { get; init; } = "";
        public long HundredthHours { get; init; }
        public long RateMinor { get; init; }
        public long ServiceRateMinor { get; init; }
        public long ValueMinor { get; init; }
        public string DueOn { get; init; } = "";
        public string What { get; init; } = "";
        public long EntryId { get; init; }

        internal SpaceService ToService(Space space, IReadOnlyList<ServiceMove> moves, long open)
        {
            var currency = space.Fund.Currency;
            return new(space, (int)ServiceNo, OrganisationCode, IsoDates.Read(GivenOn), new Hours(HundredthHours), new Money(RateMinor, currency), new Money(ServiceRateMinor, currency), new Money(ValueMinor, currency),
                IsoDates.Read(DueOn), What, new EntryId(EntryId), moves, new Money(open, currency));
        }
    }
}
