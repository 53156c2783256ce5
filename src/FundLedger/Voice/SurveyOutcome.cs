namespace FundLedger.Voice;

/// <summary>What a survey is about.</summary>
public enum VoiceSubject
{
    Space,
    Award,
    Fund,
}

/// <summary>A published survey as others reckon with it.</summary>
/// <param name="Code">Of the survey.</param>
/// <param name="First">The first day it speaks for.</param>
/// <param name="Last">The last day it speaks for.</param>
/// <param name="Content">How many of those who answered are content.</param>
/// <param name="HasQuorum">As many answered as it asked for.</param>
public sealed record SurveyOutcome(string Code, VoiceSubject About, string Of, DateOnly First, DateOnly Last, BasisPoints Content, int Respondents, bool HasQuorum, DateOnly PublishedOn);
