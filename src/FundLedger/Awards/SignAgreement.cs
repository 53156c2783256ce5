using System.Security.Cryptography;
using System.Text;
using FundLedger.Calendar;
using FundLedger.Ledger;
using FundLedger.People.Trail;
using FundLedger.Programmes;

namespace FundLedger.Awards;

/// <summary>How a version of an award was signed.</summary>
/// <param name="TextSha256">Of what both agreed to, in lower-case hexadecimal.</param>
/// <param name="Scan">SHA-256 of the scan; null where it was accepted on this site.</param>
/// <param name="AcceptedBy">Who accepted it, or who recorded the scan.</param>
public sealed record Agreement(int Version, string TextSha256, DateOnly SignedOn, string? Scan, string AcceptedBy)
{
    /// <summary>SHA-256 of what is agreed to: the award's number, who receives it, the version and its terms.</summary>
    public static string TextSha256Of(Award award) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{award.Number}\n{award.Organisation}\n{award.Version}\n{GrantJson.Write(award.Terms)}".ToNfc())));
}

/// <param name="TextSha256">Of what the signer saw: another text in between is not signed by this.</param>
/// <param name="Scan">SHA-256 of the signed paper's scan, kept before by <see cref="KeepEvidence"/>; null where the organisation's certifier accepts here.</param>
public sealed record Signing(string Award, string TextSha256, DateOnly On, string? Scan = null);

/// <param name="Tranches">How many tranches have a day now or wait for what they need.</param>
public sealed record AgreementSigned(string Award, int Version, int Tranches);

/// <summary>Signs an award's agreement, or its amendment: the tranches count from then.</summary>
public sealed class SignAgreement(Database database)
{
    private static readonly SqlFile Insert = new("awards/insert_agreement");

    public Task<Outcome<AgreementSigned>> RunAsync(Asked asked, Signing signing, CancellationToken stop = default) => database.WriteAsync<AgreementSigned>(
        asked.For("sign-award", OperationField.Of("award", signing.Award), OperationField.Of("text", signing.TextSha256), OperationField.Of("on", signing.On), OperationField.Of("scan", signing.Scan)),
        async tx =>
        {
            if (!(await AwardStore.HoldAsync(tx, signing.Award)).IsDone(out var award, out var refusal)) return refusal;
            if ((RefusalFor(award, signing, tx.Today) ?? await RefusalForUpheldAsync(tx, award)) is { } notNow) return notNow;
            if (signing.Scan is { } scan && await Evidence.RefusalForAsync(tx, scan) is { } noScan) return noScan;
            await tx.ExecuteAsync(Insert, new
            {
                award_id = award.Id, version_no = (long)award.Version, text_sha256 = Convert.FromHexString(signing.TextSha256), signed_on = signing.On.ToIso(), manner = signing.Scan is null ? "acceptance" : "scan",
                scan_sha256 = signing.Scan is null ? null : Convert.FromHexString(signing.Scan), accepted_by = tx.Operation.Actor, recorded_at = tx.RecordedAt,
            });
            if (award.Status == AwardStatus.Decided) await AwardStore.SetAsync(tx, award, award.Amount, AwardStatus.Active, null);
            var count = await ScheduleAsync(tx, award, award.SignedOn ?? signing.On);
            await AuditTrail.AddAsync(tx, AuditNote.Done("sign-award", "award", award.Number, $"{award.Version} {signing.TextSha256}"));
            return new AgreementSigned(award.Number, award.Version, count);
        }, stop);

    private static Refusal? RefusalFor(Award award, Signing signing, DateOnly today)
    {
        var stage = award.StageOn(signing.On);
        if (stage is not (AwardStage.ToSign or AwardStage.ToSignAgain))
            return Refusal.Of("not-to-sign", "award", $"立项 {award.Number}：{stage.Next(award.PublicityLast).Zh}", $"Award {award.Number}: {stage.Next(award.PublicityLast).En}");
        if (signing.On > today) return Refusal.Of("date-in-future", "on", $"日期 {signing.On.ToIso()} 晚于今天（{today.ToIso()}）。", $"{signing.On.ToIso()} is after today ({today.ToIso()}).");
        return signing.TextSha256 == Agreement.TextSha256Of(award) ? null
            : Refusal.Of("text-changed", "text", $"立项 {award.Number} 的协议文本已变更，请重新查看后签订。", $"The text of award {award.Number} has changed: read it again, then sign.");
    }

    private static async Task<Refusal?> RefusalForUpheldAsync(LedgerTransaction tx, Award award) =>
        award.Version == 1 && (await AwardStore.ObjectionsAsync(tx, award)).FirstOrDefault(objection => objection.IsUpheld == true) is { } upheld
            ? Refusal.Of("objection-upheld", "award", $"第 {upheld.Number} 号异议成立，请先撤销或变更立项。", $"Objection no. {upheld.Number} was upheld: take the award back or amend it first.") : null;

    /// <summary>Tranches get their days; of an amendment, those not released are set anew and those left out are taken off.</summary>
    private static async Task<int> ScheduleAsync(LedgerTransaction tx, Award award, DateOnly signedOn)
    {
        var calendar = await WorkingDays.LoadAsync(tx);
        var known = (await TrancheStore.ListAsync(tx, award.Id)).ToDictionary(tranche => tranche.No);
        foreach (var planned in award.Terms.Tranches)
        {
            var dueOn = TrancheRules.DueOn(planned, award.Terms, signedOn, calendar);
            if (!known.TryGetValue(planned.No, out var tranche)) await TrancheStore.InsertAsync(tx, award, planned, dueOn);
            else if (!tranche.IsReleased) await TrancheStore.SetAsync(tx, award, tranche with { Amount = planned.Amount, DueOn = dueOn, IsApproved = tranche.IsApproved && tranche.Amount == planned.Amount });
        }

        foreach (var gone in known.Values.Where(tranche => tranche is { IsReleased: false, IsCancelled: false } && award.Terms.Tranches.All(planned => planned.No != tranche.No)))
            await TrancheStore.SetAsync(tx, award, gone with { IsCancelled = true });
        return award.Terms.Tranches.Count;
    }
}
