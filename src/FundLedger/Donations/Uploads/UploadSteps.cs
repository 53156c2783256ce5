using FundLedger.Ledger;

namespace FundLedger.Donations.Uploads;

/// <summary>What may become of an uploaded list, and when: pure rules, each giving the list as it then is, or the refusal.</summary>
internal static class UploadSteps
{
    private static readonly Refusal Runs = Refusal.Of(
        "upload-running", "", "这份名单正在导入或排队，现在不能更改。请等它结束，或先取消。", "This list is being imported or is queued, so it cannot be changed now. Wait until it ends, or cancel it first.");

    private static readonly Refusal IsDone = Refusal.Of("upload-done", "", "这份名单已经导入完毕。", "This list is imported already.");

    private static readonly Refusal NotReceived = Refusal.Of(
        "upload-incomplete", "file", "这个文件没有收全。请再次上传。", "This file was not received whole. Upload it again.");

    internal static Outcome<ListUpload> Received(this ListUpload upload, byte[] sha256, long sizeBytes) =>
        upload.State == UploadState.Receiving ? upload with { State = UploadState.Waiting, Sha256 = sha256, SizeBytes = sizeBytes } : IsDone;

    internal static Outcome<ListUpload> WithSettings(this ListUpload upload, UploadSettings settings) =>
        WhyNotChanged(upload) is { } refusal ? refusal : upload with { State = UploadState.Waiting, Settings = settings };

    internal static Outcome<ListUpload> Started(this ListUpload upload, string actor, Entity entity, UploadSettings settings, long rowsTotal) =>
        WhyNotChanged(upload) is { } refusal ? refusal
            : upload with { State = UploadState.Queued, Actor = actor, EntityId = entity.Id, Settings = settings, RowsTotal = rowsTotal, Result = null };

    internal static Outcome<ListUpload> AskedToStop(this ListUpload upload) => upload.State switch
    {
        UploadState.Queued => upload with { State = UploadState.Stopped },
        UploadState.Running => upload with { State = UploadState.Stopping },
        UploadState.Stopping or UploadState.Stopped => upload,
        UploadState.Done => IsDone,
        _ => Refusal.Of("upload-not-running", "", "这份名单没有在导入，不需要取消。", "This list is not being imported, so there is nothing to cancel."),
    };

    /// <summary>Whether a node may begin or take over its run.</summary>
    internal static bool IsClaimable(this ListUpload upload, long now) =>
        upload.State == UploadState.Queued || (IsHeld(upload) && (upload.Run is null || upload.Run.LeaseUntil < now));

    /// <summary>One whose node was lost while it was stopping is stopped, not run again.</summary>
    internal static ListUpload Claimed(this ListUpload upload, string holder, long now) => upload.State == UploadState.Stopping
        ? upload with { State = UploadState.Stopped, Run = null }
        : upload with { State = UploadState.Running, Run = new UploadRun(holder, now + UploadLimits.LeaseMicroseconds), Attempts = upload.Attempts + 1 };

    internal static ListUpload StillRunning(this ListUpload upload, long now) => upload with { Run = upload.Run! with { LeaseUntil = now + UploadLimits.LeaseMicroseconds } };

    /// <summary>Given back by its node, to be gone on with by any; stopped when that was asked meanwhile.</summary>
    internal static ListUpload Released(this ListUpload upload) => upload with { State = upload.State == UploadState.Stopping ? UploadState.Stopped : UploadState.Queued, Run = null };

    internal static ListUpload Ended(this ListUpload upload, UploadResult result) =>
        upload with { State = result.Refusal is null ? UploadState.Done : UploadState.Refused, Run = null, Result = result };

    internal static Refusal? WhyNotDiscarded(this ListUpload upload) => upload.State is UploadState.Queued || IsHeld(upload) ? Runs : null;

    internal static bool IsExpired(this ListUpload upload, long now) =>
        (upload.State == UploadState.Receiving ? upload.ChangedAt + UploadLimits.BrokenOffMicroseconds : upload.ExpiresAt) < now && WhyNotDiscarded(upload) is null;

    internal static bool IsHeld(this ListUpload upload) => upload.State is UploadState.Running or UploadState.Stopping;

    private static Refusal? WhyNotChanged(ListUpload upload) => upload.State switch
    {
        UploadState.Receiving => NotReceived,
        UploadState.Done => IsDone,
        UploadState.Queued or UploadState.Running or UploadState.Stopping => Runs,
        _ => null,
    };
}
