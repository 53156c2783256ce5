using System.Security.Cryptography;
using FundLedger.Ledger;

namespace FundLedger.Seals;

/// <summary>Compares every stored sum with what the lines come to.</summary>
internal sealed class DerivedCheck(LedgerReader reader, Books books, Findings findings, DerivedSums sums)
{
    private static readonly SqlFile ListBalances = new("seals/list_balances");
    private static readonly SqlFile ListDailyTotals = new("seals/list_daily_totals");
    private static readonly SqlFile ListPositions = new("seals/list_positions");
    private static readonly SqlFile ListOpenItems = new("seals/list_open_items");
    private static readonly SqlFile ListSnapshots = new("seals/list_snapshots");
    private static readonly SqlFile ListClosedPeriods = new("seals/list_closed_periods");
    private static readonly SqlFile ListUnnumbered = new("seals/list_unnumbered_entries");
    private static readonly SqlFile ListUnmirroredReversals = new("seals/list_unmirrored_reversals");
    private static readonly SqlFile ListWrongGifts = new("seals/list_wrong_gifts");
    private static readonly SqlFile ListWrongSplits = new("seals/list_wrong_splits");
    private static readonly SqlFile ListWrongMerges = new("seals/list_wrong_merges");
    private static readonly SqlFile ListWrongPledges = new("seals/list_wrong_pledges");
    private static readonly SqlFile ListVoucherGaps = new("seals/list_voucher_gaps");
    private static readonly SqlFile ListVoucherDisorder = new("seals/list_voucher_disorder");
    private static readonly SqlFile ListUnsettledTransfers = new("seals/list_unequal_transfers");
    private static readonly SqlFile ListWrongImports = new("seals/list_wrong_imports");
    private static readonly SqlFile ListWrongReceipts = new("seals/list_wrong_receipts");
    private static readonly SqlFile ListWrongVoids = new("seals/list_wrong_voids");
    private static readonly SqlFile ListReceiptCounters = new("seals/list_receipt_counters");
    private static readonly SqlFile ListWrongFundStatuses = new("seals/list_wrong_fund_statuses");
    private static readonly SqlFile ListAttachments = new("seals/list_attachments");
    private static readonly SqlFile ListWrongAppropriations = new("seals/list_wrong_appropriations");
    private static readonly SqlFile ListWrongAppropriationReceipts = new("seals/list_wrong_appropriation_receipts");
    private static readonly SqlFile ListWrongPayments = new("seals/list_wrong_payments");
    private static readonly SqlFile ListCovers = new("seals/list_covers");

