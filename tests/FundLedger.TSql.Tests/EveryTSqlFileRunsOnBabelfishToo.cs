namespace FundLedger.TSql.Tests;

public sealed class EveryTSqlFileRunsOnBabelfishToo
{
    [Test]
    public void No_file_uses_what_Babelfish_lacks() => HouseRule.Stands(TSqlSource.ParseAll(SqlTree.OfRepository()).SelectMany(BabelfishGaps.In));

    [TestCase("CREATE OR ALTER PROCEDURE p AS SELECT 1", "CREATE OR ALTER")]
    [TestCase("CREATE OR ALTER VIEW v AS SELECT 1 AS a", "CREATE OR ALTER")]
    [TestCase("CREATE OR ALTER TRIGGER t ON a AFTER INSERT AS SELECT 1", "CREATE OR ALTER")]
    [TestCase("CREATE OR ALTER FUNCTION f() RETURNS INT AS BEGIN RETURN 1 END", "CREATE OR ALTER")]
    [TestCase("CREATE TABLE a (b INT, INDEX i (b))", "an INDEX inside a table")]
    [TestCase("CREATE TABLE a (b INT INDEX i)", "an INDEX inside a table")]
    [TestCase("CREATE TYPE a AS TABLE (b INT, INDEX i (b))", "an INDEX inside a table")]
    [TestCase("CREATE SEQUENCE s AS BIGINT START WITH 1 NO CACHE", "NO CACHE")]
    [TestCase("ALTER TABLE a ADD b INT NULL, c INT NULL", "a second column")]
    [TestCase("MERGE a USING b ON a.c = b.c WHEN MATCHED THEN UPDATE SET d = 1 OUTPUT inserted.d;", "MERGE with OUTPUT")]
    [TestCase("MERGE TOP (1) a USING b ON a.c = b.c WHEN MATCHED THEN DELETE;", "MERGE with TOP")]
    [TestCase("WITH b AS (SELECT 1 AS c) MERGE a USING b ON a.c = b.c WHEN MATCHED THEN DELETE;", "MERGE with a common table expression")]
    [TestCase("MERGE a USING b ON a.c = b.c WHEN NOT MATCHED BY SOURCE THEN DELETE;", "NOT MATCHED BY SOURCE")]
    [TestCase("WAITFOR DELAY '00:00:01'", "WAITFOR")]
    [TestCase("DENY DELETE ON a TO b", "DENY")]
    [TestCase("CREATE TABLE a (b INT PRIMARY KEY, f DATETIME2 GENERATED ALWAYS AS ROW START, t DATETIME2 GENERATED ALWAYS AS ROW END, "
        + "PERIOD FOR SYSTEM_TIME (f, t)) WITH (SYSTEM_VERSIONING = ON)", "a temporal table")]
    [TestCase("SELECT TOP (1) WITH TIES b FROM a ORDER BY b", "WITH TIES")]
    [TestCase("SELECT GROUPING(b) FROM a GROUP BY ROLLUP (b)", "GROUPING()")]
    [TestCase("SELECT b FROM a FOR JSON AUTO", "FOR JSON AUTO")]
    [TestCase("UPDATE a SET @v = b = b + 1", "SET @v = column")]
    [TestCase("SELECT @s = @s + b FROM a", "keeps the last row only")]
    [TestCase("SELECT @s += b FROM a", "keeps the last row only")]
    [TestCase("SELECT HASHBYTES('SHA2_256', b) FROM a", "HASHBYTES of text")]
    [TestCase("SELECT HASHBYTES('SHA2_256', CAST(b AS NVARCHAR(10))) FROM a", "HASHBYTES of text")]
    public void A_planted_gap_is_caught_with_its_line(string sql, string what) =>
        Assert.That(Gaps("\n" + sql), Has.Exactly(1).Items.And.All.StartsWith("sql/sqlserver/a/b.sql(2): Babelfish lacks ").And.All.Contains(what));

    [TestCase("CREATE TABLE a (b INT PRIMARY KEY, c INT UNIQUE)")]
    [TestCase("CREATE UNIQUE INDEX i ON a (b) WHERE b IS NOT NULL")]
    [TestCase("CREATE SEQUENCE s AS BIGINT START WITH 1 CACHE 50")]
    [TestCase("MERGE a USING (SELECT @c AS c) AS b ON a.c = b.c WHEN MATCHED THEN UPDATE SET d = 1 WHEN NOT MATCHED THEN INSERT (c) VALUES (b.c);")]
    [TestCase("ALTER TABLE a ADD b INT NULL CHECK (b > 0), CONSTRAINT d CHECK (b < 9)")]
    [TestCase("SELECT TOP (1) b FROM a ORDER BY b")]
    [TestCase("SELECT b FROM a FOR JSON PATH")]
    [TestCase("UPDATE a SET b = b + 1 OUTPUT inserted.b")]
    [TestCase("SELECT @s = b FROM a")]
    [TestCase("SELECT @s = @s + 1")]
    [TestCase("SELECT HASHBYTES('SHA2_256', CAST(b AS VARBINARY(32))), HASHBYTES('SHA2_256', 0x00) FROM a")]
    public void What_both_run_passes(string sql) => Assert.That(Gaps(sql), Is.Empty);

    private static IEnumerable<string> Gaps(string sql)
    {
        var source = TSqlSource.Parse("a/b", new SourceFile("sql/sqlserver/a/b.sql", sql));
        Assert.That(source.Mistakes, Is.Empty, "the planted statement itself must parse");
        return BabelfishGaps.In(source);
    }
}
