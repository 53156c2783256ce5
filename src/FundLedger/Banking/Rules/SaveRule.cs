using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Statements;
using FundLedger.Ledger;

namespace FundLedger.Banking.Rules;

/// <param name="Rule">Number of the rule that gets a new version; null makes a rule.</param>
/// <param name="Account">Code of the account.</param>
/// <param name="Payer">What the counterparty contains; empty for any.</param>
/// <param name="Words">What the text contains; empty for any.</param>
public sealed record RuleText(
    long? Rule, string Account, bool IsIn, string Payer, string Words, BookAs As, Money? Least = null, Money? Most = null, string? Fund = null, string? Source = null, bool IsOn = true);

public sealed record RuleSaved(long Rule, long Version);

/// <summary>Keeps a rule, or a new version of one. What was booked by an earlier version stays.</summary>
public sealed class SaveRule(Database database)
{
    public Task<Outcome<RuleSaved>> RunAsync(Asked asked, RuleText text, CancellationToken stop = default) => database.WriteAsync<RuleSaved>(
        asked.For("save-bank-rule", OperationField.Of("rule", text.Rule?.ToString(System.Globalization.CultureInfo.InvariantCulture)), OperationField.Of("account", text.Account), OperationField.Of("in", text.IsIn.ToString()),
            OperationField.Personal("payer", text.Payer), OperationField.Of("words", text.Words), OperationField.Of("as", text.As.ToString()), OperationField.Of("least", text.Least?.ToString()),
            OperationField.Of("most", text.Most?.ToString()), OperationField.Of("fund", text.Fund), OperationField.Of("source", text.Source), OperationField.Of("on", text.IsOn.ToString())),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            var bank = await BankBook.LoadAsync(tx, books);
            if (!bank.Find(text.Account).IsDone(out var account, out var refusal)) return refusal;
            var (payer, words) = (text.Payer.Trim().ToNfc(), text.Words.Trim().ToNfc());
            if ((KeptText.DonorName.RefusalFor(payer, "payer") ?? KeptText.Title.RefusalFor(words, "words")) is { } tooLong) return tooLong;
            Fund? fund = null;
            Source? source = null;
            if (text.Fund is { } fundCode && !books.Fund(fundCode).IsDone(out fund, out refusal)) return refusal;
            if (text.Source is { } sourceCode && !books.Source(account.Entity, sourceCode).IsDone(out source, out refusal)) return refusal;
            if (!text.As.Takes(text.IsIn))
                return Refusal.Of("book-as-direction", "as", $"{(text.IsIn ? "收款" : "付款")}不能记为{text.As.Name().Zh}。", $"Money {(text.IsIn ? "in" : "out")} cannot be booked as {text.As.Name().En}.");
            if (text.Most is { } most && text.Least is { } least && most.MinorUnits < least.MinorUnits)
                return Refusal.Of("rule-amounts", "most", $"金额上限 {most.ToGroupedText()} 小于下限 {least.ToGroupedText()}。", $"The highest amount {most} is less than the lowest {least}.");

            var known = text.Rule is { } id ? (await BankRules.CurrentAsync(tx, books, bank)).FirstOrDefault(rule => rule.Id == id) : null;
            if (text.Rule is not null && (known is null || known.Account.Id != account.Id))
                return Refusal.Of("rule-unknown", "rule", $"账户 {account.Code} 没有第 {text.Rule} 号规则。", $"Account {account.Code} has no rule {text.Rule}.");
            var rule = new BankRule(
                known?.Id ?? await StatementStore.TakeNumbersAsync(tx, "rule", 1), (known?.Version ?? 0) + 1, account, text.IsOn, text.IsIn, payer, words, text.Least, text.Most, text.As, fund, source, known?.FromLine, "", 0);
            if (rule.IsOn && !rule.IsAboutSomething)
                return Refusal.Of("rule-empty", "payer", "请写明付款人或附言包含什么，或同时写明金额上下限。", "Say what the payer or the text contains, or give both amounts.");
            await BankRules.InsertAsync(tx, rule);
            return new RuleSaved(rule.Id, rule.Version);
        }, stop);
}
