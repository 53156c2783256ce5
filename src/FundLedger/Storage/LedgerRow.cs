using System.Data.Common;
using System.Security.Cryptography;
using Dapper;

namespace FundLedger.Storage;

/// <summary>The one row that says which ledger a database holds.</summary>
internal static class LedgerRow
{
    private static readonly SqlFile LoadLedger = new("storage/load_ledger");
    private static readonly SqlFile InsertLedger = new("storage/insert_ledger");
    private static readonly SqlFile InsertEpoch = new("storage/insert_epoch");

    /// <summary>Null in a database that holds no ledger yet.</summary>
    internal static LedgerIdentity? Find(DbConnection connection, Dialect dialect)
    {
        var row = connection.QuerySingleOrDefault(LoadLedger.TextFor(dialect));
        return row is null ? null : new LedgerIdentity(Guid.Parse((string)row.ledger_id), (long)row.is_demo == 1, (byte[])row.secret);
    }

    internal static LedgerIdentity Create(DbConnection connection, Dialect dialect, bool isDemo, long now)
    {
        var ledger = new LedgerIdentity(new Guid(RandomNumberGenerator.GetBytes(16)), isDemo, RandomNumberGenerator.GetBytes(32));
        using var transaction = connection.BeginTransaction();
        connection.Execute(InsertLedger.TextFor(dialect),
            new { ledger_id = ledger.Id.ToString(), is_demo = ledger.IsDemo ? 1L : 0L, secret = ledger.Secret, created_at = now }, transaction);
        connection.Execute(InsertEpoch.TextFor(dialect),
            new { reason = "created", started_at = now, last_entry_id = 0L, last_entry_hash = (byte[]?)null }, transaction);
        transaction.Commit();
        return ledger;
    }
}
