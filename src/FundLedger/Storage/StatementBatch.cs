using System.Data;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;
using Microsoft.Data.SqlClient.Server;

namespace FundLedger.Storage;

/// <summary>Statements that a server is to run one after the other, sent in one round trip.</summary>
internal sealed partial class StatementBatch
{
    private const int MostStatements = 16;

    private readonly StringBuilder text = new();
    private readonly List<SqlParameter> parameters = [];
    private int statements;

    internal bool IsEmpty => statements == 0;

    internal bool IsFull => statements >= MostStatements;

    /// <param name="statement">Its parameters and variables get names that no other statement of the batch has.</param>
    internal void Add(string statement, IEnumerable<(string Name, SqlValue Value, SqlMetaData? Column)> values)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $"_s{statements++}");
        text.Append(Variable().Replace(Comment().Replace(statement, ""), found => found.Value + suffix)).Append('\n');
        foreach (var (name, value, column) in values) parameters.Add(SqlParameters.Of(name + suffix, value, column));
    }

    internal void Add(string statement, ReadOnlySpan<SqlValue> values)
    {
        var names = SqlFile.ParametersOf(statement);
        Invariant.Holds(values.Length == names.Count);
        var named = new (string, SqlValue, SqlMetaData?)[values.Length];
        for (var i = 0; i < named.Length; i++) named[i] = (names[i], values[i], null);
        Add(statement, named);
    }

    /// <summary>The command that runs them; the batch is empty then.</summary>
    internal SqlCommand Take(SqlConnection connection, SqlTransaction? transaction)
    {
        var command = new SqlCommand(text.ToString(), connection, transaction);
        command.Parameters.AddRange([.. parameters]);
        text.Clear();
        parameters.Clear();
        statements = 0;
        return command;
    }

    [GeneratedRegex(@"(?<!@)@\w+")]
    private static partial Regex Variable();

    [GeneratedRegex("--[^\n]*")]
    private static partial Regex Comment();
}

/// <summary>Parameters of statements on SQL Server, of few types and lengths: each other one would be another plan for the server to keep.</summary>
internal static class SqlParameters
{
    private const int MostUnits = 4_000;
    private const int MostBytes = 8_000;

    /// <param name="column">What the value is for; null when that is not known.</param>
    internal static SqlParameter Of(string name, SqlValue value, SqlMetaData? column = null)
    {
        var parameter = new SqlParameter { ParameterName = name };
        if (column is null) Set(parameter, value);
        else
        {
            parameter.SqlDbType = column.SqlDbType;
            if (column.SqlDbType is SqlDbType.NVarChar or SqlDbType.VarBinary) parameter.Size = (int)column.MaxLength;
            parameter.Value = value.ToObject() switch
            {
                null => DBNull.Value,
                string day when column.SqlDbType == SqlDbType.Date => DateTime.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                var known => known,
            };
            if (value.ToObject() is string longer && column.SqlDbType == SqlDbType.NVarChar && column.MaxLength >= 0 && longer.Length > column.MaxLength) parameter.Size = -1; // refused by the column, and not cut off
        }

        return parameter;
    }

    internal static void Set(SqlParameter parameter, SqlValue value)
    {
        if (value.TryNumber(out var number)) (parameter.SqlDbType, parameter.Value) = (SqlDbType.BigInt, number);
        else switch (value.ToObject())
        {
            case null:
                parameter.Value = DBNull.Value;
                break;
            case string text:
                (parameter.SqlDbType, parameter.Size, parameter.Value) = (SqlDbType.NVarChar, text.Length <= MostUnits ? MostUnits : -1, text);
                break;
            case var bytes:
                (parameter.SqlDbType, parameter.Size, parameter.Value) = (SqlDbType.VarBinary, ((byte[])bytes).Length <= MostBytes ? MostBytes : -1, bytes);
                break;
        }
    }
}
