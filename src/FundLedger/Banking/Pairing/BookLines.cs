using FundLedger.Banking.Accounts;
using FundLedger.Banking.Rules;
using FundLedger.Banking.Statements;
using FundLedger.Ledger;

namespace FundLedger.Banking.Pairing;

/// <summary>Lines that are to become entries; what of each is open is booked.</summary>
/// <param name="Lines">Numbers of lines of one account, at most 250.</param>
/// <param name="Fund">Code; null for the account's own, where it has one or serves only one.</param>
/// <param name="Source">Code; null for the plain source of its kind.</param>
/// <param name="On">The date the entries count for; null for the bank's.</param>
/// <param name="Donor">Who gave; null for the counterparty.</param>
/// <param name="Remember">Makes a rule of it for lines of the same payer, or of the same words where no payer is named.</param>
public sealed record Booking(
    IReadOnlyList<long> Lines, BookAs As, string? Fund = null, string? Source = null, DateOnly? On = null, string? Donor = null, bool IsAnonymous = false, bool Remember = false);

/// <param name="Entries">In the order of the lines.</param>
/// <param name="Rule">The rule that remembers it; null when none was made.</param>
public sealed record LinesBooked(IReadOnlyList<EntryId> Entries, Money Sum, long? Rule);

/// <summary>Makes entries of lines and matches each with its line.</summary>
public sealed class BookLines(Database database)
{
    public Task<Outcome<LinesBooked>> RunAsync(Asked asked, Booking booking, CancellationToken stop = default) => database.WriteAsync<LinesBooked>(
        asked.For("book-bank-lines", OperationField.Of("lines", string.Join(' ', booking.Lines)), OperationField.Of("as", booking.As.ToString()), OperationField.Of("fund", booking.Fund),
            OperationField.Of("source", booking.Source), OperationField.Of("on", booking.On?.ToIso()), OperationField.Personal("donor", booking.Donor), OperationField.Of("anonymous", booking.IsAnonymous.ToString()),
            OperationField.Of("remember", booking.Remember.ToString())),
        async tx =>
        {
            if (booking.Lines.Count is 0 or > Booker.MostLines || booking.Lines.Distinct().Count() < booking.Lines.Count)
                return Refusal.Of("book-lines", "lines", $"请选择要入账的明细，每次不超过 {Booker.MostLines} 条。", $"Choose the lines to book, at most {Booker.MostLines} at a time.");
            var books = await Books.OfAsync(tx);
            var bank = await BankBook.LoadAsync(tx, books);
            if (!(await BankLines.NamedAsync(tx, bank, booking.Lines[0])).IsDone(out var first, out var refusal)) return refusal;
            var account = first.Account;
            if (!Terms(books, account, booking).IsDone(out var terms, out refusal)) return refusal;
            await PairStore.LockAsync(tx, account);
            var lines = new List<(BankLine, BookTerms)>();
            foreach (var number in booking.Lines)
            {
                if (!(await BankLines.NamedAsync(tx, bank, number)).IsDone(out var line, out refusal)) return refusal;
                if (line.Account.Id != account.Id)
                    return Refusal.Of("bank-line-other-account", "lines", $"第 {line.Id} 号明细属于账户 {line.Account.Code}，不是 {account.Code}。", $"Line {line.Id} is of account {line.Account.Code}, not {account.Code}.");
                lines.Add((line, terms));
            }

            if (!(await Booker.RunAsync(tx, bank, account, lines, await FilesAsync(tx, bank, account))).IsDone(out var booked, out refusal)) return refusal;
            var rule = booking.Remember ? await BankRules.RememberAsync(tx, account, lines[0].Item1, terms) : null;
            return new LinesBooked(booked.Entries, new Money(lines.Sum(line => line.Item1.Open.MinorUnits), account.Currency), rule);
        }, stop);

    internal static async Task<Dictionary<long, byte[]>> FilesAsync(LedgerReader reader, BankBook bank, BankAccount account) =>
        (await StatementStore.ListAsync(reader, bank, account)).ToDictionary(statement => statement.Id, statement => statement.Sha256);

    private static Outcome<BookTerms> Terms(Books books, BankAccount account, Booking booking)
    {
        Fund? fund = null;
        Source? source = null;
        Refusal? refusal;
        if (booking.Fund is { } fundCode && !books.Fund(fundCode).IsDone(out fund, out refusal)) return refusal;
        if (booking.Source is { } sourceCode && !books.Source(account.Entity, sourceCode).IsDone(out source, out refusal)) return refusal;
        return new BookTerms(booking.As, fund, source, booking.On, booking.Donor, booking.IsAnonymous);
    }
}
