using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Needs;

/// <summary>A step as it was held.</summary>
/// <param name="Minutes">Erasable.</param>
/// <param name="Reason">Of a correction: what was wrong; empty where the step is recorded for the first time.</param>
public sealed record StepWanted(
    string Need, NeedStep Step, DateOnly HeldOn, string Minutes, int Attendance = 0, int For = 0, int Against = 0, int Abstained = 0, IReadOnlyList<Attachment>? Files = null, string Reason = "");

public sealed record StepRecorded(string Need, NeedStep Step, int Version);

/// <summary>Records one of the five steps of a need, or corrects it by a new version.</summary>
public sealed class RecordStep(Database database)
{
    private const int LongestMinutes = 20_000;

    private static readonly SqlFile Insert = new("needs/insert_step");
    private static readonly SqlFile Erase = new("needs/erase_step");

    /// <summary>What refers to the files of a version of a step.</summary>
    public static string ReferrerOf(long need, NeedStep step, int version) => $"need-step/{need}/{StoredWords.Word(step)}/{version}";

    public Task<Outcome<StepRecorded>> RunAsync(Asked asked, StepWanted wanted, CancellationToken stop = default) => database.WriteAsync<StepRecorded>(
        asked.For("record-step", OperationField.Of("need", wanted.Need), OperationField.Of("step", StoredWords.Word(wanted.Step)), OperationField.Of("held-on", wanted.HeldOn), OperationField.Personal("minutes", wanted.Minutes),
            OperationField.Of("attendance", wanted.Attendance), OperationField.Of("for", wanted.For), OperationField.Of("against", wanted.Against), OperationField.Of("abstained", wanted.Abstained),
            OperationField.Of("files", string.Join(',', (wanted.Files ?? []).Select(Evidence.Name))), OperationField.Of("reason", wanted.Reason)),
        async tx =>
        {
            if (!(await PostNeed.HoldAsync(tx, wanted.Need)).IsDone(out var need, out var refusal)) return refusal;
            var held = NeedReading.Current(await NeedReading.StepsAsync(tx, need));
            var was = held.FirstOrDefault(step => step.Step == wanted.Step);
            if (RefusalFor(tx, wanted, isCorrection: was is not null) is { } badInput) return badInput;
            if (NeedSteps.RefusalFor(need.Steps, held.ToDictionary(step => step.Step, step => step.HeldOn), wanted.Step, wanted.HeldOn) is { } notNow) return notNow;
            var version = (was?.Version ?? 0) + 1;
            await InsertAsync(tx, need, wanted, version);
            foreach (var file in wanted.Files ?? []) await Attachments.KeepAsync(tx, file, ReferrerOf(need.Id, wanted.Step, version));
            await AuditTrail.AddAsync(tx, AuditNote.Done("record-step", "need", need.Code, $"{StoredWords.Word(wanted.Step)} {version}"));
            return new StepRecorded(need.Code, wanted.Step, version);
        }, stop);

    /// <summary>Removes the minutes of one version for good; day, attendance and votes stand.</summary>
    public Task<Outcome<StepRecorded>> EraseAsync(Asked asked, string code, NeedStep step, int version, CancellationToken stop = default) => database.WriteAsync<StepRecorded>(
        asked.For("erase-step", OperationField.Of("need", code), OperationField.Of("step", StoredWords.Word(step)), OperationField.Of("version", version)) with { Erases = true },
        async tx =>
        {
            if (!(await PostNeed.HoldAsync(tx, code)).IsDone(out var need, out var refusal)) return refusal;
            if (await tx.ExecuteAsync(Erase, new { need_id = need.Id, step = StoredWords.Word(step), version_no = (long)version }) == 0)
                return Refusal.Of("step-unknown", "step", $"需求 {code} 没有这一步的第 {version} 版记录，或已擦除。", $"Need {code} has no version {version} of this step, or it is erased.");
            var referrer = ReferrerOf(need.Id, step, version);
            foreach (var file in await Attachments.ListAsync(tx, referrer)) await Attachments.LetGoAsync(tx, file.Sha256, referrer);
            await AuditTrail.AddAsync(tx, AuditNote.Done("erase-step", "need", code, $"{StoredWords.Word(step)} {version}"));
            return new StepRecorded(code, step, version);
        }, stop);

    private static Refusal? RefusalFor(LedgerTransaction tx, StepWanted wanted, bool isCorrection)
    {
        if (wanted.HeldOn > tx.Today) return Refusal.Of("date-in-future", "held-on", $"日期 {wanted.HeldOn.ToIso()} 晚于今天（{tx.Today.ToIso()}）。", $"{wanted.HeldOn.ToIso()} is after today ({tx.Today.ToIso()}).");
        if (string.IsNullOrWhiteSpace(wanted.Minutes)) return Refusal.Of("minutes-missing", "minutes", "请填写记录。", "Write the minutes.");
        if (wanted.Minutes.Length > LongestMinutes) return Refusal.Of("text-too-long", "minutes", $"记录最多 {LongestMinutes} 个字；更长的请作为文件附上。", $"Minutes have at most {LongestMinutes} characters; attach longer ones as a file.");
        if (wanted.Attendance < 0 || wanted.For < 0 || wanted.Against < 0 || wanted.Abstained < 0 || (long)wanted.For + wanted.Against + wanted.Abstained > wanted.Attendance)
            return Refusal.Of("votes", "attendance", $"赞成、反对、弃权合计不能超过到会人数（{wanted.Attendance}）。", $"Votes for, against and abstained cannot be more than those present ({wanted.Attendance}).");
        if (isCorrection && ListedText.RefusalForReason(wanted.Reason) is { } notSaid) return notSaid;
        var files = wanted.Files ?? [];
        if (files.Select(Evidence.Name).Distinct().Count() < files.Count) return Refusal.Of("file-twice", "files", "同一个文件附了两次。", "The same file is attached twice.");
        return files.Select(file => file.Refusal).FirstOrDefault(refusal => refusal is not null);
    }

    private static Task InsertAsync(LedgerTransaction tx, Need need, StepWanted wanted, int version) => tx.ExecuteAsync(Insert, new
    {
        need_id = need.Id,
        step = StoredWords.Word(wanted.Step),
        version_no = (long)version,
        held_on = wanted.HeldOn.ToIso(),
        minutes = wanted.Minutes.Trim(),
        attendance = (long)wanted.Attendance,
        votes_for = (long)wanted.For,
        votes_against = (long)wanted.Against,
        votes_abstained = (long)wanted.Abstained,
        reason = wanted.Reason.Trim(),
        actor = tx.Operation.Actor,
        recorded_at = tx.RecordedAt,
    });
}
