using CsCheck;
using FundLedger.Disclosure;
using FundLedger.Ledger;
using FundLedger.Values;

namespace FundLedger.Tests.Disclosure;

/// <summary>The days that the law sets, at their edges.</summary>
public sealed class WhatFallsDue
{
    private static readonly Entity Entity = new(1, "E", "基金会", Currency.Cny, "npo2004");
    private static readonly Fund Fund = new(1, 1, "LAKE", "湖", FundKind.CommunityFund, Currency.Cny, null, []);

    [TestCase("2026-05-31", "annual/1/2025", TestName = "The report of 2025 is due on 31 May 2026")]
    [TestCase("2026-05-30", null, TestName = "It is not due on 30 May")]
    [TestCase("2026-06-01", null, TestName = "It is not due on 1 June")]
    [TestCase("2025-05-31", null, TestName = "Order 81 sets the day from 2026 on")]
    [TestCase("2036-05-31", "annual/1/2035", TestName = "A Saturday is no reason to wait")]
    public void The_annual_report(string day, string? key) =>
        Assert.That(Items(Day(day), Day(day)).Where(item => item.Rule == "annual").Select(item => item.Key), key is null ? Is.Empty : Is.EqualTo(new[] { key }));

    [Test]
    public void Those_who_may_not_ask_the_public_tell_of_their_projects_once_a_year_and_the_others_every_three_months()
    {
        var project = Activity(DisclosureActivityKind.Project, "2026-01-01", "2026-12-31");
        Assert.That(Items(Day("2026-01-01"), Day("2027-12-31"), [project], raisesPublicly: false).Select(item => (item.Rule, item.DueOn.ToIso())), Is.EqualTo(
            new[] { ("annual", "2026-05-31"), ("projects-yearly", "2026-05-31"), ("annual", "2027-05-31"), ("projects-yearly", "2027-05-31") }));
        Assert.That(Items(Day("2026-01-01"), Day("2027-12-31"), [project]).Where(item => item.Fund is not null).Select(item => (item.Rule, item.DueOn.ToIso(), item.Covers.ToString())), Is.EqualTo(new[]
        {
            ("project-progress", "2026-04-01", "2026-01-01..2026-03-31"), ("project-progress", "2026-07-01", "2026-04-01..2026-06-30"), ("project-progress", "2026-10-01", "2026-07-01..2026-09-30"),
            ("project-full", "2027-03-31", "2026-01-01..2026-12-31"),
        }));
    }

    [TestCase("2026-01-01", "2026-06-30", 0, TestName = "Six months to the day are not over six months")]
    [TestCase("2026-01-01", "2026-07-01", 2, TestName = "A day more is")]
    [TestCase("2025-08-31", "2026-02-27", 0, TestName = "From 31 August to 27 February it is not yet six months")]
    [TestCase("2025-08-31", "2026-02-28", 2, TestName = "To 28 February it is over them")]
    [TestCase("2023-08-31", "2024-02-28", 0, TestName = "In a leap year 28 February is not enough")]
    [TestCase("2023-08-31", "2024-02-29", 2, TestName = "And 29 February is")]
    public void Progress_is_asked_of_what_lasts_over_six_months(string first, string last, int times) =>
        Assert.That(Items(Day("2023-01-01"), Day("2027-12-31"), [Activity(DisclosureActivityKind.Campaign, first, last)]).Count(item => item.Rule == "campaign-progress"), Is.EqualTo(times));

    [TestCase("2025-11-30", "2026-02-28")]
    [TestCase("2023-11-30", "2024-02-29")]
    [TestCase("2026-01-31", "2026-04-30")]
    [TestCase("2026-05-15", "2026-08-15")]
    public void In_full_within_three_months_of_the_end(string last, string due) =>
        Assert.That(Items(Day("2023-01-01"), Day("2027-12-31"), [Activity(DisclosureActivityKind.Campaign, "2023-01-01", last)]).Single(item => item.Rule == "campaign-full").DueOn.ToIso(), Is.EqualTo(due));

