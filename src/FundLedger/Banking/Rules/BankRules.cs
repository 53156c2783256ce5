using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Statements;
using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Banking.Rules;

/// <summary>What is done with lines that look alike. A version is never changed; the last one of each rule counts.</summary>
/// <param name="IsIn">It is about money in; otherwise about money out.</param>
/// <param name="Payer">What the counterparty contains, in any case of letters; empty for any.</param>
/// <param name="Words">What the text contains; empty for any.</param>
/// <param name="Least">Of the amount without its sign; null for any.</param>
/// <param name="FromLine">The line it was learned from; null when somebody wrote it.</param>
public sealed record BankRule(
    long Id, long Version, BankAccount Account, bool IsOn, bool IsIn, string Payer, string Words, Money? Least, Money? Most, BookAs As, Fund? Fund, Source? Source, long? FromLine, string Actor, long RecordedAt)
{
    /// <summary>Whether it says anything about which lines it is for: a rule whose payer was erased may say nothing.</summary>
    public bool IsAboutSomething => Payer.Length > 0 || Words.Length > 0 || (Least is not null && Most is not null);

    /// <summary>Whether a line is one of those it is for.</summary>
    public bool Fits(BankLine line)
    {
        var amount = line.Open.IsNegative ? -line.Open : line.Open;
        return IsOn && IsAboutSomething && line.Account.Id == Account.Id && line.Open.IsPositive == IsIn && !line.Open.IsZero
            && (Payer.Length == 0 || line.Counterparty.Contains(Payer, StringComparison.OrdinalIgnoreCase))
            && (Words.Length == 0 || line.Text.Contains(Words, StringComparison.OrdinalIgnoreCase))
            && (Least is not { } least || amount.MinorUnits >= least.MinorUnits) && (Most is not { } most || amount.MinorUnits <= most.MinorUnits);
    }

    /// <summary>The payer as lists show people.</summary>
    public string MaskedPayer => Masking.Masked(Payer);

    /// <summary>Which lines it is for, in words; a person's name is masked.</summary>
    public Bilingual When
    {
        get
        {
            var (zh, en) = (new List<string> { IsIn ? "收款" : "付款" }, new List<string> { IsIn ? "money in" : "money out" });
            if (Payer.Length > 0)
            {
                zh.Add($"对方含“{MaskedPayer}”");
                en.Add($"counterparty has '{MaskedPayer}'");
            }

            if (Words.Length > 0)
            {
                zh.Add($"附言含“{Words}”");
                en.Add($"text has '{Words}'");
            }

            if (Least is { } least)
            {
                zh.Add($"不低于 {least.ToGroupedText()}");
                en.Add($"at least {least.ToGroupedText()}");
            }

            if (Most is { } most)
            {
                zh.Add($"不超过 {most.ToGroupedText()}");
                en.Add($"at most {most.ToGroupedText()}");
            }

            return new(string.Join("，", zh), string.Join(", ", en));
        }
    }

    internal BookTerms Terms => new(As, Fund, Source, Rule: (Id, Version));
}

/// <summary>Reads and keeps rules.</summary>
public static class BankRules
{
    private const int WordsRemembered = 60;

    private static readonly SqlFile List = new("banking/list_rules");
    private static readonly SqlFile Insert = new("banking/insert_rule");

    /// <summary>Every version, the last of each rule last; of every account when none is named.</summary>
    public static async Task<IReadOnlyList<BankRule>> HistoryAsync(LedgerReader reader, Books books, BankBook bank, BankAccount? account = null) =>
        [.. (await reader.QueryAsync<Row>(List, new { bank_account_id = account?.Id ?? 0 })).Select(row => row.ToRule(books, bank))];

    /// <summary>The version of each rule that counts, in the order in which a line asks them: those that say more first.</summary>
    public static async Task<IReadOnlyList<BankRule>> CurrentAsync(LedgerReader reader, Books books, BankBook bank, BankAccount? account = null) =>
        [.. (await HistoryAsync(reader, books, bank, account)).GroupBy(rule => rule.Id).Select(versions => versions.Last())
            .OrderByDescending(rule => rule.Payer.Length + rule.Words.Length).ThenBy(rule => rule.Id)];

    internal static async Task<long> InsertAsync(LedgerTransaction tx, BankRule rule)
    {
        await tx.ExecuteAsync(Insert, new
        {
            rule_id = rule.Id, version_no = rule.Version, bank_account_id = rule.Account.Id, is_on = rule.IsOn ? 1L : 0L, direction = rule.IsIn ? "in" : "out", payer = rule.Payer, words = rule.Words,
            least_minor = rule.Least?.MinorUnits, most_minor = rule.Most?.MinorUnits, book_as = StoredWords.Word(rule.As), fund_id = rule.Fund?.Id, source_id = rule.Source?.Id, from_line_id = rule.FromLine,
            actor = tx.Operation.Actor, recorded_at = tx.RecordedAt,
        });
        return rule.Id;
    }

    /// <summary>Makes a rule of what somebody did with a line: for its payer, or for its words where no payer is named.</summary>
    /// <returns>Its number; null when the line names nobody and says nothing, or a rule that is on does the same already.</returns>
    internal static async Task<long?> RememberAsync(LedgerTransaction tx, BankAccount account, BankLine line, BookTerms terms)
    {
        var books = await Books.OfAsync(tx);
        var payer = line.Counterparty;
        var words = payer.Length > 0 ? "" : line.Text.Length > WordsRemembered ? line.Text[..WordsRemembered].Trim() : line.Text;
        if (payer.Length + words.Length == 0) return null;
        var bank = await BankBook.LoadAsync(tx, books);
        var rule = new BankRule(0, 1, account, IsOn: true, line.Amount.IsPositive, payer, words, null, null, terms.As, terms.Fund, terms.Source, line.Id, "", 0);
        if ((await CurrentAsync(tx, books, bank, account)).Any(known => known.IsOn && known.IsIn == rule.IsIn && known.Payer == payer && known.Words == words && known.As == rule.As && known.Fund?.Id == rule.Fund?.Id && known.Source?.Id == rule.Source?.Id))
            return null;
        return await InsertAsync(tx, rule with { Id = await StatementStore.TakeNumbersAsync(tx, "rule", 1) });
    }

    private sealed record Row
    {
        public long RuleId { get; init; }
        public long VersionNo { get; init; }
        public long BankAccountId { get; init; }
        public long IsOn { get; init; }
        public string Direction { get; init; } = "";
        public string Payer { get; init; } = "";
        public string Words { get; init; } = "";
        public long? LeastMinor { get; init; }
        public long? MostMinor { get; init; }
        public string BookAs { get; init; } = "";
        public long? FundId { get; init; }
        public long? SourceId { get; init; }
        public long? FromLineId { get; init; }
        public string Actor { get; init; } = "";
        public long RecordedAt { get; init; }

        internal BankRule ToRule(Books books, BankBook bank)
        {
            var account = bank.Account(BankAccountId);
            return new(
                RuleId, VersionNo, account, IsOn == 1, Direction == "in", Payer, Words, LeastMinor is { } least ? new Money(least, account.Currency) : null, MostMinor is { } most ? new Money(most, account.Currency) : null,
                StoredWords.Read<BookAs>(BookAs), FundId is { } fund ? books.Fund(fund) : null, SourceId is { } source ? books.Source(source) : null, FromLineId, Actor, RecordedAt);
        }
    }
}
