using FundLedger.Ledger;
using FundLedger.Ledger.Years;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;

namespace FundLedger.Corrections;

/// <summary>On which side of its account an error is put right.</summary>
public enum AccountSide
{
    Debit,
    Credit,
}

/// <param name="Source">Code of the source whose money it is.</param>
/// <param name="Account">Code of the asset or liability that is wrong.</param>
/// <param name="Amount">What is added on that side; positive.</param>
/// <param name="Year">The year the error is of: a closed one, before the year of <paramref name="On"/>.</param>
/// <param name="Reason">Why; free text, kept erasable.</param>
/// <param name="Evidence">SHA-256 of the file that proves it, in lower-case hexadecimal; <see cref="KeepEvidence"/> keeps it first.</param>
public sealed record PriorYearError(string Fund, string Source, string Account, AccountSide Side, Money Amount, int Year, DateOnly On, string Reason, string Evidence);

public sealed record PriorYearAdjusted(EntryId Entry);

/// <summary>Puts a material error of a filed year right in the present, past this year's income and costs: account·S / PriorYearAdjustment·S / net assets of S's class, in one entry.</summary>
public sealed class AdjustPriorYear(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<PriorYearError, PriorYearAdjusted> Kind = new("adjust-prior-year", EntryKind.PriorYearAdjusted.Name, SubjectAsync, (tx, error, _) => RunAsync(tx, error));

    /// <param name="file">Kept with it, where it was not before.</param>
    public Task<Outcome<PriorYearAdjusted>> RunAsync(Asked asked, PriorYearError error, Attachment? file = null, CancellationToken stop = default) => database.WriteAsync<PriorYearAdjusted>(
        asked.For("adjust-prior-year", OperationField.Of("fund", error.Fund), OperationField.Of("source", error.Source), OperationField.Of("account", error.Account), OperationField.Of("side", error.Side.ToString()),
            OperationField.Of("amount", error.Amount), OperationField.Of("year", error.Year), OperationField.Of("on", error.On), OperationField.Of("evidence", error.Evidence), OperationField.Personal("reason", error.Reason)),
        async tx =>
        {
            if (await Checked.RefusalForAsync(tx, Kind, error.Amount) is { } notAlone) return notAlone;
            if (file is not null && await Evidence.KeepAsync(tx, file) is { } badFile) return badFile;
            return await RunAsync(tx, error);
        }, stop);

    private static async Task<Outcome<PriorYearAdjusted>> RunAsync(LedgerTransaction tx, PriorYearError error)
    {
        if (!(await FindAsync(tx, error)).IsDone(out var found, out var refusal)) return refusal;
        var (entity, fund, source, account) = found;
        var draft = new EntryDraft(entity, EntryKind.PriorYearAdjusted, error.On, Lines(error, fund, source, account))
        {
            Text = error.Reason.Trim(),
            Document = new SourceDocument("prior-year", $"{error.Year}", Convert.FromHexString(error.Evidence)),
        };
        if (!(await Journal.AppendAsync(tx, draft)).IsDone(out var entry, out refusal)) return refusal;
        await Evidence.AttachAsync(tx, error.Evidence, entry);
        return new PriorYearAdjusted(entry);
    }

    private static LineDraft[] Lines(PriorYearError error, Fund fund, Source source, Account account)
    {
        var net = source.Restriction == Restriction.None ? AccountRole.UnrestrictedNetAssets : AccountRole.RestrictedNetAssets;
        var amount = error.Side == AccountSide.Debit ? error.Amount : -error.Amount;
        return
        [
            LineDraft.On(account, fund, source, amount), LineDraft.Credit(AccountRole.PriorYearAdjustment, fund, source, amount),
            LineDraft.Debit(AccountRole.PriorYearAdjustment, fund, source, amount), LineDraft.Credit(net, fund, source, amount),
        ];
    }

    private static async Task<Outcome<Found>> FindAsync(LedgerTransaction tx, PriorYearError error)
    {
        var books = await Books.OfAsync(tx);
        if (!books.Fund(error.Fund).IsDone(out var fund, out var refusal)) return refusal;
        var entity = books.Entity(fund.EntityId);
        if (!books.Source(entity, error.Source).IsDone(out var source, out refusal)) return refusal;
        if (!books.Account(entity, error.Account, error.On).IsDone(out var account, out refusal)) return refusal;
        if (Amounts.RefusalFor(error.Amount, fund) is { } badAmount) return badAmount;
        if (account.Layer != Layer.Actual || account.Type is not (AccountType.Asset or AccountType.Liability))
            return Refusal.Of("not-balance-sheet", "account",
                $"科目 {account.Code} 不是资产或负债。以前年度的差错更正资产或负债科目，净资产由本操作调整。",
                $"Account {account.Code} is no asset or liability. An error of an earlier year is put right on one of those; net assets follow by themselves.");
        if (string.IsNullOrWhiteSpace(error.Reason)) return Refusal.Of("reason-missing", "reason", "请写明差错及其原因。", "Say what was wrong, and why.");
        if (error.Year >= error.On.Year)
            return Refusal.Of("not-prior-year", "year", $"{error.Year} 年不早于 {error.On.ToIso()} 所在的年度。本年的差错请冲销后重记。", $"{error.Year} is not before the year of {error.On.ToIso()}. A mistake of this year is reversed and posted again.");
        if (await YearEnds.FindAsync(tx, books, entity, error.Year) is not { Status: PeriodStatus.Closed })
            return Refusal.Of("year-open", "year", $"{error.Year} 年没有年结。请在该年度内更正后再年结。", $"{error.Year} is not closed: put the error right in that year, and then close it.");
        return await Evidence.RefusalForAsync(tx, error.Evidence) is { } notProved ? notProved : new Found(entity, fund, source, account);
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, PriorYearError error)
    {
        if (!(await FindAsync(tx, error)).IsDone(out var found, out var refusal)) return refusal;
        var (entity, fund, source, account) = found;
        return new ProposalSubject("fund", fund.Code, ProposalSubject.VersionOf(entity.Code, fund.Code, fund.Name, source.Code, account.Code, error.Evidence), new Target(Entity: entity.Code, Fund: fund.Code), error.Amount);
    }

    private sealed record Found(Entity Entity, Fund Fund, Source Source, Account Account);
}
