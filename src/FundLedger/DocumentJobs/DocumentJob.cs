namespace FundLedger.DocumentJobs;

/// <summary>A file that somebody asked for and that takes a while to draw: what was asked, how far it is, and what came of it. It names nobody but the account that asked.</summary>
/// <param name="Version">One more with each change: of two changes at once, one finds that it came too late.</param>
/// <param name="Asked">What is to be drawn.</param>
/// <param name="Account">Who asked, and alone may have the file.</param>
/// <param name="Progress">How far the present or last attempt came.</param>
/// <param name="Failure">Why it was not drawn; null unless it failed.</param>
/// <param name="File">What was drawn; null before it was. Its bytes are gone once the job has expired.</param>
/// <param name="Run">Who draws it now; null when nobody does.</param>
/// <param name="Attempts">Begun so far.</param>
/// <param name="AskedAt">In microseconds since 1970-01-01 UTC, as all moments here.</param>
public sealed record DocumentJob(
    long Id, long Version, DocumentJobState State, NewDocumentJob Asked, string Account, DocumentProgress Progress, Refusal? Failure, DocumentFile? File, DocumentRun? Run, long Attempts, long AskedAt, long ChangedAt)
{
    /// <summary>It waits or is drawn.</summary>
    public bool IsOpen => State is DocumentJobState.Waiting || IsHeld;

    internal bool IsHeld => State is DocumentJobState.Working or DocumentJobState.Stopping;

    /// <summary>When the file is forgotten.</summary>
    public long ForgottenAt => ChangedAt + DocumentLimits.FilesKeptMicroseconds;
}

public enum DocumentJobState
{
    /// <summary>It is drawn when it is its turn.</summary>
    Waiting,
    Working,

    /// <summary>Being drawn, and asked to stop.</summary>
    Stopping,
    Done,

    /// <summary>Not drawn, for the reason it holds.</summary>
    Failed,
    Cancelled,

    /// <summary>It was drawn, and its file is forgotten.</summary>
    Expired,
}

/// <summary>What is asked for.</summary>
/// <param name="Kind">Code of whoever knows how it is drawn.</param>
/// <param name="Parameters">JSON, as that kind writes it: the same question is the same text. It names no person.</param>
/// <param name="Language">Of the document.</param>
public sealed record NewDocumentJob(string Kind, string Parameters, Language Language);

/// <param name="Total">Of the same things; 0 while nobody knows.</param>
public readonly record struct DocumentProgress(long Done, long Total);

/// <param name="Sha256">Of the whole file, 32 bytes.</param>
public sealed record DocumentFile(string Name, string MediaType, long SizeBytes, byte[] Sha256);

/// <param name="Holder">The node's name.</param>
/// <param name="LeaseUntil">A node that was not heard of by then is taken for lost, and another draws the file anew.</param>
public sealed record DocumentRun(string Holder, long LeaseUntil);

/// <summary>How many may wait, how large a file may be, and how long it is kept.</summary>
public static class DocumentLimits
{
    /// <summary>Of one account, the one that is drawn included.</summary>
    public const int OpenOfAnAccount = 5;

    /// <summary>Of everybody.</summary>
    public const int Open = 100;

    public const int PartBytes = 1024 * 1024;

    /// <summary>All parts of a file are removed in one operation.</summary>
    public const int Parts = 900;

    /// <summary>After the file was drawn.</summary>
    public const int DaysFilesAreKept = 7;

    /// <summary>That something was asked is kept longer than the file.</summary>
    public const int DaysRowsAreKept = 90;

    internal const long FilesKeptMicroseconds = DaysFilesAreKept * DayMicroseconds;
    internal const long RowsKeptMicroseconds = DaysRowsAreKept * DayMicroseconds;
    internal const long LeaseMicroseconds = 60_000_000;
    private const long DayMicroseconds = 86_400_000_000;
}

/// <summary>What may become of a job, and when: pure rules, each giving the job as it then is, or the refusal.</summary>
internal static class DocumentSteps
{
    internal static readonly Refusal Moved = Refusal.Of("document-moved", "", "这个文件任务刚刚有了变化。请再看一次。", "This job has just changed. Look at it again.");

    /// <summary>Whether a node may begin it, or draw it anew where its node was lost.</summary>
    /// <param name="open">Every job that waits or is drawn: an account has one drawn at a time.</param>
    internal static bool IsClaimable(this DocumentJob job, IEnumerable<DocumentJob> open, long now) =>
        job.IsHeld ? job.Run is null || job.Run.LeaseUntil < now : job.State == DocumentJobState.Waiting && !open.Any(other => other.Account == job.Account && other.IsHeld);

    /// <summary>One whose node was lost while it was stopping is cancelled, not drawn again.</summary>
    internal static DocumentJob Claimed(this DocumentJob job, string holder, long now) => job.State == DocumentJobState.Stopping
        ? job with { State = DocumentJobState.Cancelled, Run = null }
        : job with { State = DocumentJobState.Working, Run = new DocumentRun(holder, now + DocumentLimits.LeaseMicroseconds), Attempts = job.Attempts + 1, Progress = default };

    internal static bool IsHeldBy(this DocumentJob job, string holder, long attempt) => job.IsHeld && job.Run?.Holder == holder && job.Attempts == attempt;

    internal static DocumentJob StillWorking(this DocumentJob job, DocumentProgress progress, long now) =>
        job with { Progress = progress, Run = job.Run! with { LeaseUntil = now + DocumentLimits.LeaseMicroseconds } };

    /// <summary>Given back by its node, to be drawn anew by any; cancelled when that was asked meanwhile.</summary>
    internal static DocumentJob Released(this DocumentJob job) => job with { State = job.State == DocumentJobState.Stopping ? DocumentJobState.Cancelled : DocumentJobState.Waiting, Run = null, Progress = default };

    internal static DocumentJob Failed(this DocumentJob job, Refusal why) => job.State == DocumentJobState.Stopping ? job.Released() : job with { State = DocumentJobState.Failed, Failure = why, Run = null };

    internal static DocumentJob Finished(this DocumentJob job, DocumentFile file) => job.State == DocumentJobState.Stopping
        ? job.Released()
        : job with { State = DocumentJobState.Done, File = file, Run = null, Progress = job.Progress with { Done = job.Progress.Total } };

    internal static Outcome<DocumentJob> AskedToStop(this DocumentJob job) => job.State switch
    {
        DocumentJobState.Waiting => job with { State = DocumentJobState.Cancelled },
        DocumentJobState.Working => job with { State = DocumentJobState.Stopping },
        DocumentJobState.Stopping or DocumentJobState.Cancelled => job,
        _ => Refusal.Of("document-over", "", "这个文件任务已经结束，不能取消。", "This job is over, so there is nothing to cancel."),
    };
}
