using FundLedger.Values;
using FundLedger.Voice;

namespace FundLedger.Web.Pages.Voice;

/// <summary>The results of a survey, as its manager and everybody see them.</summary>
/// <param name="Texts">Those that are shown.</param>
public sealed record SurveyShown(Survey Survey, SurveyCount Count, IReadOnlyList<string> Texts, Language Language)
{
    internal string In(string zh, string en) => Language == Language.Zh ? zh : en;

    internal string In(Bilingual text) => text.In(Language);

    /// <summary>Said plainly: does it speak for the residents?</summary>
    internal string Quorum => Survey.HasQuorum
        ? In($"{Count.Respondents} 人作答，达到最低人数 {Survey.Quorum} 人。", $"{Count.Respondents} answered; the quorum of {Survey.Quorum} is reached.")
        : In($"{Count.Respondents} 人作答，未达到最低人数 {Survey.Quorum} 人：结果不代表居民。", $"{Count.Respondents} answered; the quorum of {Survey.Quorum} is not reached: the result does not speak for the residents.");
}

/// <summary>The form in which a survey is answered.</summary>
/// <param name="AsksPhone">It is answered by a telephone number.</param>
public sealed record AnswerForm(Survey Survey, Language Language, bool AsksPhone, string Key, string? Problem, Func<string, string> Typed)
{
    internal string In(string zh, string en) => Language == Language.Zh ? zh : en;

    internal string In(Bilingual text) => text.In(Language);

    /// <summary>What an answer of 1 to 5 means.</summary>
    internal static readonly IReadOnlyList<Bilingual> Scale = [new("很不满意", "Not at all"), new("不满意", "Hardly"), new("一般", "So-so"), new("满意", "Content"), new("很满意", "Very")];
}
