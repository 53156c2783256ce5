using CsCheck;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Donations;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class KeepingPledges(TestDatabase database)
{
    private static NewPledge Pledge(decimal yuan, DateOnly first, int every = 0, int? count = 1) => new("LAKE", DonorName.Of("王小明"), Cny(yuan), March(1), first, every, count, "认字1号");

    private static async Task<long> RecordAsync(TestLedger ledger, NewPledge pledge) => (await new RecordPledge(ledger.Database).RunAsync(ledger.Ask(), pledge)).Expect().Pledge;

    private static Task<Outcome<PledgePaid>> PayAsync(TestLedger ledger, long pledge, decimal yuan, EntryId? gift = null) =>
        new PayPledge(ledger.Database).RunAsync(ledger.Ask(), new PledgePayment(pledge, gift is null ? Cny(yuan) : null, Today, gift));

    private static Task<Outcome<PledgeOver>> EndAsync(TestLedger ledger, long pledge, string reason = "无力支付") => new EndPledge(ledger.Database).RunAsync(ledger.Ask(), new PledgeEnding(pledge, Today, reason));

    private static async Task<Pledge> PledgeAsync(TestLedger ledger, long id) => (await ledger.Database.ReadAsync(async reader => await Pledges.FindAsync(reader, await Books.LoadAsync(reader), id)))!;

    private static async Task<decimal> MemoAsync(TestLedger ledger) => (await ledger.BalancesAsync("LAKE")).Total.Memo.MinorUnits / 100m;

    private static Task<IReadOnlyList<PledgeReminder>> RunAsync(TestLedger ledger, DateOnly today) => new KeepPledges(ledger.Database, PledgeReminderDays.Default).RunAsync("schedule", today);

    [Test]
    public Task A_promise_is_no_income_and_cash_takes_it_out_of_the_memo() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var id = await RecordAsync(ledger, Pledge(100, March(31)));
        Assert.That((await MemoAsync(ledger), await ledger.AvailableAsync("LAKE")), Is.EqualTo((100m, 0m)));
        Assert.That(await ledger.LinesAsync(new EntryId(1)), Is.EqualTo(new[] { $"PledgeExpected 100.00 pledge/{id}", $"PledgeReserve -100.00 pledge/{id}" }));

        var paid = (await PayAsync(ledger, id, 30)).Expect();
        Assert.That((paid.Left, paid.Receipt, await MemoAsync(ledger), await ledger.AvailableAsync("LAKE")), Is.EqualTo((Cny(70), (ReceiptNumber?)new ReceiptNumber(2026, 1), 70m, 30m)));
        Assert.That((await PayAsync(ledger, id, 90)).Expect().Left, Is.EqualTo(Cny(0)), "more may come than was promised");
        Assert.That((await MemoAsync(ledger), await ledger.AvailableAsync("LAKE")), Is.EqualTo((0m, 120m)));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task A_gift_that_is_reversed_is_expected_again_and_its_memo_is_not_reversed_by_itself() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var id = await RecordAsync(ledger, Pledge(100, March(31)));
        var gift = (await PayAsync(ledger, id, 100)).Expect().Gift;
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync(new EntryId(gift.Value + 1))), Is.EqualTo("memo-follows-pledge"));
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync(new EntryId(1))), Is.EqualTo("memo-follows-pledge"));
        (await ledger.TryReverseAsync(gift)).Expect();
        Assert.That((await MemoAsync(ledger), (await PledgeAsync(ledger, id)).Open), Is.EqualTo((100m, Cny(100))));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task A_gift_of_the_same_donor_entered_twice_counts_once_both_are_merged() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var id = await RecordAsync(ledger, Pledge(100, March(31)));
        var gift = await ledger.DonateAsync("LAKE", 40, donor: "王晓明");
        Assert.That(Refused.CodeOf(await PayAsync(ledger, id, 0, gift)), Is.EqualTo("gift-of-another"));
        (await new MergeDonors(ledger.Database).RunAsync(ledger.Ask(), new DonorMerge(2, 1))).Expect();
        Assert.That((await PayAsync(ledger, id, 0, gift)).Expect().Left, Is.EqualTo(Cny(60)));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task A_gift_that_is_there_already_counts_when_it_is_of_the_same_donor_and_fund() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("HILL");
        var id = await RecordAsync(ledger, Pledge(100, March(31)));
        var (theirs, anothers, elsewhere) = (await ledger.DonateAsync("LAKE", 40), await ledger.DonateAsync("LAKE", 40, donor: "李雷"), await ledger.DonateAsync("HILL", 40));
        Assert.That(Refused.CodeOf(await PayAsync(ledger, id, 0, anothers)), Is.EqualTo("gift-of-another"));
        Assert.That(Refused.CodeOf(await PayAsync(ledger, id, 0, elsewhere)), Is.EqualTo("gift-of-another"));
        Assert.That((await PayAsync(ledger, id, 0, theirs)).Expect(), Is.EqualTo(new PledgePaid(theirs, null, Cny(60))));
        Assert.That(Refused.CodeOf(await PayAsync(ledger, id, 0, theirs)), Is.EqualTo("gift-on-pledge"));
        Assert.That(Refused.CodeOf(await PayAsync(ledger, id, 0, new EntryId(1))), Is.EqualTo("gift-unknown"));
        Assert.That(Refused.CodeOf(await PayAsync(ledger, 99, 10)), Is.EqualTo("pledge-unknown"));
        Assert.That(Refused.CodeOf(await new PayPledge(ledger.Database).RunAsync(ledger.Ask(), new PledgePayment(id, Cny(1), new(2026, 2, 28)))), Is.EqualTo("payment-before-pledge"));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task What_will_not_come_is_written_off_and_what_came_stands() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var id = await RecordAsync(ledger, Pledge(100, March(10), 1, 4));
        (await PayAsync(ledger, id, 30)).Expect();
        Assert.That(Refused.CodeOf(await EndAsync(ledger, id, " ")), Is.EqualTo("reason"));
        Assert.That((await EndAsync(ledger, id)).Expect().WrittenOff, Is.EqualTo(Cny(70)));
        Assert.That((await MemoAsync(ledger), await ledger.AvailableAsync("LAKE"), (await PledgeAsync(ledger, id)).OverdueOn(Today.AddDays(90))), Is.EqualTo((0m, 30m, Cny(0))));
        Assert.That(Refused.CodeOf(await EndAsync(ledger, id)), Is.EqualTo("pledge-ended"));
        Assert.That(Refused.CodeOf(await PayAsync(ledger, id, 10)), Is.EqualTo("pledge-ended"));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Instalments_are_the_sum_to_the_fen_and_what_is_late_is_told() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var id = await RecordAsync(ledger, Pledge(100, March(5), 1, 3));
        (await PayAsync(ledger, id, 40)).Expect();
        var pledge = await PledgeAsync(ledger, id);
        Assert.That(pledge.Schedule(Today).Select(one => (one.DueOn.ToIso(), one.Amount, one.Paid)), Is.EqualTo(new[]
        {
            ("2026-03-05", Cny(33.34m), Cny(33.34m)), ("2026-04-05", Cny(33.33m), Cny(6.66m)), ("2026-05-05", Cny(33.33m), Cny(0)),
        }));
        Assert.That((pledge.OverdueOn(new(2026, 4, 5)), pledge.OverdueOn(new(2026, 4, 6)), pledge.OverdueOn(new(2026, 5, 6))), Is.EqualTo((Cny(0), Cny(26.67m), Cny(60))), "overdue means overdue: not on the day itself");
    });

    [Test]
    public Task What_goes_on_is_expected_month_by_month_and_paid_ahead_or_late() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var id = await RecordAsync(ledger, Pledge(10, March(31), 1, null));
        Assert.That(await MemoAsync(ledger), Is.Zero, "nothing is due yet");
        (await PayAsync(ledger, id, 15)).Expect();
        Assert.That(await MemoAsync(ledger), Is.Zero, "paid ahead");
        ledger.Clock.Advance(TimeSpan.FromDays(46)); // 30 April
        var on = new DateOnly(2026, 4, 30);
        await RunAsync(ledger, on);
        await RunAsync(ledger, on);
        Assert.That((await ledger.BalancesAsync("LAKE", on)).Total.Memo, Is.EqualTo(Cny(5)), "two months are due and one and a half are paid");
        Assert.That((await PledgeAsync(ledger, id)).Expected, Is.EqualTo(2));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Each_instalment_is_reminded_of_once_at_each_stage_however_late_or_often_the_job_runs() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var id = await RecordAsync(ledger, Pledge(100, March(20), 1, 2));
        async Task<string> ToldAsync(DateOnly day) => string.Join(' ', (await RunAsync(ledger, day)).Select(one => $"{one.Instalment}:{one.Stage}"));
        Assert.That(await ToldAsync(March(12)), Is.Empty);
        Assert.That(await ToldAsync(March(13)), Is.EqualTo("1:Coming"));
        Assert.That(await ToldAsync(March(14)), Is.Empty);
        Assert.That(await ToldAsync(March(22)), Is.EqualTo("1:Due"), "the job was late by two days: the next stage keeps its own day");
        Assert.That(await ToldAsync(new(2026, 4, 19)), Is.EqualTo("1:Overdue 2:Coming"));
        (await PayAsync(ledger, id, 100)).Expect();
        Assert.That(await ToldAsync(new(2026, 6, 1)), Is.Empty, "what came is not reminded of");
    });

    [Test]
    public Task A_fund_that_was_closed_expects_nothing_more_and_holds_no_other_reminder_up() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("POND");
        await RecordAsync(ledger, Pledge(10, March(31), 1, null) with { Fund = "POND" });
        var id = await RecordAsync(ledger, Pledge(100, March(20)));
        (await new FundLedger.Funds.CloseFund(ledger.Database).RunAsync(ledger.Ask(), new("POND", Today, "决议1号", "不再需要", []))).Expect();
        ledger.Clock.Advance(TimeSpan.FromDays(46));
        Assert.That((await RunAsync(ledger, new(2026, 4, 30))).Select(one => (one.Pledge, one.Stage)), Has.Member((id, PledgeStage.Overdue)));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task A_pledge_that_cannot_be_kept_track_of_is_refused() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        async Task<string> CodeAsync(NewPledge pledge) => Refused.CodeOf(await new RecordPledge(ledger.Database).RunAsync(ledger.Ask(), pledge));
        Assert.That(await CodeAsync(Pledge(10, March(31)) with { Donor = DonorName.Unnamed }), Is.EqualTo("pledge-donor"));
        Assert.That(await CodeAsync(Pledge(10, March(31), 0, 3)), Is.EqualTo("pledge-months"));
        Assert.That(await CodeAsync(Pledge(10, March(31), 121, 3)), Is.EqualTo("pledge-months"));
        Assert.That(await CodeAsync(Pledge(10, March(31), 1, 601)), Is.EqualTo("pledge-count"));
        Assert.That(await CodeAsync(Pledge(0.02m, March(31), 1, 3)), Is.EqualTo("pledge-count"));
        Assert.That(await CodeAsync(Pledge(10, new(2026, 2, 28))), Is.EqualTo("pledge-first"));
        Assert.That(await ledger.EntryCountAsync(), Is.Zero);
    });
}

