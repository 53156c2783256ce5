using Dapper;

namespace FundLedger.Tests;

/// <summary>Somebody who may write the database changes something behind the program's back.</summary>
internal static class Tampering
{
    internal static Task ExecuteAsync(TestLedger ledger, string sql) => ledger.Database.WriteAsync<int>(
        new FundLedger.Storage.Operation(ledger.Ask().Key, "tamper", "nobody", []), async tx => await tx.Connection.ExecuteAsync(sql, transaction: tx.Transaction));
}
