using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Spaces;

/// <param name="First">First day of a month.</param>
/// <param name="Last">Last day of the same month, or of the second after it.</param>
/// <param name="Reason">What is corrected; only for a period that was reported before.</param>
/// <param name="Evidence">Sha-256 of a file that is kept, in hex; null without one.</param>
/// <param name="By">Code of the organisation that reports; null where the fund's people do.</param>
public sealed record NewResult(string Space, DateOnly First, DateOnly Last, ResultContent Content, string? Reason = null, string? Evidence = null, string? By = null);

public sealed record ResultReported(string Space, DateOnly First, DateOnly Last, int Version);

/// <summary>Reports what a space cost and earned in a month or in three months, or corrects it as the next version.</summary>
/// <remarks>Of a period that was accepted, the accepted version counts until the correction is accepted.</remarks>
public sealed class ReportResult(Database database)
{
    private static readonly SqlFile Insert = new("spaces/insert_result");

    public Task<Outcome<ResultReported>> RunAsync(Asked asked, NewResult wanted, CancellationToken stop = default) => database.WriteAsync<ResultReported>(
        asked.For("report-result", OperationField.Of("space", wanted.Space), OperationField.Of("first", wanted.First), OperationField.Of("last", wanted.Last), OperationField.Personal("content", SpaceJson.Write(wanted.Content)),
            OperationField.Of("reason", wanted.Reason), OperationField.Of("evidence", wanted.Evidence), OperationField.Of("by", wanted.By)),
        tx => AddAsync(tx, wanted), stop);

    internal static async Task<Outcome<ResultReported>> AddAsync(LedgerTransaction tx, NewResult wanted)
    {
        if (!(await SpaceStore.HoldAsync(tx, wanted.Space)).IsDone(out var space, out var refusal)) return refusal;
        if (ResultRules.RefusalFor(space, wanted, tx.Today) is { } wrong) return wrong;
        if (wanted.By is { } by && !(await SpaceStore.OperatorsAsync(tx, space.Id))[space.Id].Any(term => term.Operator.Organisation == by && term.Operator.From <= wanted.Last && (term.Operator.EndedOn ?? wanted.First) >= wanted.First))
            return Refusal.Of("not-the-operator", "first", $"{by} 在 {wanted.First.ToIso()} 至 {wanted.Last.ToIso()} 没有运营 {space.Code}，不能为它报告这一期。", $"{by} did not run {space.Code} from {wanted.First.ToIso()} to {wanted.Last.ToIso()} and does not report that period.");
        if (wanted.Evidence is { } evidence && await Evidence.RefusalForAsync(tx, evidence) is { } notKept) return notKept;
        if (!ResultRules.NextVersion(await SpaceStore.ResultsAsync(tx, _ => space.Fund.Currency, space.Id), wanted).IsDone(out var next, out refusal)) return refusal;
        var figures = ResultRules.FiguresOf(space, wanted, next.Version);
        await tx.ExecuteAsync(Insert, new
        {
            space_id = space.Id, first_day = wanted.First.ToIso(), last_day = wanted.Last.ToIso(), version_no = (long)next.Version, content = SpaceJson.Write(wanted.Content), cost_minor = figures.Cost.MinorUnits,
            eligible_minor = figures.EligibleCost.MinorUnits, revenue_minor = figures.Revenue.MinorUnits, users = (long)figures.Users, hours_open = (long)figures.HoursOpen, volunteers = (long)figures.Volunteers,
            volunteer_hours = (long)figures.VolunteerHours, reason = next.Version == 1 ? null : wanted.Reason!.Trim(), evidence_sha256 = wanted.Evidence is null ? null : Convert.FromHexString(wanted.Evidence),
            submitted_on = tx.Today.ToIso(), submitted_by = tx.Operation.Actor, recorded_at = tx.RecordedAt,
        });
        await AuditTrail.AddAsync(tx, AuditNote.Done("report-result", "space", space.Code, $"{wanted.First.ToIso()} {wanted.Last.ToIso()} {next.Version}"));
        return new ResultReported(space.Code, wanted.First, wanted.Last, next.Version);
    }
}

/// <summary>What an operating result must be: pure rules.</summary>
public static class ResultRules
{
    internal const int MostLines = 60;
    internal const int LongestText = 4_000;
    internal const int MostOfAKind = 100_000_000;

    /// <summary>A month or three: how many; null for any other stretch of days.</summary>
    public static int? MonthsOf(DateOnly first, DateOnly last) =>
        first.Day != 1 ? null : last == first.AddMonths(1).AddDays(-1) ? 1 : last == first.AddMonths(3).AddDays(-1) ? 3 : null;

    internal static ResultFigures FiguresOf(Space space, NewResult wanted, int version)
    {
        Money Sum(IEnumerable<ResultLine> lines) => lines.Aggregate(Money.Zero(space.Fund.Currency), (sum, line) => sum + line.Amount);
        var content = wanted.Content;
        return new ResultFigures(
            space.Id, wanted.First, wanted.Last, version, Sum(content.Costs), Sum(content.Costs.Where(line => line.IsEligible)), Sum(content.Revenues), content.Users, content.HoursOpen, content.Volunteers, content.VolunteerHours);
    }

