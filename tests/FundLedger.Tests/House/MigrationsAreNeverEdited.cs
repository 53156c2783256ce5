using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace FundLedger.Tests.House;

/// <summary>A migration that a database may have run stays as it is; what must change comes as the next one.</summary>
public sealed partial class MigrationsAreNeverEdited
{
    private const string List = "tests/FundLedger.Tests/House/migrations.sha256";

    [Test]
    public void Migrations_are_numbered_without_gaps_and_named_alike_in_both_dialects() => HouseRule.Stands(NumberingFaults(SqlTree.OfRepository()));

    [Test]
    public void Every_migration_is_as_the_list_recorded_it() =>
        HouseRule.Stands(Edited(Migrations(SqlTree.OfRepository()), Repository.Files("tests/FundLedger.Tests/House", ".sha256").Single().Text));

    [Test]
    public void A_planted_gap_a_doubled_number_and_a_bad_name_are_caught()
    {
        var faults = NumberingFaults(SqlTree.Of(File("sqlite", "0001_a"), File("sqlite", "0003_b"), File("sqlite", "0003_c"), File("sqlite", "4_d"))).ToList();
        Assert.That(faults, Is.EqualTo(new[]
        {
            "sql/sqlite/migrations/0003_b.sql: the next number is 0002",
            "sql/sqlite/migrations/0003_c.sql: the next number is 0004",
            "sql/sqlite/migrations/4_d.sql: a migration is called 0001_name.sql, in small letters, digits and underscores",
        }));
    }

    [Test]
    public void A_planted_difference_between_the_dialects_is_caught() =>
        Assert.That(
            NumberingFaults(SqlTree.Of(File("sqlite", "0001_a"), File("sqlite", "0002_b"), File("sqlserver", "0001_a"), File("sqlserver", "0002_c"))),
            Is.EquivalentTo(new[] { "migrations/0002_b exists in sqlite only", "migrations/0002_c exists in sqlserver only" }));

    [Test]
    public void A_planted_edit_an_unlisted_and_a_vanished_migration_are_caught()
    {
        SourceFile[] now = [File("sqlite", "0001_a", "edited"), File("sqlite", "0002_b", "new")];
        var list = $"# a comment\n{Hash("as it was")}  sql/sqlite/migrations/0001_a.sql\n{Hash("gone")}  sql/sqlite/migrations/0000_z.sql\n";

        Assert.That(Edited(now, list), Is.EqualTo(new[]
        {
            "sql/sqlite/migrations/0001_a.sql was edited: put it back and write the next migration",
            $"sql/sqlite/migrations/0002_b.sql is new: add this line to {List}\n{Hash("new")}  sql/sqlite/migrations/0002_b.sql",
            "sql/sqlite/migrations/0000_z.sql is listed and gone: put it back",
        }));
    }

    [Test]
    public void A_checkout_with_other_line_ends_has_the_same_hashes() =>
        Assert.That(Hash("CREATE TABLE a (b);\r\n"), Is.EqualTo(Hash("CREATE TABLE a (b);\n")));

    private static IEnumerable<string> NumberingFaults(SqlTree tree)
    {
        var faults = Numbering(tree.Sqlite).Concat(Numbering(tree.SqlServer));
        if (tree.SqlServer.Count == 0) return faults; // that dialect has not begun
        return faults.Concat(Only(tree.Sqlite, tree.SqlServer, "sqlite")).Concat(Only(tree.SqlServer, tree.Sqlite, "sqlserver"));
    }

    private static IEnumerable<string> Numbering(IReadOnlyDictionary<string, SourceFile> files)
    {
        var expected = 1;
        foreach (var (name, file) in files.Where(file => SqlTree.IsMigration(file.Key)))
        {
            if (MigrationName().Match(name) is not { Success: true } named)
            {
                yield return $"{file.Path}: a migration is called 0001_name.sql, in small letters, digits and underscores";
                continue;
            }

            var number = int.Parse(named.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
            if (number != expected) yield return $"{file.Path}: the next number is {expected:D4}";
            expected = Math.Max(expected, number + 1);
        }
    }

    private static IEnumerable<string> Only(IReadOnlyDictionary<string, SourceFile> here, IReadOnlyDictionary<string, SourceFile> there, string dialect) =>
        here.Keys.Where(name => SqlTree.IsMigration(name) && !there.ContainsKey(name)).Select(name => $"{name} exists in {dialect} only");

    private static IEnumerable<string> Edited(IEnumerable<SourceFile> migrations, string list)
    {
        var recorded = list.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split("  "))
            .ToDictionary(parts => parts[1], parts => parts[0]);
        foreach (var migration in migrations)
        {
            var hash = Hash(migration.Text);
            if (!recorded.Remove(migration.Path, out var was)) yield return $"{migration.Path} is new: add this line to {List}\n{hash}  {migration.Path}";
            else if (was != hash) yield return $"{migration.Path} was edited: put it back and write the next migration";
        }

        foreach (var path in recorded.Keys) yield return $"{path} is listed and gone: put it back";
    }

    private static IEnumerable<SourceFile> Migrations(SqlTree tree) =>
        tree.Sqlite.Concat(tree.SqlServer).Where(file => SqlTree.IsMigration(file.Key)).Select(file => file.Value);

    private static SourceFile File(string dialect, string name, string text = "") => new($"sql/{dialect}/migrations/{name}.sql", text);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))));

    [GeneratedRegex(@"^migrations/(?<number>[0-9]{4})_[a-z0-9_]+$")]
    private static partial Regex MigrationName();
}
