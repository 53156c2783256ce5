using FundLedger.Ledger;
using FundLedger.Outbox;
using FundLedger.People.Trail;
using FundLedger.Programmes;

namespace FundLedger.Awards;

/// <param name="Number">Of a report that was sent back; null for a new one.</param>
/// <param name="Tranche">Number of the tranche that waits for it; null where none does.</param>
public sealed record NewProgressReport(string Award, int? Number, int? Tranche, ReportContent Content);

/// <param name="Refused">What would not be accepted as it stands: the organisation sees it before anybody decides.</param>
public sealed record ProgressReported(string Award, int Number, int Version, IReadOnlyList<RefusedCost> Refused);

/// <summary>Hands in a progress report, or one that was sent back once more.</summary>
public sealed class ReportProgress(Database database)
{
    private const int MostCosts = 500;
    private static readonly SqlFile Insert = new("awards/insert_report");

    public Task<Outcome<ProgressReported>> RunAsync(Asked asked, NewProgressReport report, CancellationToken stop = default) => database.WriteAsync<ProgressReported>(
        asked.For("report-progress", OperationField.Of("award", report.Award), OperationField.Of("number", report.Number ?? 0), OperationField.Of("tranche", report.Tranche ?? 0),
            OperationField.Personal("content", GrantJson.Write(report.Content))),
        async tx =>
        {
            if (!(await AwardStore.HoldAsync(tx, report.Award)).IsDone(out var award, out var refusal)) return refusal;
            if (RefusalFor(award, report, tx.Today) is { } wrong) return wrong;
            foreach (var evidence in report.Content.Evidence)
                if (await Evidence.RefusalForAsync(tx, evidence) is { } notKept) return notKept;
            var reports = await TrancheStore.ReportsAsync(tx, award);
            if (!PlaceOf(award, report, reports).IsDone(out var place, out refusal)) return refusal;
            await tx.ExecuteAsync(Insert, new
            {
                award_id = award.Id, report_no = (long)place.Number, version_no = (long)place.Version, tranche_no = (long?)report.Tranche, content = GrantJson.Write(report.Content),
                submitted_on = tx.Today.ToIso(), submitted_by = tx.Operation.Actor, recorded_at = tx.RecordedAt,
            });
            await AuditTrail.AddAsync(tx, AuditNote.Done("report-progress", "award", award.Number, $"{place.Number} {place.Version}"));
            return new ProgressReported(award.Number, place.Number, place.Version, EligibleCosts.RefusedOf(award.Terms, report.Content, [.. reports.Where(one => one.Decision == ReportDecision.Accepted)]));
        }, stop);

    private static Refusal? RefusalFor(Award award, NewProgressReport report, DateOnly today)
    {
        var content = report.Content;
        if (award.Status is AwardStatus.Decided or AwardStatus.Cancelled) return Refusal.Of("award-not-signed", "award", $"立项 {award.Number} 尚未签约，无须报告。", $"Award {award.Number} is not signed; there is nothing to report.");
        if (report.Tranche is { } no && award.Terms.Tranches.All(tranche => tranche.No != no)) return Refusal.Of("tranche-unknown", "tranche", $"协议中没有第 {no} 批。", $"The agreement has no tranche {no}.");
        if (content.Last < content.First || content.Last > today) return Refusal.Of("report-days", "last", "报告期的结束日须不早于开始日，也不能晚于今天。", "A report ends on or after the day it begins, and not after today.");
        if (string.IsNullOrWhiteSpace(content.Done)) return Refusal.Of("report-empty", "done", "请写明这一期做了什么。", "Say what was done.");
        if (content.Beneficiaries < 0) return Refusal.Of("report-beneficiaries", "beneficiaries", "受益人数不能为负。", "The number of people reached is not negative.");
        if (content.Spent.Count > MostCosts) return Refusal.Of("report-costs", "spent", $"一份报告最多 {MostCosts} 笔支出。", $"A report holds at most {MostCosts} costs.");
        for (var i = 0; i < content.Spent.Count; i++)
            if (Amounts.RefusalFor(content.Spent[i].Amount, award.Fund, $"spent[{i + 1}].amount") is { } bad) return bad;
        return null;
    }