    internal async Task RunAsync()
    {
        Compare("daily-total", "每日合计", "daily total",
            reader.Stream<SumRow>(ListDailyTotals).Select(row => (row.DayKey, new DerivedSums.Total(row.DebitMinor, row.CreditMinor, row.LineCount))),
            sums.Days, Named, Shown);
        Compare("balance", "科目余额", "account balance",
            reader.Stream<SumRow>(ListBalances).Select(row => (row.BalanceKey, new DerivedSums.Total(row.DebitMinor, row.CreditMinor, 0))),
            sums.Balances().ToDictionary(pair => pair.Key, pair => pair.Value with { Lines = 0 }), Named, Shown);
        Compare("position", "可用余额", "position",
            reader.Stream<PositionRow>(ListPositions).Select(row => (row.Key, new DerivedSums.PositionSum((Int128)row.AvailableMinor - row.CoveredMinor, row.CommittedMinor))),
            sums.Positions, key => $"{Fund(key.Fund)} {Source(key.Source)}",
            (key, value) => new($"可用 {Amount(value.Available, key.Currency)}、已立项 {Amount(value.Committed, key.Currency)}", $"{Amount(value.Available, key.Currency)} available, {Amount(value.Committed, key.Currency)} committed"));
        Compare("open-item", "未结清事项", "open item",
            reader.Stream<OpenRow>(ListOpenItems).Select(row => (row.Key, (Int128)row.AmountMinor)),
            sums.OpenItems, key => $"{key.Subject} {Account(key.Account)} {Fund(key.Fund)} {Source(key.Source)}", (key, value) => Bilingual.Same(Amount(value, key.Currency)));
        CheckShortfalls();
        Compare("cover", "拨款未到账可立项数", "cover of an appropriation",
            reader.Stream<PositionRow>(ListPositions).Where(row => row.CoveredMinor != 0).Select(row => (row.Key, (Int128)row.CoveredMinor)),
            reader.Stream<CoverRow>(ListCovers).ToDictionary(row => row.Key, row => row.ToCome), key => $"{Fund(key.Fund)} {Source(key.Source)}", (key, value) => Bilingual.Same(Amount(value, key.Currency)));
        await CheckAppropriationsAsync();
        CheckSnapshots();
        foreach (var payment in await reader.QueryAsync<string>(ListWrongPayments))
            findings.Add("payment", null, $"付款 {payment} 与其分录不符。", $"Payment {payment} does not agree with the entries that paid or returned it.");
        CheckAttachments();
        CheckFundStatuses();
        await CheckEntriesAsync(ListUnmirroredReversals, "reversal", "冲销与原分录不互为镜像。", "the reversal is not the mirror image of its entry.");
        await CheckEntriesAsync(ListWrongGifts, "gift", "捐款记录的金额、来源或已退金额与分录不符。", "the gift's amount, source or refunded amount does not agree with its entries.");
        await CheckEntriesAsync(ListWrongSplits, "gift", "不与同一笔捐款的第一部分相符。", "it does not go with the first part of the gift that it is a part of.");
        await CheckEntriesAsync(ListVoucherGaps, "voucher", "凭证号不连续或不在其月份。", "its voucher number leaves a gap or is not of its month.");
        await CheckEntriesAsync(ListVoucherDisorder, "voucher", "凭证号不按日期和记录先后编定，或不该有凭证号。", "its voucher number is not in the order of the days and of recording, or it should have none.");
        await CheckEntriesAsync(ListUnnumbered, "voucher", "所在月份已结账，却没有凭证号。", "its month is closed and it has no voucher number.");
        await CheckEntriesAsync(ListUnsettledTransfers, "transfer", "基金间往来的两边不相等。", "the two sides of the transfer between funds are not equal.");
        await CheckEntriesAsync(ListWrongImports, "import", "名单导入的笔数或金额与捐款不符。", "the import's count or sum does not agree with its gifts.");
        await CheckReceiptsAsync();
        foreach (var donor in await reader.QueryAsync<long>(ListWrongMerges))
            findings.Add("donor", null, $"第 {donor} 号捐赠人并入的捐赠人本身又并入了别人。", $"Donor no. {donor} was merged into one that is merged into another.");
        foreach (var pledge in await reader.QueryAsync<long>(ListWrongPledges))
            findings.Add("pledge", null, $"第 {pledge} 号认捐的待收余额与其期数和到账捐款不符，或捐款属于另一基金。", $"What pledge no. {pledge} still expects does not agree with its instalments and the gifts on it, or a gift is of another fund.");
    }

    private void Compare<TKey, TValue>(string code, string zh, string en, IEnumerable<(TKey Key, TValue Value)> stored, Dictionary<TKey, TValue> derived,
        Func<TKey, string> named, Func<TKey, TValue, Bilingual> shown)
        where TKey : notnull where TValue : struct
    {
        var left = new HashSet<TKey>(derived.Keys);
        foreach (var (key, value) in stored)
        {
            left.Remove(key);
            var right = derived.GetValueOrDefault(key);
            if (value.Equals(right)) continue;
            var (stands, should) = (shown(key, value), shown(key, right));
            findings.Add(code, null, $"{zh}（{named(key)}）存储为：{stands.Zh}；按分录应为：{should.Zh}。", $"The stored {en} ({named(key)}) is {stands.En}; by the entries it should be {should.En}.");
        }

        foreach (var key in left.Where(key => !derived[key].Equals(default(TValue))))
            findings.Add(code, null, $"缺少{zh}（{named(key)}）；按分录应为：{shown(key, derived[key]).Zh}。", $"The {en} ({named(key)}) is missing; by the entries it should be {shown(key, derived[key]).En}.");
    }

    private void CheckShortfalls()
    {
        foreach (var row in reader.Stream<PositionRow>(ListPositions).Where(row => row.ShortfallMinor != Math.Max(0, -row.AvailableMinor)))
            findings.Add("shortfall", null, $"缺口（{Fund(row.FundId)} {Source(row.SourceId)}）存储为 {row.ShortfallMinor}，应为 {Math.Max(0, -row.AvailableMinor)}。", $"The shortfall ({Fund(row.FundId)} {Source(row.SourceId)}) is {row.ShortfallMinor}; it should be {Math.Max(0, -row.AvailableMinor)}.");
    }

