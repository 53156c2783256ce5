using System.Collections;
using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Dapper;
using FundLedger.Storage;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework.Internal;

namespace FundLedger.Tests;

/// <summary>Every database the ledger runs on, for <c>[TestFixtureSource(typeof(TestDatabases))]</c>: one that is not configured shows as skipped, with the reason.</summary>
public sealed class TestDatabases : IEnumerable
{
    public IEnumerator GetEnumerator() => TestDatabase.All.Select(AsFixture).GetEnumerator();

    private static TestFixtureParameters AsFixture(TestDatabase database)
    {
        var fixture = new TestFixtureData(database);
        fixture.Properties.Add(PropertyNames.Category, $"{database}");
        return database.WhyNot is { } reason ? fixture.Ignore(reason) : fixture;
    }
}

/// <summary>One database to run a test on.</summary>
public abstract partial class TestDatabase
{
    public static IReadOnlyList<TestDatabase> All { get; } = [new OnSqlite(), new OnSqlServer()];

    /// <summary>Why nothing can run on it here; null when it can.</summary>
    internal abstract string? WhyNot { get; }

    /// <summary>Gives the options a place of a test's own; those that have one keep it.</summary>
    internal abstract StorageOptions AtOwnPlace(StorageOptions options);

    /// <summary>Puts empty books into a place of a test's own, where that is quicker than having them made when they are opened.</summary>
    internal virtual void MakeBooks(StorageOptions place)
    {
    }

    /// <summary>Removes the place and all that is in it.</summary>
    internal abstract void Remove(StorageOptions options);

    internal bool IsOnSqlServer => this is OnSqlServer;

    /// <summary>Runs a scenario on a new ledger, then has the whole ledger verified: whatever was done or refused, it must stand.</summary>
    internal async Task RunAsync(Func<TestLedger, Task> scenario, StorageOptions? options = null)
    {
        await using var ledger = new TestLedger(this, options);
        await scenario(ledger);
        await ledger.MustVerifyAsync();
    }

    private sealed class OnSqlite : TestDatabase
    {
        /// <summary>Books in which nothing was recorded yet, made once: making them takes longer than most tests.</summary>
        private static readonly Lazy<byte[]> Empty = new(() => EmptyBooks());

        internal override string? WhyNot => null;

        internal override StorageOptions AtOwnPlace(StorageOptions options) => options.Directory.Length > 0 ? options : options with { Directory = TestFolder.New() };

        internal override void MakeBooks(StorageOptions place)
        {
            if (!place.Demo) File.WriteAllBytes(place.DatabaseFile, Empty.Value);
        }

        private static byte[] EmptyBooks()
        {
            var place = new StorageOptions { Directory = TestFolder.New() };
            SqliteDatabase.Open(place, new FakeTimeProvider(TestLedger.Begun)).DisposeAsync().AsTask().GetAwaiter().GetResult();
            var bytes = File.ReadAllBytes(place.DatabaseFile);
            TestFolder.Delete(place.Directory);
            return bytes;
        }

        internal override void Remove(StorageOptions options) => TestFolder.Delete(options.Directory);

        public override string ToString() => "Sqlite";
    }

    /// <summary>Ends the connections that are kept open for these options.</summary>
    internal static void ClosePoolsOf(StorageOptions options)
    {
        foreach (var text in new[] { options.ConnectionString, SqlServerConnections.Checked(options) })
        {
            using var connection = new SqlConnection(text);
            SqlConnection.ClearPool(connection);
        }
    }

    /// <summary>Removes what is kept from one test to the next.</summary>
    internal virtual void RemoveKept()
    {
    }

    /// <remarks>
    /// A test's database is new: no table is in it. It need not have been made for that test: one whose last test is over is emptied and kept, since
    /// the connections to it have read their statements before, for which Babelfish takes seconds on each new connection.
    /// </remarks>
    private sealed partial class OnSqlServer : TestDatabase
    {
        private const string Setting = "FUNDLEDGER_TEST_SQLSERVER";
        private const int PatienceSeconds = 120;
        private const int Connections = 8; // however many call at once: more would read their statements for the first time in the tests that race

