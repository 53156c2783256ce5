using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Tests.Awards;
using FundLedger.Tests.People;
using FundLedger.Values;
using FundLedger.Worklist;
using static FundLedger.Tests.Awards.AwardScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Worklist;

/// <summary>The calendar of what falls due: each thing on its own day, money summed by month, and everybody sees what is theirs.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class WhatFallsDue(TestDatabase database)
{
    [Test]
    public Task Everything_stands_on_its_own_day_and_money_is_summed_by_month() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync(Plain with { PublicityWorkingDays = 5, Tranches = [Tranche(Cny(20), 10, Need(TrancheRequirementKind.ReportAccepted)), Tranche(Cny(15), 20), Tranche(null, 40, Need(TrancheRequirementKind.FinalPassed))] });
        (await ledger.DecideAsync(Award())).Expect();
        Assert.That(Say(await OfAsync(ledger)), Is.EqualTo(new[] { "2026-03-20 PublicityEnds A-1", "2026-03-31 RoundCloses VP-1", "2026-12-31 QualificationEnds HUA" }));
        ledger.Days(9);
        (await ledger.SignAsync()).Expect();
        var due = await OfAsync(ledger);
        Assert.That(Say(due), Is.EqualTo(new[]
        {
            "2026-03-31 RoundCloses VP-1", "2026-04-03 Tranche A-1/1 20.00", "2026-04-03 Report A-1/1", "2026-04-13 Tranche A-1/2 15.00", "2026-05-03 Tranche A-1/3 25.00", "2026-05-03 Evaluation A-1/3", "2026-10-01 ProjectEnds A-1",
            "2026-12-31 QualificationEnds HUA",
        }));
        Assert.That(due.Months, Is.EqualTo(new[] { new DueMonth(new(2026, 4, 1), Cny(35), Cny(0)), new DueMonth(new(2026, 5, 1), Cny(25), Cny(0)) }));
    });

    [Test]
    public Task What_is_paid_is_done_and_what_was_claimed_back_comes_by_its_instalments() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        await ledger.StartAsync(Award());
        await ledger.RunDueAsync();
        (await ledger.PayAsync(1, 20)).Expect();
        (await new ClaimBack(ledger.Database).RunAsync(ledger.Ask(), new NewClawback("A-1", Cny(9), Now(ledger), [new(new(2026, 4, 10), Cny(4)), new(new(2026, 5, 10), Cny(5))], "不合规"))).Expect();
        (await new RepayClawback(ledger.Database).RunAsync(ledger.Ask(), new ClawbackSettling("A-1", 1, Cny(6), Now(ledger), "回单"))).Expect();
        var due = await OfAsync(ledger);
        Assert.That(due.Items.Where(item => item.Amount is not null).Select(item => (item.Day, item.Kind, item.Amount!.Value, item.IsDone)), Is.EqualTo(new[]
        {
            (new DateOnly(2026, 3, 16), DueKind.Tranche, Cny(20), true), (new DateOnly(2026, 4, 10), DueKind.Instalment, Cny(4), true), (new DateOnly(2026, 4, 15), DueKind.Tranche, Cny(40), false), (new DateOnly(2026, 5, 10), DueKind.Instalment, Cny(5), false),
        }));
        Assert.That(due.Months, Is.EqualTo(new[] { new DueMonth(new(2026, 3, 1), Cny(20), Cny(0)), new DueMonth(new(2026, 4, 1), Cny(40), Cny(4)), new DueMonth(new(2026, 5, 1), Cny(0), Cny(5)) }));
    });

    [Test]
    public Task The_first_and_the_last_day_are_in_it_and_other_days_are_not() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        await ledger.StartAsync(Award());
        var day = (await ledger.TranchesAsync())[1].DueOn!.Value;
        Assert.That(Say(await OfAsync(ledger, day, day)), Is.EqualTo(new[] { "2026-04-15 Tranche A-1/2 40.00" }));
        Assert.That(Say(await OfAsync(ledger, day.AddDays(1), day.AddDays(9))), Is.Empty);
        Assert.That(DueCalendar.RefusalFor(day, day.AddDays(-1))!.Code, Is.EqualTo("days"));
        Assert.That(DueCalendar.RefusalFor(day, day.AddDays(DueCalendar.MostDays))!.Code, Is.EqualTo("days"));
    });

    [Test]
    public Task An_organisation_sees_its_own_and_a_manager_of_another_fund_sees_no_award() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        await ledger.FundAsync("LAKE");
        await ledger.StartAsync(Award());
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var (own, stranger, other) = (await people.AddAsync("own", PersonRole.OrganisationViewer, Scope.OfOrganisation("HUA")), await people.AddAsync("stranger", PersonRole.OrganisationViewer, Scope.OfOrganisation("LIN")),
            await people.AddAsync("other", PersonRole.FundManager, Scope.OfFund("LAKE")));
        Assert.That(Say(await OfAsync(ledger, person: own)), Has.Some.Contain("Tranche A-1/1").And.Some.Contain("QualificationEnds HUA").And.Some.Contain("RoundCloses"));
        Assert.That(Say(await OfAsync(ledger, person: stranger)), Is.EqualTo(new[] { "2026-03-31 RoundCloses VP-1" }));
        Assert.That(Say(await OfAsync(ledger, person: other)), Is.EqualTo(new[] { "2026-12-31 QualificationEnds HUA" }), "the directory is everybody's who reads the books");
    });

    private static Task<DueCalendar> OfAsync(TestLedger ledger, DateOnly? first = null, DateOnly? last = null, string? person = null) => ledger.Database.ReadAsync(async reader =>
        await DueCalendar.OfAsync(reader, await Books.LoadAsync(reader), person is null ? null : await Grants.OfAsync(reader, person), first ?? March(1), last ?? new DateOnly(2026, 12, 31), Moments.ToMicroseconds(ledger.Clock.GetUtcNow())));

    private static string[] Say(DueCalendar due) => [.. due.Items.Select(item => $"{item.Day.ToIso()} {item.Kind} {item.Subject}{(item.Part is { } part ? $"/{part}" : "")}{(item.Amount is { } amount ? $" {amount.ToAmountText()}" : "")}")];
}
