using System.Globalization;
using FundLedger.Forecast;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Asking;
using FundLedger.Web.Charts;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Taper;

/// <summary>A page about one plan, for those who keep or read its fund and for the people of the operator it supports.</summary>
public abstract class TaperPage(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    public override Part Where => Part.Taper;

    public TaperPlan Plan { get; private set; } = null!;

    /// <summary>What the report says of it: the page and the report never differ.</summary>
    public TaperPlanFigures Figures { get; private set; } = null!;

    public IReadOnlyList<TaperProgress> Periods { get; private set; } = [];
    public string Path => PathOf(Plan.Number);
    public Currency Currency => Plan.Fund.Currency;

    /// <summary>Reads the books of its fund; who does not sees the operator's side only.</summary>
    public bool ReadsBooks { get; private set; }
    public bool MayRecord { get; private set; }
    public bool MayPropose { get; private set; }
    public bool IsRunning => Plan.Status == TaperPlanStatus.Agreed;
    public string Optional => In("选填", "optional");

    internal static string PathOf(string number) => $"/taper/{Uri.EscapeDataString(number)}";

    /// <returns>False for what is not there and for what is another's, one and the same.</returns>
    private protected async Task<bool> LoadAsync(string number, Func<LedgerReader, Books, Task>? more = null)
    {
        await ReadAsync(async (reader, books) =>
        {
            if (await TaperReading.FindAsync(reader, books, number) is not { } found || !Who.MayRead(books, found, Today)) return;
            var fund = books.TargetOf(found.Fund);
            (Plan, ReadsBooks, MayRecord, MayPropose) = (found, May(Permission.ReadLedger, fund), May(Permission.RecordMoney, fund), May(Permission.Propose, fund));
            Periods = await TaperProgress.OfAsync(reader, books, found, Today);
            Figures = (await TaperFigures.OfAsync(reader, found.Fund.Code, found.Number, Today)).Expect().Plans[0];
            if (more is not null) await more(reader, books);
        });
        return Plan is not null;
    }

    private protected async Task<IActionResult> ProposedAsync<TPayload, TAnswer>(Asked asked, ProposalKind<TPayload, TAnswer> kind, TPayload wanted) =>
        Answer(await new ProposeAct(Noting).RunAsync(asked, kind, wanted, null, stop: HttpContext.RequestAborted), ProposalWords.Said, done => $"/approvals/{done.Proposal}");

    private protected int? Number(string name) => int.TryParse(Posted(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private protected Outcome<DateOnly> Day(string name) => IsoDates.TryParse(Posted(name), out var day) ? day : Refusal.Of("date-unreadable", name, "请填写日期，如 2026-01-31。", "Fill in a date like 2026-01-31.");

    private protected Outcome<Money> Amount(string name) => TypedAmount.Read(Posted(name), Currency, name);

    /// <summary>The curve that counts, those it replaced, what was paid, what the space earned and should.</summary>
    internal PlotShown SharesDrawn => DrawnOf(Figures, Periods, Language);

    internal static PlotShown DrawnOf(TaperPlanFigures figures, IReadOnlyList<TaperProgress> periods, Language language) => PlotShown.Steps(
        [
            PlotSeries.Of("line-1", new("计划份额", "Share planned"), periods.Select(one => (BasisPoints?)one.At.Period.Share)),
            .. figures.Curves.SkipLast(1).TakeLast(1).Select(version => PlotSeries.Of("line-2", new($"第 {version.Version} 版份额", $"Share in version {version.Version}"), version.Shares)),
            PlotSeries.Of("line-actual", new("实际份额", "Share paid"), periods.Select(one => one.ActualShare)),
        ],
        PlotScale.OfShares(periods.Select(one => one.ActualShare ?? default)), PlotShown.MonthsAlong(figures.Span), language, new("各期公共份额，计划与实际，数字见下表", "Public share by period, planned and actual; the figures are in the table below"));

    internal PlotShown SelfSufficiencyDrawn => PlotShown.Steps(
        [PlotSeries.Of("line-target", new("当年目标", "Target of the year"), Periods.Select(one => one.Aim)), PlotSeries.Of("line-1", new("自我造血率", "Self-sufficiency"), Periods.Select(one => one.SelfSufficiency))],
        PlotScale.OfShares(Periods.Select(one => one.SelfSufficiency ?? default)), PlotShown.MonthsAlong(Figures.Span), Language, new("各期自我造血率与目标，数字见下表", "Self-sufficiency against its target by period; the figures are in the table below"));

    public GrantField DayField(string of) => new("on", In("日期", "Date"), TypedIn(of, "on", Today.ToIso()), WrongIn(of, "on"), "date", Of: of);

    public GrantField ReasonField(string of, int longest = 1000) => new("reason", In("理由", "Why"), TypedIn(of, "reason"), WrongIn(of, "reason"), "long", Longest: longest, Hint: In("永久保存，请勿写人名。", "Kept for good: no names."), Of: of);

    /// <summary>What each source still gives from a period on, as it would be typed.</summary>
    public string SourcesFrom(int period) => string.Join('\n', Plan.Schedule.Periods.Where(one => one.No >= period).SelectMany(one => one.BySource).GroupBy(part => part.Source)
        .Select(parts => $"{parts.Key} {parts.Aggregate(Money.Zero(Currency), (sum, part) => sum + part.Amount).ToAmountText()}"));
}
