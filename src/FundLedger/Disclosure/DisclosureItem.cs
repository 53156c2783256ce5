using System.Globalization;
using FundLedger.Ledger;

namespace FundLedger.Disclosure;

/// <summary>What an entity has set for its disclosures; nothing is asked for before it has.</summary>
/// <param name="No">From 1; the last version counts.</param>
/// <param name="RaisesPublicly">It has the right to ask the public for gifts (公开募捐资格).</param>
/// <param name="WatchedFrom">What fell due before this day is not looked at.</param>
/// <param name="Major">What is posted of at least so much is a major change; by the organisation's own rules.</param>
public sealed record DisclosureSettings(long EntityId, int No, bool RaisesPublicly, DateOnly WatchedFrom, Money Major, string Reason);

/// <summary>A campaign or charity project.</summary>
/// <param name="Last">Last day, included: as it is planned, and once it is over as it was; null where it is open.</param>
public sealed record DisclosureActivity(long Id, Fund Fund, DisclosureActivityKind Kind, string Code, string Name, DateOnly First, DateOnly? Last);

/// <summary>Something posted that others are told of.</summary>
/// <param name="Fund">Null where it touches several.</param>
public sealed record DisclosureEvent(DisclosureEventKind Kind, long Entry, DateOnly On, Fund? Fund, Money Amount);

/// <summary>One thing that is to be published.</summary>
/// <param name="Key">The same whenever it is derived: <c>annual/1/2025</c>.</param>
/// <param name="Fund">Null where it is of the whole entity.</param>
/// <param name="Subject">The year, the code of the activity, or the number of the entry.</param>
/// <param name="Covers">The days it tells of.</param>
/// <param name="DueOn">The last day on which it is in time.</param>
public sealed record DisclosureItem(string Key, string Rule, Entity Entity, Fund? Fund, string Subject, DateSpan Covers, DateOnly DueOn)
{
    /// <summary>What is to be published: the duty and what it is of.</summary>
    public Bilingual Name => Named(Subject, Subject);

    /// <summary>The same as part of a sentence: a code that somebody chose stands in quotes, and what recurs tells its days.</summary>
    public Bilingual NameInText
    {
        get
        {
            var trigger = DisclosureRule.Find(Rule)?.Trigger;
            if (trigger is not (DisclosureTrigger.Running or DisclosureTrigger.Ended)) return Name;
            var (days, quoted) = (trigger == DisclosureTrigger.Running ? $" {Covers.First.ToIso()} – {Covers.Last.ToIso()}" : "", Named($"“{Subject}”", $"'{Subject}'"));
            return new($"{quoted.Zh}{days}", $"{quoted.En}{days}");
        }
    }

    private Bilingual Named(string zh, string en) => DisclosureRule.Find(Rule) is not { } rule ? new($"{Rule} {zh}", $"{Rule} {en}")
        : rule.Trigger == DisclosureTrigger.Event ? new($"{rule.Name.Zh}（分录 {zh}）", $"{rule.Name.En} (entry {en})") : new($"{rule.Name.Zh} {zh}", $"{rule.Name.En} {en}");
}

/// <summary>How far something is that is to be published.</summary>
public enum DisclosureState
{
    Due,

    /// <summary>Its document is drawn and waits for somebody to agree.</summary>
    Prepared,
    Published,

    /// <summary>Its day is past.</summary>
    Late,

    /// <summary>Two people found that it need not be published.</summary>
    DoesNotApply,
}

/// <summary>Where something was published.</summary>
public enum DisclosurePlace
{
    /// <summary>On the public page of this site.</summary>
    Own,

    /// <summary>There, and on a platform outside, such as 慈善中国.</summary>
    Outside,

    /// <summary>Told to the donors; it stands on no public page.</summary>
    Donors,
}

/// <param name="Report">Code of the report it was drawn as, or <c>announcement</c> for words.</param>
public sealed record DisclosureFile(int No, string Report, string Language, byte[] Sha256, string FileName);

/// <summary>A figure that a document exists for, to compare one version with the next.</summary>
public sealed record DisclosureFigure(string Report, string Key, string Zh, string En, string Value)
{
    public Bilingual Name => new(Zh, En);
}

