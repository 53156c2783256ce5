using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FundLedger.Ledger;

namespace FundLedger.Spaces;

/// <summary>What the columns of spaces hold as JSON: camelCase, money as <c>{"amount":"100.00","currency":"CNY"}</c>.</summary>
internal static class SpaceJson
{
    private static readonly JsonSerializerOptions Shape = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    internal static string Write<T>(T value) => JsonSerializer.Serialize(value, Shape);

    internal static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Shape)!;
}

/// <summary>Spaces, their operators, investments and results as rows.</summary>
internal static class SpaceStore
{
    private static readonly SqlFile List = new("spaces/list_spaces");
    private static readonly SqlFile Lock = new("spaces/lock_space");
    private static readonly SqlFile ListVersions = new("spaces/list_versions");
    private static readonly SqlFile ListOperators = new("spaces/list_operators");
    private static readonly SqlFile ListInvestments = new("spaces/list_investments");
    private static readonly SqlFile ListResults = new("spaces/list_results");
    private static readonly SqlFile ListAccepted = new("spaces/list_accepted");

    internal static async Task<IReadOnlyList<Space>> ListAsync(LedgerReader reader, Books books) => [.. (await reader.QueryAsync<SpaceRow>(List, new { code = "" })).Select(row => row.ToSpace(books))];

    internal static async Task<Space?> FindAsync(LedgerReader reader, Books books, string code) => code.Length == 0 ? null : (await reader.FindAsync<SpaceRow>(List, new { code }))?.ToSpace(books);

    /// <summary>As it stands, and nobody else works on it until the transaction ends.</summary>
    internal static async Task<Outcome<Space>> HoldAsync(LedgerTransaction tx, string code)
    {
        await tx.ExecuteAsync(Lock, new { code });
        return await FindAsync(tx, await Books.OfAsync(tx), code) is { } space ? space : Unknown(code);
    }

    internal static Refusal Unknown(string code) => Refusal.Of("space-unknown", "space", $"没有代码为“{code}”的公共空间。", $"There is no space of the code '{code}'.");

    internal static async Task<IReadOnlyList<SpaceVersion>> VersionsAsync(LedgerReader reader, Space space) =>
        [.. (await reader.QueryAsync<VersionRow>(ListVersions, new { space_id = space.Id })).Select(row => row.ToVersion())];

    /// <summary>Terms by space, each in order.</summary>
    /// <param name="space">Of one space; 0 for all.</param>
    internal static async Task<ILookup<long, SpaceTerm>> OperatorsAsync(LedgerReader reader, long space = 0) =>
        (await reader.QueryAsync<OperatorRow>(ListOperators, new { space_id = space })).ToLookup(row => row.SpaceId, row => row.ToTerm());

    /// <summary>By space, each in order, those made void too.</summary>
    /// <param name="currencyOf">The currency a space is kept in.</param>
    /// <param name="space">Of one space; 0 for all.</param>
    internal static async Task<ILookup<long, SpaceInvestment>> InvestmentsAsync(LedgerReader reader, Func<long, Currency> currencyOf, long space = 0) =>
        (await reader.QueryAsync<InvestmentRow>(ListInvestments, new { space_id = space })).ToLookup(row => row.SpaceId, row => row.ToInvestment(currencyOf(row.SpaceId)));

    /// <param name="currencyOf">The currency a space is kept in.</param>
    /// <param name="space">Of one space; 0 for all.</param>
    internal static async Task<IReadOnlyList<OperatingResult>> ResultsAsync(LedgerReader reader, Func<long, Currency> currencyOf, long space = 0) =>
        [.. (await reader.QueryAsync<ResultRow>(ListResults, new { space_id = space })).Select(row => row.ToResult(currencyOf(row.SpaceId)))];

    internal static async Task<ILookup<long, ResultFigures>> AcceptedAsync(LedgerReader reader, Books books) =>
        (await reader.QueryAsync<ResultRow>(ListAccepted)).ToLookup(row => row.SpaceId, row => row.ToFigures(books.Fund(row.FundId).Currency));

    private static DateOnly? Day(string? iso) => iso is null ? null : IsoDates.Read(iso);

    private static string? Hex(byte[]? sha256) => sha256 is null ? null : Convert.ToHexStringLower(sha256);

    private sealed record SpaceRow
    {
        public long SpaceId { get; init; }
        public string Code { get; init; } = "";
        public long FundId { get; init; }
        public string Name { get; init; } = "";
        public string? CentreCode { get; init; }
        public string Place { get; init; } = "";
        public long SquareDecimetres { get; init; }
        public string Functions { get; init; } = "";
        public string Ownership { get; init; } = "";
        public string OperationModel { get; init; } = "";
        public string OpenedOn { get; init; } = "";
        public string? ClosedOn { get; init; }
        public long? TermNo { get; init; }
        public long? OrganisationId { get; init; }
        public string? OrganisationCode { get; init; }
        public string? OrganisationName { get; init; }
        public string? Host { get; init; }
        public string? FirstDay { get; init; }
        public string? UntilDay { get; init; }
        public string? Terms { get; init; }

