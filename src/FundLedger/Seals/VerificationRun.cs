namespace FundLedger.Seals;

public enum VerificationStatus
{
    Running,

    /// <summary>Everything agrees.</summary>
    Sound,

    /// <summary>Something does not agree; the first finding is kept with the run.</summary>
    Unsound,

    /// <summary>Ended before it was through: the program stopped, or it was not heard of any more.</summary>
    Stopped,

    /// <summary>It could not go on, as when the books cannot be read.</summary>
    Failed,
}

/// <summary>One time that the books were verified while the program ran.</summary>
/// <param name="StartedBy">Opaque id of who asked for it, or <see cref="VerificationRuns.Schedule"/>.</param>
/// <param name="SeenAt">When it last said how far it was; moments are microseconds since 1970-01-01 UTC.</param>
/// <param name="EndedAt">Null while it runs.</param>
/// <param name="EntryCount">Entries read so far.</param>
/// <param name="FirstFinding">Empty unless it is unsound or failed.</param>
public sealed record VerificationRun(
    long Id, VerificationStatus Status, long StartedAt, string StartedBy, long SeenAt, long? EndedAt, long EntryCount, long FindingCount, Bilingual FirstFinding)
{
    /// <summary>Whether there is a result to act on: something was found, or it could not be told.</summary>
    public bool IsAlarming => Status is VerificationStatus.Unsound or VerificationStatus.Failed;
}

/// <summary>What there is to say of how the books were verified.</summary>
/// <param name="LastResult">The last run that came to one; null before the first.</param>
/// <param name="Running">The run under way.</param>
public sealed record VerificationState(VerificationRun? LastResult, VerificationRun? Running)
{
    private const long WarnAfterMicroseconds = 2 * 24 * 3_600 * 1_000_000L;
    private const long DueAfterMicroseconds = 24 * 3_600 * 1_000_000L;

    /// <summary>Nobody has looked for more than two days, or ever.</summary>
    public bool IsOld(long now) => LastResult is null || now - LastResult.EndedAt > WarnAfterMicroseconds;

    /// <summary>A nightly run was missed, as on a machine that is switched off at night.</summary>
    public bool IsDue(long now) => LastResult is null || now - LastResult.EndedAt > DueAfterMicroseconds;
}
