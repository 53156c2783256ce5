using System.Collections.Concurrent;
using System.Data;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;
using Microsoft.Data.SqlClient.Server;

namespace FundLedger.Storage;

/// <summary>A statement of SQL Server that takes many rows at once, streamed to it as a table parameter.</summary>
/// <remarks>Its file names the parameter and the table's type; the columns carry what the SQLite twin takes as parameters, under the same names.</remarks>
internal static partial class TableCommand
{
    private const int MostValues = 64; // that are sent in the text and not in a table
    private const int MostUnits = 4_000; // of a text that is not sent as one of any length

    private static readonly ConcurrentDictionary<SqlFile, Shape> Shapes = new();
    private static readonly SqlFile EchoText = new("server/echo_text");

    /// <param name="rows">At least one, each with the values in the order of the SQLite twin's parameters.</param>
    internal static SqlCommand Of(LedgerReader reader, SqlFile file, IReadOnlyList<SqlValue[]> rows)
    {
        var shape = Shapes.GetOrAdd(file, Shape.Of);
        var command = new SqlCommand(reader.TextOf(file), (SqlConnection)reader.Connection, (SqlTransaction?)reader.Transaction);
        command.Parameters.Add(new SqlParameter(shape.Parameter, SqlDbType.Structured) { TypeName = shape.Type, Value = Records(shape, rows, reader.DoublesQuotes) });
        return command;
    }

    /// <summary>The same statement with the rows as parameters of its own text, which costs a server less than a table while they are few.</summary>
    /// <returns>False when there are too many, or what would be kept of the text is too much.</returns>
    internal static bool TryAdd(StatementBatch batch, SqlFile file, IReadOnlyList<SqlValue[]> rows)
    {
        var shape = Shapes.GetOrAdd(file, Shape.Of);
        if (rows.Count * shape.Columns.Length > MostValues) return false;
        var parameters = new List<(string, SqlValue, SqlMetaData?)>(rows.Count * shape.Columns.Length);
        var values = new StringBuilder("(VALUES ");
        for (var row = 0; row < rows.Count; row++)
        {
            values.Append(row == 0 ? "(" : ", (");
            for (var column = 0; column < shape.Columns.Length; column++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"@v{row}_{column}");
                parameters.Add((name, rows[row][shape.Sources[column]], shape.Columns[column]));
                values.Append(column == 0 ? "" : ", ").Append(name).Append(shape.Collations[column]);
            }

            values.Append(')');
        }

