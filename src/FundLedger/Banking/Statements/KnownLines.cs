using FundLedger.Banking.Accounts;

namespace FundLedger.Banking.Statements;

/// <summary>Which lines of a file earlier statements of the account have: as many equal ones as are known, counted from the top.</summary>
internal sealed class KnownLines(LedgerReader reader, BankAccount account, long statementId)
{
    private static readonly SqlFile CountKnown = new("banking/count_known_line");
    private static readonly SqlFile CountEarlier = new("banking/count_earlier_statements");

    internal const int AtOnce = 5_000;

    private readonly Dictionary<string, long> left = [];
    private bool? isAny;

    /// <summary>Whether the account has earlier lines at all; without, none needs looking up.</summary>
    internal async Task<bool> AnyAsync() => isAny ??= await reader.Prepared(CountEarlier).ScalarAsync(account.Id, statementId) > 0;

    internal async Task LookUpAsync(IReadOnlyList<byte[]> keys)
    {
        if (!await AnyAsync()) return;
        var asked = keys.DistinctBy(Convert.ToHexString).Where(key => !left.ContainsKey(Convert.ToHexString(key))).ToList();
        var counts = await reader.LookUpAsync(CountKnown, [.. asked.Select(key => new SqlValue[] { account.Id, key, statementId })]);
        for (var i = 0; i < asked.Count; i++)
            if (counts[i] is > 0 and var count) left[Convert.ToHexString(asked[i])] = count;
    }

    /// <summary>True when this line, which was looked up, is one of those known; each known one is used up once.</summary>
    internal bool Take(byte[] key)
    {
        if (isAny != true || !left.TryGetValue(Convert.ToHexString(key), out var count) || count == 0) return false;
        left[Convert.ToHexString(key)] = count - 1;
        return true;
    }
}
