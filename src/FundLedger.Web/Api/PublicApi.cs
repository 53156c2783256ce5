using FundLedger.Awards;
using FundLedger.Disclosure;
using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.Reporting;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Api;

/// <summary>What the public pages show, without a token: nothing of any person.</summary>
internal static class PublicApi
{
    private const string Part = "public";

    internal static void MapPublic(this ApiRoutes api)
    {
        api.ReadOpenly<Page<PublicFundShown>>("/public/funds", new("listPublicFunds", Part, new("基金公示", "Funds, open to all"), "Every fund that is shown, by code: opening + cameIn + matched + moved - spent = left, since the books were begun; by kind of source too.", ApiParameter.Paging), FundsAsync);
        api.ReadOpenly<Page<PublicProjectShown>>("/public/projects", new("listPublicProjects", Part, new("资助项目公示", "Projects, open to all"), "Every project of a fund that is shown, by number, from the day it is published for objections on.", ApiParameter.Paging), ProjectsAsync);
        api.ReadOpenly<Page<PublicProgrammeShown>>("/public/matching", new("listPublicMatching", Part, new("配比公示", "Matching, open to all"), "Every matching programme, by code: its pot, what was given of it and what would be.", ApiParameter.Paging), MatchingAsync);
        api.ReadOpenly<Page<PublicSpaceShown>>("/public/spaces", new("listPublicSpaces", Part, new("公共空间公示", "Public spaces, open to all"), "Every space that is open, by code: cost and revenue of the accepted results of the last twelve months.", ApiParameter.Paging), SpacesAsync);
    }

    private static Task<IResult> FundsAsync(ApiCall call) => call.ReadAsync(async (reader, books) => call.PageOf(
        (await PublicMoney.ListAsync(reader, books, await PublicFunds.LoadAsync(reader))).OrderBy(one => one.Fund.Code, StringComparer.Ordinal)
            .Select(one => new PublicFundShown(one.Fund.Code, one.Fund.Name, PublicSumsShown.Of(one.Total), [.. one.Kinds.Select(PublicSumsShown.Of)])), fund => fund.Fund));

    private static Task<IResult> ProjectsAsync(ApiCall call) => call.ReadAsync(async (reader, books) => call.PageOf(
        (await PublicProjects.ListAsync(reader, books, await PublicFunds.LoadAsync(reader), call.Today)).OrderBy(one => one.Award.Number, StringComparer.Ordinal)
            .Select(one => new PublicProjectShown(one.Award.Number, one.Award.Terms.Title, one.Award.OrganisationName, one.Award.Fund.Code, one.Stage, one.Award.Amount, one.Paid, one.Award.Terms.Starts, one.Award.Terms.Ends)), project => project.Project));

    private static Task<IResult> MatchingAsync(ApiCall call) => call.ReadAsync(async (reader, _) => call.PageOf(
        (await ShownAsync(reader, await MatchingReading.ListAsync(reader, call.Today), programme => programme.PotFund)).OrderBy(programme => programme.Code, StringComparer.Ordinal).Select(programme => new PublicProgrammeShown(
            programme.Code, programme.Name, programme.Status, programme.First, programme.Last, programme.Pot, programme.Matched - programme.Returned, programme.Estimated)), shown => shown.Programme));

    private static Task<IResult> SpacesAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var open = (await ShownAsync(reader, await SpaceReading.ListAsync(reader, books), space => space.Fund)).Where(space => space.ClosedOn is null).OrderBy(space => space.Code, StringComparer.Ordinal).ToList();
        var compared = SpaceFigures.Compare(open, await OperatingResults.AcceptedAsync(reader, books));
        return call.PageOf(compared.OrderBy(one => one.Space.Code, StringComparer.Ordinal).Select(PublicSpaceShown.Of), space => space.Space);
    });

    /// <summary>What belongs to a fund that everybody may look at.</summary>
    private static async Task<IEnumerable<T>> ShownAsync<T>(LedgerReader reader, IEnumerable<T> all, Func<T, Fund> fundOf)
    {
        var shown = await PublicFunds.LoadAsync(reader);
        return all.Where(one => shown.Shows(fundOf(one)));
    }
}

/// <param name="Kind">Null for the sum of all kinds of source.</param>
public sealed record PublicSumsShown(SourceKind? Kind, Money Opening, Money CameIn, Money Matched, Money Moved, Money Spent, Money Left, Money Promised)
{
    internal static PublicSumsShown Of(PublicSums sums) => new(sums.Kind, sums.Opening, sums.CameIn, sums.Matched, sums.Moved, sums.Spent, sums.Left, sums.Promised);
}

public sealed record PublicFundShown(string Fund, string Name, PublicSumsShown Total, IReadOnlyList<PublicSumsShown> Kinds);

public sealed record PublicProjectShown(string Project, string Title, string Organisation, string Fund, AwardStage Stage, Money Amount, Money Paid, DateOnly Starts, DateOnly Ends);

/// <param name="Estimated">What would be given as things stand; null once it is final.</param>
public sealed record PublicProgrammeShown(string Programme, string Name, ProgrammeStatus Status, DateOnly First, DateOnly Last, Money Pot, Money Given, Money? Estimated);

/// <param name="Centre">The space whose satellite it is.</param>
/// <param name="Cost">Of the last twelve months; null without an accepted result.</param>
public sealed record PublicSpaceShown(string Space, string Name, string? Centre, string Place, Money? Cost, Money? Revenue, int? Users)
{
    internal static PublicSpaceShown Of(SpaceCompared compared) => new(
        compared.Space.Code, compared.Space.Name, compared.Space.Centre, compared.Space.Place, compared.LastYear?.Cost, compared.LastYear?.Revenue, compared.LastYear?.Users);
}