/// <summary>Days of instalments follow from the first day alone.</summary>
public sealed class SchedulesOfPledges
{
    private static Pledge Pledge(DateOnly first, int every, int? count) => new(
        1, null!, null!, 1, "", first, first, every, count, new Money(12_000, Currency.Cny), "", 0, null, "", Money.Zero(Currency.Cny));

    [Test]
    public void The_31st_is_the_last_day_of_shorter_months_and_comes_back_after_them() =>
        Assert.That(Enumerable.Range(1, 5).Select(number => Pledge(new(2027, 12, 31), 1, 5).DueOn(number).ToIso()), Is.EqualTo(new[] { "2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30" }));

    [Test]
    public void As_many_are_due_by_a_day_as_have_their_own_day_by_then() => Gen.Select(Gen.Int[0, 20_000], Gen.Int[1, 24], Gen.Int[0, 4_000]).Sample((start, every, later) =>
    {
        var first = new DateOnly(2000, 1, 1).AddDays(start);
        var (pledge, day) = (Pledge(first, every, null), first.AddDays(later));
        var due = pledge.DueBy(day);
        Assert.That(due >= 1 && pledge.DueOn(due) <= day && pledge.DueOn(due + 1) > day);
        Assert.That(pledge.DueBy(first.AddDays(-1)), Is.Zero);
    });
}
