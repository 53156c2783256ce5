using System.Text.Json.Serialization;

namespace FundLedger.Programmes;

/// <summary>How a question is answered.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QuestionKind>))]
public enum QuestionKind
{
    ShortText,
    LongText,
    Number,
    Amount,
    Date,
    Choice,
    ManyChoices,
    YesNo,
    File,
}

/// <summary>One answer of a choice.</summary>
public sealed record AnswerOption(string Code, Bilingual Name);

/// <summary>A question is shown only while an earlier one is answered so; of many choices, while this is among them.</summary>
public sealed record ShownIf(string Question, string Is);

/// <summary>One question of the form of a round.</summary>
/// <param name="Options">Of a choice or of many choices: at least two; none otherwise.</param>
public sealed record FormQuestion(string Code, Bilingual Text, QuestionKind Kind, bool Required = false, IReadOnlyList<AnswerOption>? Options = null, ShownIf? ShownIf = null, Bilingual? Help = null);

/// <summary>An answer that makes an applicant ineligible, and why.</summary>
public sealed record FailingAnswer(string Answer, Bilingual Reason);

/// <summary>A question that decides whether somebody may apply at all.</summary>
/// <param name="Fails">The answers that make ineligible: at least one, and not all.</param>
/// <param name="Options">What may be answered; none for yes and no.</param>
public sealed record EligibilityQuestion(string Code, Bilingual Text, IReadOnlyList<FailingAnswer> Fails, IReadOnlyList<AnswerOption>? Options = null);

/// <summary>A file that an application must or may have.</summary>
public sealed record WantedDocument(string Code, Bilingual Name, bool Required = true);
