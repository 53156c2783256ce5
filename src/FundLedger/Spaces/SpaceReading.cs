using System.Text.Json.Serialization;
using FundLedger.Ledger;

namespace FundLedger.Spaces;

/// <summary>What the register said of a space, from one change to the next.</summary>
/// <param name="Reason">Of the change; empty for the first.</param>
public sealed record SpaceVersion(
    int Version, string Name, string? Centre, string Place, long SquareDecimetres, IReadOnlyList<string> Functions, SpaceOwnership Ownership, OperationModel Model, DateOnly OpenedOn, string Reason, string Actor, long RecordedAt);

/// <param name="EndReason">Null while it runs the space.</param>
public sealed record SpaceTerm(SpaceOperator Operator, string? EndReason);

/// <summary>What money of a space was for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InvestmentKind>))]
public enum InvestmentKind
{
    /// <summary>硬件: building, fitting out, equipment.</summary>
    Hardware,

    /// <summary>软治理: people, training, activities, rules.</summary>
    Governance,

    /// <summary>评估: of how well it works.</summary>
    Evaluation,
}

/// <param name="No">From 1 in each space.</param>
/// <param name="Entry">That paid it; null where it is not in these books.</param>
/// <param name="Evidence">Sha-256 of the file that shows it, in hex; null without one.</param>
/// <param name="VoidReason">It does not count any more; null while it does.</param>
public sealed record SpaceInvestment(int No, InvestmentKind Kind, Money Amount, DateOnly On, string What, EntryId? Entry, string? Evidence, string? VoidReason);

/// <summary>Spaces as they are stored.</summary>
public static class SpaceReading
{
    /// <summary>By code.</summary>
    public static Task<IReadOnlyList<Space>> ListAsync(LedgerReader reader, Books books) => SpaceStore.ListAsync(reader, books);

    public static Task<Space?> FindAsync(LedgerReader reader, Books books, string code) => SpaceStore.FindAsync(reader, books, code);

    /// <summary>What the register said, the first first.</summary>
    public static Task<IReadOnlyList<SpaceVersion>> VersionsAsync(LedgerReader reader, Space space) => SpaceStore.VersionsAsync(reader, space);

    /// <summary>Who ran it, the first first.</summary>
    public static async Task<IReadOnlyList<SpaceTerm>> OperatorsAsync(LedgerReader reader, Space space) => [.. (await SpaceStore.OperatorsAsync(reader, space.Id))[space.Id]];

    /// <summary>Who ran each space, by its id, the first first.</summary>
    public static Task<ILookup<long, SpaceTerm>> AllOperatorsAsync(LedgerReader reader) => SpaceStore.OperatorsAsync(reader);

    /// <summary>In the order they were recorded, those made void too.</summary>
    public static async Task<IReadOnlyList<SpaceInvestment>> InvestmentsAsync(LedgerReader reader, Space space) => [.. (await SpaceStore.InvestmentsAsync(reader, _ => space.Fund.Currency, space.Id))[space.Id]];

    /// <summary>The same of all of them, by the space's id.</summary>
    /// <param name="spaces">All there are.</param>
    public static Task<ILookup<long, SpaceInvestment>> AllInvestmentsAsync(LedgerReader reader, IReadOnlyList<Space> spaces)
    {
        var currencies = spaces.ToDictionary(space => space.Id, space => space.Fund.Currency);
        return SpaceStore.InvestmentsAsync(reader, id => currencies[id]);
    }

    /// <summary>A centre with its satellites, centres by code; a space that stands alone is a centre without any.</summary>
    public static IReadOnlyList<(Space Centre, IReadOnlyList<Space> Satellites)> Grouped(IReadOnlyList<Space> spaces) =>
        [.. spaces.Where(space => space.Centre is null).Select(centre => (centre, (IReadOnlyList<Space>)[.. spaces.Where(space => space.Centre == centre.Code)]))];
}
