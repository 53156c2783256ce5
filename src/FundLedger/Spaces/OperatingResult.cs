using System.Text.Json.Serialization;

namespace FundLedger.Spaces;

/// <param name="Code">Of the line, the same from period to period.</param>
/// <param name="IsEligible">Of a cost: support may be given for it.</param>
public sealed record ResultLine(string Code, string Name, Money Amount, bool IsEligible = true);

/// <summary>What a space cost and earned in a period, and what happened there.</summary>
/// <param name="Users">Visits.</param>
/// <param name="HoursOpen">Whole hours.</param>
/// <param name="Volunteers">People.</param>
/// <param name="Text">In the operator's words.</param>
public sealed record ResultContent(IReadOnlyList<ResultLine> Costs, IReadOnlyList<ResultLine> Revenues, int Users, int HoursOpen, int Volunteers, int VolunteerHours, string Text);

[JsonConverter(typeof(JsonStringEnumConverter<ResultDecision>))]
public enum ResultDecision
{
    Accepted,
    Returned,
}

/// <summary>The figures of a result, without its lines.</summary>
/// <param name="First">First day of a month or a quarter.</param>
/// <param name="Last">Last day of the same.</param>
/// <param name="EligibleCost">That support may be given for.</param>
public sealed record ResultFigures(long SpaceId, DateOnly First, DateOnly Last, int Version, Money Cost, Money EligibleCost, Money Revenue, int Users, int HoursOpen, int Volunteers, int VolunteerHours);

/// <summary>One version of what an operator reports of a period; a correction is the next version.</summary>
/// <param name="Reason">Of a correction; null for the first version.</param>
/// <param name="Evidence">Sha-256 of the file that shows it, in hex; null without one.</param>
/// <param name="Decision">Null until somebody decided.</param>
public sealed record OperatingResult(
    ResultFigures Figures, ResultContent Content, string? Reason, string? Evidence, DateOnly SubmittedOn, string SubmittedBy, ResultDecision? Decision, DateOnly? DecidedOn, string? DecidedBy, string? Note);
