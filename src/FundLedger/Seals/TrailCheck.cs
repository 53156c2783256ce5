using FundLedger.People.Trail;

namespace FundLedger.Seals;

/// <summary>Derives the hash of every event of the audit trail again, and looks for what is missing or out of order.</summary>
internal sealed class TrailCheck(LedgerReader reader, Findings findings, NumbersGiven numbers)
{
    private static readonly SqlFile List = new("seals/list_audit_events");

    internal async Task<long> RunAsync()
    {
        long count = 0, last = 0, lastRecordedAt = 0;
        await using var rows = await reader.RowsAsync(List);
        while (rows.Read())
        {
            var stored = new HashedEvent(rows.GetInt64(0), rows.GetInt64(1), rows.GetString(2), rows.GetString(3), rows.GetString(4), rows.GetString(5), rows.GetString(6), rows.GetString(7), rows.GetString(8));
            var derived = AuditHash.Of(stored);
            if (!derived.AsSpan().SequenceEqual(rows.GetFieldValue<byte[]>(9)))
                Add("audit-altered", stored.EventId, "内容与其哈希不符，已被改动。", "it does not fit its hash; it was altered.");
            if (!numbers.MayFollow(last, stored.EventId))
                Add("audit-missing", stored.EventId, $"此前缺少事件 {last + 1}。", $"event {last + 1} before it is missing.");
            if (numbers.AreInOrderFrom(stored.EventId) && stored.RecordedAt < lastRecordedAt)
                Add("audit-order", stored.EventId, $"记录时间早于事件 {last}。", $"it is recorded before event {last}.");
            (last, lastRecordedAt) = (stored.EventId, stored.RecordedAt);
            count++;
        }

        return count;
    }

    private void Add(string code, long id, string zh, string en) => findings.Add(code, null, $"审计事件 {id}：{zh}", $"Audit event {id}: {en}");
}
