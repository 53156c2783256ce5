using FundLedger.Reporting;
using FundLedger.Reports.Content;
using FundLedger.Reports.Tests.Samples;
using FundLedger.Values;

namespace FundLedger.Reports.Tests.Content;

public sealed class AddingUp
{
    private static readonly Money Fen = new(1, Currency.Cny);

    [Test]
    public void A_statement_whose_lines_do_not_add_up_is_not_written([Values] ReportFormat format)
    {
        var statement = LakesideFund.Statement();
        AssertRefused(FundStatementReport.Of(statement with { Lines = statement.Lines.Skip(1) }), format);
    }

    [Test]
    public void A_balance_sheet_that_does_not_balance_is_not_written([Values] ReportFormat format)
    {
        var sheet = LakesideStatements.Sheet();
        AssertRefused(BalanceSheetContent.Of(sheet with { Lines = [.. sheet.Lines.Skip(1)] }), format);
    }

    [Test]
    public void Activities_that_do_not_lead_to_the_net_assets_of_either_class_are_not_written()
    {
        var statement = LakesideStatements.Activity();
        var one = statement.Periods[1];
        var moved = one with { Closing = new ByClass(one.Closing.Unrestricted + Fen, one.Closing.Restricted - Fen) };
        AssertRefused(ActivityStatementContent.Of(statement with { Periods = [statement.Periods[0], moved, .. statement.Periods.Skip(2)] }), ReportFormat.Json);
    }

    [Test]
    public void Cash_flows_that_do_not_lead_to_the_cash_there_is_are_not_written()
    {
        var statement = LakesideStatements.Cash();
        AssertRefused(CashFlowContent.Of(statement with { Lines = [.. statement.Lines.Skip(1)] }), ReportFormat.Html);
    }

    [Test]
    public void A_statement_that_counts_its_lines_wrongly_is_not_written()
    {
        var statement = LakesideFund.Statement();
        AssertRefused(FundStatementReport.Of(statement with { LineCount = statement.LineCount + 1 }), ReportFormat.Csv);
    }

    [Test]
    public void A_statement_whose_sources_do_not_add_up_cannot_be_described()
    {
        var statement = LakesideFund.Statement();
        Assert.That(() => FundStatementReport.Of(statement with { Opening = statement.Opening + Fen }), Throws.TypeOf<InvariantBrokenException>());
    }

    [Test]
    public void Balances_whose_total_is_not_their_sum_cannot_be_described()
    {
        var balances = LakesideFund.FundBalances();
        var wrong = balances with { Total = balances.Total with { Available = balances.Total.Available + Fen } };
        Assert.That(() => FundBalancesReport.Of(wrong), Throws.TypeOf<InvariantBrokenException>());
    }

    [Test]
    public void A_trial_balance_out_of_balance_says_by_how_much_even_when_layers_differ_in_opposite_ways()
    {
        var balance = LakesideFund.TrialBalance();
        TrialBalanceRow[] rows = [.. balance.Rows];
        rows[0] = rows[0] with { Debit = rows[0].Debit + Fen, Closing = rows[0].Closing + Fen };
        rows[^1] = rows[^1] with { Credit = rows[^1].Credit + Fen, Closing = rows[^1].Closing - Fen };
        var facts = TrialBalanceReport.Of(balance with { Rows = rows }).Facts.ToDictionary(fact => fact.Key);
        Assert.That(facts["openingImbalance"].Value.Amount.IsZero, Is.True);
        Assert.That(facts["imbalance"].Value.Amount, Is.EqualTo(Fen + Fen));
        Assert.That(facts["closingImbalance"].Value.Amount, Is.EqualTo(Fen + Fen));
    }

    [Test]
    public void A_cell_asked_for_what_it_does_not_hold_says_so() => Assert.That(() => Cell.Of("text").Amount, Throws.TypeOf<InvariantBrokenException>());

    private static void AssertRefused(ReportContent content, ReportFormat format)
    {
        using var output = new MemoryStream();
        Assert.That(() => ReportWriter.Write(content, format, Language.Zh, output), Throws.TypeOf<InvariantBrokenException>());
    }
}
