using FundLedger.Storage;
using Microsoft.Data.SqlClient;

namespace FundLedger.TSql.Tests;

/// <summary>No server is needed to know that a T-SQL file names only what the migrations made.</summary>
public sealed class EveryTSqlFileBinds
{
    private const string Funds =
        """
        CREATE TABLE funds (
          fund_id INT IDENTITY NOT NULL PRIMARY KEY,
          code NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
          parent_id INT NULL REFERENCES funds);
        CREATE INDEX funds_by_parent ON funds (parent_id);
        GO
        CREATE TYPE fund_table AS TABLE (code NVARCHAR(20) NOT NULL PRIMARY KEY, parent_id INT NULL);
        GO
        CREATE TRIGGER funds_stay ON funds INSTEAD OF DELETE AS THROW 50000, N'funds stay', 1;
        GO
        INSERT INTO funds (code) VALUES (N'first');
        """;

    [Test]
    public void Every_file_parses_and_names_only_what_exists() => HouseRule.Stands(BoundModel.Mistakes(SqlTree.OfRepository()));

    /// <summary>Few rows go as parameters in place of the table, and several such statements in one text.</summary>
    [Test]
    public void Files_that_take_a_table_bind_with_rows_in_its_place_and_together()
    {
        var tree = SqlTree.OfRepository();
        var files = tree.SqlServer.Where(file => SqlText.TableParameters(file.Value.Text).Count > 0 && tree.Sqlite.ContainsKey(file.Key)).Select(file => file.Key).ToList();
        var texts = files.Select(file => TextOf(file)).Append(TextOf([.. files])).ToList();
        Assert.That(texts, Has.None.Contains("@rows"));
        SourceFile[] migrations = [.. tree.SqlServer.Where(file => SqlTree.IsMigration(file.Key)).Select(file => file.Value)];
        HouseRule.Stands(BoundModel.Mistakes(SqlTree.Of([.. migrations, .. texts.Select((text, i) => Statement($"together_{i}", text))])));

        string TextOf(params string[] together)
        {
            var batch = new StatementBatch();
            foreach (var file in together)
            {
                SqlValue[] row = [.. SqlText.Parameters(tree.Sqlite[file].Text).Select(name => (SqlValue)1L)];
                Assert.That(TableCommand.TryAdd(batch, new SqlFile(file), [row, row]), file);
            }

            using var command = batch.Take(new SqlConnection(), null);
            return command.CommandText;
        }
    }

    [TestCase("SELECT code FROM funds WHERE fund_id = @fund_id ORDER BY code OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY")]
    [TestCase("-- why\nINSERT INTO funds (code) OUTPUT inserted.fund_id VALUES (@code);")]
    [TestCase("UPDATE funds WITH (UPDLOCK, HOLDLOCK) SET code = @code OUTPUT deleted.code WHERE fund_id = @fund_id")]
    [TestCase("DECLARE @taken INT; EXEC @taken = sp_getapplock @Resource = @key, @LockMode = 'Exclusive'; SELECT @taken;")]
    [TestCase("SELECT name FROM sys.tables WHERE name = @name")]
    [TestCase("-- @funds: fund_table\nINSERT INTO funds (code, parent_id) SELECT f.code, f.parent_id FROM @funds AS f")]
    [TestCase("WITH up AS (SELECT fund_id, parent_id FROM funds "
        + "UNION ALL SELECT f.fund_id, up.parent_id FROM funds AS f JOIN up ON f.parent_id = up.fund_id) SELECT fund_id FROM up")]
    public void A_right_statement_passes(string sql) => Assert.That(Mistakes(sql), Is.Empty);

    [TestCase("\nSELECT cod FROM funds", "load.sql(2)", "[funds].[cod]")]
    [TestCase("\n\nSELECT code FROM fund", "load.sql(3)", "[fund]")]
    [TestCase("SELECT code\nFORM funds", "load.sql(2)", "Incorrect syntax")]
    [TestCase("SELECT x.code FROM funds AS f", "load.sql(1)", "[x]")]
    [TestCase("WITH c AS (SELECT code FROM funds) SELECT c.cod FROM c", "load.sql(1)", "c.cod")]
    [TestCase("INSERT INTO funds (code, parent) VALUES (@code, @parent)", "load.sql(1)", "[parent]")]
    [TestCase("UPDATE funds SET code = @code OUTPUT inserted.cod", "load.sql(1)", "[cod]")]
    [TestCase("SELECT NEXT VALUE FOR numbers", "load.sql(1)", "[numbers]")]
    [TestCase("EXEC make_fund @code = @code", "load.sql(1)", "[make_fund]")]
    [TestCase("-- @funds: fund_table\nINSERT INTO funds (code)\nSELECT f.cod FROM @funds AS f", "load.sql(3)", "fund_table has no column cod")]
    [TestCase("-- @funds: funds_table\nINSERT INTO funds (code) SELECT f.code FROM @funds AS f", "load.sql", "no migration makes the type funds_table")]
    [TestCase("-- @fund: fund_table\nSELECT code FROM funds", "load.sql", "states the type of @fund and never uses it")]
    [TestCase("SELECT code FROM @funds AS f", "load.sql", "@funds")]
    [TestCase("SELECT code FROM funds\nGO\nSELECT code FROM funds", "load.sql", "holds GO")]
    [TestCase("-- nothing", "load.sql", "holds no statement")]
    public void A_planted_mistake_is_caught(string sql, string where, string what)
    {
        var mistakes = Mistakes(sql);
        Assert.That(mistakes, Has.Some.Contains(where).And.Some.Contains(what), string.Join('\n', mistakes));
    }