        internal Space ToSpace(Books books) => new(
            SpaceId, Code, Name, books.Fund(FundId), CentreCode, Place, SquareDecimetres, SpaceJson.Read<IReadOnlyList<string>>(Functions), StoredWords.Read<SpaceOwnership>(Ownership), StoredWords.Read<OperationModel>(OperationModel),
            IsoDates.Read(OpenedOn), Day(ClosedOn),
            TermNo is { } no ? new SpaceOperator((int)no, OrganisationId!.Value, OrganisationCode!, OrganisationName!, Host, IsoDates.Read(FirstDay!), Day(UntilDay), Terms!, null) : null);
    }

    private sealed record VersionRow
    {
        public long VersionNo { get; init; }
        public string Name { get; init; } = "";
        public string? CentreCode { get; init; }
        public string Place { get; init; } = "";
        public long SquareDecimetres { get; init; }
        public string Functions { get; init; } = "";
        public string Ownership { get; init; } = "";
        public string OperationModel { get; init; } = "";
        public string OpenedOn { get; init; } = "";
        public string Reason { get; init; } = "";
        public string Actor { get; init; } = "";
        public long RecordedAt { get; init; }

        internal SpaceVersion ToVersion() => new(
            (int)VersionNo, Name, CentreCode, Place, SquareDecimetres, SpaceJson.Read<IReadOnlyList<string>>(Functions), StoredWords.Read<SpaceOwnership>(Ownership), StoredWords.Read<OperationModel>(OperationModel),
            IsoDates.Read(OpenedOn), Reason, Actor, RecordedAt);
    }

    private sealed record OperatorRow
    {
        public long SpaceId { get; init; }
        public long TermNo { get; init; }
        public long OrganisationId { get; init; }
        public string OrganisationCode { get; init; } = "";
        public string OrganisationName { get; init; } = "";
        public string? Host { get; init; }
        public string FirstDay { get; init; } = "";
        public string? UntilDay { get; init; }
        public string Terms { get; init; } = "";
        public string? EndedOn { get; init; }
        public string? EndReason { get; init; }

        internal SpaceTerm ToTerm() => new(new SpaceOperator((int)TermNo, OrganisationId, OrganisationCode, OrganisationName, Host, IsoDates.Read(FirstDay), Day(UntilDay), Terms, Day(EndedOn)), EndReason);
    }

    private sealed record InvestmentRow
    {
        public long SpaceId { get; init; }
        public long InvestmentNo { get; init; }
        public string Kind { get; init; } = "";
        public long AmountMinor { get; init; }
        public string SpentOn { get; init; } = "";
        public string What { get; init; } = "";
        public long? EntryId { get; init; }
        public byte[]? EvidenceSha256 { get; init; }
        public string? VoidReason { get; init; }

        internal SpaceInvestment ToInvestment(Currency currency) => new(
            (int)InvestmentNo, StoredWords.Read<InvestmentKind>(Kind), new Money(AmountMinor, currency), IsoDates.Read(SpentOn), What, EntryId is { } entry ? new EntryId(entry) : null, Hex(EvidenceSha256), VoidReason);
    }

    private sealed record ResultRow
    {
        public long SpaceId { get; init; }
        public long FundId { get; init; }
        public string FirstDay { get; init; } = "";
        public string LastDay { get; init; } = "";
        public long VersionNo { get; init; }
        public string Content { get; init; } = "";
        public long CostMinor { get; init; }
        public long EligibleMinor { get; init; }
        public long RevenueMinor { get; init; }
        public long Users { get; init; }
        public long HoursOpen { get; init; }
        public long Volunteers { get; init; }
        public long VolunteerHours { get; init; }
        public string? Reason { get; init; }
        public byte[]? EvidenceSha256 { get; init; }
        public string SubmittedOn { get; init; } = "";
        public string SubmittedBy { get; init; } = "";
        public string? Decision { get; init; }
        public string? DecidedOn { get; init; }
        public string? DecidedBy { get; init; }
        public string? DecisionNote { get; init; }

        internal ResultFigures ToFigures(Currency currency) => new(
            SpaceId, IsoDates.Read(FirstDay), IsoDates.Read(LastDay), (int)VersionNo, new Money(CostMinor, currency), new Money(EligibleMinor, currency), new Money(RevenueMinor, currency),
            (int)Users, (int)HoursOpen, (int)Volunteers, (int)VolunteerHours);

        internal OperatingResult ToResult(Currency currency) => new(
            ToFigures(currency), SpaceJson.Read<ResultContent>(Content), Reason, Hex(EvidenceSha256), IsoDates.Read(SubmittedOn), SubmittedBy,
            Decision is null ? null : StoredWords.Read<ResultDecision>(Decision), Day(DecidedOn), DecidedBy, DecisionNote);
    }
}
