using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Spaces;

/// <summary>Every public space, each centre with its satellites; to an organisation's people, the spaces that it runs or ran.</summary>
[Needs(Permission.ReadLedger, Permission.ReadOrganisation)]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Spaces;
    public override Bilingual Title => ReadsBooks ? new("公共空间", "Spaces") : new("我的空间", "My spaces");

    /// <param name="IsSatellite">It stands below its centre.</param>
    /// <param name="Waiting">Results that wait to be decided.</param>
    public sealed record RowShown(Space Space, bool IsSatellite, ResultPoint? Last, int Waiting, int SentBack, int Missed);

    public IReadOnlyList<RowShown> Rows { get; private set; } = [];
    public bool ReadsBooks => MaySomewhere(Permission.ReadLedger);
    public bool MayRecord => MaySomewhere(Permission.RecordMoney);
    public bool MayReport => MayRecord || MaySomewhere(Permission.EditOrganisation);

    public Task OnGetAsync() => ReadAsync(async (reader, books) =>
    {
        var spaces = await SpaceReading.ListAsync(reader, books);
        var (results, terms) = (await OperatingResults.AllAsync(reader, spaces), await SpaceReading.AllOperatorsAsync(reader));
        var seen = spaces.Where(space => Who.MayRead(books, space, terms[space.Id], Today)).ToList();
        var order = SpaceReading.Grouped(seen).SelectMany(group => group.Satellites.Prepend(group.Centre)).ToList();
        Rows = [.. order.Concat(seen.Except(order)).Select(space =>
        {
            var all = results[space.Id].ToList();
            var newest = all.GroupBy(result => result.Figures.First).Select(versions => versions.MaxBy(result => result.Figures.Version)!).ToList();
            return new RowShown(
                space, space.Centre is not null && order.Contains(space), SpaceFigures.CurveOf(OperatingResults.Accepted(all)) is [.., var last] ? last : null, newest.Count(result => result.Decision is null),
                newest.Count(result => result.Decision == ResultDecision.Returned), DuePeriods.Of(space, all, Today).Count);
        })];
    });

    internal static string PathOf(string code) => $"/spaces/{Uri.EscapeDataString(code)}";
}
