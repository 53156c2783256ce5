using System.Text.Json.Serialization;
using FundLedger.Ledger;
using FundLedger.People.Roles;

namespace FundLedger.Auditing.Queries;

/// <summary>What an auditor asks about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QueryAbout>))]
public enum QueryAbout
{
    Entry,

    /// <summary>A figure, by the address of the lines it is made of.</summary>
    Figure,
    SampleItem,
    Fund,

    /// <summary>A report, by its address.</summary>
    Report,
}

[JsonConverter(typeof(JsonStringEnumConverter<QueryAct>))]
public enum QueryAct
{
    Asked,
    Answered,
    AskedFurther,
    Closed,
}

[JsonConverter(typeof(JsonStringEnumConverter<QueryState>))]
public enum QueryState
{
    /// <summary>Waits for an answer.</summary>
    Open,

    /// <summary>Waits for the auditor.</summary>
    Answered,
    Closed,
}

/// <summary>What an auditor comes to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QueryConclusion>))]
public enum QueryConclusion
{
    Cleared,
    Misstatement,
    NotCleared,
}

/// <summary>One thing that was asked or answered.</summary>
/// <param name="Words">Null where there are none, or they were erased.</param>
/// <param name="DueOn">Of what is asked.</param>
/// <param name="By">Id of who did it.</param>
public sealed record QueryEvent(int Version, QueryAct Act, string? Words, DateOnly? DueOn, QueryConclusion? Conclusion, string By, long RecordedAt)
{
    public DateOnly On => Moments.DayInShanghai(RecordedAt);
}

/// <summary>What an auditor asks those who manage the money, and how it stands (审计查询).</summary>
/// <param name="Code">Number of the entry, sample and item, code of the fund, or an address of this site.</param>
/// <param name="Entry">Of an entry and of a sample's item.</param>
/// <param name="Fund">Whose manager answers; null where it takes one of the entity.</param>
/// <param name="Events">First to last; the first is the asking.</param>
public sealed record AuditQuery(long Id, QueryAbout About, string Code, EntryId? Entry, Entity Entity, Fund? Fund, IReadOnlyList<QueryEvent> Events)
{
    public QueryState State => Events[^1].Act switch
    {
        QueryAct.Answered => QueryState.Answered,
        QueryAct.Closed => QueryState.Closed,
        _ => QueryState.Open,
    };

    /// <summary>By when the last thing asked is to be answered.</summary>
    public DateOnly DueOn => Events.Last(one => one.DueOn is not null).DueOn!.Value;

    public DateOnly AskedOn => Events[0].On;

    /// <summary>Null as long as it is not closed.</summary>
    public QueryConclusion? Conclusion => Events[^1].Conclusion;

    /// <summary>The part of the ledger it is about: who answers it manages that.</summary>
    public Target Target => new(Entity.Code, Fund?.Code);

    public bool IsLateOn(DateOnly today) => State == QueryState.Open && DueOn < today;

    /// <summary>What refers to the files of an event.</summary>
    public static string ReferrerOf(long query, int version) => $"query/{query}/{version}";
}

public static class QueryNames
{
    public static Bilingual Name(this QueryAbout about) => about switch
    {
        QueryAbout.Entry => new("分录", "Entry"),
        QueryAbout.Figure => new("数字", "Figure"),
        QueryAbout.SampleItem => new("样本项目", "Item of a sample"),
        QueryAbout.Fund => new("基金", "Fund"),
        _ => new("报表", "Report"),
    };

    public static Bilingual Name(this QueryState state) => state switch
    {
        QueryState.Open => new("待答复", "To be answered"),
        QueryState.Answered => new("已答复", "Answered"),
        _ => new("已了结", "Closed"),
    };

    public static Bilingual Name(this QueryAct act) => act switch
    {
        QueryAct.Asked => new("提出", "Asked"),
        QueryAct.Answered => new("答复", "Answered"),
        QueryAct.AskedFurther => new("追问", "Asked further"),
        _ => new("了结", "Closed"),
    };

    public static Bilingual Name(this QueryConclusion conclusion) => conclusion switch
    {
        QueryConclusion.Cleared => new("已说明清楚", "Cleared up"),
        QueryConclusion.Misstatement => new("确认为错报", "A misstatement"),
        _ => new("未能说明清楚", "Not cleared up"),
    };
}
