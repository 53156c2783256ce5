using FundLedger.Banking.Accounts;
using FundLedger.Banking.Statements;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Matching;

namespace FundLedger.Banking.Pairing;

/// <param name="Entries">In the order of the lines.</param>
/// <param name="FirstMatch">Number of the first match; the others follow it, in the order of the lines.</param>
internal sealed record BookedLines(IReadOnlyList<EntryId> Entries, long FirstMatch);

/// <summary>Posts the entries of lines and matches each with its line, in one operation.</summary>
internal static class Booker
{
    /// <summary>Lines in one operation: each has an entry of its own, and gifts may earn one more.</summary>
    internal const int MostLines = 250;

    /// <summary>The subject of what a line brought and nobody knows.</summary>
    internal static string SubjectOf(long line) => $"bank-line/{line}";

    /// <param name="lines">Of one account, which is locked; what of each is open is booked.</param>
    /// <param name="sha256">Of the files the lines came in, by statement.</param>
    internal static async Task<Outcome<BookedLines>> RunAsync(
        LedgerTransaction tx, BankBook bank, BankAccount account, IReadOnlyList<(BankLine Line, BookTerms Terms)> lines, IReadOnlyDictionary<long, byte[]> sha256)
    {
        Invariant.Holds(lines.Count is > 0 and <= MostLines);
        var books = await Books.OfAsync(tx);
        // Gifts first: what they earn stands right behind them.
        var order = Enumerable.Range(0, lines.Count).OrderBy(i => lines[i].Terms.As != BookAs.Gift).ThenBy(i => i).ToList();
        var booked = new List<Booked>();
        foreach (var i in order)
        {
            if (!(await OfAsync(tx, books, bank, account, lines[i].Line, lines[i].Terms, sha256)).IsDone(out var one, out var refusal)) return refusal;
            booked.Add(one);
        }

        var gifts = booked.Where(one => one.Donor is not null).ToList();
        var names = gifts.Select(gift => gift.Donor!).GroupBy(donor => donor.Name, StringComparer.Ordinal).Select(same => same.FirstOrDefault(donor => donor.IsAnonymous) ?? same.First()).ToList();
        var donors = names.Count == 0 ? [] : await DonorStore.FindOrInsertManyAsync(tx, names);
        var channel = account.Kind == BankAccountKind.Bank ? GiftChannel.Bank : (GiftChannel?)null;
        var matching = gifts.Count == 0 ? null : await GiftMatching.OfAsync(tx, books, [.. gifts.Select(gift => new GiftFacts(
            gift.Fund, gift.Source, gift.Line.Open, gift.Draft.OccurredOn, donors[gift.Donor!.Name], gift.Donor.Kind, DonorStore.KeyOf(tx, gift.Donor), channel))]);
        var earned = matching?.Drafts ?? [];
        if (!(await Journal.AppendManyAsync(tx, [.. gifts.Select(gift => gift.Draft), .. earned, .. booked.Skip(gifts.Count).Select(one => one.Draft)])).IsDone(out var posted, out var notPosted)) return notPosted;

        EntryId EntryOf(int place) => posted[place < gifts.Count ? place : place + earned.Count];
        if (matching is not null)
        {
            var rows = DonationStore.Rows(tx);
            for (var i = 0; i < gifts.Count; i++)
            {
                var gift = gifts[i];
                await DonationStore.AddAsync(rows, posted[i], donors[gift.Donor!.Name], gift.Fund, gift.Source, gift.Line.Open, gift.Line.Reference.Length > 0 ? gift.Line.Reference : null, channel);
            }

            await rows.FlushAsync();
            await matching.KeepAsync([.. posted.Take(gifts.Count + earned.Count)]);
        }

        var matches = new NewMatch[lines.Count];
        var entries = new EntryId[lines.Count];
        for (var place = 0; place < booked.Count; place++)
        {
            var (one, entry) = (booked[place], EntryOf(place));
            await EntryAccounts.TellAsync(tx, bank, account, entry, one.Draft);
            if (!await PairStore.TakeAsync(tx, account, one.Line.Id, one.Line.Open.MinorUnits)) return MatchLines.TooMuch(one.Line.Id);
            entries[order[place]] = entry;
            matches[order[place]] = new NewMatch(
                one.Rule is null ? MatchHow.Booked : MatchHow.Rule, [(one.Line.Id, one.Line.Day, one.Line.Open.MinorUnits)], [(entry, one.Draft.OccurredOn, one.Line.Open.MinorUnits)], one.Rule);
        }

        return new BookedLines(entries, await PairStore.InsertAsync(tx, account, matches));
    }

