using System.Data.Common;

namespace FundLedger.Storage;

/// <summary>A compiled command whose values are set by position, in the order the parameters first appear in its file.</summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly DbCommand command;

    internal PreparedStatement(DbCommand command)
    {
        this.command = command;
        foreach (var name in SqlFile.ParametersOf(command.CommandText))
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }
    }

    internal void Join(DbTransaction? transaction)
    {
        if (!ReferenceEquals(command.Transaction, transaction)) command.Transaction = transaction;
    }

    /// <returns>Rows affected.</returns>
    /// <param name="values">One per parameter, in the file's order; null is SQL's NULL.</param>
    internal Task<int> ExecuteAsync(params ReadOnlySpan<object?> values)
    {
        Set(values);
        return command.ExecuteNonQueryAsync();
    }

    /// <returns>The first column of the first row, or null when there is none or it is NULL.</returns>
    internal async Task<object?> ScalarAsync(object?[] values)
    {
        Set(values);
        return await command.ExecuteScalarAsync() is { } value and not DBNull ? value : null;
    }

    internal Task<DbDataReader> ReadAsync(params ReadOnlySpan<object?> values)
    {
        Set(values);
        return command.ExecuteReaderAsync();
    }

    public void Dispose() => command.Dispose();

    private void Set(ReadOnlySpan<object?> values)
    {
        Invariant.Holds(values.Length == command.Parameters.Count);
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
