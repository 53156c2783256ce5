using System.Text.RegularExpressions;

namespace FundLedger.Tests.House;

public sealed partial class WhatTheSourceMayNotSay
{
    [Test]
    public void There_is_no_sql_text_in_the_source() => HouseRule.Stands(SqlInCode(Repository.Files("src", ".cs").Concat(Repository.Files("reports", ".cs"))));

    [Test]
    public void The_core_has_no_clock_no_ids_and_no_chance() => HouseRule.Stands(ClockOrChance(Repository.Files("src/FundLedger", ".cs")));

    [Test]
    public void Nothing_is_left_unfinished() =>
        HouseRule.Stands(Unfinished(new[] { "src", "reports", "sql" }.SelectMany(folder => Repository.Files(folder, Everything))));

    [Test]
    public void No_file_names_a_place_on_somebodys_machine() => HouseRule.Stands(MachinePaths(Repository.Files("", Everything)));

    [TestCase("\"SELECT id FROM funds\"", true)]
    [TestCase("\"select id \" +\n    \"from funds\"", true)]
    [TestCase("@\"\n  WITH a AS (SELECT 1)\n  SELECT * FROM a\"", true)]
    [TestCase("$\"DELETE FROM {table} WHERE id = {id}\"", true)]
    [TestCase("\"\"\"\n    INSERT INTO funds (id)\n    VALUES (@id)\n    \"\"\"", true)]
    [TestCase("$\"{(open ? \"UPDATE funds SET open = 1\" : \"\")}\"", true)]
    [TestCase("\"CREATE TABLE funds (id)\"", true)]
    [TestCase("\"PRAGMA journal_mode = WAL\"", true)]
    [TestCase("\"SAVEPOINT one\"", true)]
    [TestCase("\"COMMIT\"", true)]
    [TestCase("\"Select a fund from the list, then update it and set its name\"", false)]
    [TestCase("\"There is nothing to update: set --from\"", false)]
    [TestCase("\"plain\" // SELECT id FROM funds", false)]
    [TestCase("\"BEGIN:VCALENDAR\"", false)]
    [TestCase("'\"'; /* \"SELECT id FROM funds\" */", false)]
    public void Planted_sql_is_caught_and_a_sentence_is_not(string expression, bool caught) =>
        Assert.That(SqlInCode([Planted("src/FundLedger/Funds/a.cs", $"var a = {expression};")]), Has.Exactly(caught ? 1 : 0).Items);

    [TestCase("PRAGMA synchronous", 0)]
    [TestCase("SAVEPOINT operation", 0)]
    [TestCase("BEGIN IMMEDIATE", 0)]
    [TestCase("VACUUM INTO @file", 0)]
    [TestCase("SELECT id FROM funds", 1)]
    public void The_storage_folder_may_steer_a_connection_but_not_query(string sql, int caught) =>
        Assert.That(SqlInCode([Planted("src/FundLedger/Storage/a.cs", $"var a = \"{sql}\";")]), Has.Exactly(caught).Items);

    [TestCase("var a = DateTime.Now;", true)]
    [TestCase("var a = System.DateTimeOffset . UtcNow;", true)]
    [TestCase("var a = DateTime.Today;", true)]
    [TestCase("var a = TimeProvider.System;", true)]
    [TestCase("var a = Guid.NewGuid();", true)]
    [TestCase("var a = Guid.CreateVersion7();", true)]
    [TestCase("var a = new Random(1);", true)]
    [TestCase("var a = Random.Shared;", true)]
    [TestCase("var a = $\"{DateTime.UtcNow}\";", true)]
    [TestCase("var a = \"DateTime.Now\"; // Guid.NewGuid()", false)]
    [TestCase("var a = KnownAt.Nowhere + MyGuid.NewGuide;", false)]
    public void A_planted_clock_or_chance_is_caught(string code, bool caught) =>
        Assert.That(ClockOrChance([Planted("src/FundLedger/Funds/a.cs", code)]), Has.Exactly(caught ? 1 : 0).Items);

    [TestCase("// TO" + "DO: later", true)]
    [TestCase("-- FIX" + "ME", true)]
    [TestCase("/* HA" + "CK */", true)]
    [TestCase("throw new NotImplemented" + "Exception();", true)]
    [TestCase("// today, mastodon, hackathon", false)]
    public void A_planted_unfinished_mark_is_caught(string text, bool caught) =>
        Assert.That(
            Unfinished([Planted("src/FundLedger/Funds/a.cs", "\n" + text)]),
            caught ? Is.EqualTo(new[] { "src/FundLedger/Funds/a.cs(2) is unfinished" }) : Is.Empty);

