using FundLedger.Applications;
using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Tests.Applications;
using FundLedger.Tests.Organisations;
using FundLedger.Values;
using static FundLedger.Tests.Awards.AwardScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Awards;

/// <summary>An award is amended, ended, and what was paid of it claimed back; what was released is never restated.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class AmendingAndEnding(TestDatabase database)
{
    [Test]
    public Task Less_goes_back_to_its_sources_and_nothing_is_released_before_it_is_signed_again() => database.RunAsync(async ledger =>
    {
        var seed = await ledger.MoneyAsync();
        await ledger.StartAsync(Award(60, parts: [Part(seed, 40), Part("donation", 20)]));
        await ledger.RunDueAsync();
        var amended = (await AmendAsync(ledger, 45)).Expect();
        Assert.That(await ledger.LinesAsync(amended.Entry!.Value), Is.EquivalentTo(new[] { "Committed -10.00 award/A-1", "CommitmentReserve 10.00 award/A-1", "Committed -5.00 award/A-1", "CommitmentReserve 5.00 award/A-1" }));
        Assert.That(await ledger.FiguresAsync(), Is.EqualTo((100m, 20m, 25m, 55m)));
        ledger.Days(40);
        Assert.That((await ledger.RunDueAsync()).Held.Single().Why.Code, Is.EqualTo("tranche-held"));
        Assert.That((await ledger.AwardAsync()).StageOn(Now(ledger)), Is.EqualTo(AwardStage.ToSignAgain));
        (await ledger.SignAsync()).Expect();
        Assert.That((await ledger.RunDueAsync()).Released.Single().Amount, Is.EqualTo(Cny(25)));
        Assert.That(await ledger.FiguresAsync(), Is.EqualTo((100m, 45m, 0m, 55m)));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task More_is_committed_within_what_is_available() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        await ledger.StartAsync(Award(60, parts: [Part("donation", 30), Part(await ledger.SeedCodeAsync(), 30)]));
        Assert.That(Refused.CodeOf(await AmendAsync(ledger, 101)), Is.EqualTo("not-enough"));
        (await AmendAsync(ledger, 80)).Expect();
        Assert.That(await ledger.FiguresAsync(), Is.EqualTo((100m, 0m, 80m, 20m)));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Other_sources_take_over_what_is_not_released() => database.RunAsync(async ledger =>
    {
        var seed = await ledger.MoneyAsync();
        await ledger.StartAsync(Award(30, parts: [Part(seed, 30)]));
        await ledger.RunDueAsync();
        Assert.That(Refused.CodeOf(await AmendAsync(ledger, 30, [Part(seed, 19), Part("donation", 11)])), Is.EqualTo("award-released"), "20 were borne by the seed money");
        (await AmendAsync(ledger, 30, [Part(seed, 20), Part("donation", 10)])).Expect();
        Assert.That(((await ledger.PositionAsync("POOL", seed)).Committed, (await ledger.PositionAsync("POOL")).Committed), Is.EqualTo((Cny(0), Cny(10))));
        (await ledger.SignAsync()).Expect();
        ledger.Days(30);
        await ledger.RunDueAsync();
        (await ledger.PayAsync(2, 10)).Expect();
        Assert.That((await ledger.PositionAsync("POOL")).Available, Is.EqualTo(Cny(30)));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Another_amount_before_it_is_signed_is_published_once_more_and_may_be_objected_to() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync(Plain with { PublicityWorkingDays = 5 });
        (await ledger.DecideAsync(Award())).Expect();
        ledger.Days(7);
        Assert.That((await ledger.AwardAsync()).StageOn(Now(ledger)), Is.EqualTo(AwardStage.ToSign));
        Assert.That((await AmendAsync(ledger, 60, change: (_, wanted) => wanted with { Ends = wanted.Ends.AddDays(30) })).Expect().PublishedUntil, Is.Null, "other days are not published anew");
        Assert.That((await ledger.AwardAsync()).StageOn(Now(ledger)), Is.EqualTo(AwardStage.ToSign));

        var amended = (await AmendAsync(ledger, 45)).Expect();
        Assert.That(amended.PublishedUntil, Is.EqualTo(March(27)), "five working days after Sunday 22 March");
        var award = await ledger.AwardAsync();
        Assert.That((award.PublicityLast, award.StageOn(Now(ledger)), Refused.CodeOf(await ledger.SignAsync())), Is.EqualTo((March(27), AwardStage.Publicity, "not-to-sign")));
        (await new RaiseObjection(ledger.Database).RunAsync(ledger.Ask(), new NewObjection("A-1", Now(ledger), "居民甲", "为何减少"))).Expect();
        (await new AnswerObjection(ledger.Database).RunAsync(ledger.Ask(), new ObjectionAnswer("A-1", 1, Now(ledger), false, "活动减少"))).Expect();
        ledger.Days(6);
        (await ledger.SignAsync()).Expect();
        Assert.That((await AmendAsync(ledger, 40)).Expect().PublishedUntil, Is.Null, "once it is signed, an amendment is signed and not published");
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task What_was_released_cannot_be_amended_and_an_amendment_of_an_old_version_is_refused() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        await ledger.StartAsync(Award());
        await ledger.RunDueAsync();
        Assert.That(Refused.CodeOf(await AmendAsync(ledger, 60, change: (_, wanted) => wanted with { Tranches = [wanted.Tranches![0] with { Amount = Cny(10) }, wanted.Tranches[1] with { Amount = Cny(50) }] })), Is.EqualTo("tranche-released"));
        Assert.That(Refused.CodeOf(await AmendAsync(ledger, 15)), Is.EqualTo("award-released"));
        Assert.That(Refused.CodeOf(await AmendAsync(ledger, 60, change: (_, wanted) => wanted with { Version = 7 })), Is.EqualTo("award-changed"));
    });

    [Test]
    public Task Stopped_the_rest_goes_back_by_source_and_the_organisation_may_be_kept_out() => database.RunAsync(async ledger =>
    {
        var seed = await ledger.MoneyAsync();
        await ledger.StartAsync(Award(60, parts: [Part(seed, 40), Part("donation", 20)]));
        await ledger.RunDueAsync();
        var ended = (await new EndAward(ledger.Database).RunAsync(ledger.Ask(), new AwardEnding("A-1", Now(ledger), "中期评估不通过", Now(ledger).AddYears(3)))).Expect();
        Assert.That(ended.Released, Is.EqualTo(new[] { Part(seed, 26.67m), Part("donation", 13.33m) }));
        Assert.That((await ledger.StateAsync(1), await ledger.StateAsync(2), await ledger.FiguresAsync()), Is.EqualTo((TrancheState.Payable, TrancheState.Cancelled, (100m, 20m, 0m, 80m))));
        Assert.That(await ledger.DecideAsync(Award(10.5m, "A-2")), Is.InstanceOf<Outcome<AwardDecided>.Refused>(), "it is kept out");
        (await ledger.PayAsync(1, 20)).Expect();
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Taken_back_before_it_was_signed_its_application_was_declined_for_that_reason() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        var number = await ReviewedAsync(ledger);
        (await ledger.DecideAsync(OfApplication(number))).Expect();
        Assert.That(await ledger.ApplicationStatusAsync(number), Is.EqualTo(ApplicationStatus.Awarded));
        (await new EndAward(ledger.Database).RunAsync(ledger.Ask(), new AwardEnding("A-1", Now(ledger), "异议成立"))).Expect();
        Assert.That(await ledger.ApplicationStatusAsync(number), Is.EqualTo(ApplicationStatus.Declined));
        var moves = await ledger.Database.ReadAsync(async reader => await ApplicationReading.MovesAsync(reader, (await ApplicationReading.FindAsync(reader, number))!));
        Assert.That((moves[^1].From, moves[^1].To, moves[^1].Reason), Is.EqualTo((ApplicationStatus.Awarded, ApplicationStatus.Declined, "异议成立")));
    });

    [Test]
    public Task Stopped_after_it_was_signed_its_application_stays_awarded() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        var number = await ReviewedAsync(ledger);
        await ledger.StartAsync(OfApplication(number));
        (await new EndAward(ledger.Database).RunAsync(ledger.Ask(), new AwardEnding("A-1", Now(ledger), "中期评估不通过"))).Expect();
        Assert.That(await ledger.ApplicationStatusAsync(number), Is.EqualTo(ApplicationStatus.Awarded));
    });

    [Test]
    public Task What_was_paid_is_claimed_back_by_source_repaid_and_written_off() => database.RunAsync(async ledger =>
    {
        var seed = await ledger.MoneyAsync();
        await ledger.StartAsync(Award(60, parts: [Part(seed, 40), Part("donation", 20)]));
        await ledger.RunDueAsync();
        Assert.That(Refused.CodeOf(await ClaimAsync(ledger, 1)), Is.EqualTo("more-than-paid"), "what is owed only is not claimed back");
        (await ledger.PayAsync(1, 20)).Expect();
        Assert.That(Refused.CodeOf(await ClaimAsync(ledger, 20.01m)), Is.EqualTo("more-than-paid"));
        var claimed = (await ClaimAsync(ledger, 15)).Expect();
        Assert.That(claimed.Parts, Is.EqualTo(new[] { Part(seed, 10), Part("donation", 5) }));
        Assert.That(await ledger.FiguresAsync(), Is.EqualTo((80m, 0m, 40m, 40m)), "a receivable is not available");
        Assert.That(Refused.CodeOf(await ClaimAsync(ledger, 5.01m)), Is.EqualTo("more-than-paid"));

        ledger.Days(40);
        Assert.That((await ClawbackAsync(ledger)).OverdueOn(Now(ledger)), Is.EqualTo(Cny(7.5m)));
        Assert.That((await ClawbackAsync(ledger)).OverdueDaysOn(Now(ledger)), Is.EqualTo(10));
        Assert.That((await new RepayClawback(ledger.Database).RunAsync(ledger.Ask(), Settling(ledger, 9))).Expect().Left, Is.EqualTo(Cny(6)));
        Assert.That((await ClawbackAsync(ledger)).OverdueOn(Now(ledger)), Is.EqualTo(Cny(0)));
        Assert.That(Refused.CodeOf(await new WriteOffClawback(ledger.Database).RunAsync(ledger.Ask(), Settling(ledger, 6.01m))), Is.EqualTo("more-than-open"));
        (await new WriteOffClawback(ledger.Database).RunAsync(ledger.Ask(), Settling(ledger, 6))).Expect();
        Assert.That((await ledger.FiguresAsync(), (await ClawbackAsync(ledger)).Open), Is.EqualTo(((89m, 0m, 40m, 49m), Cny(0))));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Reminders_follow_the_day_and_are_given_once() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync(Plain with { Tranches = [Tranche(null, 20, Need(TrancheRequirementKind.Documents))] });
        await ledger.StartAsync(Award());
        var due = (await ledger.TranchesAsync())[0].DueOn!.Value;
        var given = new List<int>();
        for (var day = Now(ledger); day <= due.AddDays(40); day = day.AddDays(1))
        {
            if (day == due.AddDays(-3) || day == due.AddDays(7)) continue;  // nobody ran it on those days
            given.AddRange((await RemindAsync(ledger, day)).Select(one => one.Days));
            Assert.That(await RemindAsync(ledger, day), Is.Empty);
        }

        Assert.That(given, Is.EqualTo(new[] { -14, -3, 1, 7, 30 }));
        Assert.That((await RemindAsync(ledger, due.AddDays(400))), Is.Empty, "the last stage was told");
    });

    private static NewAward OfApplication(string number) => Award() with { Application = number, Own = Cny(0), Budget = [new("1", "全部", CostLineKind.Other, Cny(60), Cny(0))] };

    /// <summary>An application of HUA that has come through its review.</summary>
    private static async Task<string> ReviewedAsync(TestLedger ledger)
    {
        var number = await ledger.SubmittedAsync("HUA");
        foreach (var to in new[] { ApplicationStatus.InReview, ApplicationStatus.Reviewed })
            (await ledger.Database.WriteAsync<bool>(ledger.Ask().For("review"), async tx => await ApplicationStore.MoveAsync(tx, (await ApplicationStore.HoldAsync(tx, number))!, to) is { } refused ? refused : true)).Expect();
        return number;
    }

    private static Task<IReadOnlyList<AwardReminder>> RemindAsync(TestLedger ledger, DateOnly day) => new KeepAwards(ledger.Database, AwardReminderDays.Default).RunAsync("schedule", day);

    private static async Task<Outcome<AwardAmended>> AmendAsync(TestLedger ledger, decimal yuan, AwardPart[]? parts = null, Func<Award, Amendment, Amendment>? change = null)
    {
        var award = await ledger.AwardAsync();
        var first = award.Terms.Tranches[0];
        var wanted = new Amendment(
            "A-1", award.Version, award.Terms.Title, Cny(yuan), Cny(0), award.Terms.Starts, award.Terms.Ends, [new("1", "全部", CostLineKind.Other, Cny(yuan), Cny(0))], "实际需要", Now(ledger), parts,
            yuan > 20 ? [first, award.Terms.Tranches[1] with { Amount = Cny(yuan) - first.Amount }] : [first with { Amount = Cny(yuan) }]);
        return await new AmendAward(ledger.Database).RunAsync(ledger.Ask(), change is null ? wanted : change(award, wanted));
    }

    private static Task<Outcome<ClaimedBack>> ClaimAsync(TestLedger ledger, decimal yuan) => new ClaimBack(ledger.Database).RunAsync(ledger.Ask(), new NewClawback(
        "A-1", Cny(yuan), Now(ledger), [new(Now(ledger).AddDays(30), Cny(yuan / 2)), new(Now(ledger).AddDays(60), Cny(yuan) - Cny(yuan / 2))], "支出不合规"));

    private static ClawbackSettling Settling(TestLedger ledger, decimal yuan) => new("A-1", 1, Cny(yuan), Now(ledger));

    private static Task<Clawback> ClawbackAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader => (await AwardReading.ClawbacksAsync(reader)).Single());
}
