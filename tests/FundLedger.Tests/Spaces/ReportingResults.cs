using FundLedger.Spaces;
using FundLedger.Tests.Notices;
using FundLedger.Tests.Organisations;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;
using static FundLedger.Tests.Spaces.SpaceScenes;

namespace FundLedger.Tests.Spaces;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ReportingResults(TestDatabase database)
{
    [Test]
    public Task What_was_reported_is_kept_with_its_lines_and_its_figures() => database.RunAsync(async ledger =>
    {
        await ledger.SpaceAsync();
        var content = Content(1_000, 320.5m, ineligible: 80, users: 900, hours: 240);
        var reported = await ledger.ReportAsync(Month("S1", 2026, 2, content));
        var result = (await ledger.ResultsAsync("S1")).Single();
        Assert.That(result.Figures, Is.EqualTo(new ResultFigures((await ledger.FindAsync("S1")).Id, new(2026, 2, 1), new(2026, 2, 28), 1, Cny(1_000), Cny(920), Cny(320.5m), 900, 240, 3, 20)));
        Assert.That(result.Content.Costs, Is.EqualTo(content.Costs));
        Assert.That(result.Content.Revenues, Is.EqualTo(content.Revenues));
        Assert.That((result.Content.Text, result.Reason, result.SubmittedOn, result.SubmittedBy, result.Decision), Is.EqualTo(("平稳", (string?)null, Today, "clerk-7", (ResultDecision?)null)));
        Assert.That(await ledger.AcceptedAsync("S1"), Is.Empty, "nothing counts before it is accepted");
        await ledger.DecideAsync(reported, note: "好");
        result = (await ledger.ResultsAsync("S1")).Single();
        Assert.That((result.Decision, result.DecidedOn, result.DecidedBy, result.Note), Is.EqualTo(((ResultDecision?)ResultDecision.Accepted, (DateOnly?)Today, "manager-2", "好")));
        Assert.That(await ledger.AcceptedAsync("S1"), Is.EqualTo(new[] { result.Figures }));
    });

    [Test]
    public Task A_correction_counts_from_the_moment_it_is_accepted_and_the_earlier_one_until_then() => database.RunAsync(async ledger =>
    {
        await ledger.SpaceAsync();
        await ledger.DecideAsync(await ledger.ReportAsync(Month("S1", 2026, 1, Content(100, 10))));
        Assert.That(Refused.CodeOf(await ledger.TryReportAsync(Month("S1", 2026, 1, Content(90, 10)))), Is.EqualTo("reason-missing"));
        var second = await ledger.ReportAsync(Month("S1", 2026, 1, Content(90, 10), "水费多计"));
        Assert.That(Refused.CodeOf(await ledger.TryReportAsync(Month("S1", 2026, 1, Content(80, 10), "再改"))), Is.EqualTo("result-waits"));
        Assert.That((await ledger.AcceptedAsync("S1")).Select(one => (one.Version, one.Cost)), Is.EqualTo(new[] { (1, Cny(100)) }));
        await ledger.DecideAsync(second, ResultDecision.Returned, "请附水费单");
        Assert.That((await ledger.EventsAsync()).Where(one => one.Kind == "result.returned").Select(one => (one.Subject, one.Word("first"))), Is.EqualTo(new[] { ("S1", "2026-01-01") }));
        Assert.That((await ledger.AcceptedAsync("S1")).Single().Version, Is.EqualTo(1));
        var third = await ledger.ReportAsync(Month("S1", 2026, 1, Content(95, 10), "附水费单"));
        await ledger.DecideAsync(third);
        Assert.That((await ledger.AcceptedAsync("S1")).Select(one => (one.Version, one.Cost)), Is.EqualTo(new[] { (3, Cny(95)) }));
        Assert.That(OperatingResults.Accepted(await ledger.ResultsAsync("S1")), Is.EqualTo(await ledger.AcceptedAsync("S1")), "both ways of reading say the same");
    });

