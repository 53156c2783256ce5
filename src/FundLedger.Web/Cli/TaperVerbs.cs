using System.CommandLine;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>taper preview</c>, <c>template</c>, <c>agree</c>, <c>approve-year</c>, <c>amend</c>, <c>end</c>, <c>list</c>, <c>show</c>, <c>periods</c>, <c>hold</c>, <c>go-on</c>, <c>pay</c>, <c>cancel</c>, <c>review</c>.</summary>
internal static partial class TaperVerbs
{
    private const string Start = "2027-01-01";

    internal static Command In(Shell shell) => Commands.Group(shell, "taper", new("渐进撤出：三年支持，逐期减少", "Taper-out: support withdrawn period by period"), Preview(shell), Template(shell),
        Agree(shell), ApproveYear(shell), Amend(shell), End(shell), List(shell), Show(shell), Periods(shell), Hold(shell), GoOn(shell), Pay(shell), Cancel(shell), Review(shell));

    /// <summary>What a plan would be, and how it would go under each set of assumptions.</summary>
    /// <param name="Sources">In paying order; null when they are not yet chosen.</param>
    /// <param name="Cases">Looked at side by side; null for none.</param>
    internal sealed record Draft(TaperTerms Terms, IReadOnlyList<TaperPart>? Sources = null, IReadOnlyList<Case>? Cases = null);

    internal sealed record Case(string Name, Money Revenue, BasisPoints RevenueGrowth, BasisPoints CostInflation)
    {
        internal TaperAssumptions Assumed => new(Revenue, RevenueGrowth, CostInflation);
    }

    private static Command Preview(Shell shell)
    {
        var file = GrantVerbs.File(shell, new("计划草案（JSON），样本见 taper template", "a draft plan as JSON; 'taper template' prints a sample"));
        var (format, json) = (Options.TextOrJson(shell), Options.Json(shell));
        var verb = new Command("preview", shell.In("签约前预览：各期金额、各年各来源、运营方须自筹、收支平衡日", "Before signing: money by period, year and source, what the operator must earn, and when it breaks even"));
        verb.Take(file, format, json);
        verb.SetAction(async (parsed, stop) =>
        {
            if (!(await GrantVerbs.ReadAsync<Draft>(parsed.GetValue(file)!, stop)).IsDone(out var draft, out var refusal)) return shell.TellRefusal(refusal, verb);
            if (!TaperSchedule.Of(draft.Terms, draft.Sources ?? []).IsDone(out var schedule, out refusal)) return shell.TellRefusal(refusal, verb);
            var currency = schedule.Support.Currency;
            if (draft.Cases?.FirstOrDefault(one => one.Revenue.Currency != currency || one.Revenue.IsNegative) is { } wrong)
                return shell.TellRefusal(Refusal.Of("taper-case", "cases", $"“{wrong.Name}”的收入须为 {currency} 且不为负。", $"The revenue of '{wrong.Name}' is in {currency} and not negative."), verb);
            var cases = (draft.Cases ?? []).Select(one => (one.Name, Outlook: TaperOutlook.Of(schedule, one.Assumed))).ToList();
            if (parsed.GetValue(json) || parsed.GetValue(format) == ResultForm.Json) shell.Around.Out.WriteLine(Json.Text(Result(schedule, cases)));
            else Write(shell, schedule, cases);
            return ExitCode.Done;
        });
        return verb;
    }

    private static object Result(TaperSchedule schedule, List<(string Name, TaperOutlook Outlook)> cases) => new
    {
        schedule.Support,
        Years = Enumerable.Range(1, schedule.Terms.Years).Select(year => new { Year = year, Support = schedule.SupportOf(year) }),
        Periods = schedule.Periods.Select(period => new { period.No, period.Year, period.First, period.Last, period.Budget, Share = period.Share.ToString(), period.Support, period.ToEarn, Sources = period.BySource }),
        Cases = cases.Select(one => new
        {
            one.Name, one.Outlook.BreakEvenOn, one.Outlook.Missing,
            Periods = one.Outlook.Periods.Select(period => new { period.Period.No, period.Cost, period.Revenue, period.Balance, SelfSufficiency = period.SelfSufficiency.ToString() }),
        }),
    };

