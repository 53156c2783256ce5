using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Donations.Uploads;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Import;

/// <summary>What only a person can answer about a list, asked beside the answer's field.</summary>
internal static class ImportQuestions
{
    /// <summary>The questions that have no answer yet, as the import itself would refuse them.</summary>
    internal static IEnumerable<Refusal> Unanswered(ListScan scan, ImportTrial trial, UploadSettings settings)
    {
        if (scan.Difference is not null && !settings.AcceptDifference)
            yield return Refusal.Of("control-total-differs", "acceptDifference", "名单写明的合计与读到的不一致。请核对名单；确认读得对，请勾选“按读到的导入”。", "The total stated in the list is not what was read. Check the list; if it is read right, tick 'Import as read'.");
        if (trial.FailedRows > 0 && !settings.SkipFailed)
            yield return Refusal.Of("rows-failed", "skipFailed", $"有 {Shown.Count(trial.FailedRows)} 行不能入账。请在文件里更正后重新上传，或勾选“跳过这些行”，之后再补。", $"{Shown.Count(trial.FailedRows)} row(s) cannot be posted. Mend them in the file and upload it again, or tick 'Leave these rows out' and mend them afterwards.");
        if (trial.Alike.Rows > 0 && settings.Overlap is null)
            yield return Refusal.Of("overlap", "overlap", $"有 {Shown.Count(trial.Alike.Rows)} 行与以前导入的相同。请说明是同一批捐款，还是另外的。", $"{Shown.Count(trial.Alike.Rows)} row(s) equal rows imported before. Say whether they are the same gifts or others.");
    }
}
