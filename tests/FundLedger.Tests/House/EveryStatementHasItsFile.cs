namespace FundLedger.Tests.House;

public sealed class EveryStatementHasItsFile
{
    /// <summary>Folders that one dialect has alone, and why. Everything else exists in both.</summary>
    private static readonly Dictionary<string, string> OneDialectOnly = new()
    {
        ["sqlserver/server/"] = "locks between processes and settings of a database that an embedded file has no need of",
        ["sqlserver/hardening/"] = "grants and settings that an embedded file has no counterpart of",
    };

    [Test]
    public void Every_name_given_to_SqlFile_is_a_literal_with_a_file_in_each_dialect_that_has_begun() =>
        HouseRule.Stands(NamesWithoutFile(SqlTree.OfRepository(), SqlFileUses.OfTheCore()));

    [Test]
    public void Every_sql_file_is_used() => HouseRule.Stands(UnusedFiles(SqlTree.OfRepository(), SqlFileUses.OfTheCore()));

    [Test]
    public void Every_file_has_its_twin_in_the_other_dialect()
    {
        var tree = SqlTree.OfRepository();
        var missing = MissingTwins(tree).ToList();
        if (missing.Count > 0 && tree.SqlServer.Count == 0)
            Assert.Ignore($"sql/sqlserver has not begun; it will need {missing.Count} file(s):\n{string.Join('\n', missing)}");
        HouseRule.Stands(missing);
    }

    [Test]
    public void Twins_take_the_same_parameters_in_the_same_order() => HouseRule.Stands(UnlikeTwins(SqlTree.OfRepository()));

    [Test]
    public void Every_file_lies_in_a_folder_of_one_of_the_two_dialects() => HouseRule.Stands(Strays(Repository.Files("sql", ".sql", ".SQL")));

    [Test]
    public void Files_of_the_reporting_folder_only_read() =>
        HouseRule.Stands(SqlTree.OfRepository().All.Where(file => file.Path.Split('/') is ["sql", _, "reporting", ..] && !SqlText.OnlyReads(file.Text))
            .Select(file => $"{file.Path} does more than read"));

    [Test]
    public void A_planted_name_without_file_is_caught()
    {
        var tree = SqlTree.Of(new SourceFile("sql/sqlite/funds/load.sql", "SELECT 1"), new SourceFile("sql/sqlserver/funds/other.sql", "SELECT 1"));
        SqlFileUse[] uses = [new("funds/load", "A"), new("funds/misspelt", "B"), new(null, "C")];
        Assert.That(NamesWithoutFile(tree, uses), Is.EquivalentTo(new[]
        {
            "A names 'funds/load': there is no sql/sqlserver/funds/load.sql",
            "B names 'funds/misspelt': there is no sql/sqlite/funds/misspelt.sql",
            "B names 'funds/misspelt': there is no sql/sqlserver/funds/misspelt.sql",
            "C makes a SqlFile from something else than a literal: no test can find its file",
        }));
    }

    [Test]
    public void A_planted_unused_file_is_caught() =>
        Assert.That(
            UnusedFiles(
                SqlTree.Of(new SourceFile("sql/sqlite/funds/load.sql", ""), new SourceFile("sql/sqlite/migrations/0001_a.sql", "")), [new("funds/list", "A")]),
            Is.EqualTo(new[] { "sql/sqlite/funds/load.sql is used by no SqlFile" }));

    [Test]
    public void Planted_missing_twins_are_named()
    {
        var tree = SqlTree.Of(
            new SourceFile("sql/sqlite/funds/load.sql", ""), new SourceFile("sql/sqlite/funds/list.sql", ""),
            new SourceFile("sql/sqlserver/funds/list.sql", ""), new SourceFile("sql/sqlserver/funds/lock.sql", ""),
            new SourceFile("sql/sqlserver/hardening/grants.sql", ""));
        Assert.That(MissingTwins(tree), Is.EquivalentTo(new[]
        {
            "sql/sqlserver/funds/load.sql is missing: sql/sqlite/funds/load.sql exists",
            "sql/sqlite/funds/lock.sql is missing: sql/sqlserver/funds/lock.sql exists",
        }));
    }

    [TestCase("SELECT @a, @b", "SELECT @a", "only sqlite has @b")]
    [TestCase("SELECT @a", "SELECT @a, @B", "only sqlserver has @B")]
    [TestCase("SELECT @a /* @b */ , '@c' -- @d", "SELECT @b", "only sqlite has @a; only sqlserver has @b")]
    [TestCase("SELECT @a, @b", "-- @lines: line_table\nINSERT INTO t SELECT l.b, @c FROM @lines AS l WHERE x = @a", "only sqlserver has @c")]
    [TestCase("SELECT @a, @b", "SELECT @b, @a", "sqlite names @a, @b in this order, sqlserver @b, @a")]
    public void Planted_unlike_twins_are_caught(string sqlite, string sqlServer, string expected) =>
        Assert.That(UnlikeTwins(Twins(sqlite, sqlServer)), Is.EqualTo(new[] { $"funds/load: {expected}" }));

    [TestCase("SELECT @a, @b", "DECLARE @x INT = f(@a, 1), @y BIT;\nSELECT @x, @y, @b, @@ROWCOUNT")]
    [TestCase("SELECT @key", "DECLARE @taken INT; EXEC @taken = sp_getapplock @Resource = @key, @LockMode = 'Exclusive'; SELECT @taken")]
    [TestCase("INSERT INTO t VALUES (@account, @amount, @entry)", "-- @lines: line_table\nINSERT INTO t SELECT account, amount, @entry FROM @lines")]
    public void Like_twins_pass(string sqlite, string sqlServer) => Assert.That(UnlikeTwins(Twins(sqlite, sqlServer)), Is.Empty);

