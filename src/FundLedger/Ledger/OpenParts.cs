namespace FundLedger.Ledger;

/// <summary>What of a promise or a debt is still open by source, and an amount shared over it.</summary>
internal static class OpenParts
{
    private static readonly SqlFile List = new("ledger/list_open_parts");

    /// <summary>What is still open of a subject, source by source, none negative.</summary>
    internal static async Task<IReadOnlyList<(Source Source, Money Amount)>> OfAsync(LedgerReader reader, Books books, Fund fund, string subject, AccountRole role) =>
        [.. (await reader.QueryAsync<PartRow>(List, new { subject, fund_id = fund.Id, role = role.ToString() })).Select(row => (books.Source(row.SourceId), new Money(Math.Abs(row.AmountMinor), fund.Currency)))];

    /// <summary>An amount split over what is left by source, each in proportion, exact: the last amount takes what is left to the minor unit.</summary>
    /// <param name="left">What each may still bear; together at least the amount.</param>
    internal static IReadOnlyList<(Source Source, Money Amount)> Split(Money amount, IReadOnlyList<(Source Source, Money Amount)> left)
    {
        var parts = amount.Allocate([.. left.Select(part => part.Amount.MinorUnits)]);
        for (var i = 0; i < parts.Count; i++) Invariant.Holds(!parts[i].IsNegative && parts[i].MinorUnits <= left[i].Amount.MinorUnits);
        return [.. left.Select((part, i) => (part.Source, parts[i]))];
    }

    private sealed record PartRow
    {
        public long SourceId { get; init; }
        public long AmountMinor { get; init; }
    }
}

/// <summary>The lines of promises and of what becomes owed from them, of one source each.</summary>
internal static class PromiseLines
{
    /// <summary>Committed·S / CommitmentReserve·S; of a negative amount the other way round.</summary>
    internal static LineDraft[] Promised(Fund fund, Source source, Money amount, string subject) =>
        [LineDraft.Debit(AccountRole.Committed, fund, source, amount, subject), LineDraft.Credit(AccountRole.CommitmentReserve, fund, source, amount, subject)];

    /// <summary>CommitmentReserve·S / Committed·S.</summary>
    internal static LineDraft[] Unpromised(Fund fund, Source source, Money amount, string subject) =>
        [LineDraft.Debit(AccountRole.CommitmentReserve, fund, source, amount, subject), LineDraft.Credit(AccountRole.Committed, fund, source, amount, subject)];

    /// <summary>GrantsExpense·S / GrantsPayable·S.</summary>
    internal static LineDraft[] Owed(Fund fund, Source source, Money amount, string subject) =>
        [LineDraft.Debit(AccountRole.GrantsExpense, fund, source, amount, subject), LineDraft.Credit(AccountRole.GrantsPayable, fund, source, amount, subject)];

    /// <summary>GrantsPayable·S / GrantsExpense·S.</summary>
    internal static LineDraft[] NotOwed(Fund fund, Source source, Money amount, string subject) =>
        [LineDraft.Debit(AccountRole.GrantsPayable, fund, source, amount, subject), LineDraft.Credit(AccountRole.GrantsExpense, fund, source, amount, subject)];

    /// <summary>GrantsPayable·S / Bank·S.</summary>
    internal static LineDraft[] Paid(Fund fund, Source source, Money amount, string subject) =>
        [LineDraft.Debit(AccountRole.GrantsPayable, fund, source, amount, subject), LineDraft.Credit(AccountRole.Bank, fund, source, amount)];
}
