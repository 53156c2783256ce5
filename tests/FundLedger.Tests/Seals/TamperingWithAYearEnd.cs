using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Tests.Ledger.Years;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Seals;

/// <summary>Whoever may write the database changes what closed a year: verify derives it again and names what is wrong.</summary>
public sealed class TamperingWithAYearEnd
{
    [TestCase("UPDATE accounts SET closes_to = 'source' WHERE code = '5101.01'", "it is not what closes 2025; it should be", TestName = "The chart says otherwise where a cost goes")]
    [TestCase("DROP TRIGGER year_end_lines_are_never_updated; UPDATE year_end_lines SET amount_minor = amount_minor + 1 WHERE line_no = 1", "does not agree with its lines", TestName = "What is kept of a line")]
    [TestCase("DROP TRIGGER year_end_lines_are_never_deleted; DELETE FROM year_end_lines WHERE line_no = 1", "does not agree with its lines", TestName = "What is kept of a line is gone")]
    [TestCase("DROP TRIGGER year_closings_are_never_deleted; DELETE FROM year_closings", "it closes a year that is not closed", TestName = "The closing itself is gone")]
    [TestCase("DROP TRIGGER journal_lines_are_never_updated; UPDATE journal_lines SET amount_minor = amount_minor * 2 WHERE entry_id IN (SELECT entry_id FROM journal_entries WHERE document_type = 'year-end-release')", "it should be 3102 donation 40.00 CNY; 3101 donation -40.00 CNY", TestName = "A release says another amount")]
    [TestCase("DROP TRIGGER journal_entries_are_never_deleted; DROP TRIGGER journal_lines_are_never_deleted; DROP TRIGGER year_end_lines_are_never_deleted; DELETE FROM year_end_lines WHERE entry_id = 4; DELETE FROM vouchers WHERE entry_id = 4; DELETE FROM journal_lines WHERE entry_id = 4; DELETE FROM journal_entries WHERE entry_id = 4", "2025 lacks a closing entry of fund LAKE", TestName = "A release is gone")]
    public async Task It_is_found(string change, string says)
    {
        await using var ledger = new TestLedger(TestDatabase.All[0], new StorageOptions());
        await ledger.FundAsync("LAKE");
        await ClosingAYear.PostAsync(ledger, 3, Line("1002", "LAKE", 100), Line("4101", "LAKE", -100));
        await ClosingAYear.PostAsync(ledger, 5, Line("5101.01", "LAKE", 40), Line("1002", "LAKE", -40));
        await ClosingAYear.CloseAsync(ledger);
        await ledger.MustVerifyAsync();

        await Tampering.ExecuteAsync(ledger, change);

        Assert.That((await ledger.VerifyAsync()).Findings.Select(finding => finding.Message.En), Has.Some.Contains(says));
    }
}
