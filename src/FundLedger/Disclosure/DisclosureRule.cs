using System.Globalization;
using System.Reflection;
using FundLedger.Ledger;

namespace FundLedger.Disclosure;

/// <summary>What sets the time of a disclosure running.</summary>
public enum DisclosureTrigger
{
    /// <summary>A calendar year that is over.</summary>
    Year,

    /// <summary>An activity that goes on: again and again while it does.</summary>
    Running,

    /// <summary>The end of an activity.</summary>
    Ended,

    /// <summary>Something that was posted.</summary>
    Event,
}

/// <summary>Of which entities something is asked.</summary>
public enum DisclosureAudience
{
    Every,

    /// <summary>Those with the right to ask the public for gifts (公开募捐资格).</summary>
    Public,
    NotPublic,
}

/// <summary>What an entity does that others are told of.</summary>
public enum DisclosureActivityKind
{
    /// <summary>公开募捐: gifts asked of the public.</summary>
    Campaign,

    /// <summary>定向募捐: gifts asked of some only, who are told what came of them.</summary>
    Directed,

    /// <summary>慈善项目.</summary>
    Project,
}

/// <summary>What kind of posting is told of.</summary>
public enum DisclosureEventKind
{
    Major,
    Related,
}

/// <summary>One duty to publish, with the days on which it is in force. Shipped as data; a change of the law is a line there.</summary>
/// <param name="Activity">Of which kind of activity; null where it is not of one.</param>
/// <param name="EveryMonths">While an activity goes on; 0 where it is not asked for again and again.</param>
/// <param name="OverMonths">Only of activities longer than so many months; 0 for all.</param>
/// <param name="YearEnds">Month and day of the year after; null where it is not asked for by the year.</param>
/// <param name="First">It is in force from this day on.</param>
/// <param name="Last">The last day, included; null while it lasts.</param>
/// <param name="Source">Where it is written.</param>
public sealed record DisclosureRule(
    string Code, DisclosureTrigger Trigger, DisclosureActivityKind? Activity, DisclosureEventKind? Event, DisclosureAudience Of, int EveryMonths, int WithinMonths, int WithinDays, int OverMonths,
    (int Month, int Day)? YearEnds, DateOnly First, DateOnly? Last, Bilingual Name, Bilingual Source)
{
    private static readonly Lazy<IReadOnlyList<DisclosureRule>> Read = new(ReadShipped);

    public static IReadOnlyList<DisclosureRule> Shipped => Read.Value;

    /// <summary>What people outside are told; what donors alone are told stands on no public page.</summary>
    public bool IsForEverybody => Activity != DisclosureActivityKind.Directed;

    /// <summary>What a code stands for; the last rule of it speaks.</summary>
    public static DisclosureRule? Find(string code) => Shipped.LastOrDefault(rule => rule.Code == code);

    public bool HoldsOn(DateOnly day) => First <= day && !(Last < day);

    internal bool IsOf(bool raisesPublicly) => Of == DisclosureAudience.Every || Of == DisclosureAudience.Public == raisesPublicly;

    private static IReadOnlyList<DisclosureRule> ReadShipped()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("disclosure/disclosure-rules.txt")!;
        using var text = new StreamReader(stream);
        return [.. text.ReadToEnd().Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0 && line[0] != '#').Select(line => Of(line.Split('|')))];

        static DisclosureRule Of(string[] cells)
        {
            Invariant.Holds(cells.Length == 14);
            var setOff = cells[1].Split(':');
            var trigger = StoredWords.Read<DisclosureTrigger>(setOff[0]);
            return new DisclosureRule(
                cells[0], trigger, trigger is DisclosureTrigger.Running or DisclosureTrigger.Ended ? StoredWords.Read<DisclosureActivityKind>(setOff[1]) : null,
                trigger == DisclosureTrigger.Event ? StoredWords.Read<DisclosureEventKind>(setOff[1]) : null, StoredWords.Read<DisclosureAudience>(cells[2]),
                Number(cells[3]), Number(cells[4]), Number(cells[5]), Number(cells[6]), cells[7].Length == 0 ? null : (Number(cells[7][..2]), Number(cells[7][3..])),
                IsoDates.Read(cells[8]), cells[9].Length == 0 ? null : IsoDates.Read(cells[9]), new(cells[10], cells[11]), new(cells[12], cells[13]));
        }

        static int Number(string cell) => cell.Length == 0 ? 0 : int.Parse(cell, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
