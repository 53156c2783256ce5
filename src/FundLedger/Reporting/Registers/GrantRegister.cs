using FundLedger.Awards;
using FundLedger.Ledger;

namespace FundLedger.Reporting.Registers;

/// <summary>Awards of a fund and those below it with their tranches, as they stand now.</summary>
/// <param name="Committed">What the ledger holds as committed for them; the sum of what is planned and not yet released, in sound books.</param>
public sealed record GrantRegister(ReportHead Head, IReadOnlyList<GrantLine> Tranches, Money Committed);

/// <param name="No">Of the tranche; null for what is promised and stands in no tranche, as before an agreement or its amendment is signed.</param>
/// <param name="Planned">Of the tranche.</param>
/// <param name="Waiting">Of that: neither released nor cancelled.</param>
/// <param name="Owed">Made payable and not paid.</param>
/// <param name="IsHeld">Somebody holds it, or something stands against it.</param>
public sealed record GrantLine(
    string Award, string Organisation, string Fund, DateOnly DecidedOn, Bilingual Stage, int? No, DateOnly? DueOn, Money Planned, Money Waiting, Money Owed, Money Paid, Bilingual State, bool IsHeld)
{
    /// <summary>That made the tranche payable; null before.</summary>
    public long? Entry { get; init; }
}

public static class GrantRegisters
{
    /// <summary>Awards decided by the last day and not ended before the first.</summary>
    public static async Task<Outcome<GrantRegister>> OfAsync(LedgerReader reader, string fundCode, DateSpan span, long? knownAt = null)
    {
        if (!(await RegisterScope.OfAsync(reader, fundCode, span, knownAt)).IsDone(out var scope, out var refusal)) return refusal;
        var (lines, committed) = (new List<GrantLine>(), scope.M(0));
        var awards = (await AwardReading.ListAsync(reader, scope.Books)).Where(award => scope.Funds.Contains(award.Fund) && award.DecidedOn <= span.Last && !(award.EndedOn < span.First));
        foreach (var award in awards.OrderBy(award => award.Number, StringComparer.Ordinal))
        {
            var rest = award.Amount;
            foreach (var work in await AwardReading.AtWorkAsync(reader, scope.Books, award, span.Last))
            {
                var (tranche, state) = (work.Tranche, work.StateOn(span.Last));
                if (!tranche.IsCancelled) rest -= tranche.Amount;
                var isWaiting = !tranche.IsReleased && !tranche.IsCancelled;
                lines.Add(new GrantLine(
                    award.Number, award.OrganisationName, award.Fund.Code, award.DecidedOn, award.StageOn(span.Last).Name(), tranche.No, tranche.DueOn, tranche.Amount,
                    isWaiting ? tranche.Amount : scope.M(0), tranche.Owed, tranche.Paid, state.Name(), state == TrancheState.Held) { Entry = tranche.Entry?.Value });
            }

            if (!rest.IsZero && award.Status is (AwardStatus.Decided or AwardStatus.Active))
                lines.Add(new GrantLine(
                    award.Number, award.OrganisationName, award.Fund.Code, award.DecidedOn, award.StageOn(span.Last).Name(), null, null, rest, rest, scope.M(0), scope.M(0), new("未分批", "No tranches yet"), false));
            foreach (var (_, amount) in await AwardReading.CommittedAsync(reader, scope.Books, award)) committed += amount;
        }

        return new GrantRegister(scope.Head, lines, committed);
    }
}
