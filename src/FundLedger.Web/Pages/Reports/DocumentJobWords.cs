using FundLedger.DocumentJobs;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Reports;

/// <summary>Where a job of a file stands, in words.</summary>
internal static class DocumentJobWords
{
    internal static Bilingual Of(DocumentJob job) => job.State switch
    {
        DocumentJobState.Waiting => new("等候中", "waiting"),
        DocumentJobState.Working when job.Progress.Total > 0 => new($"编制中：{Shown.Count(job.Progress.Done)} / {Shown.Count(job.Progress.Total)}", $"being drawn: {Shown.Count(job.Progress.Done)} of {Shown.Count(job.Progress.Total)}"),
        DocumentJobState.Working => new("编制中", "being drawn"),
        DocumentJobState.Stopping => new("正在取消", "being cancelled"),
        DocumentJobState.Done => new("已编成", "drawn"),
        DocumentJobState.Failed => new("没有编成", "not drawn"),
        DocumentJobState.Cancelled => new("已取消", "cancelled"),
        _ => new($"已过 {DocumentLimits.DaysFilesAreKept} 天，文件不再保存", $"more than {DocumentLimits.DaysFilesAreKept} days old: the file is no longer kept"),
    };
}
