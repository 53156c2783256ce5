using System.Data.Common;

namespace FundLedger.Storage;

/// <summary>A compiled statement whose values are set by position, in the order the parameters first appear in its file.</summary>
internal abstract class PreparedStatement : IDisposable
{
    /// <returns>Rows affected.</returns>
    /// <param name="values">One per parameter, in the file's order.</param>
    internal abstract Task<int> ExecuteAsync(params ReadOnlySpan<SqlValue> values);

    /// <returns>The number in the first column of the first row, or null when there is no row or it is NULL.</returns>
    internal abstract Task<long?> ScalarAsync(params ReadOnlySpan<SqlValue> values);

    /// <summary>Lets it run inside a transaction, where that is the command's business and not the connection's.</summary>
    internal virtual void Join(DbTransaction? transaction)
    {
    }

    public abstract void Dispose();
}
