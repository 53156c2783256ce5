using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;

namespace FundLedger.Tests.People;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ReopeningAMonth(TestDatabase database)
{
    private static DateOnly January(int day) => new(2026, 1, day);

    private static readonly Reopening First = new("MAIN", "2026-01", "漏记一笔捐款");

    [Test]
    public Task Two_people_open_it_the_missing_entry_goes_in_and_closing_again_numbers_it() => WithAsync(async (ledger, people, checker) =>
    {
        await ledger.DonateAsync("LAKE", 10, January(5));
        await ledger.CloseAsync(1);
        Assert.That(Refused.CodeOf(await ledger.TrySpendAsync("LAKE", 1, on: January(9))), Is.EqualTo("period-closed"));

        await people.ApproveAsync(checker, (await people.ProposeAsync(people.Admin, ReopeningPeriods.Kind, First)).Proposal);

        await ledger.DonateAsync("LAKE", 7, January(3));
        Assert.That((await ledger.FiguresAsync("LAKE", January(31))).Cash, Is.EqualTo(17), "the snapshot counts no more");
        await ledger.MustVerifyAsync();
        var closed = await ledger.CloseAsync(1);
        Assert.That((closed.ClosingNo, closed.VoucherCount), Is.EqualTo((2L, 1L)));
        Assert.That((await ledger.FiguresAsync("LAKE", January(31))).Cash, Is.EqualTo(17));
        Assert.That(await ledger.ScalarAsync<string>("SELECT actor FROM period_events WHERE from_status = 'closed' AND to_status = 'open'"), Is.EqualTo(people.Admin));
        Assert.That(await ledger.ScalarAsync<string>("SELECT checked_by FROM period_events WHERE from_status = 'closed' AND to_status = 'open'"), Is.EqualTo(checker));
    });

    [Test]
    public Task It_takes_two_even_where_the_settings_ask_for_nobody() => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        await ledger.FundAsync("LAKE");
        await people.ProposeAsync(people.Admin, ApprovalSettings.Kind, new NewTiers(ReopeningPeriods.Kind.Code, TestLedger.Today, [new(TestLedger.Cny(0), 0)]));
        await ledger.DonateAsync("LAKE", 10, January(5));
        await ledger.CloseAsync(1);
        Assert.That((await people.ProposeAsync(people.Admin, ReopeningPeriods.Kind, First)).Status, Is.EqualTo(ProposalStatus.Open));
        Assert.That(Refused.CodeOf(await ledger.TrySpendAsync("LAKE", 1, on: January(9))), Is.EqualTo("period-closed"));
    });

    [Test]
    public Task Only_the_last_closed_month_is_opened_and_what_was_proposed_before_another_closing_is_void() => WithAsync(async (ledger, people, checker) =>
    {
        await ledger.DonateAsync("LAKE", 10, January(5));
        Assert.That(Refused.CodeOf(await people.TryProposeAsync(people.Admin, ReopeningPeriods.Kind, First)), Is.EqualTo("period-open"));
        await ledger.CloseAsync(1);
        var (early, late) = ((await people.ProposeAsync(people.Admin, ReopeningPeriods.Kind, First)).Proposal, (await people.ProposeAsync(people.Admin, ReopeningPeriods.Kind, First)).Proposal);
        await ledger.CloseAsync(2);
        Assert.That(Refused.CodeOf(await people.TryProposeAsync(people.Admin, ReopeningPeriods.Kind, First)), Is.EqualTo("later-period-closed"));
        Assert.That((await people.ApproveAsync(checker, early)).Status, Is.EqualTo(ProposalStatus.Void), "a later month was closed");
        await people.ApproveAsync(checker, (await people.ProposeAsync(people.Admin, ReopeningPeriods.Kind, First with { Month = "2026-02" })).Proposal);
        await people.ApproveAsync(checker, (await people.ProposeAsync(people.Admin, ReopeningPeriods.Kind, First)).Proposal);
        await ledger.CloseAsync(1);
        Assert.That((await people.ApproveAsync(checker, late)).Status, Is.EqualTo(ProposalStatus.Void), "it was about the first closing");
        Assert.That(Refused.CodeOf(await people.TryProposeAsync(people.Admin, ReopeningPeriods.Kind, First with { Reason = " " })), Is.EqualTo("reason"));
        Assert.That(Refused.CodeOf(await people.TryProposeAsync(people.Admin, ReopeningPeriods.Kind, First with { Month = "January" })), Is.EqualTo("month"));
    });

    private Task WithAsync(Func<TestLedger, PeopleOfALedger, string, Task> scenario) => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        await ledger.FundAsync("LAKE");
        await scenario(ledger, people, await people.AddAsync("checker", PersonRole.Approver));
    });
}
