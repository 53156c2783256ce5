using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;

namespace FundLedger.Budgets;

/// <param name="Document">Number of the decision it comes from.</param>
/// <param name="Envelopes">Together at most the amount; the rest is not assigned yet.</param>
public sealed record NewBudget(string Fund, int Year, Money Amount, string Document, IReadOnlyList<Envelope> Envelopes);

public sealed record BudgetIsSet(string Fund, int Year, long Version);

/// <summary>Sets what a fund may spend in a year, or sets it anew: the earlier version stays on record.</summary>
public sealed class SetBudget(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<NewBudget, BudgetIsSet> Kind = new("set-budget", new("年度预算", "Yearly budget"), SubjectAsync, (tx, budget, _) => RunAsync(tx, budget));

    private const int MostEnvelopes = 200;

    private static readonly SqlFile Insert = new("budgets/insert_budget");
    private static readonly SqlFile InsertEnvelope = new("budgets/insert_envelope");

    public Task<Outcome<BudgetIsSet>> RunAsync(Asked asked, NewBudget budget, CancellationToken stop = default) => database.WriteAsync<BudgetIsSet>(
        asked.For("set-budget", [OperationField.Of("fund", budget.Fund), OperationField.Of("year", budget.Year), OperationField.Of("amount", budget.Amount), OperationField.Of("document", budget.Document),
            .. budget.Envelopes.Select((envelope, index) => OperationField.Of($"envelope-{index + 1}", $"{envelope.Code} {envelope.Category} {envelope.ForFund} {envelope.Amount}"))]),
        async tx => await Checked.RefusalForAsync(tx, Kind, budget.Amount) is { } notAlone ? notAlone : await RunAsync(tx, budget), stop);

    private static async Task<Outcome<BudgetIsSet>> RunAsync(LedgerTransaction tx, NewBudget budget)
    {
        if (!(await FindAsync(tx, budget)).IsDone(out var found, out var refusal)) return refusal;
        var (books, fund, standing) = found;
        var version = (standing?.Version ?? 0) + 1;
        var id = await tx.SingleAsync<long>(Insert, new
        {
            fund_id = fund.Id, year = budget.Year, version, amount = budget.Amount.MinorUnits, document = budget.Document.Trim(), actor = tx.Operation.Actor, recorded_at = tx.RecordedAt,
        });
        foreach (var envelope in budget.Envelopes)
            await tx.ExecuteAsync(InsertEnvelope, new
            {
                budget_id = id, code = envelope.Code, category = envelope.Category.Trim(), for_fund_id = envelope.ForFund is { } only ? books.FindFund(only)!.Id : (long?)null, amount = envelope.Amount.MinorUnits,
            });
        return new BudgetIsSet(fund.Code, budget.Year, version);
    }

    private static async Task<Outcome<(Books Books, Fund Fund, Budget? Standing)>> FindAsync(LedgerTransaction tx, NewBudget budget)
    {
        var books = await Books.OfAsync(tx);
        if (!books.Fund(budget.Fund).IsDone(out var fund, out var refusal)) return refusal;
        await Periods.HoldAsync(tx, fund.EntityId); // nothing is charged to it meanwhile
        if (budget.Year is < 1900 or > 8999) return Refusal.Of("year", "year", "年份应在 1900 至 8999 之间。", "The year lies between 1900 and 8999.");
        if ((Amounts.RefusalFor(budget.Amount, fund) ?? KeptText.DocumentId.RefusalFor(budget.Document.Trim(), "document")) is { } badInput) return badInput;
        if (string.IsNullOrWhiteSpace(budget.Document)) return Refusal.Of("document-missing", "document", "请填写预算批准文号。", "Give the number of the decision that approves the budget.");
        if (budget.Envelopes.Count > MostEnvelopes) return Refusal.Of("envelopes-many", "envelopes", $"预算最多分 {MostEnvelopes} 项。", $"A budget has at most {MostEnvelopes} envelopes.");
        for (var i = 0; i < budget.Envelopes.Count; i++)
            if (RefusalFor(books, fund, budget, i) is { } badEnvelope) return badEnvelope;

        var unassigned = budget.Envelopes.Aggregate(budget.Amount, (rest, envelope) => rest - envelope.Amount);
        if (unassigned.IsNegative)
            return Refusal.Of("envelopes-over", "envelopes", $"各项合计超出预算 {(-unassigned).ToGroupedText()}。", $"The envelopes come to {-unassigned} more than the budget.");
        var standing = await Budgets.FindAsync(tx, books, fund, budget.Year);
        foreach (var used in standing?.Lines ?? [])
        {
            var charged = used.Committed + used.Paid;
            var kept = budget.Envelopes.FirstOrDefault(envelope => envelope.Code == used.Envelope.Code)?.Amount ?? Money.Zero(fund.Currency);
            if (kept.MinorUnits >= charged.MinorUnits) continue;
            return Refusal.Of("envelope-used", "envelopes", $"预算项 {used.Envelope.Code} 已列支 {charged.ToGroupedText()}，不能低于此数或取消。", $"{charged} is charged to envelope {used.Envelope.Code}; it cannot be less, or left out.");
        }

        return (books, fund, standing);
    }

    private static Refusal? RefusalFor(Books books, Fund fund, NewBudget budget, int index)
    {
        var (envelope, field) = (budget.Envelopes[index], $"envelopes[{index + 1}]");
        if (string.IsNullOrWhiteSpace(envelope.Code) || string.IsNullOrWhiteSpace(envelope.Category))
            return Refusal.Of("envelope-name", field, $"第 {index + 1} 个预算项须有代码和类别。", $"Envelope {index + 1} needs a code and a category.");
        if (budget.Envelopes.Take(index).Any(earlier => earlier.Code == envelope.Code))
            return Refusal.Of("envelope-twice", field, $"预算项代码“{envelope.Code}”出现两次。", $"The envelope code '{envelope.Code}' stands twice.");
        if (envelope.ForFund is { } only && (books.FindFund(only) is not { } community || community.EntityId != fund.EntityId))
            return Refusal.Of("fund-unknown", field, $"预算项 {envelope.Code} 的社区基金“{only}”不存在。", $"Envelope {envelope.Code} names the fund '{only}', which is not there.");
        return Amounts.RefusalFor(envelope.Amount, fund, field) ?? KeptText.FundCode.RefusalFor(envelope.Code, field) ?? KeptText.Title.RefusalFor(envelope.Category.Trim(), field);
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, NewBudget budget)
    {
        if (!(await FindAsync(tx, budget)).IsDone(out var found, out var refusal)) return refusal;
        return new ProposalSubject("budget", $"{found.Fund.Code}/{budget.Year}", ProposalSubject.VersionOf($"{found.Standing?.Version}"), Target.Of(found.Fund, found.Books), budget.Amount);
    }
}
