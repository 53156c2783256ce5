using FundLedger.Storage;
using FundLedger.Tests.House;
using Microsoft.Data.SqlClient;
using Microsoft.Data.SqlClient.Server;

namespace FundLedger.Tests.Storage;

/// <summary>What would go to a server in one round trip; none is needed to look at it.</summary>
public sealed class SendingRowsAsATable
{
    [Test]
    public void Every_file_that_takes_a_table_gets_each_value_in_the_column_of_its_name()
    {
        var tree = SqlTree.OfRepository();
        var files = tree.SqlServer.Where(file => SqlText.TableParameters(file.Value.Text).Count > 0 && tree.Sqlite.ContainsKey(file.Key)).Select(file => file.Key).ToList();
        Assert.That(files, Has.Member("ledger/insert_entry").And.Member("donations/count_known_row"));
        foreach (var file in files)
        {
            var parameters = SqlText.Parameters(tree.Sqlite[file].Text).ToList();
            var record = Records(file, [.. parameters.Select((name, i) => ValueOf(name, i))]).Single();
            foreach (var (name, i) in parameters.Select((name, i) => (name[1..], i)))
                Assert.That(record.GetValue(record.GetOrdinal(name)), Is.EqualTo(Sent(record, name, i)), $"{file} {name}");
        }
    }

    [Test]
    public void What_is_not_there_is_sent_as_null_and_many_rows_in_their_order()
    {
        var rows = Records("ledger/insert_text", [1L, new byte[32], "a"], [2L, new byte[32], "b"]).ToList();
        Assert.That(rows, Is.EqualTo(new[] { "1 a", "2 b" }));
        Assert.That(Records("donations/insert_donation", [1L, 2L, 3L, 4L, "CNY", 5L, (string?)null, (long?)null, (long?)null, (string?)null, (long?)null]).Single(record => Enumerable.Range(6, 5).All(record.IsDBNull)), Is.Not.Null);
    }

    [TestCase(false, 200)]
    [TestCase(true, 400)]
    public void A_text_of_quotes_only_is_never_cut_off_where_each_must_go_twice(bool doublesQuotes, int units)
    {
        var order = SqlText.Parameters(SqlTree.OfRepository().Sqlite["donors/insert_donors"].Text);
        var record = RecordsOf("donors/insert_donors", [[.. order.Select((name, i) => name == "@name" ? new string('\'', 200) : ValueOf(name, i))]], doublesQuotes).Single();
        Assert.That(record.GetString(record.GetOrdinal("name")), Is.EqualTo(new string('\'', units)));
    }

    [Test]
    public void Few_rows_of_every_such_file_go_as_parameters_of_its_text_each_in_the_column_of_its_name()
    {
        var tree = SqlTree.OfRepository();
        foreach (var file in tree.SqlServer.Where(file => SqlText.TableParameters(file.Value.Text).Count > 0 && tree.Sqlite.ContainsKey(file.Key)).Select(file => file.Key))
        {
            var parameters = SqlText.Parameters(tree.Sqlite[file].Text).ToList();
            SqlValue[] row = [.. parameters.Select((name, i) => ValueOf(name, i))];
            var record = RecordsOf(file, [row]).Single();
            using var command = Together(file, row, row);
            var columns = System.Text.RegularExpressions.Regex.Match(command.CommandText, @"\) AS r \((?<names>[^)]*)\)").Groups["names"].Value.Split(", ");
            Assert.That(columns, Is.EquivalentTo(parameters.Select(name => name[1..])), file);
            Assert.That(command.Parameters, Has.Count.EqualTo(2 * columns.Length), file);
            for (var i = 0; i < command.Parameters.Count; i++)
            {
                var (sent, column) = (command.Parameters[i], record.GetSqlMetaData(record.GetOrdinal(columns[i % columns.Length])));
                Assert.That((sent.SqlDbType, sent.Value), Is.EqualTo((column.SqlDbType, record.GetValue(record.GetOrdinal(column.Name)))), $"{file} {column.Name}");
            }
        }
    }

