using FundLedger.Taper;
using static FundLedger.Tests.Taper.TaperScenes;

namespace FundLedger.Tests.Taper;

public sealed class VerifyingPlans
{
    [TestCase("UPDATE taper_periods SET planned_minor = planned_minor - 1 WHERE period_no = 2", "T-1", Description = "a period that is promised")]
    [TestCase("UPDATE taper_periods SET status = 'cancelled' WHERE period_no = 2", "T-1")]
    [TestCase("DROP TRIGGER taper_periods_are_released_once; UPDATE taper_periods SET support_minor = support_minor - 1, lapsed_minor = lapsed_minor + 1 WHERE period_no = 1", "taper/T-1/1")]
    [TestCase("DROP TRIGGER taper_periods_are_released_once; UPDATE taper_periods SET planned_minor = planned_minor + 1, lapsed_minor = lapsed_minor + 1 WHERE period_no = 1", "taper/T-1/1")]
    [TestCase("DROP TRIGGER taper_years_are_never_updated; UPDATE taper_years SET amount_minor = amount_minor + 1", "taper/T-1")]
    public async Task A_plan_that_was_changed_behind_the_program_s_back_is_found(string tampering, string named)
    {
        await using var ledger = new TestLedger(TestDatabase.All[0]);
        await ledger.LakeAsync();
        await ledger.StartedAsync(Terms(TaperBasis.Plan));
        ledger.GoPast(1);
        await ledger.RunDueAsync();
        await ledger.MustVerifyAsync();
        await Tampering.ExecuteAsync(ledger, tampering);
        Assert.That((await ledger.VerifyAsync()).Findings.Single().Message.En, Does.Contain(named));
    }
}
