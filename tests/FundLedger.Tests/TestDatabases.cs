using System.Collections;
using FundLedger.Storage;
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

    /// <summary>Opens a ledger of its own to write.</summary>
    /// <param name="options">Of the folder and the writer; a database that has no folder takes the rest.</param>
    internal abstract Database Open(StorageOptions options, TimeProvider clock);

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

        internal override Database Open(StorageOptions options, TimeProvider clock) => SqliteDatabase.Open(options, clock);

        public override string ToString() => "Sqlite";
    }

    private sealed class OnSqlServer : TestDatabase
    {
        private const string Setting = "FUNDLEDGER_TEST_SQLSERVER";

        internal override string? WhyNot => Environment.GetEnvironmentVariable(Setting) is null
            ? $"unconfigured: set {Setting} to a connection string"
            : $"{Setting} is set, and this build cannot open SQL Server yet";

        internal override Database Open(StorageOptions options, TimeProvider clock) => throw new InvalidOperationException(WhyNot);

        public override string ToString() => "SqlServer";
    }
}
