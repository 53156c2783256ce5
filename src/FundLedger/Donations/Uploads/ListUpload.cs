using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;

namespace FundLedger.Donations.Uploads;

/// <summary>A list that was uploaded, kept in the books while it waits: any node goes on with it, also after a restart.</summary>
/// <param name="Version">One more with each change: of two changes at once, one finds that it came too late.</param>
/// <param name="Sha256">Of the whole file; null while it is being received.</param>
/// <param name="Actor">Who uploaded it and, once it is started, who started it.</param>
/// <param name="EntityId">Whose books it goes into; null until it is started.</param>
/// <param name="RowsTotal">Gift rows in the file, as the person saw when starting it.</param>
/// <param name="Result">How the last run ended; null before the first did.</param>
/// <param name="Run">Who runs it now; null when nobody does.</param>
/// <param name="Attempts">Runs begun so far.</param>
public sealed record ListUpload(
    long Id, long Version, UploadState State, string FileName, byte[]? Sha256, long SizeBytes, UploadSettings Settings, string Actor,
    long? EntityId, long RowsTotal, UploadResult? Result, UploadRun? Run, long Attempts, long UploadedAt, long ChangedAt)
{
    /// <summary>When its content is removed from the books, whatever became of it.</summary>
    public long ExpiresAt => ChangedAt + UploadLimits.KeptMicroseconds;
}

/// <summary>Where an uploaded list stands.</summary>
public enum UploadState
{
    /// <summary>Parts of it are missing; what stays so was broken off.</summary>
    Receiving,

    /// <summary>A person looks at how it is read, and decides.</summary>
    Waiting,

    /// <summary>Started; it runs when it is its turn.</summary>
    Queued,
    Running,

    /// <summary>Running, and asked to stop.</summary>
    Stopping,

    /// <summary>Stopped by a person. What was posted stays, and it can go on.</summary>
    Stopped,

    /// <summary>The run ended without posting the rest, for the reason in its result.</summary>
    Refused,
    Done,
}

/// <summary>How an uploaded list is to be read and imported: what the person chose so far.</summary>
/// <param name="On">Date of the rows that have none.</param>
/// <param name="SkipFailed">Leave out the rows that cannot be posted.</param>
/// <param name="Account">What is done for a bank account instead; null for a list of gifts, which goes into the fund.</param>
public sealed record UploadSettings(
    string Fund, string? Source, DateOnly? On, ListProfile Profile, OverlapChoice? Overlap = null, bool AcceptDifference = false, bool SkipFailed = false, AccountWork? Account = null)
{
    public ImportChoices Choices => new(Fund, Overlap, AcceptDifference, SkipFailed, Source);
}

/// <summary>Work on a bank account that waits its turn as lists do: who keeps the accounts knows how it is done.</summary>
/// <param name="Code">Of the account.</param>
/// <param name="Match">Its lines are matched, after the file was taken in where there is one.</param>
/// <param name="Unmatched">What becomes of money that nobody knows; null for what the account says.</param>
/// <param name="Fund">Code of the fund of such money; null for what the account says.</param>
public sealed record AccountWork(string Code, bool Match, string? Unmatched = null, string? Fund = null);

/// <summary>How a run ended.</summary>
/// <param name="Refusal">Why it went no further; null when the list is in.</param>
/// <param name="ImportId">The import it made or went on with; null when it made none.</param>
/// <param name="Known">Rows left out because an earlier file or a bank reference had them.</param>
/// <param name="WasImportedBefore">This very file was in this fund already; nothing was added.</param>
/// <param name="EndedAt">In microseconds since 1970-01-01 UTC.</param>
/// <param name="Detail">JSON of whoever keeps bank accounts, for work on one.</param>
public sealed record UploadResult(Refusal? Refusal, long? ImportId, long Gifts, long GiftMinor, long Known, long Failed, bool WasImportedBefore, bool Resumed, long EndedAt, string? Detail = null);

/// <param name="Holder">The node's name.</param>
/// <param name="LeaseUntil">A run that was not heard of by then is taken over.</param>
public sealed record UploadRun(string Holder, long LeaseUntil);

/// <summary>How large an uploaded list may be, and how long it is kept.</summary>
public static class UploadLimits
{
    /// <summary>Larger lists are split, or imported at the command line.</summary>
    public const int FileBytes = 32 * 1024 * 1024;

    public const int PartBytes = 1024 * 1024;
    public const int FileNameCharacters = 200;

    /// <summary>Counted from the last change.</summary>
    public const int DaysKept = 14;

    internal const long KeptMicroseconds = DaysKept * 86_400_000_000L;

    /// <summary>What was not received whole within a day was broken off.</summary>
    internal const long BrokenOffMicroseconds = 86_400_000_000L;

    /// <summary>A running import that was not heard of for so long has lost its node.</summary>
    internal const long LeaseMicroseconds = 60_000_000;
}
