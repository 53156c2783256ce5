using FundLedger.Spaces;

namespace FundLedger.Blueprints;

/// <summary>Blueprints as rows.</summary>
internal static class BlueprintStore
{
    private static readonly SqlFile List = new("blueprints/list_blueprints");
    private static readonly SqlFile Insert = new("blueprints/insert_blueprint");
    private static readonly SqlFile InsertYear = new("blueprints/insert_year");

    /// <summary>By the space's id, the first first.</summary>
    /// <param name="currencyOf">The currency a space is kept in.</param>
    /// <param name="space">Of one space; 0 for all.</param>
    internal static async Task<ILookup<long, BlueprintVersion>> VersionsAsync(LedgerReader reader, Func<long, Currency> currencyOf, long space = 0) =>
        (await reader.QueryAsync<YearRow>(List, new { space_id = space })).GroupBy(row => (row.SpaceId, row.VersionNo))
            .ToLookup(rows => rows.Key.SpaceId, rows => rows.First() is var first ? new BlueprintVersion(
                (int)first.VersionNo, [.. rows.Select(row => row.ToYear(currencyOf(row.SpaceId)))], first.Reason, IsoDates.Read(first.PlannedOn), first.Maker, first.ProposalId) : null!);

    internal static async Task InsertAsync(LedgerTransaction tx, Space space, BlueprintVersion version)
    {
        await tx.ExecuteAsync(Insert, new
        {
            space_id = space.Id, version_no = (long)version.No, reason = version.Reason, planned_on = version.PlannedOn.ToIso(), maker = version.Maker, proposal_id = version.Proposal, recorded_at = tx.RecordedAt,
        });
        foreach (var year in version.Years)
        {
            await tx.ExecuteAsync(InsertYear, new
            {
                space_id = space.Id, version_no = (long)version.No, year_no = (long)year.Year, aim = year.Aim, hardware_minor = year.Hardware.MinorUnits, governance_minor = year.Governance.MinorUnits,
                operation_minor = year.Operation.MinorUnits, self_sufficiency = (long?)year.SelfSufficiency?.Value,
            });
        }
    }

    private sealed record YearRow
    {
        public long SpaceId { get; init; }
        public long VersionNo { get; init; }
        public string Reason { get; init; } = "";
        public string PlannedOn { get; init; } = "";
        public string Maker { get; init; } = "";
        public long? ProposalId { get; init; }
        public long YearNo { get; init; }
        public string Aim { get; init; } = "";
        public long HardwareMinor { get; init; }
        public long GovernanceMinor { get; init; }
        public long OperationMinor { get; init; }
        public long? SelfSufficiency { get; init; }

        internal BlueprintYear ToYear(Currency currency) => new(
            (int)YearNo, Aim, new Money(HardwareMinor, currency), new Money(GovernanceMinor, currency), new Money(OperationMinor, currency), SelfSufficiency is { } target ? new BasisPoints((int)target) : null);
    }
}
