using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.Programmes;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Reporting;

/// <summary>The payment of one tranche: to whom, how much, on which conditions, by whom, and in which entries.</summary>
/// <param name="Head">Its fund pays; its span is from the day it became payable to the last payment.</param>
/// <param name="CreditCode">Of the organisation; empty where it has none.</param>
/// <param name="Released">What the entry that made it payable bore.</param>
/// <param name="Owed">What of it is not paid yet.</param>
/// <param name="Paid">What of it was paid, less what the bank brought back.</param>
/// <param name="Entries">That made it payable, and every payment of it, oldest first.</param>
public sealed record TrancheVoucher(
    ReportHead Head, string Award, string Title, string Organisation, string CreditCode, int No, Bilingual Name, DateOnly? DueOn, Money Planned, Money Released, Money Owed, Money Paid,
    IReadOnlyList<TrancheEntry> Entries, IReadOnlyList<TrancheCondition> Conditions);

/// <param name="Reference">Of the bank; empty where none was given.</param>
/// <param name="Voucher">Its number in the books of the month; empty until the month closes.</param>
/// <param name="Maker">Id of who recorded it.</param>
/// <param name="Checkers">Ids of who agreed to the proposal behind it; none where one person was enough.</param>
/// <param name="Paid">Zero for the entry that made it payable; negative where the bank brought it back.</param>
/// <param name="Hash">In lower-case hexadecimal.</param>
public sealed record TrancheEntry(long Entry, DateOnly On, Bilingual Kind, string Reference, string Voucher, string Maker, IReadOnlyList<string> Checkers, Money Paid, string Hash);

/// <param name="MetBy">What was there on the day it became payable.</param>
/// <param name="Evidence">SHA-256 of the files.</param>
public sealed record TrancheCondition(Bilingual Need, Bilingual MetBy, IReadOnlyList<string> Evidence);

/// <summary>Reads the voucher of a tranche.</summary>
public static class TrancheVoucherFigures
{
    private static readonly Bilingual Nothing = new("没有登记", "nothing recorded");

    public static async Task<Outcome<TrancheVoucher>> OfAsync(LedgerReader reader, string number, int no)
    {
        var books = await Books.LoadAsync(reader);
        if (await AwardReading.FindAsync(reader, books, number) is not { } award) return GrantFileFigures.Unknown(number);
        if (!(await ReleaseTranche.FindAsync(reader, award, no)).IsDone(out var tranche, out var refusal)) return refusal;
        var known = await KnownMoment.OfAsync(reader, null);
        var moves = (await GrantFileFigures.MovesAsync(reader, award, known.LastEntry)).Where(move => move.Tranche == no).ToList();
        if (tranche.ReleasedOn is not { } releasedOn || !moves.Any(move => !move.Paid.IsZero))
            return Refusal.Of("tranche-not-paid", "tranche", $"立项 {number} 的第 {no} 批还没有支付，没有拨付凭证。", $"Tranche {no} of award {number} was not paid yet: there is no voucher of it.");
        var entries = new List<TrancheEntry>();
        foreach (var move in moves)
        {
            var entry = (await JournalReading.FindAsync(reader, new EntryId(move.Entry), books))!;
            var behind = await Proposals.BehindAsync(reader, entry.OperationKey);
            IReadOnlyList<string> checkers = behind is null ? [] : [.. (await Proposals.DecisionsAsync(reader, behind.Id)).Where(decision => decision.IsApproval).Select(decision => decision.Checker)];
            var voucher = await VoucherReading.OfEntryAsync(reader, entry.Id) is { } given ? $"{given.Month} {given.Series}-{given.Number}" : "";
            entries.Add(new TrancheEntry(move.Entry, move.On, move.Kind, entry.Document.Type == "bank-reference" ? entry.Document.Id : "", voucher, entry.Actor, checkers, move.Paid, Convert.ToHexStringLower(entry.Hash)));
        }

        var planned = award.Terms.Tranches.FirstOrDefault(one => one.No == no);
        var facts = await TrancheStore.FactsAsync(reader, award);
        return new TrancheVoucher(
            known.HeadOf(books.Entity(award.Fund.EntityId), new FundName(award.Fund.Code, award.Fund.Name), award.Amount.Currency, new DateSpan(releasedOn, moves.Max(move => move.On))),
            award.Number, award.Terms.Title, award.OrganisationName, (await Directory.FindAsync(reader, award.Organisation))?.CreditCode ?? "", no, planned?.Name ?? Bilingual.Same(""), tranche.DueOn, tranche.Amount,
            moves.Single(move => move.Entry == tranche.Entry?.Value).Borne, tranche.Owed, tranche.Paid, entries, [.. (planned?.Needs ?? []).Select(need => ConditionOf(need, no, facts, releasedOn))]);
    }

