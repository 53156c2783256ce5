using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Awards;

/// <summary>A progress report of the organisation: spent by line of the agreed budget, whom it reached, indicators, files. One that was sent back comes again as its next version.</summary>
[Needs(Permission.EditOrganisation)]
public sealed class ReportModel(Database database, TimeProvider clock) : AwardPage(database, clock)
{
    private const int SpareCosts = 3;
    private const int MostRows = 200;
    private const int MostIndicators = 5;

    public override Bilingual Title => new($"立项 {Award.Number} 进展报告", $"Progress report of award {Award.Number}");

    /// <summary>A line of the budget and what earlier accepted reports have left of it.</summary>
    public sealed record LineShown(AwardLine Line, Money Left);

    public IReadOnlyList<LineShown> Lines { get; private set; } = [];

    /// <summary>Tranches for which a report is still handed in.</summary>
    public IReadOnlyList<(string Value, string Name)> Tranches { get; private set; } = [];

    /// <summary>The report that was sent back and is mended; null for a new one.</summary>
    public ProgressReport? Again { get; private set; }

    /// <summary>Files of the version that was sent back, kept unless they are left out.</summary>
    public IReadOnlyList<string> KeptBefore => Again?.Content.Evidence ?? [];

    public int CostRows => Refusal is not null && Number("rows") is { } sent ? Math.Clamp(sent, 1, MostRows) : Math.Min(MostRows, Again is null ? Lines.Count + SpareCosts : Again.Content.Spent.Count + SpareCosts);
    public int IndicatorRows => Math.Max(MostIndicators, Again?.Content.Indicators.Count ?? 0);
    public bool IsOpen => Award.Status is not (AwardStatus.Decided or AwardStatus.Cancelled);

    public IReadOnlyList<(string Value, string Name)> Kinds => [("", In("同预算项", "as the line")), .. Enum.GetValues<CostLineKind>().Select(kind => (kind.ToString(), In(kind.Name())))];

    public string Cost(int row, string what, Func<ReportedCost, string> before) => Typed($"spent[{row}].{what}", Again is not null && row <= Again.Content.Spent.Count ? before(Again.Content.Spent[row - 1]) : what == "line" && Again is null && row <= Lines.Count ? Lines[row - 1].Line.Code : "");

    public string OfIndicator(int row, string what, Func<Indicator, string> before) => Typed($"indicators[{row}].{what}", Again is not null && row <= Again.Content.Indicators.Count ? before(Again.Content.Indicators[row - 1]) : "");