        private const string Everything =
            """
            SELECT CONCAT(N'DROP VIEW ', name) FROM sys.views WHERE is_ms_shipped = 0
            UNION ALL SELECT CONCAT(N'ALTER TABLE ', OBJECT_NAME(parent_object_id), N' DROP CONSTRAINT ', name) FROM sys.foreign_keys
            UNION ALL SELECT CONCAT(N'DROP TABLE ', name) FROM sys.tables
            UNION ALL SELECT CONCAT(N'DROP TYPE ', name) FROM sys.table_types
            """;

        // Babelfish does not list them.
        private static readonly string[] Sequences =
            [.. Migrator.Carried(Dialect.SqlServer).SelectMany(migration => CreatedSequence().Matches(migration.Script)).Select(made => $"DROP SEQUENCE IF EXISTS {made.Groups["name"].Value}")];

        private readonly ConcurrentStack<string> kept = new();

        internal override string? WhyNot => string.IsNullOrEmpty(Server) ? $"unconfigured: set {Setting} to a connection string" : null;

        private static string? Server => Environment.GetEnvironmentVariable(Setting);

        internal override StorageOptions AtOwnPlace(StorageOptions options)
        {
            if (options.ConnectionString.Length > 0) return options;
            return options with { Dialect = Dialect.SqlServer, WritersAtOnce = Math.Min(options.WritersAtOnce, Connections), ConnectionString = TextFor(kept.TryPop(out var name) ? name : $"fundledger_test_{Guid.NewGuid():N}") };
        }

        internal override void Remove(StorageOptions options)
        {
            var name = new SqlConnectionStringBuilder(options.ConnectionString).InitialCatalog;
            Assert.That(name, Does.StartWith("fundledger_test_"));
            if (TryEmpty(options)) kept.Push(name);
            else Drop(name);
        }

        internal override void RemoveKept()
        {
            while (kept.TryPop(out var name)) Drop(name);
        }

        private static string TextFor(string name)
        {
            var text = new SqlConnectionStringBuilder(Server) { InitialCatalog = name };
            if (!text.ShouldSerialize("Command Timeout")) text.CommandTimeout = PatienceSeconds;
            if (!text.ShouldSerialize("Connect Timeout")) text.ConnectTimeout = PatienceSeconds;
            return text.ToString();
        }

        /// <returns>False when it is not as it was before the test, and cannot be made so: there is a user in it, or something is still being done in it.</returns>
        private static bool TryEmpty(StorageOptions options)
        {
            try
            {
                using var connection = new SqlConnection(SqlServerConnections.Checked(options));
                connection.Open();
                if (connection.ExecuteScalar<int>("SELECT COUNT(*) FROM sys.database_principals WHERE name = N'fundledger_app'") > 0) return false;
                connection.Execute(string.Join(";\n", connection.Query<string>(Everything).Concat(Sequences)));
                return !connection.Query<string>(Everything).Any();
            }
            catch (SqlException)
            {
                return false; // there is none, or it is in use: Drop says what is wrong, if anything is
            }
        }

        private static void Drop(string name)
        {
            ClosePoolsOf(new StorageOptions { Dialect = Dialect.SqlServer, ConnectionString = TextFor(name) });
            using var server = new SqlConnection(new SqlConnectionStringBuilder(TextFor("master")) { Pooling = false }.ToString());
            server.Open();
            for (var tries = 1; !TryDrop(server, name, isLast: tries == 100); tries++) Thread.Sleep(50);
        }

        /// <summary>False while a connection that was closed is still open there: Babelfish ends its process for it a little later.</summary>
        private static bool TryDrop(SqlConnection server, string name, bool isLast)
        {
            try
            {
                server.Execute($"DROP DATABASE IF EXISTS {name}");
                return true;
            }
            catch (SqlException inUse) when (!isLast && inUse.Message.Contains("currently in use", StringComparison.Ordinal))
            {
                return false;
            }
        }

        public override string ToString() => "SqlServer";

        [GeneratedRegex(@"^CREATE\s+SEQUENCE\s+(?<name>\w+)", RegexOptions.Multiline)]
        private static partial Regex CreatedSequence();
    }
}

/// <summary>The last thing of a run.</summary>
[SetUpFixture]
public sealed class RemovingWhatTestsKept
{
    [OneTimeTearDown]
    public void Remove()
    {
        foreach (var database in TestDatabase.All) database.RemoveKept();
    }
}