    [Test]
    public Task Periods_are_months_or_three_months_that_are_over_and_never_overlap() => database.RunAsync(async ledger =>
    {
        await ledger.SpaceAsync();
        var quarter = new NewResult("S1", new(2025, 12, 1), new(2026, 2, 28), Content(300, 30));
        foreach (var (first, last) in new[] { ("2026-01-02", "2026-01-31"), ("2026-01-01", "2026-01-30"), ("2026-01-01", "2026-02-28"), ("2025-01-01", "2025-12-31"), ("2026-02-01", "2026-01-31") })
            Assert.That(Refused.CodeOf(await ledger.TryReportAsync(quarter with { First = IsoDates.Read(first), Last = IsoDates.Read(last) })), Is.EqualTo("result-period"), first);
        Assert.That(Refused.CodeOf(await ledger.TryReportAsync(Month("S1", 2026, 3, Content(1, 1)))), Is.EqualTo("result-not-over"));
        Assert.That(Refused.CodeOf(await ledger.TryReportAsync(Month("S1", 2025, 5, Content(1, 1)))), Is.EqualTo("result-not-open"));

        await ledger.ReportAsync(Month("S1", 2026, 2, Content(100, 10)));
        Assert.That(Refused.CodeOf(await ledger.TryReportAsync(quarter)), Is.EqualTo("result-overlaps"));
        await ledger.ReportAsync(quarter with { First = new(2025, 11, 1), Last = new(2026, 1, 31) });
        Assert.That(Refused.CodeOf(await ledger.TryReportAsync(Month("S1", 2025, 12, Content(1, 1)))), Is.EqualTo("result-overlaps"));
        await ledger.ReportAsync(Month("S1", 2025, 10, Content(1, 1)));
    });

    [Test]
    public Task A_quarter_that_was_sent_back_may_be_reported_by_months() => database.RunAsync(async ledger =>
    {
        await ledger.SpaceAsync();
        var quarter = await ledger.ReportAsync(new NewResult("S1", new(2025, 12, 1), new(2026, 2, 28), Content(300, 30)));
        await ledger.DecideAsync(quarter, ResultDecision.Returned, "请按月报告");
        await ledger.DecideAsync(await ledger.ReportAsync(Month("S1", 2026, 1, Content(100, 10))));
        Assert.That(Refused.CodeOf(await ledger.TryReportAsync(new NewResult("S1", quarter.First, quarter.Last, Content(300, 30), "还是按季"))), Is.EqualTo("result-overlaps"));
        Assert.That((await ledger.AcceptedAsync("S1")).Single().First, Is.EqualTo(new DateOnly(2026, 1, 1)));
    });

    [Test]
    public Task The_rows_themselves_refuse_an_overlap() => database.RunAsync(async ledger =>
    {
        await ledger.SpaceAsync();
        await ledger.ReportAsync(Month("S1", 2026, 2, Content(100, 10)));
        Assert.That(async () => await Tampering.ExecuteAsync(ledger, "INSERT INTO operating_results (space_id, first_day, last_day, version_no, content, cost_minor, eligible_minor, revenue_minor, users, hours_open, volunteers, volunteer_hours, submitted_on, submitted_by, recorded_at) "
            + "SELECT space_id, '2025-12-01', last_day, 1, content, 0, 0, 0, 0, 0, 0, 0, submitted_on, submitted_by, recorded_at FROM operating_results"), Throws.Exception);
    });

