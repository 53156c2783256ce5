using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reports.Charts;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Taper;

/// <summary>All plans that the one who looks may read, on one page: of the funds they read, or of their own organisation.</summary>
[Needs(Permission.ReadLedger, Permission.ReadOrganisation)]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    internal static readonly IReadOnlyList<(string Class, Bilingual Name)> Parts =
        [("use-left", new("已支付", "Paid")), ("use-returned", new("应付", "Payable")), ("use-given", new("已承诺", "Promised")), ("use-to-come", new("计划中", "Planned"))];

    public override Part Where => Part.Taper;
    public override Bilingual Title => new("渐进撤出", "Taper-out");

    /// <param name="Now">Under way, or the next to come; null once all are over.</param>
    /// <param name="Next">The next that is not settled; null when all are.</param>
    /// <param name="Reported">The last that a result was accepted for; null while none is.</param>
    /// <param name="Money">Paid, payable, promised, planned.</param>
    public sealed record Row(TaperPlan Plan, TaperProgress? Now, TaperProgress? Next, TaperProgress? Reported, IReadOnlyList<Money> Money);

    public bool ReadsBooks => MaySomewhere(Permission.ReadLedger);
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    internal IEnumerable<(Currency Currency, List<Row> Rows, AmountScale Scale)> Drawn => Rows.GroupBy(row => row.Plan.Fund.Currency)
        .Select(rows => (rows.Key, rows.ToList(), AmountScale.Covering(rows.Select(row => row.Money.Aggregate((sum, money) => sum + money)), rows.Key)));

    /// <param name="space">Code of one; null or empty for all.</param>
    public Task OnGetAsync(string? space) => ReadAsync(async (reader, books) =>
        Rows = [.. (await TaperProgress.AllAsync(reader, books, Today)).Where(one => string.IsNullOrEmpty(space) || one.Plan.Space == space).Where(one => Who.MayRead(books, one.Plan, Today)).Select(one => RowOf(one.Plan, one.Periods)).OrderBy(row => row.Plan.Status).ThenBy(row => row.Plan.SpaceName, StringComparer.Ordinal)]);

    private Row RowOf(TaperPlan plan, IReadOnlyList<TaperProgress> periods)
    {
        Money Sum(Func<TaperPeriodAtWork, Money> of) => periods.Aggregate(Money.Zero(plan.Fund.Currency), (sum, one) => sum + of(one.At));
        Money Of(TaperPeriodAtWork at, params TaperPeriodState[] states) => states.Contains(at.State) ? at.Period.Support : Money.Zero(plan.Fund.Currency);
        return new Row(
            plan, plan.Status == TaperPlanStatus.Agreed ? periods.FirstOrDefault(one => one.At.Period.Last >= Today) : null,
            periods.FirstOrDefault(one => one.At.State is TaperPeriodState.Planned or TaperPeriodState.Committed or TaperPeriodState.Due or TaperPeriodState.Held or TaperPeriodState.Payable or TaperPeriodState.Failed),
            periods.LastOrDefault(one => one.SelfSufficiency is not null),
            [Sum(at => at.Paid), Sum(at => at.Owed), Sum(at => Of(at, TaperPeriodState.Committed, TaperPeriodState.Due, TaperPeriodState.Held)), Sum(at => Of(at, TaperPeriodState.Planned))]);
    }
}
