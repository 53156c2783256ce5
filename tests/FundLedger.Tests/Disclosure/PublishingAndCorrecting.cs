using System.Text;
using FundLedger.Disclosure;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Tests.Notices;
using FundLedger.Tests.People;
using FundLedger.Values;
using FundLedger.Worklist;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Disclosure;

/// <summary>What is published stays; two people publish; a correction stands beside what it corrects.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class PublishingAndCorrecting(TestDatabase database)
{
    private const string Annual = "annual/1/2025";

    [Test]
    public Task Versions_stay_readable_and_a_correction_says_why_and_what_it_changed() => database.RunAsync(async ledger =>
    {
        await ledger.DisclosingAsync();
        await ledger.PublishedAsync(Annual, 0, "甲", new DisclosureFigure("balance-sheet", "assets", "资产", "Assets", "100.00"), new DisclosureFigure("balance-sheet", "debts", "负债", "Debts", "3.00"));
        await ledger.PublishedAsync(Annual, 1, "乙", "漏记一笔", new DisclosureFigure("balance-sheet", "assets", "资产", "Assets", "110.00"), new DisclosureFigure("activities", "income", "收入", "Income", "5.00"));
        var work = await ledger.DisclosureAsync(Annual);
        Assert.That(work.StateOn(Today), Is.EqualTo(DisclosureState.Published));
        Assert.That(work.Versions.Select(version => (version.No, version.On, version.Reason, version.Place, version.Draft.Files.Single().FileName)), Is.EqualTo(new[]
        {
            (1, Today, "", DisclosurePlace.Own, "甲.pdf"), (2, Today, "漏记一笔", DisclosurePlace.Own, "乙.pdf"),
        }));
        Assert.That(DisclosureCalendar.Between(work.Versions[0].Draft, work.Versions[1].Draft).Select(changed => (changed.Name.Zh, changed.Before, changed.After)), Is.EqualTo(new[] { ("资产", "100.00", "110.00"), ("收入", "", "5.00"), ("负债", "3.00", "") }));
        foreach (var version in work.Versions)
            Assert.That(Encoding.UTF8.GetString((await ledger.Database.ReadAsync(reader => Attachments.FindAsync(reader, version.Draft.Files[0].Sha256)))!), Is.EqualTo(version.No == 1 ? "%PDF 甲" : "%PDF 乙"), "byte for byte");
        Assert.That(await ledger.Database.ReadAsync(async reader => (await DisclosureReading.PublishedAsync(reader, await Books.LoadAsync(reader))).Select(one => (one.Item.Key, one.Versions.Count)).ToList()), Is.EqualTo(new[] { (Annual, 2) }));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Whoever_prepared_it_does_not_publish_it_alone() => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        await ledger.DisclosingAsync();
        var (maker, checker) = (await people.AddAsync("maker", PersonRole.FundManager), await people.AddAsync("checker", PersonRole.Approver));
        var draft = await ledger.PreparedAsync(Annual, "甲");
        var wanted = new NewPublication(Annual, 0, draft, DisclosurePlace.Own, "", "");
        Assert.That(Refused.CodeOf(await new PublishDisclosure(ledger.Database).RunAsync(ledger.Ask(), wanted)), Is.EqualTo("needs-checker"));
        var proposed = await people.ProposeAsync(maker, PublishDisclosure.Kind, wanted);
        Assert.That((await ledger.DisclosureAsync(Annual)).StateOn(Today), Is.EqualTo(DisclosureState.Prepared));
        Assert.That(Refused.CodeOf(await people.TryDecideAsync(maker, proposed.Proposal)), Is.Not.Null);
        var later = await ledger.PreparedAsync(Annual, "乙");
        await people.TryDecideAsync(checker, proposed.Proposal);
        Assert.That((await ledger.DisclosureAsync(Annual)).Versions, Is.Empty, "what was asked for is not what lies there now");
        proposed = await people.ProposeAsync(maker, PublishDisclosure.Kind, wanted with { Draft = later });
        await people.ApproveAsync(checker, proposed.Proposal);
        var version = (await ledger.DisclosureAsync(Annual)).Versions.Single();
        Assert.That((version.Maker, version.Proposal, version.Draft.Id), Is.EqualTo((maker, (long?)proposed.Proposal, later)));

        var exempt = new NewExemption("annual/1/2026", "基金会已注销");
        Assert.That(Refused.CodeOf(await new ExemptDisclosure(ledger.Database).RunAsync(ledger.Ask(), exempt)), Is.EqualTo("needs-checker"));
        await people.ApproveAsync(checker, (await people.ProposeAsync(maker, ExemptDisclosure.Kind, exempt)).Proposal);
        Assert.That((await ledger.DisclosureAsync("annual/1/2026")).StateOn(Today), Is.EqualTo(DisclosureState.DoesNotApply));
    });

    [Test]
    public Task Asked_for_again_it_is_what_was_prepared_first_however_it_is_drawn_now() => database.RunAsync(async ledger =>
    {
        await ledger.DisclosingAsync();
        var asked = ledger.Ask();
        Task<Outcome<DisclosurePrepared>> PrepareAsync(string report, string drawn, string words, Language language = Language.Zh) => new PrepareDisclosure(ledger.Database).RunAsync(asked, new NewDraft(Annual,
            [new NewDisclosureFile(report, language, new Attachment("a.pdf", Encoding.UTF8.GetBytes($"%PDF {drawn}"))), new NewDisclosureFile(NewDisclosureFile.Announcement, language, new Attachment("a.txt", Encoding.UTF8.GetBytes(words)))], [], 1, null));
        var first = await PrepareAsync("balance-sheet", "八点", "年报");
        var again = await PrepareAsync("balance-sheet", "九点", "年报");
        Assert.That((again.Expect().Draft, ((Outcome<DisclosurePrepared>.Done)again).WasDoneBefore), Is.EqualTo((first.Expect().Draft, true)));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM disclosure_drafts"), Is.EqualTo(1));
        foreach (var other in new[] { await PrepareAsync("balance-sheet", "八点", "年报更正"), await PrepareAsync("activities", "八点", "年报"), await PrepareAsync("balance-sheet", "八点", "年报", Language.En) })
            Assert.That(Refused.CodeOf(other), Is.EqualTo("operation-key-conflict"));
    });

    [Test]
    public Task What_cannot_be_published_is_refused_by_its_reason() => database.RunAsync(async ledger =>
    {
        await ledger.DisclosingAsync();
        (await new KeepDisclosureActivity(ledger.Database).RunAsync(ledger.Ask(), new NewDisclosureActivity("LAKE", DisclosureActivityKind.Directed, "D1", "定向", March(1), March(10)))).Expect();
        const string directed = "directed-told/1/1";
        async Task<string?> CodeOf(NewPublication wanted) => Refused.CodeOf(await new PublishDisclosure(ledger.Database).RunAsync(ledger.Ask(), wanted));
        var draft = await ledger.PreparedAsync(Annual, "甲");
        var good = new NewPublication(Annual, 0, draft, DisclosurePlace.Own, "", "");
        Assert.That(await CodeOf(good with { Item = "annual/1/1999" }), Is.EqualTo("disclosure-unknown"));
        Assert.That(await CodeOf(good with { Version = 1 }), Is.EqualTo("disclosure-changed"));
        Assert.That(await CodeOf(good with { Draft = draft + 1 }), Is.EqualTo("disclosure-not-prepared"));
        Assert.That(await CodeOf(good with { Place = DisclosurePlace.Donors }), Is.EqualTo("disclosure-place"));
        Assert.That(await CodeOf(good with { Place = DisclosurePlace.Outside }), Is.EqualTo("disclosure-address"));
        Assert.That(await CodeOf(good with { Reason = "更正" }), Is.EqualTo("reason-not-asked"));
        await ledger.PublishedAsync(Annual, 0, "丙");
        Assert.That(await CodeOf(new(Annual, 1, await ledger.PreparedAsync(Annual, "丁"), DisclosurePlace.Own, "", " ")), Is.EqualTo("reason-missing"));
        Assert.That(await CodeOf(new(directed, 0, await ledger.PreparedAsync(directed, "戊"), DisclosurePlace.Own, "", "")), Is.EqualTo("disclosure-place"));
        (await new PublishDisclosure(ledger.Database).RunAsync(ledger.Ask(), new(directed, 0, (await ledger.DisclosureAsync(directed)).Prepared!.Id, DisclosurePlace.Donors, "", ""))).Expect();
        var told = (await ledger.DisclosureAsync(directed)).Versions.Single().Draft.Files.Single();
        Assert.That(DisclosureReading.ForEverybody(await ledger.DisclosureAsync(directed)), Is.Null);
        Assert.That(await ledger.Database.ReadAsync(reader => DisclosureReading.PublishedFileAsync(reader, told.Sha256)), Is.Null, "told to donors alone");
        Assert.That(Refused.CodeOf(await new ExemptDisclosure(ledger.Database).RunAsync(ledger.Ask(), new(Annual, "x"))), Is.EqualTo("disclosure-published"));
        (await new ExemptDisclosure(ledger.Database).RunAsync(ledger.Ask(), new("annual/1/2026", "x"))).Expect();
        Assert.That(Refused.CodeOf(await ledger.TryPrepareAsync("annual/1/2026", "己")), Is.EqualTo("disclosure-exempt"));
        Assert.That(Refused.CodeOf(await new PrepareDisclosure(ledger.Database).RunAsync(ledger.Ask(), new NewDraft(Annual, [], [], 1, null))), Is.EqualTo("disclosure-empty"));
        foreach (var table in new[] { "disclosure_versions", "disclosure_drafts", "disclosure_files", "disclosure_exemptions", "disclosure_items", "disclosure_settings", "disclosure_activities" })
            Assert.That(async () => await ledger.ScalarAsync<long>($"DELETE FROM {table}"), Throws.Exception, table);
    });

    [Test]
    public Task Large_and_related_events_fall_due_thirty_days_later_and_what_was_reversed_does_not() => database.RunAsync(async ledger =>
    {
        await ledger.DisclosingAsync(major: 500);
        (await new RegisterRelatedParty(ledger.Database).RunAsync(ledger.Ask(), new NewRelatedParty(null, "李理事", "理事", March(3), March(20)))).Expect();
        await ledger.DonateAsync("LAKE", 499.99m, March(4));
        var large = await ledger.DonateAsync("LAKE", 500, March(5));
        var undone = await ledger.DonateAsync("LAKE", 900, March(6));
        (await ledger.TryReverseAsync(undone)).Expect();
        await ledger.DonateAsync("LAKE", 1, March(2), "李理事");
        var related = await ledger.DonateAsync("LAKE", 1, March(3), "李理事");
        var spent = await ledger.SpendAsync("LAKE", 600, on: March(7));
        await ledger.FundAsync("RIVER");
        (await new FundLedger.Funds.TransferBetweenFunds(ledger.Database).RunAsync(ledger.Ask(), new FundLedger.Funds.FundTransfer("LAKE", "RIVER", "donation", Cny(300), March(8)))).Expect();
        var due = await ledger.DueAsync(March(1), March(31).AddDays(10));
        Assert.That(due.Where(work => work.Item.Rule is "major" or "related").Select(work => (work.Item.Key, work.Item.DueOn)), Is.EqualTo(new[]
        {
            ($"related/1/{related}", March(3).AddDays(30)), ($"major/1/{large}", March(5).AddDays(30)), ($"major/1/{spent}", March(7).AddDays(30)),
        }));
        Assert.That((await ledger.DisclosureAsync($"major/1/{large}")).Item.Fund!.Code, Is.EqualTo("LAKE"));
        Assert.That(await ledger.Database.ReadAsync(async reader => await DisclosureReading.FindAsync(reader, await Books.LoadAsync(reader), $"major/1/{undone}")), Is.Null);
    });

    [Test]
    public Task What_is_asked_for_between_the_entries_is_what_books_opened_anew_say() => database.RunAsync(async ledger =>
    {
        await ledger.DisclosingAsync(major: 500);
        async Task<string[]> MajorAsync() => [.. (await ledger.DueAsync(March(1), March(31).AddDays(30))).Where(work => work.Item.Rule == "major").Select(work => work.Item.Key)];
        Assert.That(await MajorAsync(), Is.Empty);
        var (chance, gifts, large) = (new Random(7), new List<EntryId>(), new HashSet<EntryId>());
        for (var step = 0; step < 14; step++)
        {
            if (step % 3 == 2)
            {
                var undone = gifts[chance.Next(gifts.Count)];
                if ((await ledger.TryReverseAsync(undone)).IsDone(out _, out _)) large.Remove(undone);
            }
            else
            {
                var isLarge = chance.Next(2) == 0;
                gifts.Add(await ledger.DonateAsync("LAKE", isLarge ? 600 : 400, March(1 + step)));
                if (isLarge) large.Add(gifts[^1]);
            }

            Assert.That(await MajorAsync(), Is.EqualTo(large.OrderBy(entry => entry.Value).Select(entry => $"major/1/{entry}")), $"step {step}");
            if (step % 5 == 4) await ledger.ReopenAsync();
        }

        Assert.That(large, Is.Not.Empty.And.Count.LessThan(gifts.Count));
    });

    [Test]
    public Task A_campaign_that_ended_earlier_moves_what_nobody_acted_upon_and_leaves_what_somebody_did() => database.RunAsync(async ledger =>
    {
        await ledger.DisclosingAsync();
        var keep = new KeepDisclosureActivity(ledger.Database);
        (await keep.RunAsync(ledger.Ask(), new NewDisclosureActivity("LAKE", DisclosureActivityKind.Campaign, "C1", "募捐", new DateOnly(2025, 11, 1)))).Expect();
        Assert.That(Refused.CodeOf(await keep.RunAsync(ledger.Ask(), new NewDisclosureActivity("LAKE", DisclosureActivityKind.Campaign, "C1", "募捐", March(1)))), Is.EqualTo("activity-twice"));
        Assert.That(Refused.CodeOf(await keep.EndAsync(ledger.Ask(), "C1", new DateOnly(2025, 10, 1))), Is.EqualTo("activity-days"));
        await ledger.PublishedAsync("campaign-progress/1/1-1", 0, "甲");
        (await keep.EndAsync(ledger.Ask(), "C1", new DateOnly(2026, 3, 1))).Expect();
        Assert.That((await ledger.DueAsync(new(2026, 1, 1), new(2026, 12, 31))).Where(work => work.Item.Fund is not null).Select(work => (work.Item.Key, work.Item.DueOn.ToIso(), work.Versions.Count)), Is.EqualTo(
            new[] { ("campaign-progress/1/1-1", "2026-02-01", 1), ("campaign-full/1/1", "2026-06-01", 0) }), "four months ask for no progress; what was told stays");
    });

    [Test]
    public Task Reminders_are_given_once_for_each_stage_and_the_worklist_does_not_need_them() => database.RunAsync(async ledger =>
    {
        await ledger.DisclosingAsync();
        var due = new DateOnly(2026, 5, 31);
        async Task<string[]> RunAsync(DateOnly day) => [.. (await new RemindDisclosures(ledger.Database).RunAsync("schedule", day)).Select(reminder => $"{reminder.Item} {reminder.Stage}")];
        async Task<string?> WaitsAsync(DateOnly day)
        {
            ledger.Clock.SetUtcNow(new DateTimeOffset(day, new TimeOnly(2, 0), TimeSpan.Zero));
            return await ledger.Database.ReadAsync(async reader => (await WorkQueue.OfAsync(reader, await Books.LoadAsync(reader), "manager", [new Grant(1, "manager", PersonRole.FundManager, Scope.WholeLedger, March(1), null, IsRevoked: false)],
                Moments.ToMicroseconds(ledger.Clock.GetUtcNow()))).SingleOrDefault(item => item.Kind == WorkKind.DisclosureDue)?.Why?.Zh);
        }

        Assert.That(await WaitsAsync(due.AddDays(-31)), Is.Null);
        Assert.That(await WaitsAsync(due.AddDays(-30)), Does.EndWith("三十天内到期"), "no job ran");
        Assert.That(await RunAsync(due.AddDays(-30)), Is.EqualTo(new[] { $"{Annual} Month" }));
        Assert.That(await RunAsync(due.AddDays(-30)), Is.Empty);
        Assert.That(await WaitsAsync(due.AddDays(-7)), Does.EndWith("七天内到期"));
        Assert.That(await WaitsAsync(due), Does.EndWith("今天到期"));
        Assert.That(await WaitsAsync(due.AddDays(1)), Does.EndWith("已逾期"));
        Assert.That(await RunAsync(due.AddDays(3)), Is.EqualTo(new[] { $"{Annual} Week", $"{Annual} Day", $"{Annual} Late" }), "a late run gives all that were missed");
        Assert.That(await Task.WhenAll(RunAsync(due.AddDays(3)), RunAsync(due.AddDays(4))), Is.All.Empty);
        await ledger.PublishedAsync(Annual, 0, "甲");
        Assert.That(await WaitsAsync(due.AddDays(5)), Is.Null);
        Assert.That((await ledger.DisclosureAsync(Annual)).WasLate, Is.True);
        Assert.That((await ledger.EventsAsync()).Where(one => one.Kind.StartsWith("disclosure.", StringComparison.Ordinal)).Select(one => (one.Kind, one.Subject, one.Word("stage"))),
            Is.EqualTo(new[] { ("disclosure.due", Annual, "month"), ("disclosure.due", Annual, "late"), ("disclosure.published", Annual, "") }), "of stages that were missed nobody is told");
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM disclosure_reminders"), Is.EqualTo(4));
    });
}

