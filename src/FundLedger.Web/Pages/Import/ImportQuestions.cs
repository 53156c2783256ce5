using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Donations.Uploads;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Import;

/// <summary>What only a person can answer about a list, asked beside the answer's field.</summary>
internal static class ImportQuestions
{
    /// <summary>Tries out a list as it reads, and finds what stands in its way.</summary>
    /// <param name="isStart">It is to be imported now: what has no answer yet stands in its way too.</param>
    /// <returns>No trial where it cannot be read, which the look itself says, or its fund refuses it.</returns>
    internal static async Task<(ImportTrial? Trial, IReadOnlyList<Refusal> Open)> AskAsync(Database database, ListLook look, UploadSettings settings, bool isStart, CancellationToken stop)
    {
        if (look is not { Scan: { } scan, File: { } file }) return (null, []);
        if (!(await ImportTrial.RunAsync(database, file, scan, settings.Fund, look.Today, stop)).IsDone(out var trial, out var refusal)) return (null, [refusal]);
        List<Refusal> open = isStart ? [.. Unanswered(scan, trial, settings)] : [];
        // Where no row has a date of its own, one wrong day is one mistake, not one for each row.
        if (trial.FirstFailures is [{ Reason: { Code: "period-closed" or "date-in-future" or "chart-not-in-force" } day }, ..] && !scan.Mapping.Columns.ContainsKey(ListColumn.Date)) open.Insert(0, day with { Field = "on" });
        return (trial, open);
    }

    /// <summary>The questions that have no answer yet, as the import itself would refuse them.</summary>
    private static IEnumerable<Refusal> Unanswered(ListScan scan, ImportTrial trial, UploadSettings settings)
    {
        if (scan.Difference is not null && !settings.AcceptDifference)
            yield return Refusal.Of("control-total-differs", "acceptDifference", "名单写明的合计与读到的不一致。请核对名单；确认读得对，请勾选“按读到的导入”。", "The total stated in the list is not what was read. Check the list; if it is read right, tick 'Import as read'.");
        if (trial.FailedRows > 0 && !settings.SkipFailed)
            yield return Refusal.Of("rows-failed", "skipFailed", $"有 {Shown.Count(trial.FailedRows)} 行不能入账。请在文件里更正后重新上传，或勾选“跳过这些行”，之后再补。", $"{Shown.Count(trial.FailedRows)} row(s) cannot be posted. Mend them in the file and upload it again, or tick 'Leave these rows out' and mend them afterwards.");
        if (trial.Alike.Rows > 0 && settings.Overlap is null)
            yield return Refusal.Of("overlap", "overlap", $"有 {Shown.Count(trial.Alike.Rows)} 行与以前导入的相同。请说明是同一批捐款，还是另外的。", $"{Shown.Count(trial.Alike.Rows)} row(s) equal rows imported before. Say whether they are the same gifts or others.");
    }
}
