using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Statements;
using FundLedger.Ledger;

namespace FundLedger.Banking.Reconciling;

public enum ExplanationKind
{
    /// <summary>A row of the file stands there twice.</summary>
    DoubleLine,

    /// <summary>The running balance moved by more than the lines: a line is missing.</summary>
    MissingLine,

    /// <summary>Between two statements is money that none of them tells of.</summary>
    Gap,

    /// <summary>A line and an entry of the same payer and about the same day differ in amount.</summary>
    OtherAmount,

    /// <summary>The money is in the books on another account.</summary>
    OtherAccount,

    /// <summary>The books have it twice, and the bank once.</summary>
    BookedTwice,
}

/// <summary>What explains a part of the difference, or an item in transit that will not go away by itself.</summary>
/// <param name="Amount">What it comes to.</param>
public sealed record Explanation(ExplanationKind Kind, Bilingual What, Money Amount, long? Line = null, EntryId? Entry = null);

/// <summary>Looks for mistakes behind a reconciliation: in the files, in the books, and between accounts.</summary>
public static class Explanations
{
    private const int NearDays = 5;
    private const int MostItems = 500;

    public static async Task<IReadOnlyList<Explanation>> OfAsync(LedgerReader reader, Reconciliation figures)
    {
        var books = await Books.LoadAsync(reader);
        var bank = await BankBook.LoadAsync(reader, books);
        var account = figures.Account;
        var statements = await StatementStore.ListAsync(reader, bank, account);
        var found = new List<Explanation>();
        foreach (var statement in statements.Where(statement => statement.FirstDay <= figures.ToDay))
            foreach (var fault in statement.Faults.Where(fault => fault.Day <= figures.ToDay)) found.Add(OfFault(figures, statement, fault));
        foreach (var gap in StatementGap.In(statements).Where(gap => gap.Before.LastDay < figures.ToDay && gap.Missing is not null))
            found.Add(new Explanation(ExplanationKind.Gap,
                new($"“{gap.Before.FileName}”（至 {gap.Before.LastDay.ToIso()}）与“{gap.After.FileName}”（自 {gap.After.FirstDay.ToIso()}）之间缺少明细 {gap.Missing!.Value.ToGroupedText()}",
                    $"lines of {gap.Missing.Value.ToGroupedText()} are missing between '{gap.Before.FileName}' (to {gap.Before.LastDay.ToIso()}) and '{gap.After.FileName}' (from {gap.After.FirstDay.ToIso()})"), gap.Missing.Value));

        var atBank = figures.Items.Where(item => item.Line is not null).Take(MostItems).ToList();
        var inBooks = figures.Items.Where(item => item.Entry is not null).Take(MostItems).ToList();
        found.AddRange(OtherAmounts(atBank, inBooks));
        found.AddRange(await OtherAccountsAsync(reader, bank, account, atBank));
        found.AddRange(await BookedTwiceAsync(reader, account, inBooks));
        return found;
    }

    private static Explanation OfFault(Reconciliation figures, BankStatement statement, BalanceFault fault)
    {
        var missing = figures.Money(fault.Missing);
        if (fault.IsRepeat)
            return new Explanation(ExplanationKind.DoubleLine,
                new($"“{statement.FileName}”第 {fault.Row} 行与上一行完全相同，余额也没有变化：多出 {(-missing).ToGroupedText()}，请剔除一条",
                    $"row {fault.Row} of '{statement.FileName}' repeats the row before, and the balance did not move: {(-missing).ToGroupedText()} too much, leave one of them out"), -missing,
                figures.Items.FirstOrDefault(item => item.Statement == statement.Id && item.Row == fault.Row)?.Line);
        var entry = figures.Items.FirstOrDefault(item => item.Entry is not null && item.Amount == missing && Pairs.Distance(item.Day, fault.Day) <= NearDays);
        var (zh, en) = entry is null ? ("", "") : ($"；账上分录 {entry.Entry} 正是此数", $"; entry {entry.Entry} in the books is exactly that");
        return new Explanation(ExplanationKind.MissingLine,
            new($"“{statement.FileName}”第 {fault.Row} 行（{fault.Day.ToIso()}）处余额与明细不符，缺少明细 {missing.ToGroupedText()}{zh}",
                $"at row {fault.Row} of '{statement.FileName}' ({fault.Day.ToIso()}) the balance does not follow from the lines: lines of {missing.ToGroupedText()} are missing{en}"), missing, Entry: entry?.Entry);
    }