/// <summary>A document as it was drawn: bytes that do not change any more.</summary>
/// <param name="KnownAt">What the books held then, in microseconds since 1970-01-01 UTC.</param>
/// <param name="CheckpointSize">Of the checkpoint printed on it; null for none.</param>
public sealed record DisclosureDraft(long Id, long ItemId, DateOnly PreparedOn, long KnownAt, long? CheckpointSize, IReadOnlyList<DisclosureFigure> Figures, IReadOnlyList<DisclosureFile> Files, string Actor);

/// <summary>A document as it was published; a later version corrects it, and both stay readable.</summary>
/// <param name="Address">Where outside; empty for none.</param>
/// <param name="Reason">Why it corrects the one before; empty for the first.</param>
/// <param name="Maker">Who asked for it.</param>
public sealed record DisclosureVersion(int No, DisclosureDraft Draft, DateOnly On, DisclosurePlace Place, string Address, string Reason, string Maker, long? Proposal);

public sealed record DisclosureExemption(string Reason, DateOnly On, string Maker, long? Proposal);

/// <summary>Something to be published, with what was done about it.</summary>
/// <param name="Versions">The first first.</param>
/// <param name="Prepared">Drawn after the last version; null where nothing is.</param>
public sealed record DisclosureWork(DisclosureItem Item, IReadOnlyList<DisclosureVersion> Versions, DisclosureDraft? Prepared, DisclosureExemption? Exemption)
{
    public DisclosureVersion? Newest => Versions.Count == 0 ? null : Versions[^1];

    /// <summary>It was published, and after its day.</summary>
    public bool WasLate => Versions.Count > 0 && Versions[0].On > Item.DueOn;

    public DisclosureState StateOn(DateOnly today) => Versions.Count > 0 ? DisclosureState.Published
        : Exemption is not null ? DisclosureState.DoesNotApply
        : Item.DueOn < today ? DisclosureState.Late
        : Prepared is not null ? DisclosureState.Prepared : DisclosureState.Due;

    public bool IsOpen => Versions.Count == 0 && Exemption is null;
}

/// <summary>A figure that a correction changed.</summary>
/// <param name="Before">Empty where the earlier version had no such figure.</param>
/// <param name="After">Empty where the later one has none.</param>
public sealed record DisclosureDifference(string Report, Bilingual Name, string Before, string After);

/// <summary>What falls due when: pure rules. Days are days of the calendar: neither the law nor the orders move a day that is no working day.</summary>
public static class DisclosureCalendar
{
    /// <summary>An activity that nobody ended is looked ahead for no more steps than this.</summary>
    private const int MostSteps = 2_000;

    /// <summary>What of an entity falls due in these days, the earliest first.</summary>
    /// <param name="activities">Of the entity.</param>
    /// <param name="events">Posted so long before that they may fall due in these days; others may be among them.</param>
    public static IReadOnlyList<DisclosureItem> Of(
        Entity entity, DisclosureSettings settings, IReadOnlyList<DisclosureActivity> activities, IReadOnlyList<DisclosureEvent> events, IReadOnlyList<DisclosureRule> rules, DateSpan due) =>
        [.. rules.Where(rule => rule.IsOf(settings.RaisesPublicly)).SelectMany(rule => rule.Trigger switch
            {
                DisclosureTrigger.Year => Years(entity, rule, due),
                DisclosureTrigger.Running => activities.Where(activity => activity.Kind == rule.Activity).SelectMany(activity => Steps(entity, rule, activity, due)),
                DisclosureTrigger.Ended => activities.Where(activity => activity.Kind == rule.Activity && activity.Last is { } last && rule.HoldsOn(last)).Select(activity => new DisclosureItem(
                    KeyOf(rule, entity, activity.Id), rule.Code, entity, activity.Fund, activity.Code, new DateSpan(activity.First, activity.Last!.Value), activity.Last.Value.AddMonths(rule.WithinMonths))),
                _ => events.Where(one => one.Kind == rule.Event && rule.HoldsOn(one.On)).Select(one => new DisclosureItem(
                    KeyOf(rule, entity, one.Entry), rule.Code, entity, one.Fund, one.Entry.ToString(CultureInfo.InvariantCulture), new DateSpan(one.On, one.On), one.On.AddDays(rule.WithinDays))),
            })
            .Where(item => due.Contains(item.DueOn) && item.DueOn >= settings.WatchedFrom).OrderBy(item => item.DueOn).ThenBy(item => item.Key, StringComparer.Ordinal)];

