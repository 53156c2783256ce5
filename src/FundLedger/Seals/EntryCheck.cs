using System.Globalization;
using System.Runtime.InteropServices;
using FundLedger.Ledger;

namespace FundLedger.Seals;

/// <summary>Checks one stored entry at a time: its hashes, its balance, its references, its text.</summary>
internal sealed class EntryCheck(Books books, Findings findings, DerivedSums sums, NumbersGiven numbers)
{
    private readonly Dictionary<(long Fund, long Source, string Currency, Layer Layer), Int128> groups = [];
    private readonly byte[] hash = new byte[EntryHash.Length];
    private byte[] lineHashes = new byte[16 * EntryHash.Length];
    private long lastEntry;
    private long lastRecordedAt;

    internal ReadOnlyMemory<byte> LastHash => lastEntry == 0 ? ReadOnlyMemory<byte>.Empty : hash;
    internal long ErasedTexts { get; private set; }

    internal void Run(StoredEntry entry)
    {
        if (!DateOnly.TryParseExact(entry.OccurredOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            findings.AddEntry("entry-altered", entry.EntryId, $"日期“{entry.OccurredOn}”不是日期。", $"its date '{entry.OccurredOn}' is no date.");
            lastEntry = entry.EntryId;
            return;
        }

        CheckOrder(entry);
        CheckLines(entry);
        CheckBelonging(entry, day);
        if (HashLines(entry)) CheckHash(entry, day);
        CheckText(entry);
        if (IsBalanced(entry)) sums.Add(books, entry, day);
    }

    private void CheckOrder(StoredEntry entry)
    {
        if (!numbers.MayFollow(lastEntry, entry.EntryId))
            findings.AddEntry("entry-missing", lastEntry + 1, $"分录 {lastEntry} 之后直接是 {entry.EntryId}，中间的分录已被删除。", $"entry {lastEntry} is followed by {entry.EntryId}; what stood between was deleted.");
        if (numbers.AreInOrderFrom(entry.EntryId) && entry.RecordedAt < lastRecordedAt)
            findings.AddEntry("recorded-at", entry.EntryId, $"记录时间早于分录 {lastEntry}。", $"it is recorded before entry {lastEntry}.");
        if (entry.Reverses >= entry.EntryId || entry.RelatesTo >= entry.EntryId)
            findings.AddEntry("reference", entry.EntryId, "所引用的分录不早于它。", "it refers to an entry that is not earlier.");
        (lastEntry, lastRecordedAt) = (entry.EntryId, entry.RecordedAt);
    }

    private void CheckLines(StoredEntry entry)
    {
        if (entry.StatedLineCount != entry.LineCount)
            findings.AddEntry("line-count", entry.EntryId, $"应有 {entry.StatedLineCount} 行，现有 {entry.LineCount} 行。", $"it should have {entry.StatedLineCount} lines; it has {entry.LineCount}.");
        for (var i = 0; i < entry.LineCount; i++)
        {
            var line = entry.Lines[i];
            if (line.LineNo != i + 1)
                findings.AddEntry("line-number", entry.EntryId, $"第 {i + 1} 行的行号是 {line.LineNo}。", $"line {i + 1} is numbered {line.LineNo}.");
            if (line.OccurredOn != entry.OccurredOn)
                findings.AddEntry("line-date", entry.EntryId, $"第 {line.LineNo} 行的日期 {line.OccurredOn} 应为 {entry.OccurredOn}。", $"line {line.LineNo} is dated {line.OccurredOn}; it should be {entry.OccurredOn}.");
        }
    }

    /// <summary>Hashes hold codes, and another entity or an earlier chart may use the same code for another row.</summary>
    private void CheckBelonging(StoredEntry entry, DateOnly day)
    {
        foreach (var line in entry.Lines)
        {
            if (books.FindAccount(line.AccountId) is not { } account || books.FindFund(line.FundId) is not { } fund || books.FindSource(line.SourceId) is not { } source) continue;
            if (account.EntityId == entry.EntityId && fund.EntityId == entry.EntityId && source.EntityId == entry.EntityId && (account.IsValidOn(day) || (EntryKind.Of(entry.Kind).IsNoActivity && account.ValidFrom <= day))) continue;
            findings.AddEntry("line-altered", entry.EntryId, $"第 {line.LineNo} 行的科目、基金或来源不属于该会计主体或当日未启用。", $"line {line.LineNo} names an account, fund or source that is not of its entity or not in use on its day.");
        }
    }

    /// <returns>False when a line names an account, fund or source that is not in the books.</returns>
    private bool HashLines(StoredEntry entry)
    {
        if (lineHashes.Length < entry.LineCount * EntryHash.Length) lineHashes = new byte[entry.LineCount * EntryHash.Length];
        for (var i = 0; i < entry.LineCount; i++)
        {
            if (Hashed(entry.Lines[i], entry.Lines[i].AmountMinor) is not { } form)
            {
                findings.AddEntry("line-altered", entry.EntryId, $"第 {entry.Lines[i].LineNo} 行的科目、基金或来源不存在。", $"line {entry.Lines[i].LineNo} names an account, fund or source that does not exist.");
                return false;
            }

            EntryHash.OfLine(form, lineHashes.AsSpan(i * EntryHash.Length, EntryHash.Length));
        }

        return true;
    }

    private HashedLine? Hashed(StoredLine line, long amountMinor) =>
        books.FindAccount(line.AccountId) is { } account && books.FindFund(line.FundId) is { } fund && books.FindSource(line.SourceId) is { } source
            ? new HashedLine((int)Math.Clamp(line.LineNo, int.MinValue, int.MaxValue), account.Code, account.Layer, fund.Code, source.Code, line.Subject, line.Currency, amountMinor)
            : null;

    /// <summary>Told apart: the content fits the entry's hash (then only stored line hashes can be wrong), the lines do not, or the header does not.</summary>
    private void CheckHash(StoredEntry entry, DateOnly day)
    {
        var derived = lineHashes.AsSpan(0, entry.LineCount * EntryHash.Length);
        HashHeader(entry, day, derived);
        var isContentSound = hash.AsSpan().SequenceEqual(entry.Hash);
        var areLinesSound = true;
        for (var i = 0; i < entry.LineCount; i++)
        {
            var lineHash = derived.Slice(i * EntryHash.Length, EntryHash.Length);
            if (lineHash.SequenceEqual(entry.Lines[i].Hash)) continue;
            areLinesSound = false;
            if (isContentSound)
                findings.AddEntry("line-hash", entry.EntryId, $"第 {entry.Lines[i].LineNo} 行存储的哈希应为 {Convert.ToHexStringLower(lineHash)}。", $"the stored hash of line {entry.Lines[i].LineNo} should be {Convert.ToHexStringLower(lineHash)}.");
            else
                AddAlteredLine(entry, i);
        }

        if (!isContentSound && areLinesSound)
            findings.AddEntry("entry-altered", entry.EntryId, $"分录头与其哈希不符：存储 {Convert.ToHexStringLower(entry.Hash)}，按现有内容应为 {Convert.ToHexStringLower(hash)}。", $"its header does not fit its hash: stored {Convert.ToHexStringLower(entry.Hash)}, by its content {Convert.ToHexStringLower(hash)}.");
    }

    private void HashHeader(StoredEntry entry, DateOnly day, ReadOnlySpan<byte> hashes) => EntryHash.OfEntry(
        new HashedEntry(entry.EntryId, books.FindEntity(entry.EntityId)?.Code ?? "", entry.Kind, HashedEntry.Day(day), entry.RecordedAt, entry.DocumentType, entry.DocumentId,
            entry.DocumentSha256, entry.Actor, entry.OperationKey, entry.Reverses, entry.RelatesTo, entry.TextCommitment),
        hashes, hash);

    /// <summary>If the amount that balances the rest fits the stored hash, that is what it was.</summary>
    private void AddAlteredLine(StoredEntry entry, int index)
    {
        var line = entry.Lines[index];
        var shown = Shown(line.AmountMinor, line.Currency);
        var others = entry.Lines.Where((other, i) => i != index && BalancesWith(other) == BalancesWith(line)).Aggregate(Int128.Zero, (sum, other) => sum + other.AmountMinor);
        if (-others is var balancing && balancing >= long.MinValue && balancing <= long.MaxValue && Hashed(line, (long)balancing) is { } form)
        {
            Span<byte> candidate = stackalloc byte[EntryHash.Length];
            EntryHash.OfLine(form, candidate);
            if (candidate.SequenceEqual(line.Hash))
            {
                var right = Shown((long)balancing, line.Currency);
                findings.AddEntry("amount-altered", entry.EntryId, $"第 {line.LineNo} 行金额 {shown} 已被改动，应为 {right}。", $"line {line.LineNo} was altered: its amount {shown} should be {right}.");
                return;
            }
        }

        findings.AddEntry("line-altered", entry.EntryId, $"第 {line.LineNo} 行（金额 {shown}）与其哈希不符，内容已被改动。", $"line {line.LineNo} (amount {shown}) does not fit its hash; it was altered.");
    }

    private void CheckText(StoredEntry entry)
    {
        if (entry.Text is null)
        {
            if (entry.TextCommitment is not null) ErasedTexts++;
            return;
        }

        if (entry.TextCommitment is null || !EntryHash.Commitment(entry.Salt, entry.Text).AsSpan().SequenceEqual(entry.TextCommitment))
            findings.AddEntry("text-altered", entry.EntryId, "文字与其承诺值不符，已被改动。", "its text does not fit its commitment; it was altered.");
    }

    private bool IsBalanced(StoredEntry entry)
    {
        groups.Clear();
        foreach (var line in entry.Lines) CollectionsMarshal.GetValueRefOrAddDefault(groups, BalancesWith(line), out _) += line.AmountMinor;
        foreach (var (key, sum) in groups)
        {
            if (sum == 0) continue;
            var (fund, source) = (books.FindFund(key.Fund)?.Code ?? "?", books.FindSource(key.Source)?.Code ?? "?");
            findings.AddEntry("not-balanced", entry.EntryId, $"基金 {fund}、来源 {source} 借贷不平，差额 {sum} 最小单位。", $"fund {fund}, source {source} is off balance by {sum} minor units.");
        }

        return entry.Lines.All(line => books.FindAccount(line.AccountId) is not null);
    }

    private (long, long, string, Layer) BalancesWith(StoredLine line) =>
        (line.FundId, line.SourceId, line.Currency, books.FindAccount(line.AccountId)?.Layer ?? Layer.Actual);

    private static string Shown(long minorUnits, string currency) =>
        Currency.TryFind(currency, out var known) ? new Money(minorUnits, known).ToString() : $"{minorUnits} {currency}";
}
