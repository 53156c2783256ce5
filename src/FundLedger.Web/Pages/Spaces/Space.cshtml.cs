using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Spaces;

/// <summary>One space: its register, who runs it, what was invested, what it cost and earned. An operator's people see what belongs to their own terms.</summary>
[Needs(Permission.ReadLedger, Permission.ReadOrganisation)]
public sealed class SpaceModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Spaces;
    public override Bilingual Title => new($"公共空间 {Of?.Code}", $"Space {Of?.Code}");

    public Space Of { get; private set; } = null!;
    public IReadOnlyList<Space> Satellites { get; private set; } = [];
    public IReadOnlyList<SpaceVersion> Versions { get; private set; } = [];
    public IReadOnlyList<SpaceTerm> Terms { get; private set; } = [];
    public IReadOnlyList<SpaceInvestment> Investments { get; private set; } = [];

    /// <summary>Periods, the last first; in each the newest version first.</summary>
    public IReadOnlyList<IReadOnlyList<OperatingResult>> Periods { get; private set; } = [];
    public IReadOnlyList<ResultPoint> Curve { get; private set; } = [];
    public IReadOnlyList<DuePeriod> Missed { get; private set; } = [];
    public SpaceMeasure? LastYear { get; private set; }

    /// <summary>Reads the books of its fund; who does not sees the operator's side only.</summary>
    public bool ReadsBooks { get; private set; }
    public bool MayRecord { get; private set; }
    public bool MayReport { get; private set; }
    public bool MayErase => MayEverywhere(Permission.ErasePeople);

    /// <summary>Whether the host of a term is told: to the fund's people and to the operator's own.</summary>
    public bool SeesHost(SpaceTerm term) => ReadsBooks || May(Permission.ReadOrganisation, new Target(Organisation: term.Operator.Organisation));

    internal string FormPath(string form, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var query = new QueryBuilder { { "space", Of.Code } };
        foreach (var (name, value) in more) query.Add(name, value);
        return $"/directory/{form}{query}";
    }

    internal string ResultPath(string form, ResultFigures of) => FormPath(form, ("first", of.First.ToIso()), ("last", of.Last.ToIso()), ("version", $"{of.Version}"));

    internal string FilePath(string sha256) => $"{IndexModel.PathOf(Of.Code)}/files/{sha256}";

    /// <summary>Whether this person may decide it: nobody decides what they handed in.</summary>
    internal bool MayDecide(OperatingResult result) => MayRecord && result.Decision is null && result.SubmittedBy != Who.Person.Id;

    public async Task<IActionResult> OnGetAsync(string code)
    {
        await ReadAsync(async (reader, books) =>
        {
            if (await SpaceReading.FindAsync(reader, books, code) is not { } found) return;
            var terms = await SpaceReading.OperatorsAsync(reader, found);
            if (!Who.MayRead(books, found, terms, Today)) return;
            (Of, Terms, ReadsBooks, MayRecord) = (found, terms, May(Permission.ReadLedger, books.TargetOf(found.Fund)), May(Permission.RecordMoney, books.TargetOf(found.Fund)));
            MayReport = MayRecord || terms.Any(term => May(Permission.EditOrganisation, new Target(Organisation: term.Operator.Organisation)));
            (Versions, Investments) = (await SpaceReading.VersionsAsync(reader, found), await SpaceReading.InvestmentsAsync(reader, found));
            var results = await OperatingResults.OfAsync(reader, books, found);
            Periods = [.. results.GroupBy(result => (result.Figures.First, result.Figures.Last)).OrderByDescending(period => period.Key.First).Select(period => (IReadOnlyList<OperatingResult>)[.. period.OrderByDescending(result => result.Figures.Version)])];
            var accepted = OperatingResults.Accepted(results);
            (Curve, Missed) = (SpaceFigures.CurveOf(accepted), DuePeriods.Of(found, results, Today));
            LastYear = SpaceFigures.Compare([found], accepted.ToLookup(figures => figures.SpaceId))[0].LastYear;
            Satellites = [.. (await SpaceReading.ListAsync(reader, books)).Where(other => other.Centre == found.Code)];
        });
        return Of is null ? NotFound() : Page();
    }
}
