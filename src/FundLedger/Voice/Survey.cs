using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FundLedger.Ledger;

namespace FundLedger.Voice;

[JsonConverter(typeof(JsonStringEnumConverter<SurveyKind>))]
public enum SurveyKind
{
    /// <summary>How content people are (居民满意度).</summary>
    Satisfaction,

    /// <summary>Which of several projects they want (项目投票).</summary>
    Vote,
}

/// <summary>How one voice is told from another.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VoiceWay>))]
public enum VoiceWay
{
    /// <summary>A link or QR code that was handed out, good for one voice.</summary>
    Link,

    /// <summary>A telephone number, of which only a keyed hash is kept. Nobody calls it: whoever types it is believed.</summary>
    Phone,

    /// <summary>Not at all: whoever comes may answer, also twice.</summary>
    Open,
}

[JsonConverter(typeof(JsonStringEnumConverter<SurveyStatus>))]
public enum SurveyStatus
{
    Open,

    /// <summary>Counted; the key of the telephones is destroyed.</summary>
    Closed,
    Published,
}

/// <summary>What is asked: of a survey its questions, of a vote its options; the other list is empty.</summary>
/// <param name="Questions">Each answered from 1 (not at all) to 5 (fully).</param>
/// <param name="Overall">Number of the question that counts as "content overall", from 1; 0 of a vote.</param>
/// <param name="ContentFrom">The least answer to it that counts as content, 1 to 5; 0 of a vote.</param>
/// <param name="AsksText">There is room for words, which are shown once somebody read them.</param>
/// <param name="Choose">How many options one may choose at most; 0 of a survey.</param>
public sealed record SurveyTerms(IReadOnlyList<Bilingual> Questions, int Overall, int ContentFrom, bool AsksText, IReadOnlyList<Bilingual> Options, int Choose)
{
    private static readonly JsonSerializerOptions Shape = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, RespectRequiredConstructorParameters = true };

    public static SurveyTerms Asking(IReadOnlyList<Bilingual> questions, int overall = 1, int contentFrom = 4, bool asksText = false) => new(questions, overall, contentFrom, asksText, [], 0);

    public static SurveyTerms Choosing(IReadOnlyList<Bilingual> options, int choose = 1, bool asksText = false) => new([], 0, 0, asksText, options, choose);

    internal string ToJson() => JsonSerializer.Serialize(this, Shape);

    internal static SurveyTerms Read(string json) => JsonSerializer.Deserialize<SurveyTerms>(json, Shape)!;
}

/// <summary>A survey of residents, or a vote.</summary>
/// <param name="Of">Code of the space or fund, or number of the award, it is about.</param>
/// <param name="Fund">Whose people hold it.</param>
/// <param name="First">The first day it speaks for.</param>
/// <param name="Last">The last day it speaks for.</param>
/// <param name="OpenFrom">The first day on which it may be answered.</param>
/// <param name="OpenUntil">The last day on which it may be answered.</param>
/// <param name="Quorum">How many answers it takes to speak for anybody.</param>
/// <param name="Respondents">Null until it is counted, on closing.</param>
/// <param name="Content">Of a survey that was counted; null of a vote.</param>
public sealed record Survey(
    long Id, string Code, SurveyKind Kind, VoiceSubject About, string Of, Fund Fund, string Title, DateOnly First, DateOnly Last, DateOnly OpenFrom, DateOnly OpenUntil, IReadOnlyList<VoiceWay> Ways, int Quorum,
    SurveyTerms Terms, SurveyStatus Status, DateOnly? ClosedOn, DateOnly? PublishedOn, int? Respondents, BasisPoints? Content)
{
    /// <summary>Of fewer respondents nothing is shown but counts: their words might tell who they are.</summary>
    public const int FewestForWords = 5;

    public bool HasQuorum => Respondents >= Quorum;

    public bool TakesAnswersOn(DateOnly day) => Status == SurveyStatus.Open && day >= OpenFrom && day <= OpenUntil;
}

/// <summary>What somebody wrote, read by somebody or not yet.</summary>
/// <param name="Key">In hex, random.</param>
/// <param name="Words">Null once hidden.</param>
public sealed record SurveyText(string Key, string? Words, WordsState State);

[JsonConverter(typeof(JsonStringEnumConverter<WordsState>))]
public enum WordsState
{
    Waiting,
    Shown,

    /// <summary>And erased.</summary>
    Hidden,
}

/// <summary>Links of one batch.</summary>
public sealed record TokenBatch(int Number, int Made, int Spent);

public static class VoiceNames
{
    public static Bilingual Name(this VoiceSubject about) => about switch
    {
        VoiceSubject.Space => new("社区空间", "Space"),
        VoiceSubject.Award => new("立项", "Award"),
        _ => new("基金", "Fund"),
    };

    public static Bilingual Name(this SurveyKind kind) => kind == SurveyKind.Vote ? new("项目投票", "Vote") : new("满意度调查", "Survey");

    public static Bilingual Name(this VoiceWay way) => way switch
    {
        VoiceWay.Link => new("一次性链接或二维码", "Single-use link or QR code"),
        VoiceWay.Phone => new("手机号码（不核验）", "Telephone number (not verified)"),
        _ => new("对所有人开放（不限一人一次）", "Open to all (not one voice each)"),
    };

    public static Bilingual Name(this SurveyStatus status) => status switch
    {
        SurveyStatus.Open => new("进行中", "Open"),
        SurveyStatus.Closed => new("已截止", "Closed"),
        _ => new("已公布", "Published"),
    };

    public static Bilingual Name(this WordsState state) => state switch
    {
        WordsState.Waiting => new("待审核", "To be read"),
        WordsState.Shown => new("已公开", "Shown"),
        _ => new("未公开，已删除", "Not shown, erased"),
    };
}