    /// <summary>Whether an activity lasts longer than so many months; one without an end does.</summary>
    public static bool IsLongerThan(DisclosureActivity activity, int months) => activity.Last is not { } last || last >= activity.First.AddMonths(months);

    /// <summary>The figures that differ, in the order of the later version, then those it has no more.</summary>
    public static IReadOnlyList<DisclosureDifference> Between(DisclosureDraft before, DisclosureDraft after)
    {
        var (old, now) = (Keyed(before), Keyed(after));
        return
        [
            .. after.Figures.Where(figure => old.GetValueOrDefault((figure.Report, figure.Key))?.Value != figure.Value)
                .Select(figure => new DisclosureDifference(figure.Report, figure.Name, old.GetValueOrDefault((figure.Report, figure.Key))?.Value ?? "", figure.Value)),
            .. before.Figures.Where(figure => !now.ContainsKey((figure.Report, figure.Key))).Select(figure => new DisclosureDifference(figure.Report, figure.Name, figure.Value, "")),
        ];

        static Dictionary<(string, string), DisclosureFigure> Keyed(DisclosureDraft draft) => draft.Figures.GroupBy(figure => (figure.Report, figure.Key)).ToDictionary(same => same.Key, same => same.First());
    }

    private static IEnumerable<DisclosureItem> Years(Entity entity, DisclosureRule rule, DateSpan due)
    {
        for (var year = due.First.Year; year <= due.Last.Year; year++)
        {
            var last = new DateOnly(year, rule.YearEnds!.Value.Month, rule.YearEnds.Value.Day);
            if (rule.HoldsOn(last))
                yield return new DisclosureItem(KeyOf(rule, entity, year - 1), rule.Code, entity, null, $"{year - 1}", new DateSpan(new DateOnly(year - 1, 1, 1), new DateOnly(year - 1, 12, 31)), last);
        }
    }

    /// <summary>Counted from the first day, so that the 31st does not drift to the 28th.</summary>
    private static IEnumerable<DisclosureItem> Steps(Entity entity, DisclosureRule rule, DisclosureActivity activity, DateSpan due)
    {
        if (!IsLongerThan(activity, rule.OverMonths)) yield break;
        var from = activity.First;
        for (var no = 1; no <= MostSteps; no++)
        {
            var day = activity.First.AddMonths(rule.EveryMonths * no);
            if (day > (activity.Last ?? due.Last) || day > due.Last) yield break;
            if (rule.HoldsOn(day)) yield return new DisclosureItem($"{KeyOf(rule, entity, activity.Id)}-{no}", rule.Code, entity, activity.Fund, activity.Code, new DateSpan(from, day.AddDays(-1)), day);
            from = day;
        }
    }

    private static string KeyOf(DisclosureRule rule, Entity entity, long number) => string.Create(CultureInfo.InvariantCulture, $"{rule.Code}/{entity.Id}/{number}");
}

/// <summary>The names of kinds, states and places, in both languages.</summary>
public static class DisclosureNames
{
    public static Bilingual Name(this DisclosureState state) => state switch
    {
        DisclosureState.Due => new("待公开", "Due"),
        DisclosureState.Prepared => new("已备好", "Prepared"),
        DisclosureState.Published => new("已公开", "Published"),
        DisclosureState.Late => new("逾期", "Late"),
        _ => new("不适用", "Does not apply"),
    };

    public static Bilingual Name(this DisclosureActivityKind kind) => kind switch
    {
        DisclosureActivityKind.Campaign => new("公开募捐", "Public campaign"),
        DisclosureActivityKind.Directed => new("定向募捐", "Directed campaign"),
        _ => new("慈善项目", "Charity project"),
    };

    public static Bilingual Name(this DisclosurePlace place) => place switch
    {
        DisclosurePlace.Own => new("本站公示页", "Our public page"),
        DisclosurePlace.Outside => new("本站公示页与外部平台", "Our public page and a platform outside"),
        _ => new("告知捐赠人", "Told to donors"),
    };

    public static readonly Bilingual Announcement = new("公告文字", "Words of the announcement");
}
