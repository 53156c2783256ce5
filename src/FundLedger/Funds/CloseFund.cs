using FundLedger.Cofunding;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;

namespace FundLedger.Funds;

/// <summary>Where the money left of one source goes.</summary>
/// <param name="Source">Code of the source.</param>
/// <param name="To">Fund of the same entity that gets it, with its source kept; null to give public money back to its giver.</param>
public sealed record ResidualGoes(string Source, string? To);

/// <param name="Document">Number of the decision to close it.</param>
/// <param name="Reason">Kept for good: no names.</param>
/// <param name="Residuals">One for each source that has money left.</param>
public sealed record FundClosing(string Fund, DateOnly On, string Document, string Reason, IReadOnlyList<ResidualGoes> Residuals);

/// <param name="Entry">What moved the money left; null when there was none.</param>
public sealed record FundIsClosed(string Fund, EntryId? Entry);

/// <summary>Closes a fund that owes nothing, is owed nothing and has promised nothing: what is left goes source by source, and nothing is posted to it any more.</summary>
public sealed class CloseFund(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<FundClosing, FundIsClosed> Kind =
        new("close-fund", new("终止基金", "Close a fund"), SubjectAsync, (tx, closing, agreed) => RunAsync(tx, closing, agreed.Checkers.LastOrDefault())) { Proposing = Permission.ManageFunds };

    public Task<Outcome<FundIsClosed>> RunAsync(Asked asked, FundClosing closing, CancellationToken stop = default) => database.WriteAsync<FundIsClosed>(
        asked.For("close-fund", [OperationField.Of("fund", closing.Fund), OperationField.Of("on", closing.On), OperationField.Of("document", closing.Document), OperationField.Of("reason", closing.Reason),
            .. closing.Residuals.Select((residual, index) => OperationField.Of($"residual-{index + 1}", $"{residual.Source} {residual.To ?? "return"}"))]) with { ReadsTotals = true },
        async tx => await Checked.RefusalForAsync(tx, Kind, null) is { } notAlone ? notAlone : await RunAsync(tx, closing, checkedBy: null), stop);

    private static async Task<Outcome<FundIsClosed>> RunAsync(LedgerTransaction tx, FundClosing closing, string? checkedBy)
    {
        var books = await Books.OfAsync(tx);
        if (!books.Fund(closing.Fund).IsDone(out var asked, out var refusal)) return refusal;
        await Periods.HoldAsync(tx, asked.EntityId);
        if (!(await FindAsync(tx, closing)).IsDone(out var found, out refusal)) return refusal;
        var (fund, goings) = found;

        EntryId? moved = null;
        if (goings.Count > 0)
        {
            var draft = new EntryDraft(books.Entity(fund.EntityId), EntryKind.FundClosed, closing.On, [.. await LinesAsync(tx, books, fund, goings)]) { Document = new SourceDocument("decision", closing.Document.Trim()) };
            if (await RefusalForPublicMoneyAsync(tx, draft) is { } notProved) return notProved;
            if (!(await Journal.AppendAsync(tx, draft)).IsDone(out var entry, out refusal)) return refusal;
            moved = entry;
        }

        await FundMoves.AddAsync(tx, fund, FundStatus.Closed, closing.Reason, checkedBy);
        return new FundIsClosed(fund.Code, moved);
    }

    private static async Task<Outcome<(Fund Fund, IReadOnlyList<(Source Source, Fund? To)> Goings)>> FindAsync(LedgerTransaction tx, FundClosing closing)
    {
        var books = await Books.OfAsync(tx);
        if (!books.Fund(closing.Fund).IsDone(out var fund, out var refusal)) return refusal;
        if (FundMoves.RefusalFor(closing.Reason) is { } noReason) return noReason;
        if (string.IsNullOrWhiteSpace(closing.Document)) return Refusal.Of("document-missing", "document", "请填写终止决议的文号。", "Give the number of the decision to close the fund.");
        if (KeptText.DocumentId.RefusalFor(closing.Document.Trim(), "document") is { } tooLong) return tooLong;

        var state = await ClosingState.OfAsync(tx, books, fund);
        if (state.InTheWay is [var first, ..])
            return Refusal.Of("fund-not-settled", "fund", $"基金 {fund.Code} 还不能终止：{string.Join("", state.InTheWay.Select(reason => reason.Message.Zh))}", $"Fund {fund.Code} cannot be closed yet: {string.Join(" ", state.InTheWay.Select(reason => reason.Message.En))}");
        if (state.LastDay > closing.On)
            return Refusal.Of("closed-before-entry", "on", $"终止日期 {closing.On.ToIso()} 早于最后一笔分录的日期 {state.LastDay.Value.ToIso()}。", $"It would close on {closing.On.ToIso()}, before its last entry ({state.LastDay.Value.ToIso()}).");
        return GoingsOf(books, state, closing).IsDone(out var goings, out refusal) ? (fund, goings) : refusal;
    }

    private static Outcome<IReadOnlyList<(Source Source, Fund? To)>> GoingsOf(Books books, ClosingState state, FundClosing closing)
    {
        var goings = new List<(Source, Fund?)>();
        foreach (var (source, amount) in state.Residuals)
        {
            var field = $"to-{source.Code}";
            if (closing.Residuals.FirstOrDefault(residual => residual.Source == source.Code) is not { } chosen)
                return Refusal.Of("residual-open", field, $"来源 {source.Code} 结余 {amount.ToGroupedText()}，请说明去向。", $"Source {source.Code} has {amount} left: say where it goes.");
            if (chosen.To is null)
            {
                if (!source.IsPublic) return Refusal.Of("residual-not-public", field, $"来源 {source.Code} 不是公共资金，不能退回拨款单位；请转给其他基金。", $"Source {source.Code} is no public money and has no giver to go back to: move it to another fund.");
                goings.Add((source, null));
                continue;
            }

            if (!Sides.Of(books, state.Fund.Code, chosen.To).IsDone(out var sides, out var refusal)) return refusal with { Field = field };
            goings.Add((source, sides.To));
        }

        return goings;
    }

    /// <summary>Public money is public money, whatever brings it: the fund that gets it may need social money beside it.</summary>
    private static async Task<Refusal?> RefusalForPublicMoneyAsync(LedgerTransaction tx, EntryDraft draft)
    {
        foreach (var arriving in draft.Lines.Where(line => line.Role == AccountRole.TransferIn && line.Source.IsPublic).GroupBy(line => line.Fund))
        {
            var amount = arriving.Aggregate(Money.Zero(arriving.Key.Currency), (sum, line) => sum - line.Amount);
            if (await CofundingGate.RefusalForAsync(tx, arriving.Key, arriving.First().Source, amount, draft.OccurredOn) is { } notProved) return notProved;
        }

        return null;
    }

    /// <summary>Out of each account that has cash into the same account of the fund that gets it; or GrantReturn / cash where it goes back.</summary>
    private static async Task<IEnumerable<LineDraft>> LinesAsync(LedgerTransaction tx, Books books, Fund fund, IReadOnlyList<(Source Source, Fund? To)> goings) =>
        from balance in await ClosingState.BalancesAsync(tx, books, fund)
        where balance.Account.CountsAs == CountsAs.Cash
        from going in goings
        where going.Source.Id == balance.Source.Id
        from line in Lines(balance.Account, fund, going, balance.Net)
        select line;

    private static LineDraft[] Lines(Account account, Fund fund, (Source Source, Fund? To) going, Money amount) => going.To is { } to
        ?
        [
            LineDraft.Debit(AccountRole.TransferOut, fund, going.Source, amount), LineDraft.On(account, fund, going.Source, -amount),
            LineDraft.On(account, to, going.Source, amount), LineDraft.Credit(AccountRole.TransferIn, to, going.Source, amount),
        ]
        : [LineDraft.Debit(AccountRole.GrantReturn, fund, going.Source, amount), LineDraft.On(account, fund, going.Source, -amount)];

    /// <summary>What is left is part of what is agreed to: when it changes, so does the thing.</summary>
    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, FundClosing closing)
    {
        if (!(await FindAsync(tx, closing)).IsDone(out var found, out var refusal)) return refusal;
        var books = await Books.OfAsync(tx);
        var state = await ClosingState.OfAsync(tx, books, found.Fund);
        var left = state.Residuals.Select(residual => residual.Amount).Aggregate(Money.Zero(found.Fund.Currency), (sum, amount) => sum + amount);
        return new ProposalSubject("fund", found.Fund.Code,
            ProposalSubject.VersionOf([found.Fund.Code, $"{found.Fund.Status}", .. state.Residuals.Select(residual => $"{residual.Source.Code} {residual.Amount}")]), Target.Of(found.Fund, books), left);
    }
}

