using System.Globalization;
using System.Text.Json.Serialization;
using FundLedger.Ledger;
using FundLedger.People.Roles;

namespace FundLedger.Programmes;

/// <summary>What a programme gives.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GrantProgrammeKind>))]
public enum GrantProgrammeKind
{
    /// <summary>Money for projects that compete in rounds.</summary>
    Venture,

    /// <summary>Money for an organisation that meets what is asked for.</summary>
    Support,
}

/// <summary>A programme of grants out of one fund.</summary>
/// <param name="Version">Of its terms: the last one.</param>
/// <param name="Terms">Of that version; a round may hold an earlier one.</param>
public sealed record GrantProgramme(long Id, string Code, GrantProgrammeKind Kind, Bilingual Name, Entity Entity, Fund Fund, int Version, GrantTerms Terms)
{
    public Currency Currency => Fund.Currency;

    /// <summary>Where those who manage it must hold their role.</summary>
    public Target Target => new(Entity.Code, Fund.Code);
}

/// <summary>One version of the terms, as it was agreed to.</summary>
/// <param name="Proposal">In which another agreed; null in books without people.</param>
/// <param name="RecordedAt">Microseconds since 1970-01-01 UTC.</param>
public sealed record GrantTermsVersion(int Version, GrantTerms Terms, string Sha256, string Reason, string Actor, long? Proposal, long RecordedAt);

/// <summary>Where a round stands at a moment.</summary>
public enum RoundState
{
    Planned,
    Open,
    Closed,
}

/// <summary>One round of a programme: a window, an envelope, and the terms it was opened with.</summary>
/// <param name="Version">Of the terms it holds.</param>
/// <param name="OpensAt">The first moment somebody may apply: a whole minute, in microseconds since 1970-01-01 UTC.</param>
/// <param name="ClosesAt">The first moment nobody may any more.</param>
/// <param name="Budget">All that its awards may come to.</param>
/// <param name="ClosedAt">When what was not handed in was moved; null while that is to come.</param>
public sealed record GrantRound(
    long Id, string Code, Bilingual Name, GrantProgramme Programme, int Version, GrantTerms Terms, long OpensAt, long ClosesAt, Money Budget, int LastNumber, long? ClosedAt)
{
    public RoundState StateAt(long moment) => moment < OpensAt ? RoundState.Planned : moment < ClosesAt ? RoundState.Open : RoundState.Closed;
}

/// <summary>One move of a round's end.</summary>
public sealed record RoundChange(int Number, long ClosesAtBefore, long ClosesAt, string Reason, string Actor, long RecordedAt);

/// <summary>The names of kinds and states in both languages.</summary>
public static class GrantNames
{
    public static Bilingual Name(this GrantProgrammeKind kind) => kind == GrantProgrammeKind.Venture ? new("公益创投", "Venture philanthropy") : new("扶持", "Support award");

    public static Bilingual Name(this RoundState state) => state switch
    {
        RoundState.Planned => new("未开始", "Planned"),
        RoundState.Open => new("受理中", "Open"),
        _ => new("已截止", "Closed"),
    };

    public static Bilingual Name(this QuestionKind kind) => kind switch
    {
        QuestionKind.ShortText => new("短文本", "Short text"),
        QuestionKind.LongText => new("长文本", "Long text"),
        QuestionKind.Number => new("数字", "Number"),
        QuestionKind.Amount => new("金额", "Amount"),
        QuestionKind.Date => new("日期", "Date"),
        QuestionKind.Choice => new("单选", "Choice"),
        QuestionKind.ManyChoices => new("多选", "Many choices"),
        QuestionKind.YesNo => new("是非", "Yes or no"),
        _ => new("文件", "File"),
    };

    public static Bilingual Name(this TrancheDay day) => day switch
    {
        TrancheDay.Signing => new("签订协议", "signing"),
        TrancheDay.ProjectStart => new("项目开始", "the project's start"),
        TrancheDay.ProjectEnd => new("项目结束", "the project's end"),
        _ => new("里程碑", "the milestone"),
    };

    public static Bilingual Name(this TrancheRequirementKind kind) => kind switch
    {
        TrancheRequirementKind.ReportAccepted => new("进展报告已通过", "Report accepted"),
        TrancheRequirementKind.CofundingProved => new("社会资金已证明", "Co-funding proved"),
        TrancheRequirementKind.MidTermPassed => new("中期评估合格", "Mid-term evaluation passed"),
        TrancheRequirementKind.FinalPassed => new("末期评估合格", "Final evaluation passed"),
        TrancheRequirementKind.ThirdPartyPassed => new("第三方评估合格", "Third-party evaluation passed"),
        TrancheRequirementKind.Satisfaction => new("居民满意度达标", "Satisfaction reached"),
        _ => new("材料齐全", "Documents complete"),
    };

    /// <summary>A moment as people of the round read it: to the minute, in Shanghai.</summary>
    public static string InShanghai(long moment) => Moments.FromMicroseconds(moment).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
