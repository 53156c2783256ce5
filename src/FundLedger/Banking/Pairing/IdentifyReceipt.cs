using FundLedger.Banking.Accounts;
using FundLedger.Banking.Statements;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Matching;

namespace FundLedger.Banking.Pairing;

/// <param name="Line">The line whose money was booked as unidentified.</param>
/// <param name="Donor">Who gave it, as it turned out; empty for one who gave no name.</param>
/// <param name="Amount">Null for all that is still unidentified of it.</param>
/// <param name="On">The day it was identified; null for today.</param>
/// <param name="Source">Code; null for plain donations.</param>
public sealed record Identification(long Line, string Fund, string Donor, Money? Amount = null, DateOnly? On = null, string? Source = null, bool IsAnonymous = false);

public sealed record ReceiptIdentified(EntryId Entry, Money Left);

/// <summary>Says whose gift it was that came in and that nobody knew: Suspense / Bank of the unidentified money, Bank / DonationIncome of the gift, as one entry. It earns its match as any gift does.</summary>
public sealed class IdentifyReceipt(Database database)
{
    public Task<Outcome<ReceiptIdentified>> RunAsync(Asked asked, Identification found, CancellationToken stop = default) => database.WriteAsync<ReceiptIdentified>(
        asked.For("identify-receipt", OperationField.Of("line", found.Line), OperationField.Of("fund", found.Fund), OperationField.Personal("donor", found.Donor), OperationField.Of("amount", found.Amount?.ToString()),
            OperationField.Of("on", found.On?.ToIso()), OperationField.Of("source", found.Source), OperationField.Of("anonymous", found.IsAnonymous.ToString())),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            var bank = await BankBook.LoadAsync(tx, books);
            if (!(await BankLines.NamedAsync(tx, bank, found.Line)).IsDone(out var line, out var refusal)) return refusal;
            if (!books.Fund(found.Fund).IsDone(out var fund, out refusal)) return refusal;
            var account = line.Account;
            if (fund.EntityId != account.Entity.Id || fund.Currency != account.Currency)
                return Refusal.Of("fund-other-books", "fund", $"基金 {fund.Code} 与账户 {account.Code} 的会计主体或币种不同。", $"Fund {fund.Code} and account {account.Code} differ in entity or currency.");
            if (await UnknownAsync(tx, bank, line) is not { } unknown) return NotUnknown(line);
            var on = found.On ?? tx.Today;
            if (on < unknown.OccurredOn)
                return Refusal.Of("identified-before-receipt", "on", $"认领日期 {on.ToIso()} 早于收款入账日期 {unknown.OccurredOn.ToIso()}。", $"It would be identified on {on.ToIso()}, before it was booked ({unknown.OccurredOn.ToIso()}).");
            var (holder, unidentified) = (unknown.Lines[0].Fund, unknown.Lines[0].Source);
            var left = await OpenItems.LeftAsync(tx, Booker.SubjectOf(line.Id), AccountRole.Suspense, holder, unidentified, on);
            var amount = found.Amount ?? left;
            if (left.IsZero) return NotUnknown(line);
            if (Amounts.RefusalFor(amount, fund) is { } badAmount) return badAmount;
            if (!(await SourceStore.NamedOrPlainAsync(tx, account.Entity, found.Source, SourceKind.Donation)).IsDone(out var source, out refusal)) return refusal;
            var donorName = DonorName.Of(found.Donor, found.IsAnonymous);
            if (KeptText.DonorName.RefusalFor(donorName.Name, "donor") is { } longName) return longName;

            var draft = new EntryDraft(account.Entity, EntryKind.Donation, on,
            [
                LineDraft.Debit(AccountRole.Suspense, holder, unidentified, amount, Booker.SubjectOf(line.Id)), LineDraft.Credit(account.Role, holder, unidentified, amount),
                LineDraft.Debit(account.Role, fund, source, amount), LineDraft.Credit(AccountRole.DonationIncome, fund, source, amount),
            ])
            {
                Document = unknown.Document, RelatesTo = unknown.Id, Text = RecordDonation.TextOf(donorName, line.Text),
            };
            var donor = await DonorStore.FindOrInsertAsync(tx, donorName);
            var channel = account.Kind == BankAccountKind.Bank ? GiftChannel.Bank : (GiftChannel?)null;
            var matching = await GiftMatching.OfAsync(tx, books, [new GiftFacts(fund, source, amount, on, donor, donorName.Kind, DonorStore.KeyOf(tx, donorName), channel)]);
            if (!(await Journal.AppendManyAsync(tx, [draft, .. matching.Drafts])).IsDone(out var entries, out refusal)) return refusal;
            await DonationStore.InsertAsync(tx, entries[0], donor, fund, source, amount, line.Reference.Length > 0 ? line.Reference : null, channel);
            await matching.KeepAsync(entries);
            await EntryAccounts.TellAsync(tx, bank, account, entries[0], draft);
            return new ReceiptIdentified(entries[0], left - amount);
        }, stop);

    private static Refusal NotUnknown(BankLine line) =>
        Refusal.Of("receipt-known", "line", $"第 {line.Id} 号明细没有待查的款项。", $"Nothing of line {line.Id} is unidentified.");

    /// <summary>The entry that took the line's money in as unidentified.</summary>
    private static async Task<PostedEntry?> UnknownAsync(LedgerTransaction tx, BankBook bank, BankLine line)
    {
        foreach (var match in (await BankMatches.OfLineAsync(tx, bank, line.Id)).Where(match => match.Entries is [{ Kind: var kind }] && kind == EntryKind.UnknownReceipt).Reverse())
        {
            var entry = (await JournalReading.FindAsync(tx, match.Entries[0].Entry, await Books.OfAsync(tx)))!;
            if ((await JournalReading.RelatedAsync(tx, entry.Id)).All(later => !later.IsReversal)) return entry;
        }

        return null;
    }
}

/// <summary>Money in that nobody knew, as far as it is still unidentified.</summary>
/// <param name="Line">The line that brought it; null when it was booked in another way.</param>
/// <param name="Since">The bank's day; null when no line brought it.</param>
public sealed record UnidentifiedReceipt(string Subject, Fund Fund, Money Amount, long? Line, string? Account, DateOnly? Since)
{
    private static readonly SqlFile List = new("banking/list_suspense");

    /// <summary>Oldest first.</summary>
    public static async Task<IReadOnlyList<UnidentifiedReceipt>> ListAsync(LedgerReader reader, Books books, BankBook bank) =>
        [.. (await reader.QueryAsync<Row>(List)).Select(row => row.ToReceipt(books, bank))];

    private sealed record Row
    {
        public string Subject { get; init; } = "";
        public long FundId { get; init; }
        public string Currency { get; init; } = "";
        public long AmountMinor { get; init; }
        public long? LineId { get; init; }
        public long? BankAccountId { get; init; }
        public string? BankDay { get; init; }

        internal UnidentifiedReceipt ToReceipt(Books books, BankBook bank) => new(
            Subject, books.Fund(FundId), new(AmountMinor, Values.Currency.Of(Currency)), LineId, BankAccountId is { } account ? bank.Account(account).Code : null, BankDay is { } day ? IsoDates.Read(day) : null);
    }
}