    [Test]
    public void Statements_that_go_together_share_no_name()
    {
        var batch = new StatementBatch();
        batch.Add("DECLARE @Lock int; -- @a, and why\nUPDATE t SET a = @a, b = @Lock;", ["first"]);
        batch.Add("IF @@ROWCOUNT > 0 SELECT @a", [2L]);
        using var connection = new SqlConnection();
        using var command = batch.Take(connection, null);
        Assert.That(command.CommandText, Is.EqualTo("DECLARE @Lock_s0 int; \nUPDATE t SET a = @a_s0, b = @Lock_s0;\nIF @@ROWCOUNT > 0 SELECT @a_s1\n"));
        Assert.That(command.Parameters.Cast<SqlParameter>().Select(parameter => $"{parameter.ParameterName} {parameter.Value}"), Is.EqualTo(new[] { "@a_s0 first", "@a_s1 2" }));
        Assert.That(batch.IsEmpty);
    }

    [Test]
    public void Many_rows_go_as_a_table()
    {
        SqlValue[] row = [1L, new byte[32], "a"];
        Assert.That(TableCommand.TryAdd(new StatementBatch(), new SqlFile("ledger/insert_text"), [.. Enumerable.Repeat(row, 21)]));
        Assert.That(TableCommand.TryAdd(new StatementBatch(), new SqlFile("ledger/insert_text"), [.. Enumerable.Repeat(row, 22)]), Is.False);
    }

    [TestCase(10, 4_000)]
    [TestCase(4_000, 4_000)]
    [TestCase(4_001, -1)]
    public void Texts_go_in_few_lengths_so_that_a_server_keeps_few_plans(int length, int size) =>
        Assert.That(SqlParameters.Of("@a", new string('x', length)).Size, Is.EqualTo(size));

    [Test]
    public void A_text_too_long_for_its_column_is_sent_whole_for_the_column_to_refuse()
    {
        var name = SqlParameters.Of("@name", new string('x', 201), new SqlMetaData("name", System.Data.SqlDbType.NVarChar, 200));
        Assert.That((name.Size, ((string)name.Value).Length), Is.EqualTo((-1, 201)));
    }

    private static SqlCommand Together(string file, params SqlValue[][] rows)
    {
        var batch = new StatementBatch();
        Assert.That(TableCommand.TryAdd(batch, new SqlFile(file), rows), file);
        return batch.Take(new SqlConnection(), null);
    }

    private static IEnumerable<string> Records(string file, SqlValue[] first, SqlValue[] second) =>
        RecordsOf(file, [first, second]).Select(record => $"{record.GetInt64(0)} {record.GetString(2)}");

    private static IEnumerable<SqlDataRecord> Records(string file, SqlValue[] row) => RecordsOf(file, [row]);

    private static IEnumerable<SqlDataRecord> RecordsOf(string file, SqlValue[][] rows, bool doublesQuotes = false)
    {
        using var connection = new SqlConnection();
        var tx = new LedgerTransaction(connection, null, Dialect.SqlServer, new LedgerIdentity(Guid.Empty, IsDemo: true, new byte[32])) { DoublesQuotes = doublesQuotes };
        using var command = TableCommand.Of(tx, new SqlFile(file), rows);
        return (IEnumerable<SqlDataRecord>)command.Parameters[0].Value;
    }

    /// <summary>Of the type that the column has, another for each place in the row.</summary>
    private static SqlValue ValueOf(string name, int i)
    {
        var bare = name[1..];
        if (bare is "occurred_on" or "gift_day" or "bank_day" or "last_day") return "2026-03-15";
        if (bare is "document_sha256" or "text_commitment" or "hash" or "line_hash" or "salt" or "name_key" or "row_key" or "counter_key") return new[] { (byte)i };
        return bare is "kind" or "operation" or "content" or "outcome" or "document_type" or "document_id" or "actor" or "operation_key" or "subject" or "currency" or "text" or "name" or "bank_reference" or "channel" or "scope" or "limited_by" or "reason" or "reference" or "counterparty" or "how" ? $"t{i}" : (long)i;
    }

    private static object Sent(SqlDataRecord record, string name, int i) => record.GetSqlMetaData(record.GetOrdinal(name)).SqlDbType switch
    {
        System.Data.SqlDbType.BigInt => (long)i,
        System.Data.SqlDbType.Date => new DateTime(2026, 3, 15),
        System.Data.SqlDbType.NVarChar => $"t{i}",
        _ => new[] { (byte)i },
    };
}