    [Test]
    public void A_file_outside_the_dialect_folders_is_caught() =>
        Assert.That(
            Strays(new[] { "sql/mysql/a/b.sql", "sql/sqlite/b.sql", "sql/sqlite/a/b.SQL", "sql/sqlite/a/b.sql" }.Select(path => new SourceFile(path, ""))),
            Has.Exactly(3).Items);

    [TestCase("SELECT 1", ExpectedResult = true)]
    [TestCase("-- why\nWITH a AS (SELECT 1 AS deleted_at) SELECT 'DELETE', updated FROM a", ExpectedResult = true)]
    [TestCase("WITH a AS (SELECT 1) DELETE FROM b", ExpectedResult = false)]
    [TestCase("SELECT 1; UPDATE b SET c = 1", ExpectedResult = false)]
    [TestCase("SELECT * INTO copy FROM b", ExpectedResult = false)]
    public bool A_planted_write_in_a_reading_file_is_caught(string sql) => SqlText.OnlyReads(sql);

    [Test]
    public void Names_given_in_fields_lists_and_async_code_are_found_and_a_made_up_name_is_seen_as_none()
    {
        var uses = SqlFileUses.In(AssemblyReader.Of(typeof(Planted.NamedFile)), typeof(Planted.NamedFile).FullName!);
        Assert.That(uses.Select(use => use.Name), Is.EquivalentTo(new[] { "planted/plain", "planted/first", "planted/second", "planted/in_async", null }));
        Assert.That(uses.Select(use => use.Owner), Is.All.EqualTo(typeof(Planted.UserOfFiles).FullName));
    }

    private static IEnumerable<string> NamesWithoutFile(SqlTree tree, IEnumerable<SqlFileUse> uses)
    {
        foreach (var use in uses)
        {
            if (use.Name is null) yield return $"{use.Owner} makes a SqlFile from something else than a literal: no test can find its file";
            else
            {
                if (!tree.Sqlite.ContainsKey(use.Name) && !(tree.SqlServer.TryGetValue(use.Name, out var alone) && IsAlone(alone))) yield return $"{use.Owner} names '{use.Name}': there is no sql/sqlite/{use.Name}.sql";
                if (tree.SqlServer.Count > 0 && !tree.SqlServer.ContainsKey(use.Name))
                    yield return $"{use.Owner} names '{use.Name}': there is no sql/sqlserver/{use.Name}.sql";
            }
        }
    }

    private static IEnumerable<string> UnusedFiles(SqlTree tree, IEnumerable<SqlFileUse> uses)
    {
        var used = uses.Select(use => use.Name).ToHashSet();
        return tree.Sqlite.Concat(tree.SqlServer).Where(file => !SqlTree.IsMigration(file.Key) && !IsAlone(file.Value) && !used.Contains(file.Key))
            .Select(file => $"{file.Value.Path} is used by no SqlFile");
    }

    private static IEnumerable<string> MissingTwins(SqlTree tree) =>
        Missing(tree.Sqlite, tree.SqlServer, "sqlserver").Concat(Missing(tree.SqlServer, tree.Sqlite, "sqlite"));

    private static IEnumerable<string> Missing(IReadOnlyDictionary<string, SourceFile> there, IReadOnlyDictionary<string, SourceFile> here, string dialect) =>
        there.Where(file => !here.ContainsKey(file.Key) && !IsAlone(file.Value))
            .Select(file => $"sql/{dialect}/{file.Key}.sql is missing: {file.Value.Path} exists");

    private static bool IsAlone(SourceFile file) => OneDialectOnly.Keys.Any(folder => file.Path.StartsWith("sql/" + folder, StringComparison.Ordinal));

    // Prepared statements are given their values by position, so the order in which names first appear counts as well.
    // A table-valued parameter stands for the columns it carries; the T-SQL tests, which know its type, check those.
    private static IEnumerable<string> UnlikeTwins(SqlTree tree)
    {
        foreach (var (name, sqlite) in tree.Sqlite.Where(file => !SqlTree.IsMigration(file.Key)))
        {
            if (!tree.SqlServer.TryGetValue(name, out var sqlServer)) continue;
            var tables = SqlText.TableParameters(sqlServer.Text);
            var left = SqlText.Parameters(sqlite.Text);
            var right = SqlText.Parameters(sqlServer.Text).Except(tables.Keys).ToList();
            var onlyLeft = tables.Count > 0 ? [] : left.Except(right).Select(parameter => $"only sqlite has {parameter}");
            var differences = onlyLeft.Concat(right.Except(left).Select(parameter => $"only sqlserver has {parameter}")).ToList();
            if (differences.Count > 0) yield return $"{name}: {string.Join("; ", differences)}";
            else if (!left.Intersect(right).SequenceEqual(right))
                yield return $"{name}: sqlite names {string.Join(", ", left)} in this order, sqlserver {string.Join(", ", right)}";
        }
    }

    private static IEnumerable<string> Strays(IEnumerable<SourceFile> files) =>
        files.Where(file => file.Path.Split('/') is not ["sql", "sqlite" or "sqlserver", _, _] || !file.Path.EndsWith(".sql", StringComparison.Ordinal))
            .Select(file => $"{file.Path} is not at sql/<sqlite or sqlserver>/<folder>/<name>.sql");

    private static SqlTree Twins(string sqlite, string sqlServer) =>
        SqlTree.Of(new SourceFile("sql/sqlite/funds/load.sql", sqlite), new SourceFile("sql/sqlserver/funds/load.sql", sqlServer));
}
