namespace FundLedger.Ledger;

/// <summary>What is still open of each award, tranche, claim or transfer. A balance per subject never changes sign: nobody is paid more than is owed.</summary>
internal static class OpenItems
{
    private static readonly SqlFile Update = new("ledger/update_open_item");
    private static readonly SqlFile Insert = new("ledger/insert_open_item");
    private static readonly SqlFile Find = new("ledger/find_open_item");

    internal static async Task<Refusal?> ApplyAsync(LedgerTransaction tx, ResolvedEntry[] entries)
    {
        var changes = new SortedDictionary<Key, long>();
        foreach (var line in entries.SelectMany(entry => entry.Lines).Where(line => OpenItemRules.IsOpenItem(line.Account, line.Subject)))
        {
            var key = new Key(line.Subject, line.Account, line.Fund.Id, line.Source.Id, line.Amount.Currency);
            changes[key] = checked(changes.GetValueOrDefault(key) + line.Amount.MinorUnits);
        }

        foreach (var (key, amount) in changes)
            if (amount != 0 && await ApplyAsync(tx, key, amount) is { } refusal) return refusal;
        return null;
    }

    /// <summary>What of a subject is still open on the account that plays a role on a day; never negative.</summary>
    internal static async Task<Money> LeftAsync(LedgerTransaction tx, string subject, AccountRole role, Fund fund, Source source, DateOnly on)
    {
        var books = await Books.OfAsync(tx);
        var open = books.FindAccount(books.Entity(fund.EntityId), role, on) is { } account
            ? (long?)await tx.Prepared(Find).ScalarAsync([subject, account.Id, fund.Id, source.Id, fund.Currency.Code]) : null;
        return new Money(Math.Abs(open ?? 0), fund.Currency);
    }

    private static async Task<Refusal?> ApplyAsync(LedgerTransaction tx, Key key, long amount)
    {
        var (subject, account, fund, source, currency) = key;
        if (await tx.Prepared(Update).ExecuteAsync(amount, subject, account.Id, fund, source, currency.Code) > 0) return null;
        var open = (long?)await tx.Prepared(Find).ScalarAsync([subject, account.Id, fund, source, currency.Code]);
        if (open is null && OpenItemRules.MayOpenWith(account, amount))
        {
            await tx.Prepared(Insert).ExecuteAsync(subject, account.Id, fund, source, currency.Code, (long)Math.Sign(amount), amount);
            return null;
        }

        var left = new Money(Math.Abs(open ?? 0), currency);
        return Refusal.Of("more-than-open", "amount",
            $"事项 {subject} 尚余 {left.ToGroupedText()} {currency} 未结清，不能超过此数。",
            $"Only {left} of {subject} is still open; no more than that can be settled.");
    }

    /// <summary>Subjects differ when their characters do: a comparison by language would take some of them for one.</summary>
    private readonly record struct Key(string Subject, Account Account, long Fund, long Source, Currency Currency) : IComparable<Key>
    {
        public int CompareTo(Key other)
        {
            var order = string.CompareOrdinal(Subject, other.Subject);
            if (order == 0) order = Account.Id.CompareTo(other.Account.Id);
            if (order == 0) order = Fund.CompareTo(other.Fund);
            if (order == 0) order = Source.CompareTo(other.Source);
            return order == 0 ? string.CompareOrdinal(Currency.Code, other.Currency.Code) : order;
        }
    }
}

internal static class OpenItemRules
{
    /// <summary>The subject of what an operation leaves open, named after its key; of a key too long for that, after the key's SHA-256.</summary>
    internal static string SubjectOf(string what, string operationKey)
    {
        var subject = $"{what}/{operationKey}";
        return subject.ToNfc().Length <= KeptText.Subject.Longest ? subject
            : $"{what}/{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(operationKey)))}";
    }

    /// <summary>Balance-sheet and promise accounts of a subject stay open until settled; cash, income and cost do not.</summary>
    internal static bool IsOpenItem(Account account, string subject) =>
        subject.Length > 0 && account.CountsAs != CountsAs.Cash
        && (account.Type is AccountType.Asset or AccountType.Liability or AccountType.Promise);

    /// <summary>What is owed opens with a credit and what is to come with a debit: the other way round something would be settled that was never open.</summary>
    internal static bool MayOpenWith(Account account, long amountMinor) => account switch
    {
        { Type: AccountType.Liability } or { Role: AccountRole.AccumulatedDepreciation } => amountMinor < 0,
        { Role: AccountRole.CommitmentReserve or AccountRole.PledgeReserve or AccountRole.SpaceReserve } => amountMinor < 0,
        { Type: AccountType.Asset } or { CountsAs: CountsAs.Committed } or { Role: AccountRole.PledgeExpected or AccountRole.ServiceDue } => amountMinor > 0,
        _ => true,
    };
}
