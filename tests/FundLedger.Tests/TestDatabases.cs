using System.Collections;
using Dapper;
using FundLedger.Storage;
using Microsoft.Data.SqlClient;
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
public abstract class TestDatabase
{
    public static IReadOnlyList<TestDatabase> All { get; } = [new OnSqlite(), new OnSqlServer()];

    /// <summary>Why nothing can run on it here; null when it can.</summary>
    internal abstract string? WhyNot { get; }

    /// <summary>Gives the options a place of a test's own; those that have one keep it.</summary>
    internal abstract StorageOptions AtOwnPlace(StorageOptions options);

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
        internal override string? WhyNot => null;

        internal override StorageOptions AtOwnPlace(StorageOptions options) => options.Directory.Length > 0 ? options : options with { Directory = TestFolder.New() };

        internal override void Remove(StorageOptions options) => TestFolder.Delete(options.Directory);

        public override string ToString() => "Sqlite";
    }

    private sealed class OnSqlServer : TestDatabase
    {
        private const string Setting = "FUNDLEDGER_TEST_SQLSERVER";

        internal override string? WhyNot => string.IsNullOrEmpty(Server) ? $"unconfigured: set {Setting} to a connection string" : null;

        private static string? Server => Environment.GetEnvironmentVariable(Setting);

        internal override StorageOptions AtOwnPlace(StorageOptions options)
        {
            if (options.ConnectionString.Length > 0) return options;
            var text = new SqlConnectionStringBuilder(Server) { InitialCatalog = $"fundledger_test_{Guid.NewGuid():N}" };
            return options with { Dialect = Dialect.SqlServer, ConnectionString = text.ToString() };
        }

        internal override void Remove(StorageOptions options)
        {
            var text = new SqlConnectionStringBuilder(options.ConnectionString);
            var name = text.InitialCatalog;
            Assert.That(name, Does.StartWith("fundledger_test_"));
            (text.InitialCatalog, text.Pooling) = ("master", false);
            using var server = new SqlConnection(text.ToString());
            server.Open();
            for (var tries = 1; !TryDrop(server, name, isLast: tries == 100); tries++) Thread.Sleep(50);
        }

        /// <summary>False while a connection that was closed is still open there: Babelfish ends its process for it a little later.</summary>
        private static bool TryDrop(SqlConnection server, string name, bool isLast)
        {
            try
            {
                server.Execute($"DROP DATABASE IF EXISTS {name}", commandTimeout: 60);
                return true;
            }
            catch (SqlException inUse) when (!isLast && inUse.Message.Contains("currently in use", StringComparison.Ordinal))
            {
                return false;
            }
        }

        public override string ToString() => "SqlServer";
    }
}