/// <param name="Reason">Kept for good: no names.</param>
public sealed record FundReopening(string Fund, string Reason);

/// <summary>Opens a closed fund again. The money stays where it went: the entry that moved it may then be reversed.</summary>
public sealed class ReopenFund(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<FundReopening, FundMoved> Kind =
        new("reopen-fund", new("恢复已终止的基金", "Reopen a fund"), SubjectAsync, (tx, reopening, agreed) => RunAsync(tx, reopening, agreed.Checkers.LastOrDefault())) { Proposing = Permission.ManageFunds };

    public Task<Outcome<FundMoved>> RunAsync(Asked asked, FundReopening reopening, CancellationToken stop = default) => database.WriteAsync<FundMoved>(
        asked.For("reopen-fund", OperationField.Of("fund", reopening.Fund), OperationField.Of("reason", reopening.Reason)),
        async tx => await Checked.RefusalForAsync(tx, Kind, null) is { } notAlone ? notAlone : await RunAsync(tx, reopening, checkedBy: null), stop);

    private static async Task<Outcome<FundMoved>> RunAsync(LedgerTransaction tx, FundReopening reopening, string? checkedBy)
    {
        if (!(await FindAsync(tx, reopening)).IsDone(out var fund, out var refusal)) return refusal;
        await FundMoves.AddAsync(tx, fund, FundStatus.Open, reopening.Reason, checkedBy);
        return new FundMoved(fund.Code, FundStatus.Open);
    }

    private static async Task<Outcome<Fund>> FindAsync(LedgerTransaction tx, FundReopening reopening)
    {
        var books = await Books.OfAsync(tx);
        if (!books.Fund(reopening.Fund).IsDone(out var fund, out var refusal)) return refusal;
        if (FundMoves.RefusalFor(reopening.Reason) is { } noReason) return noReason;
        if (fund.Status != FundStatus.Closed) return Refusal.Of("fund-status", "fund", $"基金 {fund.Code} 没有终止。", $"Fund {fund.Code} is not closed.");
        return fund.ParentId is { } parent && books.Fund(parent).Status == FundStatus.Closed
            ? Refusal.Of("fund-parent", "fund", $"上级基金 {books.Fund(parent).Code} 已终止。请先恢复它。", $"Fund {books.Fund(parent).Code} above it is closed. Open that one first.")
            : fund;
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, FundReopening reopening)
    {
        if (!(await FindAsync(tx, reopening)).IsDone(out var fund, out var refusal)) return refusal;
        var books = await Books.OfAsync(tx);
        return new ProposalSubject("fund", fund.Code, ProposalSubject.VersionOf(fund.Code, $"{fund.Status}"), Target.Of(fund, books));
    }
}
