using FundLedger.Ledger;

namespace FundLedger.Matching;

/// <param name="Gift">The entry of the gift whose match is owed.</param>
/// <param name="Amount">At most what is owed.</param>
public sealed record MatchRecovery(EntryId Gift, Money Amount, DateOnly On);

/// <param name="Left">What is still owed of the match.</param>
public sealed record MatchRecovered(EntryId Recharge, EntryId Entry, Money Left);

/// <summary>Gives the pot back what was spent of a match whose gift went back: its cost is recharged to the fund's own funds, and the freed match goes back.</summary>
public sealed class RecoverMatch(Database database)
{
    private static readonly AccountRole[] Costs = [AccountRole.ProgrammeCost, AccountRole.GrantsExpense, AccountRole.AdministrationCost, AccountRole.FundraisingCost, AccountRole.OtherCost];

    public Task<Outcome<MatchRecovered>> RunAsync(Asked asked, MatchRecovery recovery, CancellationToken stop = default) => database.WriteAsync<MatchRecovered>(
        asked.For("matching-recover", OperationField.Of("gift", recovery.Gift.Value), OperationField.Of("amount", recovery.Amount), OperationField.Of("on", recovery.On)) with { ReadsTotals = true },
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!(await FindAsync(tx, recovery)).IsDone(out var found, out var refusal)) return refusal;
            var (programme, match) = found;
            var fund = books.Fund(match.FundId);
            if (!(await RechargeAsync(tx, programme, fund, recovery)).IsDone(out var recharge, out refusal)) return refusal;
            var back = MatchReturn.Recovered(match, MatchPosting.Returned(programme, fund, Money.Zero(programme.Currency), recovery.Amount, recovery.On) with { RelatesToDraft = 0 }, recovery.Amount);
            if (!(await Journal.AppendManyAsync(tx, [recharge, .. back.Drafts])).IsDone(out var ids, out refusal)) return refusal;
            await back.KeepAsync(tx, ids);
            return new MatchRecovered(ids[0], ids[1], new Money(match.OwedMinor, programme.Currency) - recovery.Amount);
        }, stop);

    private static async Task<Outcome<(Programme Programme, MatchRow Match)>> FindAsync(LedgerTransaction tx, MatchRecovery recovery)
    {
        var book = await ProgrammeBook.OfAsync(tx);
        if (await MatchRow.FindAsync(tx, recovery.Gift) is not { } known || book.Programmes.FirstOrDefault(one => one.Id == known.ProgrammeId) is not { } of)
            return Refusal.Of("match-unknown", "gift", $"分录 {recovery.Gift} 不是有配比的捐款。", $"Entry {recovery.Gift} is no gift with a match.");
        book = await ProgrammeBook.LockAsync(tx, of);
        var (programme, match) = (book.Programmes.First(one => one.Id == of.Id), (await MatchRow.FindAsync(tx, recovery.Gift))!);
        if (Amounts.RefusalFor(recovery.Amount, programme.PotFund) is { } badAmount) return badAmount;
        if (recovery.Amount.MinorUnits > match.OwedMinor)
            return Refusal.Of("match-not-owed", "amount", $"这笔捐款的配比尚欠 {new Money(match.OwedMinor, programme.Currency).ToGroupedText()}，不足 {recovery.Amount.ToGroupedText()}。", $"{new Money(match.OwedMinor, programme.Currency)} of this gift's match is owed; {recovery.Amount} is more.");
        return (programme, match);
    }

    /// <summary>Cost·OwnFunds / Bank·OwnFunds; Bank·Match / Cost·Match, over the costs that the match bears, programme costs first.</summary>
    private static async Task<Outcome<EntryDraft>> RechargeAsync(LedgerTransaction tx, Programme programme, Fund fund, MatchRecovery recovery)
    {
        var books = await Books.OfAsync(tx);
        var own = await SourceStore.PlainAsync(tx, programme.Entity, SourceKind.OwnFunds);
        var (lines, left) = (new List<LineDraft>(), recovery.Amount);
        foreach (var cost in Costs)
        {
            if (!left.IsPositive || books.FindAccount(programme.Entity, cost, recovery.On) is null) continue;
            var borne = await AccountBalances.NetAsync(tx, fund, programme.MatchSource, cost);
            var amount = new Money(Math.Clamp(borne.MinorUnits, 0, left.MinorUnits), left.Currency);
            if (amount.IsZero) continue;
            lines.Add(LineDraft.Debit(cost, fund, own, amount));
            lines.Add(LineDraft.Credit(cost, fund, programme.MatchSource, amount));
            left -= amount;
        }

        if (left.IsPositive)
            return Refusal.Of("recharge-over-cost", "amount", $"配比资金承担的费用只有 {(recovery.Amount - left).ToGroupedText()}，不足 {recovery.Amount.ToGroupedText()}。", $"The match bears {recovery.Amount - left} of costs; {recovery.Amount} is more.");
        lines.Add(LineDraft.Credit(AccountRole.Bank, fund, own, recovery.Amount));
        lines.Add(LineDraft.Debit(AccountRole.Bank, fund, programme.MatchSource, recovery.Amount));
        return new EntryDraft(programme.Entity, EntryKind.Recharge, recovery.On, lines);
    }
}
