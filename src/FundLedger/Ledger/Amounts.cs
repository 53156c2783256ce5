namespace FundLedger.Ledger;

/// <summary>The rule every amount people type must hold.</summary>
internal static class Amounts
{
    internal static Refusal? RefusalFor(Money amount, Fund fund, string field = "amount")
    {
        if (amount.Currency != fund.Currency)
            return Refusal.Of("currency", field,
                $"基金 {fund.Code} 以 {fund.Currency} 记账，金额却是 {amount.Currency}。", $"Fund {fund.Code} is kept in {fund.Currency}; the amount is in {amount.Currency}.");
        if (!amount.IsPositive)
            return Refusal.Of("amount-not-positive", field, $"金额须大于零，这里是 {amount.ToGroupedText()}。", $"The amount must be more than zero; it is {amount}.");
        return null;
    }
}
