using System.Data.Common;

namespace FundLedger.Storage;

/// <summary>A statement on any database that has an ADO.NET driver.</summary>
internal sealed class CommandStatement : PreparedStatement
{
    private readonly DbCommand command;

    internal CommandStatement(DbConnection connection, string text)
    {
        command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in SqlFile.ParametersOf(text))
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }
    }

    internal override void Join(DbTransaction? transaction)
    {
        if (!ReferenceEquals(command.Transaction, transaction)) command.Transaction = transaction;
    }

    internal override Task<int> ExecuteAsync(params ReadOnlySpan<SqlValue> values)
    {
        Set(values);
        return command.ExecuteNonQueryAsync();
    }

    internal override Task<long?> ScalarAsync(params ReadOnlySpan<SqlValue> values)
    {
        Set(values);
        return NumberAsync();
    }

    /// <summary>Rows, for walks that read each column by its type; the statement is not used again before they are disposed of.</summary>
    internal Task<DbDataReader> ReadAsync(params ReadOnlySpan<SqlValue> values)
    {
        Set(values);
        return command.ExecuteReaderAsync();
    }

    public override void Dispose() => command.Dispose();

    private async Task<long?> NumberAsync() => await command.ExecuteScalarAsync() is { } value and not DBNull ? (long)value : null;

    private void Set(ReadOnlySpan<SqlValue> values)
    {
        Invariant.Holds(values.Length == command.Parameters.Count);
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i].ToObject() ?? DBNull.Value;
    }
}