    [Test]
    public void Steps_are_counted_from_the_first_day_and_do_not_drift()
    {
        var open = Activity(DisclosureActivityKind.Campaign, "2025-11-30", null);
        Assert.That(Items(Day("2026-01-01"), Day("2027-02-28"), [open]).Where(item => item.Fund is not null).Select(item => item.DueOn.ToIso()), Is.EqualTo(new[] { "2026-02-28", "2026-05-30", "2026-08-30", "2026-11-30", "2027-02-28" }));
        Gen.Int[0, 5_000].Select(Gen.Int[0, 1_500]).Sample((start, length) =>
        {
            var first = new DateOnly(2016, 9, 1).AddDays(start);
            var activity = new DisclosureActivity(7, Fund, DisclosureActivityKind.Campaign, "C", "c", first, first.AddDays(length));
            var steps = Items(first, first.AddDays(length + 400), [activity]).Where(item => item.Fund is not null).ToList();
            var full = steps.Single(item => item.Rule == "campaign-full");
            var progress = steps.Where(item => item.Rule == "campaign-progress").ToList();
            return full.DueOn == activity.Last!.Value.AddMonths(3) && progress.Count == 0 == !DisclosureCalendar.IsLongerThan(activity, 6)
                && progress.Select((item, no) => item.DueOn == first.AddMonths(3 * (no + 1)) && item.DueOn <= activity.Last && item.Covers.Last == item.DueOn.AddDays(-1) && item.Covers.First == (no == 0 ? first : progress[no - 1].DueOn)).All(fits => fits)
                && (progress.Count == 0 || first.AddMonths(3 * (progress.Count + 1)) > activity.Last) && steps.Select(item => item.Key).Distinct().Count() == steps.Count;
        });
    }

    [TestCase("2024-01-30", "2024-02-29", "major")]
    [TestCase("2026-01-30", "2026-03-01", "major")]
    [TestCase("2025-12-31", "2026-01-30", "related")]
    [TestCase("2026-01-01", "2026-01-31", "related")]
    public void An_event_is_told_of_within_thirty_days(string on, string due, string rule)
    {
        var item = Items(Day("2018-01-01"), Day("2027-12-31"), events: [new(rule == "major" ? DisclosureEventKind.Major : DisclosureEventKind.Related, 9, Day(on), Fund, TestLedger.Cny(1))]).Single(known => known.Rule == rule);
        Assert.That((item.DueOn.ToIso(), item.Key, item.Subject), Is.EqualTo((due, $"{rule}/1/9", "9")), "one rule or the other holds on the day, never both");
    }

    [Test]
    public void What_a_directed_campaign_came_to_is_told_to_its_donors_alone()
    {
        var item = Items(Day("2026-01-01"), Day("2027-12-31"), [Activity(DisclosureActivityKind.Directed, "2026-01-01", "2026-12-31")]).Single(known => known.Fund is not null);
        Assert.That((item.Rule, item.DueOn.ToIso(), DisclosureRule.Find(item.Rule)!.IsForEverybody), Is.EqualTo(("directed-told", "2027-03-31", false)));
        Assert.That(DisclosureRule.Shipped.Where(rule => rule.Code != "directed-told").Select(rule => rule.IsForEverybody), Is.All.True);
    }

    [Test]
    public void Nothing_that_fell_due_before_it_is_looked_after_is_asked_for()
    {
        Assert.That(Items(Day("2026-05-31"), Day("2026-05-31"), from: "2026-06-01"), Is.Empty);
        Assert.That(Items(Day("2026-05-31"), Day("2026-05-31"), from: "2026-05-31"), Has.Count.EqualTo(1));
    }

    [Test]
    public void Every_duty_says_where_it_is_written_in_both_languages_and_follows_itself_without_a_gap()
    {
        foreach (var duty in DisclosureRule.Shipped.GroupBy(rule => rule.Code))
        {
            Assert.That(duty.Select(rule => rule.Name.Zh.Length * rule.Name.En.Length * rule.Source.Zh.Length * rule.Source.En.Length), Is.All.Positive, duty.Key);
            foreach (var (earlier, later) in duty.Zip(duty.Skip(1))) Assert.That(earlier.Last!.Value.AddDays(1), Is.EqualTo(later.First), duty.Key);
            Assert.That(duty.Last().Last, Is.Null, duty.Key);
        }
    }

    private static IReadOnlyList<DisclosureItem> Items(DateOnly first, DateOnly last, IReadOnlyList<DisclosureActivity>? activities = null, IReadOnlyList<DisclosureEvent>? events = null, bool raisesPublicly = true, string from = "2016-01-01") =>
        DisclosureCalendar.Of(Entity, new DisclosureSettings(1, 1, raisesPublicly, Day(from), TestLedger.Cny(1), ""), activities ?? [], events ?? [], DisclosureRule.Shipped, new DateSpan(first, last));

    private static DisclosureActivity Activity(DisclosureActivityKind kind, string first, string? last) => new(7, Fund, kind, "C", "c", Day(first), last is null ? null : Day(last));

    private static DateOnly Day(string iso) => IsoDates.Read(iso);
}
