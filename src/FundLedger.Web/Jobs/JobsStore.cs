using System.Data.Common;
using FundLedger.Storage;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.SqlServer;

namespace FundLedger.Web.Jobs;

/// <summary>Where Hangfire keeps its jobs: the one place that chooses.</summary>
internal static partial class JobsStore
{
    private const string Schema = "HangFire";

    /// <summary>
    /// On SQL Server beside the books, so that of several nodes one does what is due. Otherwise in memory: nothing is lost with it,
    /// since the schedule is made anew at each start and what is due is asked of the books.
    /// </summary>
    internal static JobStorage For(IServiceProvider services)
    {
        if (services.GetRequiredService<Database>() is SqlServerDatabase server)
        {
            if (server.HasSchema(Schema) || TryPrepare(server, out var broke)) return OnServer(server);
            InMemoryOnly(services.GetRequiredService<ILogger<JobSchedule>>(), broke);
        }

        return new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromDays(7) });
    }

    /// <summary>Makes or upgrades Hangfire's own tables, with Hangfire's own script.</summary>
    /// <param name="broke">Why not, when this answers false: the login may not, or the server does not run that script, as Babelfish.</param>
    internal static bool TryPrepare(SqlServerDatabase server, out DbException? broke)
    {
        using var connection = SqlClientFactory().CreateConnection()!;
        connection.ConnectionString = server.ConnectionString;
        try
        {
            connection.Open();
            SqlServerObjectsInstaller.Install(connection, Schema);
            broke = null;
            return true;
        }
        catch (DbException refused)
        {
            broke = refused;
            return false;
        }
    }

    private static DbProviderFactory SqlClientFactory() => new SqlServerStorageOptions().SqlClientFactory;

    private static SqlServerStorage OnServer(SqlServerDatabase server) => new(server.ConnectionString, new SqlServerStorageOptions
    {
        SchemaName = Schema,
        PrepareSchemaIfNecessary = false, // the login that runs the program may not
        UseRecommendedIsolationLevel = true,
        DisableGlobalLocks = true,
        UseTransactionalAcknowledge = true,
        SlidingInvisibilityTimeout = TimeSpan.FromMinutes(5), // the job of a node that died is taken up by another after so long
        CommandBatchMaxTimeout = TimeSpan.FromMinutes(5),
        QueuePollInterval = TimeSpan.Zero, // jobs are waited for, not looked for now and then
    });

    [LoggerMessage(Level = LogLevel.Information, Message = "This server has no tables for jobs, so each node keeps its own in memory; the books see to it that each is done once")]
    private static partial void InMemoryOnly(ILogger log, Exception? cause);
}