    /// <summary>The nearest amount first, each item once.</summary>
    private static IEnumerable<Explanation> OtherAmounts(IReadOnlyList<TransitItem> atBank, IReadOnlyList<TransitItem> inBooks)
    {
        var pairs = from line in atBank
            from entry in inBooks
            where line.Amount.IsNegative == entry.Amount.IsNegative && line.Amount != entry.Amount && Pairs.Distance(line.Day, entry.Day) <= NearDays && IsSamePayer(line, entry)
            orderby Math.Abs(line.Amount.MinorUnits - entry.Amount.MinorUnits)
            select (Line: line, Entry: entry);
        var (lines, entries) = (new HashSet<long>(), new HashSet<EntryId>());
        foreach (var (line, entry) in pairs)
        {
            if (lines.Contains(line.Line!.Value) || entries.Contains(entry.Entry!.Value)) continue;
            lines.Add(line.Line.Value);
            entries.Add(entry.Entry.Value);
            var difference = line.Amount - entry.Amount;
            yield return new Explanation(ExplanationKind.OtherAmount,
                new($"{line.Day.ToIso()} 银行明细 {line.Line} 为 {line.Amount.ToGroupedText()}，账上分录 {entry.Entry} 为 {entry.Amount.ToGroupedText()}，付款人或流水号相同，相差 {difference.ToGroupedText()}",
                    $"line {line.Line} of {line.Day.ToIso()} is {line.Amount.ToGroupedText()} and entry {entry.Entry} {entry.Amount.ToGroupedText()}, of the same payer or reference: they differ by {difference.ToGroupedText()}"),
                difference, line.Line, entry.Entry);
        }
    }

    private static bool IsSamePayer(TransitItem line, TransitItem entry) =>
        (entry.Reference.Length > 0 && entry.Reference == line.Reference) || (entry.Who.Length > 0 && Pairs.Folded(entry.Who) == Pairs.Folded(line.Who));

    private static async Task<IReadOnlyList<Explanation>> OtherAccountsAsync(LedgerReader reader, BankBook bank, BankAccount account, IReadOnlyList<TransitItem> atBank)
    {
        var found = new List<Explanation>();
        if (atBank.Count == 0) return found;
        foreach (var other in bank.Accounts.Where(other => other.Id != account.Id && other.Entity.Id == account.Entity.Id && other.Currency == account.Currency))
        {
            var items = await BookItems.OpenAsync(reader, other, atBank.Min(item => item.Day).AddDays(-NearDays), atBank.Max(item => item.Day).AddDays(NearDays), MostItems * 10);
            var taken = new HashSet<EntryId>();
            foreach (var line in atBank)
            {
                var same = items.Where(item => !taken.Contains(item.Entry) && item.Open == line.Amount && Pairs.Distance(item.Day, line.Day) <= NearDays).ToList();
                var entry = same.Find(item => (item.Reference.Length > 0 && item.Reference == line.Reference) || (item.Donor.Length > 0 && Pairs.Folded(item.Donor) == Pairs.Folded(line.Who))) ?? (same.Count == 1 ? same[0] : null);
                if (entry is null) continue;
                taken.Add(entry.Entry);
                found.Add(new Explanation(ExplanationKind.OtherAccount,
                    new($"{line.Day.ToIso()} 的 {line.Amount.ToGroupedText()}（明细 {line.Line}）在账上记入了账户 {other.Code}：分录 {entry.Entry}，多半是记错了基金",
                        $"the {line.Amount.ToGroupedText()} of {line.Day.ToIso()} (line {line.Line}) is in the books on account {other.Code}: entry {entry.Entry}, most likely the wrong fund"), line.Amount, line.Line, entry.Entry));
            }
        }

        return found;
    }

    private static async Task<IReadOnlyList<Explanation>> BookedTwiceAsync(LedgerReader reader, BankAccount account, IReadOnlyList<TransitItem> inBooks)
    {
        var found = new List<Explanation>();
        foreach (var item in inBooks.Where(item => item.Who.Length > 0 || item.Reference.Length > 0))
        {
            var twin = (await TwinsAsync(reader, account, item)).FirstOrDefault();
            if (twin > 0 && inBooks.All(other => other.Entry?.Value != twin || other.Entry.Value.Value < item.Entry!.Value.Value))
                found.Add(new Explanation(ExplanationKind.BookedTwice,
                    new($"分录 {item.Entry}（{item.Day.ToIso()}，{item.Amount.ToGroupedText()}）与分录 {twin} 的日期、金额、付款人相同，银行只有一笔：可能记了两次",
                        $"entry {item.Entry} ({item.Day.ToIso()}, {item.Amount.ToGroupedText()}) has the day, amount and payer of entry {twin}, and the bank has one: it may be booked twice"), item.Amount, Entry: item.Entry));
        }

        return found;
    }

    private static readonly SqlFile ListTwins = new("banking/list_twin_gifts");

    private static Task<IReadOnlyList<long>> TwinsAsync(LedgerReader reader, BankAccount account, TransitItem item) =>
        reader.QueryAsync<long>(ListTwins, new { entry_id = item.Entry!.Value.Value, bank_account_id = account.Id });
}
