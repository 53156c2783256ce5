using FundLedger.Storage;
using Microsoft.Data.SqlClient;

namespace FundLedger.Web.Tests;

/// <summary>Books in a database of a test's own on the SQL Server that a variable names, dropped afterwards; the test is skipped, with the reason, where none is named.</summary>
internal sealed class BooksOnAServer : IDisposable
{
    private const string Setting = "FUNDLEDGER_TEST_SQLSERVER";

    internal BooksOnAServer()
    {
        if (Environment.GetEnvironmentVariable(Setting) is not { Length: > 0 } server)
        {
            Assert.Ignore($"unconfigured: set {Setting} to a connection string");
            return;
        }

        var text = new SqlConnectionStringBuilder(server) { InitialCatalog = $"fundledger_test_{Guid.NewGuid():N}" };
        Options = new StorageOptions { Dialect = Dialect.SqlServer, ConnectionString = text.ToString() };
    }

    internal StorageOptions Options { get; } = new();

    public void Dispose()
    {
        if (Options.ConnectionString.Length == 0) return;
        SqlConnection.ClearAllPools();
        var text = new SqlConnectionStringBuilder(Options.ConnectionString);
        var name = text.InitialCatalog;
        (text.InitialCatalog, text.Pooling) = ("master", false);
        using var server = new SqlConnection(text.ToString());
        server.Open();
        using var drop = new SqlCommand($"DROP DATABASE IF EXISTS {name}", server) { CommandTimeout = 60 };
        drop.ExecuteNonQuery();
    }
}