    private void CheckFundStatuses()
    {
        foreach (var row in reader.Stream<StatusRow>(ListWrongFundStatuses))
        {
            var (stands, should) = (StoredWords.Read<FundStatus>(row.Status).Name(), StoredWords.Read<FundStatus>(row.Expected).Name());
            findings.Add("fund-status", null, $"基金 {row.Code} 的状态为“{stands.Zh}”；按变更记录应为“{should.Zh}”。", $"Fund {row.Code} is {stands.En.ToLowerInvariant()}; by the record of its moves it should be {should.En.ToLowerInvariant()}.");
        }
    }

    private void CheckSnapshots()
    {
        var stored = reader.Stream<SnapshotRow>(ListSnapshots).ToLookup(row => (row.EntityId, row.Period));
        foreach (var closing in reader.Stream<SnapshotRow>(ListClosedPeriods))
        {
            var lastDay = new PeriodMonth((int)closing.Period).LastDay.ToIso();
            var derived = sums.Days
                .Where(day => books.FindFund(day.Key.Fund)?.EntityId == closing.EntityId && string.CompareOrdinal(day.Key.Day, lastDay) <= 0)
                .GroupBy(day => new DerivedSums.BalanceKey(day.Key.Fund, day.Key.Account, day.Key.Source, day.Key.Currency))
                .ToDictionary(group => group.Key, group => group.Aggregate(default(DerivedSums.Total), (sum, day) => new DerivedSums.Total(sum.Debit + day.Value.Debit, sum.Credit + day.Value.Credit, 0)));
            var period = new PeriodMonth((int)closing.Period).ToString();
            Compare("snapshot", $"结账快照 {period} ", $"snapshot of {period}", stored[(closing.EntityId, closing.Period)].Select(row => (row.BalanceKey, new DerivedSums.Total(row.DebitMinor, row.CreditMinor, 0))), derived, Named, Shown);
        }
    }

    private void CheckAttachments()
    {
        foreach (var file in reader.Stream<AttachmentRow>(ListAttachments).Where(file => !SHA256.HashData(file.Content).AsSpan().SequenceEqual(file.Sha256)))
            findings.Add("attachment", null, $"附件 {Convert.ToHexStringLower(file.Sha256)} 的内容已被改动。", $"The content of attachment {Convert.ToHexStringLower(file.Sha256)} was altered.");
    }

    private async Task CheckEntriesAsync(SqlFile file, string code, string zh, string en)
    {
        foreach (var entry in await reader.QueryAsync<long>(file)) findings.AddEntry(code, entry, zh, en);
    }

    private async Task CheckAppropriationsAsync()
    {
        foreach (var row in await reader.QueryAsync<AppropriationRow>(ListWrongAppropriations))
        {
            var (zh, en) = row.Fault == "versions" ? ("版本号不连续", "has versions that leave a gap") : ("最后一份文件的期限与其来源不符", "has other terms by its last document than its source");
            findings.Add("appropriation", null, $"拨款文件 {row.DocumentNumber} {zh}。", $"Appropriation {row.DocumentNumber} {en}.");
        }

        await CheckEntriesAsync(ListWrongAppropriationReceipts, "appropriation", "种子资金到账与拨款文件下的登记不符。", "the seed money received does not agree with what is kept under its appropriation.");
    }

    private async Task CheckReceiptsAsync()
    {
        foreach (var row in await reader.QueryAsync<ReceiptRow>(ListWrongReceipts))
        {
            var (zh, en) = row.Fault switch
            {
                "gap" => ("之前缺号或重号", "comes after a gap or stands twice"),
                "double" => ("对应的捐款另有收据，先前的没有作废", "is of a gift that has another one, and the earlier is not void"),
                _ => ("没有对应的捐款，或捐款属于另一会计主体", "has no gift, or one of another entity"),
            };
            findings.Add("receipt", row.EntryId, $"收据 {row.Receipt}（分录 {row.EntryId}）{zh}。", $"Receipt {row.Receipt} (entry {row.EntryId}) {en}.");
        }

        foreach (var row in await reader.QueryAsync<ReceiptRow>(ListWrongVoids))
        {
            var (zh, en) = row.Fault == "void" ? ("已作废，但没有这张收据", "was made void and does not exist") : ("的财政票据登记不连续，或有效的不是最后一版", "has fiscal receipts in versions that leave a gap, or another than the last counts");
            findings.Add("receipt", null, $"收据 {row.Receipt} {zh}。", $"Receipt {row.Receipt} {en}.");
        }

        foreach (var row in await reader.QueryAsync<ReceiptRow>(ListReceiptCounters))
            findings.Add("receipt", null, $"{row.Year} 年收据计数器为 {row.LastNumber}，最后一张收据为 {row.Given}。", $"The receipt counter of {row.Year} is {row.LastNumber}; the last receipt is {row.Given}.");
    }

