using System.Globalization;
using FundLedger.Ledger;

namespace FundLedger.Disclosure;

/// <summary>What is to be published, derived from the books each time, with what was done about it.</summary>
public static class DisclosureReading
{
    /// <summary>How long events may be looked back for: the longest term of one.</summary>
    private static readonly int LongestTerm = DisclosureRule.Shipped.Max(rule => rule.WithinDays);

    private static readonly SqlFile FindPublished = new("disclosure/find_published_file");

    /// <summary>What falls due in these days, the earliest first. What was acted upon stays, though it would not be derived any more.</summary>
    public static async Task<IReadOnlyList<DisclosureWork>> DueAsync(LedgerReader reader, Books books, DateSpan due)
    {
        var (settings, activities) = (await DisclosureStore.SettingsAsync(reader, books), await DisclosureStore.ActivitiesAsync(reader, books));
        var stored = (await DisclosureStore.ItemsAsync(reader, books, "", due)).ToDictionary(one => one.Item.Key);
        if (settings.Count == 0 && stored.Count == 0) return [];
        var derived = new List<DisclosureItem>();
        foreach (var of in settings)
        {
            var events = await DisclosureStore.EventsAsync(reader, books, of, new DateSpan(due.First.AddDays(-LongestTerm), due.Last));
            derived.AddRange(ItemsOf(books, of, activities, events, due));
        }

        var done = stored.Count == 0 ? null : await DisclosureStore.DoneAsync(reader, 0);
        return [.. derived.Where(item => !stored.ContainsKey(item.Key)).Select(item => new DisclosureWork(item, [], null, null))
            .Concat(stored.Values.Select(one => done!(one.Id, one.Item))).OrderBy(work => work.Item.DueOn).ThenBy(work => work.Item.Key, StringComparer.Ordinal)];
    }

    /// <summary>One by its key; null where nothing of that key is to be published.</summary>
    public static async Task<DisclosureWork?> FindAsync(LedgerReader reader, Books books, string key)
    {
        if (await DisclosureStore.ItemsAsync(reader, books, key, Whole) is [var stored]) return (await DisclosureStore.DoneAsync(reader, stored.Id))(stored.Id, stored.Item);
        return await DeriveAsync(reader, books, key) is { } item ? new DisclosureWork(item, [], null, null) : null;
    }

    public static Task<IReadOnlyList<DisclosureActivity>> ActivitiesAsync(LedgerReader reader, Books books) => DisclosureStore.ActivitiesAsync(reader, books);

    public static Task<IReadOnlyList<DisclosureSettings>> SettingsAsync(LedgerReader reader, Books books) => DisclosureStore.SettingsAsync(reader, books);

    /// <summary>Everything that was published for all to read, the last first.</summary>
    public static async Task<IReadOnlyList<DisclosureWork>> PublishedAsync(LedgerReader reader, Books books)
    {
        var done = await DisclosureStore.DoneAsync(reader, 0);
        return [.. (await DisclosureStore.ItemsAsync(reader, books, "", Whole)).Select(one => ForEverybody(done(one.Id, one.Item))).OfType<DisclosureWork>().OrderByDescending(work => work.Newest!.On).ThenBy(work => work.Item.Key, StringComparer.Ordinal)];
    }

    /// <summary>What of it everybody may read: no draft, nothing told to donors alone; null where nothing is left.</summary>
    public static DisclosureWork? ForEverybody(DisclosureWork work)
    {
        var open = work.Versions.Where(version => version.Place != DisclosurePlace.Donors).ToList();
        return open.Count == 0 ? null : work with { Versions = open, Prepared = null };
    }

    /// <summary>The name of a file that was published for all to read; null for any other.</summary>
    public static async Task<string?> PublishedFileAsync(LedgerReader reader, byte[] sha256) => (await reader.QueryAsync<string>(FindPublished, new { sha256 })).FirstOrDefault();

    internal static async Task<DisclosureItem?> DeriveAsync(LedgerReader reader, Books books, string key)
    {
        if (key.Split('/') is not [var code, var entityId, var subject] || DisclosureRule.Find(code) is not { } rule) return null;
        if (!long.TryParse(entityId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || (await DisclosureStore.SettingsAsync(reader, books)).FirstOrDefault(known => known.EntityId == id) is not { } settings) return null;
        if (!long.TryParse(subject.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        var (activities, events, due) = ((IReadOnlyList<DisclosureActivity>)[], (IReadOnlyList<DisclosureEvent>)[], Whole);
        switch (rule.Trigger)
        {
            case DisclosureTrigger.Year when number is > 1900 and < 8999:
                due = new DateSpan(new DateOnly((int)number + 1, 1, 1), new DateOnly((int)number + 1, 12, 31));
                break;
            case DisclosureTrigger.Event:
                if (await JournalReading.FindAsync(reader, new EntryId(number), books) is not { } entry) return null;
                events = await DisclosureStore.EventsAsync(reader, books, settings, new DateSpan(entry.OccurredOn, entry.OccurredOn));
                break;
            case DisclosureTrigger.Running or DisclosureTrigger.Ended:
                activities = await DisclosureStore.ActivitiesAsync(reader, books);
                if (activities.FirstOrDefault(known => known.Id == number) is not { } activity) return null;
                due = new DateSpan(activity.First, (activity.Last ?? activity.First.AddYears(40)).AddYears(1));
                break;
            default:
                return null;
        }

        return ItemsOf(books, settings, activities, events, due).FirstOrDefault(item => item.Key == key);
    }

    private static DateSpan Whole => new(new DateOnly(1900, 1, 1), new DateOnly(8999, 12, 31));

    private static IReadOnlyList<DisclosureItem> ItemsOf(Books books, DisclosureSettings settings, IReadOnlyList<DisclosureActivity> activities, IReadOnlyList<DisclosureEvent> events, DateSpan due) =>
        DisclosureCalendar.Of(books.Entity(settings.EntityId), settings, [.. activities.Where(activity => activity.Fund.EntityId == settings.EntityId)], events, DisclosureRule.Shipped, due);
}
