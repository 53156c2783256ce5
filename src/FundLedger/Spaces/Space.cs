using System.Text.Json.Serialization;
using FundLedger.Ledger;

namespace FundLedger.Spaces;

/// <summary>Whose the rooms are.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SpaceOwnership>))]
public enum SpaceOwnership
{
    Public,
    Collective,
    Rented,
    Lent,
    Other,
}

/// <summary>Who runs a space, and how they came to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OperationModel>))]
public enum OperationModel
{
    /// <summary>党建引领、政府主导、多方参与.</summary>
    PartyLed,

    /// <summary>社区主导.</summary>
    CommunityLed,

    /// <summary>枢纽组织赋能、招募主理人.</summary>
    Enabled,

    /// <summary>公建民营.</summary>
    PubliclyBuilt,
    Other,
}

/// <summary>A public space of a community.</summary>
/// <param name="Fund">That supports it.</param>
/// <param name="Centre">Code of the centre it is a satellite of (1+N); null for a centre, or one that stands alone.</param>
/// <param name="SquareDecimetres">Its area; 100 make a square metre. 0 when it is not known.</param>
/// <param name="ClosedOn">Null while it is open.</param>
/// <param name="Operator">Who runs it now; null while nobody does.</param>
public sealed record Space(
    long Id, string Code, string Name, Fund Fund, string? Centre, string Place, long SquareDecimetres, IReadOnlyList<string> Functions, SpaceOwnership Ownership, OperationModel Model, DateOnly OpenedOn, DateOnly? ClosedOn,
    SpaceOperator? Operator);

/// <summary>A term of running a space (主理人/运营方).</summary>
/// <param name="No">From 1.</param>
/// <param name="Organisation">Its code in the directory; payments go to its payee.</param>
/// <param name="Host">The person people meet there (主理人); null where none is named, or once erased.</param>
/// <param name="Until">The last day agreed; null without an end.</param>
/// <param name="Terms">What was agreed, in a few words.</param>
/// <param name="EndedOn">The last day it ran the space; null while it does.</param>
public sealed record SpaceOperator(int No, long OrganisationId, string Organisation, string OrganisationName, string? Host, DateOnly From, DateOnly? Until, string Terms, DateOnly? EndedOn);