    private string Named(DerivedSums.DayKey key) => $"{Fund(key.Fund)} {Account(key.Account)} {Source(key.Source)} {key.Day}";
    private string Named(DerivedSums.BalanceKey key) => $"{Fund(key.Fund)} {Account(key.Account)} {Source(key.Source)}";
    private static Bilingual Shown(DerivedSums.DayKey key, DerivedSums.Total total)
    {
        var sums = Shown(key.Currency, total);
        return new($"{sums.Zh}、{total.Lines} 行", $"{sums.En}, {total.Lines} line(s)");
    }

    private static Bilingual Shown(DerivedSums.BalanceKey key, DerivedSums.Total total) => Shown(key.Currency, total);

    private static Bilingual Shown(string currency, DerivedSums.Total total) =>
        new($"借方 {Amount(total.Debit, currency)}、贷方 {Amount(total.Credit, currency)}", $"{Amount(total.Debit, currency)} debit, {Amount(total.Credit, currency)} credit");

    private static string Amount(Int128 minorUnits, string currency) =>
        Currency.TryFind(currency, out var known) && minorUnits >= long.MinValue && minorUnits <= long.MaxValue ? new Money((long)minorUnits, known).ToString() : $"{minorUnits} {currency}";

    private string Fund(long id) => books.FindFund(id)?.Code ?? $"#{id}";
    private string Account(long id) => books.FindAccount(id)?.Code ?? $"#{id}";
    private string Source(long id) => books.FindSource(id)?.Code ?? $"#{id}";

    private record SumRow
    {
        public long FundId { get; init; }
        public long AccountId { get; init; }
        public long SourceId { get; init; }
        public string Currency { get; init; } = "";
        public string OccurredOn { get; init; } = "";
        public long DebitMinor { get; init; }
        public long CreditMinor { get; init; }
        public long LineCount { get; init; }

        internal DerivedSums.BalanceKey BalanceKey => new(FundId, AccountId, SourceId, Currency);
        internal DerivedSums.DayKey DayKey => new(FundId, AccountId, SourceId, Currency, OccurredOn);
    }

    private sealed record SnapshotRow : SumRow
    {
        public long EntityId { get; init; }
        public long Period { get; init; }
    }

    private sealed record StatusRow
    {
        public string Code { get; init; } = "";
        public string Status { get; init; } = "";
        public string Expected { get; init; } = "";
    }

    private sealed record PositionRow
    {
        public long FundId { get; init; }
        public long SourceId { get; init; }
        public string Currency { get; init; } = "";
        public long AvailableMinor { get; init; }
        public long CommittedMinor { get; init; }
        public long ShortfallMinor { get; init; }
        public long CoveredMinor { get; init; }

        internal DerivedSums.PositionKey Key => new(FundId, SourceId, Currency);
    }

    private sealed record CoverRow
    {
        public long FundId { get; init; }
        public long SourceId { get; init; }
        public string Currency { get; init; } = "";
        public long ConfirmedMinor { get; init; }
        public long ReceivedMinor { get; init; }

        internal DerivedSums.PositionKey Key => new(FundId, SourceId, Currency);
        internal Int128 ToCome => Int128.Max(0, (Int128)ConfirmedMinor - ReceivedMinor);
    }

    private sealed record AppropriationRow
    {
        public string DocumentNumber { get; init; } = "";
        public string Fault { get; init; } = "";
    }

    private sealed record AttachmentRow
    {
        public byte[] Sha256 { get; init; } = [];
        public byte[] Content { get; init; } = [];
    }

    private sealed record ReceiptRow
    {
        public long EntryId { get; init; }
        public long Year { get; init; }
        public long Number { get; init; }
        public string Fault { get; init; } = "";
        public long LastNumber { get; init; }
        public long Given { get; init; }

        internal ReceiptNumber Receipt => new((int)Year, Number);
    }

    private sealed record OpenRow
    {
        public string Subject { get; init; } = "";
        public long AccountId { get; init; }
        public long FundId { get; init; }
        public long SourceId { get; init; }
        public string Currency { get; init; } = "";
        public long AmountMinor { get; init; }

        internal DerivedSums.OpenKey Key => new(Subject, AccountId, FundId, SourceId, Currency);
    }
}