    /// <summary>Where money goes that no fund was named for: the account's own fund, or the only one whose money lies there.</summary>
    internal static Outcome<Fund> FundFor(Books books, BankBook bank, BankAccount account, Fund? asked, DateOnly day)
    {
        if ((asked ?? account.Fund) is { } named) return named;
        return bank.FundsOf(account, books, day) is [var only] ? only
            : Refusal.Of("fund-missing", "fund", $"账户 {account.Code} 由多个基金共用。请说明记入哪个基金。", $"Account {account.Code} is shared by several funds. Say which fund it is for.");
    }

    private static async Task<Outcome<Booked>> OfAsync(
        LedgerTransaction tx, Books books, BankBook bank, BankAccount account, BankLine line, BookTerms terms, IReadOnlyDictionary<long, byte[]> sha256)
    {
        if (line.IsLeftOut) return Refusal.Of("bank-line-left-out", "line", $"第 {line.Id} 号明细已剔除。", $"Line {line.Id} is left out.");
        if (line.Open.IsZero) return MatchLines.TooMuch(line.Id);
        if (terms.As == BookAs.Leave || !terms.As.Takes(line.Open.IsPositive))
            return Refusal.Of("book-as-direction", "as",
                $"第 {line.Id} 号明细是{(line.Open.IsPositive ? "收款" : "付款")}，不能记为{terms.As.Name().Zh}。", $"Line {line.Id} is money {(line.Open.IsPositive ? "in" : "out")}; it cannot be booked as {terms.As.Name().En}.");
        var on = terms.On ?? line.Day;
        if (!FundFor(books, bank, account, terms.Fund, on).IsDone(out var fund, out var refusal)) return refusal;
        if (fund.EntityId != account.Entity.Id || fund.Currency != account.Currency)
            return Refusal.Of("fund-other-books", "fund", $"基金 {fund.Code} 与账户 {account.Code} 的会计主体或币种不同。", $"Fund {fund.Code} and account {account.Code} differ in entity or currency.");
        var kind = terms.As switch { BookAs.Gift => SourceKind.Donation, BookAs.Suspense => SourceKind.Unidentified, _ => SourceKind.OwnFunds };
        var source = (terms.As == BookAs.Suspense ? null : terms.Source ?? (terms.As == BookAs.Gift ? account.Source : null)) ?? await SourceStore.PlainAsync(tx, account.Entity, kind);
        var document = new SourceDocument("bank-statement", line.Row.ToString(System.Globalization.CultureInfo.InvariantCulture), sha256[line.StatementId]);
        var (amount, role) = (line.Open.IsNegative ? -line.Open : line.Open, account.Role);
        LineDraft[] moved = terms.As switch
        {
            BookAs.Gift => [LineDraft.Debit(role, fund, source, amount), LineDraft.Credit(AccountRole.DonationIncome, fund, source, amount)],
            BookAs.Fee => [LineDraft.Debit(AccountRole.FundraisingCost, fund, source, amount), LineDraft.Credit(role, fund, source, amount)],
            BookAs.Interest => [LineDraft.Debit(role, fund, source, amount), LineDraft.Credit(AccountRole.InterestIncome, fund, source, amount)],
            _ => [LineDraft.Debit(role, fund, source, amount), LineDraft.Credit(AccountRole.Suspense, fund, source, amount, SubjectOf(line.Id))],
        };
        var entryKind = terms.As switch { BookAs.Gift => EntryKind.Donation, BookAs.Fee => EntryKind.BankFee, BookAs.Interest => EntryKind.Interest, _ => EntryKind.UnknownReceipt };
        var donor = terms.As == BookAs.Gift ? DonorName.Of(terms.Donor ?? line.Counterparty, terms.IsAnonymous) : null;
        if (donor is not null && KeptText.DonorName.RefusalFor(donor.Name, "donor") is { } longName) return longName;
        var text = donor is not null ? RecordDonation.TextOf(donor, line.Text) : terms.As == BookAs.Suspense ? RecordDonation.TextOf(DonorName.Of(line.Counterparty), line.Text) : null;
        return new Booked(line, fund, source, donor, new EntryDraft(account.Entity, entryKind, on, moved) { Document = document, Text = text }, terms.Rule);
    }

    private sealed record Booked(BankLine Line, Fund Fund, Source Source, DonorName? Donor, EntryDraft Draft, (long Id, long Version)? Rule);
}
