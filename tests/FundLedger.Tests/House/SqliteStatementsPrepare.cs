using FundLedger.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FundLedger.Tests.House;

/// <summary>Every SQLite file is compiled by SQLite itself against the tables that the migrations make.</summary>
public sealed class SqliteStatementsPrepare
{
    [Test]
    public void Every_statement_prepares_on_a_migrated_database()
    {
        using var connection = Opened();
        Migrator.Upgrade(connection, Dialect.Sqlite, nowMicroseconds: 0);
        HouseRule.Stands(Unprepared(connection, SqlTree.OfRepository().Sqlite));
    }

    [TestCase("SELECT id FROM fund", "no such table: fund")]
    [TestCase("SELECT idd FROM funds", "no such column: idd")]
    [TestCase("SELEC id FROM funds", "syntax error")]
    [TestCase("SELECT no_such_function(id) FROM funds", "no such function")]
    [TestCase("SELECT id FROM funds; SELECT id FROM funds", "holds more than one statement")]
    [TestCase("-- nothing but a comment\n", "holds no statement")]
    [TestCase("SELECT id FROM funds WHERE id = ?", "every parameter needs a name that starts with @")]
    [TestCase("SELECT id FROM funds WHERE id = :id", "every parameter needs a name that starts with @")]
    public void A_planted_mistake_is_caught(string sql, string expected) =>
        Assert.That(Violations(sql), Has.One.Contains(expected).And.One.Contains("funds/planted.sql"));

    [TestCase("SELECT id FROM funds WHERE id = @id")]
    [TestCase("-- why\nINSERT INTO funds (id) VALUES (@id) ON CONFLICT DO NOTHING RETURNING id; -- and the end\n\n")]
    public void A_right_statement_passes(string sql) => Assert.That(Violations(sql), Is.Empty);

    private static List<string> Violations(string sql)
    {
        using var connection = Opened();
        using var table = connection.CreateCommand();
        table.CommandText = "CREATE TABLE funds (id TEXT PRIMARY KEY) STRICT";
        table.ExecuteNonQuery();
        return Unprepared(connection, SqlTree.Of(new SourceFile("sql/sqlite/funds/planted.sql", sql)).Sqlite);
    }

    private static SqliteConnection Opened()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return connection;
    }

    private static List<string> Unprepared(SqliteConnection connection, IReadOnlyDictionary<string, SourceFile> files) =>
        [.. files.Where(file => !SqlTree.IsMigration(file.Key)).Select(file => Prepare(connection.Handle!, file.Value)).OfType<string>()];

    private static string? Prepare(sqlite3 database, SourceFile file)
    {
        if (raw.sqlite3_prepare_v2(database, file.Text, out var statement, out var tail) != raw.SQLITE_OK)
        {
            return $"{file.Path}: {raw.sqlite3_errmsg(database).utf8_to_string()}";
        }

        using (statement)
        {
            if (statement.IsInvalid) return $"{file.Path} holds no statement";
            if (SqlText.Bare(tail).Trim().Length > 0) return $"{file.Path} holds more than one statement";
            var named = Enumerable.Range(1, raw.sqlite3_bind_parameter_count(statement))
                .Select(index => raw.sqlite3_bind_parameter_name(statement, index).utf8_to_string());
            return SqlText.Parameters(file.Text).SequenceEqual(named) ? null : $"{file.Path}: every parameter needs a name that starts with @";
        }
    }
}
