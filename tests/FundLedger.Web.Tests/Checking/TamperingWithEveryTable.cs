using System.Globalization;
using System.Text;
using Dapper;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Api;
using FundLedger.Web.Tests.Cli;
using Microsoft.Data.Sqlite;

namespace FundLedger.Web.Tests.Checking;

/// <summary>Somebody who may write the file changes one value, or takes one row away, of each table in turn: docs/verified.md says which of it verify finds without anything from outside, and is held to it.</summary>
public sealed class TamperingWithEveryTable
{
    private const string Approve = "FUNDLEDGER_APPROVE";
    private const string Begin = "<!-- found by verify -->";

    [Test]
    public async Task Verify_finds_what_the_guide_says_it_finds()
    {
        var folder = Directory.CreateTempSubdirectory("fundledger-tampering-").FullName;
        try
        {
            var books = new StorageOptions { Directory = folder };
            await ApiSiteUnderTest.MakeAsync(books, CommandLineTest.Today);
            var told = await ToldAsync(books);
            var guide = Path.Combine(Root(), "docs", "verified.md");
            var text = (await File.ReadAllTextAsync(guide)).ReplaceLineEndings("\n");
            var head = text[..(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)];
            if (Environment.GetEnvironmentVariable(Approve) == "1") await File.WriteAllTextAsync(guide, text = $"{head}\n\n{told}");
            Assert.That(text[head.Length..].Trim(), Is.EqualTo(told.Trim()), $"what verify finds changed: read the difference, and approve it with {Approve}=1");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> ToldAsync(StorageOptions books)
    {
        using var raw = new SqliteConnection($"Data Source={books.DatabaseFile};Pooling=False");
        raw.Open();
        raw.Execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF");
        foreach (var trigger in raw.Query<string>("SELECT name FROM sqlite_master WHERE type = 'trigger'").ToList()) raw.Execute($"DROP TRIGGER {trigger}");
        await using var opened = SqliteDatabase.OpenToRead(books);
        Assert.That(await IsFoundAsync(opened), Is.False, "the books are sound before");
        var told = new StringBuilder("| 表 / table | 改了即发现 / changed, it is found | 改了不发现 / changed, it is not | 少一行 / a row less |\n|---|---|---|---|\n");
        foreach (var table in raw.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").ToList())
        {
            if (raw.ExecuteScalar<long>($"SELECT COUNT(*) FROM {table}") == 0) continue;
            var (found, missed) = (new List<string>(), new List<string>());
            foreach (var (column, type) in raw.Query<(string, string)>($"SELECT name, type FROM pragma_table_info('{table}')").ToList())
                if (await ChangedAsync(raw, opened, table, column, type) is { } isFound) (isFound ? found : missed).Add(column);
            var row = await UndoneAsync(raw, opened, $"DELETE FROM {table} WHERE ({Key(raw, table)}) = (SELECT {Key(raw, table)} FROM {table} ORDER BY {Key(raw, table)} DESC LIMIT 1)");
            told.AppendLine(CultureInfo.InvariantCulture, $"| `{table}` | {string.Join(", ", found)} | {string.Join(", ", missed)} | {(row is true ? "✓" : "–")} |");
        }

        return told.ToString();
    }

    /// <returns>Null where no change of it can be written.</returns>
    private static async Task<bool?> ChangedAsync(SqliteConnection raw, SqliteDatabase opened, string table, string column, string type)
    {
        var change = type switch { "INTEGER" => $"COALESCE({column}, 0) + 7", "TEXT" => $"COALESCE({column}, '') || 'x'", _ => "randomblob(32)" };
        return await UndoneAsync(raw, opened, $"UPDATE {table} SET {column} = {change} WHERE ({Key(raw, table)}) = (SELECT {Key(raw, table)} FROM {table} ORDER BY {Key(raw, table)} DESC LIMIT 1)");
    }

    /// <summary>Whether verify finds what a statement changed, which is taken back afterwards.</summary>
    private static async Task<bool?> UndoneAsync(SqliteConnection raw, SqliteDatabase opened, string change)
    {
        var table = change.Split(' ')[change.StartsWith("UPDATE", StringComparison.Ordinal) ? 1 : 2];
        raw.Execute($"CREATE TEMP TABLE kept AS SELECT * FROM {table}");
        try
        {
            return raw.Execute(change) == 0 ? null : await IsFoundAsync(opened);
        }
        catch (SqliteException)
        {
            return null; // it is the key of the row, and another has it
        }
        finally
        {
            raw.Execute($"DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept; DROP TABLE kept");
        }
    }

    private static string Key(SqliteConnection raw, string table) =>
        string.Join(", ", raw.Query<string>($"SELECT name FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk").DefaultIfEmpty("rowid"));

    /// <summary>Books that cannot be read through are found as well.</summary>
    private static async Task<bool> IsFoundAsync(SqliteDatabase opened)
    {
        try
        {
            return (await opened.ReadAsync(reader => Verify.RunAsync(reader))).Findings.Count > 0;
        }
        catch (Exception unread) when (unread is not AssertionException)
        {
            return true;
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "FundLedger.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