    public async Task<IActionResult> OnGetAsync(string number, [FromQuery] int? again) => await LoadOwnAsync(number, again) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string number, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        if (!await LoadOwnAsync(number, Number("again"))) return NotFound();
        if (!Read().IsDone(out var content, out var refusal)) return Refused(refusal);
        if (!(await FilesAsync(key!)).IsDone(out var evidence, out refusal)) return Refused(refusal);
        var report = new NewProgressReport(number, Again?.Number, Again is null ? Number("tranche") : Again.Tranche, content with { Evidence = evidence });
        return Answer(await new ReportProgress(Noting).RunAsync(AskedAs(key!), report, HttpContext.RequestAborted), Said, _ => Path);
    }

    private static Bilingual Said(ProgressReported done) => done.Refused.Count == 0
        ? new($"第 {done.Number} 号报告已提交。", $"Report no. {done.Number} is handed in.")
        : new($"第 {done.Number} 号报告已提交。按现有内容，以下支出不予列支：{string.Join("", done.Refused.Select(cost => cost.Why.Zh))}", $"Report no. {done.Number} is handed in. As it stands these costs are not borne: {string.Join(" ", done.Refused.Select(cost => cost.Why.En))}");

    private Outcome<ReportContent> Read()
    {
        if (!Day("first").IsDone(out var first, out var refusal) || !Day("last").IsDone(out var last, out refusal)) return refusal;
        if (Number("beneficiaries") is not { } beneficiaries) return Refusal.Of("report-beneficiaries", "beneficiaries", "请填写受益人数，没有填 0。", "Say how many people were reached; 0 for none.");
        var costs = new List<ReportedCost>();
        for (var row = 1; row <= Math.Min(MostRows, Number("rows") ?? 0); row++)
        {
            if (Posted($"spent[{row}].amount").Length == 0 && Posted($"spent[{row}].for").Length == 0) continue;
            if (!Amount($"spent[{row}].amount").IsDone(out var amount, out refusal)) return refusal;
            if (!amount.IsPositive) return Refusal.Of("amount-not-positive", $"spent[{row}].amount", $"第 {row} 行的金额须大于零。", $"The amount of row {row} is more than zero.");
            costs.Add(new ReportedCost(Posted($"spent[{row}].line"), amount, Posted($"spent[{row}].for"), Enum.TryParse<CostLineKind>(Posted($"spent[{row}].kind"), out var kind) && Enum.IsDefined(kind) ? kind : null));
        }

        var indicators = Enumerable.Range(1, IndicatorRows).Where(row => Posted($"indicators[{row}].name").Length > 0)
            .Select(row => new Indicator(Posted($"indicators[{row}].name"), Posted($"indicators[{row}].goal"), Posted($"indicators[{row}].reached"))).ToList();
        return new ReportContent(first, last, Posted("done"), beneficiaries, costs, indicators, []);
    }

    /// <summary>Those of the version before that are kept, and those sent now.</summary>
    private async Task<Outcome<IReadOnlyList<string>>> FilesAsync(string key)
    {
        var sent = Request.Form.Files.GetFiles("evidence").Where(file => file.Length > 0).ToList();
        var kept = KeptBefore.Where(before => Request.Form["keep"].Contains(before)).ToList();
        if (sent.Count + kept.Count > MostFiles) return Refusal.Of("files-too-many", "evidence", $"一份报告最多 {MostFiles} 个文件。", $"A report has at most {MostFiles} files.");
        foreach (var file in sent)
        {
            if (!(await KeepAsync(file, key, "evidence")).IsDone(out var done, out var refusal)) return refusal;
            kept.Add(done.Sha256);
        }

        return new Outcome<IReadOnlyList<string>>.Done([.. kept.Distinct()]);
    }

    private async Task<bool> LoadOwnAsync(string number, int? again)
    {
        var isThere = await LoadAsync(number, async (reader, _) =>
        {
            var reports = await AwardReading.ReportsAsync(reader, Award);
            if (again is { } wanted) Again = reports.Where(report => report.Number == wanted).MaxBy(report => report.Version) is { Decision: ReportDecision.Returned } returned ? returned : null;
            var accepted = reports.Where(report => report.Decision == ReportDecision.Accepted).ToList();
            Lines = [.. Award.Terms.Budget.Select(line => new LineShown(line, line.Amount - accepted.Aggregate(Money.Zero(Award.Amount.Currency), (sum, report) => sum + EligibleOn(report, line.Code))))];
            Tranches =
            [
                ("", In("不针对某一批", "for no tranche")),
                .. Award.Terms.Tranches.Where(tranche => tranche.Needs.Any(need => need.Kind == TrancheRequirementKind.ReportAccepted) && reports.All(report => report.Tranche != tranche.No)).Select(tranche => ($"{tranche.No}", In($"第 {tranche.No} 批", $"Tranche {tranche.No}"))),
            ];
        });
        return isThere && MayHandIn && (again is null || Again is not null);
    }

    private Money EligibleOn(ProgressReport report, string line) =>
        report.Content.Spent.Where(cost => cost.Line == line).Aggregate(Money.Zero(Award.Amount.Currency), (sum, cost) => sum + cost.Amount)
        - report.Refused.Where(cost => cost.Place > 0 && cost.Line == line).Aggregate(Money.Zero(Award.Amount.Currency), (sum, cost) => sum + cost.Amount);
}
