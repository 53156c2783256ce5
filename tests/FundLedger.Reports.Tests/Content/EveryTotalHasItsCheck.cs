using FundLedger.Reporting;
using FundLedger.Reports.Content;
using FundLedger.Reports.Content.Registers;
using FundLedger.Reports.Tests.Samples;
using FundLedger.Values;

namespace FundLedger.Reports.Tests.Content;

/// <summary>Below every total stands what it was compared with; a report whose comparison fails is not written.</summary>
public sealed class EveryTotalHasItsCheck
{
    private static readonly Money Fen = new(1, Currency.Cny);

    private static IEnumerable<ReportContent> Samples => LakesideFund.Reports.Concat(LakesideStatements.Reports).Concat(LakesideStatements.Pack().Parts.Select(part => part.Content));

    [TestCaseSource(nameof(Samples))]
    public void A_table_with_a_total_says_what_it_was_compared_with(ReportContent report)
    {
        foreach (var table in report.Sections.OfType<TableSection>().Where(table => table.Rows.Any(row => row.Kind is RowKind.Total or RowKind.Subtotal or RowKind.Result)))
            Assert.That(table.Checks, Is.Not.Empty, $"{report.Key}: {table.Key}");
        Assert.That(report.Checks.Where(check => !check.Passed).Select(check => check.Said(Language.En)), Is.Empty, report.Key);
        Assert.That(report.Checks.Select(check => check.Key), Is.All.Not.Empty);
    }

    [Test]
    public void A_fund_statement_that_does_not_lead_from_its_opening_to_its_closing_fails_its_check() =>
        MustFail(FundStatementReport.Of(LakesideFund.Statement()), "movementsAreTheChange", () => LakesideFund.Statement() is var sound ? FundStatementReport.Of(sound with { Opening = sound.Opening + Fen, Sources = [] }) : null!);

    [Test]
    public void A_trial_balance_with_a_side_too_much_fails_in_its_layer()
    {
        var balance = LakesideFund.TrialBalance();
        MustFail(TrialBalanceReport.Of(balance), "periodBalances1", () => TrialBalanceReport.Of(balance with { Rows = [balance.Rows[0] with { Debit = balance.Rows[0].Debit + Fen, Closing = balance.Rows[0].Closing + Fen }, .. balance.Rows.Skip(1)] }));
    }

    [Test]
    public void Taper_periods_that_do_not_come_to_what_the_entries_moved_fail()
    {
        var report = LakesideFund.Taper();
        MustFail(TaperReportContent.Of(report), "periodsArePaid", () => TaperReportContent.Of(report with { Plans = [report.Plans[0] with { Periods = [report.Plans[0].Periods[0] with { Paid = report.Plans[0].Periods[0].Paid + Fen }, .. report.Plans[0].Periods.Skip(1)] }, .. report.Plans.Skip(1)] }));
    }

    [Test]
    public void Registers_of_entries_whose_sides_differ_fail([Values] bool isOfReversals)
    {
        ReportContent Of(decimal credit) => isOfReversals ? EventRegisterContent.OfReversals(LakesideStatements.Events(new("冲销", "Reversal"), 4, credit)) : EventRegisterContent.OfInKind(LakesideStatements.Events(new("实物捐赠", "Gift in kind"), null, credit));
        MustFail(Of(80), "debitsAreCredits", () => Of(79.99m));
    }

    private static void MustFail(ReportContent sound, string key, Func<ReportContent> wrong)
    {
        Assert.That(sound.Checks.Single(check => check.Key == key).Passed, Is.True);
        Assert.That(wrong().Checks.Single(check => check.Key == key).Passed, Is.False);
        Assert.That(() => ReportWriter.Write(wrong(), ReportFormat.Json, Language.Zh, Stream.Null), Throws.TypeOf<InvariantBrokenException>());
    }
}