    [Test]
    public Task Wrong_content_is_refused_by_its_line() => database.RunAsync(async ledger =>
    {
        await ledger.SpaceAsync();
        async Task<string> RefusedAsync(ResultContent content) => Refused.CodeOf(await ledger.TryReportAsync(Month("S1", 2026, 2, content)));
        var good = Content(100, 10);
        Assert.That(await RefusedAsync(good with { Costs = [], Revenues = [] }), Is.EqualTo("result-empty"));
        Assert.That(await RefusedAsync(good with { Costs = [new("a", "", Cny(1))] }), Is.EqualTo("line-name"));
        Assert.That(await RefusedAsync(good with { Costs = [new("a", "甲", Cny(1)), new("a", "乙", Cny(1))] }), Is.EqualTo("line-twice"));
        Assert.That(await RefusedAsync(good with { Revenues = [new("a", "甲", Cny(-1))] }), Is.EqualTo("amount-not-positive"));
        Assert.That(await RefusedAsync(good with { Revenues = [new("a", "甲", new Money(1, Currency.Of("USD")))] }), Is.EqualTo("currency"));
        Assert.That(await RefusedAsync(good with { Users = -1 }), Is.EqualTo("result-number"));
        Assert.That(await RefusedAsync(good with { Text = new string('长', 4_001) }), Is.EqualTo("text-too-long"));
        Assert.That(Refused.CodeOf(await ledger.TryReportAsync(Month("S1", 2026, 2, good, "更正"))), Is.EqualTo("result-first"));
        Assert.That(await ledger.ResultsAsync("S1"), Is.Empty, "what is refused leaves nothing behind");
    });

    [Test]
    public Task An_organisation_reports_only_the_periods_in_which_it_ran_the_space() => database.RunAsync(async ledger =>
    {
        await ledger.SpaceAsync();
        await ledger.RegisterAsync("HAND");
        (await new EndOperator(ledger.Database).RunAsync(ledger.Ask(), "S1", new(2026, 1, 10), "到期")).Expect();
        (await new AppointOperator(ledger.Database).RunAsync(ledger.Ask(), new NewOperator("S1", "HAND", new(2026, 1, 11)))).Expect();
        Assert.That(Refused.CodeOf(await ledger.TryReportAsync(Month("S1", 2026, 2, Content(1, 1)) with { By = "CARE" })), Is.EqualTo("not-the-operator"));
        Assert.That(Refused.CodeOf(await ledger.TryReportAsync(Month("S1", 2025, 12, Content(1, 1)) with { By = "HAND" })), Is.EqualTo("not-the-operator"));
        await ledger.ReportAsync(Month("S1", 2025, 12, Content(1, 1)) with { By = "CARE" });
        await ledger.ReportAsync(Month("S1", 2026, 1, Content(1, 1)) with { By = "CARE" });
        await ledger.ReportAsync(Month("S1", 2026, 2, Content(1, 1)) with { By = "HAND" });
    });

    [Test]
    public Task Nobody_decides_what_they_handed_in_and_nothing_is_decided_twice() => database.RunAsync(async ledger =>
    {
        await ledger.SpaceAsync();
        var reported = await ledger.ReportAsync(Month("S1", 2026, 2, Content(1, 1)));
        Assert.That(Refused.CodeOf(await ledger.TryDecideAsync(reported, ResultDecision.Accepted, by: "clerk-7")), Is.EqualTo("own-result"));
        Assert.That(Refused.CodeOf(await ledger.TryDecideAsync(reported, ResultDecision.Returned)), Is.EqualTo("note-missing"));
        Assert.That(Refused.CodeOf(await ledger.TryDecideAsync(reported with { Version = 2 }, ResultDecision.Accepted)), Is.EqualTo("result-decided"));
        await ledger.DecideAsync(reported);
        Assert.That(Refused.CodeOf(await ledger.TryDecideAsync(reported, ResultDecision.Accepted)), Is.EqualTo("result-decided"));
    });

    [Test]
    public Task Of_ten_who_report_one_period_at_once_one_is_taken() => database.RunAsync(async ledger =>
    {
        await ledger.SpaceAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 10).Select(amount => ledger.TryReportAsync(Month("S1", 2026, 2, Content(amount, 1)))));
        Assert.That(outcomes.Count(outcome => outcome.IsDone(out _, out _)), Is.EqualTo(1));
        Assert.That(outcomes.Where(outcome => !outcome.IsDone(out _, out _)).Select(Refused.CodeOf), Is.All.EqualTo("result-waits"));
    });
}