    [Test]
    public void A_misspelt_parameter_of_one_statement_does_not_hide_the_mistakes_of_another() =>
        Assert.That(
            BoundModel.Mistakes(SqlTree.Of(
                Migration(1, Funds), Statement("a", "DECLARE @x INT; DECLARE @x INT; SELECT @x"), Statement("b", "SELECT cod FROM funds"))),
            Has.Some.Contains("a.sql(1)").And.Some.Contains("b.sql(1)"));

    [TestCase("CREATE TABLE gifts (fund_id INT NOT NULL REFERENCES fund)", "[fund]")]
    [TestCase("CREATE TABLE gifts (amount BIGINT NOT NULL, CONSTRAINT positive CHECK (amout > 0))", "[amout]")]
    [TestCase("CREATE UNIQUE INDEX funds_once ON funds (cod)", "[cod]")]
    [TestCase("CREATE TRIGGER t ON funds AFTER INSERT AS IF EXISTS (SELECT cod FROM inserted) THROW 50000, N'no', 1;", "[cod]")]
    [TestCase("INSERT INTO funds (cod) VALUES (N'second')", "[cod]")]
    [TestCase("ALTER TABLE fund ADD name NVARCHAR(10) NULL", "what this alters in dbo.fund does not exist")]
    [TestCase("ALTER TABLE funds DROP COLUMN nam", "what this alters in dbo.funds does not exist")]
    [TestCase("DROP INDEX funds_by_parents ON funds", "there is no dbo.funds.funds_by_parents to drop")]
    [TestCase("CREATE TABLE funds (fund_id INT NOT NULL)", "dbo.funds exists already")]
    [TestCase("ALTER TABLE funds NOCHECK CONSTRAINT ALL", "the checker cannot follow")]
    public void A_planted_mistake_in_a_migration_is_caught(string sql, string what)
    {
        var mistakes = BoundModel.Mistakes(SqlTree.Of(Migration(1, Funds), Migration(2, sql)));
        Assert.That(mistakes, Has.Some.Contains(what).And.Some.StartsWith("sql/sqlserver/migrations/0002_planted.sql(1)"), string.Join('\n', mistakes));
    }

    [Test]
    public void Statements_are_bound_to_what_the_last_migration_left()
    {
        SourceFile[] migrations =
        [
            Migration(1, Funds),
            Migration(2, "ALTER TABLE funds ADD name NVARCHAR(50) NULL, CONSTRAINT named CHECK (name <> N'');\n"
                + "DROP INDEX funds_by_parent ON funds;\nALTER TABLE funds DROP COLUMN parent_id;"),
            Migration(3, "ALTER TABLE funds ALTER COLUMN name NVARCHAR(80) NOT NULL;\n"
                + "ALTER TABLE funds DROP CONSTRAINT named;\nCREATE INDEX funds_by_name ON funds (name);"),
        ];

        Assert.That(BoundModel.Mistakes(SqlTree.Of([.. migrations, Statement("a", "SELECT name FROM funds")])), Is.Empty);
        Assert.That(BoundModel.Mistakes(SqlTree.Of([.. migrations, Statement("a", "SELECT parent_id FROM funds")])), Has.One.Contains("[parent_id]"));
    }

    [Test]
    public void The_table_that_lists_the_migrations_is_known_from_the_file_that_makes_it() =>
        Assert.That(
            BoundModel.Mistakes(SqlTree.Of(
                Statement("create_list", "IF OBJECT_ID(N'applied') IS NULL CREATE TABLE applied (number INT NOT NULL PRIMARY KEY)"),
                Statement("list", "SELECT number FROM applied"))),
            Is.Empty);

    private static IReadOnlyList<string> Mistakes(string sql) => BoundModel.Mistakes(SqlTree.Of(Migration(1, Funds), Statement("load", sql)));

    private static SourceFile Migration(int number, string sql) => new($"sql/sqlserver/migrations/{number:D4}_planted.sql", sql);

    private static SourceFile Statement(string name, string sql) => new($"sql/sqlserver/funds/{name}.sql", sql);
}
