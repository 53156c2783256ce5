using FundLedger.Donations.Uploads;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Import;

/// <summary>What the states of an uploaded list are called.</summary>
internal static class StateWords
{
    internal static Bilingual Of(UploadState state) => state switch
    {
        UploadState.Receiving => new("没有收全", "not received whole"),
        UploadState.Waiting => new("等您确认", "waits for you"),
        UploadState.Queued => new("排队中", "queued"),
        UploadState.Running => new("导入中", "being imported"),
        UploadState.Stopping => new("正在停下", "stopping"),
        UploadState.Stopped => new("已取消，可继续", "cancelled, can go on"),
        UploadState.Refused => new("停下了，需要处理", "stopped, needs attention"),
        _ => new("已导入", "imported"),
    };
}
