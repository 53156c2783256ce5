namespace FundLedger.TSql.Tests;

/// <summary>What the parser knows about parameters and plain text does not; the rest is in the rules of the house.</summary>
public sealed class ParametersMatchTheirTwin
{
    [Test]
    public void The_rules_of_the_house_read_the_same_parameters_off_the_text_as_the_parser_does() =>
        HouseRule.Stands(TSqlSource.ParseAll(SqlTree.OfRepository()).Where(source => !source.IsMigration).SelectMany(Misread));

    [Test]
    public void A_table_parameter_carries_just_the_columns_that_the_twin_takes_one_by_one() => HouseRule.Stands(UnlikeTables(SqlTree.OfRepository()));

    [TestCase("SELECT @a, @b WHERE c = @a")]
    [TestCase("UPDATE t SET a = @a, b = @b OUTPUT inserted.a WHERE c = @c")]
    [TestCase("DECLARE @x INT = (SELECT MAX(a) FROM b WHERE c IN (@p, @q)), @y BIT; SELECT @x, @y, @p, @@ROWCOUNT, '@z' /* @w */ -- @v")]
    [TestCase("DECLARE @t TABLE (a INT, b INT); INSERT INTO @t SELECT @a, @b; SELECT a FROM @t")]
    [TestCase("DECLARE @taken INT; EXEC @taken = sp_getapplock @Resource = @key, @LockMode = 'Exclusive'; SELECT @taken")]
    [TestCase("-- @lines: line_table\nINSERT INTO a SELECT b, @c FROM @lines")]
    public void Text_and_parser_agree(string sql) => Assert.That(Misread(TSqlSource.Parse("a/b", new SourceFile("sql/sqlserver/a/b.sql", sql))), Is.Empty);

    [Test]
    public void A_planted_statement_whose_text_misleads_is_caught() =>
        Assert.That(
            Misread(TSqlSource.Parse("a/b", new SourceFile("sql/sqlserver/a/b.sql", "DECLARE @x INT\nSELECT 1, @p"))),
            Is.EqualTo(new[] { "sql/sqlserver/a/b.sql takes @p, but its text reads as (none): end each DECLARE and EXEC with a semicolon" }));

    [TestCase("@account, @amount, @entry", "INSERT INTO t SELECT l.account, l.amount, @entry FROM @lines AS l", ExpectedResult = "")]
    [TestCase("@account, @entry", "INSERT INTO t SELECT l.account, l.amount, @entry FROM @lines AS l",
        ExpectedResult = "a/b: line_table carries account, amount; the twin takes account")]
    [TestCase("@account, @amount, @currency, @entry", "INSERT INTO t SELECT l.account, l.amount, @entry FROM @lines AS l",
        ExpectedResult = "a/b: line_table carries account, amount; the twin takes account, amount, currency")]
    public string A_planted_table_parameter_with_other_columns_is_caught(string twin, string sql) => string.Join('\n', UnlikeTables(SqlTree.Of(
        new SourceFile("sql/sqlserver/migrations/0001_a.sql", "CREATE TYPE line_table AS TABLE (account INT NOT NULL, amount BIGINT NOT NULL);"),
        new SourceFile("sql/sqlite/a/b.sql", $"INSERT INTO t VALUES ({twin})"),
        new SourceFile("sql/sqlserver/a/b.sql", "-- @lines: line_table\n" + sql))));

    private static IEnumerable<string> Misread(TSqlSource source)
    {
        var parsed = source.Parameters();
        var read = SqlText.Parameters(source.File.Text);
        if (!parsed.ToHashSet().SetEquals(read))  // the parser visits an UPDATE's WHERE before its SET: order is the text's
            yield return $"{source.File.Path} takes {Listed(parsed)}, but its text reads as {Listed(read)}: end each DECLARE and EXEC with a semicolon";
    }

    private static IEnumerable<string> UnlikeTables(SqlTree tree)
    {
        var sources = TSqlSource.ParseAll(tree);
        var schema = MigratedSchema.Of(sources);
        foreach (var source in sources.Where(source => source.TableParameters.Count > 0 && tree.Sqlite.ContainsKey(source.Name)))
        {
            var carried = source.TableParameters.Values.SelectMany(type => TableParameters.ColumnsOf(schema, type) ?? []).ToList();
            var taken = SqlText.Parameters(tree.Sqlite[source.Name].Text).Except(source.Parameters()).Select(parameter => parameter.TrimStart('@')).ToList();
            if (!carried.ToHashSet().SetEquals(taken))
                yield return $"{source.Name}: {string.Join(", ", source.TableParameters.Values)} carries {string.Join(", ", carried)}; "
                    + $"the twin takes {string.Join(", ", taken)}";
        }
    }

    private static string Listed(IReadOnlyList<string> names) => names.Count == 0 ? "(none)" : string.Join(", ", names);
}
