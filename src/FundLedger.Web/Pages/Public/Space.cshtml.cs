using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Public;

/// <summary>One public space, open to everybody: no host, no words of the operator, accepted figures only.</summary>
[AnyoneMay]
public sealed class SpaceModel(Database database, TimeProvider clock) : PublicPage(database, clock)
{
    public override Part Where => Part.PublicSpaces;
    public override Bilingual Title => new("公共空间公示", "Public spaces, open to all");

    public Space Of { get; private set; } = null!;

    /// <summary>The last first.</summary>
    public IReadOnlyList<(ResultFigures Figures, ResultPoint Point)> Results { get; private set; } = [];
    public IReadOnlyList<(InvestmentKind Kind, Money Amount)> Invested { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code)
    {
        await ReadPublicAsync(async (reader, books) =>
        {
            if (await SpaceReading.FindAsync(reader, books, code) is not { } found || !Funds.Shows(found.Fund)) return;
            Of = found;
            var accepted = OperatingResults.Accepted(await OperatingResults.OfAsync(reader, books, found));
            Results = [.. accepted.Zip(SpaceFigures.CurveOf(accepted)).Reverse()];
            var counted = (await SpaceReading.InvestmentsAsync(reader, found)).Where(one => one.VoidReason is null).ToLookup(one => one.Kind, one => one.Amount);
            Invested = [.. Enum.GetValues<InvestmentKind>().Select(kind => (kind, counted[kind].Aggregate(Money.Zero(found.Fund.Currency), (sum, amount) => sum + amount)))];
        });
        return Of is null ? NotFound() : Page();
    }
}
