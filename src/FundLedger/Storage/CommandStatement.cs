using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace FundLedger.Storage;

/// <summary>A statement on any database that has an ADO.NET driver.</summary>
internal sealed class CommandStatement : PreparedStatement
{
    private readonly DbCommand command;
    private readonly Func<Task> before;

    /// <param name="before">What has to be done first, each time.</param>
    internal CommandStatement(DbConnection connection, string text, Func<Task> before)
    {
        this.before = before;
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
        return RunAsync(command.ExecuteNonQueryAsync);
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
        return RunAsync(command.ExecuteReaderAsync);
    }

    public override void Dispose() => command.Dispose();

    private async Task<T> RunAsync<T>(Func<Task<T>> run)
    {
        await before();
        return await run();
    }

    private async Task<long?> NumberAsync() => await RunAsync(command.ExecuteScalarAsync) is { } value and not DBNull ? (long)value : null;

    private void Set(ReadOnlySpan<SqlValue> values)
    {
        Invariant.Holds(values.Length == command.Parameters.Count);
        for (var i = 0; i < values.Length; i++)
        {
            if (command.Parameters[i] is SqlParameter ofServer) SqlParameters.Set(ofServer, values[i]);
            else command.Parameters[i].Value = values[i].ToObject() ?? DBNull.Value;
        }
    }
}