internal static class DisclosureScenes
{
    /// <summary>A fund LAKE, and disclosures looked after from this year on.</summary>
    internal static async Task DisclosingAsync(this TestLedger ledger, decimal major = 10_000)
    {
        await ledger.FundAsync("LAKE");
        (await new SetDisclosures(ledger.Database).RunAsync(ledger.Ask(), new NewDisclosureSettings(null, RaisesPublicly: true, new DateOnly(2026, 1, 1), Cny(major), "章程第九条"))).Expect();
    }

    internal static Task<Outcome<DisclosurePrepared>> TryPrepareAsync(this TestLedger ledger, string item, string content, params IReadOnlyList<DisclosureFigure> figures) => new PrepareDisclosure(ledger.Database).RunAsync(
        ledger.Ask(), new NewDraft(item, [new NewDisclosureFile("balance-sheet", Language.Zh, new Attachment($"{content}.pdf", Encoding.UTF8.GetBytes($"%PDF {content}")))], figures, 1, null));

    internal static async Task<long> PreparedAsync(this TestLedger ledger, string item, string content) => (await ledger.TryPrepareAsync(item, content)).Expect().Draft;

    internal static Task PublishedAsync(this TestLedger ledger, string item, int version, string content, params IReadOnlyList<DisclosureFigure> figures) => ledger.PublishedAsync(item, version, content, "", figures);

    internal static async Task PublishedAsync(this TestLedger ledger, string item, int version, string content, string reason, params IReadOnlyList<DisclosureFigure> figures)
    {
        var draft = (await ledger.TryPrepareAsync(item, content, figures)).Expect().Draft;
        (await new PublishDisclosure(ledger.Database).RunAsync(ledger.Ask(), new NewPublication(item, version, draft, DisclosurePlace.Own, "", reason))).Expect();
    }

    internal static Task<DisclosureWork> DisclosureAsync(this TestLedger ledger, string key) => ledger.Database.ReadAsync(async reader => (await DisclosureReading.FindAsync(reader, await Books.LoadAsync(reader), key))!);

    internal static Task<IReadOnlyList<DisclosureWork>> DueAsync(this TestLedger ledger, DateOnly first, DateOnly last) =>
        ledger.Database.ReadAsync(async reader => await DisclosureReading.DueAsync(reader, await Books.LoadAsync(reader), new DateSpan(first, last)));
}
