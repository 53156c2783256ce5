using FundLedger.Awards;
using FundLedger.Calendar;
using FundLedger.Organisations;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Tests.Organisations;
using FundLedger.Tests.Programmes;
using FundLedger.Tests.Storage;
using FundLedger.Values;
using static FundLedger.Tests.Awards.AwardScenes;
using static FundLedger.Tests.Programmes.GrantScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Awards;

/// <summary>The due run fails, is killed, runs on two nodes, late, early or with a clock that jumped: each tranche is released once, and the ledger ties out.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class RunningWhatIsDue(TestDatabase database)
{
    internal const int Awards = 12;

    private static readonly GrantTerms OneTranche = Plain with { Tranches = [Tranche(null, 30)] };

    [Test]
    public Task On_two_nodes_at_once_each_is_released_by_one_of_them() => database.RunAsync(async ledger =>
    {
        await ManyAsync(ledger);
        var other = database.IsOnSqlServer ? Databases.Open(ledger.Options, ledger.Clock) : null;  // embedded books have one writer: two runs share it
        try
        {
            var runs = await Task.WhenAll(new[] { ledger.Database, other ?? ledger.Database, ledger.Database }.Select((node, i) => Task.Run(() => new ReleaseDueTranches(node).RunAsync($"node-{i}", Now(ledger)))));
            Assert.That(runs.SelectMany(run => run.Released).Select(one => one.Award).Order(), Is.EqualTo(Numbers.Order()), "each by one run, and no other run says it was there");
            Assert.That(runs.SelectMany(run => run.Held), Is.Empty);
            await MustBeReleasedOnceAsync(ledger);
        }
        finally
        {
            if (other is not null) await other.DisposeAsync();
        }
    });

    [Test]
    public Task What_changed_after_it_was_read_is_decided_about_again() => database.RunAsync(async ledger =>
    {
        await ManyAsync(ledger);
        var planned = (await ledger.Database.ReadAsync(reader => ReleaseDueTranches.PlanAsync(reader, Now(ledger)))).Planned.ToDictionary(one => one.Award.Number);
        Task<Outcome<TrancheReleased>> ReleaseAsync(string number) => new ReleaseTranche(ledger.Database).RunAsync("schedule", planned[number], Now(ledger));
        (await ReleaseAsync("A-1")).Expect();
        (await new HoldTranche(ledger.Database).RunAsync(ledger.Ask(), "A-2", 1, "核查")).Expect();
        Assert.That(Refused.CodeOf(await ReleaseAsync("A-2")), Is.EqualTo("tranche-held"));
        (await new EndAward(ledger.Database).RunAsync(ledger.Ask(), new AwardEnding("A-3", Now(ledger), "终止"))).Expect();
        Assert.That(Refused.CodeOf(await ReleaseAsync("A-3")), Is.EqualTo("tranche-over"));
        (await new MoveOrganisation(ledger.Database).RunAsync(ledger.Ask(), "HUA", OrganisationMove.Suspended, Now(ledger), "核查举报")).Expect();
        Assert.That(Refused.CodeOf(await ReleaseAsync("A-4")), Is.EqualTo("tranche-held"), "so is what changed with its organisation");
        (await new MoveOrganisation(ledger.Database).RunAsync(ledger.Ask(), "HUA", OrganisationMove.Resumed, Now(ledger), "查无此事")).Expect();
        (await ReleaseAsync("A-4")).Expect();
        (await new BarOrganisation(ledger.Database).RunAsync(ledger.Ask(), new NewBar("HUA", Now(ledger), Now(ledger), "虚报"))).Expect();
        Assert.That(Refused.CodeOf(await ReleaseAsync("A-5")), Is.EqualTo("tranche-held"));
        Assert.That(await ledger.FiguresAsync(), Is.EqualTo((100m, 10m, 45m, 45m)), "two were released, one went back, nine are promised");
    });

    [Test]
    public Task After_400_days_without_a_run_all_that_fell_due_is_released_once_and_no_day_moved() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        await ledger.DocumentAsync("HUA", QualificationKind.YearlyCheck, new DateOnly(2027, 1, 1), new DateOnly(2027, 12, 31));
        await ledger.StartAsync(Award());
        var days = (await ledger.TranchesAsync()).Select(tranche => tranche.DueOn).ToList();
        ledger.Days(400);
        Assert.That((await ledger.RunDueAsync()).Released.Select(one => one.No), Is.EqualTo(new[] { 1, 2 }));
        Assert.That((await ledger.TranchesAsync()).Select(tranche => (tranche.DueOn, tranche.ReleasedOn)), Is.EqualTo(days.Select(day => (day, (DateOnly?)Now(ledger)))));
        Assert.That(await ledger.FiguresAsync(), Is.EqualTo((100m, 60m, 0m, 40m)));
        Assert.That((await ledger.TranchesAsync()).Select(tranche => tranche.OverdueDaysOn(Now(ledger))), Is.EqualTo(days.Select(day => Now(ledger).DayNumber - day!.Value.DayNumber)), "overdue is counted from their own days");
    });

    [Test]
    public Task A_run_for_an_earlier_day_releases_only_what_was_due_then() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        await ledger.StartAsync(Award());
        var due = (await ledger.TranchesAsync())[1].DueOn!.Value;
        ledger.Days(60);
        Assert.That((await ledger.RunDueAsync(due.AddDays(-1))).Released.Select(one => one.No), Is.EqualTo(new[] { 1 }), "a node whose clock is behind");
        Assert.That((await ledger.RunDueAsync(due.AddYears(-1))).Released, Is.Empty);
        Assert.That((await ledger.RunDueAsync(due)).Released.Select(one => one.No), Is.EqualTo(new[] { 2 }));
        Assert.That((await ledger.RunDueAsync(due.AddDays(-1))).Released, Is.Empty);
        Assert.That(await ledger.FiguresAsync(), Is.EqualTo((100m, 60m, 0m, 40m)));
    });

    [TestCase("2028-01-30", 30, "2028-02-29", Description = "onto the leap day")]
    [TestCase("2028-01-31", 30, "2028-03-01")]
    [TestCase("2027-01-31", 28, "2027-02-28")]
    [TestCase("2027-01-31", 29, "2027-03-01", Description = "no leap day")]
    [TestCase("2028-02-29", 365, "2029-02-28", Description = "a year after the leap day")]
    [TestCase("2028-02-29", 366, "2029-03-01")]
    [TestCase("2027-12-31", 1, "2028-01-01")]
    public Task A_tranche_is_released_on_its_day_and_not_the_day_before(string signed, int days, string due) => database.RunAsync(async ledger =>
    {
        await LaterAsync(ledger, Plain with { Tranches = [Tranche(null, days)] }, IsoDates.Read(signed));
        await MustBeReleasedOnAsync(ledger, IsoDates.Read(due));
    });

    [TestCase("2026-09-29", 3, Description = "the National Day holiday lies between")]
    [TestCase("2026-04-30", 2, Description = "the Labour Day holiday lies between")]
    [TestCase("2026-09-18", 5, Description = "a make-up Sunday and the Mid-Autumn holiday lie between")]
    public Task In_working_days_holidays_and_make_up_days_are_counted_as_the_calendar_has_them(string signed, int days) => database.RunAsync(async ledger =>
    {
        await LaterAsync(ledger, Plain with { Tranches = [Tranche(null, days) with { InWorkingDays = true }] }, IsoDates.Read(signed));
        var calendar = await ledger.Database.ReadAsync(WorkingDays.LoadAsync);
        var (due, left) = (IsoDates.Read(signed), days);
        while (left > 0)
        {
            due = due.AddDays(1);
            var known = calendar.Days.FirstOrDefault(day => day.Day == due);
            var isWorked = known is null or { Kind: DayKind.Ordinary } ? due.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) : known.Kind == DayKind.MakeUp;
            if (isWorked) left--;
        }

        Assert.That(due.DayNumber - IsoDates.Read(signed).DayNumber, Is.GreaterThan(days), "something lies between");
        await MustBeReleasedOnAsync(ledger, due);
    });

    private static IEnumerable<string> Numbers => Enumerable.Range(1, Awards).Select(i => $"A-{i}");

    /// <summary>Awards of 5 yuan, each with one tranche that is due.</summary>
    internal static async Task ManyAsync(TestLedger ledger)
    {
        await ledger.MoneyAsync(OneTranche);
        foreach (var number in Numbers) (await ledger.DecideAsync(Award(5, number))).Expect();
        ledger.Days(1);
        foreach (var number in Numbers) (await ledger.SignAsync(number)).Expect();
        ledger.Days(30);
    }

    internal static async Task MustBeReleasedOnceAsync(TestLedger ledger)
    {
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM journal_entries WHERE operation_key LIKE 'tranche/%'"), Is.EqualTo(Awards));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM tranches WHERE status = 'released'"), Is.EqualTo(Awards));
        Assert.That(await ledger.FiguresAsync(), Is.EqualTo((100m, 60m, 0m, 40m)));
        Assert.That((await ledger.RunDueAsync()).Released, Is.Empty);
        await ledger.MustVerifyAsync();
    }

    /// <summary>An award that is signed on a day that is to come.</summary>
    private static async Task LaterAsync(TestLedger ledger, GrantTerms terms, DateOnly signed)
    {
        await ledger.MoneyAsync(terms);
        await ledger.DocumentAsync("HUA", QualificationKind.YearlyCheck, new DateOnly(2027, 1, 1), new DateOnly(2030, 12, 31));
        ledger.GoTo(Moments.ToMicroseconds(new DateTimeOffset(signed, new TimeOnly(9, 0), TimeSpan.FromHours(8))));
        (await ledger.DecideAsync(Award() with { On = signed, Starts = signed, Ends = signed.AddYears(2) })).Expect();
        (await ledger.SignAsync()).Expect();
    }

    private static async Task MustBeReleasedOnAsync(TestLedger ledger, DateOnly due)
    {
        Assert.That((await ledger.TranchesAsync()).Single().DueOn, Is.EqualTo(due));
        ledger.GoTo(Moments.ToMicroseconds(new DateTimeOffset(due.AddDays(-1), new TimeOnly(23, 59), TimeSpan.FromHours(8))));
        Assert.That((await ledger.RunDueAsync()).Released, Is.Empty);
        ledger.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That((await ledger.RunDueAsync()).Released.Single().No, Is.EqualTo(1));
    }
}
