using FundLedger.Forecast;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using FundLedger.Web.Charts;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Taper;

/// <summary>A plan before it is signed: what it takes by period, year and source, what the operator must earn, when the space breaks even; up to three variants side by side. Nothing is kept: the address says it all.</summary>
[Needs(Permission.Propose, Permission.RecordMoney)]
public sealed class PreviewModel(Database database, TimeProvider clock) : LedgerPage(database, clock), IDraftFields
{
    public override Part Where => Part.Taper;
    public override Bilingual Title => new("试算渐进撤出", "Preview a taper-out");

    public IReadOnlyList<Fund> Funds { get; private set; } = [];
    public Fund? Fund { get; private set; }
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    /// <summary>The plan and its variants; empty as long as nothing was asked, or something is wrong.</summary>
    public IReadOnlyList<TaperCase> Cases { get; private set; } = [];

    /// <summary>What the fund will have with the plan among what it pays; null where no fund was named.</summary>
    public CashForecast? Forecast { get; private set; }

    public TaperSchedule Schedule => Cases[0].Outlook.Schedule;
    public IReadOnlyList<string> Sources => [.. Schedule.Periods.SelectMany(period => period.BySource).Select(part => part.Source).Distinct()];
    public bool IsAsked => Request.Query.ContainsKey("periods");
    public string Optional => In("选填", "optional");

    /// <summary>Of the form to agree on what was looked at.</summary>
    public string PathToAgree => $"/taper/new{Request.QueryString}";

    public string Typed(string field) => IsAsked ? ((string?)Request.Query[field] ?? "").Trim() : field switch
    {
        "start" => new DateOnly(Today.Year + 1, 1, 1).ToIso(), "periods" => "12", "shares" => "100, 60, 30", _ => "",
    };

    public string? Wrong(string field) => Refusals.FirstOrDefault(refusal => refusal.Field == field) is { } refusal ? In(refusal.Message) : null;

    public GrantField Field(string name, Bilingual label, string kind = "text", bool isRequired = true, Bilingual? hint = null, IReadOnlyList<(string, string)>? options = null, int longest = 200) =>
        new(name, In(label), Typed(name), Wrong(name), kind, isRequired, hint is { } said ? In(said) : null, longest, options, isRequired ? "" : Optional);

    public IReadOnlyList<(string, string)> Steps => DraftChoices.Steps(Language);
    public IReadOnlyList<(string, string)> Curves => DraftChoices.Curves(Language);
    public IReadOnlyList<(string, string)> Bases => DraftChoices.Bases(Language);

    public Task OnGetAsync() => ReadAsync(async (reader, books) =>
    {
        Funds = [.. books.Funds.Where(fund => May(Permission.Propose, books.TargetOf(fund)) || May(Permission.RecordMoney, books.TargetOf(fund)))];
        if (!IsAsked) return;
        Fund = Funds.FirstOrDefault(fund => fund.Code == Typed("fund"));
        var form = new DraftForm(Typed, Fund?.Currency ?? Currency.Cny);
        Cases = TaperCase.AllOf(form, Typed);
        Refusals = form.Refusals;
        if (Cases.Count > 0 && Fund is not null) Forecast = await ForecastReading.OfAsync(reader, books, Fund, Today, ForecastReading.OfDraft(Schedule));
    });

    internal DateSpan Span => new(Schedule.Periods[0].First, Schedule.Periods[^1].Last);

    /// <summary>How the public share falls, in each variant that has a curve of its own.</summary>
    internal PlotShown SharesDrawn => PlotShown.Steps(
        [.. Cases.Where(one => one == Cases[0] || !one.Terms.Curve.Shares.SequenceEqual(Cases[0].Terms.Curve.Shares) || one.Terms.Curve.Kind != Cases[0].Terms.Curve.Kind)
            .Select((one, at) => PlotSeries.Of($"line-{at + 1}", new($"公共份额 {one.Name}", $"Public share {one.Name}"), one.Outlook.Schedule.Periods.Select(period => (BasisPoints?)period.Share))),
         PlotSeries.Of("line-target", new("预计自我造血率 A", "Self-sufficiency expected, A"), Cases[0].Outlook.Periods.Select(period => (BasisPoints?)period.SelfSufficiency))],
        PlotScale.OfShares(Cases[0].Outlook.Periods.Select(period => period.SelfSufficiency)), PlotShown.MonthsAlong(Span), Language, new("各期公共份额与预计自我造血率，数字见下表", "Public share and expected self-sufficiency by period; the figures are in the table below"));

    /// <summary>Who pays for each period.</summary>
    internal PlotShown MoneyDrawn
    {
        get
        {
            IEnumerable<PlotSeries> given = Sources.Count == 0
                ? [PlotSeries.Of("part-1", new("支持", "Support"), Schedule.Periods.Select(period => (Money?)period.Support))]
                : Sources.Select((source, at) => PlotSeries.Of($"part-{Math.Min(at + 1, 4)}", Bilingual.Same(source), Schedule.Periods.Select(period => period.BySource.FirstOrDefault(part => part.Source == source)?.Amount)));
            return PlotShown.Columns([.. given, PlotSeries.Of("part-own", new("运营方须自筹", "To be earned"), Schedule.Periods.Select(period => (Money?)period.ToEarn))],
                PlotScale.Of(Schedule.Periods.Select(period => period.Budget), Schedule.Support.Currency, Language), PlotShown.MonthsAlong(Span), Language, new("各期预算由谁承担，数字见下表", "Who bears the budget of each period; the figures are in the table below"));
        }
    }
}
