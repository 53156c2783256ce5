using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using FundLedger.Web.Pages.Taper;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Public;

/// <summary>How public money is withdrawn from each space, open to everybody: amounts, shares and results, and nothing of any person.</summary>
[AnyoneMay]
public sealed class TaperModel(Database database, TimeProvider clock) : PublicPage(database, clock)
{
    public override Part Where => Part.PublicTaper;
    public override Bilingual Title => new("渐进撤出公示", "Taper-out, open to all");

    public sealed record OnePlan(TaperPlanFigures Figures, IReadOnlyList<TaperProgress> Periods, Currency Currency);

    public IReadOnlyList<OnePlan> Plans { get; private set; } = [];

    public Task OnGetAsync() => ReadPublicAsync(async (reader, books) =>
    {
        var plans = new List<OnePlan>();
        var periods = (await TaperProgress.AllAsync(reader, books, Today)).ToDictionary(one => one.Plan.Number, one => one.Periods);
        foreach (var fund in periods.Values.Select(of => of[0].At.Plan.Fund).DistinctBy(fund => fund.Id).Where(Funds.Shows).OrderBy(fund => fund.Code, StringComparer.Ordinal))
            plans.AddRange((await TaperFigures.OfAsync(reader, fund.Code, null, Today)).Expect().Plans.Select(plan => new OnePlan(plan, periods[plan.Number], fund.Currency)));
        Plans = plans;
    });

    internal PlotShown DrawnOf(OnePlan one) => TaperPage.DrawnOf(one.Figures, one.Periods, Language);
}
