using FundLedger.Matching;
using FundLedger.Spaces;
using FundLedger.Values;

namespace FundLedger.Web.Api;

/// <summary>What the public pages show, without a token: nothing of any person.</summary>
internal static class PublicApi
{
    private const string Part = "public";

    internal static void MapPublic(this ApiRoutes api)
    {
        api.ReadOpenly<Page<PublicProgrammeShown>>("/public/matching", new("listPublicMatching", Part, new("配比公示", "Matching, open to all"), "Every matching programme, by code: its pot, what was given of it and what would be.", ApiParameter.Paging), MatchingAsync);
        api.ReadOpenly<Page<PublicSpaceShown>>("/public/spaces", new("listPublicSpaces", Part, new("公共空间公示", "Public spaces, open to all"), "Every space that is open, by code: cost and revenue of the accepted results of the last twelve months.", ApiParameter.Paging), SpacesAsync);
    }

    private static Task<IResult> MatchingAsync(ApiCall call) => call.ReadAsync(async (reader, _) => call.PageOf(
        (await MatchingReading.ListAsync(reader, call.Today)).OrderBy(programme => programme.Code, StringComparer.Ordinal).Select(programme => new PublicProgrammeShown(
            programme.Code, programme.Name, programme.Status, programme.First, programme.Last, programme.Pot, programme.Matched - programme.Returned, programme.Estimated)), shown => shown.Programme));

    private static Task<IResult> SpacesAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var open = (await SpaceReading.ListAsync(reader, books)).Where(space => space.ClosedOn is null).OrderBy(space => space.Code, StringComparer.Ordinal).ToList();
        var compared = SpaceFigures.Compare(open, await OperatingResults.AcceptedAsync(reader, books));
        return call.PageOf(compared.OrderBy(one => one.Space.Code, StringComparer.Ordinal).Select(PublicSpaceShown.Of), space => space.Space);
    });
}

/// <param name="Estimated">What would be given as things stand; null once it is final.</param>
public sealed record PublicProgrammeShown(string Programme, string Name, ProgrammeStatus Status, DateOnly First, DateOnly Last, Money Pot, Money Given, Money? Estimated);

/// <param name="Centre">The space whose satellite it is.</param>
/// <param name="Cost">Of the last twelve months; null without an accepted result.</param>
public sealed record PublicSpaceShown(string Space, string Name, string? Centre, string Place, Money? Cost, Money? Revenue, int? Users)
{
    internal static PublicSpaceShown Of(SpaceCompared compared) => new(
        compared.Space.Code, compared.Space.Name, compared.Space.Centre, compared.Space.Place, compared.LastYear?.Cost, compared.LastYear?.Revenue, compared.LastYear?.Users);
}
