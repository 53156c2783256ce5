using FundLedger.Programmes;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Public;

/// <summary>Grant programmes and their rounds, those that are open first, open to everybody.</summary>
[AnyoneMay]
public sealed class ProgrammeListModel(Database database, TimeProvider clock) : PublicPage(database, clock)
{
    public override Part Where => Part.PublicProgrammes;
    public override Bilingual Title => new("申报批次公示", "Rounds, open to all");

    /// <param name="Projects">Decided so far.</param>
    public sealed record OneRound(GrantRound Round, RoundState State, int Projects, Money Awarded);

    public IReadOnlyList<(GrantProgramme Programme, IReadOnlyList<OneRound> Rounds)> Programmes { get; private set; } = [];

    public Task OnGetAsync() => ReadPublicAsync(async (reader, books) =>
    {
        var rounds = (await GrantReading.RoundsAsync(reader, books)).ToLookup(round => round.Programme.Code);
        var projects = (await PublicProjects.ListAsync(reader, books, Funds, Today)).ToLookup(project => project.Award.Round ?? "", project => project.Award.Amount);
        Programmes =
        [
            .. (await GrantReading.ProgrammesAsync(reader, books)).Where(programme => Funds.Shows(programme.Fund))
                .Select(programme => (programme, (IReadOnlyList<OneRound>)[.. rounds[programme.Code].OrderByDescending(round => round.OpensAt).Select(round => new OneRound(
                    round, round.StateAt(Now), projects[round.Code].Count(), projects[round.Code].Aggregate(Money.Zero(round.Budget.Currency), (sum, amount) => sum + amount)))]))
                .OrderByDescending(one => one.Item2.Any(round => round.State == RoundState.Open)),
        ];
    });
}
