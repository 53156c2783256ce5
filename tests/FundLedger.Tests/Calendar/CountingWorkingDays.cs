using System.Text;
using CsCheck;
using FundLedger.Calendar;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Tests.Calendar;

/// <summary>Mondays to Fridays, but for holidays and make-up days.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class CountingWorkingDays(TestDatabase database)
{
    private static readonly Gen<DateOnly> GenDay = Gen.Int[0, 900].Select(new DateOnly(2024, 1, 1).AddDays);

    private static readonly Gen<CalendarDay[]> GenDays = Gen.Select(GenDay, Gen.Int[0, 2]).Array[0, 60].Select(days => days.Select(day => new CalendarDay(day.Item1, (DayKind)day.Item2, "节", "")).ToArray());

    [Test]
    public void Days_are_counted_as_one_by_one_on_the_fingers() => Gen.Select(GenDays, GenDay, Gen.Int[0, 40], GenDay).Sample((days, from, count, to) =>
    {
        var working = new WorkingDays(days);
        bool IsWorked(DateOnly day) => days.LastOrDefault(known => known.Day == day)?.Kind switch { DayKind.Holiday => false, DayKind.MakeUp => true, _ => (int)day.DayOfWeek is >= 1 and <= 5 };
        var listed = Enumerable.Range(1, 1_900).Select(from.AddDays).Where(IsWorked).ToList();

        Assert.That(working.After(from, count), Is.EqualTo(count == 0 ? from : listed[count - 1]));
        Assert.That(working.Between(from, working.After(from, count)), Is.EqualTo(count));
        Assert.That(working.Between(from, to), Is.EqualTo(from <= to ? listed.Count(day => day <= to) : -Enumerable.Range(1, from.DayNumber - to.DayNumber).Select(to.AddDays).Count(IsWorked)));
        Assert.That(working.IsWorkingDay(to), Is.EqualTo(IsWorked(to)));
    });

    [TestCase("2025-09-30", 1, "2025-10-09", TestName = "Eight days of National Day and Mid-Autumn are passed over")]
    [TestCase("2026-02-13", 1, "2026-02-14", TestName = "The Saturday before Spring Festival is worked")]
    [TestCase("2026-02-14", 1, "2026-02-24", TestName = "Nine days of Spring Festival are passed over")]
    [TestCase("2026-04-30", 5, "2026-05-11", TestName = "Publicity of five working days over Labour Day takes in the Saturday that makes up for it")]
    [TestCase("2028-02-28", 1, "2028-02-29", TestName = "The 29th of February is a day like any other")]
    public Task The_arrangement_that_is_shipped_counts(string from, int days, string expected) => database.RunAsync(async ledger =>
    {
        var working = await ledger.Database.ReadAsync(WorkingDays.LoadAsync);
        Assert.That(working.After(IsoDates.Read(from), days), Is.EqualTo(IsoDates.Read(expected)));
    });

    [Test]
    public Task A_year_nobody_knows_is_Mondays_to_Fridays_and_says_so() => database.RunAsync(async ledger =>
    {
        var working = await ledger.Database.ReadAsync(WorkingDays.LoadAsync);
        Assert.That((working.Knows(2025), working.Knows(2026), working.Knows(2027)), Is.EqualTo((true, true, false)));
        Assert.That(working.YearsUnknown(new DateOnly(2026, 12, 1), new DateOnly(2028, 1, 3)), Is.EqualTo(new[] { 2027, 2028 }));
        Assert.That(working.IsWorkingDay(new DateOnly(2027, 10, 1)), Is.True);
        (await new SetCalendarDays(ledger.Database).RunAsync(ledger.Ask(), [new CalendarDay(new DateOnly(2027, 10, 1), DayKind.Holiday, "国庆节", "国办通知")])).Expect();
        working = await ledger.Database.ReadAsync(WorkingDays.LoadAsync);
        Assert.That((working.Knows(2027), working.IsWorkingDay(new DateOnly(2027, 10, 1))), Is.EqualTo((true, false)));
    });

    [Test]
    public Task What_people_enter_goes_before_what_is_shipped_and_can_be_changed_again() => database.RunAsync(async ledger =>
    {
        var day = new DateOnly(2026, 10, 10);
        foreach (var (kind, isWorked) in new[] { (DayKind.Ordinary, false), (DayKind.MakeUp, true), (DayKind.Holiday, false) })
        {
            (await new SetCalendarDays(ledger.Database).RunAsync(ledger.Ask(), [new CalendarDay(day, kind, "国庆节", "更正通知")])).Expect();
            Assert.That((await ledger.Database.ReadAsync(WorkingDays.LoadAsync)).IsWorkingDay(day), Is.EqualTo(isWorked), $"{kind}");
        }

        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM audit_events WHERE act = 'set-calendar-day'"), Is.EqualTo(3));
    });

    [Test]
    public Task Days_that_say_nothing_or_twice_are_refused() => database.RunAsync(async ledger =>
    {
        var set = new SetCalendarDays(ledger.Database);
        Assert.That(Refused.CodeOf(await set.RunAsync(ledger.Ask(), [])), Is.EqualTo("calendar-count"));
        Assert.That(Refused.CodeOf(await set.RunAsync(ledger.Ask(), [new CalendarDay(new DateOnly(2026, 3, 16), DayKind.MakeUp, "补班", "")])), Is.EqualTo("calendar-make-up"), "a Monday");
        Assert.That(Refused.CodeOf(await set.RunAsync(ledger.Ask(), [new CalendarDay(new DateOnly(2026, 3, 16), DayKind.Holiday, " ", "")])), Is.EqualTo("calendar-name"));
        var twice = new CalendarDay(new DateOnly(2026, 3, 16), DayKind.Holiday, "节", "");
        Assert.That(Refused.CodeOf(await set.RunAsync(ledger.Ask(), [twice, twice])), Is.EqualTo("calendar-twice"));
    });

    [Test]
    public void A_file_of_days_is_read_in_either_language_and_its_bad_line_named()
    {
        var days = CalendarFile.Read(Encoding.UTF8.GetBytes("\ufeff日期,类别,名称,依据\r\n2027-01-01,放假,元旦,国办通知\r\n2027/1/1,休,元旦,\r\n")) is Outcome<IReadOnlyList<CalendarDay>>.Refused bad ? bad.Reason.Message.En : "";
        Assert.That(days, Does.StartWith("Line 3: '2027/1/1' is not a date"));
        var read = CalendarFile.Read(Encoding.UTF8.GetBytes("day,kind,name\n2027-01-01,holiday,New Year\n2027-01-09,make-up,New Year\n")).Expect();
        Assert.That(read.Select(day => day.Kind), Is.EqualTo(new[] { DayKind.Holiday, DayKind.MakeUp }));
        Assert.That(Refused.CodeOf(CalendarFile.Read(Encoding.UTF8.GetBytes("day,kind,name\n2027-01-01,maybe,New Year\n"))), Is.EqualTo("calendar-unreadable"));
        Assert.That(Refused.CodeOf(CalendarFile.Read([])), Is.EqualTo("calendar-unreadable"));
    }
}
