using Microsoft.Data.SqlClient;

namespace FundLedger.Storage;

/// <summary>What an error of SQL Server means for a write whose commit was not asked for. Numbers are judged, never texts: those differ by server and language.</summary>
internal static class SqlServerErrors
{
    private const int CannotOpenDatabase = 4060;
    private const int NoSuchDatabase = 911; // what Babelfish says for the same
    private const int Deadlock = 1205;
    private const int LockTimeout = 1222;
    private const int DuplicateKey = 2627;
    private const int DuplicateInIndex = 2601;
    private const int SnapshotConflict = 3960;
    private const int SnapshotOfChangedTable = 3961;
    private const int WaitedInVain = 50001; // thrown by our own statements

    private const int Timeout = -2;

    internal static bool IsMissingDatabase(SqlException broke) => broke.Number is CannotOpenDatabase or NoSuchDatabase;

    /// <summary>Another writer was quicker, or the line broke: the same operation, run again, can succeed.</summary>
    /// <param name="isLineBroken">The connection is no longer open.</param>
    internal static bool IsWorthAnotherTry(Exception broke, bool isLineBroken) => broke switch
    {
        SqlException { Number: Deadlock or LockTimeout or DuplicateKey or DuplicateInIndex or SnapshotConflict or SnapshotOfChangedTable or WaitedInVain } => true,
        SqlException { Number: Timeout } => false, // a server that answers this slowly is not helped by asking again
        _ => isLineBroken,
    };
}
