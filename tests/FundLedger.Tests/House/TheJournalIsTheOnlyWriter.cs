namespace FundLedger.Tests.House;

/// <summary>Journal rows are inserted by class Journal through files of sql/*/ledger/, and changed by nobody.</summary>
public sealed class TheJournalIsTheOnlyWriter
{
    private const string Journal = "FundLedger.Ledger.Journal";
    private static readonly string[] Tables = ["journal_entries", "journal_lines"];

    [Test]
    public void Only_files_of_the_ledger_folder_insert_journal_rows() => HouseRule.Stands(WritesElsewhere(SqlTree.OfRepository()));

    [Test]
    public void Only_class_Journal_refers_to_those_files() => HouseRule.Stands(OtherWriters(SqlTree.OfRepository(), SqlFileUses.OfTheCore()));

    [TestCase("sql/sqlite/donations/a.sql", "INSERT INTO journal_entries (id) VALUES (@id)", ExpectedResult = 1)]
    [TestCase("sql/sqlserver/donations/a.sql", "insert dbo.[journal_lines] (id)\nVALUES (@id)", ExpectedResult = 1)]
    [TestCase("sql/sqlite/donations/a.sql", "INSERT OR IGNORE INTO \"journal_entries\" DEFAULT VALUES", ExpectedResult = 1)]
    [TestCase("sql/sqlite/migrations/0002_a.sql", "INSERT INTO journal_entries SELECT * FROM old", ExpectedResult = 1)]
    [TestCase("sql/sqlite/ledger/a.sql", "UPDATE journal_entries SET text = @text", ExpectedResult = 1)]
    [TestCase("sql/sqlserver/ledger/a.sql", "DELETE journal_lines", ExpectedResult = 1)]
    [TestCase("sql/sqlserver/ledger/a.sql", "MERGE INTO journal_lines USING x ON 1 = 1", ExpectedResult = 1)]
    [TestCase("sql/sqlite/ledger/a.sql", "INSERT INTO journal_entries (id) VALUES (@id)", ExpectedResult = 0)]
    [TestCase("sql/sqlite/donations/a.sql", "-- INSERT INTO journal_entries\nSELECT 'INSERT INTO journal_entries'", ExpectedResult = 0)]
    [TestCase("sql/sqlite/donations/a.sql", "INSERT INTO journal_entries_staged (id) VALUES (@id)", ExpectedResult = 0)]
    [TestCase("sql/sqlite/migrations/0001_a.sql", "CREATE TRIGGER t BEFORE UPDATE ON journal_entries BEGIN SELECT 1; END;", ExpectedResult = 0)]
    [TestCase("sql/sqlserver/migrations/0001_a.sql", "CREATE TRIGGER t ON journal_entries INSTEAD OF UPDATE, DELETE AS THROW;", ExpectedResult = 0)]
    public int A_planted_write_is_caught(string path, string sql) => WritesElsewhere(SqlTree.Of(new SourceFile(path, sql))).Count();

    [Test]
    public void A_second_class_that_refers_to_an_inserting_file_is_caught()
    {
        var tree = SqlTree.Of(
            new SourceFile("sql/sqlserver/ledger/insert_entry.sql", "INSERT INTO journal_entries (id) VALUES (@id)"),
            new SourceFile("sql/sqlite/ledger/load_entry.sql", "SELECT id FROM journal_entries"));
        SqlFileUse[] uses =
        [
            new("ledger/insert_entry", "FundLedger.Donations.DonationStore"), new("ledger/insert_entry", Journal),
            new("ledger/load_entry", "FundLedger.Seals.Sealer"),
        ];

        Assert.That(
            OtherWriters(tree, uses),
            Is.EqualTo(new[] { "FundLedger.Donations.DonationStore uses ledger/insert_entry, which inserts journal rows: only Journal may" }));
    }

    private static IEnumerable<string> WritesElsewhere(SqlTree tree) =>
        from file in tree.All
        from table in Tables
        from write in SqlText.WritesTo(table, file.Text)
        where !write.Inserts || !IsOfTheLedger(file)
        select write.Inserts
            ? $"{file.At(write.Position)} inserts into {table}: only Journal does, from sql/*/ledger/"
            : $"{file.At(write.Position)} changes {table}: journal rows are never updated or deleted";

    private static IEnumerable<string> OtherWriters(SqlTree tree, IEnumerable<SqlFileUse> uses) =>
        from use in uses
        where use.Owner != Journal
        where new[] { tree.Sqlite, tree.SqlServer }.Any(dialect => dialect.TryGetValue(use.Name ?? "", out var file) && Inserts(file))
        select $"{use.Owner} uses {use.Name}, which inserts journal rows: only Journal may";

    private static bool Inserts(SourceFile file) => Tables.Any(table => SqlText.WritesTo(table, file.Text).Any(write => write.Inserts));

    private static bool IsOfTheLedger(SourceFile file) => file.Path.Split('/') is ["sql", _, "ledger", ..];
}