    internal static Refusal? RefusalFor(Space space, NewResult wanted, DateOnly today)
    {
        var (first, last, content) = (wanted.First, wanted.Last, wanted.Content);
        if (MonthsOf(first, last) is null)
            return Refusal.Of("result-period", "first", $"{first.ToIso()} 至 {last.ToIso()} 不是一个完整的月，也不是连续三个完整的月。", $"{first.ToIso()} to {last.ToIso()} is neither a whole month nor three whole months.");
        if (SpaceRules.RefusalForPast(last, today, "last") is not null)
            return Refusal.Of("result-not-over", "last", $"这一期到 {last.ToIso()} 才结束，结束后再报告。", $"The period ends on {last.ToIso()}: report it when it is over.");
        if (last < space.OpenedOn || first > space.ClosedOn)
            return Refusal.Of("result-not-open", "first", $"{space.Code} 在这一期没有开放（{space.OpenedOn.ToIso()} 启用{(space.ClosedOn is { } closed ? $"，{closed.ToIso()} 关闭" : "")}）。", $"{space.Code} was not open in that period (opened on {space.OpenedOn.ToIso()}{(space.ClosedOn is { } end ? $", closed on {end.ToIso()}" : "")}).");
        if (content.Text.Length > LongestText) return Refusal.Of("text-too-long", "text", $"说明最多 {LongestText} 个字。", $"The text has at most {LongestText} characters.");
        return RefusalFor(space, content.Costs, "costs", "成本", "cost") ?? RefusalFor(space, content.Revenues, "revenues", "收入", "revenue")
            ?? RefusalFor(content.Users, "users", "服务人次", "visits") ?? RefusalFor(content.HoursOpen, "hours-open", "开放小时", "hours open")
            ?? RefusalFor(content.Volunteers, "volunteers", "志愿者人数", "volunteers") ?? RefusalFor(content.VolunteerHours, "volunteer-hours", "志愿服务小时", "volunteer hours")
            ?? (content.Costs.Count == 0 && content.Revenues.Count == 0 ? Refusal.Of("result-empty", "costs", "请至少填写一项成本或收入。", "Give at least one line of cost or revenue.") : null);
    }

    private static Refusal? RefusalFor(Space space, IReadOnlyList<ResultLine> lines, string field, string zh, string en)
    {
        if (lines.Count > MostLines) return Refusal.Of("result-lines", field, $"{zh}最多 {MostLines} 项。", $"There are at most {MostLines} lines of {en}.");
        for (var i = 0; i < lines.Count; i++)
        {
            var (line, at) = (lines[i], $"{field}[{i + 1}]");
            if (string.IsNullOrWhiteSpace(line.Code) || string.IsNullOrWhiteSpace(line.Name)) return Refusal.Of("line-name", at, $"第 {i + 1} 项{zh}没有代码或名称。", $"Line {i + 1} of {en} has no code or no name.");
            if ((KeptText.FundCode.RefusalFor(line.Code, at) ?? KeptText.Title.RefusalFor(line.Name, at) ?? Amounts.RefusalFor(line.Amount, space.Fund, $"{at}.amount")) is { } wrong) return wrong;
        }

        return lines.GroupBy(line => line.Code).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? Refusal.Of("line-twice", field, $"{zh}项“{twice.Key}”填了两次，请合并。", $"The line '{twice.Key}' of {en} is given twice: put them together.") : null;
    }

    private static Refusal? RefusalFor(int number, string field, string zh, string en) => number is < 0 or > MostOfAKind
        ? Refusal.Of("result-number", field, $"{zh}应在 0 至 {MostOfAKind:N0} 之间。", $"The number of {en} is 0 to {MostOfAKind:N0}.") : null;

    /// <summary>Which version a report would be.</summary>
    /// <param name="results">All of the space's.</param>
    internal static Outcome<ResultNumber> NextVersion(IReadOnlyList<OperatingResult> results, NewResult wanted)
    {
        var overlapping = results.FirstOrDefault(other => other.Figures.First <= wanted.Last && other.Figures.Last >= wanted.First && (other.Figures.First, other.Figures.Last) != (wanted.First, wanted.Last) && other.Decision != ResultDecision.Returned);
        if (overlapping is not null)
            return Refusal.Of("result-overlaps", "first", $"{overlapping.Figures.First.ToIso()} 至 {overlapping.Figures.Last.ToIso()} 已经报告，与这一期重叠。请按已报告的期更正，或报告其余的期。",
                $"{overlapping.Figures.First.ToIso()} to {overlapping.Figures.Last.ToIso()} was reported and overlaps this period. Correct that period as it was reported, or report the rest.");
        var last = results.Where(other => (other.Figures.First, other.Figures.Last) == (wanted.First, wanted.Last)).MaxBy(other => other.Figures.Version);
        if (last is null)
            return string.IsNullOrWhiteSpace(wanted.Reason) ? new ResultNumber(1) : Refusal.Of("result-first", "reason", "这一期还没有报告，不是更正，请不要填写理由。", "The period was not reported yet: this is no correction and takes no reason.");
        if (last.Decision is null)
            return Refusal.Of("result-waits", "first", $"这一期的第 {last.Figures.Version} 版正待审核。请先审核或退回它。", $"Version {last.Figures.Version} of the period waits to be decided. Decide it or send it back first.");
        if (string.IsNullOrWhiteSpace(wanted.Reason))
            return Refusal.Of("reason-missing", "reason", "这一期已经报告。更正请写明理由。", "The period was reported. Say what is corrected.");
        return KeptText.DocumentId.RefusalFor(wanted.Reason.Trim(), "reason") is { } tooLong ? tooLong : new ResultNumber(last.Figures.Version + 1);
    }
}

internal sealed record ResultNumber(int Version);
