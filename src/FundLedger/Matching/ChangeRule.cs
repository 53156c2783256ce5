using System.Globalization;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;

namespace FundLedger.Matching;

/// <param name="From">The first day of gifts it holds for, today or later; null for the day it is agreed to.</param>
public sealed record RuleChange(string Programme, MatchingTerms Terms, DateOnly? From = null);

public sealed record RuleChanged(string Programme, int Version, DateOnly From);

/// <summary>Gives a programme a new version of its rule. What was earned stays as it is. From the first person on it takes two.</summary>
public sealed class ChangeRule(Database database)
{
    private static readonly SqlFile Insert = new("matching/insert_rule");

    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<RuleChange, RuleChanged> Kind =
        new("matching-rule", new("修改配比规则", "Change a matching rule"), SubjectAsync, (tx, change, _) => RunAsync(tx, change)) { LeastCheckers = 1 };

    public Task<Outcome<RuleChanged>> RunAsync(Asked asked, RuleChange change, CancellationToken stop = default) => database.WriteAsync<RuleChanged>(
        asked.For("matching-rule", OperationField.Of("programme", change.Programme), OperationField.Of("from", change.From?.ToIso()), OperationField.Of("terms", MatchingJson.Write(change.Terms))),
        async tx => await Checked.RefusalForAsync(tx, Kind, null) is { } notAlone ? notAlone : await RunAsync(tx, change), stop);

    /// <summary>The version of a rule, for gifts recorded from now on.</summary>
    internal static Task InsertAsync(LedgerTransaction tx, long programme, int version, DateOnly from, MatchingTerms terms) => tx.ExecuteAsync(
        Insert, new { programme_id = programme, version, effective_from = from.ToIso(), terms = MatchingJson.Write(terms), recorded_at = tx.RecordedAt });

    private static async Task<Outcome<RuleChanged>> RunAsync(LedgerTransaction tx, RuleChange change)
    {
        if (!(await FindAsync(tx, change)).IsDone(out var found, out var refusal)) return refusal;
        var (from, version) = (change.From ?? tx.Today, found.Book.RulesOf(found.Programme)[^1].Version + 1);
        await InsertAsync(tx, found.Programme.Id, version, from, change.Terms);
        ProgrammeBook.Changed(tx);
        return new RuleChanged(change.Programme, version, from);
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, RuleChange change)
    {
        if (!(await FindAsync(tx, change)).IsDone(out var found, out var refusal)) return refusal;
        var (book, programme) = found;
        return new ProposalSubject("matching-programme", programme.Code,
            ProposalSubject.VersionOf(programme.Code, programme.Status.ToString(), book.RulesOf(programme).Count.ToString(CultureInfo.InvariantCulture)),
            new Target(programme.Entity.Code, programme.PotFund.Code), programme.Pot);
    }

    private static async Task<Outcome<(ProgrammeBook Book, Programme Programme)>> FindAsync(LedgerTransaction tx, RuleChange change)
    {
        if (!(await ProgrammeBook.LockAsync(tx, change.Programme)).IsDone(out var found, out var refusal)) return refusal;
        if (!found.Programme.IsOpen)
            return Refusal.Of("programme-closed", "programme", $"配比计划 {change.Programme} 已结束，规则不能再改。", $"Programme {change.Programme} has ended; its rule can no longer be changed.");
        if (change.From is { } from && from < tx.Today)
            return Refusal.Of("rule-in-the-past", "from", $"生效日期 {from.ToIso()} 早于今天（{tx.Today.ToIso()}）。新规则只能从今天或以后生效。", $"It would hold from {from.ToIso()}, before today ({tx.Today.ToIso()}). A new rule holds from today or later.");
        return change.Terms.RefusalFor(found.Programme.Currency) is { } badTerms ? badTerms : found;
    }
}