    private static void Write(Shell shell, TaperSchedule schedule, List<(string Name, TaperOutlook Outlook)> cases)
    {
        var to = shell.Around.Out;
        var sources = schedule.Periods.SelectMany(period => period.BySource).Select(part => part.Source).Distinct().ToList();
        string[] heads = [shell.In("期", "No."), shell.In("起", "From"), shell.In("止", "To"), shell.In("预算", "Budget"), shell.In("公共份额", "Share"), shell.In("支持", "Support"), shell.In("须自筹", "To earn"), .. sources];
        TextTable.Write(to, heads, [.. schedule.Periods.Select(period => (string[])[
            $"{period.No}", period.First.ToIso(), period.Last.ToIso(), period.Budget.ToGroupedText(), period.Share.ToString(), period.Support.ToGroupedText(), period.ToEarn.ToGroupedText(),
            .. sources.Select(source => period.BySource.FirstOrDefault(part => part.Source == source)?.Amount.ToGroupedText() ?? "")])], [.. Enumerable.Range(3, 4 + sources.Count)]);
        for (var year = 1; year <= schedule.Terms.Years; year++)
            to.WriteLine(shell.In($"第 {year} 年支持 {schedule.SupportOf(year).ToGroupedText()}", $"Support in year {year}: {schedule.SupportOf(year).ToGroupedText()}"));
        to.WriteLine(shell.In($"合计 {schedule.Support.ToGroupedText()} {schedule.Support.Currency}", $"In all {schedule.Support.ToGroupedText()} {schedule.Support.Currency}"));
        if (cases.Count == 0) return;
        to.WriteLine();
        TextTable.Write(to, [shell.In("设想", "Case"), shell.In("末期自我造血率", "Self-sufficiency at the end"), shell.In("收支平衡日", "Breaks even on"), shell.In("缺口合计", "Missing in all")], [.. cases.Select(one => (string[])[
            one.Name, one.Outlook.Periods[^1].SelfSufficiency.ToString(), one.Outlook.BreakEvenOn?.ToIso() ?? shell.In("期内未达到", "not within the plan"), one.Outlook.Missing.ToGroupedText()])], 1, 3);
    }

    /// <summary>What a sample is of.</summary>
    private enum SampleOf
    {
        Draft,
        Plan,
        Year,
        Amendment,
    }

    private static Command Template(Shell shell)
    {
        var to = Output.Option(shell);
        var of = Choices.Option(shell, "--for", new("哪一种文件（默认：预览用的草案）", "which file (default: a draft to preview)"), Choices.Of<SampleOf>());
        var verb = new Command("template", shell.In("打印样本（JSON），数字须自行商定", "Print a sample as JSON; the numbers are yours to agree on"));
        verb.Take(of, to);
        verb.SetAction(async (parsed, stop) =>
        {
            var sample = parsed.GetValue(of) switch
            {
                SampleOf.Plan => GrantJson.WriteIndented(SamplePlan),
                SampleOf.Year => GrantJson.WriteIndented(SampleYear),
                SampleOf.Amendment => GrantJson.WriteIndented(new TaperAmendment("taper-2027-1", 1, 5, SamplePlan.Terms with { Parts = [new("donation", new Money(9_000_000, Currency.Cny))] }, "后两年改由捐赠承担", SamplePlan.On)),
                _ => GrantJson.WriteIndented(Sample),
            };
            var outcome = await Output.WriteAsync<int>(shell, parsed.GetValue(to) ?? "-", async output =>
            {
                await output.WriteAsync(System.Text.Encoding.UTF8.GetBytes(sample + "\n"), stop);
                return ExitCode.Done;
            });
            return outcome.IsDone(out var code, out var refusal) ? code : shell.TellRefusal(refusal, verb);
        });
        return verb;
    }

    private static NewTaperPlan SamplePlan => new("taper-2027-1", "hu-1", Sample.Terms.Start.AddYears(-1), "三年内逐步转为自我造血", new TaperPlanTerms(
        "湖畔会客厅三年支持", Sample.Terms, Sample.Sources!, TaperBasis.Actual, [new(TaperConditionKind.Report), new(TaperConditionKind.Satisfaction, new(8_000), 5)], [new(3_000), new(5_000), new(7_000)], 15, new(1_000)));

    private static TaperYearApproval SampleYear => new("taper-2027-1", 1, 2, Sample.Terms.Start.AddYears(1), "第一年达到约定", new("开放 310 天，服务 2.1 万人次", new(9_120), "第三方评估合格"));

    private static Draft Sample
    {
        get
        {
            var year = new Money(10_000_000, Currency.Cny);
            var terms = new TaperTerms(DateOnly.ParseExact(Start, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), TaperStep.Quarter, 12, [year, year, year], new TaperCurve(TaperCurveKind.Stepped, [new(10_000), new(6_000), new(3_000)]));
            return new Draft(terms, [new("seed", new Money(10_000_000, Currency.Cny)), new("donation", new Money(9_000_000, Currency.Cny))],
                [new("平稳 Steady", new Money(4_000_000, Currency.Cny), new(3_000), new(200)), new("缓慢 Slow", new Money(2_500_000, Currency.Cny), new(1_000), new(400))]);
        }
    }
}
