using FundLedger.Donations.Uploads;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Bank;

/// <summary>What the states of work on an account are called.</summary>
internal static class RunWords
{
    internal static Bilingual Of(UploadState state) => state switch
    {
        UploadState.Queued => new("排队中", "queued"),
        UploadState.Running => new("进行中", "under way"),
        UploadState.Stopping => new("正在停下", "stopping"),
        UploadState.Stopped => new("已停下，可继续", "stopped, can go on"),
        UploadState.Refused => new("没有做完，需要处理", "not finished, needs attention"),
        _ => new("已完成", "done"),
    };
}
