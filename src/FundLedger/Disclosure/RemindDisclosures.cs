using FundLedger.Ledger;
using FundLedger.Outbox;
using FundLedger.People.Trail;

namespace FundLedger.Disclosure;

/// <summary>How near the day is on which something is to be published.</summary>
public enum DisclosureStage
{
    Month,
    Week,
    Day,
    Late,
}

public sealed record DisclosureReminder(string Item, DateOnly DueOn, DisclosureStage Stage);

/// <summary>Notes which stages the open disclosures have come to. Run it as often, as late and on as many nodes as you like: each is given once, and what waits is asked of the books, whether this ran or not.</summary>
public sealed class RemindDisclosures(Database database)
{
    /// <summary>So many days ahead something is told of for the first time.</summary>
    public const int DaysAhead = 30;

    /// <summary>What fell due longer ago is not looked for every morning.</summary>
    public const int DaysBack = 366;

    private const int DaysOfAWeek = 7;

    private static readonly SqlFile List = new("disclosure/list_reminders");
    private static readonly SqlFile Insert = new("disclosure/insert_reminder");

    /// <summary>The days whose disclosures are looked after on a day.</summary>
    public static DateSpan Around(DateOnly today) => new(today.AddDays(-DaysBack), today.AddDays(DaysAhead));

    /// <summary>The stages that something has come to by this day, in their order.</summary>
    public static IEnumerable<DisclosureStage> StagesOn(DateOnly dueOn, DateOnly today) =>
        new[] { (DisclosureStage.Month, dueOn.AddDays(-DaysAhead)), (DisclosureStage.Week, dueOn.AddDays(-DaysOfAWeek)), (DisclosureStage.Day, dueOn), (DisclosureStage.Late, dueOn.AddDays(1)) }
            .Where(stage => stage.Item2 <= today).Select(stage => stage.Item1);

    /// <param name="actor">Who runs it: the schedule, or a person.</param>
    /// <returns>The stages that this run gave.</returns>
    public async Task<IReadOnlyList<DisclosureReminder>> RunAsync(string actor, DateOnly today, CancellationToken stop = default)
    {
        var span = Around(today);
        var (open, before) = await database.ReadAsync(async reader =>
        {
            var works = await DisclosureReading.DueAsync(reader, await Books.LoadAsync(reader), span);
            var rows = works.Count == 0 ? [] : await reader.QueryAsync<Row>(List, new { first_day = span.First.ToIso(), last_day = span.Last.ToIso() });
            return (works.Where(work => work.IsOpen).ToList(), rows.Select(row => new DisclosureReminder(row.ItemKey, IsoDates.Read(row.DueOn), StoredWords.Read<DisclosureStage>(row.Stage))).ToHashSet());
        }, stop);
        var given = new List<DisclosureReminder>();
        foreach (var (reminder, item) in open.SelectMany(work => StagesOn(work.Item.DueOn, today).Select(stage => (new DisclosureReminder(work.Item.Key, work.Item.DueOn, stage), work.Item))).Where(stage => !before.Contains(stage.Item1)))
            if (await GiveAsync(actor, reminder, item, StagesOn(item.DueOn, today).Last() == reminder.Stage, today, stop) is Outcome<DisclosureReminder>.Done { WasDoneBefore: false }) given.Add(reminder);
        return given;
    }

    // Its day is not part of what is asked: a node whose clock is behind asks for the same.
    /// <param name="isLatest">Stages that were missed are written down; only the one it has come to is told of.</param>
    private Task<Outcome<DisclosureReminder>> GiveAsync(string actor, DisclosureReminder reminder, DisclosureItem item, bool isLatest, DateOnly today, CancellationToken stop)
    {
        var word = StoredWords.Word(reminder.Stage);
        return database.WriteAsync<DisclosureReminder>(
            new Asked($"disclosure-reminder/{reminder.Item}/{reminder.DueOn.ToIso()}/{word}", actor).For("remind-disclosure", OperationField.Of("item", reminder.Item), OperationField.Of("due-on", reminder.DueOn), OperationField.Of("stage", word)),
            async tx =>
            {
                await tx.ExecuteAsync(Insert, new { item_key = reminder.Item, due_on = reminder.DueOn.ToIso(), stage = word, day = today.ToIso(), actor = tx.Operation.Actor, recorded_at = tx.RecordedAt });
                await AuditTrail.AddAsync(tx, AuditNote.Done("remind-disclosure", "disclosure", reminder.Item, $"{word} {reminder.DueOn.ToIso()}"));
                if (isLatest)
                    await Events.AddAsync(tx, new Happening(EventKind.DisclosureDue, reminder.Item)
                    {
                        Entity = item.Entity.Code, Fund = item.Fund?.Code ?? "", Detail = new Dictionary<string, string> { ["stage"] = word, ["dueOn"] = reminder.DueOn.ToIso() },
                    });
                return reminder;
            }, stop);
    }

    private sealed record Row
    {
        public string ItemKey { get; init; } = "";
        public string DueOn { get; init; } = "";
        public string Stage { get; init; } = "";
    }
}

/// <summary>The names of the stages, in both languages.</summary>
public static class DisclosureStages
{
    public static Bilingual Name(this DisclosureStage stage) => stage switch
    {
        DisclosureStage.Month => new("三十天内到期", "due within 30 days"),
        DisclosureStage.Week => new("七天内到期", "due within 7 days"),
        DisclosureStage.Day => new("今天到期", "due today"),
        _ => new("已逾期", "late"),
    };
}
