using FundLedger.Banking.Accounts;
using FundLedger.Banking.Statements;
using FundLedger.Ledger;

namespace FundLedger.Banking.Pairing;

/// <param name="Line">Number of the line.</param>
/// <param name="Amount">The part of it that belongs to the entries, with its sign; null for all that is open.</param>
public sealed record LinePart(long Line, Money? Amount = null);

/// <param name="Amount">The part of what it moved that belongs to the lines, with its sign; null for all that is open.</param>
public sealed record EntryPart(EntryId Entry, Money? Amount = null);

/// <summary>Lines and entries that are the same money: one or many of each.</summary>
/// <param name="Account">Code of the account; null for that of the first line.</param>
public sealed record MatchRequest(string? Account, IReadOnlyList<LinePart> Lines, IReadOnlyList<EntryPart> Entries, MatchHow How = MatchHow.ByHand);

/// <param name="Match">Its number, to undo it by.</param>
public sealed record LinesMatched(long Match, Money Amount);

/// <summary>Says that lines of a statement and entries are the same money.</summary>
public sealed class MatchLines(Database database)
{
    private const int MostParts = 500;

    public Task<Outcome<LinesMatched>> RunAsync(Asked asked, MatchRequest request, CancellationToken stop = default) => database.WriteAsync<LinesMatched>(
        asked.For("match-bank-lines", OperationField.Of("account", request.Account), OperationField.Of("lines", string.Join(' ', request.Lines.Select(part => $"{part.Line}={part.Amount}"))),
            OperationField.Of("entries", string.Join(' ', request.Entries.Select(part => $"{part.Entry}={part.Amount}"))), OperationField.Of("how", request.How.ToString())),
        async tx =>
        {
            var bank = await BankBook.OfAsync(tx);
            if (!(await AccountAsync(tx, bank, request)).IsDone(out var account, out var refusal)) return refusal;
            if (request.Lines.Count + request.Entries.Count is < 2 or > MostParts || request.Lines.DistinctBy(part => part.Line).Count() < request.Lines.Count || request.Entries.DistinctBy(part => part.Entry).Count() < request.Entries.Count)
                return Refusal.Of("match-parts", "lines", $"请选择要匹配的明细和分录，各不重复，合计不超过 {MostParts} 项。", $"Choose the lines and entries that belong together, each once, at most {MostParts} in all.");
            await PairStore.LockAsync(tx, account);
            if (!(await LinesAsync(tx, bank, account, request.Lines)).IsDone(out var lines, out refusal)) return refusal;
            if (!(await EntriesAsync(tx, account, request.Entries)).IsDone(out var entries, out refusal)) return refusal;
            if (RefusalForSums(account, lines.Sum(part => part.Minor), entries.Sum(part => part.Minor)) is { } unequal) return unequal;

            foreach (var (line, _, minor) in lines)
                if (!await PairStore.TakeAsync(tx, account, line, minor)) return TooMuch(line);
            var match = await PairStore.InsertAsync(tx, account, [new NewMatch(request.How, lines, entries)]);
            return new LinesMatched(match, new Money(lines.Sum(part => part.Minor), account.Currency));
        }, stop);

    private static async Task<Outcome<BankAccount>> AccountAsync(LedgerTransaction tx, BankBook bank, MatchRequest request)
    {
        if (request.Account is { } code) return bank.Find(code);
        if (request.Lines.Count == 0) return Refusal.Of("account-missing", "account", "请说明账户。", "Say which account.");
        return (await BankLines.NamedAsync(tx, bank, request.Lines[0].Line)).IsDone(out var line, out var refusal) ? line.Account : refusal;
    }

    private static async Task<Outcome<IReadOnlyList<(long Line, DateOnly Day, long Minor)>>> LinesAsync(LedgerTransaction tx, BankBook bank, BankAccount account, IReadOnlyList<LinePart> parts)
    {
        var lines = new List<(long, DateOnly, long)>();
        foreach (var part in parts)
        {
            if (!(await BankLines.NamedAsync(tx, bank, part.Line)).IsDone(out var line, out var refusal)) return refusal;
            if (line.Account.Id != account.Id)
                return Refusal.Of("bank-line-other-account", "line", $"第 {line.Id} 号明细属于账户 {line.Account.Code}，不是 {account.Code}。", $"Line {line.Id} is of account {line.Account.Code}, not {account.Code}.");
            if (line.IsLeftOut) return Refusal.Of("bank-line-left-out", "line", $"第 {line.Id} 号明细已剔除。", $"Line {line.Id} is left out.");
            if (RefusalFor($"第 {line.Id} 号明细", $"line {line.Id}", "line", part.Amount, line.Amount, line.Open) is { } wrong) return wrong;
            lines.Add((line.Id, line.Day, (part.Amount ?? line.Open).MinorUnits));
        }

        return lines;
    }

    private static async Task<Outcome<IReadOnlyList<(EntryId Entry, DateOnly Day, long Minor)>>> EntriesAsync(LedgerTransaction tx, BankAccount account, IReadOnlyList<EntryPart> parts)
    {
        var entries = new List<(EntryId, DateOnly, long)>();
        foreach (var part in parts)
        {
            if (await BookItems.FindAsync(tx, account, part.Entry) is not { } moved)
                return Refusal.Of("entry-not-on-account", "entry", $"分录 {part.Entry} 没有动用账户 {account.Code}。", $"Entry {part.Entry} did not move account {account.Code}.");
            if (RefusalFor($"分录 {part.Entry}", $"entry {part.Entry}", "entry", part.Amount, new(moved.Amount, account.Currency), new(moved.Open, account.Currency)) is { } wrong) return wrong;
            entries.Add((part.Entry, moved.Day, part.Amount?.MinorUnits ?? moved.Open));
        }

        return entries;
    }

    private static Refusal? RefusalFor(string zh, string en, string field, Money? part, Money whole, Money open)
    {
        if (open.IsZero) return Refusal.Of("already-matched", field, $"{zh}已全部匹配。", $"{char.ToUpperInvariant(en[0])}{en[1..]} is matched already.");
        if (part is not { } asked) return null;
        if (asked.Currency != whole.Currency || asked.IsZero || asked.IsNegative != whole.IsNegative || Math.Abs(asked.MinorUnits) > Math.Abs(open.MinorUnits))
            return Refusal.Of("more-than-open", field, $"{zh}尚余 {open.ToGroupedText()} 未匹配，不能匹配 {asked.ToGroupedText()}。", $"Of {en}, {open} is open; {asked} cannot be matched.");
        return null;
    }

    private static Refusal? RefusalForSums(BankAccount account, long lines, long entries)
    {
        if (lines == entries) return null;
        var (left, right) = (new Money(lines, account.Currency), new Money(entries, account.Currency));
        return Refusal.Of("match-unequal", "amount",
            $"明细合计 {left.ToGroupedText()}，分录合计 {right.ToGroupedText()}，相差 {(left - right).ToGroupedText()}。请补选，或写明只匹配其中多少。",
            $"The lines add up to {left}, the entries to {right}: they differ by {left - right}. Choose what is missing, or say how much of each belongs together.");
    }

    internal static Refusal TooMuch(long line) => Refusal.Of("already-matched", "line", $"第 {line} 号明细已被匹配。", $"Line {line} is matched already.");
}