        values.Append(") AS r (").AppendJoin(", ", shape.Columns.Select(column => column.Name)).Append(')');
        batch.Add(file.TextFor(Dialect.SqlServer).Replace($"{shape.Parameter} AS r", values.ToString(), StringComparison.Ordinal), parameters);
        return true;
    }

    /// <summary>
    /// Whether a quote must be sent twice to this server to arrive once, and to stay a text: what stands behind it would be run as a statement. Not asked by
    /// version but seen, since a server where that is mended would keep both.
    /// </summary>
    internal static bool MustDoubleQuotes(SqlConnection connection)
    {
        const string sent = "''";
        var shape = Shapes.GetOrAdd(EchoText, file => Shape.Of(file, ["@entry_id", "@salt", "@text"]));
        using var command = new SqlCommand(EchoText.TextFor(Dialect.SqlServer), connection);
        command.Parameters.Add(new SqlParameter(shape.Parameter, SqlDbType.Structured) { TypeName = shape.Type, Value = Records(shape, [[0L, new byte[1], sent]], doublesQuotes: false) });
        return (string)command.ExecuteScalar() != sent;
    }

    private static IEnumerable<SqlDataRecord> Records(Shape shape, IReadOnlyList<SqlValue[]> rows, bool doublesQuotes)
    {
        var record = new SqlDataRecord(doublesQuotes ? Array.ConvertAll(shape.Columns, Widened) : shape.Columns);
        foreach (var row in rows)
        {
            for (var i = 0; i < shape.Columns.Length; i++) Set(record, i, row[shape.Sources[i]], doublesQuotes);
            yield return record;
        }
    }

    /// <summary>Room for a text of nothing but quotes, each twice: one that was cut off would leave a quote alone.</summary>
    private static SqlMetaData Widened(SqlMetaData column) => column.SqlDbType != SqlDbType.NVarChar || column.MaxLength < 0
        ? column
        : new SqlMetaData(column.Name, SqlDbType.NVarChar, column.MaxLength * 2 <= MostUnits ? column.MaxLength * 2 : SqlMetaData.Max);

    private static void Set(SqlDataRecord record, int column, SqlValue value, bool doublesQuotes)
    {
        if (value.TryNumber(out var number)) record.SetInt64(column, number);
        else switch (value.ToObject())
        {
            case null:
                record.SetDBNull(column);
                break;
            case string day when record.GetSqlMetaData(column).SqlDbType == SqlDbType.Date:
                record.SetDateTime(column, DateTime.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case string text:
                record.SetString(column, doublesQuotes ? text.Replace("'", "''", StringComparison.Ordinal) : text);
                break;
            case var bytes:
                record.SetSqlBinary(column, new System.Data.SqlTypes.SqlBinary((byte[])bytes));
                break;
        }
    }

    /// <param name="Sources">For each column, where among a row's values it stands.</param>
    /// <param name="Collations">What its values are compared by, as a clause to be put behind them; empty for most.</param>
    private sealed record Shape(string Parameter, string Type, SqlMetaData[] Columns, int[] Sources, string[] Collations)
    {
        internal static Shape Of(SqlFile file) => Of(file, [.. SqlFile.ParametersOf(file.TextFor(Dialect.Sqlite))]);

        /// <param name="order">What a row's values are for.</param>
        internal static Shape Of(SqlFile file, List<string> order)
        {
            var stated = TableParameter().Match(file.TextFor(Dialect.SqlServer));
            Invariant.Holds(stated.Success, $"{file.Path} takes a table on SQL Server");
            var made = MatchesOf(stated.Groups["type"].Value);
            SqlMetaData[] columns = [.. made.Select(column => Of(column.Groups["name"].Value, column.Groups["type"].Value, column.Groups["length"].Value))];
            int[] sources = [.. columns.Select(column => order.IndexOf("@" + column.Name))];
            Invariant.Holds(sources.Length == order.Count && sources.All(source => source >= 0), $"{file.Path} takes on SQL Server what it takes on SQLite");
            return new Shape(stated.Groups["name"].Value, stated.Groups["type"].Value, columns, sources, [.. made.Select(column => column.Groups["collation"].Value)]);
        }

        /// <summary>As the migration that made the type says: the server is not asked.</summary>
        private static IReadOnlyList<Match> MatchesOf(string type)
        {
            var made = Migrator.Carried(Dialect.SqlServer).SelectMany(migration => TableType().Matches(migration.Script)).Last(match => match.Groups["name"].Value == type);
            return Column().Matches(made.Groups["columns"].Value);
        }

        private static SqlMetaData Of(string name, string type, string length) => type switch
        {
            "bigint" => new(name, SqlDbType.BigInt),
            "date" => new(name, SqlDbType.Date),
            "nvarchar" => new(name, SqlDbType.NVarChar, LengthOf(length)),
            "varbinary" => new(name, SqlDbType.VarBinary, LengthOf(length)),
            _ => throw new InvariantBrokenException($"{name} {type} is a column that rows are sent in"),
        };

        private static long LengthOf(string length) => length == "max" ? SqlMetaData.Max : long.Parse(length, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^--\s*(?<name>@\w+):\s*(?<type>\w+)\s*$", RegexOptions.Multiline)]
    private static partial Regex TableParameter();

    [GeneratedRegex(@"^CREATE\s+TYPE\s+(?<name>\w+)\s+AS\s+TABLE\s*\((?<columns>[^;]*)\);", RegexOptions.Multiline)]
    private static partial Regex TableType();

    [GeneratedRegex(@"^\s+(?<name>\w+)\s+(?<type>\w+)(\((?<length>\w+)\))?(?<collation> COLLATE \w+)?", RegexOptions.Multiline)]
    private static partial Regex Column();
}