    private static TrancheCondition ConditionOf(TrancheRequirement need, int no, AwardFacts facts, DateOnly on)
    {
        var name = need.Least is { } least ? new Bilingual($"{need.Kind.Name().Zh}（不低于 {new BasisPoints(least)}）", $"{need.Kind.Name().En} (at least {new BasisPoints(least)})") : need.Kind.Name();
        return need.Kind switch
        {
            TrancheRequirementKind.ReportAccepted => Accepted(name, [.. facts.Accepted.Where(report => report.Tranche == no && report.DecidedOn <= on)]),
            TrancheRequirementKind.MidTermPassed => Passed(name, EvaluationKind.MidTerm, facts, on),
            TrancheRequirementKind.FinalPassed => Passed(name, EvaluationKind.Final, facts, on),
            TrancheRequirementKind.ThirdPartyPassed => Passed(name, EvaluationKind.ThirdParty, facts, on),
            TrancheRequirementKind.CofundingProved => Proved(name, ProofKind.Cofunding, null, facts, on),
            TrancheRequirementKind.Satisfaction => Proved(name, ProofKind.Satisfaction, null, facts, on),
            _ => Proved(name, ProofKind.Documents, no, facts, on),
        };
    }

    private static TrancheCondition Accepted(Bilingual need, IReadOnlyList<ProgressReport> reports) => new(
        need,
        reports.Count == 0 ? Nothing : new(string.Join("；", reports.Select(report => $"报告 {report.Number} 第 {report.Version} 版，{report.DecidedOn!.Value.ToIso()} 通过")), string.Join("; ", reports.Select(report => $"report {report.Number}, version {report.Version}, accepted {report.DecidedOn!.Value.ToIso()}"))),
        [.. reports.SelectMany(report => report.Content.Evidence)]);

    private static TrancheCondition Passed(Bilingual need, EvaluationKind kind, AwardFacts facts, DateOnly on) =>
        facts.Evaluations.Where(one => one.Kind == kind && one.HeldOn <= on).MaxBy(one => one.Number) is { } last
            ? new(need, new($"{last.HeldOn.ToIso()} {last.Verdict.Name().Zh}", $"{last.HeldOn.ToIso()} {last.Verdict.Name().En}"), last.Evidence is { } file ? [file] : []) : new(need, Nothing, []);

    /// <param name="tranche">Of this tranche, or of none in particular; null for those of any.</param>
    private static TrancheCondition Proved(Bilingual need, ProofKind kind, int? tranche, AwardFacts facts, DateOnly on)
    {
        var proofs = facts.Standing.Where(proof => proof.Kind == kind && proof.On <= on && (tranche is null || proof.Tranche is null || proof.Tranche == tranche)).ToList();
        return new(need, proofs.Count == 0 ? Nothing : new(string.Join("；", proofs.Select(proof => Said(proof).Zh)), string.Join("; ", proofs.Select(proof => Said(proof).En))), [.. proofs.Select(proof => proof.Evidence)]);

        static Bilingual Said(Proof proof)
        {
            var what = proof.Amount is { } amount ? amount.ToGroupedText() : proof.Share is { } share ? share.ToString() : "";
            return new($"{proof.On.ToIso()} {proof.Kind.Name().Zh} {what}".TrimEnd(), $"{proof.On.ToIso()} {proof.Kind.Name().En} {what}".TrimEnd());
        }
    }
}