    private static Outcome<(int Number, int Version)> PlaceOf(Award award, NewProgressReport report, IReadOnlyList<ProgressReport> reports)
    {
        if (report.Number is not { } number)
        {
            if (report.Tranche is { } tranche && reports.FirstOrDefault(one => one.Tranche == tranche) is { } known)
                return Refusal.Of("report-exists", "tranche", $"第 {tranche} 批已有第 {known.Number} 号报告，请修改后重新提交它。", $"Tranche {tranche} has report no. {known.Number} already: hand that in again.");
            return (reports.Count == 0 ? 1 : reports.Max(one => one.Number) + 1, 1);
        }

        var last = reports.Where(one => one.Number == number).MaxBy(one => one.Version);
        if (last is null || last.Tranche != report.Tranche) return Refusal.Of("report-unknown", "number", $"立项 {award.Number} 没有这样的第 {number} 号报告。", $"Award {award.Number} has no such report no. {number}.");
        return last.Decision == ReportDecision.Returned ? (number, last.Version + 1)
            : Refusal.Of("report-not-returned", "number", $"第 {number} 号报告{(last.Decision is null ? "正待审核" : "已通过")}，不能重新提交。", $"Report no. {number} {(last.Decision is null ? "waits to be decided" : "was accepted")}; it is not handed in again.");
    }
}

/// <param name="Note">Why it is sent back, or what is to be said of it; needed where it is sent back.</param>
public sealed record ReportDeciding(string Award, int Number, int Version, ReportDecision Decision, string? Note = null);

/// <param name="Refused">What of its spending the award does not bear, by which rule.</param>
public sealed record ReportDecided(string Award, int Number, ReportDecision Decision, IReadOnlyList<RefusedCost> Refused);

/// <summary>Accepts a progress report, or sends it back. What of its costs is not eligible is refused line by line when it is accepted.</summary>
public sealed class DecideReport(Database database)
{
    private static readonly SqlFile Decide = new("awards/decide_report");

    public Task<Outcome<ReportDecided>> RunAsync(Asked asked, ReportDeciding deciding, CancellationToken stop = default) => database.WriteAsync<ReportDecided>(
        asked.For("decide-report", OperationField.Of("award", deciding.Award), OperationField.Of("number", deciding.Number), OperationField.Of("version", deciding.Version),
            OperationField.Of("decision", deciding.Decision.ToString()), OperationField.Personal("note", deciding.Note)),
        async tx =>
        {
            if (!(await AwardStore.HoldAsync(tx, deciding.Award)).IsDone(out var award, out var refusal)) return refusal;
            var reports = await TrancheStore.ReportsAsync(tx, award);
            if (reports.FirstOrDefault(one => one.Number == deciding.Number && one.Version == deciding.Version) is not { Decision: null } report)
                return Refusal.Of("report-decided", "number", $"第 {deciding.Number} 号报告第 {deciding.Version} 版不在待审核之列。", $"Version {deciding.Version} of report no. {deciding.Number} does not wait to be decided.");
            if (deciding.Decision == ReportDecision.Returned && string.IsNullOrWhiteSpace(deciding.Note)) return Refusal.Of("note-missing", "note", "退回时请写明要改什么。", "Say what is to be mended when it is sent back.");
            if (report.SubmittedBy == tx.Operation.Actor) return Refusal.Of("own-report", "number", "不能审核自己提交的报告。", "Nobody decides a report they handed in.");
            IReadOnlyList<RefusedCost> refused = deciding.Decision == ReportDecision.Accepted ? EligibleCosts.RefusedOf(award.Terms, report.Content, [.. reports.Where(one => one.Decision == ReportDecision.Accepted)]) : [];
            await tx.ExecuteAsync(Decide, new
            {
                decision = StoredWords.Word(deciding.Decision), decided_on = tx.Today.ToIso(), decided_by = tx.Operation.Actor, decision_note = string.IsNullOrWhiteSpace(deciding.Note) ? null : deciding.Note.Trim(),
                refused_lines = GrantJson.Write(refused), award_id = award.Id, report_no = (long)deciding.Number, version_no = (long)deciding.Version,
            });
            await AuditTrail.AddAsync(tx, AuditNote.Done("decide-report", "award", award.Number, $"{deciding.Number} {deciding.Version} {StoredWords.Word(deciding.Decision)}"));
            if (deciding.Decision == ReportDecision.Returned)
                await Events.AddAsync(tx, new Happening(EventKind.ReportReturned, award.Number) { Fund = award.Fund.Code, Organisation = award.Organisation, Detail = new Dictionary<string, string> { ["report"] = $"{deciding.Number}" } });
            return new ReportDecided(award.Number, deciding.Number, deciding.Decision, refused);
        }, stop);
}