    [TestCase("/ho" + "me/li/ledger", true)]
    [TestCase("\"/ro" + "ot/.nuget\"", true)]
    [TestCase(@"C:\Us" + @"ers\li\ledger", true)]
    [TestCase("/Us" + "ers/li/ledger", true)]
    [TestCase("/wo" + "rk/main", true)]
    [TestCase("/var/lib/fundledger, https://example.org/home/page, src/home/a", false)]
    public void A_planted_machine_path_is_caught(string text, bool caught) =>
        Assert.That(MachinePaths([Planted("docs/a.md", text)]), Has.Exactly(caught ? 1 : 0).Items);

    // Text files only: a place that somebody's editor or shell wrote down is found in these.
    private static readonly string[] Everything =
    [
        ".cs", ".cshtml", ".css", ".js", ".csproj", ".props", ".targets", ".sln", ".json", ".xml", ".resx", ".sql", ".md", ".txt", ".yml", ".yaml",
        ".ps1", ".sh", ".service", ".runsettings", ".editorconfig", ".sha256", ".svg", ".html", ".csv", "Dockerfile", "/run",
    ];

    private static SourceFile Planted(string path, string text) => new(path, text);

    private static IEnumerable<string> SqlInCode(IEnumerable<SourceFile> files) =>
        from file in files
        from literal in CSharpText.Read(file.Text).Literals
        where Query().IsMatch(literal.Text) || (Steering().IsMatch(literal.Text) && !file.Path.StartsWith("src/FundLedger/Storage/", StringComparison.Ordinal))
        select $"{file.At(literal.Position)} holds SQL: it belongs in a file of sql/, in both dialects";

    private static IEnumerable<string> ClockOrChance(IEnumerable<SourceFile> files) =>
        from file in files
        from Match found in Chance().Matches(CSharpText.Read(file.Text).Code)
        select $"{file.At(found.Index)} says {found.Value}: time, ids and chance come from the caller";

    private static IEnumerable<string> Unfinished(IEnumerable<SourceFile> files) =>
        from file in files
        from Match found in UnfinishedMark().Matches(file.Text)
        select $"{file.At(found.Index)} is unfinished";

    private static IEnumerable<string> MachinePaths(IEnumerable<SourceFile> files) =>
        from file in files
        from Match found in MachinePath().Matches(file.Text)
        select $"{file.At(found.Index)} names {found.Value}";

    // Capitals anywhere, small letters only at the start: a sentence may well select something from a list.
    [GeneratedRegex(
        @"\bSELECT\b[\s\S]*\bFROM\b|\bINSERT\s+(OR\s+\w+\s+)?INTO\b|\bUPDATE\b[\s\S]+?\bSET\b|\bDELETE\s+FROM\b|"
        + @"\b(CREATE|ALTER|DROP)\s+(UNIQUE\s+)?(TABLE|INDEX|TRIGGER|VIEW|PROCEDURE|TYPE)\b|\bMERGE\s+INTO\b|"
        + @"^\s*(select\b[\s\S]*\bfrom|insert\s+into|update\b[\s\S]+\bset|delete\s+from)\b")]
    private static partial Regex Query();

    [GeneratedRegex(
        @"^\s*((PRAGMA|SAVEPOINT|RELEASE|VACUUM|ATTACH|DETACH)\b|"
        + @"(BEGIN|COMMIT|ROLLBACK)(\s+(TRAN|TRANSACTION|IMMEDIATE|EXCLUSIVE|TO)\b|\s*;|\s*$)|SET\s+(TRANSACTION|XACT_ABORT|NOCOUNT|LOCK_TIMEOUT)\b)")]
    private static partial Regex Steering();

    [GeneratedRegex(
        @"\b(DateTime|DateTimeOffset)\s*\.\s*(UtcNow|Now|Today)\b|\bTimeProvider\s*\.\s*System\b|"
        + @"\bGuid\s*\.\s*(NewGuid|CreateVersion7)\b|\bnew\s+Random\b|\bRandom\s*\.\s*Shared\b")]
    private static partial Regex Chance();

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK|NotImplemented" + @"Exception)\b")]
    private static partial Regex UnfinishedMark();

    [GeneratedRegex(@"(?<![\w.~-])/(home|Users)/\w+|(?<![\w.~-])/(root|work|farm|workspace|builds)/|\b[A-Za-z]:\\Users\\\w+")]
    private static partial Regex MachinePath();
}
